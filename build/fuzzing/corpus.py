"""Small valid files of every format to begin with: made by hand, by our writers, by LibreOffice."""

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import made_up

from core.intake.readers import READERS, detect
from core.writers import write_docx, write_pdf, write_xlsx
from tests.hostile.valid import VALID

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"
_INDICATORS = 8
_CONVERTED = {"form.docx": ("doc", "odt", "rtf", "html", "pdf"), "form.xlsx": ("xls", "ods")}
_MOST = 400_000


def corpus(formats: Sequence[str]) -> dict[str, list[bytes]]:
    """Files by format; every format has one at least."""
    files = [make() for make in VALID.values()] + _written()
    files += [path.read_bytes() for path in sorted(SAMPLES.glob("*.*"))]
    found: dict[str, list[bytes]] = {name: [] for name in READERS if name in formats}
    for data in files:
        if len(data) <= _MOST and detect(data) in found:
            found[detect(data)].append(data)
    return found


def _written() -> list[bytes]:
    forms = made_up.submission(_INDICATORS).forms
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_docx(forms, folder / "form.docx")
        write_xlsx(forms, folder / "form.xlsx")
        write_pdf(forms, folder / "form.pdf")
        office = shutil.which("soffice")
        for source, kinds in _CONVERTED.items() if office else ():
            for kind in kinds:
                _convert(str(office), folder, source, kind)
        return [path.read_bytes() for path in sorted(folder.rglob("form.*"))]


def _convert(office: str, folder: Path, source: str, kind: str) -> None:
    """Convert with a profile of its own, so that nobody's open office is disturbed."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    target = ["--convert-to", kind, "--outdir", str(folder / kind), str(folder / source)]
    command = [office, profile, "--headless", *target]
    subprocess.run(command, check=False, capture_output=True, timeout=120)
