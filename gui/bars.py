"""Menus and tool bar of the window: filled once, and switched by what is looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolBar, QWidget

from gui import actions as commands
from gui import flags, style

if TYPE_CHECKING:
    from gui.answers import Answers
    from gui.bridge import Bridge
    from gui.panes import Panes

_CELL_MENU = (
    "edit_cell", "pick_value", "clear_cell", "cut_cell", "copy_cell", "paste_cell", "fill_down", "",
    "accept_source", "cell_history", "",
    "insert_above", "insert_below", "remove_row", "move_up", "move_down",
)  # fmt: skip
_LABEL = 28
"""How many characters of what can be undone a menu tells."""


def tool_bar(parent: QWidget, actions: Mapping[str, QAction]) -> QToolBar:
    """The tool bar, which stays where it is."""
    bar = QToolBar("工具栏", parent)
    bar.setMovable(False)
    bar.setIconSize(QSize(style.ICON_SIZE, style.ICON_SIZE))
    bar.setProperty("toolButtonStyle", flags.TEXT_BESIDE_ICON)
    bar.setProperty("contextMenuPolicy", flags.NO_CONTEXT_MENU)
    _fill(bar, commands.TOOLS, actions)
    return bar


def fill_cell_menu(menu: QMenu, actions: Mapping[str, QAction]) -> None:
    """What can be done with a cell of the form."""
    _fill(menu, _CELL_MENU, actions)


def _fill(bar: QToolBar | QMenu, names: Sequence[str], actions: Mapping[str, QAction]) -> None:
    for name in names:
        if name:
            bar.addAction(actions[name])
        else:
            bar.addSeparator()


def fill_open_menus(menus: Mapping[str, QMenu], answers: Answers, folders: Sequence[str]) -> None:
    """The menus that list what there is: recent folders, kinds of forms, schemes."""
    from core.forms import FORMS  # noqa: PLC0415 — not needed for the first page
    from core.scheme import load_scheme, scheme_names  # noqa: PLC0415 — not needed for it either

    recent = menus["recent"]
    for name in folders:
        recent.addAction(name, _calling(answers.go_to_folder, Path(name)))
    recent.setEnabled(not recent.isEmpty())
    for code, cls in FORMS.items():
        text = f"附件{code[1:]}　{cls.NAME}"
        menus["add_form"].addAction(text, _calling(answers.add_form, code))
    for name in scheme_names():
        menus["scheme"].addAction(load_scheme(name).title, _calling(answers.set_scheme, name))


def enable(
    actions: Mapping[str, QAction], menus: Mapping[str, QMenu], bridge: Bridge, panes: Panes
) -> None:
    """Switch commands on and off by what is looked at, and name what can be undone."""
    holds = {
        "": True,
        "unit": bridge.submission is not None,
        "form": bridge.filled is not None,
        "cell": bridge.place is not None,
        "row": bridge.filled is not None and panes.form_view.has_row(),
    }
    for name, action in actions.items():
        command = commands.COMMAND[name]
        # What is not seen is not changed: on the board and in the summary the desk rests.
        usable = holds[command.needs] and (panes.pages.on_desk or not command.needs)
        action.setEnabled(usable and (bridge.writable or not command.writes))
    for name, label in (
        ("undo", bridge.workspace.undo_label),
        ("redo", bridge.workspace.redo_label),
    ):
        action = actions[name]
        word = commands.COMMAND[name].text
        short = label if len(label or "") <= _LABEL else f"{(label or '')[:_LABEL]}…"
        action.setText(f"{word} {short}" if label else word)
        action.setIconText(word)
        action.setEnabled(bool(label) and bridge.writable)
    menus["scheme"].setEnabled(bridge.writable and bridge.year is not None)
    menus["add_form"].setEnabled(bridge.writable and bridge.key is not None)


def _calling(function: Callable[..., None], *values: object) -> Callable[[], None]:
    """A slot without arguments, so that the state of a menu line is not passed on."""
    return lambda: function(*values)
