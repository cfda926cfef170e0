"""Layouts at random, of made-up records and of real ones: nothing silent, nothing lost."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest

from core.forms import BasicData, Overall, Project
from core.forms.basic_data import Building
from core.intake.reading import read_file
from tests import reshaped as r
from tests import variants as v
from tests.variants import BASIC, OVERALL, PROJECT, Block, Layout

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"
ROUNDS = 60
LABELS = frozenset({
    "年初\n预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分", "一级指标", "二级指标",
    "三级指标", "年度指标值", "实际完成值", "编制数", "控制率", "年度资金总额", "预期目标",
    "实际完成情况", "主管部门", "实施单位",
})  # fmt: skip
WORDS = {
    "target": ("年度指标值", "年初目标值", "指标值", "预期指标值", "绩效目标值"),
    "actual": ("实际完成值", "全年实际值", "完成值", "年末完成值", "实际完成情况"),
    "weight": ("分值", "权重", "分值（权重）", "标准分"),
    "score": ("得分", "自评得分", "单位自评分", "实际得分"),
    "deviation": ("偏差原因分析及改进措施", "未完成原因分析", "扣分原因说明", "原因分析"),
}
EXTRA = ("指标解释", "数据来源", "佐证材料", "完成率")


@lru_cache(maxsize=1)
def real() -> tuple[r.Record, ...]:
    """The records of real submissions, where they are at hand."""
    forms = [
        form.filled.record
        for name in ("000.docx", "001.docx", "002.docx", "004.docx")
        if (SAMPLES / name).exists()
        for form in read_file(SAMPLES / name).forms
    ]
    return tuple(
        record
        for record in forms
        if isinstance(record, BasicData | Overall | Project) and not getattr(record, "blank", False)
    )


def layout(dice: random.Random) -> Layout:
    middle = list(v.USUAL[3:])
    if dice.random() < 0.4:
        dice.shuffle(middle)
    if dice.random() < 0.3:
        middle.insert(dice.randrange(len(middle)), "standard")
    money = list(v.MONEY_LABELS)
    if dice.random() < 0.3:
        dice.shuffle(money)
    extra = {dice.choice(EXTRA): dice.choice(("按件", "3", "100%"))} if dice.random() < 0.4 else {}
    return Layout(
        columns=(*v.USUAL[:3], *middle),
        money=tuple(money),
        labels={name: dice.choice(words) for name, words in WORDS.items()},
        extra=extra,
        levels=dice.choice(("merged", "repeated", "blank")),
        points=dice.choice(
            ("（{}分）", "({}分)", "（{}）", " {}分", "[{}分]", "【权重{}】", "〔{}〕")
        ),
        points_break=dice.choice(("\n", "", "\n\n")),
        split_target=dice.random() < 0.2,
        split_pairs=dice.random() < 0.3,
        total=dice.choice(("three", "two", "one")),
        total_label=dice.choice(("总分", "合计", "合 计")),
        sign=dice.choice(("paragraph", "row", "cells")),
        filler=dice.random() < 0.3,
        lead=dice.random() < 0.6,
    )


def spelling(dice: random.Random) -> Callable[[str], str]:
    """One way or another of writing what is the same."""

    def label(text: str) -> str:
        ways = (
            text, f"{text}*", f"{text}②", f"{text}：", " ".join(text), "\n".join(text), f"{text}³",
        )  # fmt: skip
        return dice.choice(ways)

    wide = str.maketrans("0123456789.", "０１２３４５６７８９．")
    full, padded, marked = dice.random() < 0.3, dice.random() < 0.3, dice.random() < 0.6

    def change(text: str) -> str:
        if text in LABELS and marked:
            return label(text)
        if full and text.replace(".", "").isdigit() and dice.random() < 0.5:
            text = text.translate(wide)
        return f"　{text} " if padded and text and dice.random() < 0.3 else text

    return change


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_a_layout_at_random(seed: int) -> None:
    dice = random.Random(seed)
    record = dice.choice((BASIC, OVERALL, PROJECT, *real()))
    if isinstance(record, BasicData) and not record.buildings:
        record = replace(record, buildings=(Building(),))
    chosen = layout(dice)
    title, table, tail = r.written(record, chosen)
    blocks: list[Block] = r.respelt([title, table, *tail], spelling(dice))
    if dice.random() < 0.3:
        blocks.insert(1, dice.choice(("金额单位：万元", "单位：万元、人", "编号：12")))
    kind = dice.choice(("docx", "xlsx", "unmerged"))
    if kind == "docx":
        forms = r.forms_in(v.docx(blocks), "docx")
    else:
        data = v.xlsx({"表": blocks}, merged=kind == "xlsx")
        forms = r.forms_in(r.shifted(data, dice.randrange(4), dice.randrange(3)), "xlsx")
    assert len(forms) == 1, (seed, chosen)
    found = r.judged(forms[0], record)
    assert (found.silent, found.lost, found.unread) == ((), (), ()), (seed, chosen)
