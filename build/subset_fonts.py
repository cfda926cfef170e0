"""Make resources/fonts from the full fonts: `python build/subset_fonts.py FULL_FONTS_FOLDER`.

Needs fonttools, which the program itself does not: run it in an environment of its own.
FangSong, the type of the body, keeps every character; Noto Serif SC Regular supplies only what
FangSong lacks; Hei (headings) and Noto Serif SC Bold (titles) are cut to GB2312 and the symbols
of the forms, so that a rare character of a heading is set in the Regular.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from fontTools.ttLib import TTFont

OUT = Path(__file__).resolve().parent.parent / "resources" / "fonts"
SYMBOLS = "≥≤≧≦㎡²³№①②③④⑤⑥⑦⑧⑨⑩‰℃－—…·～√×÷±％"
LEAN = ("--layout-features=", "--no-hinting", "--desubroutinize", "--name-IDs=*")


def codepoints(font: Path) -> set[int]:
    with TTFont(font) as opened:
        return set(opened.getBestCmap())


def gb2312() -> set[int]:
    """The characters of GB2312 and printable Latin."""
    rows = range(0xA1, 0xF8)
    cells = range(0xA1, 0xFF)
    pairs = (bytes([row, cell]).decode("gb2312", "ignore") for row in rows for cell in cells)
    return {ord(character) for character in pairs if character} | set(range(0x20, 0x7F))


def subset(source: Path, wanted: set[int], options: tuple[str, ...] = LEAN) -> None:
    target = OUT / source.name
    listing = ",".join(f"{point:X}" for point in sorted(wanted))
    command = [sys.executable, "-m", "fontTools.subset", str(source), f"--unicodes={listing}"]
    subprocess.run([*command, f"--output-file={target}", *options], check=True)
    print(f"{target.name}: {len(wanted)} characters, {target.stat().st_size / 1e6:.1f} MB")


def main(folder: Path) -> None:
    fang = folder / "FandolFang-Regular.otf"
    hei = folder / "FandolHei-Regular.otf"
    regular = folder / "NotoSerifSC_400Regular.ttf"
    bold = folder / "NotoSerifSC_700Bold.ttf"
    symbols = set(map(ord, SYMBOLS))
    shutil.copy(fang, OUT)
    subset(hei, (gb2312() | symbols) & codepoints(hei))
    subset(regular, codepoints(regular) - codepoints(fang) | symbols | set(range(0x20, 0x7F)))
    subset(bold, (gb2312() | symbols) & codepoints(bold))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
