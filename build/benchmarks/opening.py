"""The program's start, and the memory of a full year, against an empty window of Qt.

Each is measured in processes of its own, in turns: what Python and Qt cost alone is the reference.
The window is there when its first page is painted, which answers keys from then on; a unit is
there when Enter, pressed on its row at that moment, has painted its forms.
"""

import compileall
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import made_up
from benchmarks.ratio import Ratio, Target

from core.editing import PutSubmission, Step
from core.workspace import Workspace

ROOT = Path(__file__).parents[2]
ROUNDS = 5
UNITS, INDICATORS, CHARACTERS = 150, 20, 5000
_READY = "ready"
_EMPTY = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1500, 930)
window.show()
"""
_WINDOW = """
from pathlib import Path
from gui.__main__ import opened
desk = opened(Path({folder!r}) / "data", Path({folder!r}) / "settings.ini")
from PySide6.QtWidgets import QApplication
window, app = desk.window, QApplication.instance()
"""
_ENTER = """
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
while not window.windowHandle().isExposed():
    app.processEvents()
app.processEvents()
QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
assert window.panes.pages.on_desk
"""
_PAINT = f"""
while not window.windowHandle().isExposed():
    app.processEvents()
app.processEvents()
print({_READY!r}, flush=True)
"""
_CHECK_ALL = """
desk.enter()
while window.panes.year.checking:
    app.processEvents()
window.panes.pages.show_board()
"""
_MEMORY = """
from pathlib import Path
lines = Path("/proc/self/status").read_text().splitlines()
print(next(line.split()[1] for line in lines if line.startswith("VmRSS")), flush=True)
"""
_LEAVE = """
import os
os._exit(0)
"""


def first_window() -> Ratio:
    """Until the window of an empty folder can be used."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        ours, theirs = _in_turns(_WINDOW.format(folder=folder), _EMPTY)
    return Ratio(
        "start to the window, no unit", ours, "empty Qt window", theirs, Target(at_most=1.6)
    )


def year_window() -> Ratio:
    """Until the window of a full year can be used, on the board of the year."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        _fill(Path(folder))
        ours, theirs = _in_turns(_WINDOW.format(folder=folder), _EMPTY)
    name = f"start to the window, {UNITS} units"
    return Ratio(name, ours, "empty Qt window", theirs, Target(at_most=1.6))


def first_unit() -> Ratio:
    """Until a unit's form, scores and findings are seen, Enter being pressed at once."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        _fill(Path(folder))
        ours, theirs = _in_turns(_WINDOW.format(folder=folder) + _ENTER, _EMPTY)
    return Ratio("start to a unit, Enter at once", ours, "empty Qt window", theirs)


def memory() -> Ratio | None:
    """Memory of a window whose year is checked and seen on the board; only where /proc tells."""
    if not Path("/proc/self/status").exists():
        return None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        _fill(Path(folder))
        program = _WINDOW.format(folder=folder) + _CHECK_ALL + _PAINT + _MEMORY + _LEAVE
        ours = int(_output(program)[1]) * 1024 / 1e9
    theirs = int(_output(_EMPTY + _PAINT + _MEMORY + _LEAVE)[1]) * 1024 / 1e9
    name = f"memory, {UNITS} units checked"
    return Ratio(name, ours, "empty Qt window", theirs, Target(within=0.25), unit="MB")


def _in_turns(ours: str, theirs: str) -> tuple[float, float]:
    """The best time of each, from the start of the process until it says that it is ready.

    Modules that were changed are compiled before, as they are after the first start of all.
    """
    for package in ("core", "gui"):
        compileall.compile_dir(ROOT / package, quiet=1)
    runs: tuple[Callable[[], float], ...] = (lambda: _time(ours), lambda: _time(theirs))
    for run in runs:
        run()
    times = [[run() for run in runs] for _ in range(ROUNDS)]
    return min(pair[0] for pair in times), min(pair[1] for pair in times)


def _time(program: str) -> float:
    start = time.perf_counter()
    with _started(program + _PAINT + _LEAVE) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        spent = time.perf_counter() - start
        errors = process.stderr.read() if process.stderr is not None else ""
    if said.strip() != _READY:
        raise RuntimeError(errors)
    return spent


def _output(program: str) -> list[str]:
    with _started(program) as process:
        out, errors = process.communicate()
    if process.returncode:
        raise RuntimeError(errors)
    return out.split()


def _started(program: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, env=environment,
    )  # fmt: skip


def _fill(folder: Path) -> None:
    """A year of units with all their forms, reports of some length among them."""
    workspace = Workspace.open(folder / "data")
    units = [made_up.with_report(INDICATORS, CHARACTERS, number) for number in range(UNITS)]
    workspace.dispatch(Step("导入", tuple(PutSubmission(unit.key, unit) for unit in units)))
    workspace.close()
