"""The command line: what is printed where, exit statuses, the contract's documents."""

import dataclasses
import json
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from core.address import At, Place
from core.checks.catalogue import CATALOGUE
from core.cli import cli
from core.cli_readings import SOME_UNREAD
from core.editing import PutSubmission, SetReview, Step
from core.forms import Overall, OverallReport
from core.forms.overall import Expenditure, Fund, Income
from core.forms.parts import Indicator, Total
from core.forms.report import Section
from core.submission import Filled
from core.workspace import Workspace
from core.writers import write_docx, write_xlsx
from tests.core.clean import clean_submission

UNIT = "青溪县某某局"


def form(**fund: str) -> Overall:
    money = {"initial_budget": "100", "annual_budget": "123.47", "executed": "111.27"}
    scores = {"weight": "10", "rate": "90.12", "score": "9.2"}
    return Overall(
        title="2024年度部门整体支出绩效自评表",
        year=2024,
        unit=UNIT,
        fund=Fund(**{name: Decimal(text) for name, text in (money | scores | fund).items()}),
        income=Income(general_public=Decimal("111.27")),
        expenditure=Expenditure(basic=Decimal("111.27"), project=Decimal(0)),
        indicators=(
            Indicator(
                level1="产出指标",
                level2="数量指标",
                level3="督查次数",
                target="≥60次",
                actual="70次",
                weight=Decimal(90),
                score=Decimal(90),
            ),
        ),
        total=Total(weight=Decimal(100), score=Decimal("99.2")),
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "某某局自评表.docx"
    write_docx((Filled("f2", form()),), path)
    return path


def run(*args: str | Path, status: int = 0) -> Result:
    result = CliRunner().invoke(cli, [str(arg) for arg in args])
    assert result.exit_code == status, result.output
    return result


def document(*args: str | Path, status: int = 0) -> Any:
    return json.loads(run(*args, "--json", status=status).stdout)


def test_read_prints_the_record_with_its_sources(file: Path) -> None:
    (found,) = document("read", file)["files"]
    assert (found["file"], found["format"], found["problem"]) == (file.name, "docx", None)
    (read,) = found["forms"]
    assert (read["form"], read["year"], read["unit"]) == ("f2", 2024, UNIT)
    assert read["record"]["fund"]["score"] == "9.2"
    assert read["sources"]["fund.score"]["text"] == "9.2"
    assert read["unread"] == []


def test_what_belongs_to_no_form_is_told(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_xlsx((Filled("f2", form()),), path)
    both = load_workbook(path)
    other = both.create_sheet("车辆台账")
    for row in (("车牌", "里程", "司机"), ("某A1", 1200, "甲"), ("某A2", 800, "乙")):
        other.append(row)
    both.save(path)
    (found,) = document("read", path)["files"]
    assert [item["sheet"] for item in found["leftovers"]] == ["车辆台账"]
    assert "1 张表" in run("read", path).stdout


def test_score_says_how_it_came_about(file: Path) -> None:
    (found,) = document("score", file)["files"]
    scores = found["forms"][0]["scores"]
    assert (scores["fund"]["submitted"], scores["fund"]["computed"]) == ("9.2", "9.01")
    assert "9.01" in scores["fund"]["why"]
    assert scores["indicators"][0]["computed"] == "90.00"
    assert "9.01" in run("score", file).stdout


def test_check_finds_the_wrong_score(file: Path) -> None:
    (found,) = document("check", file)["submissions"]
    assert (found["unit"], found["year"], found["files"]) == (UNIT, 2024, [file.name])
    (wrong,) = [item for item in found["findings"] if item["check"] == "ZP-02"]
    assert (wrong["form"], wrong["path"], wrong["severity"]) == ("f2", "fund.score", "错误")
    assert (wrong["expected"], wrong["found"]) == ("9.01", "9.2")
    assert wrong["sources"][0]["path"] == "fund.score"
    assert "ZP-02" in run("check", file).stdout


def test_a_bad_file_is_one_sentence_and_the_rest_is_read(file: Path, tmp_path: Path) -> None:
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"PK\x03\x04 not a zip")
    files = document("read", file, bad, status=SOME_UNREAD)["files"]
    assert [item["problem"] is None for item in files] == [True, False]
    assert files[1]["problem"]["code"] == "damaged"
    assert bad.name in run("check", file, bad, status=SOME_UNREAD).stdout


@pytest.mark.usefixtures("file")
def test_nothing_but_json_on_standard_output(tmp_path: Path) -> None:
    write_docx((Filled("f2", form(score="9.01")),), tmp_path / "另一份.docx")
    result = run("read", tmp_path, "--json")
    assert json.loads(result.stdout)["files"]
    assert ".docx" in result.stderr


@pytest.mark.parametrize(
    "args",
    [
        ("read",), ("check",), ("score",), ("import", "--year", "2024"),
        ("check", ".", "--unit", UNIT), ("check", "--data", ".", "--scheme", "10-50-30-10"),
    ],
)  # fmt: skip
def test_wrong_usage(args: tuple[str, ...]) -> None:
    run(*args, status=2)


def test_import_export_and_check_a_data_folder(file: Path, tmp_path: Path) -> None:
    data, out = tmp_path / "data", tmp_path / "out"
    assert file.name in run("import", file, "--data", data, "--year", "2024").stdout
    findings = document("check", "--data", data)["submissions"][0]["findings"]
    assert "ZP-02" in {item["check"] for item in findings}
    for kind in ("docx", "xlsx", "pdf", "json"):
        printed = run("export", "--data", data, "--year", "2024", "--to", kind, "--out", out).stdout
        assert Path(printed.strip()).is_file()
    exported = json.loads(next(out.glob("*.json")).read_text(encoding="utf-8"))
    assert exported["forms"][0]["record"]["fund"]["score"] == "9.2"


def test_units_of_a_data_folder_are_compared(tmp_path: Path) -> None:
    with closing(Workspace.open(tmp_path)) as workspace:
        puts = [clean_submission(), dataclasses.replace(clean_submission(), unit="云溪县档案馆")]
        section = Section(no=1, heading="一、基本情况", text="组织干部职工分批下乡走访群众，" * 6)
        for index, put in enumerate(puts):
            report = Filled("f4", OverallReport(sections=(section,)))
            puts[index] = put.with_form(report)
        workspace.dispatch(Step("导入", tuple(PutSubmission(put.key, put) for put in puts)))
    for found in document("check", "--data", tmp_path)["submissions"]:
        assert "XY-05" in {item["check"] for item in found["findings"]}


def test_a_form_imported_again_replaces_the_old_one(file: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    run("import", file, "--data", data, "--year", "2024")
    again = tmp_path / "重报.docx"
    write_docx((Filled("f2", form(score="9.01")),), again)
    run("import", again, "--data", data, "--year", "2024")
    (found,) = document("check", "--data", data)["submissions"]
    assert "ZP-02" not in {item["check"] for item in found["findings"]}
    assert found["files"] == [file.name, again.name]


def test_a_review_that_a_new_version_ends_is_named(file: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    run("import", file, "--data", data, "--year", "2024")
    key = f"2024/{UNIT}"
    with closing(Workspace.open(data)) as workspace:
        for path in ("fund.score", "indicators.0.score"):
            review = SetReview(key, Place("f2", At(path)), "7.5", "凭证不全")
            workspace.dispatch(Step("复核", (review,)))
    again = tmp_path / "重报.docx"
    write_docx((Filled("f2", form(score="9.01")),), again)
    said = run("import", again, "--data", data, "--year", "2024").stdout
    assert said.count("7.5") == said.count("凭证不全") == 1
    with closing(Workspace.open(data)) as workspace:
        submission = workspace.submission(key)
        assert submission is not None
        assert list(submission.forms[0].reviews) == [At("indicators.0.score")]


def test_export_of_what_is_not_there_says_so(tmp_path: Path) -> None:
    out = tmp_path / "out"
    args = ("export", "--data", tmp_path / "data", "--to", "docx", "--out", out)
    result = CliRunner().invoke(cli, [str(arg) for arg in args])
    assert result.exit_code == 1


def test_backup_restore_verify(file: Path, tmp_path: Path) -> None:
    data, copy, archive = tmp_path / "data", tmp_path / "copy", tmp_path / "备份.zip"
    run("import", file, "--data", data, "--year", "2024")
    run("backup", "--data", data, "--out", archive)
    run("restore", "--data", copy, "--from", archive)
    run("verify", "--data", copy)
    assert document("check", "--data", copy) == document("check", "--data", data)
    for kept in (copy / "files").rglob("*"):
        if kept.is_file():
            kept.write_bytes(b"other")
    run("verify", "--data", copy, status=1)


def test_rules_lists_the_whole_catalogue() -> None:
    lines = run("rules").stdout.splitlines()
    assert [line.split("\t")[0] for line in lines] == [rule.code for rule in CATALOGUE]
