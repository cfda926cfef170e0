"""The PDF of a unit's forms, against typesetting nothing."""

import tempfile
from pathlib import Path

import typst
from benchmarks import made_up
from benchmarks.ratio import Ratio, timed

from core.resources import resource
from core.writers import write_pdf

INDICATORS = 40


def against_empty() -> Ratio:
    forms = made_up.submission(INDICATORS).forms
    fonts = str(resource("fonts"))
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.typ"
        empty.write_text("", "utf-8")
        target = Path(folder) / "unit.pdf"

        def ours() -> None:
            write_pdf(forms, target)

        compiler = typst.Compiler(str(empty), font_paths=[fonts], ignore_system_fonts=True)

        def theirs() -> None:
            compiler.compile(output=Path(folder) / "empty.pdf")

        best, reference = timed(ours, theirs)
    return Ratio(f"PDF of a form, {INDICATORS} indicators", best, "empty typst compile", reference)
