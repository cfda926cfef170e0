"""The sample county: its files are current, are read, and every contradiction in them is found.

`resources/sample/units/*.toml` hold what six made-up units handed in and what is planted there;
`build/make_sample.py` draws the files.
"""

import dataclasses
import io
import json
import zipfile
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import make_sample
import pytest
from sample_papers import Layout, write_docx, write_xlsx

from core.assess import assess
from core.checks.finding import ERROR, HINT, WARNING, Finding
from core.forms import BasicData, Overall, OverallReport, Project, ProjectReport
from core.intake import collect, read_file, read_paths
from core.resources import resource
from core.scheme import DEFAULT_SCHEME, Scheme, load_scheme
from core.submission import Submission, renewed

SAMPLE = resource("sample")
UNITS = make_sample.load_units()
EXPECTED: list[dict[str, Any]] = json.loads((SAMPLE / "expected.json").read_text("utf-8"))[
    "submissions"
]
PLANTS = [(entry, plant) for entry in EXPECTED for plant in entry["planted"]]


def scheme() -> Scheme:
    """The default scheme as a bureau that has set its layout of points uses it."""
    shipped = load_scheme(DEFAULT_SCHEME)
    return dataclasses.replace(shipped, weights=dataclasses.replace(shipped.weights, enforce=True))


@cache
def county(folder: str) -> tuple[Submission, ...]:
    return tuple(proposal.submission for proposal in collect(read_paths([SAMPLE / folder])))


def submission(unit: str, year: int, folder: str = "files") -> Submission:
    """What a unit has handed in; a resubmission takes the place of the forms that it holds."""
    (found,) = (each for each in county(folder) if (each.unit, each.year) == (unit, year))
    return found if folder == "files" else renewed(submission(unit, year), found)


@cache
def findings(unit: str, year: int, folder: str) -> tuple[Finding, ...]:
    previous = [each for each in county("files") if (each.unit, each.year) == (unit, year - 1)]
    return assess(submission(unit, year, folder), scheme(), next(iter(previous), None)).findings


def folder_of(entry: dict[str, Any]) -> str:
    return str(entry["files"][0]).split("/", maxsplit=1)[0]


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_files_are_current() -> None:
    """Else: python build/make_sample.py"""
    drawn = make_sample.sample_files(UNITS)
    kept = {str(p.relative_to(SAMPLE).as_posix()) for p in SAMPLE.rglob("*.*x") if p.is_file()}
    assert kept == set(drawn)
    stale = [
        name for name in drawn if members((SAMPLE / name).read_bytes()) != members(drawn[name])
    ]
    assert stale == []


def test_what_is_written_beside_the_files_is_current() -> None:
    for name, text in make_sample.described(UNITS).items():
        assert (SAMPLE / name).read_text(encoding="utf-8") == text


def test_every_file_is_read() -> None:
    readings = read_paths([SAMPLE / "files", SAMPLE / "重报"])
    assert {reading.name: reading.problem for reading in readings if reading.problem} == {}


def test_the_county_has_six_units_of_2024_and_one_of_2023() -> None:
    found = sorted((each.year, each.unit) for each in county("files"))
    units = sorted(unit["unit"] for unit in UNITS)
    assert found == [(2023, "青溪县水利局"), *((2024, unit) for unit in units)]


@pytest.mark.parametrize("entry", EXPECTED, ids=lambda entry: entry["files"][0])
def test_every_form_is_recognised(entry: dict[str, Any]) -> None:
    """The forms that the unit has handed in, no more and no less."""
    unit = next(unit for unit in UNITS if unit["unit"] == entry["unit"])
    missing = make_sample.spoil(unit, unit.get("planted", [])).get("missing", [])
    parts = [
        part.partition(".")[0]
        for file in unit["files"]
        if file.get("folder", "files") == "files"
        for part in file["forms"]
        if part not in missing
    ]
    read = submission(entry["unit"], entry["year"], folder_of(entry))
    assert sorted(form.code for form in read.forms) == sorted(parts)


def number(text: str) -> Decimal | None:
    return Decimal(text.rstrip("%")) if text not in {"", "——"} else None


def numbers(rows: Iterable[Iterable[str]]) -> list[tuple[Decimal | None, ...]]:
    return [tuple(map(number, row)) for row in rows]


def words(rows: Iterable[Iterable[object]]) -> list[tuple[str, ...]]:
    return [tuple("" if cell is None else str(cell) for cell in row) for row in rows]


def check_basic_data(form: dict[str, Any], read: BasicData) -> None:
    lines = [line[1:] for line in form["lines"] if any(line)]
    assert numbers(lines) == [(line.prior_final, line.budget, line.final) for line in read.lines]
    staff = read.staff
    assert numbers([form["staff"]]) == [(staff.authorized, staff.actual, staff.control_rate)]
    assert form["thrift"] == (read.thrift or "")


def check_evaluation(form: dict[str, Any], read: Overall | Project) -> None:
    fund, total = read.fund, read.total
    written = [form["fund"]] if isinstance(read, Overall) else form["funds"][:1]
    money = (fund.initial_budget, fund.annual_budget, fund.executed)
    assert numbers(written) == [(*money, fund.weight, fund.rate, fund.score)]
    assert numbers([form["total"]]) == [(total.weight, total.score)]
    assert form["goal"] == [read.goal.expected or "", read.goal.actual or ""]
    rows = [[row[2], row[3].lstrip("="), *row[4:]] for row in form["indicators"] if any(row[2:])]
    assert words(rows) == words(
        (row.level3, (row.target or "").lstrip("="), row.actual, row.weight, row.score,
         row.deviation)
        for row in read.indicators
    )  # fmt: skip


def check_report(form: dict[str, Any], read: OverallReport | ProjectReport) -> None:
    headings = [section["heading"] for section in form["sections"]]
    assert [(each.heading or "").partition("、")[2] for each in read.sections] == headings


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit["unit"])
def test_every_figure_is_read_as_it_was_written(unit: dict[str, Any]) -> None:
    """Whatever the layout; a percentage of a workbook is a number with a format."""
    written = make_sample.spoil(unit, unit.get("planted", []))
    for filled in submission(unit["unit"], 2024).forms:
        code, _, nth = filled.key.partition("#")
        form = written[code][int(nth or 1) - 1] if code == "f3" else written[code]
        record = filled.record
        assert filled.unread == {}
        if isinstance(record, BasicData):
            check_basic_data(form, record)
        elif isinstance(record, Overall | Project):
            check_evaluation(form, record)
        elif isinstance(record, OverallReport | ProjectReport):
            check_report(form, record)


LAYOUTS = (
    Layout(annex="none", short_titles=True, unit_label="预算单位名称", split=True),
    Layout(annex="after", budget_label="调整后预算数", weight_first=True, merged=False),
    Layout(three_columns=True, standard=True, deviation_label="未完成原因分析"),
)


@pytest.mark.parametrize("write", [write_docx, write_xlsx], ids=["docx", "xlsx"])
@pytest.mark.parametrize("layout", LAYOUTS, ids=["split", "weight first", "three columns"])
def test_every_layout_is_read(layout: Layout, write: Callable[..., bytes], tmp_path: Path) -> None:
    """The same unit's tables in other layouts than its own say the same."""
    unit = UNITS[1]
    path = tmp_path / f"表格.{write.__name__.removeprefix('write_')}"
    path.write_bytes(write(unit, ["f1", "f2", "f3.0", "f3.1"], layout))
    basic, overall, *projects = [form.filled for form in read_file(path).forms]
    for filled in (basic, overall, *projects):
        assert (filled.unread, getattr(filled.record, "year", None)) == ({}, 2024)
    assert isinstance(basic.record, BasicData)
    assert isinstance(overall.record, Overall)
    check_basic_data(unit["f1"], basic.record)
    check_evaluation(unit["f2"], overall.record)
    for form, filled in zip(unit["f3"], projects, strict=True):
        assert isinstance(filled.record, Project)
        check_evaluation(form, filled.record)


@pytest.mark.parametrize(
    ("entry", "plant"),
    PLANTS,
    ids=[f"{entry['files'][0]}-{plant['check']}" for entry, plant in PLANTS],
)
def test_every_plant_is_found(entry: dict[str, Any], plant: dict[str, str]) -> None:
    found = findings(entry["unit"], entry["year"], folder_of(entry))
    assert plant["check"] in {finding.check for finding in found}


@pytest.mark.parametrize("entry", EXPECTED, ids=lambda entry: entry["files"][0])
def test_nothing_else_is_reported_as_wrong(entry: dict[str, Any]) -> None:
    """No error and no warning but the planted ones: the clean unit has none at all."""
    planted = {plant["check"] for plant in entry["planted"]}
    found = findings(entry["unit"], entry["year"], folder_of(entry))
    wrong = [f.message for f in found if f.severity != HINT and f.check not in planted]
    assert wrong == []


def test_the_resubmission_cures_some() -> None:
    """Nothing new comes up, and what was cured is gone."""
    (again,) = (entry for entry in EXPECTED if folder_of(entry) != "files")
    before, after = (
        {f.check for f in findings(again["unit"], again["year"], folder)}
        for folder in ("files", "重报")
    )
    assert after < before
    assert before - after >= {"BD-05", "BD-09", "BD-15", "ZP-12", "ZP-13"}


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit["unit"])
def test_without_its_plants_every_unit_is_clean(unit: dict[str, Any], tmp_path: Path) -> None:
    """What is reported comes from the plants, not from the layout."""
    for name, data in make_sample.unit_files(unit, unit, "files").items():
        (tmp_path / Path(name).name).write_bytes(data)
    (proposal,) = collect([read_file(path) for path in sorted(tmp_path.iterdir())])
    found = assess(proposal.submission, load_scheme(DEFAULT_SCHEME)).findings
    assert [f.message for f in found if f.severity in {ERROR, WARNING}] == []
