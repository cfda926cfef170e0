"""Units of measure as they are written behind numbers, and which of them may be compared."""

import re

EVENTS = "次数"
PERSONS = "人数"
THINGS = "件数"
MONEY = "金额"
RATE = "比率"
_GENERIC = ("个", "项", "件", "例", "起")
_CLASSES = {
    EVENTS: (
        "次", "场次", "场", "期", "轮", "批次", "批", "班次", "回", "届", "人次", "期次", *_GENERIC,
    ),
    PERSONS: ("人", "人次", "名", "位", "人数", *_GENERIC),
    THINGS: (
        *_GENERIC, "家", "处", "所", "座", "台", "套", "户", "间", "辆", "类", "种", "宗", "笔",
        "块", "村", "社区", "支部", "单位", "篇", "条", "份", "则", "部", "本",
        "册", "张", "幅", "集", "篇次", "条次", "件次", "个次", "项次",
    ),
    MONEY: ("元",),
    RATE: ("%", "‰", "个百分点", "百分点", "百分比", "个千分点", "千分点"),
    "天数": ("天", "日", "个工作日", "工作日"),
    "小时": ("小时", "时", "个小时"),
    "分钟": ("分钟",),
    "月数": ("个月", "月"),
    "周数": ("周",),
    "年": ("年",),
    "长度": ("公里", "千米", "km"),
    "米": ("米", "m"),
    "面积": ("平方米", "m2", "平米"),
    "亩": ("亩",),
    "公顷": ("公顷",),
    "吨": ("吨", "t"),
    "公斤": ("公斤", "千克", "kg"),
    "立方米": ("立方米", "m3", "方"),
    "分": ("分",),
    "版": ("版", "版本"),
}  # fmt: skip
DURATIONS = frozenset({"天数", "小时", "分钟", "月数", "周数", "年"})
_DIMENSIONS = (
    DURATIONS,
    frozenset({"长度", "米"}),
    frozenset({"面积", "亩", "公顷"}),
    frozenset({"吨", "公斤"}),
)
_CLASS_OF: dict[str, frozenset[str]] = {}
for _class, _units in _CLASSES.items():
    for _unit in _units:
        _CLASS_OF[_unit] = _CLASS_OF.get(_unit, frozenset()) | {_class}
KNOWN = "|".join(sorted(map(re.escape, _CLASS_OF), key=len, reverse=True))
"""A pattern of all known units, the longest first."""
_PREFIX = re.compile(KNOWN)
_AND = re.compile(r"[、/或和]")


def classes_of(unit: str) -> frozenset[str]:
    """What a unit counts: 「场次」 → 次数, 「个村」 → 件数; empty when unknown."""
    found: frozenset[str] = frozenset()
    for part in _AND.split(unit):
        match = _PREFIX.match(part)
        if match:
            found |= _CLASS_OF[match.group()]
    return found


def comparable(one: str, other: str) -> bool:
    """Whether numbers with these units may stand against each other when each fills its cell.

    A missing or unknown unit is no obstacle, except that a rate compares only with a rate or a
    bare number.
    """
    if one == other or not one or not other:
        return True
    a, b = classes_of(one), classes_of(other)
    if RATE in a or RATE in b or MONEY in a or MONEY in b:
        return bool(a & b)
    return not a or not b or bool(a & b)


def convertible(one: str, other: str) -> bool:
    """Whether both measure the same, though in different units: 天 and 小时, 亩 and 公顷."""
    a, b = classes_of(one), classes_of(other)
    return any(a & dimension and b & dimension for dimension in _DIMENSIONS)


def same_unit(one: str, other: str) -> bool:
    """Stricter: whether a number found in the midst of prose is surely meant in this unit."""
    if one == other:
        return bool(one)
    a, b = classes_of(one), classes_of(other)
    return bool(a & b) and not (a | b) & {THINGS}
