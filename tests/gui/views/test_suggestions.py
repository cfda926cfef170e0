"""The certain cures of a whole year: looked through, some left out, taken and undone at once."""

import dataclasses
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.assess import assess
from core.forms import Overall
from core.scheme import load_scheme
from core.submission import Submission
from core.suggest import recalculation, suggest_year
from gui.views.suggestions import Chosen, SuggestionsDialog
from tests.core.clean import clean_submission

pytestmark = pytest.mark.gui


def wrong(unit: str, rate: str) -> Submission:
    """The clean unit with another rate of execution than its amounts give."""
    clean = clean_submission()
    filled = clean.form("f2")
    assert filled is not None
    assert isinstance(filled.record, Overall)
    fund = dataclasses.replace(filled.record.fund, rate=Decimal(rate))
    record = dataclasses.replace(filled.record, fund=fund)
    changed = clean.with_form(dataclasses.replace(filled, record=record))
    return dataclasses.replace(changed, unit=unit)


def opened(qtbot: QtBot, *submissions: Submission) -> tuple[SuggestionsDialog, list[Chosen]]:
    taken: list[Chosen] = []

    def take(chosen: Chosen) -> bool:
        taken.append(chosen)
        return True

    scheme = load_scheme()
    offered = suggest_year(((each, assess(each, scheme)) for each in submissions), scheme)
    dialog = SuggestionsDialog(2024, submissions, offered, take, None)
    qtbot.addWidget(dialog)
    return dialog, taken


def test_all_units_are_listed_with_what_stands_there(qtbot: QtBot) -> None:
    dialog, _ = opened(qtbot, wrong("甲局", "97"), clean_submission(), wrong("乙局", "97.5"))
    rows = [
        [dialog.table.model().index(row, column).data() for column in range(5)]
        for row in range(dialog.table.rowCount())
    ]
    assert [(row[0], row[2], row[3]) for row in rows] == [
        ("甲局", "97%", "98.75%"), ("乙局", "97.5%", "98.75%"),
    ]  # fmt: skip
    assert all("316÷320" in row[4] for row in rows)
    assert dialog.taker.text() == "采用 2 处"


def test_what_is_not_ticked_is_left(qtbot: QtBot) -> None:
    dialog, taken = opened(qtbot, wrong("甲局", "97"), wrong("乙局", "97.5"))
    dialog.ticks[0].setCheckState(Qt.CheckState.Unchecked)
    assert dialog.taker.text() == "采用 1 处"
    dialog.take()
    ((chosen,),) = taken
    assert chosen[0] == "2024/乙局"
    assert recalculation(taken[0]).label.startswith("复算：")


def test_nothing_ticked_nothing_taken(qtbot: QtBot) -> None:
    dialog, taken = opened(qtbot, wrong("甲局", "97"))
    dialog.none.click()
    assert not dialog.taker.isEnabled()
    dialog.all.click()
    assert dialog.taker.isEnabled()
    assert taken == []


def test_a_year_without_suggestions_says_so(qtbot: QtBot) -> None:
    dialog, _ = opened(qtbot, clean_submission())
    assert dialog.table.rowCount() == 0
    assert not dialog.taker.isEnabled()


def test_a_window_that_only_reads_takes_nothing(qtbot: QtBot) -> None:
    submission, scheme = wrong("甲局", "97"), load_scheme()
    offered = suggest_year(((submission, assess(submission, scheme)),), scheme)
    dialog = SuggestionsDialog(2024, (submission,), offered, None, None)
    qtbot.addWidget(dialog)
    assert not dialog.taker.isEnabled()
    dialog.take()
    assert dialog.result() == 0
