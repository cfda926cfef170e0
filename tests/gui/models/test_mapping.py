"""Explaining a table as values: what was pointed at, what is offered, what is read by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.intake import read_file
from core.intake.readers import READERS
from gui.models.cells import DOUBT, LEFT, UNREAD, WRITTEN, CellsModel, cell_lines, lines_of
from gui.models.mapping import Explaining, counts, needy_table, tables_of, whole
from tests import variants as v
from tests.variants import OVERALL, C

ODD = v.Layout(labels={"actual": "办成多少"})
STRANGE: v.Table = [[C("科室"), C("人数")], [C("办公室"), C("3")]]


@pytest.fixture
def explaining() -> Explaining:
    return Explaining(READERS["docx"](v.docx([*v.overall(OVERALL, ODD), STRANGE])), 0)


def place(explaining: Explaining, text: str) -> tuple[int, int]:
    cell = next(cell for cell in explaining.grid.cells if cell.text == text)
    return cell.row, cell.column


def test_pointing_changes_what_is_read(explaining: Explaining) -> None:
    assert not explaining.says
    before = counts(explaining.preview())
    assert before[2] == 1 + len(OVERALL.indicators)
    after = explaining.pointing(*place(explaining, "办成多少"), "实际完成值")
    assert counts(after.preview())[2] == 0
    assert after.without(*place(after, "办成多少")) == explaining


def test_another_table_begins_anew(explaining: Explaining) -> None:
    pointed = explaining.pointing(1, 1, "得分")
    assert pointed.turned(0) is pointed
    assert pointed.turned(1).pointed == {}
    assert pointed.turned(1).grid.width == 2


def test_wordings_are_found_by_words_group_and_initials(explaining: Explaining) -> None:
    f2 = explaining.said_to_be("f2")
    assert {m.words for m in f2.offered("执行")} == {"全年执行数", "执行率"}
    assert "公用经费" in {m.words for m in explaining.offered("gyjf")}
    assert {m.form for m in explaining.offered("年度指标值")} == {"f2", "f3"}
    assert not f2.offered("没有这个词")


def test_the_table_to_begin_with(explaining: Explaining) -> None:
    document = explaining.document
    assert tables_of(document) == (0, 1)
    assert needy_table(document, (), (1,)) == 1
    assert needy_table(document, (), ()) == 0


def test_every_place_can_be_pointed_at(explaining: Explaining) -> None:
    table = whole(explaining.document).blocks[1]
    assert table == explaining.grid or len(getattr(table, "cells", ())) > 0


def test_unread_cells_first_then_what_is_left_over_then_doubts(tmp_path: Path) -> None:
    path = tmp_path / "甲.docx"
    doubtful = v.overall(OVERALL, v.Layout(labels={"actual": "办成多少"}, split_target=True))
    path.write_bytes(v.docx([*doubtful, STRANGE]))
    reading = read_file(path)
    lines = lines_of(reading, [form.filled for form in reading.forms])
    kinds = [line.kind for line in lines]
    assert kinds == sorted(kinds, key=[UNREAD, LEFT, DOUBT].index)
    assert set(kinds) == {UNREAD, LEFT, DOUBT}
    model = CellsModel()
    model.show_lines(lines)
    row = model.first([LEFT])
    assert "科室" in model.data(model.index(row, WRITTEN))
    assert model.first(["没有"]) == -1
    assert all(line.taken for line in lines if line.kind == DOUBT)
    assert len(cell_lines(reading.forms[0].filled)) > len(lines)
