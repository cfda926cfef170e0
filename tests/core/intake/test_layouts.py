"""The same record in many layouts: what is read is the record, whatever the paper looks like."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from core.forms import BasicData, Overall, Project
from core.forms.parts import Goal, Indicator, Sign, Total
from core.forms.project import ProjectFund
from core.intake.account import account
from core.intake.extract import ReadForm, extract
from core.intake.readers import READERS
from core.intake.recognise import recognise
from core.schema.form import to_json
from tests import variants as v

D = Decimal
Evaluated = BasicData | Overall | Project
WRITERS: dict[str, Callable[[list[v.Block]], bytes]] = {
    "docx": v.docx,
    "xlsx": lambda blocks: v.xlsx({"Sheet1": blocks}),
    "unmerged": lambda blocks: v.xlsx({"Sheet1": blocks}, merged=False),
}
SHUFFLED = ("level1", "level2", "level3", "weight", "target", "actual", "score", "deviation")
LAYOUTS = {
    "official": v.Layout(),
    "levels repeated": v.Layout(levels="repeated"),
    "levels blank": v.Layout(levels="blank"),
    "points on the same line": v.Layout(points="(50分)".replace("50", "{}"), points_break=""),
    "points under a blank line": v.Layout(points="（{}分）\n　", points_break="\n\n"),
    "weight before target": v.Layout(columns=SHUFFLED, total="three"),
    "standard column": v.Layout(columns=(*v.USUAL[:5], "standard", *v.USUAL[5:])),
    "other words": v.Layout(
        unit_label="市级预算部门、单位名称",
        labels={"target": "目标值", "actual": "全年\n实际值", "weight": "权重", "score": "自评得分",
                "deviation": "未完成原因及拟采取的改进措施", "level3": "三级指标名称"},
        total_label="合 计",
    ),
    "target in three columns": v.Layout(split_target=True),
    "values beside labels": v.Layout(split_pairs=True),
    "no leading column": v.Layout(lead=False),
    "total in two cells": v.Layout(total="two"),
    "total in one cell": v.Layout(total="one"),
    "signature in a row": v.Layout(sign="row"),
    "signature in cells": v.Layout(sign="cells"),
    "filler rows": v.Layout(filler=True),
    "numbers as numbers": v.Layout(percent_cells=True),
}  # fmt: skip


def read(data: bytes, kind: str) -> list[ReadForm]:
    """Every form of the file, each with all its cells accounted for."""
    document = READERS["docx" if kind == "docx" else "xlsx"](data)
    found = []
    for recognition in recognise(document):
        form = extract(document, recognition)
        assert account(recognition, form.filled) == ()
        found.append(form)
    return found


def same(form: ReadForm, wanted: Evaluated, **but: Any) -> None:
    whole = replace(wanted, **but)
    assert form.filled.record == whole, to_json(form.filled.record)


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("name", LAYOUTS)
def test_overall(name: str, kind: str) -> None:
    layout = LAYOUTS[name]
    if layout.percent_cells and kind == "docx":
        pytest.skip("Word has no number cells")
    (form,) = read(WRITERS[kind](v.overall(v.OVERALL, layout)), kind)
    same(form, v.OVERALL)
    assert not form.filled.unread


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("name", LAYOUTS)
def test_project(name: str, kind: str) -> None:
    layout = LAYOUTS[name]
    if layout.percent_cells and kind == "docx":
        pytest.skip("Word has no number cells")
    (form,) = read(WRITERS[kind](v.project(v.PROJECT, layout)), kind)
    same(form, v.PROJECT)
    assert not form.filled.unread


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("sign", ["paragraph", "row", "cells"])
@pytest.mark.parametrize(
    "heads",
    [
        ("2023年决算数", "2024年预算数", "2024年决算数"),
        ("2024年决算数", "2023年决算数", "2024年预算数"),
        ("上年决算数", "本年预算数", "本年决算数"),
        ("2024年预算数（万元）", "2024年决算数（万元）", "2023年决算数（万元）"),
    ],
)
def test_basic(heads: tuple[str, str, str], sign: str, kind: str) -> None:
    blocks = v.basic(v.BASIC, v.Layout(sign=sign, filler=True), heads)
    (form,) = read(WRITERS[kind](blocks), kind)
    same(form, v.BASIC)
    assert not form.filled.unread


@pytest.mark.parametrize("kind", WRITERS)
def test_unknown_columns_are_kept_as_unread(kind: str) -> None:
    layout = v.Layout(extra={"指标解释": "按件计", "指标值类型": "定量"})
    (form,) = read(WRITERS[kind](v.overall(v.OVERALL, layout)), kind)
    same(form, v.OVERALL)
    texts = [unread.text for unread in form.filled.unread.values()]
    assert texts.count("按件计") == texts.count("定量") == len(v.INDICATORS)


@pytest.mark.parametrize("kind", WRITERS)
def test_no_initial_budget(kind: str) -> None:
    money = tuple(name for name in v.MONEY_LABELS if name != "initial_budget")
    layout = v.Layout(money=money)
    (form,) = read(WRITERS[kind](v.overall(v.OVERALL, layout)), kind)
    same(form, v.OVERALL, fund=replace(v.OVERALL.fund, initial_budget=None))


@pytest.mark.parametrize("repeat", [None, 10])
@pytest.mark.parametrize("at", [6, 11, 13, 15])
def test_table_cut_at_a_page(at: int, repeat: int | None) -> None:
    whole = v.overall(v.OVERALL)
    if repeat is not None and at <= repeat:
        repeat = None
    (form,) = read(v.docx(v.cut(whole, at, repeat=repeat)), "docx")
    same(form, v.OVERALL)


@pytest.mark.parametrize("at", [5, 12, 24])
def test_basic_cut_at_a_page(at: int) -> None:
    (form,) = read(v.docx(v.cut(v.basic(v.BASIC), at)), "docx")
    same(form, v.BASIC)


def test_form_inside_a_one_cell_table() -> None:
    title, table, sign = v.overall(v.OVERALL)
    assert isinstance(table, list)
    body = v.block_xml(title) + v.nested(table) + v.block_xml(sign)
    (form,) = read(v.docx_xml(body), "docx")
    same(form, v.OVERALL)


def test_several_forms_in_any_order() -> None:
    second = replace(v.PROJECT, project="库房维修")
    blocks = [
        *v.project(v.PROJECT), "附件1", *v.basic(v.BASIC), *v.project(second),
        *v.overall(v.OVERALL),
    ]  # fmt: skip
    forms = read(v.docx(blocks), "docx")
    assert [form.filled.code for form in forms] == ["f3", "f1", "f3", "f2"]
    whole: list[Evaluated] = [v.PROJECT, v.BASIC, second, v.OVERALL]
    for form, wanted in zip(forms, whole, strict=True):
        same(form, wanted)


@pytest.mark.parametrize("merged", [True, False])
def test_several_forms_on_one_sheet(merged: bool) -> None:
    second = replace(v.PROJECT, project="库房维修")
    blocks = [*v.overall(v.OVERALL), *v.project(v.PROJECT), *v.project(second), *v.basic(v.BASIC)]
    forms = read(v.xlsx({"全部": blocks}, merged=merged), "xlsx")
    whole: list[Evaluated] = [v.OVERALL, v.PROJECT, second, v.BASIC]
    for form, wanted in zip(forms, whole, strict=True):
        same(form, wanted)


def test_target_form_is_not_an_evaluation() -> None:
    blocks = v.overall(
        replace(v.OVERALL, title="2024年度部门整体支出绩效目标表"),
        v.Layout(
            columns=("level1", "level2", "level3", "target", "standard", "weight", "deviation"),
            labels={"deviation": "指标解释"}, total="two",
        ),
    )  # fmt: skip
    assert read(v.docx(blocks), "docx") == []


def test_blank_project_form() -> None:
    empty = replace(
        v.PROJECT, project=None, authority=None, implementer=None, goal=Goal(), indicators=(),
        total=Total(), sign=Sign(),
        funds=tuple(ProjectFund(row=fund.row) for fund in v.PROJECT.funds), blank=True,
    )  # fmt: skip
    rows = [Indicator(level1="产出指标", level1_weight=D("50"), level2="数量指标")]
    (form,) = read(v.docx(v.project(replace(empty, indicators=tuple(rows)))), "docx")
    same(form, empty)
