"""What the system itself must have: parts of Python, Qt's libraries, a Chinese font.

On Debian and its children what is missing is installed when that is allowed without asking
(root, or sudo without a password); otherwise the one line to type is printed.
"""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from console import say, stop


@dataclass(frozen=True, slots=True)
class Lack:
    """Something the system has not got, and the Debian package that brings it."""

    what: str
    package: str


OFFSCREEN = (
    ("libglib-2.0.so.0", "libglib2.0-0"),
    ("libEGL.so.1", "libegl1"),
    ("libGL.so.1", "libgl1"),
    ("libdbus-1.so.3", "libdbus-1-3"),
    ("libfontconfig.so.1", "libfontconfig1"),
    ("libxkbcommon.so.0", "libxkbcommon0"),
)
"""What Qt needs to draw at all: (library, Debian package)."""
XCB = (
    ("libxcb-cursor.so.0", "libxcb-cursor0"),
    ("libxcb-icccm.so.4", "libxcb-icccm4"),
    ("libxcb-image.so.0", "libxcb-image0"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    ("libxcb-randr.so.0", "libxcb-randr0"),
    ("libxcb-render-util.so.0", "libxcb-render-util0"),
    ("libxcb-shape.so.0", "libxcb-shape0"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
)
"""What Qt needs to open a window under X."""
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
CHINESE = ("cjk", "wqy", "simsun", "simhei", "uming", "ukai", "fandol", "sourcehan", "notosanssc")


def has_display() -> bool:
    """Whether a window could be shown."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def python_lacks() -> list[Lack]:
    """Debian splits venv off from its Python."""
    if importlib.util.find_spec("ensurepip") is not None:
        return []
    return [Lack("venv", f"python3.{sys.version_info.minor}-venv")]


def library_lacks(libraries: Iterable[tuple[str, str]]) -> list[Lack]:
    return [Lack(library, package) for library, package in libraries if not loads(library)]


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def font_lacks() -> list[Lack]:
    return [] if has_chinese_font() else [Lack("a Chinese font", "fonts-noto-cjk")]


def has_chinese_font() -> bool:
    lister = shutil.which("fc-list")
    if lister:
        return bool(subprocess.run([lister, ":lang=zh"], capture_output=True, check=False).stdout)
    files = (
        file for folder in FONT_FOLDERS for file in Path(folder).expanduser().rglob("*.[to]t?")
    )
    return any(word in file.name.lower() for file in files for word in CHINESE)


def freeze_lacks() -> list[Lack]:
    """PyInstaller takes libraries apart with objdump and ships the shared libpython."""
    lacks = [] if shutil.which("objdump") else [Lack("objdump", "binutils")]
    library = sysconfig.get_config_var("INSTSONAME") or ""
    beside = Path(sysconfig.get_config_var("LIBDIR") or "", library)
    if ".so" in library and not beside.exists() and not loads(library):
        lacks.append(Lack(library, f"libpython3.{sys.version_info.minor}"))
    return lacks


def needed(window: bool, freeze: bool = False) -> list[Lack]:
    """What a command lacks: `window` when one is to be shown, `freeze` to build the program."""
    if not sys.platform.startswith("linux"):
        return []
    libraries = library_lacks(OFFSCREEN + XCB if window or freeze else OFFSCREEN)
    return libraries + font_lacks() + (freeze_lacks() if freeze else [])


def provide(lacks: list[Lack]) -> None:
    """Install what is missing, or stop with the line to type."""
    if not lacks:
        return
    say("missing here: " + ", ".join(lack.what for lack in lacks))
    packages = [lack.package for lack in lacks]
    line = "apt-get install --no-install-recommends " + " ".join(packages)
    if not is_debian():
        stop("install what is missing; on Debian these packages hold it: " + " ".join(packages))
    prefix = privilege()
    if prefix is None:
        stop("only an administrator may install it; type this line, then repeat: sudo " + line)
    say("installing: " + " ".join(packages))
    if not apt(prefix, packages):
        stop("apt-get failed (see above); type this line, then repeat: sudo " + line)


def is_debian() -> bool:
    return Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def privilege() -> list[str] | None:
    """What to put before a command to run it as root without a question, None if one cannot."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if (
        sudo
        and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return [sudo, "-n"]
    return None


def apt(prefix: list[str], packages: list[str]) -> bool:
    """Whether the packages could be installed; lists that cannot be renewed may still do."""
    command = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-y"]
    quietly([*command, "update"])
    return quietly([*command, "install", "--no-install-recommends", *packages])


def quietly(command: list[str]) -> bool:
    """Whether a command succeeds that is asked nothing; only its complaints are shown."""
    nothing = subprocess.DEVNULL
    return subprocess.run(command, stdin=nothing, stdout=nothing, check=False).returncode == 0
