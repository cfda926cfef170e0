"""What a file holds beside its forms is listed, or kept with the form it stands under."""

from __future__ import annotations

from pathlib import Path

from core.address import At
from core.intake import FileReading, collect, read_file
from core.intake.leftover import TABLE, TARGET, TEXT
from tests import variants as v
from tests.variants import OVERALL, UNIT, C

STRANGE: v.Table = [[C("科室"), C("人数"), C("车辆")], [C("办公室"), C("3"), C("1")]]
TARGETS: list[v.Block] = [
    "2024年度部门整体支出绩效目标申报表",
    [
        [C("部门名称"), C(UNIT, 3)],
        [C("一级指标"), C("二级指标"), C("三级指标"), C("指标值")],
        [C("产出指标"), C("数量指标"), C("接收档案"), C("≥3200卷")],
    ],
]


def reading(tmp_path: Path, *blocks: v.Block) -> FileReading:
    path = tmp_path / "报送.docx"
    path.write_bytes(v.docx(blocks))
    return read_file(path)


def test_a_table_that_nobody_knows(tmp_path: Path) -> None:
    found = reading(tmp_path, *v.overall(OVERALL), STRANGE)
    assert [(item.kind, item.table) for item in found.leftovers] == [(TABLE, 1)]
    assert found.leftovers[0].text.startswith("科室 人数")
    (proposal,) = collect([found])
    assert any("1 张表未识别" in doubt for doubt in proposal.doubts)


def test_a_target_form_beside_the_form(tmp_path: Path) -> None:
    found = reading(tmp_path, *v.overall(OVERALL), *TARGETS)
    assert [form.filled.code for form in found.forms] == ["f2"]
    assert [item.kind for item in found.leftovers] == [TARGET]


def test_nothing_but_a_target_form_has_its_own_sentence(tmp_path: Path) -> None:
    found = reading(tmp_path, *TARGETS)
    assert found.problem is not None
    assert found.problem.code == "no_form"
    assert "绩效目标表" in found.problem.message


def test_lines_under_the_form_stay_with_it(tmp_path: Path) -> None:
    found = reading(tmp_path, *v.overall(OVERALL), "财务负责人：甲", "附：佐证材料清单")
    (form,) = found.forms
    unread = {unread.text for unread in form.filled.unread.values()}
    assert unread == {"财务负责人：甲", "附：佐证材料清单"}
    assert form.filled.record == OVERALL
    assert not found.leftovers


def test_a_signature_below_an_unknown_line_is_read(tmp_path: Path) -> None:
    *form, sign = v.overall(OVERALL)
    (found,) = reading(tmp_path, *form, "项目负责人：甲", sign).forms
    assert found.filled.record == OVERALL
    assert [unread.text for unread in found.filled.unread.values()] == ["项目负责人：甲"]


def test_captions_between_two_halves_are_kept(tmp_path: Path) -> None:
    blocks = v.cut(v.overall(OVERALL), 13)
    blocks[2] = "第二页"
    (found,) = reading(tmp_path, *blocks).forms
    assert found.filled.record == OVERALL
    assert [unread.text for unread in found.filled.unread.values()] == ["第二页"]


def test_a_letter_before_the_form_is_listed(tmp_path: Path) -> None:
    letter = "县财政局：现将我馆自评材料报上，请审阅。"
    found = reading(tmp_path, letter, *v.overall(OVERALL))
    assert [(item.kind, item.paragraph) for item in found.leftovers] == [(TEXT, 0)]
    assert At("paragraphs.0") not in found.forms[0].filled.unread


def test_a_table_of_targets_that_was_scored_is_a_self_evaluation(tmp_path: Path) -> None:
    _, *rest = v.overall(OVERALL)
    (form,) = reading(tmp_path, "2024年度部门整体支出绩效目标情况表", *rest).forms
    assert form.filled.code == "f2"
    assert form.filled.record.indicators == OVERALL.indicators  # type: ignore[attr-defined]


def test_a_form_without_ruling_has_its_own_sentence(tmp_path: Path) -> None:
    """A table put together with blanks: which figure is whose cannot be seen."""
    _, table, *_ = v.overall(OVERALL)
    assert not isinstance(table, str)
    lines = ["    ".join(str(cell.text).replace("\n", "") for cell in row) for row in table]
    found = reading(tmp_path, "2024年度部门整体支出绩效自评表", *lines)
    assert found.problem is not None
    assert (found.problem.code, found.forms) == ("no_form", ())
    assert "没有框线" in found.problem.message
    assert len(found.leftovers) == 1 + sum(bool(line.strip()) for line in lines)


def test_a_letter_without_forms_is_no_form(tmp_path: Path) -> None:
    found = reading(tmp_path, "关于报送绩效自评材料的函", "现将我馆的预算数和决算数报上。")
    assert found.problem is not None
    assert "没有框线" not in found.problem.message
