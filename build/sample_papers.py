"""The forms of the sample county as its units' staff draw them: tables, Word, Excel.

`Layout` holds the differences between units. A form is first a `Table`, cells with spans, and
then drawn in Word or in Excel.
"""

import io
import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import docx
import openpyxl
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.shared import Pt
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

NUMERALS = "一二三四五六七八九十"
NAMES = {
    "f1": "基础数据表", "f2": "自评表", "f3": "项目自评表", "f4": "自评报告", "f5": "项目自评报告",
}  # fmt: skip
ANNEX = {"f1": "附件1", "f2": "附件2", "f3": "附件3", "f4": "附件4", "f5": "附件5"}
TITLES = {
    "f1": "{year}年度部门整体支出绩效评价基础数据表",
    "f2": "{year}年度部门整体支出绩效自评表",
    "f3": "{year}年度项目支出绩效自评表",
    "f4": "{year}年度{unit}部门整体支出绩效自评报告",
    "f5": "{year}年度{project}项目支出绩效自评报告",
}
SHORT_TITLES = TITLES | {"f1": "{year}年度基础数据表", "f2": "{year}年度自评表"}
FUND_ROWS = ("年度资金总额", "其中：当年财政拨款", "上年结转资金", "其他资金")
INCOME = ("其中：一般公共预算", "政府性基金拨款", "纳入专户管理的非税收入拨款", "其他资金")
EXPENDITURE = ("其中：基本支出", "项目支出", "", "")
SIGN = ("填表人", "填报日期", "联系电话", "单位负责人签字")

Content = dict[str, Any]


@dataclass
class Layout:
    """How a unit's staff draw their forms."""

    annex: str = "before"  # before or after the title, or none
    short_titles: bool = False
    unit_label: str = "预算部门名称"
    budget_label: str = "全年预算数"
    deviation_label: str = "偏差原因分析及改进措施"
    split: bool = False  # label and amount of 按收入性质分 in separate cells
    weight_first: bool = False  # 分值 stands before 年度指标值
    three_columns: bool = False  # 指标性质, 指标值, 度量单位 instead of 年度指标值
    standard: bool = False  # an (empty) column 评扣分标准
    merged: bool = True  # level labels are merged downwards; otherwise repeated


@dataclass
class Table:
    """Cells with spans, row by row; each is put at the next free column of its row."""

    width: int
    cells: list[tuple[int, int, str, int, int]] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)
    height: int = 0

    def row(self, *cells: str | tuple[str, int] | tuple[str, int, int]) -> None:
        """A row of `text`, `(text, columns)` or `(text, columns, rows)`."""
        column, row = 0, self.height
        for cell in cells:
            text, columns, rows = (*((cell,) if isinstance(cell, str) else cell), 1, 1)[:3]
            while (row, column) in self.taken:
                column += 1
            self.cells.append((row, column, text, rows, columns))
            self.taken |= {
                (r, c) for r in range(row, row + rows) for c in range(column, column + columns)
            }
        filled = {c for r, c in self.taken if r == row}
        if filled != set(range(self.width)):
            raise ValueError(f"row {row} of the table covers {sorted(filled)}: {cells}")
        self.height += 1


# ------------------------------------------------------------------ the forms as tables


def basic_data(form: Content, year: int) -> Table:
    table = Table(7)
    staff = form["staff"]
    table.row(
        ("财政供养人员情况(人)", 1, 2), ("编制数", 2), (f"{year}年实际在职人数", 2), ("控制率", 2)
    )
    table.row(*((text, 2) for text in staff))
    heads = (f"{year - 1}年决算数", f"{year}年预算数", f"{year}年决算数")
    table.row("经费控制情况(万元)", *((text, 2) for text in heads))
    for label, *amounts in form["lines"]:
        table.row(label, *((text, 2) for text in amounts))
    label = f"楼堂馆所控制情况\n({form.get('buildings_year', year)}年完工项目)"
    table.row((label, 1, 2), "批复规模(㎡)", "实际规模(㎡)", "规模控制率", "预算投资(万元)",
              "实际投资(万元)", "投资概算控制率")  # fmt: skip
    table.row(*form["buildings"])
    table.row("厉行节约保障措施", (form["thrift"], 6))
    return table


def funds(table: Table, rows: list[list[str]], labels: tuple[str, ...], layout: Layout,
          below: int) -> None:  # fmt: skip
    """The amounts at the head of f2 and f3, with `below` further rows under the side label."""
    head = ("年初\n预算数", layout.budget_label, "全年\n执行数", "分值", "执行率", "得分")
    spare = table.width - 7
    table.row(("年度预算申请（万元）", 1, 1 + len(rows) + below), ("", spare), *head)
    for label, amounts in zip(labels, rows, strict=False):
        table.row((label, spare), *amounts)


def goals(table: Table, goal: list[str]) -> None:
    left = table.width // 2
    right = table.width - 1 - left
    table.row(("年度总体目标", 1, 2), ("预期目标", left), ("实际完成情况", right))
    table.row((goal[0], left), (goal[1], right))


def split_target(target: str) -> tuple[str, str, str]:
    """`≥95%` → (`≥`, `95`, `%`); days and words are 定性."""
    if not target:
        return "", "", ""
    match = re.fullmatch(r"([≥≤=]?)(\d[\d.]*)([^\d]*)", target)
    return (match[1] or "=", match[2], match[3]) if match else ("定性", target, "")


def indicators(table: Table, rows: list[list[str]], total: list[str], layout: Layout) -> None:
    """The indicator table. A level that is `""` belongs to the label above it; `-` is no label."""
    target = ("指标性质", "指标值", "度量单位") if layout.three_columns else ("年度指标值",)
    standard = ("评扣分标准",) if layout.standard else ()
    weight_first = ("分值",) if layout.weight_first else ()
    weight_last = () if layout.weight_first else ("分值",)
    labels = (*weight_first, *target, "实际完成值", *standard, *weight_last, "得分")
    head = ("一级指标", "二级指标", "三级指标", *labels, layout.deviation_label)
    shown = fill_down(rows, 2)
    table.row(("绩效指标", 1, 1 + len(rows)), *head)
    for index, (_, _, name, goal, actual, weight, score, reason) in enumerate(rows):
        levels: list[tuple[str, int, int]] = []
        for level in (0, 1):
            text = shown[index][level].strip("-")
            starts = index == 0 or bool(rows[index][level]) or (level == 1 and bool(rows[index][0]))
            if not layout.merged:
                levels.append((text, 1, 1))
            elif starts:
                run = next(
                    (n for n in range(index + 1, len(rows)) if any(rows[n][: level + 1])), len(rows)
                )
                levels.append((text, 1, run - index))
        value = split_target(goal) if layout.three_columns else (goal,)
        row = (weight,) if layout.weight_first else ()
        after = () if layout.weight_first else (weight,)
        blank = ("",) if layout.standard else ()
        table.row(*levels, name, *row, *value, actual, *blank, *after, score, reason)
    at = head.index("分值") + 1
    between = len(head) - at - 2
    gap = (("", between),) if between else ()
    table.row(("总分", at), total[0], *gap, total[1], "")


def fill_down(rows: list[list[str]], columns: int) -> list[list[str]]:
    out: list[list[str]] = []
    for row in rows:
        above = out[-1] if out else [""] * columns
        out.append([row[c] or above[c] for c in range(columns)])
    return out


def width_of(layout: Layout) -> int:
    return 9 + 2 * layout.three_columns + layout.standard


def overall(form: Content, unit: str, layout: Layout) -> Table:
    table = Table(width_of(layout))
    table.row(layout.unit_label, (form.get("unit", unit), table.width - 1))
    funds(table, [form["fund"]], FUND_ROWS, layout, below=5)
    left = table.width // 2
    right = table.width - 1 - left
    table.row(("按收入性质分：", left), ("按支出性质分：", right))
    expenditure = [*form["expenditure"], "", ""]
    pairs = zip(INCOME, form["income"], EXPENDITURE, expenditure, strict=True)
    for income, got, spent, amount in pairs:
        if layout.split:
            table.row((income, left - 1), got, (spent, right - 1), amount)
        else:
            right_text = f"{spent}：{amount}" if spent else ""
            table.row((f"{income}：{got}", left), (right_text, right))
    goals(table, form["goal"])
    indicators(table, form["indicators"], form["total"], layout)
    return table


def project(form: Content, unit: str, layout: Layout) -> Table:
    table = Table(width_of(layout))
    table.row("项目支出名称", (form["project"], table.width - 1))
    owner = "" if form.get("blank") else unit
    table.row("主管部门", (owner, 3), "实施单位", (owner, table.width - 5))
    funds(table, form["funds"], FUND_ROWS, layout, below=0)
    goals(table, form["goal"])
    indicators(table, form["indicators"], form["total"], layout)
    return table


def money_table(rows: list[list[str]]) -> Table:
    table = Table(4)
    table.row("预算项目", "本年预算", "年中追加", "本年决算金额")
    for row in rows:
        table.row(*row)
    return table


def part_of(content: Content, part: str) -> tuple[str, Content]:
    """`f3.1` → ("f3", the second project's table)."""
    code, _, number = part.partition(".")
    form = content[code]
    return code, form[int(number)] if number else form


def title_of(content: Content, code: str, form: Content, layout: Layout) -> str:
    pattern = (SHORT_TITLES if layout.short_titles else TITLES)[code]
    words = {"unit": content["unit"], "year": form.get("year", content["year"])}
    return pattern.format(project=form.get("project", ""), **words)


def table_of(content: Content, code: str, form: Content, layout: Layout) -> Table:
    if code == "f1":
        return basic_data(form, content["year"])
    draw = overall if code == "f2" else project
    return draw(form, content["unit"], layout)


# ------------------------------------------------------------------ Word


def put_docx_table(document: Document, table: Table) -> None:
    grid = document.add_table(table.height, table.width)
    grid.style = "Table Grid"
    for row, column, text, rows, columns in table.cells:
        cell = grid.cell(row, column)
        if rows * columns > 1:
            cell = cell.merge(grid.cell(row + rows - 1, column + columns - 1))
        cell.text = text
        for paragraph in cell.paragraphs:
            for run in paragraph.runs:
                run.font.size = Pt(9)


def put_title(document: Document, code: str, title: str, layout: Layout) -> None:
    if layout.annex == "before":
        document.add_paragraph(ANNEX[code])
    elif layout.annex == "after":
        title += ANNEX[code]
    heading = document.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = heading.add_run(title)
    run.font.size = Pt(16)
    run.bold = True


def put_signature(document: Document, sign: list[str]) -> None:
    words = "      ".join(f"{label}：{text}" for label, text in zip(SIGN, sign, strict=True))
    document.add_paragraph().add_run(words).font.size = Pt(10.5)


def put_report(document: Document, form: Content, title: str) -> None:
    if cover := form.get("cover"):
        document.add_paragraph(title).alignment = WD_ALIGN_PARAGRAPH.CENTER
        for _ in range(6):
            document.add_paragraph()
        document.add_paragraph(f"部门（单位）名称：{cover[0]}（盖章）")
        document.add_paragraph(cover[1] or "    年    月    日")
        document.add_paragraph("（此页为封面）").add_run().add_break()
    document.add_paragraph(title).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for line in form.get("opening", "").splitlines():
        document.add_paragraph(line)
    for index, section in enumerate(form["sections"]):
        document.add_paragraph(f"{NUMERALS[index]}、{section['heading']}")
        for line in section["text"].strip().splitlines():
            if match := re.fullmatch(r"\{(\d)\}", line):
                inner = form["tables"][int(match[1])]
                document.add_paragraph(inner["title"]).alignment = WD_ALIGN_PARAGRAPH.CENTER
                document.add_paragraph("金额单位：万元")
                put_docx_table(document, money_table(inner["rows"]))
            else:
                document.add_paragraph(line)
    for line in form.get("signature", []):
        if line:
            document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.RIGHT


def write_docx(content: Content, parts: list[str], layout: Layout) -> bytes:
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(12)
    east = OxmlElement("w:rFonts")
    east.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}eastAsia", "仿宋")
    document.styles["Normal"].element.get_or_add_rPr().append(east)
    for number, part in enumerate(parts):
        code, form = part_of(content, part)
        if number:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        title = title_of(content, code, form, layout)
        if code in ("f4", "f5"):
            put_report(document, form, title)
            continue
        put_title(document, code, title, layout)
        put_docx_table(document, table_of(content, code, form, layout))
        put_signature(document, form["sign"])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# ------------------------------------------------------------------ Excel


def put_value(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Write the text as a person's typing would leave it: numbers and percentages as numbers."""
    cell = sheet.cell(row, column)
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        cell.value = Decimal(text)
        cell.number_format = "0." + "0" * len(text.partition(".")[2]) if "." in text else "0"
    elif match := re.fullmatch(r"(\d+(\.\d+)?)%", text):
        cell.value = Decimal(match[1]) / 100
        places = len(match[1].partition(".")[2])
        cell.number_format = f"0.{'0' * places}%" if places else "0%"
    else:
        cell.value = text or None
    cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")


def put_sheet(
    sheet: Worksheet, annex: str | None, title: str, table: Table, sign: list[str]
) -> None:
    line = 1
    if annex:
        sheet.cell(line, 1).value = annex
        line += 1
    sheet.cell(line, 1).value = title
    sheet.cell(line, 1).font = Font(size=16, bold=True)
    sheet.merge_cells(start_row=line, end_row=line, start_column=1, end_column=table.width)
    side = Side(style="thin")
    for row, column, text, rows, columns in table.cells:
        top, left = line + 1 + row, column + 1
        put_value(sheet, top, left, text)
        if rows * columns > 1:
            sheet.merge_cells(start_row=top, end_row=top + rows - 1,
                              start_column=left, end_column=left + columns - 1)  # fmt: skip
        for r in range(top, top + rows):
            for c in range(left, left + columns):
                sheet.cell(r, c).border = Border(side, side, side, side)
    foot = line + table.height + 2
    words = [f"{label}：{text}" for label, text in zip(SIGN, sign, strict=True)]
    sheet.cell(foot, 1).value = "      ".join(words)
    for column in range(1, table.width + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 16


def write_xlsx(content: Content, parts: list[str], layout: Layout) -> bytes:
    book = openpyxl.Workbook()
    del book["Sheet"]
    for part in parts:
        code, form = part_of(content, part)
        number = part.partition(".")[2]
        sheet = book.create_sheet(NAMES[code] + (str(int(number) + 1) if number else ""))
        annex = ANNEX[code] if layout.annex == "before" else None
        title = title_of(content, code, form, layout)
        put_sheet(sheet, annex, title, table_of(content, code, form, layout), form["sign"])
    return book_bytes(book)


def book_bytes(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
