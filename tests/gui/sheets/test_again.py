"""A form laid out again after an edit is the form laid out anew."""

import dataclasses
from collections.abc import Callable
from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from core.address import At
from core.forms import Overall
from core.forms.parts import Indicator
from core.schema.form import put
from core.source import Unread
from core.submission import Filled
from gui.sheets.boxes import Sheet, Texts
from gui.sheets.paper import new_grid, paper_sheet
from gui.style import paper_font

ROWS = tuple(
    Indicator(level1="产出指标", level2=f"数量指标{number // 3}", level3=f"次数{number}",
              weight=Decimal(5), score=Decimal(4))
    for number in range(9)
)  # fmt: skip
FORM = Filled("f2", Overall(unit="青溪县档案馆", year=2024, indicators=ROWS))
SCORE, WORDS = At("indicators.3.score"), At("indicators.4.deviation")


def typed(at: At, value: object) -> Callable[[Filled], Filled]:
    return lambda form: dataclasses.replace(form, record=put(form.record, at, value))


def unread(form: Filled) -> Filled:
    return dataclasses.replace(form, unread={SCORE: Unread("四分", "不是数字")})


def read(form: Filled) -> Filled:
    return dataclasses.replace(form, unread={})


def shorter(form: Filled) -> Filled:
    assert isinstance(form.record, Overall)
    rows = form.record.indicators[1:]
    return dataclasses.replace(form, record=dataclasses.replace(form.record, indicators=rows))


def seen(sheet: Sheet) -> list[object]:
    return [
        (box.rect, box.text, box.slots, box.role, box.row, box.rows, box.layout.boundingRect())
        for box in sheet.boxes
    ]


@pytest.mark.usefixtures("qtbot")
def test_only_what_changed_is_laid_out_again() -> None:
    body, title = new_grid(), Texts(paper_font())
    before = paper_sheet(FORM, body, title)
    after = paper_sheet(typed(SCORE, Decimal("4.5"))(FORM), body, title)
    others = [box for box, old in zip(after.boxes, before.boxes, strict=True) if box is not old]
    cells = [slot.key for box in others for slot in box.slots if box.row >= 0]
    assert SCORE in cells
    assert all(isinstance(key, At) and key.row == 3 for key in cells)


def test_it_is_the_same_as_laid_out_anew(qtbot: QtBot) -> None:
    """
    得分 4 → 4.5 → 四分 (unread) → 4.5; 偏差原因 grows over many lines; a level, a unit, a row less
    """
    del qtbot
    body, title, form = new_grid(), Texts(paper_font()), FORM
    paper_sheet(form, body, title)
    for edit in (
        typed(SCORE, Decimal("4.5")), unread, read, typed(WORDS, "招标推迟" * 40),
        typed(WORDS, None), typed(At("unit"), "青溪县图书馆"), typed(At("goal.expected"), "十次"),
        typed(At("income.other"), Decimal(12)), typed(At("indicators.3.level2"), "质量指标"),
        typed(At("indicators.3.standard"), "少一次扣一分"), shorter, typed(At("year"), 2025),
    ):  # fmt: skip
        form = edit(form)
        again = paper_sheet(form, body, title)
        assert seen(again) == seen(paper_sheet(form, new_grid(), Texts(paper_font())))
