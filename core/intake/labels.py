"""The wording of forms compiled once into lookups: a label as written → the field it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache

from core.forms.basic_data import ITEMS, BasicData, Building, Staff
from core.forms.overall import Expenditure, Fund, Income, Overall
from core.forms.parts import Goal, Indicator, Sign, Total
from core.forms.project import FUND_ROWS, Project
from core.forms.report import Seal, TableRow
from core.schema.form import specs_of
from core.text import label_key, squash

_HAN = re.compile("[\u4e00-\u9fff]")

_LONGEST = 60
_LONGEST_HEADING = 14
_JOINT = re.compile("[/／、及和\n]")
_MOST_ASKED = 8192
_LONGEST_SENTENCE = 200
_PARTS = re.compile(r"[\n，；;、。]|,(?!\d)")
_TOLD = re.compile(r"\s*([^\d\s]{2,12})\s*(\d[\d,，.．]*\s*(?:[亿万千百]?元|人|%|％|分)?)\s*")
"""A label with its figure in a sentence."""
_PAIR = 2
_GAP = r"\s*+"
_REMARK = r"[(（][^()（）:：]{0,12}[)）]"
ORDINAL = frozenset({"序号", "编号", "行次"})
_NUMBER = re.compile(
    r"^(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]?[、.．)）:]|[①-⑳]|\d(?=\D))"
)
_BRACKETS = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")
_YEAR = re.compile(r"^(?:19|20)\d\d年(?:度|末|底)?|^(?:本|上)年度?|^(?:年末|期末)")
_MARK = re.compile(
    r"^[*★☆※#\s]+|(?:[*★☆※#△▲①-⑳❶-❿¹²³⁰-⁹\s]|(?<=[\u4e00-\u9fff])[A-Z](?:/[A-Z])?)+$"
)
"""Footnote marks: 得分*, 执行率②, 全年执行数B; a bare digit behind a label may be its value."""
_KIND = re.compile("^(?:资金(?:来源|结构|构成|性质)|支出(?:结构|构成|性质)|按.{2,6}分):")
"""What a list of kinds begins with: 资金结构：（1）基本支出."""
_LEVEL = re.compile(r"^_*(?:本|(?:[省市州盟县旗区镇乡](?:\([市县旗区]\))?[、,/及和]?){0,4}本?)级")
"""县级, or 级 alone behind the blank where the level was to be filled in."""
_GOAL_WORDS = re.compile(
    r"(?:项目|部门|单位|整体|支出|年度|全年|当年|本年|年初|预期|预计|设定|计划|调整后?|总体?|绩效|工作"
    r"|主要|原定|履职|的|[()])+目标"
)
"""What a heading over a goal is made of: 年初设定的绩效目标, 全年（调整）绩效目标."""
_GOAL_ACTUAL = re.compile("(?:完成|实现).*(?:情况|目标)(?:综述|概述|说明)?$")
_UNITS = re.compile(r"(?:[亿万千百]?元|%|人|分|m)$")
_FORMULA = re.compile(r"=[^=]+$")
"""How a figure is reckoned: 执行率=B/A."""
_AND = re.compile(r"(?<=\w)[及和与、](?=\w)")
"""What joins the parts of a label: one writes 购置和维护 and another 购置与维护."""


_ASIDE = re.compile(
    r"(?:[0-9一二三四五六七八九十]{1,2}[、.])?(?:"
    r"(?:其他)?(?:需要?)?(?:补充)?(?:说明|备注)(?:的)?(?:事项|问题|情况|内容)?"
    r"|(?:自评|评价|绩效)(?:结论|结果|等级|等次|分析|情况)(?:及.{1,8})?"
    r"|(?:主要)?存在(?:的)?(?:主要)?问题(?:.{1,8})?|主要问题(?:.{1,8})?"
    r"|(?:下一步|拟采取的?)?(?:改进|整改)措施(?:.{1,10})?|(?:有关|相关|意见)?建议"
    r"|.{0,8}(?:审核|审查|主管部门|财政部门|科室|单位|复核|评审)意见|.{0,12}原因分析"
    r"|年度(?:绩效)?目标[0-9一二三四五六七八九十]{1,2}:?"
    r")(?:\([^()]*\))?"
)


class Lookup(dict[str, str]):
    """Folded label → name of the field."""

    @cached_property
    def asked(self) -> dict[str, str | None]:
        """What texts were found to stand for; the same few come again in every row."""
        return {}

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds 「label：」 in a text; the label is its group."""

        def spaced(label: str) -> str:
            chars = {"(": "[(（]", ")": "[)）]"}
            return _GAP.join(chars.get(char, re.escape(char)) for char in label)

        ordered = sorted(self, key=len, reverse=True)
        return re.compile(f"({'|'.join(map(spaced, ordered))}){_GAP}(?:{_REMARK}{_GAP})?+[:：∶]")


@lru_cache(maxsize=8192)
def spellings(text: str) -> tuple[str, ...]:
    """The folded forms under which a text is known as a label, the fullest first.

    Empty for a text that no form knows. Footnote marks, numbers before it, units and remarks in
    brackets, its year and the level of government (县级, 市级 …) are taken off one after the other.
    """
    if len(text) > 4 * _LONGEST or not _HAN.search(text):
        return ()
    key = label_key(text)
    if not key or len(key) > _LONGEST:
        return ()
    found = [key]
    bare = label_key(_MARK.sub("", text))
    if bare != key and bare:
        found.append(bare)
    for pattern in (_FORMULA, _KIND, _NUMBER, _BRACKETS, _YEAR, _LEVEL, _UNITS, _AND):
        for known in tuple(found):
            shorter = label_key(pattern.sub("", known))
            if shorter and shorter not in found:
                found.append(shorter)
    return tuple(name for name in found if name in _KNOWN)


def find(table: Lookup, text: str) -> str | None:
    """The field that a label stands for, or None."""
    try:
        return table.asked[text]
    except KeyError:
        if len(table.asked) >= _MOST_ASKED:
            table.asked.clear()
    found = next((table[key] for key in spellings(text) if key in table), None)
    table.asked[text] = found
    return found


def joint(table: Lookup, text: str) -> tuple[str, ...]:
    """The two fields that one heading names, 分值/得分; empty for any other heading."""
    if len(text) > _LONGEST_HEADING or not _JOINT.search(text):
        return ()
    parts = [part for part in _JOINT.split(text.strip()) if part.strip()]
    names = tuple(name for part in parts if (name := find(table, part)) is not None)
    return names if len(names) == len(set(names)) == len(parts) == _PAIR else ()


def rank(table: Lookup, text: str) -> int:
    """How near a label is to the official wording of its field: its place among the spellings."""
    known = next((key for key in spellings(text) if key in table), None)
    return list(table).index(known) if known is not None else len(table)


def _compiled(entries: Iterable[tuple[str, Iterable[str]]]) -> Lookup:
    table = Lookup()
    for name, labels in entries:
        for label in labels:
            key = label_key(label)
            table.setdefault(key, name)
            table.setdefault(label_key(_BRACKETS.sub("", key)), name)
            table.setdefault(_AND.sub("", key), name)
    table.pop("", None)
    return table


def _fields(cls: type, *names: str) -> Lookup:
    specs = specs_of(cls)
    return _compiled((name, specs[name].labels) for name in names or specs)


STAFF = _fields(Staff)
BUILDING = _fields(Building)
ITEM = _compiled(
    (item.code, (_NUMBER.sub("", squash(item.label)), item.label, *item.labels)) for item in ITEMS
)
FUND = _fields(Fund)
INCOME = _fields(Income)
EXPENDITURE = _fields(Expenditure)
GOAL = _fields(Goal)
INDICATOR = _fields(Indicator)
TOTAL = _compiled([("total", specs_of(Overall)["total"].labels)])
TOTAL_FIELDS = _fields(Total)
SIGN = _fields(Sign)
UNIT = _compiled(
    [
        ("unit", specs_of(Overall)["unit"].labels),
        ("unit", specs_of(BasicData)["unit"].labels),
        (
            "unit",
            (
                "预算部门",
                "预算单位",
                "填报部门",
                "自评单位",
                "报送单位",
                "编报单位",
                "编制单位",
            ),
        ),
    ]
)
THRIFT = _compiled([("thrift", (*specs_of(BasicData)["thrift"].labels, "厉行节约"))])
PROJECT = _fields(Project, "project", "authority", "implementer")
OVERALL_FUND = _compiled([("total", specs_of(Overall)["fund"].labels)])
PROJECT_FUND = _compiled(FUND_ROWS.items())
MONEY = Lookup(
    {key: f"income.{name}" for key, name in INCOME.items()}
    | {key: f"expenditure.{name}" for key, name in EXPENDITURE.items()}
)
"""一般公共预算 … 项目支出: the cells under 按收入性质分 and 按支出性质分."""
SIGN_PATHS = Lookup({key: f"sign.{name}" for key, name in SIGN.items()})
GOAL_PATHS = Lookup({key: f"goal.{name}" for key, name in GOAL.items()})
HEAD_TOTAL = Lookup(
    dict.fromkeys(
        (*filter(lambda key: "分" in key, TOTAL), *map(label_key, ("自评得分", "自评分"))),
        "total.score",
    )
)
"""总分 beside its figure, over the table or in its first rows; 合计 would be one of money."""
_YEARS = Lookup(dict.fromkeys(("预算年度", "评价年度", "自评年度", "填报年度", "所属年度"), "year"))
UNIT_LINE = Lookup({**UNIT, **SIGN_PATHS, **_YEARS})
PROJECT_LINE = Lookup({**HEAD_TOTAL, **PROJECT, **SIGN_PATHS, **_YEARS})
OVERALL_LINE = Lookup({**HEAD_TOTAL, **MONEY, **UNIT_LINE})
"""What may stand as label and value in any row of f1, f3 and f2."""
YEAR = {label_key("年度"): "year"}
UNIT_LEAD = Lookup({**UNIT_LINE, **YEAR})
BASIC_LEAD = Lookup({**THRIFT, **UNIT_LEAD})
OVERALL_LEAD = Lookup({**HEAD_TOTAL, **GOAL_PATHS, **UNIT_LINE, **YEAR})
PROJECT_LEAD = Lookup({**GOAL_PATHS, **PROJECT_LINE, **YEAR})
"""What may stand so in a line of its own over a table: the year and the goals too."""
FUND_LEAD = Lookup({key: f"fund.{name}" for key, name in FUND.items()})
"""The money of an f2 in a line of its own."""
TARGET_SIGN = _compiled(
    [
        (
            "sign",
            ("指标性质", "性质", "指标方向", "计算符号", "运算符号", "比较符", "比较符号", "符号"),
        )
    ]
)
TARGET_UNIT = _compiled(
    [("unit", ("度量单位", "计量单位", "单位", "指标单位", "指标值单位", "数量单位"))]
)
REMARK = _compiled([("deviation", ("备注", "备注说明", "说明", "情况说明", "其他说明", "原因"))])
"""The last column of the indicators, which is that of the reasons where no other one is."""
SEAL = _compiled(
    [
        (
            "unit",
            (
                *specs_of(Seal)["unit"].labels,
                *specs_of(Overall)["unit"].labels,
                "报送单位",
                "编制单位",
                "自评单位",
                "评价单位",
                "填报部门",
                "预算部门",
                "预算单位",
                "报告单位",
                "被评价单位",
                "部门",
                "单位",
            ),
        ),
        ("date", ("日期", "报告日期", "填报日期", "时间")),
    ]
)
SEAL_LINE = Lookup({**SEAL, **SIGN, **YEAR})
TABLE_ROW = _fields(TableRow)
WORDING = frozenset(
    label_key(text)
    for text in (
        "财政供养人员情况", "经费控制情况", "楼堂馆所控制情况", "年度预算申请", "年度预算执行情况",
        "年度资金总额", "预算执行情况", "按收入性质分", "按支出性质分", "年度总体目标",
        "年度绩效目标", "总体目标", "绩效指标", "项目资金", "资金情况", "预算执行", "部门预算执行",
        "年度预算", "年度部门预算申请", "年度资金", "项目预算执行情况", "收入性质",
        "支出性质", "其中", "序号", "年度目标",
        "绩效目标", "目标", "资金来源", "部门预算情况", "年度资金情况", "预算情况", "执行情况",
        "资金性质", "项目资金执行情况", "资金使用情况", "年度目标完成情况",
        "年度整体支出情况", "绩效目标及指标", "支出项目", "年度绩效指标", "绩效指标完成情况",
        "年度绩效指标完成情况", "指标完成情况", "项目预算资金",
        "按收入性质分类", "按支出性质分类", "按收入性质划分", "按支出性质划分",
        "年度总体绩效目标", "总体绩效目标", "年度整体目标", "年度整体绩效目标", "整体绩效目标",
    )
)  # fmt: skip
"""Official wording that labels a group of cells and has no value of its own."""


GROUP_GOAL = _compiled([("expected", ("年度总体目标", "年度绩效目标", "总体目标", "总体绩效目标"))])
_ALL = (
    STAFF, BUILDING, ITEM, FUND, MONEY, GOAL, INDICATOR, TOTAL, SIGN, UNIT, PROJECT, OVERALL_FUND,
    PROJECT_FUND, THRIFT, TARGET_SIGN, TARGET_UNIT, TABLE_ROW, _YEARS,
)  # fmt: skip
_LABELS = WORDING.union(*_ALL)
_KNOWN = _LABELS.union(
    SEAL, GROUP_GOAL, TOTAL_FIELDS, HEAD_TOTAL, INCOME, EXPENDITURE, REMARK, {"县级专项资金"}
)
"""Every folded label that means something to some form."""


@lru_cache(maxsize=8192)
def is_label(text: str) -> bool:
    """Whether a cell holds nothing but wording of some form."""
    return is_wording(text) or not _LABELS.isdisjoint(spellings(text))


@lru_cache(maxsize=8192)
def is_wording(text: str) -> bool:
    """Whether a cell holds nothing but the official name of a group of cells."""
    if squash(text) in ORDINAL:
        return True
    return any(key in WORDING for key in spellings(text))


def is_aside(text: str) -> bool:
    """Whether a label heads a row of words that the forms have no field for: 存在问题."""
    return len(text) <= _LONGEST and _ASIDE.fullmatch(label_key(text)) is not None


@lru_cache(maxsize=8192)
def goal_heading(text: str) -> str | None:
    """Which goal a heading names: by its spelling, or as a short heading of its kind."""
    known = find(GOAL, text)
    folded = label_key(_NUMBER.sub("", squash(text)))
    if known is not None or is_wording(text) or len(folded) > _LONGEST_HEADING:
        return known
    if _GOAL_ACTUAL.search(folded) and "指标" not in folded:
        return "actual"
    return "expected" if _GOAL_WORDS.fullmatch(folded) else None


_HEADS = "财务|项目|业务|分管|科室|股室|技术|主管部门"
_OTHER_HEAD = re.compile(f"(?:{_HEADS})负责人$")
_UNKNOWN_HEAD = re.compile(
    rf"(?<!\s)\s*(?:(?:{_HEADS})负责人|(?:审核|复核|审批|会计|出纳|联系)人|(?:主要|分管|部门)领导)"
    r"(?:签字|签名)?\s*[:：]"
)
"""财务负责人, 审核人 and the like are nobody that the forms ask for."""


def pairs(table: Lookup, text: str) -> tuple[list[tuple[str, str]], str]:
    """`label：value` pairs in a text as (field, value), and what stands before the first.

    Any number of pairs, on one line or several: 「填表人：甲   联系电话：1234」.
    """
    if ":" not in text and "：" not in text and "∶" not in text:
        return [], text
    found = [
        match
        for match in table.pattern.finditer(text)
        if not _OTHER_HEAD.search(text[: match.start(1)] + match[1])
    ]
    if not found:
        return [], text
    ends = [match.start() for match in found[1:]] + [len(text)]
    values = [
        (table[label_key(match[1])], _UNKNOWN_HEAD.split(text[match.end() : end])[0].strip())
        for match, end in zip(found, ends, strict=True)
    ]
    return values, text[: found[0].start()]


def told(table: Lookup, text: str) -> list[tuple[str, str]]:
    """Labels and figures in a sentence without colons, 编制数120人，控制率96%: all or none."""
    if len(text) > _LONGEST_SENTENCE or not _PARTS.search(text):
        return []
    parts = [_TOLD.fullmatch(part) for part in _PARTS.split(text) if part.strip()]
    found = [
        (name, part[2])
        for part in parts
        if part is not None and (name := find(table, part[1])) is not None
    ]
    return found if len(found) == len(parts) > 1 else []
