"""Where the shipped files lie: beside the sources, or inside the frozen program."""

import functools
import sys
from pathlib import Path


def resource_dir() -> Path:
    """The `resources` folder of this program."""
    return _inside(getattr(sys, "_MEIPASS", None))


@functools.cache
def _inside(frozen: str | None) -> Path:
    """The folder beside the sources, or inside a frozen program; asked for at every icon."""
    root = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return root / "resources"


def resource(*parts: str) -> Path:
    """A shipped file or folder: `resource("schemes", "10-50-30-10.toml")`."""
    return resource_dir().joinpath(*parts)
