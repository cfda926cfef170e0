"""The nouns of financial prose that have a line in the forms, and the words around them."""

import functools
import re
from collections.abc import Mapping

_VEHICLE = "(?:公务用车|公车)"
_COST = "(?:支出|经费|费用|费)"
NOUNS: tuple[tuple[str, str], ...] = (
    ("vehicle", rf"{_VEHICLE}购置费?(?:及|和|与|、){_VEHICLE}?运行(?:维护)?{_COST}?"),
    ("vehicle", rf"{_VEHICLE}购置(?:及|和|与)维护{_COST}?"),
    ("vehicle", rf"{_VEHICLE}{_COST}"),
    ("vehicle_purchase", rf"{_VEHICLE}购置{_COST}?"),
    ("vehicle_operation", rf"{_VEHICLE}运行(?:维护)?{_COST}?"),
    ("abroad", rf"(?:因公)?出国·*{_COST}"),
    ("reception", rf"公务接待{_COST}?|(?<![内外])接待费"),
    ("three_public", "三公经费"),
    ("wages", "工资福利支出"),
    ("goods", "一般商品和服务支出|商品和服务支出|商品服务支出"),
    ("family", "对个人和家庭的?补助(?:支出)?"),
    ("personnel", "人员经费(?:支出)?|人员支出"),
    ("public", "(?:日常)?公用经费(?:支出)?|公用支出"),
    ("basic", "基本支出"),
    ("project", "项目支出"),
    ("fund", "政府性基金(?:预算)?(?:财政)?(?:拨款)?(?:支出|收入)?"),
    ("capital", "国有资本经营(?:预算)?(?:财政)?(?:拨款)?(?:支出|收入)?"),
    ("insurance", "(?:社会保险|社保)基金(?:预算|决算)*(?:支出|收入)?"),
    ("general", "一般公共预算(?:财政)?(?:拨款)?(?:支出|收入)?"),
    ("procurement", "政府采购(?:支出)?(?:总额|金额)?"),
    ("balance", "结转(?:和|及|与)?结余|结转|结余|余额"),
    ("income", "总收入|预算总?收入|收入预算|收入(?:决算)?(?:总计|合计|总额)"),
    ("spending", "总支出|支出(?:决算)?(?:总计|合计|总额)|整体支出"),
)
TOTALS = frozenset({"income", "spending"})
_OF_THREE_PUBLIC = ("three_public", "basic", "public", "goods", "project")
WHOLES: Mapping[str, tuple[str, ...]] = {
    "personnel": ("basic",),
    "public": ("basic",),
    "wages": ("basic", "personnel"),
    "family": ("basic", "personnel"),
    "goods": ("basic", "public"),
    "three_public": _OF_THREE_PUBLIC[1:],
    "reception": _OF_THREE_PUBLIC,
    "abroad": _OF_THREE_PUBLIC,
    "vehicle": _OF_THREE_PUBLIC,
    "vehicle_purchase": ("vehicle", *_OF_THREE_PUBLIC),
    "vehicle_operation": ("vehicle", *_OF_THREE_PUBLIC),
    "procurement": _OF_THREE_PUBLIC[1:],
}
"""What a noun is a part of: beside one of these it adds nothing to a sum."""
_VEHICLES = frozenset({"vehicle", "vehicle_purchase", "vehicle_operation"})
_BROADER = frozenset({"basic", "project", "personnel", "public", "three_public", *TOTALS})
FOREIGN: Mapping[str, frozenset[str]] = {
    "basic": frozenset({"basic", "project", *TOTALS}),
    "project": frozenset({"basic", *TOTALS}),
    "personnel": frozenset({"basic", "project", "public", "goods", "three_public", *TOTALS}),
    "public": frozenset({"basic", "project", "personnel", "wages", "family", *TOTALS}),
    "three_public": _BROADER,
    "reception": _BROADER | _VEHICLES | {"abroad"},
    "abroad": _BROADER | _VEHICLES | {"reception"},
    **dict.fromkeys(_VEHICLES, _BROADER | {"reception", "abroad"}),
}
"""What is no part of a noun, so that a list of its parts is over."""
_NOUN = re.compile("|".join(f"(?P<n{i}>{pattern})" for i, (_, pattern) in enumerate(NOUNS)))
_BUDGET, _FINAL = (
    "预算(?:安排)?|批复|年初数",
    "决算|实际(?:完成|支出|发生|使用)?|完成|执行|支付|支出",
)
_KINDS = (
    ("adjusted", "调整后?预算|预算调整|全年预算|最终预算"),
    ("added", "追加|调增|新增"),
    ("initial", "年初预算|年初批复|年初[^，]{0,12}?预算|年初"),
    ("budget", "预算(?:安排)?|批复|年初数"),
    ("final", "决算|实际|完成|执行|支付|支出"),
)
_FAMILY = re.compile(
    "一般公共预算|政府性基金预算|国有资本经营预算|社会保险基金预算|部门预算|预算(?:单位|部门)"
)
_CARRIED_OUT = re.compile("决算|执行|完成|使用|调整|追加|支付|支出情况|收支")
_PERIOD_LAST = re.compile(
    "(?:上一?年度?|去年|上年同期)(?!度?末?(?:的|财政|拨款|资金|累计)*(?:结转|结余|滚存))"
)
"""上年结转 is money of this year."""
_FILLER = re.compile(
    r"其中|[:@·]|\d|上一?年度?|去年|年初|年末|年度?|本年|全年|全部|当年|本单位|我单位|单位|本部门|我部门|部门|一般公共预算|"
    r"政府性基金|财政|拨款|预算|决算|收入|支出|总计|合计|共计|总额|金额|资金|实际|完成|安排|数|额|"
    r"截至|末|为|是|的|共|总|计|达到?|约|批复|执行|度|使用|发生|到位|资产|经费"
)
_ORGAN = re.compile(
    "(?:委员会|委|局|办公室|办|中心|院|校|学校|厂|站|所|镇|乡|街道|政府|协会|联合会|会|馆|队|"
    "社|部|大队|支队|法院|工委|我)$"
)


@functools.lru_cache(maxsize=8192)
def noun_in(label: str) -> str | None:
    """The known noun that stands last in a label; 总支出 and the like only without another."""
    groups = (match.lastgroup for match in _NOUN.finditer(label))
    found = [NOUNS[int(group[1:])][0] for group in groups if group]
    narrow = [noun for noun in found if noun not in TOTALS]
    return next(reversed(narrow or found), None)


@functools.lru_cache(maxsize=8192)
def is_bare(label: str) -> bool:
    """Whether the label names the noun of the whole unit, with nothing that narrows it.

    「2024年市教育局基本支出」 is bare, 「义务教育项目支出」 is not.
    """
    rest = owner_in(label)
    return not rest or bool(_ORGAN.search(rest))


@functools.lru_cache(maxsize=8192)
def owner_in(label: str) -> str:
    """What a label says beside its noun: 教育局 of 「2024年教育局基本支出」."""
    return _FILLER.sub("", _NOUN.sub("", label))


@functools.lru_cache(maxsize=8192)
def planned(heading: str) -> str | None:
    """initial or budget, where a heading speaks of a budget and not of what became of it."""
    kind = None if _CARRIED_OUT.search(heading) else kind_of(heading)
    return kind if kind in {"initial", "budget"} else None


@functools.lru_cache(maxsize=8192)
def kind_of(label: str) -> str | None:
    """initial, adjusted, added, budget or final, as the label says; None when it does not."""
    text = _FAMILY.sub("", _NOUN.sub(_without_noun, label))
    for kind, pattern in _KINDS:
        if re.search(pattern, text):
            return kind
    return None


def _without_noun(match: re.Match[str]) -> str:
    """预算 stays of 预算总收入: there it is no family of funds."""
    group = match.lastgroup or ""
    return "预算" if "预算" in match[0] and NOUNS[int(group[1:])][0] == "income" else ""


def says_last_year(label: str) -> bool:
    return bool(_PERIOD_LAST.search(label))
