"""A unit's name is found by a part of it or its initials; what is typed stays what is typed."""

import pytest
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLineEdit, QStyleOptionViewItem, QWidget
from pytestqt.qtbot import QtBot

from gui.editors.unit_name import UnitNameDelegate, fitting

NAMES = ("青石县公安局", "青石县水利局", "青石县水务集团")


def test_a_part_or_the_initials_fit() -> None:
    assert fitting("水", NAMES) == ["青石县水利局", "青石县水务集团"]
    assert fitting("slj", NAMES) == ["青石县水利局"]
    assert fitting("", NAMES) == list(NAMES)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("gaj", "青石县公安局"), ("qsxs", "qsxs"), ("青石县气象局", "青石县气象局")],
)
def test_initials_of_one_unit_mean_it(qtbot: QtBot, typed: str, kept: str) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    model = QStandardItemModel()
    model.appendRow(QStandardItem("公安局f"))
    index = model.index(0, 0)
    delegate = UnitNameDelegate(NAMES, parent)
    editor = delegate.createEditor(parent, QStyleOptionViewItem(), index)
    assert isinstance(editor, QLineEdit)
    editor.setText(typed)
    editor.textEdited.emit(typed)
    completer = editor.completer()
    assert completer is not None
    offered = completer.model()
    assert isinstance(offered, QStringListModel)
    assert offered.stringList() == fitting(typed, NAMES)
    delegate.setModelData(editor, model, index)
    assert model.data(index, Qt.ItemDataRole.EditRole) == kept
