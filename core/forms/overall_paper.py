"""附件2 部门整体支出绩效自评表 on paper: nine columns, ten with 评扣分标准."""

import functools

from core.address import At
from core.forms import parts_paper as shared
from core.forms.overall import Overall
from core.schema.paper import Paper, PaperCell, Strip, stack


def paper(record: Overall) -> Paper:
    """The official grid for this record."""
    title = shared.title_of(record, record.title, record.year)
    return _paper(title, record.year, shared.levels(record.indicators))


@functools.lru_cache(maxsize=8)
def _paper(title: str, year: int | None, rows_of: tuple[shared.Levels, ...]) -> Paper:
    """The same object while only values change: whoever draws need not look at every cell."""
    widths = shared.widths(rows_of)
    columns = len(widths)
    strips = (
        Strip(1, (
            PaperCell(0, 0, ("预算部门名称",)),
            PaperCell(0, 1, (At("unit"),), columns=columns - 1),
        )),
        _money(columns),
        shared.goal(columns),
        shared.indicators(rows_of),
        shared.total(columns),
    )  # fmt: skip
    rows, cells, blocks = stack(strips)
    return Paper(
        code=Overall.CODE,
        annex="附件2",
        title=title,
        widths=widths,
        rows=rows,
        cells=cells,
        blocks=blocks,
        lead=shared.lead_of(title, year),
        sign=shared.SIGN,
    )


def _money(columns: int) -> Strip:
    """年度预算申请: the total, then where it came from beside what it went to."""
    left = (columns - 1) // 2
    pairs: tuple[tuple[tuple[str | At, ...], tuple[str | At, ...]], ...] = (
        (("按收入性质分：",), ("按支出性质分：",)),
        (
            ("其中：一般公共预算：", At("income.general_public")),
            ("其中：基本支出：", At("expenditure.basic")),
        ),
        (
            ("政府性基金拨款：", At("income.government_fund")),
            ("项目支出：", At("expenditure.project")),
        ),
        (("纳入专户管理的非税收入拨款：", At("income.special_account")), ()),
        (("其他资金：", At("income.other")), ()),
    )
    cells = [
        PaperCell(0, 0, ("年度预算申请\n（万元）",), rows=2 + len(pairs)),
        PaperCell(0, 1, columns=2),
        *shared.money_heads(0, columns),
        PaperCell(1, 1, ("年度资金总额",), columns=2),
        *shared.money_slots(1, columns, At("fund")),
    ]
    for row, (income, expenditure) in enumerate(pairs, 2):
        right = columns - 1 - left
        cells.append(PaperCell(row, 1, income, columns=left, align="left"))
        cells.append(PaperCell(row, 1 + left, expenditure, columns=right, align="left"))
    return Strip(2 + len(pairs), tuple(cells))
