"""A layout that was explained once is read by itself from then on, and never where it is not."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import UserError
from core.forms.parts import Indicator
from core.intake import collect, read_file
from core.intake.account import account
from core.intake.extract import extract
from core.intake.grid import Document, Grid
from core.intake.mapping import (
    Layout,
    Pointed,
    choices,
    exported,
    fits,
    imported,
    learn,
    mapped,
    meanings,
    used,
)
from core.intake.readers import READERS
from core.intake.reading import read_document
from core.intake.recognise import recognise
from core.intake.sandbox import read_paths
from tests import variants as v
from tests.variants import BASIC, OVERALL, PROJECT, C

ODD = v.Layout(labels={"target": "任务数额", "actual": "办成多少", "score": "打分"})


def document(blocks: list[v.Block], kind: str = "docx") -> Document:
    data = v.docx(blocks) if kind == "docx" else v.xlsx({"表": blocks}, merged=kind == "xlsx")
    return READERS["docx" if kind == "docx" else "xlsx"](data)


def table(found: Document) -> Grid:
    return next(block for block in found.blocks if isinstance(block, Grid))


def point(grid: Grid, text: str, means: str, *, content: bool = False) -> Pointed:
    cell = next(cell for cell in grid.cells if cell.text == text)
    return Pointed(cell.row, cell.column, means, content)


def odd_layout(kind: str = "docx") -> Layout:
    grid = table(document(v.overall(OVERALL, ODD), kind))
    pointed = [
        point(grid, "任务数额", "年度指标值"),
        point(grid, "办成多少", "实际完成值"),
        point(grid, "打分", "得分"),
    ]
    return learn("三列改名", grid, pointed)


def test_headings_nobody_knows_are_unread_without_the_layout() -> None:
    (form,) = read_document(document(v.overall(OVERALL, ODD))).forms
    texts = {unread.text for unread in form.filled.unread.values()}
    assert {"任务数额", "≥3200卷", "打分"} <= texts


@pytest.mark.parametrize("kind", ["docx", "xlsx", "unmerged"])
def test_headings_explained_once(kind: str) -> None:
    layout = odd_layout()
    found = read_document(document(v.overall(OVERALL, ODD), kind), layouts=(layout,))
    assert [form.filled.record for form in found.forms] == [OVERALL]
    assert not found.forms[0].filled.unread
    assert found.layouts == ("三列改名",)


def test_the_next_unit_with_more_rows() -> None:
    more = (*OVERALL.indicators, *OVERALL.indicators[-1:])
    other = replace(OVERALL, unit="清江县文化馆", indicators=more)
    found = read_document(document(v.overall(other, ODD)), layouts=(odd_layout(),))
    assert [form.filled.record for form in found.forms] == [other]


def test_no_cell_is_lost_under_a_layout() -> None:
    whole = mapped(document(v.overall(OVERALL, ODD)), (odd_layout(),))
    (recognition,) = recognise(whole)
    assert account(recognition, extract(whole, recognition).filled) == ()


@pytest.mark.parametrize("blocks", [v.project(PROJECT), v.basic(BASIC)])
def test_other_tables_are_left_as_they_are(blocks: list[v.Block]) -> None:
    whole = document(blocks)
    assert fits(odd_layout(), table(whole)) == 0
    assert mapped(whole, (odd_layout(),)) == whole
    assert used(whole) == ()


def test_a_row_that_was_explained_keeps_its_own_label() -> None:
    label = "公用经费"
    lines = tuple(
        replace(line, label="日常运转花费") if line.label == label else line for line in BASIC.lines
    )
    renamed = replace(BASIC, lines=lines)
    grid = table(document(v.basic(renamed)))
    layout = learn("运转", grid, [point(grid, "日常运转花费", label)])
    (form,) = read_document(document(v.basic(renamed)), layouts=(layout,)).forms
    assert form.filled.record == renamed


def test_a_heading_that_is_blank_is_found_beside_its_neighbour() -> None:
    blank = v.Layout(labels={"actual": ""})
    grid = table(document(v.overall(OVERALL, blank)))
    head = next(cell for cell in grid.cells if cell.text == "年度指标值")
    layout = learn("没有表头", grid, [Pointed(head.row, head.end, "实际完成值")])
    (form,) = read_document(document(v.overall(OVERALL, blank)), layouts=(layout,)).forms
    assert form.filled.record == OVERALL


def test_a_value_without_a_label() -> None:
    _, rows, *_ = v.overall(OVERALL)
    assert isinstance(rows, list)
    nameless = [[C("清江县档案馆", 9)], *rows[1:]]
    grid = table(document([nameless]))
    layout = learn("单位在首行", grid, [point(grid, "清江县档案馆", "预算部门名称", content=True)])
    other = [[C("清江县文化馆", 9)], *rows[1:]]
    (form,) = read_document(document([other]), layouts=(layout,)).forms
    assert form.unit == "清江县文化馆"
    assert form.filled.sources[
        next(at for at in form.filled.sources if at.path == "unit")
    ].text == ("清江县文化馆")


def test_a_table_that_nobody_knows_is_said_to_be_a_form() -> None:
    rows: v.Table = [
        [C("序"), C("类"), C("事项"), C("要求"), C("结果"), C("满分"), C("自评")],
        [C("1"), C("产出指标"), C("修路"), C("≥5公里"), C("6公里"), C("60"), C("60")],
        [C("2"), C("效益指标"), C("出行"), C("方便"), C("方便"), C("40"), C("38")],
    ]
    grid = table(document([rows]))
    assert not read_document(document([rows])).forms
    means = {"类": "一级指标", "事项": "三级指标", "要求": "年度指标值", "结果": "实际完成值",
             "满分": "分值", "自评": "得分"}  # fmt: skip
    pointed = [point(grid, text, words) for text, words in means.items()]
    layout = learn("事项表", grid, pointed, "f3")
    (form,) = read_document(document([rows]), layouts=(layout,)).forms
    assert form.filled.code == "f3"
    items = form.filled.record.indicators  # type: ignore[attr-defined]
    assert [item.level3 for item in items] == ["修路", "出行"]
    assert [str(item.score) for item in items] == ["60", "38"]
    assert isinstance(items[0], Indicator)


def test_a_layout_never_makes_another_form_of_an_official_one() -> None:
    part = v.indicator_rows(PROJECT.indicators, v.Layout(lead=False))
    layout = learn("只有指标", table(document([part])), (), "f3")
    assert fits(layout, table(document([part]))) == 1
    (form,) = read_document(document(v.overall(OVERALL)), layouts=(layout,)).forms
    assert form.filled.record == OVERALL


def test_every_meaning_is_known_to_recognition() -> None:
    from core.intake import labels  # noqa: PLC0415

    for meaning in choices():
        if meaning.group != "经费的栏目":
            assert labels.is_label(meaning.words), meaning
    assert {meaning.form for meaning in choices()} == {"f1", "f2", "f3"}
    assert all(len(set(meanings(form))) == len(meanings(form)) for form in ("f1", "f2", "f3"))


def test_layouts_travel_as_one_file() -> None:
    layouts = (odd_layout(), learn("只定种类", table(document(v.overall(OVERALL))), (), "f2"))
    assert imported(exported(layouts)) == layouts
    assert pickle.loads(pickle.dumps(layouts)) == layouts


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"format": "other"}',
        '{"format": "jixiao-layouts", "layouts": [{}]}',
        '{"format": "jixiao-layouts", "layouts": [{"name": "", "wording": [], "namings": 3}]}',
        (
            '{"format": "jixiao-layouts", "layouts": [{"name": "", "wording": [], "form": null,'
            ' "namings": [{"means": "得分", "anchor": "分值", "down": "1"}]}]}'
        ),
        "[" * 100_000,
    ],
    ids=lambda text: text[:40],
)
def test_other_files_are_refused(text: str) -> None:
    with pytest.raises(UserError):
        imported(text)


def test_children_read_by_layouts_and_say_so(tmp_path: Path) -> None:
    path = tmp_path / "档案馆.docx"
    path.write_bytes(v.docx(v.overall(OVERALL, ODD)))
    (reading,) = read_paths([path], layouts=(odd_layout(),))
    assert reading == read_file(path, layouts=(odd_layout(),))
    (proposal,) = collect([reading])
    assert any("三列改名" in doubt for doubt in proposal.doubts)
