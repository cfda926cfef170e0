"""The page of all checks is current, and tells each rule with its two examples."""

import pytest

from core.checks.catalogue import CATALOGUE
from core.checks.evaluation import row
from core.checks.handbook import GROUPS, rules_markdown
from core.checks.zp_rows import recomputed
from core.forms import Overall
from core.resources import resource
from tests.core.checks.look import findings


def test_the_page_of_the_handbook_is_current() -> None:
    """`python -m core rules --markdown` writes it."""
    page = resource("help", "检查一览.md").read_text(encoding="utf-8")
    assert page == rules_markdown()


def test_every_rule_has_its_paragraph() -> None:
    text = rules_markdown()
    heads = [line for line in text.splitlines() if line.startswith("### ")]
    assert heads == [f"### {rule.code} {rule.title}" for rule in CATALOGUE]
    assert {rule.code[:2] for rule in CATALOGUE} == {code for code, _ in GROUPS}
    assert text.count("- 通过：") == text.count("- 不通过：") == len(CATALOGUE)


def test_a_rule_in_words() -> None:
    """The passing example in full, of the breaching one what differs, and what is said of it."""
    lines = rules_markdown([recomputed]).splitlines()
    passes, breaks = (line for line in lines if line.startswith("- "))
    assert "年度指标值≤17万元、实际完成值20万元" in passes
    assert "得分8.24" in passes
    assert breaks.startswith("- 不通过：自评表 指标1“培训班期数” 得分9.9 → 错误：")
    assert "应得8.24" in breaks
    assert any("允许：0.005分" in line for line in lines)


@pytest.mark.parametrize(("score", "count"), [("8.24", 0), ("8.245", 0), ("8.25", 1)])
def test_a_stated_tolerance_is_the_one_that_counts(score: str, count: int) -> None:
    """「0.005分」 beside ZP-13: half a hundredth more is not reported, a whole one is."""
    item = row("≤17万元", "20万元", score, level2="成本指标", deviation="追加经费")
    form = Overall(year=2024, indicators=(item,))
    assert len(findings(form, group="ZP-13")) == count
