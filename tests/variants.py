"""Layouts in which units hand in the same figures: each function writes one, from made-up records.

A table is a list of rows of `C` cells; `docx` and `xlsx` write tables and paragraphs as the
smallest files that Word and Excel would accept, merged or not.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from xml.sax.saxutils import escape

from core.forms import BasicData, Overall, Project
from core.forms.basic_data import Building, Line, Staff
from core.forms.overall import Expenditure, Fund, Income
from core.forms.parts import Goal, Indicator, Sign, Total
from core.forms.project import ProjectFund

D = Decimal
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass(frozen=True, slots=True)
class C:
    """A cell to write: text or number, with its span. `form` is an Excel number format."""

    text: str | Decimal = ""
    columns: int = 1
    rows: int = 1
    form: str = ""


Table = list[list[C]]
Block = str | Table


# Files


def package(parts: Mapping[str, str | bytes], main: str) -> bytes:
    """A zip package whose main part is `main`."""
    out = io.BytesIO()
    kind = f"{_R}/officeDocument"
    rels = (
        f'<Relationships xmlns="{_P}">'
        f'<Relationship Id="r1" Type="{kind}" Target="{main}"/></Relationships>'
    )
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _types(parts))
        archive.writestr("_rels/.rels", rels)
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


_KINDS = {
    "word/document.xml": "wordprocessingml.document.main",
    "xl/workbook.xml": "spreadsheetml.sheet.main",
    "xl/styles.xml": "spreadsheetml.styles",
    "xl/worksheets/": "spreadsheetml.worksheet",
}


def _types(parts: Mapping[str, str | bytes]) -> str:
    """What each part is; office programs open no package without it."""
    kinds = [
        f'<Override PartName="/{name}" '
        f'ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/>'
        for name in parts
        for start, kind in _KINDS.items()
        if name.startswith(start) and not name.endswith(".rels")
    ]
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{rels}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(kinds)}</Types>'
    )


def docx(blocks: Sequence[Block], parts: Mapping[str, str] | None = None) -> bytes:
    """A Word file of paragraphs and tables."""
    return docx_xml("".join(map(block_xml, blocks)), parts)


def docx_xml(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """A Word file with this XML as its body."""
    document = f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    return package({"word/document.xml": document, **(parts or {})}, "word/document.xml")


def block_xml(block: Block) -> str:
    return paragraph_xml(block) if isinstance(block, str) else table_xml(block)


def paragraph_xml(text: str) -> str:
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(x)}</w:t>' for x in text.split("\n"))
    return f"<w:p><w:r>{lines}</w:r></w:p>"


def table_xml(table: Table) -> str:
    """A Word table; cells below a cell with rows > 1 are written as its continuation."""
    hanging: dict[int, tuple[int, int]] = {}
    out = []
    for row in table:
        cells = list(row)
        column = 0
        line = []
        while cells or column in hanging:
            if column in hanging:
                left, columns = hanging.pop(column)
                line.append(_cell_xml("", columns, "<w:vMerge/>"))
                if left > 1:
                    hanging[column] = (left - 1, columns)
                column += columns
                continue
            cell = cells.pop(0)
            merge = '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
            line.append(_cell_xml(str(cell.text), cell.columns, merge))
            if cell.rows > 1:
                hanging[column] = (cell.rows - 1, cell.columns)
            column += cell.columns
        out.append(f"<w:tr>{''.join(line)}</w:tr>")
    grid = f'<w:gridCol w:w="{_COLUMN}"/>' * max(map(_length, table), default=0)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(out)}</w:tbl><w:p/>"


_COLUMN = 1000
"""How wide a column is, in twentieths of a point."""


def _length(row: list[C]) -> int:
    return sum(cell.columns for cell in row)


def _cell_xml(text: str, columns: int, merge: str) -> str:
    span = f'<w:tcW w:w="{_COLUMN * columns}" w:type="dxa"/>'
    span += f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    body = "".join(paragraph_xml(line) for line in text.split("\n"))
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{body}</w:tc>"


def nested(table: Table) -> str:
    """The table in the one cell of another."""
    inner = table_xml(table)
    return f"<w:tbl><w:tr><w:tc><w:p/>{inner}</w:tc></w:tr></w:tbl>"


def xlsx(sheets: Mapping[str, Sequence[Block]], *, merged: bool = True) -> bytes:
    """A workbook; a paragraph is a row with one cell, merged ranges are left out on request."""
    formats = sorted({c.form for blocks in sheets.values() for c in _cells(blocks) if c.form})
    style = {form: index for index, form in enumerate(["", *formats])}
    parts, names, rels = {}, [], []
    for number, (name, blocks) in enumerate(sheets.items(), 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet_xml(blocks, style, merged=merged)
        names.append(f'<sheet name="{escape(name)}" sheetId="{number}" r:id="r{number}"/>')
        rels.append(
            f'<Relationship Id="r{number}" Type="{_R}/worksheet" '
            f'Target="worksheets/sheet{number}.xml"/>'
        )
    number_formats = "".join(
        f'<numFmt numFmtId="{200 + index}" formatCode="{escape(form, {chr(34): "&quot;"})}"/>'
        for form, index in style.items()
        if form
    )
    cell_formats = "".join(
        f'<xf numFmtId="{200 + index if form else 0}"/>' for form, index in style.items()
    )
    rels.append(f'<Relationship Id="s" Type="{_R}/styles" Target="styles.xml"/>')
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{_S}" xmlns:r="{_R}"><sheets>{"".join(names)}</sheets></workbook>'
    )
    parts["xl/_rels/workbook.xml.rels"] = (
        f'<Relationships xmlns="{_P}">{"".join(rels)}</Relationships>'
    )
    parts["xl/styles.xml"] = (
        f'<styleSheet xmlns="{_S}"><numFmts>{number_formats}</numFmts>'
        f"<cellXfs>{cell_formats}</cellXfs></styleSheet>"
    )
    return package(parts, "xl/workbook.xml")


def _cells(blocks: Sequence[Block]) -> list[C]:
    return [cell for block in blocks if not isinstance(block, str) for row in block for cell in row]


def _sheet_xml(blocks: Sequence[Block], style: Mapping[str, int], *, merged: bool) -> str:
    rows: list[str] = []
    merges: list[str] = []
    number = 0
    for block in blocks:
        table: Table = [[C(block)]] if isinstance(block, str) else block
        taken: set[tuple[int, int]] = set()
        for index, row in enumerate(table):
            number += 1
            column = 0
            line = []
            for cell in row:
                while (index, column) in taken:
                    column += 1
                spot = f"{_letter(column)}{number}"
                line.append(_value_xml(spot, cell, style))
                if cell.rows > 1 or cell.columns > 1:
                    end = f"{_letter(column + cell.columns - 1)}{number + cell.rows - 1}"
                    merges.append(f'<mergeCell ref="{spot}:{end}"/>')
                taken |= {
                    (index + down, column + right)
                    for down in range(cell.rows)
                    for right in range(cell.columns)
                }
            rows.append(f'<row r="{number}">{"".join(line)}</row>')
    ranges = f"<mergeCells>{''.join(merges)}</mergeCells>" if merges and merged else ""
    return f'<worksheet xmlns="{_S}"><sheetData>{"".join(rows)}</sheetData>{ranges}</worksheet>'


def _value_xml(spot: str, cell: C, style: Mapping[str, int]) -> str:
    look = f' s="{style[cell.form]}"' if cell.form else ""
    if isinstance(cell.text, Decimal):
        return f'<c r="{spot}"{look}><v>{cell.text}</v></c>'
    if not cell.text:
        return f'<c r="{spot}"{look}/>'
    if cell.text.startswith("=") and cell.form == "formula":
        return f'<c r="{spot}"><f>{escape(cell.text[1:])}</f></c>'
    text = f'<t xml:space="preserve">{escape(cell.text)}</t>'
    return f'<c r="{spot}"{look} t="inlineStr"><is>{text}</is></c>'


def _letter(column: int) -> str:
    return chr(65 + column)


# Records

UNIT = "清江县档案馆"
SIGN = Sign(filled_by="文小舟", date=dt.date(2025, 4, 8), phone="0799-6214408", head="祝成林")

INDICATORS = (
    Indicator(
        level1="产出指标", level1_weight=D("50"), level2="数量指标", level3="接收进馆档案",
        target="≥3200卷", actual="3415卷", weight=D("15"), score=D("15"),
    ),
    Indicator(
        level1="产出指标", level1_weight=D("50"), level2="数量指标", level3="举办档案开放日",
        target="≥2次", actual="1次", weight=D("10"), score=D("5"),
        deviation="场馆改造，下半年未办，\n次年补办",
    ),
    Indicator(
        level1="产出指标", level1_weight=D("50"), level2="质量指标", level3="数字化合格率",
        target="≥98%", actual="99.2%", weight=D("15"), score=D("15"),
    ),
    Indicator(
        level1="产出指标", level1_weight=D("50"), level2="时效指标", level3="年度整理完成时间",
        target="12月31日前", actual="12月20日", weight=D("10"), score=D("10"),
    ),
    Indicator(
        level1="效益指标", level1_weight=D("30"), level2="社会效益指标", level3="查档便利程度",
        target="明显提高", actual="明显提高", weight=D("22.5"), score=D("22.5"),
    ),
    Indicator(
        level1="效益指标", level1_weight=D("30"), level2="可持续影响指标", level3="馆藏安全",
        target="长期", actual="长期", weight=D("7.5"), score=D("7"), deviation="一处漏雨",
    ),
    Indicator(
        level1="满意度指标", level1_weight=D("10"), level2="服务对象满意度指标",
        level3="查档群众满意度", target="≥95%", actual="96%", weight=D("10"), score=D("10"),
    ),
)  # fmt: skip

OVERALL = Overall(
    title="2024年度部门整体支出绩效自评表",
    year=2024,
    unit=UNIT,
    fund=Fund(
        initial_budget=D("318.40"), annual_budget=D("352.16"), executed=D("340.07"),
        weight=D("10"), rate=D("96.57"), score=D("9.66"),
    ),
    income=Income(
        general_public=D("330.07"), government_fund=D("0"), special_account=None, other=D("10")
    ),
    expenditure=Expenditure(basic=D("240.07"), project=D("100")),
    goal=Goal(expected="目标1：收好档案。\n目标2：管好档案。", actual="两项目标都已完成。"),
    indicators=INDICATORS,
    total=Total(weight=D("100"), score=D("94.16")),
    sign=SIGN,
)  # fmt: skip

PROJECT = Project(
    title="2024年度项目支出绩效自评表",
    year=2024,
    project="馆藏数字化加工",
    authority="清江县委办公室",
    implementer=UNIT,
    funds=(
        ProjectFund(
            row="total", initial_budget=D("60"), annual_budget=D("60"), executed=D("57.3"),
            weight=D("10"), rate=D("95.5"), score=D("9.55"),
        ),
        ProjectFund(
            row="current", initial_budget=D("50"), annual_budget=D("50"), executed=D("47.3")
        ),
        ProjectFund(
            row="carried", initial_budget=D("10"), annual_budget=D("10"), executed=D("10")
        ),
        ProjectFund(row="other"),
    ),
    goal=Goal(expected="完成四十万页扫描。", actual="扫描四十一万页。"),
    indicators=INDICATORS[:3],
    total=Total(weight=D("100"), score=D("94.55")),
    sign=SIGN,
)  # fmt: skip


def _line(item: str, label: str, *values: str | None) -> Line:
    prior, budget, final = (None if value is None else D(value) for value in values)
    return Line(item=item, label=label, prior_final=prior, budget=budget, final=final)


BASIC = BasicData(
    title="2024年度部门整体支出绩效评价基础数据表",
    year=2024,
    staff=Staff(authorized=D("21"), actual=D("19"), control_rate=D("90.48")),
    lines=(
        _line("three_public", "“三公”经费", "4.10", "4.00", "3.15"),
        _line("vehicle", "1、公务用车购置和维护经费", "2.60", "2.50", "2.05"),
        _line("vehicle_purchase", "其中：公车购置", "0", "0", "0"),
        _line("vehicle_operation", "公车运行维护", "2.60", "2.50", "2.05"),
        _line("abroad", "2、出国经费", None, None, None),
        _line("reception", "3、公务接待", "1.50", "1.50", "1.10"),
        _line("project", "项目支出：", "90", "100", "100"),
        _line("project_business", "1、业务工作经费", "20", "25", "25"),
        _line("project_operation", "2、运行维护经费", "10", "15", "15"),
        _line("project_line", "3、展陈提升经费", "0", "8", "8"),
        _line("special", "4、县级专项资金（一个专项一行）", "60", "52", "52"),
        _line("special_line", "档案数字化专项", "60", "40", "40"),
        _line("special_line", "库房消防专项", None, "12", "12"),
        _line("transfer", "上级转移支付（一个专项一行）", "5", "6", "6"),
        _line("transfer_line", "重点档案保护补助", "5", "6", "6"),
        _line("public", "公用经费", "31.20", "30", "28.44"),
        _line("public_office", "其中：办公经费", "6", "5.5", "5.20"),
        _line("public_utilities_travel", "水费、电费、差旅费", "9", "9", "8.61"),
        _line("public_meeting_training", "会议费、培训费", "1", "1", "0.30"),
        _line("procurement", "政府采购金额", None, "16", "15.8"),
        _line("basic_adjustment", "部门基本支出预算调整", None, "33.76", "33.76"),
    ),
    buildings=(
        Building(
            completed_year=2024, approved_area=D("820"), actual_area=D("818.5"),
            area_rate=D("99.82"), approved_investment=D("260"), actual_investment=D("251.3"),
            investment_rate=D("96.65"),
        ),
    ),
    thrift="公车统一派遣；会议少开短开。",
    sign=SIGN,
)  # fmt: skip


# Layouts

INDICATOR_LABELS = {
    "level1": "一级指标", "level2": "二级指标", "level3": "三级指标", "target": "年度指标值",
    "actual": "实际完成值", "standard": "评扣分标准", "weight": "分值", "score": "得分",
    "deviation": "偏差原因分析及改进措施",
}  # fmt: skip
USUAL = ("level1", "level2", "level3", "target", "actual", "weight", "score", "deviation")
MONEY_LABELS = {
    "initial_budget": "年初\n预算数", "annual_budget": "全年预算数", "executed": "全年执行数",
    "weight": "分值", "rate": "执行率", "score": "得分",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layout:
    """The choices that layouts differ in; the defaults are the official form."""

    unit_label: str = "预算部门名称"
    columns: tuple[str, ...] = USUAL
    labels: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)
    """Heading → text of columns nobody knows, before the last column."""
    levels: str = "merged"
    """merged, repeated (in every row), or blank (under the first)."""
    points: str = "（{}分）"
    points_break: str = "\n"
    split_target: bool = False
    split_pairs: bool = False
    money: tuple[str, ...] = tuple(MONEY_LABELS)
    total: str = "three"
    """three, two or one cells."""
    total_label: str = "总分"
    sign: str = "paragraph"
    """paragraph, row (one cell in the table) or cells (label and value beside each other)."""
    filler: bool = False
    percent_cells: bool = False
    lead: bool = True
    """Whether a merged label column (绩效指标) stands before the indicators."""


def _show(value: object) -> str:
    return "" if value is None else str(value)


def sign_line(sign: Sign) -> str:
    day = f"{sign.date.year}年{sign.date.month}月{sign.date.day}日" if sign.date else ""
    return (
        f"填表人：{_show(sign.filled_by)}    填报日期：{day}    "
        f"联系电话：{_show(sign.phone)}    单位负责人签字：{_show(sign.head)}"
    )


def _rate(value: Decimal | None, layout: Layout) -> C:
    if value is None:
        return C()
    if layout.percent_cells:
        return C(value / 100, form="0.00%")
    return C(f"{value}%")


def _figure(value: Decimal | None, layout: Layout) -> C:
    if value is None:
        return C()
    return C(value) if layout.percent_cells else C(str(value))


def overall(form: Overall, layout: Layout = Layout()) -> list[Block]:
    """f2 in a layout: title, table, signature."""
    width = _width(layout)
    rows: Table = [[C(layout.unit_label), C(_show(form.unit), width - 1)]]
    money = layout.money
    wide = width - 1 - len(money)
    head = [C(MONEY_LABELS[name]) for name in money]
    rows.append([C("年度预算申请（万元）", rows=7), C("", wide), *head])
    rows.append([C("年度资金总额", wide), *[_money(form.fund, name, layout) for name in money]])
    rows += _pairs(form, layout, width - 1)
    rows += _goals(form.goal, width)
    rows += indicator_rows(form.indicators, layout)
    rows += _total(form.total, layout, width)
    return _signed([form.title or "", rows], form.sign, layout, width)


def project(form: Project, layout: Layout = Layout()) -> list[Block]:
    """f3 in a layout."""
    width = _width(layout)
    half = (width - 3) // 2
    rows: Table = [
        [C("项目支\n出名称"), C(_show(form.project), width - 1)],
        [
            C("主管部门"), C(_show(form.authority), half), C("实施单位", 2),
            C(_show(form.implementer), width - 3 - half),
        ],
    ]  # fmt: skip
    money = layout.money
    wide = width - 1 - len(money)
    names = {"total": "年度资金总额", "current": "其中：当年财政拨款", "carried": "上年结转资金",
             "other": "其他资金"}  # fmt: skip
    head = [C(MONEY_LABELS[name]) for name in money]
    rows.append([C("项目资金（万元）", rows=1 + len(form.funds)), C("", wide), *head])
    for fund in form.funds:
        rows.append([C(names[fund.row], wide), *[_money(fund, name, layout) for name in money]])
    rows += _goals(form.goal, width)
    rows += indicator_rows(form.indicators, layout)
    rows += _total(form.total, layout, width)
    return _signed([form.title or "", rows], form.sign, layout, width)


def _money(fund: Fund | ProjectFund, name: str, layout: Layout) -> C:
    value: Decimal | None = getattr(fund, name)
    return _rate(value, layout) if name == "rate" else _figure(value, layout)


def _width(layout: Layout) -> int:
    split = 2 if layout.split_target else 0
    return len(layout.columns) + len(layout.extra) + split + (1 if layout.lead else 0)


def _pairs(form: Overall, layout: Layout, width: int) -> Table:
    left = [
        ("其中：一般公共预算", form.income.general_public),
        ("政府性基金拨款", form.income.government_fund),
        ("纳入专户管理的非税收入拨款", form.income.special_account),
        ("其他资金", form.income.other),
    ]
    right: list[tuple[str, Decimal | None]] = [
        ("其中：基本支出", form.expenditure.basic),
        ("项目支出", form.expenditure.project),
        ("", None),
        ("", None),
    ]
    half = width // 2
    rows: Table = [[C("按收入性质分：", half), C("按支出性质分：", width - half)]]
    for (name, value), (other, amount) in zip(left, right, strict=True):
        if layout.split_pairs:
            rows.append([
                C(name, half - 2), _wide(_figure(value, layout), 2),
                C(other, width - half - 2), _wide(_figure(amount, layout), 2),
            ])  # fmt: skip
        else:
            second = f"{other}：{_show(amount)}" if other else ""
            rows.append([C(f"{name}：{_show(value)}", half), C(second, width - half)])
    return rows


def _wide(cell: C, columns: int) -> C:
    return C(cell.text, columns, cell.rows, cell.form)


def _goals(goal: Goal, width: int) -> Table:
    half = (width - 1) // 2
    rest = width - 1 - half
    return [
        [C("年度总体 目标", rows=2), C("预期目标", half), C("实际完成情况", rest)],
        [C(_show(goal.expected), half), C(_show(goal.actual), rest)],
    ]


def indicator_rows(indicators: Sequence[Indicator], layout: Layout) -> Table:
    """The heading and rows of the indicator table."""
    labels = {**INDICATOR_LABELS, **layout.labels}
    head: list[C] = []
    for name in layout.columns:
        if name == "target" and layout.split_target:
            head += [C("指标性质"), C("指标值"), C("度量单位")]
        else:
            head.append(C(labels[name]))
    head[-1:-1] = [C(heading) for heading in layout.extra]
    body: Table = []
    for index, item in enumerate(indicators):
        body.append(_indicator(indicators, index, item, layout))
    if layout.filler:
        cells = _width(layout) - (1 if layout.lead else 0)
        gone = sum(name in {"level1", "level2"} for name in layout.columns)
        if layout.levels == "merged":
            body.append([C("成本指标"), C("经济成本指标"), C("……"), *[C()] * (cells - 1 - gone)])
        else:
            body.append([C("……"), *[C()] * (cells - 1)])
    lead = [C("绩\n效\n指\n标", rows=len(body) + 1)] if layout.lead else []
    return [[*lead, *head], *body]


def _indicator(
    indicators: Sequence[Indicator], index: int, item: Indicator, layout: Layout
) -> list[C]:
    row: list[C] = []
    for name in layout.columns:
        if name in {"level1", "level2"}:
            row += _level(indicators, index, name, layout)
        elif name == "target" and layout.split_target:
            row += _split(item.target or "")
        elif name in {"weight", "score"}:
            row.append(_figure(getattr(item, name), layout))
        else:
            row.append(C(_show(getattr(item, name))))
    row[-1:-1] = [C(text) for text in layout.extra.values()]
    return row


def _level(indicators: Sequence[Indicator], index: int, name: str, layout: Layout) -> list[C]:
    def key(at: int) -> tuple[str | None, ...]:
        item = indicators[at]
        return (item.level1,) if name == "level1" else (item.level1, item.level2)

    item = indicators[index]
    text = _show(getattr(item, name))
    if name == "level1" and item.level1_weight is not None and layout.points:
        text += layout.points_break + layout.points.format(item.level1_weight)
    first = index == 0 or key(index - 1) != key(index)
    if layout.levels == "repeated":
        return [C(text)]
    if layout.levels == "blank":
        return [C(text if first else "")]
    count = sum(key(at) == key(index) for at in range(index, len(indicators)))
    return [C(text, rows=count)] if first else []


def _split(target: str) -> list[C]:
    sign = target[0] if target[:1] in {"≥", "≤", "="} else ""
    body = target[len(sign) :]
    number = body.rstrip("卷次%")
    return [C(sign), C(number), C(body[len(number) :])]


def _total(total: Total, layout: Layout, width: int) -> Table:
    names = layout.columns
    place = (1 if layout.lead else 0) + names.index("weight")
    place += 2 if layout.split_target and names.index("target") < names.index("weight") else 0
    weight, score = _figure(total.weight, layout), _figure(total.score, layout)
    usual = "score" in names and names.index("score") == names.index("weight") + 1
    if layout.total == "one":
        text = f"{layout.total_label}  {_show(total.weight)}  {_show(total.score)}"
        return [[C(text, width)]]
    if layout.total == "two" or not usual:
        text = f"{layout.total_label}：{_show(total.weight)}"
        joined = f"{_show(total.weight)}/{_show(total.score)}"
        return [[C(text.split("：", maxsplit=1)[0], place), C(joined, width - place)]]
    rest = width - place - 2
    return [[C(layout.total_label, place), weight, score, *([C("", rest)] if rest else [])]]


def _signed(blocks: list[Block], sign: Sign, layout: Layout, width: int) -> list[Block]:
    table = blocks[1]
    assert isinstance(table, list)
    day = sign.date.isoformat() if sign.date else ""
    if layout.sign == "paragraph":
        return [*blocks, sign_line(sign)]
    if layout.sign == "row":
        return [blocks[0], [*table, [C(sign_line(sign), width)]]]
    pairs = [("填表人", sign.filled_by), ("填报日期", day), ("联系电话", sign.phone)]
    cells = [C(text) for name, value in pairs for text in (name, _show(value))]
    return [
        blocks[0],
        [
            *table,
            [*cells[:-1], C(cells[-1].text, width - len(cells) + 1)],
            [C("单位负责人签字"), C(_show(sign.head), width - 1)],
        ],
    ]


def basic(
    form: BasicData, layout: Layout = Layout(), heads: tuple[str, str, str] | None = None
) -> list[Block]:
    """f1 in a layout; `heads` are the headings of the money columns."""
    names = heads or ("2023年决算数", "2024年预算数", "2024年决算数")
    rows: Table = [
        [
            C("财政供养人员情况(人)", rows=2),
            C("编制数", 2),
            C("2024年实际在职\n人数", 2),
            C("控制率", 2),
        ],
        [
            _wide(_figure(form.staff.authorized, layout), 2),
            _wide(_figure(form.staff.actual, layout), 2),
            _wide(_rate(form.staff.control_rate, layout), 2),
        ],
        [C("经费控制情况(万元)"), *[C(name, 2) for name in names]],
    ]
    for line in form.lines:
        figures = {"上年": line.prior_final, "预算": line.budget, "决算": line.final}
        cells = [figures[_kind(name)] for name in names]
        rows.append([C(_show(line.label)), *[_wide(_figure(v, layout), 2) for v in cells]])
        if layout.filler and line.item == "special":
            rows.append([C("……"), C("", 2), C("", 2), C("", 2)])
    building = form.buildings[0]
    year = building.completed_year
    rows += [
        [
            C(f"楼堂馆所控制情况\n（{year}年完工项目）", rows=2), C("批复规模\n（㎡）"),
            C("实际规模(m²)"), C("规模控制率"), C("预算投资（万元）"), C("实际投资（万元）"),
            C("投资概算控制率"),
        ],
        [
            _figure(building.approved_area, layout), _figure(building.actual_area, layout),
            _rate(building.area_rate, layout), _figure(building.approved_investment, layout),
            _figure(building.actual_investment, layout), _rate(building.investment_rate, layout),
        ],
        [C("厉行节约保障措施"), C(_show(form.thrift), 6)],
    ]  # fmt: skip
    return _signed([form.title or "", rows], form.sign, layout, 7)


def _kind(heading: str) -> str:
    if "预算" in heading:
        return "预算"
    return "上年" if "上年" in heading or "2023" in heading else "决算"


def cut(blocks: list[Block], at: int, *, repeat: int | None = None) -> list[Block]:
    """The form with its table cut in two before row `at`; `repeat` is a row to print again.

    Cells that were merged over the cut begin again, empty, as Word writes them.
    """
    title, table, *tail = blocks
    assert isinstance(table, list)
    first: Table = [list(row) for row in table[:at]]
    second: Table = [list(row) for row in table[at:]]
    hanging: list[C] = []
    for index, row in enumerate(first):
        for place, cell in enumerate(row):
            over = index + cell.rows - at
            if over > 0:
                row[place] = C(cell.text, cell.columns, cell.rows - over, cell.form)
                hanging.append(C("", cell.columns, over))
    second[0][:0] = hanging
    if repeat is not None:
        head = [C(cell.text, cell.columns) for cell in table[repeat] if cell.rows == 1]
        second.insert(0, [C(""), *head])
    return [title, first, "", second, *tail]
