"""The start: what takes long has a sign; nothing heavier than needed, then the window."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.resources import resource_dir
from core.workspace import Workspace
from gui.app import announce, start
from gui.settings import Settings

HEAVY = ("core.intake", "core.writers", "docx", "openpyxl", "pdfplumber", "typst", "xlrd")
"""What reads and writes files, and takes longer to load than the window itself."""
RULES = (
    "core.assess",
    "core.across",
    "core.checks.catalogue",
    "core.scoring.score",
    "core.suggest",
)
"""Scoring and checking: there is nothing to judge before there is a window."""


def loaded(module: str, then: str = "") -> set[str]:
    """The modules that are there after importing one and doing something, in a new process."""
    program = f"import sys\nfrom pathlib import Path\nimport {module}\n{then}\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60,
        cwd=resource_dir().parent,
    )  # fmt: skip
    return set(done.stdout.split())


def test_the_desk_is_made_without_files_and_rules() -> None:
    modules = loaded("gui.panes, gui.answers")
    assert modules.isdisjoint({*HEAVY, *RULES, "PySide6.QtPrintSupport"})
    assert not [name for name in modules if name.startswith("core.checks.narrative")]


def test_a_folder_is_opened_without_what_writes_to_it(tmp_path: Path) -> None:
    Workspace.open(tmp_path).close()
    opening = f"import core.workspace; core.workspace.Workspace.open(Path({str(tmp_path)!r}))"
    assert "sqlite_utils" not in loaded("gui.desk", opening)


def test_the_sign_is_seen(qtbot: QtBot) -> None:
    sign = announce()
    qtbot.addWidget(sign)
    assert sign.isVisible()
    assert not sign.pixmap().isNull()


def test_the_window_takes_the_place_of_the_sign(qtbot: QtBot, tmp_path: Path) -> None:
    # Dialogs of other tests may still be there until Python lets go of them.
    others = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    desk = start(tmp_path / "data", Settings(tmp_path / "settings.ini"))
    assert desk is not None
    assert desk.window is not None
    qtbot.addWidget(desk.window)
    shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    assert [each for each in shown if each not in others] == [desk.window]
    desk.window.close()
    assert desk.mishaps is not None
    desk.mishaps.uninstall()
