"""Lists of units: heads in any order, pasted text, lines that are none."""

from functools import partial
from pathlib import Path

import pytest
from openpyxl import Workbook

from core.errors import UserError
from core.intake import unit_list
from core.intake.apart import apart
from core.intake.unit_list import read_unit_file, read_unit_text, units_of
from core.resources import resource
from core.unit import Unit


def saved(folder: Path, *rows: tuple[str | int | None, ...]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    target = folder / "名单.xlsx"
    book.save(target)
    return target


def test_heads_in_any_order_below_a_title(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        ("青石县预算单位名单",),
        ("序号", "归口部门", "联系电话", "单位名称（全称）", "预算单位编码", "联系人", "单位性质"),
        (1, "县政府", "0000-1", "青石县水利局", 101001, "张三", "行政"),
        (2, "县委", "0000-2", "青石县档案馆", "101002", "李四", "参公"),
        ("合计", None, None, None, None, None, None),
    )
    assert read_unit_file(path).units == (
        Unit("青石县水利局", "101001", "张三", "0000-1", "县政府", "行政"),
        Unit("青石县档案馆", "101002", "李四", "0000-2", "县委", "参公"),
    )


def test_names_alone() -> None:
    found = read_unit_text("青石县水利局\n\n 青石县档案馆 \n")
    assert [unit.name for unit in found.units] == ["青石县水利局", "青石县档案馆"]


def test_pasted_columns_without_heads() -> None:
    found = read_unit_text("1\t青石县水利局\n2\t青石县档案馆")
    assert [unit.name for unit in found.units] == ["青石县水利局", "青石县档案馆"]


@pytest.mark.parametrize(
    ("head", "said", "exempt"),
    [
        ("免报", "附件3、5", ("f3", "f5")),
        ("免报", "涉密单位", ("f1", "f2", "f3", "f4", "f5")),
        ("免报", "否", ()),
        ("免报", "", ()),
        ("是否报送", "否", ("f1", "f2", "f3", "f4", "f5")),
        ("是否报送", "是", ()),
    ],
)
def test_units_that_need_not_hand_in(head: str, said: str, exempt: tuple[str, ...]) -> None:
    (unit,) = units_of([["单位", head], ["甲局", said]]).units
    assert unit.exempt == exempt


def test_other_names_are_taken_apart() -> None:
    (unit,) = units_of([["单位", "简称"], ["甲局", "甲、甲办"]]).units
    assert unit.aliases == ("甲", "甲办")


def test_lines_that_are_no_units_are_told() -> None:
    found = units_of([["单位", "电话"], ["", "0000-1"], ["123", ""], ["甲局", ""], ["甲局", "1"]])
    assert found.units == (Unit("甲局", phone="1"),)
    assert len(found.doubts) == 3


def test_nothing_in_it_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="单位名称"):
        read_unit_file(saved(tmp_path, (1, 2), (3, 4)))
    (tmp_path / "坏.xlsx").write_bytes(b"no workbook")
    with pytest.raises(UserError):
        read_unit_file(tmp_path / "坏.xlsx")
    with pytest.raises(UserError):
        read_unit_file(tmp_path / "没有.xlsx")
    assert read_unit_text("").units == ()


def test_a_list_that_ends_its_child_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file comes from outside like a submission; it is never opened in this process."""
    path = saved(tmp_path, ("单位名称",), ("青石县水利局",))
    monkeypatch.setattr(unit_list, "apart", partial(apart, seconds=0))
    with pytest.raises(UserError):
        read_unit_file(path)


def test_the_sample_list() -> None:
    units = read_unit_file(resource("sample", "单位名单.xlsx")).units
    assert len(units) == 6
    assert all(unit.code and unit.authority and unit.contact and unit.phone for unit in units)
