"""Formulas in prose: 「控制率=62/65×100%=95.38%」, 「850+120=970万元」."""

import re
from collections.abc import Iterator
from decimal import Decimal

from core.checks.finding import HINT
from core.checks.narrative.folding import fold
from core.checks.narrative.verdict import Relation, Verdict
from core.number import places_of, round_to, short

_N = r"\d+(?:,\d{3})*(?:\.\d+)?"
_U = r"(?:万元|元|人|名|个|项|件|次)?"
_QUOTIENT = re.compile(
    rf"(?<![\d.])\(?(?P<a>{_N}){_U}(?:(?P<op>[-+])(?P<b>{_N}){_U})?\)?[/÷]\(?(?P<d>{_N}){_U}\)?"
    rf"\)?(?:[×xX*]100%?)?=(?P<p>-?{_N})%"
)
_SUM = re.compile(
    rf"(?<![\d.=/÷×*])(?P<terms>{_N}{_U}(?:[+-]{_N}{_U})+)=(?P<s>{_N})(?![\d.]|\s*[/÷×*%])"
)
_TERM = re.compile(rf"(?P<sign>[+-]?)(?P<n>{_N})")
_HUNDRED = Decimal(100)


def formulas(text: str) -> Iterator[Relation]:
    """NR-05 and NR-01: what is calculated in the text itself."""
    if "=" not in text and "＝" not in text:
        return
    folded = fold(text)
    for match in _QUOTIENT.finditer(folded.text):
        names = [name for name in ("a", "b", "d", "p") if match[name]]
        starts = frozenset(folded.place(*match.span(name))[0] for name in names)
        yield Relation(starts, _quotient(match, folded.place(*match.span())))
    for match in _SUM.finditer(folded.text):
        yield Relation(frozenset(), _sum(match, folded.place(*match.span())))


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _quotient(match: re.Match[str], place: tuple[int, int]) -> Verdict | None:
    part, whole, printed = _number(match["a"]), _number(match["d"]), _number(match["p"])
    if match["b"]:
        part += _number(match["b"]) * (1 if match["op"] == "+" else -1)
    if not whole:
        return None
    places = places_of(printed)
    right = round_to(part / whole * _HUNDRED, places)
    if abs(right) == abs(printed):
        return None
    near = abs(abs(right) - abs(printed)) <= Decimal(1).scaleb(-places)
    return Verdict(
        "NR-05",
        f"算式结果应为{short(right)}%，现为{short(printed)}%，"
        f"差{short(abs(abs(right) - abs(printed)))}个百分点",
        f"{short(right)}%",
        f"{short(printed)}%",
        *place,
        HINT if near else None,
    )


def _sum(match: re.Match[str], place: tuple[int, int]) -> Verdict | None:
    terms = [
        _number(term["n"]) * (-1 if term["sign"] == "-" else 1)
        for term in _TERM.finditer(match["terms"])
    ]
    total, printed = sum(terms, Decimal(0)), _number(match["s"])
    off = abs(total - printed)
    if not off:
        return None
    tail = off <= Decimal("0.005") * (len(terms) + 1)
    return Verdict(
        "NR-01",
        f"算式之和应为{short(total)}，现为{short(printed)}，{'尾差' if tail else '差'}{short(off)}",
        short(total),
        short(printed),
        *place,
        HINT if tail else None,
    )
