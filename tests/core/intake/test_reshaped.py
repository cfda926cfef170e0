"""Layouts of other counties and what programs do to forms: right, or said to be doubtful."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from core.address import At
from core.forms import Overall, Project
from core.forms.basic_data import Building
from core.forms.parts import Sign
from core.forms.project import ProjectFund
from core.intake.extract import ReadForm
from core.intake.leftover import TABLE, TARGET
from core.intake.readers import READERS
from core.intake.reading import read_document, read_file
from core.schema.form import to_json
from tests import reshaped as r
from tests import variants as v
from tests.variants import BASIC, OVERALL, PROJECT, UNIT, Block, C, Layout, Table

D = Decimal
RECORDS = (BASIC, OVERALL, PROJECT)
IDS = ("f1", "f2", "f3")
every_record = pytest.mark.parametrize("record", RECORDS, ids=IDS)
every_kind = pytest.mark.parametrize("kind", ["docx", "xlsx", "unmerged"])
LABELS = frozenset({
    "年初\n预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分", "三级指标", "年度指标值",
    "实际完成值", "编制数", "控制率", "年度资金总额", "预期目标", "项目支\n出名称", "总分",
})  # fmt: skip


def read(blocks: list[Block], kind: str) -> list[ReadForm]:
    if kind == "docx":
        return r.forms_in(v.docx(blocks), "docx")
    return r.forms_in(v.xlsx({"表": blocks}, merged=kind == "xlsx"), "xlsx")


def same(forms: list[ReadForm], *wanted: r.Record) -> None:
    assert len(forms) == len(wanted)
    for form, record in zip(forms, wanted, strict=True):
        assert form.filled.record == record, to_json(form.filled.record)


def nothing_silent(form: ReadForm, wanted: r.Record) -> None:
    found = r.judged(form, wanted)
    assert (found.silent, found.lost) == ((), ())


# Wording


@every_kind
@every_record
@pytest.mark.parametrize(
    "change",
    [
        lambda label: f"{label}*",
        lambda label: f"{label}②",
        lambda label: f"★{label}",
        lambda label: f"{label}（注1）",
        lambda label: f"{label}：",
        " ".join,
        lambda label: "\n".join(label.replace("\n", "")),
        lambda label: f"{label[:1]}\u200b{label[1:]}",
    ],
    ids=["star", "circled", "before", "note", "colon", "spaced", "vertical", "no width"],
)
def test_marks_on_labels(record: r.Record, change: Callable[[str], str], kind: str) -> None:
    title, table, tail = r.written(record)
    blocks: list[Block] = [title, table, *tail]
    same(read(r.respelt(blocks, lambda t: change(t) if t in LABELS else t), kind), record)


def test_raised_marks_are_no_digits() -> None:
    """A footnote at a score of 9.66 does not make it 9.661."""
    title, table, tail = r.written(OVERALL)
    body = "".join(v.block_xml(block) for block in (title, table, *tail))
    note = '</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>'
    data = v.docx_xml(body.replace("9.66</w:t></w:r>", "9.66" + note))
    (form,) = r.forms_in(data, "docx")
    assert form.filled.unread[At("fund.score")].text == "9.66¹"
    nothing_silent(form, OVERALL)


@every_kind
def test_points_in_any_brackets(kind: str) -> None:
    for points in ("〔{}分〕", "【{}】", "[权重{}]"):
        title, table, tail = r.written(OVERALL, Layout(points=points))
        same(read([title, table, *tail], kind), OVERALL)


@every_kind
def test_names_of_other_counties_in_basic_data(kind: str) -> None:
    other = {
        "编制数": "年末编制数", "2024年实际在职\n人数": "年末在职人数", "控制率": "在职人员控制率",
        "2023年决算数": "2023年实际支出", "2024年预算数": "2024年预算",
        "2024年决算数": "2024年实际支出", "1、业务工作经费": "1、业务工作专项",
        "2、运行维护经费": "2、运行维护专项", "2、出国经费": "因公出国（境）费用",
        "其中：公车购置": "（1）购置费", "公车运行维护": "（2）运行维护费",
        "部门基本支出预算调整": "部门整体支出预算调整",
    }  # fmt: skip
    title, table, tail = r.written(BASIC)
    blocks = r.respelt([title, table, *tail], lambda text: other.get(text, text))
    lines = tuple(replace(x, label=other.get(x.label or "", x.label)) for x in BASIC.lines)
    same(read(blocks, kind), replace(BASIC, lines=lines))


def test_a_line_that_sounds_like_another_is_doubtful() -> None:
    title, table, tail = r.written(BASIC)
    blocks = r.respelt(
        [title, table, *tail], lambda text: "机关公用支出" if text == "公用经费" else text
    )
    (form,) = read(blocks, "docx")
    at = next(i for i, line in enumerate(BASIC.lines) if line.item == "public")
    assert form.filled.sources[At.of("lines", at, "label")].doubt


# Figures


@every_kind
def test_several_figures_in_a_cell_are_not_one(kind: str) -> None:
    title, table, tail = r.written(OVERALL)
    one, two = OVERALL.indicators[:2]
    both = [
        f"{one.level3}\n{two.level3}", "≥3200卷\n≥2次", "3415卷\n1次", "15\n10", "15\n5", "无",
    ]  # fmt: skip
    row = [C("产出指标\n（50分）"), C("数量指标"), *[C(text) for text in both]]
    (form,) = read([title, [*table[:11], row, *table[15:]], *tail], kind)
    unread = {at.path for at in form.filled.unread}
    assert {"indicators.0.weight", "indicators.0.score"} <= unread


@every_record
@pytest.mark.parametrize(
    "line",
    ["金额单位：元", "单位:元、人", "（单位：人民币元）", "填报日期：2025年4月8日  单位：元"],
)
def test_money_in_yuan_by_a_line_over_the_table(record: r.Record, line: str) -> None:
    title, table, tail = r.written(record)
    blocks = r.respelt([table], lambda text: text.replace("（万元）", "").replace("(万元)", ""))
    (form,) = read([title, line, *blocks, *tail], "docx")
    amounts = [
        at for at, source in form.filled.sources.items() if "按元折算" in (source.doubt or "")
    ]
    assert len(amounts) > len(RECORDS)


def test_yuan_in_an_indicator_is_not_the_unit_of_the_form() -> None:
    cheap = replace(OVERALL.indicators[0], target="≤500元", actual="480元")
    record = replace(OVERALL, indicators=(cheap, *OVERALL.indicators[1:]))
    title, table, tail = r.written(record, Layout(split_target=True))
    blocks = r.respelt([title, table, *tail], lambda text: text.replace("（万元）", ""))
    table = blocks[1]  # type: ignore[assignment]
    row = table[r.heading_at(table) + 1]
    at = next(i for i, cell in enumerate(row) if cell.text == "500元")
    row[at - 1 : at + 2] = [C("≤"), C("500"), C("元")]
    (form,) = read(blocks, "docx")
    assert form.filled.record.fund == OVERALL.fund  # type: ignore[attr-defined]


@every_record
def test_both_units_make_every_amount_doubtful(record: r.Record) -> None:
    title, table, tail = r.written(record)
    (form,) = read([title, "单位：元", table, *tail], "docx")
    assert form.filled.record == record
    assert sum("既有元也有万元" in (s.doubt or "") for s in form.filled.sources.values()) > 1


# Headings


@every_kind
@pytest.mark.parametrize("record", [OVERALL, PROJECT], ids=IDS[1:])
def test_headings_in_two_rows(record: Overall | Project, kind: str) -> None:
    same(read(r.two_row_head(record), kind), record)


@every_kind
def test_points_of_every_level_in_columns_of_their_own(kind: str) -> None:
    same(read(r.with_points_of_levels(OVERALL), kind), OVERALL)


@every_kind
@pytest.mark.parametrize("record", [OVERALL, PROJECT], ids=IDS[1:])
def test_ordinals_before_the_indicators(record: Overall | Project, kind: str) -> None:
    same(read(r.numbered(record), kind), record)


@every_kind
def test_two_columns_of_one_name_are_a_guess(kind: str) -> None:
    title, table, tail = r.written(OVERALL)
    blocks = r.respelt([title, table, *tail], lambda text: "得分" if text == "分值" else text)
    (form,) = read(blocks, kind)
    assert r.judged(form, OVERALL).silent == ()
    assert form.filled.sources[At("indicators.0.score")].doubt


@every_kind
def test_subtotals_are_no_indicators(kind: str) -> None:
    title, table, tail = r.written(OVERALL, Layout(lead=False, levels="repeated"))
    table.insert(15, [C("小计", 5), C("50"), C("45"), C("")])
    (form,) = read([title, table, *tail], kind)
    assert form.filled.record == OVERALL
    assert {item.text for item in form.filled.unread.values()} == {"小计", "50", "45"}


# Goals, remarks, further rows


@every_kind
def test_a_goal_adjusted_during_the_year(kind: str) -> None:
    title, table, tail = r.written(OVERALL)
    heads = ("年初设定的绩效目标", "全年（调整）绩效目标", "全年目标实际完成情况")
    texts = (OVERALL.goal.expected, "多收一批。", OVERALL.goal.actual)
    table[8:10] = [
        [C("年度总体目标", rows=2), *map(C, heads, (3, 3, 2))],
        [C(text or "", wide) for text, wide in zip(texts, (3, 3, 2), strict=True)],
    ]
    (form,) = read([title, table, *tail], kind)
    assert form.filled.record == OVERALL
    assert {item.text for item in form.filled.unread.values()} == {"多收一批。"}


@every_kind
def test_remarks_and_further_rows(kind: str) -> None:
    title, table, tail = r.written(OVERALL)
    table.append([C("其他需说明的问题", 2), C("部分资金年底到位。", 7)])
    notes = ("注：1.本表一式两份。", "2.得分不超过分值。", "3、定性指标分三档。")
    (form,) = read([title, table, *tail, *notes], kind)
    assert form.filled.record == OVERALL
    texts = {item.text for item in form.filled.unread.values()}
    assert texts == {"其他需说明的问题", "部分资金年底到位。"}


@every_kind
def test_sources_of_money_that_a_project_form_does_not_have(kind: str) -> None:
    """财政专户管理资金 is a field of the overall form alone."""
    title, table, tail = r.written(PROJECT)
    table[2][0] = replace(table[2][0], rows=6)
    table.insert(5, [C("财政专户管理资金", 2), *[C("0.00")] * 3, C("/"), C("0.00%"), C("/")])
    (form,) = read([title, table, *tail], kind)
    assert form.filled.record == PROJECT
    assert "财政专户管理资金" in {item.text for item in form.filled.unread.values()}


@every_kind
def test_buildings_beside_their_labels(kind: str) -> None:
    title, table, tail = r.written(BASIC)
    at = next(i for i, row in enumerate(table) if str(row[0].text).startswith("楼堂馆所"))
    table[at : at + 2] = [
        [C("楼堂馆所控制情况（2024年完工项目）", rows=2), C("批复规模（㎡）"), C("820"),
         C("实际规模(㎡)"), C("818.5"), C("规模控制率"), C("99.82%")],
        [C("预算投资（万元）"), C("260"), C("实际投资（万元）"), C("251.3"), C("投资概算控制率"),
         C("96.65%")],
    ]  # fmt: skip
    same(read([title, table, *tail], kind), BASIC)


@every_kind
def test_measures_below_their_label(kind: str) -> None:
    title, table, tail = r.written(BASIC)
    table[-1:] = [[C("厉行节约保障措施", 7)], [C(BASIC.thrift or "", 7)]]
    same(read([title, table, *tail], kind), BASIC)


def test_all_income_in_one_cell() -> None:
    title, table, tail = r.written(OVERALL)
    left = "按收入性质分：\n其中：一般公共预算：330.07；\n政府性基金拨款：0；\n其他资金：10"
    right = "按支出性质分：\n其中：基本支出：240.07\n项目支出：100"
    table[1][0] = replace(table[1][0], rows=3)
    same(read([title, [*table[:3], [C(left, 4), C(right, 4)], *table[8:]], *tail], "docx"), OVERALL)


def test_another_county_has_no_place_for_income() -> None:
    """A project form of 四川: the goals beside their group, reasons beside the money, remarks."""
    rows: Table = [
        [C("项目名称", 2), C(PROJECT.project or "", 9)],
        [C("主管部门", 2), C(PROJECT.authority or "", 4), C("实施单位\n（盖章）", 2), C(UNIT, 3)],
        [C("项目基本情况", rows=3), C("1.项目年度目标完成情况", rows=2), C("项目年度目标", 5),
         C("年度目标完成情况", 4)],
        [C(PROJECT.goal.expected or "", 5), C(PROJECT.goal.actual or "", 4)],
        [C("2.项目实施内容及过程概述"), C("分三批扫描。", 9)],
        [C("预算执行情况（10分）", rows=4), C("年度预算数（万元）"), C("年初预算"),
         C("调整后预算数"), C("预算执行数"), C("预算执行率"), C("权重"), C("得分"), C("原因", 3)],
        [C("总额"), *[C(x) for x in ("60", "60", "57.3", "95.5%", "10", "9.55")],
         C("执行率未达到90%的需说明原因；", 3, rows=3)],
        [C("其中：财政资金"), *[C(x) for x in ("50", "50", "47.3", "94.6%", "/", "/")]],
        [C("单位资金"), *[C(x) for x in ("10", "10", "10", "100%", "/", "/")]],
        [C("绩效指标（90分）", rows=4), C("一级指标"), C("二级指标"), C("三级指标"), C("指标性质"),
         C("指标值"), C("度量单位"), C("完成值"), C("权重"), C("得分"), C("未完成原因分析")],
        *[[C(i.level1 or ""), C(i.level2 or ""), C(i.level3 or ""), *v._split(i.target or ""),
           C(i.actual or ""), C(str(i.weight)), C(str(i.score)), C(i.deviation or "")]
          for i in PROJECT.indicators],
        [C("合计", 8), C("100"), C("94.55"), C("")],
        [C("评价结论"), C("自评94.55分。", 10)],
        [C("项目负责人：甲", 5), C("财务负责人：乙", 6)],
    ]  # fmt: skip
    wanted = replace(
        PROJECT, title="部门预算项目支出绩效自评表（2024年度）", sign=Sign(),
        funds=(PROJECT.funds[0], replace(PROJECT.funds[1], rate=D("94.6")),
               ProjectFund(row="other", initial_budget=D("10"), annual_budget=D("10"),
                           executed=D("10"), rate=D("100"))),
        indicators=tuple(replace(item, level1_weight=None) for item in PROJECT.indicators),
    )  # fmt: skip
    for kind in ("docx", "xlsx", "unmerged"):
        forms = read([wanted.title or "", rows], kind)
        same(forms, wanted)
        assert forms[0].sure
        texts = {item.text for item in forms[0].filled.unread.values()}
        assert {"分三批扫描。", "自评94.55分。"} <= texts


# What programs do


@every_record
def test_merges_whose_start_is_lost(record: r.Record) -> None:
    """Never a blank or a wrong level without a word."""
    body = "".join(v.block_xml(block) for block in _flat(record))
    start = '<w:vMerge w:val="restart"/>'
    for data in (body.replace(start, "<w:vMerge/>"), body.replace(start, "")):
        (form,) = r.forms_in(v.docx_xml(data), "docx")
        assert form.filled.record == record, to_json(form.filled.record)
    both = (start, ""), ("<w:vMerge/>", "")
    for old, new in both:
        body = body.replace(old, new)
    (form,) = r.forms_in(v.docx_xml(body), "docx")
    assert form.filled.record == record


@pytest.mark.parametrize("record", [OVERALL, PROJECT], ids=IDS[1:])
def test_a_level_under_a_lost_merge_is_doubtful(record: Overall | Project) -> None:
    body = "".join(v.block_xml(block) for block in _flat(record))
    data = v.docx_xml(body.replace('<w:vMerge w:val="restart"/>', ""))
    (form,) = r.forms_in(data, "docx")
    assert form.filled.sources[At("indicators.1.level1")].doubt


@every_record
def test_a_form_in_a_text_box(record: r.Record) -> None:
    data = r.in_text_box("".join(v.block_xml(block) for block in _flat(record)))
    same(r.forms_in(data, "docx"), record)


@every_record
def test_a_table_turned_into_text_is_read_with_doubt(record: r.Record) -> None:
    (form,) = r.forms_in(r.as_tabs(_flat(record)), "docx")
    found = r.judged(form, record)
    assert (found.silent, found.lost, found.unread) == ((), (), ())
    assert {source.table for source in form.filled.sources.values()} == {None}


def test_a_line_with_fewer_parts_than_its_headings_is_unread() -> None:
    title, table, tail = r.written(OVERALL)
    table[2] = [C("年度资金总额"), C("318.40"), C("352.16"), C("340.07")]
    (form,) = r.forms_in(r.as_tabs([title, table, *tail]), "docx")
    assert r.judged(form, OVERALL).silent == ()
    assert "352.16" in {item.text for item in form.filled.unread.values()}


@every_record
def test_a_sheet_that_begins_elsewhere(record: r.Record) -> None:
    for merged in (True, False):
        data = r.shifted(v.xlsx({"表": _flat(record)}, merged=merged), 3, 2)
        same(r.forms_in(data, "xlsx"), record)


@every_record
@pytest.mark.parametrize("hidden", ["row", "column"])
def test_what_is_hidden_is_doubtful(record: r.Record, hidden: str) -> None:
    def hide(xml: str) -> str:
        if hidden == "row":
            return xml.replace('<row r="6">', '<row r="6" hidden="1">')
        columns = '<cols><col min="3" max="3" hidden="1"/></cols>'
        return xml.replace("<sheetData>", f"{columns}<sheetData>")

    (form,) = r.forms_in(r.edited(v.xlsx({"表": _flat(record)}), r.SHEET, hide), "xlsx")
    assert form.filled.record == record
    assert any("隐藏" in (source.doubt or "") for source in form.filled.sources.values())


def test_a_hidden_column_gives_way_to_one_that_is_shown() -> None:
    layout = Layout(columns=(*v.USUAL[:6], "deviation", "score"), extra={"得分": "1"}, lead=False)
    title, table, tail = r.written(OVERALL, replace(layout, total="two"))
    data = v.xlsx({"表": [title, table, *tail]})
    columns = '<cols><col min="8" max="8" hidden="1"/></cols>'
    data = r.edited(data, r.SHEET, lambda xml: xml.replace("<sheetData>", f"{columns}<sheetData>"))
    (form,) = r.forms_in(data, "xlsx")
    assert form.filled.record == OVERALL, to_json(form.filled.record)


# More than one thing on a sheet


@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize("gap", [1, 2])
@pytest.mark.parametrize(
    ("left", "right"),
    [(OVERALL, PROJECT), (BASIC, OVERALL), (PROJECT, replace(PROJECT, project="库房维修"))],
)
def test_forms_side_by_side(left: r.Record, right: r.Record, gap: int, merged: bool) -> None:
    data = r.beside(_flat(left), _flat(right), gap, merged=merged)
    same(r.forms_in(data, "xlsx"), left, right)


LIST: Table = [
    [C("序号"), C("项目名称"), C("年初预算数"), C("全年执行数"), C("执行率"), C("自评得分")],
    [C("1"), C("馆藏数字化"), C("60"), C("57.3"), C("95.5%"), C("94.55")],
    [C("2"), C("库房维修"), C("12"), C("12"), C("100%"), C("99")],
    [C("合计", 2), C("72"), C("69.3"), C("96.25%"), C("")],
]


@every_kind
def test_a_list_of_projects_under_a_form(kind: str) -> None:
    blocks = [*_flat(OVERALL), "2024年度项目支出绩效自评情况汇总表", LIST]
    data = v.docx(blocks) if kind == "docx" else v.xlsx({"表": blocks}, merged=kind == "xlsx")
    contents = read_document(READERS["docx" if kind == "docx" else "xlsx"](data))
    same(list(contents.forms), OVERALL)
    left = {item.kind for item in contents.leftovers}
    told = any("汇总表" in item.text for item in contents.forms[0].filled.unread.values())
    assert TABLE in left or told


@every_kind
def test_a_monitoring_table_is_no_self_evaluation(kind: str) -> None:
    watched = replace(OVERALL, title="2024年度部门整体支出绩效运行监控表")
    data = v.docx(_flat(watched)) if kind == "docx" else v.xlsx({"表": _flat(watched)})
    contents = read_document(READERS["docx" if kind == "docx" else "xlsx"](data))
    assert not contents.forms
    assert {item.kind for item in contents.leftovers} >= {TARGET}


def test_the_signature_of_one_form_is_not_that_of_the_next() -> None:
    second = replace(PROJECT, project="库房维修", title=None, sign=Sign())
    _, table, _ = r.written(second)
    forms = read([*_flat(PROJECT), "", table], "docx")
    same(forms, PROJECT, replace(second, year=None))


def test_basic_data_cut_under_its_headings() -> None:
    same(r.forms_in(v.docx(v.cut(v.basic(BASIC), 3)), "docx"), BASIC)


@every_record
def test_a_stray_sign_far_below_is_unread_and_takes_no_time_by_the_square(
    record: r.Record,
) -> None:
    row = '<row r="40000"><c r="A40000" t="inlineStr"><is><t>完</t></is></c></row></sheetData>'
    data = r.edited(
        v.xlsx({"表": _flat(record)}), r.SHEET, lambda xml: xml.replace("</sheetData>", row)
    )
    (form,) = r.forms_in(data, "xlsx")
    assert form.filled.record == record
    assert [item.text for item in form.filled.unread.values()] == ["完"]


# The year


HEADER = (
    '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:p><w:r><w:t>清江县2024年度绩效自评资料</w:t></w:r></w:p></w:hdr>"
)
RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r9" Target="header1.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"/>'
    "</Relationships>"
)


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_year_at_the_head_of_the_pages(kind: str) -> None:
    bare = replace(OVERALL, title="部门整体支出绩效自评表", sign=Sign())
    if kind == "docx":
        parts = {"word/header1.xml": HEADER, "word/_rels/document.xml.rels": RELATION}
        data = v.docx(_flat(bare), parts)
    else:
        head = (
            '<headerFooter><oddHeader>&amp;C&amp;"宋体"&amp;14清江县2024年度绩效自评</oddHeader>'
            "<oddFooter>第&amp;P页 2026-3-1</oddFooter></headerFooter></worksheet>"
        )
        data = r.edited(
            v.xlsx({"表": _flat(bare)}), r.SHEET, lambda xml: xml.replace("</worksheet>", head)
        )
    (form,) = r.forms_in(data, kind)
    assert (form.year, form.filled.record) == (2024, bare)
    assert form.filled.sources[At("year")].doubt


def test_unit_at_the_head_of_the_pages(tmp_path: Path) -> None:
    bare = replace(OVERALL, unit=None)
    head = HEADER.replace("绩效自评资料", "清江县档案馆部门整体支出绩效自评报告").replace(
        "清江县2024年度", "2024年度"
    )
    parts = {"word/header1.xml": head, "word/_rels/document.xml.rels": RELATION}
    path = tmp_path / "a.docx"
    path.write_bytes(v.docx(_flat(bare), parts))
    (form,) = read_file(path).forms
    assert form.unit == "清江县档案馆"


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_year_that_contradicts_the_title_is_told(kind: str) -> None:
    title, table, tail = r.written(OVERALL)
    (form,) = read([title, "（2023年度）", table, *tail], kind)
    assert form.year == 2024
    assert [item.text for item in form.filled.unread.values()] == ["（2023年度）"]


def test_no_building_was_finished() -> None:
    title, table, tail = r.written(BASIC)
    at = next(i for i, row in enumerate(table) if str(row[0].text).startswith("楼堂馆所"))
    table[at + 1] = [C("无"), *[C("/")] * 5]
    same(
        read([title, table, *tail], "docx"),
        replace(BASIC, buildings=(Building(completed_year=2024),)),
    )


def _flat(record: r.Record) -> list[Block]:
    title, table, tail = r.written(record)
    return [title, table, *tail]
