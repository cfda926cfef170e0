"""The shapes of `check --json` and `score --json`."""

import dataclasses
from decimal import Decimal

from core.address import At, Place
from core.checks.contract_json import findings_json, scores_json
from core.checks.finding import ERROR, Finding
from core.forms import Overall, Project
from core.forms.overall import Fund
from core.forms.parts import Indicator
from core.scheme import load_scheme
from core.scoring.score import score
from core.source import Source
from core.submission import FileInfo, Filled, Submission, numbered

_AT = At("fund.score")


def _submission() -> Submission:
    form = Filled(
        "f2",
        Overall(),
        sources={_AT: Source("9.2", table=1, row=2, column=7)},
        file="ab" * 32,
    )
    files = (
        FileInfo("cd" * 32, "报告.docx", "docx", 9),
        FileInfo("ab" * 32, "自评.docx", "docx", 9),
    )
    return Submission("某局", 2024, (form, Filled("f3#2", Project())), files)


def _finding(*places: Place) -> Finding:
    return Finding("ZP-02", ERROR, "执行率得分", places, "应为9.01，现为9.2", "9.01", "9.2", "依据")


def test_a_finding_with_its_sources() -> None:
    found = _finding(Place("f2", _AT), Place("f2", At("fund.rate")))
    assert findings_json(_submission(), [found]) == [
        {
            "check": "ZP-02",
            "severity": "错误",
            "form": "f2",
            "key": "f2",
            "path": "fund.score",
            "sources": [
                {
                    "form": "f2",
                    "path": "fund.score",
                    "file": "自评.docx",
                    "text": "9.2",
                    "table": 1,
                    "row": 2,
                    "column": 7,
                }
            ],
            "message": "应为9.01，现为9.2",
            "expected": "9.01",
            "found": "9.2",
        }
    ]


def test_a_finding_about_a_whole_form_or_a_missing_one() -> None:
    (whole,) = findings_json(_submission(), [_finding(Place("f3#2", At("")))])
    assert (whole["form"], whole["key"], whole["path"], whole["sources"]) == (
        "f3",
        "f3#2",
        None,
        [],
    )
    (missing,) = findings_json(_submission(), [_finding(Place("f5", At("title")))])
    assert (missing["form"], missing["sources"]) == ("f5", [])


def test_scores() -> None:
    row = Indicator(target="服务读者", actual="读者欢迎", weight=Decimal(10), score=Decimal("9.5"))
    fund = Fund(
        annual_budget=Decimal("123.47"), executed=Decimal("111.27"), weight=Decimal(10),
        score=Decimal("9.2"),
    )  # fmt: skip
    shown = scores_json(score(Overall(fund=fund, indicators=(row,)), load_scheme()))
    assert shown["fund"]["submitted"] == "9.2"
    assert shown["fund"]["computed"] == "9.01"
    assert shown["indicators"][0]["index"] == 0
    assert shown["indicators"][0]["computed"] is None
    assert shown["indicators"][0]["rule"] == "manual"
    assert shown["indicators"][0]["why"] == "定性指标，需人工判断"
    assert shown["total"]["computed"] == "18.51"
    assert shown["grade"] == "差"


def test_forms_of_a_kind_keep_their_keys() -> None:
    forms = numbered(tuple(Filled("", record) for record in (Project(), Overall(), Project())))
    submission = dataclasses.replace(_submission(), forms=forms)
    keys = [
        findings_json(submission, [_finding(Place(form.key, At("total.score")))])[0]["key"]
        for form in submission.forms
    ]
    assert keys == ["f2", "f3", "f3#2"]
