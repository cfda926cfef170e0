"""「其中」 trees: which amounts of a sentence are parts of which.

Prose does not say where an inner list ends: after 「公务用车费7万元，其中购置费0万元」 a 「公务
接待费0.5万元」 belongs to the outer list again. All readings are tried, and the one with the
fewest contradictions counts, so that only what is wrong in every reading is reported.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.checks.narrative.facts import Amount, Told
from core.checks.narrative.nouns import FOREIGN, WHOLES

_TRIGGER = re.compile(
    r"(?P<whole>其中)|(?P<part>主要为|主要是|主要包括|具体为|具体是|包括|包含|(?<!不)含|(?<=¥)中(?=[，:]))"
    r"|(?P<use>主要用于|用于|(?<=¥):)|(?P<open>\()|(?P<close>\))"
)
_END = re.compile(
    "^已|比|较|同比|占|结余|结转|剩余|余额|累计|节约|超支|超出|缺口|折旧|净值|原值|负债|资产|最终|"
    "调整数|调整后|调减|核减|合计|总计|共计|小计|另|还|人均|每|收回|上缴|标准|不含|扣除|原因|实际|合同"
)
_WORDS = re.compile("[@#·预决算支出收入为是共计数金额的年度全完成其中主要包括含用于:()安排本]")
_ACTION = re.compile(
    "发放|拨付|投入|争取|完成|支付|新增|安排|落实|下拨|下达|筹集|筹措|资助|兑现|帮扶|救助|实施|"
    "建设|收缴|追缴|采购|购买|开展|支持|募集|捐赠|减免|清退|挽回|奖励|引进|到位|化解|归还"
)
_COMPARED = re.compile("比|较|同比|增|减|升|降|原因")
_ASSETS = re.compile(
    "^(?:其中)?[:，、]?(?:非?流动|固定|无形|其他|长期)资产(?:合计|小计)?(?:为|共|约)?$"
)
_AT_COST = re.compile("原值|折旧")
_SIDE = re.compile("收入|支出")
_SHARE_OF = re.compile("占[^，;¥%]*%")
_BARE_LIST = re.compile(r"(?<=¥)\([^¥()%#，;]{2,16}¥[、，;][^¥()%#，;]{2,16}¥[^()]*\)")
_BUDGETS = frozenset({"initial", "budget", "adjusted"})
_PLANNED = _BUDGETS | {"added"}
_MOST_READINGS = 400
_HALVES = ({"basic", "project"}, {"personnel", "public"})
"""What is always told side by side, of one whole."""
CENT = Decimal("0.005")


@dataclass(frozen=True, slots=True)
class Tree:
    """A total with its parts. `wholes`: all amounts that could be the total, the likeliest last.

    `partial`: introduced by 主要为, 包括, 含; `use`: by 用于, a colon, or only in brackets.
    `open`: more may follow that was not understood, so that only too large a sum says anything.
    """

    wholes: tuple[Amount, ...]
    parts: tuple[Amount, ...]
    partial: bool
    use: bool
    open: bool

    @property
    def total(self) -> Amount:
        return self.wholes[-1]

    @property
    def sum(self) -> Decimal:
        return sum((part.figure.value for part in self.parts), Decimal(0))

    @property
    def tolerance(self) -> Decimal:
        """0.005 万元 for each part and the total."""
        halves = [part.figure.half for part in self.parts]
        return sum((max(half, CENT) for half in halves), max(self.total.figure.half, CENT))

    @property
    def excess(self) -> Decimal:
        """The sum less the total that fits best."""
        return min((self.sum - whole.figure.value for whole in self.wholes), key=abs)

    @property
    def gap(self) -> Decimal:
        """How far the parts are from the total: from the one that they exceed, if they do."""
        too_much = self.broken or self.overspent
        return self.sum - self.total.figure.value if too_much else self.excess

    @property
    def exact(self) -> bool:
        return self.excess == 0

    @property
    def broken(self) -> bool:
        """Whether the parts are more than every total."""
        return all(self.sum - whole.figure.value > self.tolerance for whole in self.wholes)

    @property
    def of_assets(self) -> bool:
        """Some are told at cost, some less 折旧: the list may be wrong in that only."""
        return _kind_of_assets(self.wholes, self.parts)

    @property
    def overspent(self) -> bool:
        """Whether the parts are more than what was spent, and only a budget is larger.

        「预算28万元，支出21.36万元，其中…」: a list that fits the budget is of the budget.
        """
        spent = [whole for whole in self.wholes if whole.kind not in _PLANNED]
        return (
            self.total in spent
            and not self.broken
            and abs(self.excess) > self.tolerance
            and all(self.sum - whole.figure.value > self.tolerance for whole in spent)
        )


@dataclass(frozen=True, slots=True)
class _Level:
    wholes: tuple[Amount, ...]
    partial: bool
    use: bool
    depth: int
    since: int

    @property
    def loose(self) -> bool:
        """Whether the words that lead the list may as well be followed by no list at all."""
        return self.partial or self.use


def read_trees(told: Told, before: Told | None) -> tuple[Tree, ...]:
    """The trees of a sentence in the reading that contradicts itself least, and by the least."""
    if not told.amounts or not _TRIGGER.search(told.sentence.skeleton):
        return ()
    scan = _scan(told, before)
    sure = frozenset(amount for amount, levels, _ in scan.choices if len(levels) == 1)
    best: tuple[Tree, ...] = ()
    least: tuple[int, Decimal, int] | None = None
    for count, reading in enumerate(_readings(scan.choices)):
        if count > _MOST_READINGS:
            return ()
        trees = tuple(_trees(scan, reading, sure, told.sentence.skeleton))
        wrong = [tree.gap for tree in trees if tree.broken or tree.overspent]
        cost = (len(wrong), sum(wrong, Decimal(0)), sum(not tree.exact for tree in trees))
        if least is None or cost < least:
            least, best = cost, trees
    return best


class _Scan:
    """Walks amounts, triggers and brackets of a sentence in order and opens and closes levels.

    `choices`: each part with the levels it may belong to and all levels open where it stands.
    `at_cost`: assets are told before 折旧.
    """

    def __init__(self, before: Told | None, *, at_cost: bool) -> None:
        self.before = before
        self.at_cost = at_cost
        self.levels: list[_Level] = []
        self.choices: list[tuple[Amount, tuple[int, ...], tuple[int, ...]]] = []
        self.closed: set[int] = set()
        self._stack: list[int] = []
        self._roots: list[Amount] = []
        self._last: Amount | None = None
        self._depth = 0

    def amount(self, amount: Amount) -> None:
        if not self._stack:
            if not self._depth:
                self._roots.append(amount)
                self._last = amount
            return
        part = _is_part(amount) or self._of_assets(amount)
        if part and not self._changes(amount) and not self._acts(amount):
            inside = tuple(
                i
                for i in self._stack
                if self.levels[i].depth == self._depth and not self._foreign(i, amount)
            )
            if not inside and not self._depth:
                self.leave()
                self._roots, self._last = [amount], amount
            if inside:
                self.choices.append((amount, inside, tuple(self._stack)))
                self._last = amount
            return
        self.closed.update(self._stack)
        if _ends(amount) or self._changes(amount) or self._acts(amount):
            if not self._depth:
                self._roots, self._last = [amount], amount
            self._stack = [i for i in self._stack if self.levels[i].depth < self._depth]

    def _foreign(self, level: int, amount: Amount) -> bool:
        """Whether an amount can be no part of the whole: 项目支出 of 基本支出."""
        return amount.own and all(
            amount.noun in FOREIGN.get(whole.noun or "", ()) for whole in self.levels[level].wholes
        )

    def _of_assets(self, amount: Amount) -> bool:
        """「资产总额1260万元，其中流动资产280万元、固定资产980万元」; elsewhere they end a list."""
        told = _kind_of_assets(self.levels[self._stack[0]].wholes, (amount,))
        return told and not self.at_cost

    def _changes(self, amount: Amount) -> bool:
        """Whether a budget's list is over: 「年初预算¥，其中…；年中追加¥，决算¥」."""
        kinds = {whole.kind for whole in self.levels[self._stack[0]].wholes}
        return kinds <= {"initial", "budget"} and amount.kind in {"added", "adjusted", "final"}

    def _acts(self, amount: Amount) -> bool:
        """Whether a list of nouns is over: 「低保金¥，其中城市¥、农村¥，发放救助金¥」."""
        first = next((part for part, levels, _ in self.choices if self._stack[0] in levels), None)
        return bool(first and _ACTION.match(amount.label) and not _ACTION.match(_bare_label(first)))

    def bracket(self, opens: bool) -> None:
        self._depth = self._depth + 1 if opens else max(0, self._depth - 1)
        if not opens:
            self._stack = [i for i in self._stack if self.levels[i].depth <= self._depth]

    def leave(self) -> None:
        """What follows is a list of something else: all lists are over."""
        self.closed.update(self._stack)
        self._stack = []

    def astray(self, match: re.Match[str], skeleton: str) -> bool:
        """Whether 包括, 主要是 lead no list of the amount before.

        「比上年增长%，主要是任务增加」 gives a reason; in 「收入包括¥；支出包括¥」 the second list
        is of what the words before it name.
        """
        if not match["part"] or self._last is None:
            return False
        gap = _SHARE_OF.sub("", skeleton[self._last.at + 1 : match.start()])
        if match["part"].startswith(("主要为", "主要是")) and _COMPARED.search(gap):
            return True
        named = set(_SIDE.findall(gap)) - set(_SIDE.findall(self._last.label))
        return bool(named) or ";" in gap.rstrip(";")

    def trigger(self, match: re.Match[str]) -> None:
        wholes = tuple(self._roots)
        if self._last and (self._stack or self._depth):
            wholes = (self._last,)
        if not wholes and self.before is not None and match.start() == 0:
            wholes = self.before.amounts
        if wholes and not any(self.levels[i].wholes == wholes for i in self._stack):
            loose = bool(match["use"] or match["open"])
            level = _Level(wholes, bool(match["part"]), loose, self._depth, match.end())
            self.levels.append(level)
            self._stack.append(len(self.levels) - 1)


def _scan(told: Told, before: Told | None) -> _Scan:
    """The levels, each part with the levels it may belong to, and the levels cut short."""
    scan = _Scan(before, at_cost=bool(_AT_COST.search(told.sentence.skeleton)))
    triggers = ((m.start(), m) for m in _TRIGGER.finditer(told.sentence.skeleton))
    amounts = ((amount.at, amount) for amount in told.amounts)
    marks: list[tuple[int, re.Match[str] | Amount]] = [*triggers, *amounts]
    for _, mark in sorted(marks, key=lambda mark: mark[0]):
        if isinstance(mark, Amount):
            scan.amount(mark)
        elif mark["open"] or mark["close"]:
            scan.bracket(bool(mark["open"]))
            if mark["open"] and _BARE_LIST.match(told.sentence.skeleton, mark.start()):
                scan.trigger(mark)
        elif scan.astray(mark, told.sentence.skeleton):
            scan.leave()
        else:
            scan.trigger(mark)
    return scan


def _kind_of_assets(wholes: Sequence[Amount], parts: Sequence[Amount]) -> bool:
    total = bool(wholes) and all("资产总" in whole.label for whole in wholes)
    return total and all(_ASSETS.search(part.label) for part in parts)


def _bare_label(amount: Amount) -> str:
    return _TRIGGER.sub("", amount.label).lstrip(":")


def _is_part(amount: Amount) -> bool:
    return not _ends(amount) and amount.year != -1


def _ends(amount: Amount) -> bool:
    """Whether an amount is no part but a new statement: 「结余3万元」, 「合计8万元」, 「已支¥」."""
    return bool(_END.search(amount.label)) or not _WORDS.sub("", amount.label)


def _readings(
    choices: Sequence[tuple[Amount, tuple[int, ...], tuple[int, ...]]],
    floor: frozenset[int] = frozenset(),
) -> Iterator[tuple[tuple[Amount, int], ...]]:
    """Every way to give each part a level; a level that was left is not entered again.

    A part that cannot be of the lists within leaves them too.
    """
    if not choices:
        yield ()
        return
    (amount, levels, stack), rest = choices[0], choices[1:]
    for level in reversed(levels):
        if level in floor:
            continue
        left = floor | frozenset(stack[stack.index(level) + 1 :])
        for following in _readings(rest, left):
            yield ((amount, level), *following)


def _complete(
    level: _Level, parts: tuple[Amount, ...], sure: frozenset[Amount], skeleton: str
) -> tuple[Amount, ...]:
    """The parts up to a semicolon that ends the list.

    「一类项目65万元，其中甲40万元、乙20万元；二类项目285万元」: the 285 are no part. A semicolon
    goes on with a list whose parts it divides, of which none is more than the whole. `sure` are
    the parts that no other list could take.
    """
    totals = {whole.figure.value for whole in level.wholes}
    so_far = Decimal(0)
    for index, (part, following) in enumerate(itertools.pairwise(parts), 1):
        so_far += part.figure.value
        if ";" not in skeleton[part.at : following.at]:
            continue
        by_commas = index > 1 and ";" not in skeleton[parts[0].at : part.at]
        halves = {part.noun, following.noun} in _HALVES
        over = by_commas or (following.figure.value > max(totals) and not halves)
        if so_far in totals or (over and sure.issuperset(parts[: index + 1])):
            return parts[:index]
    return parts


def _distinct(level: _Level, parts: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """Without parts of parts: 「支出¥，其中基本支出¥、项目支出¥，三公经费¥」 has two parts."""
    total = sum((part.figure.value for part in parts), Decimal(0))
    nouns = {part.noun for part in parts}
    if any(whole.figure.value == total for whole in level.wholes):
        return parts
    return tuple(p for p in parts if nouns.isdisjoint(WHOLES.get(p.noun or "", ())))


def _trees(
    scan: _Scan, reading: tuple[tuple[Amount, int], ...], sure: frozenset[Amount], skeleton: str
) -> Iterator[Tree]:
    for index, level in enumerate(scan.levels):
        parts = tuple(amount for amount, chosen in reading if chosen == index)
        parts = _complete(level, _distinct(level, parts), sure, skeleton)
        if parts and level.loose and ";" in skeleton[level.since : parts[0].at]:
            continue
        kinds = {part.kind for part in parts}
        if not parts or ("final" in kinds and kinds & _BUDGETS):
            continue
        yield Tree(level.wholes, parts, level.partial, level.use, index in scan.closed)
