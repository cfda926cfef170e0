"""附件1 部门整体支出绩效评价基础数据表 on paper: seven columns, the label and six halves."""

from collections.abc import Sequence

from core.address import At
from core.forms.basic_data import ITEM, OPEN_ITEMS, BasicData, Building, Line, template_lines
from core.forms.parts_paper import SIGN, lead_of, runs, title_of
from core.schema.paper import Paper, PaperCell, Part, Strip, across, stack

_NOTE = (
    "说明：“项目支出”需要填报基本支出以外的所有项目支出情况，"
    "“公用经费”填报基本支出中的一般商品和服务支出。"
)
_COLUMNS = 7


def paper(record: BasicData) -> Paper:
    """The official grid for this record."""
    title = title_of(record, record.title, record.year)
    strips = (
        _staff(record.year),
        _lines(record.lines, record.year),
        _buildings(record.buildings) if record.buildings else _no_building(),
        _thrift(),
    )
    rows, cells, blocks = stack(strips)
    return Paper(
        code=record.CODE,
        annex="附件1",
        title=title,
        widths=(56, 20, 20, 20, 20, 20, 20),
        rows=rows,
        cells=cells,
        blocks=blocks,
        notes=(_NOTE,),
        lead=(("填报单位：", At("unit")), *lead_of(title, record.year)),
        sign=SIGN,
    )


def _staff(year: int | None) -> Strip:
    heads = ("编制数", f"{year}年实际在职人数" if year else "实际在职人数", "控制率")
    slots = (At("staff.authorized"), At("staff.actual"), At("staff.control_rate"))
    label = PaperCell(0, 0, ("财政供养人员情况（人）",), rows=2)
    return Strip(2, (label, *across(0, 1, *heads, columns=2), *across(1, 1, *slots, columns=2)), 1)


def _lines(lines: Sequence[Line], year: int | None) -> Strip:
    heads = (
        (f"{year - 1}年决算数", f"{year}年预算数", f"{year}年决算数")
        if year
        else ("上年决算数", "本年预算数", "本年决算数")
    )
    cells = list(across(0, 0, "经费控制情况（万元）") + across(0, 1, *heads, columns=2))
    for index, line in enumerate(lines or template_lines()):
        here = At.of("lines", index)
        cells.append(_label(1 + index, here, line))
        names = ("prior_final", "budget", "final")
        slots = [here.child(name) if lines else None for name in names]
        cells += across(1 + index, 1, *slots, columns=2)
    return Strip(1 + len(lines or template_lines()), tuple(cells), 1, At("lines"))


def _label(row: int, here: At, line: Line) -> PaperCell:
    """Wording of the form, except in the lines that a unit adds: those it names itself."""
    item = ITEM.get(line.item)
    is_own = item is None or line.item in OPEN_ITEMS
    wording: Part = here.child("label") if is_own else line.label or ITEM[line.item].label
    return PaperCell(row, 0, (wording,), align="left", indent=item.depth if item else 0)


def _building_heads() -> tuple[PaperCell, ...]:
    return across(
        0, 1, "批复规模\n（㎡）", "实际规模\n（㎡）", "规模控制率", "预算投资\n（万元）",
        "实际投资\n（万元）", "投资概算\n控制率",
    )  # fmt: skip


def _buildings(buildings: Sequence[Building]) -> Strip:
    """楼堂馆所: buildings finished in one year stand beside one label."""
    cells = list(_building_heads())
    for first, count in runs([building.completed_year for building in buildings]):
        years = [
            At.of("buildings", index, "completed_year") for index in range(first, first + count)
        ]
        top = 0 if first == 0 else 1 + first
        cells.append(
            PaperCell(
                top,
                0,
                ("楼堂馆所控制情况\n（", years[0], "年完工项目）"),
                rows=1 + first + count - top,
                also=tuple(years[1:]),
            )
        )
    names = (
        "approved_area", "actual_area", "area_rate",
        "approved_investment", "actual_investment", "investment_rate",
    )  # fmt: skip
    for index in range(len(buildings)):
        here = At.of("buildings", index)
        cells += across(1 + index, 1, *(here.child(name) for name in names))
    return Strip(1 + len(buildings), tuple(cells), 1, At("buildings"))


def _no_building() -> Strip:
    """The template row; without a year, since nothing was finished."""
    label = PaperCell(0, 0, ("楼堂馆所控制情况\n（　　年完工项目）",), rows=2)
    return Strip(2, (label, *_building_heads(), *across(1, 1, *[None] * 6)), 1, At("buildings"))


def _thrift() -> Strip:
    label = PaperCell(0, 0, ("厉行节约保障措施",))
    slot = PaperCell(0, 1, (At("thrift"),), columns=_COLUMNS - 1, align="left")
    return Strip(1, (label, slot))
