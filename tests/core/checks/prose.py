"""A made-up unit's year in figures, and many ways in which a report may tell them, all true.

A sentence is a template; `sure` are the figures of it that no other reading can excuse: a slip in
one of them must be found. The others may stand in a list that need not be complete, or agree with
too little to be known wrong.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st

from core.forms import BasicData, Overall, OverallReport
from core.forms.basic_data import Line, Staff
from core.forms.overall import Expenditure, Fund, Income
from core.forms.parts import Total
from core.forms.report import Section
from core.number import round_to, short

D = Decimal
FIELD = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A template, and the fields in which a slip must be found."""

    template: str
    sure: tuple[str, ...] = ()


def _s(template: str, *sure: str) -> Sentence:
    return Sentence(template, sure)


TOPICS: tuple[tuple[Sentence, ...], ...] = (
    (  # staff
        _s("全局核定编制{posts}名，其中行政编制{adm}名，事业编制{ins}名。", "posts"),
        _s("核定编制{posts}名，实有在职{staff}名，空编{free}名。", "posts", "staff", "free"),
        _s("年末共有人员{people}人，其中：在职{staff}人，离退休{retired}人。",
           "people", "staff", "retired"),
        _s("人员编制{posts}人，在职人员{staff}人，离退休人员{retired}人。", "posts", "staff"),
        _s("离退休人员{retired}人，其中离休{old}人，退休{pension}人。",
           "retired", "old", "pension"),
    ),
    (  # budgets and execution
        _s("{year}年年初预算收入{b0}万元，年中追加{added}万元，全年预算{b1}万元。",
           "b0", "added", "b1"),
        _s("{year}年全年预算{b1}万元，实际支出{x}万元，预算执行率{rate}%。", "b1", "x", "rate"),
        _s("{year}年预算执行率为{rate}%。", "rate"),
        _s("{year}年全年支出{x}万元，完成年初预算{b0}万元的{done}%。", "x", "b0", "done"),
        _s("{year}年总支出{x}万元，其中：基本支出{ba}万元，占{sba}%；项目支出{pr}万元，占{spr}%。",
           "x", "ba", "pr", "sba", "spr"),
        _s("{year}年支出合计{x}万元，比上年增加{dx}万元，增长{gx}%，其中：\n1.基本支出{ba}万元；\n"
           "2.项目支出{pr}万元。", "x", "dx", "gx", "ba", "pr"),
        _s("预算执行率={x}/{b1}×100%={rate}%。", "x", "b1", "rate"),
    ),
    (  # basic spending
        _s("{year}年基本支出{ba}万元，其中：人员经费{pe}万元，公用经费{pu}万元。", "ba", "pu"),
        _s("基本支出{ba}万元，主要包括人员经费和公用经费。公用经费{pu}万元，占基本支出的{spu}%。",
           "ba", "pu", "spu"),
        _s("人员经费、公用经费分别为{pe}万元、{pu}万元，分别占基本支出的{spe}%、{spu}%。",
           "pu", "spu", "spe"),
        _s("公用经费{pu}万元，占基本支出的{spu}%。", "pu", "spu"),
    ),
    (  # 三公
        _s("“三公”经费预算{tb}万元，支出决算{t}万元，完成预算的{dt}%，比上年{tl}万元减少{gt}万元，"
           "下降{rt}%。", "tb", "t", "dt", "tl", "gt", "rt"),
        _s("“三公”经费决算{t}万元，较上年减少{gt}万元，下降{rt}%。其中：公务接待费{r}万元；"
           "公务用车运行维护费{v}万元。", "t", "gt", "rt", "r", "v"),
        _s("“三公”经费预算数、决算数分别为{tb}万元和{t}万元。", "tb", "t"),
        _s("{last}年、{year}年“三公”经费决算分别为{tl}万元、{t}万元。", "t"),
        _s("公务接待费由上年的{rl}万元减少到{r}万元，减少{gr}万元。", "rl", "r", "gr"),
        _s("公务接待费、公务用车运行维护费分别支出{r}万元和{v}万元。", "r", "v"),
        _s("全年接待{n}批次，较上年{nl}批次减少{gn}批次。", "n", "nl", "gn"),
    ),
    (  # score
        _s("部门整体支出绩效自评得分{score}分，评价等次为“优”。", "score"),
        _s("自评得分为{score}分。", "score"),
        _s("自评综合得分{score}分，其中：投入指标得分{a}分，产出指标得分{b}分，效果指标得分{c}分。",
           "score"),
    ),
)  # fmt: skip

money = st.integers(min_value=5_00, max_value=900_00).map(lambda cents: D(cents) / 100)
people = st.integers(min_value=2, max_value=60).map(D)
part = st.integers(min_value=3, max_value=30).map(lambda percent: D(percent) / 100)


def _share(part: Decimal, whole: Decimal) -> Decimal:
    return round_to(part / whole * 100, 2)


@st.composite
def years(draw: st.DrawFn) -> Mapping[str, Decimal]:
    """The figures of a unit's year, all of which agree."""
    adm, ins, old, pension = (draw(people) for _ in range(4))
    free = D(1)
    staff, retired = adm + ins - free, old + pension
    pe, pu, pr, carry, r, v, gr, gv, more = (draw(money) for _ in range(9))
    ba = pe + pu
    x = ba + pr
    b1 = x + carry
    added, dx = (round_to(whole * draw(part), 2) for whole in (b1, x))
    t, gt = r + v, gr + gv
    tb, tl = t + more, t + gt
    n, gn = draw(people), draw(people)
    a, b, c = D(18), D(48), draw(st.integers(min_value=240, max_value=339)) / D(10)
    return {
        "year": D(2024), "last": D(2023), "posts": adm + ins, "adm": adm, "ins": ins, "free": free,
        "staff": staff, "retired": retired, "old": old, "pension": pension,
        "people": staff + retired, "b0": b1 - added, "added": added, "b1": b1, "x": x,
        "rate": _share(x, b1), "done": _share(x, b1 - added), "ba": ba, "pr": pr, "dx": dx,
        "gx": _share(dx, x - dx), "sba": _share(ba, x), "spr": _share(pr, x),
        "pe": pe, "pu": pu, "spe": _share(pe, ba), "spu": _share(pu, ba), "tb": tb, "t": t,
        "tl": tl, "gt": gt, "rt": _share(gt, tl), "dt": _share(t, tb), "r": r, "v": v,
        "rl": r + gr, "vl": v + gv, "gr": gr, "n": n, "nl": n + gn, "gn": gn,
        "score": a + b + c, "a": a, "b": b, "c": c,
    }  # fmt: skip


def told(sentence: Sentence, year: Mapping[str, Decimal]) -> str:
    """The sentence with its figures."""
    return FIELD.sub(lambda match: short(year[match[1]]), sentence.template)


_WAN = re.compile(r"(\d+(?:\.\d+)?)万元")
_WIDE = str.maketrans({code: code + 0xFEE0 for code in range(ord("0"), ord("9") + 1)})
_HALF = str.maketrans("，：；（）", ",:;()")


def in_yuan(text: str) -> str:
    """12.5万元 as 125,000元."""
    return _WAN.sub(lambda match: f"{int(D(match[1]) * 10_000):,}元", text)


def blanks(text: str) -> str:
    return re.sub(r"(\d+(?:\.\d+)?)", r" \1 ", text)


DRESSES: tuple[Callable[[str], str], ...] = (
    str,
    in_yuan,
    blanks,
    lambda text: text.translate(_WIDE),
    lambda text: text.translate(_HALF),
    lambda text: text.replace("；", "；\n"),
    lambda text: text.replace("比上年", "与上年相比").replace("较上年", "同比上年"),
)
"""The same sentence as others type it."""


def forms(
    year: Mapping[str, Decimal], texts: tuple[str, ...]
) -> tuple[BasicData, Overall, OverallReport]:
    """The tables of the year, and a report that says this."""
    lines = (
        ("three_public", "tl", "tb", "t"),
        ("reception", "rl", "", "r"),
        ("vehicle_operation", "vl", "", "v"),
        ("project", "", "", "pr"),
        ("public", "", "", "pu"),
    )
    rows = tuple(
        Line(
            item=item,
            prior_final=year.get(last),
            budget=year.get(budget),
            final=year.get(final),
        )
        for item, last, budget, final in lines
    )
    return (
        BasicData(staff=Staff(authorized=year["posts"], actual=year["staff"]), lines=rows),
        Overall(
            year=2024,
            fund=Fund(
                initial_budget=year["b0"], annual_budget=year["b1"], executed=year["x"],
                rate=year["rate"],
            ),
            income=Income(general_public=year["b1"]),
            expenditure=Expenditure(basic=year["ba"], project=year["pr"]),
            total=Total(weight=D(100), score=year["score"]),
        ),
        OverallReport(
            year=2024,
            sections=tuple(
                Section(no=n, heading="二、支出情况", text=text) for n, text in enumerate(texts, 1)
            ),
        ),
    )  # fmt: skip


def slipped(year: Mapping[str, Decimal], field: str, by: Decimal) -> Mapping[str, Decimal]:
    """The year with one figure told wrong."""
    return {**year, field: year[field] + by}
