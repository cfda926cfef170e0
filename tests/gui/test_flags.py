"""Our numbers of Qt's names are Qt's."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui import flags
from gui.labels import Label


def test_the_numbers_are_those_of_qt() -> None:
    align, role = Qt.AlignmentFlag, Qt.ItemDataRole
    assert (align.AlignLeft | align.AlignVCenter).value == flags.LEFT
    assert (align.AlignRight | align.AlignVCenter).value == flags.RIGHT
    assert (align.AlignHCenter | align.AlignTop).value == flags.ABOVE
    assert align.AlignCenter.value == flags.CENTRED
    assert Qt.TextFormat.PlainText.value == flags.PLAIN_TEXT
    assert Qt.FocusPolicy.StrongFocus.value == flags.STRONG_FOCUS
    assert Qt.ToolButtonStyle.ToolButtonTextBesideIcon.value == flags.TEXT_BESIDE_ICON
    assert Qt.ContextMenuPolicy.PreventContextMenu.value == flags.NO_CONTEXT_MENU
    assert (role.DisplayRole, role.ToolTipRole) == (flags.DISPLAY_ROLE, flags.TIP_ROLE)
    assert (role.TextAlignmentRole, role.UserRole) == (flags.ALIGNMENT_ROLE, flags.OWN_ROLE)
    assert role.AccessibleTextRole == flags.SPOKEN_ROLE


def test_a_property_takes_a_number(qtbot: QtBot) -> None:
    label = Label("青溪县")
    qtbot.addWidget(label)
    label.setProperty("alignment", flags.RIGHT)
    assert label.alignment() == Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
