"""The year board: what it shows, how it is sifted and sorted, what is next."""

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from core.unit import Unit
from core.unit_state import UnitState
from gui.models.board import (
    COLUMNS,
    ERRORS,
    FIRST_FORM,
    MARK_ROLE,
    SIFTS,
    STATUS,
    BoardModel,
    next_task,
    progress,
)
from gui.models.units import UnitLine

CODES = ("f1", "f2", "f3", "f4", "f5")


def line(name: str, status: str = "已报", errors: int = 0, *, late: bool = False) -> UnitLine:
    """A unit with a wrong f2 and two f3; nothing at all of one that is 未报."""
    forms = () if status in {"未报", "免报"} else ("f1", "f2", "f3", "f3", "f4")
    state = UnitState(
        name, 2024, forms, status=status if forms else "未报", open_errors=errors, errors=errors
    )
    worst = "错误" if errors else "有"
    marks = tuple(
        (code, "缺" if code not in forms else worst if code == "f2" else "有") for code in CODES
    )
    numbers = tuple(errors if code == "f2" and errors else forms.count(code) for code in CODES)
    exempt = CODES if status == "免报" else ()
    return UnitLine(state, marks, numbers, Unit(name, exempt=exempt), late=late)


LINES = (
    line("甲局", "通过"), line("乙局", errors=2), line("丙局", "未报"), line("丁局", "重报"),
    line("戊局"), line("己局", "退回", errors=1), line("庚局", "未报", late=True),
    line("辛局", "免报"),
)  # fmt: skip


def names(model: BoardModel) -> str:
    rows = range(model.rowCount())
    return "".join(str(model.index(row, 0).data())[0] for row in rows)


def shown(lines: tuple[UnitLine, ...] = LINES) -> BoardModel:
    model = BoardModel()
    model.show(lines)
    return model


def test_the_model_keeps_the_rules() -> None:
    model = BoardModel()
    model.show(LINES)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    assert model.columnCount() == len(COLUMNS)
    row = [model.index(1, column).data() for column in range(FIRST_FORM, ERRORS + 1)]
    assert row == ["✓", "错2", "2", "✓", "—", "已报", "2"]
    assert model.index(1, FIRST_FORM + 1).data(MARK_ROLE) == "错误"
    assert model.index(1, STATUS).data(MARK_ROLE) == "已报"
    assert model.index(1, 0).data(MARK_ROLE) is None
    assert model.row_of("2024/丙局") == 2


def test_a_changed_unit_keeps_its_row() -> None:
    model = BoardModel()
    model.show(LINES)
    told: list[int] = []
    model.dataChanged.connect(lambda first, last: told.append(first.row()))
    model.show((*LINES[:4], line("戊局", errors=3), *LINES[5:]))
    assert told == [4]


@pytest.mark.parametrize(
    ("word", "left"),
    [
        ("全部", "甲乙丙丁戊己庚辛"), ("未报", "丙庚"), ("逾期", "庚"), ("缺表", ""),
        ("有错误", "乙己"), ("待审", "乙丁戊"), ("退回", "己"), ("重报", "丁"), ("通过", "甲"),
        ("免报", "辛"),
    ],
)  # fmt: skip
def test_chips(word: str, left: str) -> None:
    model = shown()
    model.sift(next(sift for sift in SIFTS if sift.word == word))
    assert names(model) == left


def test_a_unit_without_a_required_form_lacks_it() -> None:
    whole = line("甲局")
    part = UnitLine(whole.state._replace(forms=("f2", "f4")), whole.marks, unit=whole.unit)
    assert part.lacks == ("f1",)
    assert whole.lacks == ()


@pytest.mark.parametrize("column", range(len(COLUMNS)))
def test_every_column_sorts(column: int) -> None:
    model = shown()
    model.sort(column, Qt.SortOrder.AscendingOrder)
    assert sorted(names(model)) == sorted("甲乙丙丁戊己庚辛")
    if column == ERRORS:
        assert names(model).startswith("乙己")
    if column == STATUS:
        assert names(model) == "庚丙己丁乙戊甲辛"


def test_what_is_held_goes_with_its_unit() -> None:
    model = shown()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    held = QPersistentModelIndex(model.index(1, STATUS))
    model.sort(STATUS, Qt.SortOrder.DescendingOrder)
    assert (names(model), held.row(), held.column()) == ("辛甲乙戊丁己丙庚", 2, STATUS)
    model.show((*LINES[:1], line("乙局", "通过"), *LINES[2:]))
    assert (names(model), held.row()) == ("辛甲乙戊丁己丙庚", 2)
    model.sift(next(sift for sift in SIFTS if sift.word == "未报"))
    assert (names(model), held.isValid()) == ("丙庚", False)
    model.sift(SIFTS[0])
    model.sort(-1)
    assert names(model) == "甲乙丙丁戊己庚辛"


def test_search_and_chip_together() -> None:
    model = shown()
    model.sift(SIFTS[4])
    model.search("yj")
    assert names(model) == "乙"


def test_the_progress_of_the_year() -> None:
    done = progress(LINES)
    assert (done.expected, done.handed_in, done.missing, done.overdue) == (7, 5, 2, 1)
    assert done.parts == (("通过", 1), ("已报", 3), ("退回", 1))
    assert done.excused == 1


@pytest.mark.parametrize(
    ("after", "found"),
    [(None, "丁局"), ("2024/丁局", "乙局"), ("2024/甲局", "丁局")],
)
def test_next_are_resubmissions_then_errors(after: str | None, found: str) -> None:
    task = next_task(LINES, after)
    assert task is not None
    assert task.state.name == found


def test_next_goes_round_and_ends() -> None:
    some = (LINES[1], LINES[4], LINES[0])
    assert next_task(some, LINES[1].key) == LINES[4]
    assert next_task(some, LINES[4].key) == LINES[1]
    assert next_task((LINES[0], LINES[2]), None) is None
