"""All of a unit's papers as PDF, and the papers of a whole county in every format."""

import itertools
import tempfile
import time
from pathlib import Path

import typst
from benchmarks import made_up
from benchmarks.ratio import Ratio, Target, timed

from core.errors import Cancelled
from core.forms import FORMS
from core.intake import collect, read_file
from core.resources import resource
from core.submission import Submission
from core.writers import EXPORTERS, write_pdf
from core.year_export import export_all, job

UNITS, TARGET_SECONDS = 150, 60
INDICATORS, CHARACTERS = 40, 8_000


def unit_pdf() -> Ratio:
    """A unit's forms and a long report in one PDF."""
    unit = made_up.with_report(INDICATORS, CHARACTERS)
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.typ"
        empty.write_text("", "utf-8")
        fonts = [str(resource("fonts"))]
        compiler = typst.Compiler(str(empty), font_paths=fonts, ignore_system_fonts=True)
        best, reference = timed(
            lambda: write_pdf(unit.forms, Path(folder) / "unit.pdf"),
            lambda: compiler.compile(output=Path(folder) / "empty.pdf"),
        )
    return Ratio(f"PDF of a unit, {len(unit.forms)} forms", best, "empty typst compile", reference)


def year() -> Ratio:
    """A year in Word, Excel and PDF; the reference is the time that it may take."""
    units = list(itertools.islice(itertools.cycle(_sample_units()), UNITS))
    with tempfile.TemporaryDirectory() as folder:
        jobs = [
            job(unit.unit, unit.forms, Path(folder) / f"{number:03}", tuple(EXPORTERS))
            for number, unit in enumerate(units)
        ]
        start = time.perf_counter()
        export_all(jobs)
        taken = time.perf_counter() - start
    name = f"export a year, {UNITS} units, 3 formats"
    return Ratio(name, taken, "the time allowed", TARGET_SECONDS, Target(at_most=1))


def stop() -> Ratio:
    """From cancelling in the middle of a year until it has stopped; the reference is a second."""
    units = list(itertools.islice(itertools.cycle(_sample_units()), UNITS))
    with tempfile.TemporaryDirectory() as folder:
        jobs = [
            job(unit.unit, unit.forms, Path(folder) / f"{number:03}", ("pdf",))
            for number, unit in enumerate(units)
        ]
        pressed = 0.0

        def report(done: int, total: int, what: str) -> bool:
            nonlocal pressed
            if done < total // 10:
                return True
            pressed = time.perf_counter()
            return False

        try:
            export_all(jobs, report)
        except Cancelled:
            taken = time.perf_counter() - pressed
    return Ratio("cancel the export of a year", taken, "a second", 1.0, Target(at_most=1))


def _sample_units() -> tuple[Submission, ...]:
    """The sample county, every unit with all its forms."""
    files = sorted(path for path in resource("sample", "files").rglob("*") if path.is_file())
    found = [proposal.submission for proposal in collect(tuple(map(read_file, files)), year=2024)]
    whole = [each for each in found if len(each.forms) >= len(FORMS) - 1]
    return tuple(whole)
