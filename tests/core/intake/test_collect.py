"""Files become submissions: by unit and year, whatever file names them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from core.forms.overall import Expenditure, Income
from core.forms.parts import Goal, Sign
from core.intake.collect import collect, match_unit
from core.intake.reading import FileReading, read_file
from tests import variants as v

UNITS = ("清江县档案馆", "清江县水利局", "中共清江县委办公室")


def written(folder: Path, **files: list[v.Block]) -> list[FileReading]:
    readings = []
    for name, blocks in files.items():
        path = folder / f"{name}.docx"
        path.write_bytes(v.docx(blocks))
        readings.append(read_file(path))
    return readings


def test_one_file_a_form(tmp_path: Path) -> None:
    unit = replace(v.BASIC, unit=v.UNIT)
    heading = f"填报单位：{v.UNIT}"
    title, *rest = v.basic(unit)
    readings = written(
        tmp_path,
        基础=[title, heading, *rest],
        自评=v.overall(v.OVERALL),
        项目=[*v.project(v.PROJECT), *v.project(replace(v.PROJECT, project="乙"))],
    )
    (proposal, other) = collect(readings)
    assert [form.key for form in proposal.submission.forms] == ["f1", "f2"]
    assert (proposal.submission.unit, proposal.submission.year) == (v.UNIT, 2024)
    assert [form.key for form in other.submission.forms] == ["f3", "f3#2"]
    assert {form.file for form in proposal.submission.forms} == {
        info.sha256 for info in proposal.submission.files
    }


def test_the_county_list_has_the_last_word(tmp_path: Path) -> None:
    short = replace(v.OVERALL, unit="县档案馆")
    (proposal,) = collect(written(tmp_path, 表=v.overall(short)), UNITS)
    assert proposal.submission.unit == "清江县档案馆"
    assert proposal.doubts


def test_units_and_years_are_kept_apart(tmp_path: Path) -> None:
    last = replace(v.OVERALL, title="2023年度部门整体支出绩效自评表")
    other = replace(v.OVERALL, unit="清江县水利局")
    readings = written(tmp_path, 甲=v.overall(v.OVERALL), 乙=v.overall(last), 丙=v.overall(other))
    keys = [proposal.submission.key for proposal in collect(readings, UNITS)]
    assert keys == ["2024/清江县档案馆", "2023/清江县档案馆", "2024/清江县水利局"]


def test_a_file_given_twice_counts_once(tmp_path: Path) -> None:
    readings = written(tmp_path, 甲=v.overall(v.OVERALL))
    (proposal,) = collect(readings * 2)
    assert len(proposal.submission.forms) == len(proposal.submission.files) == 1


def test_the_file_name_is_the_last_resort(tmp_path: Path) -> None:
    readings = written(tmp_path, 附件1清江县水利局2024年度基础数据表=v.basic(v.BASIC))
    (proposal,) = collect(readings)
    assert proposal.submission.unit == "清江县水利局"
    assert proposal.doubts


def test_match_unit() -> None:
    assert match_unit("清江县 档案馆", UNITS) == "清江县档案馆"
    assert match_unit("水利局", UNITS) == "清江县水利局"
    assert match_unit("清江县委办公室", UNITS) == "中共清江县委办公室"
    assert match_unit("清江县卫健局", UNITS) is None


def test_other_names_and_codes_mean_a_unit(tmp_path: Path) -> None:
    called = {"清江县水电局": "清江县水利局", "101002": "清江县水利局"}
    assert match_unit("水电局", UNITS, called) == "清江县水利局"
    assert match_unit("101002", UNITS, called) == "清江县水利局"
    readings = written(tmp_path, 附件1_101002_基础数据表=v.basic(v.BASIC))
    (proposal,) = collect(readings, UNITS, called=called)
    assert proposal.submission.unit == "清江县水利局"


def test_abbreviations_and_initials_that_fit_one_unit_alone(tmp_path: Path) -> None:
    units = (*UNITS, "清江县发展和改革局", "清江县卫生健康委员会", "清江县林业局", "清江县粮油局")
    assert match_unit("发改局", units) == "清江县发展和改革局"
    assert match_unit("清江县卫健委", units) == "清江县卫生健康委员会"
    assert match_unit("民政局", units) is None
    assert match_unit("slj", units) == "清江县水利局"
    assert match_unit("lyj", units) is None
    assert match_unit("jj", units) is None
    (proposal,) = collect(written(tmp_path, slj附件1=v.basic(v.BASIC)), units)
    assert proposal.submission.unit == "清江县水利局"
    assert any("slj" in doubt for doubt in proposal.doubts)


def test_a_code_and_a_seal_are_no_part_of_the_name(tmp_path: Path) -> None:
    names = ("219001-清江县粮食局", "清江县粮食局（盖章）", "清江县粮食局(219001)", "清江县粮食局")
    files = {f"表{n}": v.overall(replace(v.OVERALL, unit=name)) for n, name in enumerate(names)}
    (proposal,) = collect(written(tmp_path, **files))
    assert proposal.submission.unit == "清江县粮食局"
    assert match_unit("101002 清江县水利局", UNITS) == "清江县水利局"


def test_a_file_that_says_nothing_belongs_to_the_unit_of_its_folder(tmp_path: Path) -> None:
    readings = []
    for name, unit in (("甲", "清江县档案馆"), ("乙", "清江县水利局")):
        folder = tmp_path / name
        folder.mkdir()
        overall = replace(v.OVERALL, unit=unit)
        readings += written(folder, 附件1基础数据表=v.basic(v.BASIC), 附件2=v.overall(overall))
        # The same bytes twice count once.
        readings[-2] = replace(readings[-2], sha256=name)
    first, second = collect(readings, UNITS)
    assert [form.key for form in first.submission.forms] == ["f1", "f2"]
    assert [form.key for form in second.submission.forms] == ["f1", "f2"]
    assert any("同一文件夹" in doubt for doubt in second.doubts)


def test_the_folder_s_own_name_says_whose_a_file_is(tmp_path: Path) -> None:
    folder = tmp_path / "水利局材料"
    folder.mkdir()
    (proposal,) = collect(written(folder, 附件1=v.basic(v.BASIC)), UNITS)
    assert proposal.submission.unit == "清江县水利局"


def test_a_folder_of_several_units_says_nothing(tmp_path: Path) -> None:
    other = replace(v.OVERALL, unit="清江县水利局")
    readings = written(
        tmp_path, 附件1=v.basic(v.BASIC), 甲=v.overall(v.OVERALL), 乙=v.overall(other)
    )
    assert collect(readings, UNITS)[0].submission.unit == "附件1"


def blank() -> list[v.Block]:
    """The form of the year with nothing filled in but what its formulas give."""
    rows = tuple(
        replace(item, target=None, actual=None, score=None, deviation=None)
        for item in v.OVERALL.indicators
    )
    nothing = replace(v.OVERALL.fund, initial_budget=None, annual_budget=None, executed=None)
    form = replace(
        v.OVERALL,
        unit=None,
        fund=replace(nothing, rate=Decimal(0), score=Decimal(0)),
        income=Income(),
        expenditure=Expenditure(),
        goal=Goal(),
        indicators=rows,
        total=replace(v.OVERALL.total, score=Decimal(0)),
        sign=Sign(),
    )
    return v.overall(form)


@pytest.mark.parametrize("first", [True, False])
def test_a_blank_template_beside_the_filled_form_is_left_out(tmp_path: Path, first: bool) -> None:
    filled = v.overall(v.OVERALL)
    blocks = [*blank(), "", *filled] if first else [*filled, "", *blank()]
    (proposal,) = collect(written(tmp_path, 甲=blocks))
    (form,) = proposal.submission.forms
    assert getattr(form.record, "total", None) == v.OVERALL.total
    assert len(proposal.doubts) == 1, "the clerk is told"


def test_a_blank_form_alone_stays(tmp_path: Path) -> None:
    (proposal,) = collect(written(tmp_path, 甲=blank()))
    assert [form.code for form in proposal.submission.forms] == ["f2"]


def test_last_year_in_the_same_file_is_of_its_own_year(tmp_path: Path) -> None:
    last = replace(v.OVERALL, title="2023年度部门整体支出绩效自评表")
    both = [*v.overall(v.OVERALL), "", *v.overall(last), "", *v.project(v.PROJECT)]
    this, before = collect(written(tmp_path, 甲=both))
    assert (this.submission.year, [form.code for form in this.submission.forms]) == (
        2024,
        ["f2", "f3"],
    )
    assert (before.submission.year, len(before.submission.forms)) == (2023, 1)


def test_the_same_form_again_counts_once_and_another_edition_twice(tmp_path: Path) -> None:
    again = v.overall(v.OVERALL)
    other = v.overall(replace(v.OVERALL, goal=Goal(expected="别的")))
    (proposal,) = collect(written(tmp_path, 甲=[*again, "", *again]))
    assert [form.key for form in proposal.submission.forms] == ["f2"]
    assert len(proposal.doubts) == 1
    (proposal,) = collect(written(tmp_path, 甲=[*again, "", *other]))
    assert [form.key for form in proposal.submission.forms] == ["f2", "f2#2"]
    assert len(proposal.doubts) == 1
