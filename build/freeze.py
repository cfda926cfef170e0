"""Build the program with PyInstaller into dist/jixiao and let it test itself."""

import subprocess
import sys
from pathlib import Path

import smoke
from console import say

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"


def freeze() -> Path:
    """The folder with the program for this system; other systems must build their own."""
    say(f"freezing for {sys.platform}")
    folders = ["--distpath", str(DIST), "--workpath", str(ROOT / "build" / "made")]
    options = ["--noconfirm", "--log-level", "ERROR"]
    command = [sys.executable, "-m", "PyInstaller", *options, *folders]
    subprocess.run([*command, str(ROOT / "build" / "jixiao.spec")], check=True)
    return DIST / "jixiao"


def size(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    program = freeze()
    say(f"{program.relative_to(ROOT)}: {size(program) / 1e6:.0f} MB")
    sys.exit(smoke.main([str(program)]))
