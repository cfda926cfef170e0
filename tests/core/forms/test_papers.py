"""The official grids: every position covered once, every field of the record has its slot."""

from decimal import Decimal

import pytest

from core.address import At
from core.forms import FORMS, BasicData, Overall, OverallReport, Project
from core.forms.basic_data import Building, Line
from core.forms.papers import paper_of
from core.forms.parts import Indicator
from core.forms.project import ProjectFund, template_funds
from core.schema.form import Form, leaves
from core.schema.paper import Bracketed, Paper

OUTPUT = Indicator(level1="产出指标", level1_weight=Decimal(50), level2="数量指标")
QUALITY = Indicator(level1="产出指标", level1_weight=Decimal(50), level2="质量指标")
BENEFIT = Indicator(level1="效益指标", level1_weight=Decimal(30), level2="数量指标")
ROWS = (OUTPUT, OUTPUT, QUALITY, BENEFIT)

BASIC = BasicData(
    year=2024,
    unit="某局",
    lines=(Line(item="special", label="3、县级专项资金"), Line(item="special_line", label="甲")),
    buildings=(
        Building(completed_year=2023),
        Building(completed_year=2023),
        Building(completed_year=2024),
    ),
)
FILLED: tuple[Form, ...] = (
    BASIC,
    Overall(year=2024, indicators=ROWS),
    Overall(year=2024, indicators=(OUTPUT, Indicator(standard="缺一扣一分"))),
    Project(year=2024, indicators=ROWS, funds=template_funds()),
    Project(indicators=(Indicator(standard="缺一扣一分"),), funds=(ProjectFund(row="total"),)),
)
EMPTY = tuple(FORMS[code]() for code in ("f1", "f2", "f3"))
WITHOUT_SLOT = {"title", "year", "item", "row", "blank", "standard"}
"""The title line tells title and year; codes are told by wording; `standard` is optional."""


def shown(paper: Paper) -> set[At]:
    places = {at for cell in paper.cells for at in (*cell.slots, *cell.also)}
    return places | {at for _, at in (*paper.lead, *paper.sign)}


@pytest.mark.parametrize("record", [*FILLED, *EMPTY])
def test_cells_tile_the_grid(record: Form) -> None:
    paper = paper_of(record)
    covered = [
        (row, column)
        for cell in paper.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    ]
    assert sorted(covered) == [
        (row, column) for row in range(paper.rows) for column in range(len(paper.widths))
    ]
    assert sum(block.rows for block in paper.blocks) == paper.rows


@pytest.mark.parametrize("record", [*FILLED, *EMPTY])
def test_every_field_has_a_slot_and_no_slot_lacks_a_field(record: Form) -> None:
    places = {at for at, _, _ in leaves(record)}
    slots = shown(paper_of(record))
    assert slots - places == set()
    missing = {at for at in places - slots if at.steps[-1] not in WITHOUT_SLOT}
    assert missing <= {At("lines.0.label")}, "only template wording is not editable"


def test_levels_are_merged_over_equal_neighbours() -> None:
    """产出(50分) 数量 | 产出 数量 | 产出 质量 | 效益(30分) 数量: 3+1 and 2+1+1 rows."""
    paper = paper_of(Overall(indicators=ROWS))
    level1 = paper.cell_of(At("indicators.0.level1"))
    assert level1 is not None
    assert (level1.rows, level1.columns) == (3, 1)
    weight = At("indicators.0.level1_weight")
    assert level1.parts == (At("indicators.0.level1"), Bracketed("\n（", weight, "分）"))
    assert level1.also == tuple(
        At.of("indicators", index, name) for index in (1, 2) for name in ("level1", "level1_weight")
    )
    heights = [
        cell.rows
        for index in (0, 2, 3)
        if (cell := paper.cell_of(At.of("indicators", index, "level2")))
    ]
    assert heights == [2, 1, 1]


def test_standard_has_a_column_only_when_some_row_has_one() -> None:
    plain, wide = (paper_of(record) for record in FILLED[1:3])
    assert (len(plain.widths), len(wide.widths)) == (9, 10)
    assert wide.cell_of(At("indicators.0.standard")) is not None
    assert plain.cell_of(At("indicators.0.standard")) is None


def test_buildings_of_one_year_share_a_label() -> None:
    """2023, 2023 | 2024: the first label stands beside the head and two rows."""
    paper = paper_of(BASIC)
    (block,) = [block for block in paper.blocks if block.items == At("buildings")]
    assert (block.rows, block.head) == (4, 1)
    label = paper.cell_of(At("buildings.0.completed_year"))
    assert label is not None
    assert (label.rows, label.also) == (3, (At("buildings.1.completed_year"),))
    other = paper.cell_of(At("buildings.2.completed_year"))
    assert other is not None
    assert (other.row, other.rows) == (label.row + 3, 1)


def test_unit_lines_are_editable_and_indented_and_official_ones_are_wording() -> None:
    paper = paper_of(BASIC)
    own = paper.cell_of(At("lines.1.label"))
    assert own is not None
    assert own.indent == 2
    assert paper.cell_of(At("lines.0.label")) is None


def test_blank_forms_draw_the_template_without_slots() -> None:
    for record, items in zip(EMPTY, ("lines", "indicators", "funds"), strict=True):
        paper = paper_of(record)
        block = next(block for block in paper.blocks if block.items == At(items))
        assert block.rows > 3
        assert all(not slot.within(At(items)) for slot in shown(paper))


def test_year_heads_and_title_follow_the_record() -> None:
    paper = paper_of(BASIC)
    wording = {part for cell in paper.cells for part in cell.parts if isinstance(part, str)}
    assert {"2023年决算数", "2024年预算数", "2024年决算数", "2024年实际在职人数"} <= wording
    assert paper.title == "2024年度部门整体支出绩效评价基础数据表"
    assert paper_of(BasicData(title="基础数据表", year=2024)).title == "基础数据表"


def test_year_stands_above_the_grid_when_the_title_hides_it() -> None:
    assert At("year") in shown(paper_of(Overall(title="自评表", year=2024)))
    assert At("year") not in shown(paper_of(Overall(year=2024)))


def test_reports_have_no_paper() -> None:
    with pytest.raises(TypeError):
        paper_of(OverallReport())
