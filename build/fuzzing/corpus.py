"""Small valid files of every format to begin with: made by hand, by our writers, by LibreOffice."""

import io
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import made_up
from PIL import Image

from core.intake.readers import READERS, detect
from core.writers import write_docx, write_pdf, write_xlsx
from tests.core.intake.locked import FOLDER as LOCKED
from tests.hostile.valid import VALID

FORMATS = (*READERS, "locked", "archive", "scan")
SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"
_INDICATORS = 8
_CONVERTED = {
    "form.docx": ("doc", "odt", "fodt", "rtf", "html", "pdf"),
    "form.xlsx": ("xls", "ods", "fods"),
}
_MOST = 400_000


def corpus(formats: Sequence[str]) -> dict[str, list[bytes]]:
    """Files by format; every format has one at least.

    `locked`, `archive` and `scan` are no readers' formats: files and archives behind a password,
    and pages that are only shown.
    """
    files = [make() for make in VALID.values()] + _written()
    files += [path.read_bytes() for path in sorted(SAMPLES.glob("*.*"))]
    found: dict[str, list[bytes]] = {name: [] for name in READERS if name in formats}
    for data in files:
        if len(data) <= _MOST and detect(data) in found:
            found[detect(data)].append(data)
    others = {
        "locked": [path.read_bytes() for path in sorted(LOCKED.glob("form.*"))],
        "archive": [path.read_bytes() for path in sorted(LOCKED.glob("*.zip"))],
        "scan": [*map(_scan, ("PDF", "PNG", "JPEG", "TIFF", "GIF", "BMP"))],
    }
    return found | {name: others[name] for name in formats if name in others}


def _scan(kind: str) -> bytes:
    out = io.BytesIO()
    page = Image.linear_gradient("L").resize((300, 400))
    page.save(out, kind)
    return out.getvalue()


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
