"""f4 部门整体支出绩效自评报告 and f5 项目支出绩效自评报告: headed text with a cover and tables."""

import datetime as dt
from decimal import Decimal
from typing import Annotated

from core.schema import specs
from core.schema.form import Form, Record, form, record

OVERALL_SECTIONS = (
    "部门（单位）基本情况",
    "一般公共预算支出情况",
    "政府性基金预算支出情况",
    "国有资本经营预算支出情况",
    "社会保险基金预算支出情况",
    "部门整体支出绩效情况",
    "存在的问题及原因分析",
    "下一步改进措施",
    "部门整体支出绩效自评结果拟应用和公开情况",
    "其他需要说明的情况",
)
PROJECT_SECTIONS = (
    "项目支出基本情况",
    "绩效评价工作情况",
    "项目支出主要绩效及评价结论",
    "绩效评价指标分析",
    "主要经验及做法、存在的问题及原因分析",
    "有关建议",
    "其他需要说明的问题",
)


@record
class Seal(Record):
    """Who and when, on the cover or under the text."""

    unit: Annotated[str | None, specs.text("部门（单位）名称", "部门(单位)名称", "单位名称")] = None
    date: Annotated[dt.date | None, specs.date("日期")] = None


@record
class Section(Record):
    """A top-level section; `text` is everything below the heading, tables left out."""

    no: Annotated[int | None, specs.ordinal("序号")] = None
    heading: Annotated[str | None, specs.text("标题")] = None
    text: Annotated[str | None, specs.text("正文", multiline=True)] = None


@record
class TableRow(Record):
    """A row of a table inside the report."""

    label: Annotated[str | None, specs.text("预算项目", "项目", "项目名称")] = None
    budget: Annotated[
        Decimal | None, specs.amount("本年预算", "年初预算", "本年预算数", "预算数", "年初预算数")
    ] = None
    added: Annotated[
        Decimal | None,
        specs.amount(
            "年中追加", "本年追加", "追加", "年中追加数", "调整数", "调整", "年中调整", "年中调整数"
        ),
    ] = None
    final: Annotated[
        Decimal | None, specs.amount("本年决算金额", "本年决算", "决算数", "本年决算数", "决算金额")
    ] = None


@record
class Table(Record):
    """A table inside the report; its first row is the total."""

    title: Annotated[str | None, specs.text("表名")] = None
    rows: Annotated[tuple[TableRow, ...], specs.rows(TableRow)] = ()


@form("f4", "部门整体支出绩效自评报告")
class OverallReport(Form):
    """f4: the report on all the unit spent."""

    title: Annotated[str | None, specs.text("标题")] = None
    year: Annotated[int | None, specs.year("年度")] = None
    unit: Annotated[str | None, specs.text("单位名称")] = None
    cover: Annotated[Seal, specs.group(Seal, optional=True)] = Seal()
    sections: Annotated[tuple[Section, ...], specs.rows(Section)] = ()
    tables: Annotated[tuple[Table, ...], specs.rows(Table)] = ()
    signature: Annotated[Seal, specs.group(Seal, optional=True)] = Seal()
    blank: Annotated[bool, specs.flag("空表")] = False


@form("f5", "项目支出绩效自评报告")
class ProjectReport(Form):
    """f5: the report on one project."""

    title: Annotated[str | None, specs.text("标题")] = None
    year: Annotated[int | None, specs.year("年度")] = None
    unit: Annotated[str | None, specs.text("单位名称")] = None
    project: Annotated[str | None, specs.text("项目名称")] = None
    cover: Annotated[Seal, specs.group(Seal, optional=True)] = Seal()
    sections: Annotated[tuple[Section, ...], specs.rows(Section)] = ()
    tables: Annotated[tuple[Table, ...], specs.rows(Table)] = ()
    signature: Annotated[Seal, specs.group(Seal, optional=True)] = Seal()
    blank: Annotated[bool, specs.flag("空表")] = False
