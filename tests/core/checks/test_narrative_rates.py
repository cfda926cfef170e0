"""Rates by name and formulas in prose."""

import pytest

from core.checks.finding import HINT, WARNING
from core.checks.narrative.arithmetic import verdicts


def said(text: str) -> list[tuple[str, str | None, str]]:
    return [(v.code, v.severity, v.expected) for v in verdicts(text)]


TRUE = (
    "项目预算860万元，实际支出832.5万元，执行率96.8%。",
    "到位资金480万元，占计划500万元的96%，资金到位率96%；实际支出456万元，资金使用率95%。",
    "年初预算1000万元，调整后预算1200万元，决算900万元，预算执行率75%。",
    "年初预算1000万元，调整后预算1200万元，决算900万元，预算执行率90%。",
    "全年下达资金300万元。已拨付270万元，拨付率90%。",
    "预算100万元，支出90万元，执行率约90%。",
    "一季度预算100万元，支出20万元，一季度执行率25%。",
    "三公经费执行率80%，项目预算60万元，支出60万元。",
    "设置指标24个，其中22个完成年度目标，完成率91.67%。",
    "办结信访件312件，办结率96%。",
    "培训率、覆盖率100%，支出90万元。",
    "支出30万元，完成预算数40万元的75%，完成年初预算的80%。",
)


@pytest.mark.parametrize("text", TRUE)
def test_what_fits_or_cannot_be_known_is_silent(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "severity", "expected"),
    [
        ("项目预算860万元，实际支出832.5万元，执行率98.8%。", None, "96.8%"),
        ("项目总投资500万元。到位资金480万元，资金到位率98%。", None, "96%"),
        ("年初预算1000万元，调整后预算1200万元，决算900万元，预算执行率85%。", None, "75%"),
        ("预算100万元，支出90万元，追加支出4万元，执行率80%。", HINT, "4%"),
        ("设置指标24个，其中22个完成年度目标，完成率95%。", WARNING, "92%"),
        ("累计支出30万元，完成预算数40万元的85%。", None, "75%"),
    ],
)
def test_a_rate_that_no_whole_gives(text: str, severity: str | None, expected: str) -> None:
    assert said(text) == [("NR-05", severity, expected)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("在职人员控制率=62/65×100%=95.38%。", []),
        ("公用经费控制率=（实际支出/预算）×100%=（85.6/90）×100%=95.11%。", []),
        ("预算调整率=（1360-1203.56）/1203.56=13%。", []),
        ("变动率=（12-15）÷15×100%=-20%。", []),
        ("各项合计28+37+45=110万元，日期2024/5/6=无。", []),
        ("在职人员控制率=62/65×100%=93.38%。", [("NR-05", None, "95.38%")]),
        ("控制率=62人/65人×100%=95.39%。", [("NR-05", HINT, "95.38%")]),
        ("预算调整率=（1360-1203.56）/1203.56=18%。", [("NR-05", None, "13%")]),
        ("合计28+37+45=120万元。", [("NR-01", None, "110")]),
        ("合计28.33+37.33=65.67万元。", [("NR-01", HINT, "65.66")]),
        ("比率=5/0×100%=0%。", []),
    ],
)
def test_formulas(text: str, found: list[tuple[str, str | None, str]]) -> None:
    assert said(text) == found
