"""Reports: cover, title, sections by their headings, tables inside, signature."""

from __future__ import annotations

from core.address import At
from core.forms.report import OverallReport, ProjectReport
from core.intake.extract import ReadForm, extract
from core.intake.readers.docx import read_docx
from core.intake.recognise import recognise
from tests import variants as v
from tests.variants import C

REPORT: list[v.Block] = [
    "附件4", "2024年度清江县档案馆部门", "整体支出绩效自评报告",
    "部门（单位）名称：清江县档案馆（盖章）", "二〇二五年四月八日", "（此页为封面）",
    "2024年度清江县档案馆部门整体支出绩效", "自 评 报 告",
    "一、部门（单位）概况", "（一）职能", "收档案。", "一、编目", "二、利用",
    "二、一般公共预算支出情况", "（一）基本支出", "2024年度部门基本支出情况", "金额单位：万元",
    [
        [C("预算项目"), C("本年预算"), C("年中追加"), C("本年决算金额")],
        [C("基本支出："), C("230.00"), C("10.07"), C("240.07")],
        [C("公用经费"), C("30"), C(""), C("28.44")],
    ],
    "都按预算执行。",
    "三、政府性基金预算支出情况：无", "四、国有资本经营预算支出情况", "无",
    "2、社会保险基金预算支出情况", "无", "六、部门整体支出绩效情况", "一、收得多", "二、管得好",
    "七、存在的问题及原因分析", "人手少。", "八、下一步改进措施", "补人。",
    "九、绩效自评结果拟应用和公开情况", "十、其他需要说明的情况", "无",
    "附件：", "1、基础数据表", "2、自评表", "        清江县档案馆", "       2025年4月8日",
]  # fmt: skip


def read(blocks: list[v.Block]) -> list[ReadForm]:
    document = read_docx(v.docx(blocks))
    return [extract(document, found) for found in recognise(document)]


def test_overall_report() -> None:
    (form,) = read(REPORT)
    record = form.filled.record
    assert isinstance(record, OverallReport)
    assert record.title == "2024年度清江县档案馆部门整体支出绩效自评报告"
    assert (record.cover.unit, str(record.cover.date)) == ("清江县档案馆", "2025-04-08")
    assert (record.signature.unit, str(record.signature.date)) == ("清江县档案馆", "2025-04-08")
    assert [section.no for section in record.sections] == list(range(1, 11))
    assert record.sections[0].text == "（一）职能\n收档案。\n一、编目\n二、利用"
    assert record.sections[1].text == "（一）基本支出\n都按预算执行。"
    assert (record.sections[2].heading, record.sections[2].text) == (
        "三、政府性基金预算支出情况", "无",
    )  # fmt: skip
    assert record.sections[4].heading == "2、社会保险基金预算支出情况"
    assert record.sections[5].text == "一、收得多\n二、管得好"
    assert (record.sections[8].text, record.sections[9].text) == (None, "无")
    (table,) = record.tables
    assert (table.title, table.rows[0].label) == ("2024年度部门基本支出情况", "基本支出")
    assert [str(row.final) for row in table.rows] == ["240.07", "28.44"]
    assert (form.unit, form.year, record.blank) == ("清江县档案馆", 2024, False)
    assert not form.filled.unread
    assert form.filled.sources[At("tables.0.rows.0.budget")].row == 1


def test_reports_after_each_other_and_between_tables() -> None:
    project: list[v.Block] = [
        "附件5", "2024年度项目支出绩效自评报告", "部门（单位）名称：  清江县档案馆 ( 盖 章 )",
        "2025 年 4  月 8  日", "(此面为封面)", "项目支出绩效评价报告", "一 、项目支出基本情况",
        "二、绩效评价工作情况", "三、项目支出主要绩效及评价结论", "四、绩效评价指标分析",
        "五、主要经验及做法、存在的问题及原因分析", "六、有关建议", "七、其他需要说明的问题",
    ]  # fmt: skip
    forms = read([*v.basic(v.BASIC), *REPORT, *v.overall(v.OVERALL), *project])
    assert [form.filled.code for form in forms] == ["f1", "f4", "f2", "f5"]
    record = forms[3].filled.record
    assert isinstance(record, ProjectReport)
    assert (len(record.sections), record.blank) == (7, True)
    assert (record.cover.unit, str(record.cover.date)) == ("清江县档案馆", "2025-04-08")
    overall = forms[1].filled.record
    assert isinstance(overall, OverallReport)
    assert overall.signature.unit == "清江县档案馆"


def test_old_template_with_other_headings() -> None:
    (form,) = read([
        "清江县档案馆2023年部门整体支出绩效自评报告", "一、部门概况", "收档案。",
        "二、部门整体支出管理及使用情况", "正常。", "三、部门专项组织实施情况", "无",
        "四、存在的主要问题", "一是人少", "五、改进措施及建议", "补人",
    ])  # fmt: skip
    record = form.filled.record
    assert isinstance(record, OverallReport)
    assert [section.text for section in record.sections] == [
        "收档案。", "正常。", "无", "一是人少", "补人",
    ]  # fmt: skip
    assert (form.unit, form.year) == ("清江县档案馆", 2023)


def test_text_outside_sections_and_strange_tables_are_kept() -> None:
    table: v.Table = [[C("姓名"), C("职务")], [C("文小舟"), C("科员")]]
    (form,) = read([
        "2024年度部门整体支出绩效自评报告", "现将有关情况报告如下：", "一、基本情况", table,
        "二、一般公共预算支出情况", "三、政府性基金预算支出情况",
    ])  # fmt: skip
    texts = [unread.text for unread in form.filled.unread.values()]
    assert sorted(texts) == sorted(["姓名", "职务", "文小舟", "科员", "现将有关情况报告如下："])


def headings(*lines: str) -> list[str | None]:
    (form,) = read(["2024年度部门整体支出绩效自评报告", *lines])
    record = form.filled.record
    assert isinstance(record, OverallReport)
    return [section.heading for section in record.sections]


def test_lists_inside_a_section_are_no_headings() -> None:
    inner = ("一、收", "二、管", "三、存在问题整改")
    found = headings(
        "一、部门基本情况", *inner, "二、一般公共预算支出情况", "三、政府性基金预算支出情况", "无",
        "四、存在的问题及原因分析", *inner, "五、下一步改进措施", "补人。",
    )  # fmt: skip
    assert found == [
        "一、部门基本情况", "二、一般公共预算支出情况", "三、政府性基金预算支出情况",
        "四、存在的问题及原因分析", "五、下一步改进措施",
    ]  # fmt: skip


def test_parts_count_above_numbers() -> None:
    found = headings(
        "第一部分  部门概况",
        "一、职能",
        "收档案。",
        "二、机构",
        "第二部分 支出情况",
        "一、基本支出",
    )
    assert found == ["第一部分  部门概况", "第二部分 支出情况"]


def test_headings_without_chinese_numbers() -> None:
    assert headings("1、单位概况", "甲", "2、钱怎么花的", "乙") == ["1、单位概况", "2、钱怎么花的"]
    assert headings("部门（单位）基本情况", "甲", "一般公共预算支出情况", "乙") == [
        "部门（单位）基本情况", "一般公共预算支出情况",
    ]  # fmt: skip


def test_a_report_without_headings_is_one_doubtful_section() -> None:
    (form,) = read(
        ["2024年度部门整体支出绩效自评报告", "今年很好。", "清江县档案馆", "2025年4月8日"]
    )
    record = form.filled.record
    assert isinstance(record, OverallReport)
    assert [(s.heading, s.text) for s in record.sections] == [(None, "今年很好。")]
    assert form.filled.sources[At("sections.0.text")].doubt is not None
    assert record.signature.unit == "清江县档案馆"
