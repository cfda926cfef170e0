"""Titles, annex marks, years and remarks: the wording around a form's table."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from core.intake import labels
from core.text import nfkc, plain_date, squash

_FORM = re.compile(r"(?:基础数据|自评|评价|评分|评估|打分|情况|目标|申报|监控|数据)表$")
_REPORT = re.compile(r"(?:自评|评价|评估|绩效|自查).{0,6}(?:报告|总结)(?:书)?$")
_PAPERS = re.compile(r"(?:自评|绩效|评价).{0,6}[材资]料(?:汇编)?$")
_ANNEX = re.compile(r"^附(?:件|表)?[0-9一二三四五六七八九十]{0,3}(?:[-—.][0-9]{1,2})?[:、.]?")
_ANNEX_END = re.compile(r"附(?:件|表)[0-9一二三四五六七八九十]{0,3}$")
_REMARK_END = re.compile(r"\([^()]*\)$")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*(?:年|财年|预算年)")
_ANY_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_NOTE = re.compile(
    r"^[(（]?(?:说明|备注|注|填表说明|填报说明|注释)[)）]?\s*[0-9一二三四五]?[:：.、]"
)
_NUMBERED = re.compile(r"[(（]?[0-9０-９一二三四五六七八九十]{1,2}[)）]?\s*[、.．:：)）]")
_MONEY_UNIT = re.compile(
    r"^[(（]?(?:金额|计量|货币)?单位[:：]?(?:人民币)?(?:[亿万千百]?元|人|个|平方米|m)"
    r"(?:[、,，/及和](?:[亿万千百]?元|人|个|平方米|m|%))*[)）]?$"
)
_CONTINUED = re.compile(
    r"^[(（]?(?:续表|续上[表页]|接上[表页]|续|见下页|转下页)[)）]?[0-9一二三四五]?$"
)
_PAGE = re.compile(r"[-—－]{1,2}\d{1,3}[-—－]{1,2}$|第\d{1,3}页(?:[,，/]?共\d{1,3}页)?$")
_LONGEST_PAGE = 16
_TITLE_AGAIN = re.compile(r"\((?:接上[表页]|续(?:上?[表页])?)[0-9一二三四五]?\)$|(?<=表)续表?$")
_LONGEST = 80
_LONGEST_ANNEX = 8
_SHORTEST = 3
_LONGEST_LINE = 40
_LONGEST_YEAR = 12
_LEAD = 2
"""Characters that may stand before the first label of a line, such as a bracket."""
_TITLE_LINES = 4

_MONITORING = re.compile(r"监控.{0,6}表$")
_ABOUT_GOALS = re.compile("绩效|目标|自评|评价")
"""What the title of a form says that ends in 情况表; 项目支出情况表 is one of money."""
_EVALUATED = re.compile("自评|评价|评分|评估|打分|完成|实现|基础数据")
_WORDING = (
    ("f1", re.compile(r"基础数据表$")),
    (
        "target",
        re.compile(r"目标(?:申报|批复|审核|设置|编制|申请)?表$|目标.{0,6}申报表$"),
    ),
    ("f3", re.compile(r"(?:项目|专项).*(?:自评|评价|评分|评估|打分|情况)表$")),
    (
        "f2",
        re.compile(
            r"(?:部门|单位|整体|预算).*(?:自评|评价|评分|评估|打分|情况)表$"
            r"|^(?:(?:19|20)[0-9]{2}(?:年度?)?)?(?:绩效)?自评表$"
        ),
    ),
)


def bare(text: str) -> str:
    """A title without blanks, annex marks and remarks in brackets behind it."""
    folded = _ANNEX_END.sub("", squash(text))
    folded = _ANNEX.sub("", folded)
    return _REMARK_END.sub("", folded)


def is_annex(text: str) -> bool:
    """Whether the text is only an annex mark: 附件1."""
    if "附" not in text:
        return False
    folded = squash(text)
    return _ANNEX.sub("", folded) == "" and len(folded) <= _LONGEST_ANNEX


@lru_cache(maxsize=2048)
def is_form_title(text: str) -> bool:
    """Whether the text is the title of a table: 2024年度部门整体支出绩效自评表."""
    if "表" not in text:
        return False
    folded = bare(text)
    if not _SHORTEST <= len(folded) <= _LONGEST or not _FORM.search(folded):
        return False
    return not re.search(r"[。；;,，:：]", folded) and form_of(folded) is not None


def find_title(texts: Sequence[str]) -> range | None:
    """The lines that make a table's title, broken over several or not; the lowest one counts.

    A title broken before its year goes on upwards: 2024年度部门整体支出绩效 ⏎ 自评表.
    """
    if "表" not in "".join(texts):
        return None
    spoken = [index for index, text in enumerate(texts) if text.strip()]
    for end in range(len(spoken), 0, -1):
        if only_year(texts[spoken[end - 1]]) is not None:
            continue
        for count in range(1, min(_TITLE_LINES, end) + 1):
            chosen = spoken[end - count : end]
            if count > 1 and is_report_title(texts[chosen[0]]):
                break  # The report has begun above.
            if is_form_title("".join(texts[index].strip() for index in chosen)):
                return _upwards(texts, spoken, end - count, end)
    return None


def title_in(text: str) -> str | None:
    """The table's title in a cell, on one or several of its lines, or None."""
    if "表" not in text:
        return None
    lines = text.split("\n")
    found = find_title(lines)
    return "".join(lines[index].strip() for index in found) if found is not None else None


def _upwards(texts: Sequence[str], spoken: Sequence[int], first: int, end: int) -> range:
    """The lines of a title with the ones above that its first line goes on from."""
    while first > 0 and end - first < _TITLE_LINES:
        top, above = texts[spoken[first]], squash(texts[spoken[first - 1]])
        goes_on = year_in(top) is None and year_in(above) is not None
        if not goes_on or len(above) > _LONGEST_LINE or re.search(r"[。：:；，日]", above):
            break
        first -= 1
    return range(spoken[first], spoken[end - 1] + 1)


@lru_cache(maxsize=2048)
def form_of(title: str) -> str | None:
    """Which form a table's title names: f1, f2, f3, target, monitor, or None.

    A 监控表 tells what was done by the middle of a year, whatever its columns are called.
    """
    folded = bare(title)
    if _MONITORING.search(folded):
        return "monitor"
    if folded.endswith("情况表") and not _ABOUT_GOALS.search(folded):
        return None
    if folded.endswith("项目支出绩效自评表") and "整体" not in folded:
        return "f3"
    if "目标" in folded and not _EVALUATED.search(folded):
        return "target"
    if "整体" in folded and not re.search("基础数据表$|目标", folded):
        return "f2" if _FORM.search(folded) else None
    return next((code for code, wording in _WORDING if wording.search(folded)), None)


def is_report_title(text: str) -> bool:
    """Whether the text ends a report's title: …部门整体支出绩效自评报告."""
    if "。" in text or ("报" not in text and "总" not in text):
        return False
    folded = bare(text)
    return (
        _SHORTEST <= len(folded) <= _LONGEST and bool(_REPORT.search(folded)) and "。" not in folded
    )


def is_note(text: str) -> bool:
    """Whether the text is an official remark under a form: 说明：…"""
    return _NOTE.match(text.strip()) is not None


def is_note_line(text: str) -> bool:
    """Whether the text goes on with an official remark: 2.得分最高不能超过分值上限。"""
    return _NUMBERED.match(text.strip()) is not None


def is_money_unit(text: str) -> bool:
    """Whether the text only says in what money is given: 金额单位：万元."""
    return "元" in text and _MONEY_UNIT.match(squash(text)) is not None


_ANNEX_FIRST = re.compile(
    r"^\s*附\s*[件表]\s*(?:\d{1,2}(?!\d)|[一二三四五六七八九十])?\s*[:：、.]?\s*"
)
_ANNEX_LAST = re.compile(r"附\s*[件表]\s*\d*\s*$")
_YEAR_LAST = re.compile(r"(?<!\s)\s+[(（]?((?:19|20)\d\d)\s*年度?[)）]?\s*$")
_DAY_LAST = re.compile(
    r"(?<!\s)\s{2,}((?:19|20)\d\d\s*(?:年|[./-])\s*\d{1,2}\s*(?:月|[./-])\s*\d{1,2}\s*日?)\s*$"
)
_ONLY_YEAR = re.compile(r"^[(（]?((?:19|20)\d\d)年?度?[)）]?$")
_IN_MONEY = re.compile(r"(?:\(|单位:)[^():]{0,8}?([亿万千百]?元)(?=[),、;，]|$)")


_MONEY_UNIT_END = re.compile(
    r"(?:[(（]|(?<!\s))\s*(?:金额)?单位\s*[:：]\s*(?:人民币)?\s*[亿万千百]?元(?:、人)?\s*[)）]?\s*$"
)


def without_money_unit(text: str) -> str:
    """A line over a table without the 单位：万元 at its end."""
    return _MONEY_UNIT_END.sub("", text)


def money_units(texts: Iterable[str]) -> frozenset[str]:
    """In what the labels of a form give its money: 元, 万元, 亿元, several of them, or none."""
    short = [squash(text) for text in texts if "元" in text and len(text) <= _LONGEST]
    return frozenset(found for text in short for found in _IN_MONEY.findall(text))


def without_year(value: str) -> tuple[str, int | None]:
    """A name in a line over a table and the year behind it: 某某局   2023年度."""
    found = _YEAR_LAST.search(value)
    return (value, None) if found is None else (value[: found.start()], int(nfkc(found[1])))


def without_day(value: str) -> tuple[str, str]:
    """A name in a line over a table and the day behind it, empty where there is none."""
    found = _DAY_LAST.search(value)
    return (value, "") if found is None else (value[: found.start()], found[1])


def only_year(text: str) -> int | None:
    """The year of a line that says nothing else: （2024年度）."""
    folded = squash(text)
    found = _ONLY_YEAR.match(plain_date(folded)) if len(folded) <= _LONGEST_YEAR else None
    return int(found[1]) if found else None


def says_year(text: str, *, titled: bool) -> bool:
    """Whether a line is the year reported on: 2025年 alone under the title may be its day."""
    return only_year(text) is not None and (not titled or text[-1:] in "度)）")


def without_annex(title: str) -> str:
    """A title without the annex mark before or behind it, otherwise as written."""
    return _ANNEX_LAST.sub("", _ANNEX_FIRST.sub("", title))


def is_continued(text: str) -> bool:
    """Whether the text only says that a table goes on: 续表, or its title once more with （续）.

    So does the number of a page.
    """
    if "续" not in text and "转" not in text and "接" not in text and "见" not in text:
        return len(text) <= _LONGEST_PAGE and _is_page(text)
    folded = squash(text)
    again = _TITLE_AGAIN.search(folded) is not None and is_form_title(_TITLE_AGAIN.sub("", folded))
    return again or _CONTINUED.match(folded) is not None


@lru_cache(maxsize=8192)
def _is_page(text: str) -> bool:
    return _PAGE.match(squash(text)) is not None


def is_lead(before: str) -> bool:
    """Whether what stands before the first label of a line is next to nothing."""
    return len(squash(before)) <= _LEAD


def is_sign(text: str) -> bool:
    """Whether the text is a signature line or a part of it."""
    found, before = labels.pairs(labels.SIGN, text)
    return bool(found) and is_lead(before)


def heads_all(text: str) -> bool:
    """Whether a line names all the papers of a unit: 某某局2024年度绩效自评资料."""
    return "料" in text and len(text) <= _LONGEST and _PAPERS.search(squash(text)) is not None


@lru_cache(maxsize=2048)
def year_in(text: str) -> int | None:
    """The year that a title names: 2024年度… → 2024."""
    folded = plain_date(re.sub(r"\s+", "", nfkc(text)))
    found = _YEAR.search(folded) or _ANY_YEAR.search(folded)
    return int(found.group(1)) if found else None


def heads(text: str) -> list[tuple[str, str]]:
    """Unit and date in a line over a table: 填报单位：某某局   填报日期：2025年3月1日."""
    found, before = labels.pairs(labels.SEAL_LINE, without_money_unit(text))
    return found if is_lead(before) else []


_LEADING_YEAR = re.compile(r"^(?:19|20)\d\d(?:年度|年)?")
_TRAILING_YEAR = re.compile(r"(?:19|20)\d\d(?:年度|年)?$")
_UNIT_TITLE = re.compile(
    r"^(.{3,40}?)(?:部门|单位)?(整体支出|项目支出|预算支出|财政支出|整体)"
    r"(?:绩效)?.{0,6}(?:报告|表|[材资]料)(?:书|汇编)?$"
)
_BEFORE_YEAR = re.compile(
    r"^(.{3,40}?)(?:关于)?(?:19|20)\d\d年度?(?:部门|单位)?(?:预算|财政)?(?:支出|资金)?"
    r"绩效(?:自评|评价|自我评价|自查).{0,6}(?:报告|总结|表)(?:书)?$"
)
"""A title that names nothing but a unit, the year and what it is."""
_NO_UNIT = re.compile(r"^(?:部门|单位|预算部门|预算单位|项目|年度|.级|本级)*$")


def unit_in(title: str) -> str | None:
    """The unit that a title names: 2024年度某某局部门整体支出绩效自评报告 → 某某局."""
    folded = plain_date(bare(title)).removeprefix("关于")
    found = _UNIT_TITLE.match(_LEADING_YEAR.sub("", folded))
    if found is None:
        before = _BEFORE_YEAR.match(folded)
        return before.group(1) if before and names_unit(before.group(1)) else None
    name = _TRAILING_YEAR.sub("", found.group(1)).removesuffix("关于")
    of_project = found.group(2) == "项目支出"
    return None if _NO_UNIT.match(name) or (of_project and not names_unit(name)) else name


_OF_PROJECT = re.compile(
    r"^(.{4,60}?)(?:项目)?(?:支出)?绩效(?:自评|评价|自我评价|自查).{0,4}(?:报告|总结)(?:书)?$"
)
_SOME_YEAR = re.compile(r"(?:19|20)\d\d年度?")
_UNIT_FIRST = re.compile(
    r"(.{2,}?(?:局|委员会|委办|办公室|人民政府|法院|检察院|联合会|总工会|医院|中学|小学|学校))(..+)"
)
"""What a unit's name ends with where more follows: 某某县水利局河道清淤."""
_NO_PROJECT = re.compile("(?:部门|单位|预算|财政|专项|资金|经费|项目|支出|整体|本级|.级|年度)*")


def project_in(title: str, unit: str | None) -> tuple[str | None, str | None]:
    """The unit and the project that the title of a project's report names.

    Where the `unit` is not known, the first words that end like one are it, which is a guess.
    """
    folded = plain_date(bare(title)).removeprefix("关于")
    found = _OF_PROJECT.match(_SOME_YEAR.sub("", folded))
    if found is None:
        return None, None
    name, own = found[1], squash(unit or "")
    parted = None if own else _UNIT_FIRST.fullmatch(name)
    first, rest = (parted[1], parted[2]) if parted is not None else (own, name.removeprefix(own))
    if _NO_PROJECT.fullmatch(rest) or names_unit(rest):
        return None, None
    return first or None, rest


_DATE_LINE = re.compile(
    r"^[0-9〇○零一二三四五六七八九十]{0,4}[年./\-][0-9一二三四五六七八九十]{0,3}[月./\-]?[0-9一二三四五六七八九十]{0,3}日?$"
)


def is_date_line(text: str) -> bool:
    """Whether the line is nothing but a day or the blanks for one: 2025年4月25日, 年 月 日."""
    return len(text.strip()) > _SHORTEST and _DATE_LINE.match(squash(text)) is not None


_ORGANISATION = re.compile(
    r"(?:局|委|办|部|室|院|会|署|处|所|中心|站|台|厅|校|社|馆|园|府|政协|人大|法院|党校|公司|队|段|库|场|镇|乡|街道|集团|医院|大学|学院|团委|联合会|工会)$"
)
_WRAPPED = re.compile(r"[(（]([^()（）]*)[)）]")
_OWN = re.compile(r"[(（](?:本级|机关|本部|汇总)[)）]$")
_SHORTEST_NAME, _LONGEST_NAME = 3, 40


def is_name(text: str) -> bool:
    """Whether a line is as long as a unit's name and no sentence."""
    folded = squash(text)
    fits = _SHORTEST_NAME <= len(folded) <= _LONGEST_NAME
    return fits and not any(sign in folded for sign in "。，；、")


def plain_name(text: str) -> str:
    """A line of a cover without the dash before it or the brackets around it."""
    bare = text.strip().lstrip("—―－- ")
    wrapped = _WRAPPED.fullmatch(bare)
    return wrapped[1] if wrapped else bare


def names_unit(text: str) -> bool:
    """Whether a line is the name of a unit: 清江县档案馆."""
    return is_name(text) and _ORGANISATION.search(_OWN.sub("", squash(text))) is not None
