"""附件3 项目支出绩效自评表 on paper: nine columns, ten with 评扣分标准."""

from core.address import At
from core.forms import parts_paper as shared
from core.forms.project import FUND_ROWS, Project, template_funds
from core.schema.paper import Paper, PaperCell, Strip, stack

_NOTE = (
    "备注：一个一级项目支出一张表。如，业务工作经费，运行维护经费，其他事业发展类资金……各一张表。"
)


def paper(record: Project) -> Paper:
    """The official grid for this record."""
    title = shared.title_of(record, record.title, record.year)
    widths = shared.widths(record.indicators)
    columns = len(widths)
    strips = (
        _head(columns),
        _money(record, columns),
        shared.goal(columns),
        shared.indicators(record.indicators),
        shared.total(columns),
    )
    rows, cells, blocks = stack(strips)
    return Paper(
        code=record.CODE,
        annex="附件3",
        title=title,
        widths=widths,
        rows=rows,
        cells=cells,
        blocks=blocks,
        notes=(_NOTE,),
        lead=shared.lead_of(title, record.year),
        sign=shared.SIGN,
    )


def _head(columns: int) -> Strip:
    return Strip(
        2,
        (
            PaperCell(0, 0, ("项目支出名称",)),
            PaperCell(0, 1, (At("project"),), columns=columns - 1),
            PaperCell(1, 0, ("主管部门",)),
            PaperCell(1, 1, (At("authority"),), columns=3),
            PaperCell(1, 4, ("实施单位",)),
            PaperCell(1, 5, (At("implementer"),), columns=columns - 5),
        ),
    )


def _money(record: Project, columns: int) -> Strip:
    """项目资金: a row for each source of money as the record has them."""
    rows = record.funds or template_funds()
    cells = [
        PaperCell(0, 0, ("项目资金\n（万元）",), rows=1 + len(rows)),
        PaperCell(0, 1, columns=2),
        *shared.money_heads(0, columns),
    ]
    for index, fund in enumerate(rows):
        wording = FUND_ROWS.get(fund.row, (fund.row,))[0]
        cells.append(PaperCell(1 + index, 1, (wording,), columns=2))
        if record.funds:
            cells += shared.money_slots(1 + index, columns, At.of("funds", index))
        else:
            cells += shared.money_blanks(1 + index, columns)
    return Strip(1 + len(rows), tuple(cells), 1, At("funds"))
