"""Cures that are certain: what to enter in a cell, and why no other figure can be meant.

A figure is suggested for the cell of a finding when all of this holds:

1. the cell follows from others by a rule of the form: a rate, the execution score, a total;
2. each of these others was read as it stands, and no further 错误 or 警告 names it, nor does the
   question whether more was spent than there was;
3. nothing else could be the slip. A rate and the execution score are nothing but results. A total
   that is blank contradicts nothing, unless a part of it seems to have been left out. A total that
   was filled in is another matter, for the slip may be in a part: the total score is certain only
   when the scheme confirms every score in it, an amount only when a further paper states the sum.

Spellings are mended without a finding where the meaning stays: full-width digits and ≧ in targets,
and numbers that could not be read for a slip of the keyboard (9。5). Everything is taken as an
ordinary edit, which undo takes back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from core.address import At, Place
from core.assess import Assessment
from core.checks.finding import ERROR, HINT, WARNING, Finding
from core.checks.lines import Row, children, rows_of
from core.editing import Enter, Step, scored_cells
from core.forms import BasicData, Evaluation, Overall, Project
from core.forms.overall import Fund
from core.forms.project import ProjectFund
from core.number import read_number, short
from core.schema.form import get, spec_at, specs_of
from core.scheme import Scheme
from core.scoring.result import FormScore, Scored
from core.scoring.score import budget_of
from core.scoring.target import parse_value
from core.standing import standing
from core.submission import Filled, Submission

_TOTAL = At("total.score")
_DOUBTS = frozenset({"ZP-03"})
"""Checks that ask even as 提示 whether the amounts are right."""
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Enter `text` at `place`: `why` shows the sum, `check` is the finding that it cures.

    `check` is empty for a mere matter of spelling. `also` are further cells that were right and
    follow the first: the total score after a score.
    """

    place: Place
    text: str
    why: str
    check: str = ""
    also: tuple[tuple[Place, str], ...] = ()


def suggest(
    submission: Submission,
    scheme: Scheme,
    scores: Mapping[str, FormScore],
    findings: Iterable[Finding],
) -> tuple[Suggestion, ...]:
    """All certain cures of a submission; none for findings that were explained or ignored."""
    held = standing(findings, submission.marks)
    case = _Case(submission, scheme, scores, tuple(item.finding for item in held))
    cures: list[Suggestion] = []
    for item in held:
        filled = submission.form(item.finding.place.form)
        cure = _CURES.get(item.finding.check)
        if filled is not None and cure is not None and not item.settled:
            cures += cure(case, item.finding, filled)
    return (*cures, *(found for filled in submission.forms for found in _spellings(case, filled)))


def suggest_year(
    assessed: Iterable[tuple[Submission, Assessment]], scheme: Scheme
) -> dict[str, tuple[Suggestion, ...]]:
    """The certain cures of many submissions by key, without those that have none."""
    found = {
        submission.key: suggest(submission, scheme, result.scores, result.findings)
        for submission, result in assessed
    }
    return {key: suggestions for key, suggestions in found.items() if suggestions}


def recalculation(chosen: Iterable[tuple[str, Suggestion]]) -> Step:
    """The step that takes suggestions, each with its submission's key: 「复算：…」."""
    taken = tuple(chosen)
    edits: dict[tuple[str, Place], Enter] = {}
    for key, item in taken:
        for place, text in ((item.place, item.text), *item.also):
            edits[key, place] = Enter(key, place, text)
    what = taken[0][1].why if len(taken) == 1 else f"{len(taken)}处"
    return Step(f"复算：{what[:_LONGEST]}", tuple(edits.values()))


@dataclass(frozen=True, slots=True)
class _Case:
    submission: Submission
    scheme: Scheme
    scores: Mapping[str, FormScore]
    findings: tuple[Finding, ...]

    def sure(self, filled: Filled, cells: Iterable[At], but: Finding) -> bool:
        """Whether each cell was read as it stands and no finding but this one speaks of it."""
        named = {
            place
            for finding in self.findings
            if finding is not but
            and (finding.severity in {ERROR, WARNING} or finding.check in _DOUBTS)
            for place in finding.places
        }
        return all(
            at not in filled.unread
            and (at not in filled.sources or filled.sources[at].doubt is None)
            and Place(filled.key, at) not in named
            for at in cells
        )

    def stated_elsewhere(self, place: Place, value: Decimal) -> bool:
        """Whether another paper contradicts the cell as well, and with the very same figure."""
        return any(
            finding.check.startswith("CX")
            and place in finding.places
            and value in {_number(finding.expected), _number(finding.found)}
            for finding in self.findings
        )


Cure = Callable[[_Case, Finding, Filled], Iterator[Suggestion]]


def _number(text: str | None) -> Decimal | None:
    read = read_number(text or "")
    return read.value if read else None


def _enter(finding: Finding, filled: Filled, at: At, value: Decimal, how: str) -> Suggestion:
    kind = spec_at(type(filled.record), at).kind
    text = kind.show(value) if kind else ""
    return Suggestion(Place(filled.key, at), text, f"{finding.title} {how}", finding.check)


def _rate(part: str, whole: str, rate: str) -> Cure:
    """A rate and the columns beside it that it is made of."""

    def cure(case: _Case, finding: Finding, filled: Filled) -> Iterator[Suggestion]:
        at, due = finding.place.at, _number(finding.expected)
        group, _, name = at.path.rpartition(".")
        if name != rate or due is None:
            return
        cells = (At(f"{group}.{part}"), At(f"{group}.{whole}"))
        if case.sure(filled, cells, finding):
            have, of = (get(filled.record, cell) for cell in cells)
            yield _enter(finding, filled, at, due, f"{short(have)}÷{short(of)}={short(due)}%")

    return cure


def _building_rate(case: _Case, finding: Finding, filled: Filled) -> Iterator[Suggestion]:
    for name in ("area", "investment"):
        yield from _rate(f"actual_{name}", f"approved_{name}", f"{name}_rate")(
            case, finding, filled
        )


def _budgets(group: At, scheme: Scheme) -> tuple[At, ...]:
    """The cells that the denominator of 执行率 may come from."""
    annual, initial = group.child("annual_budget"), group.child("initial_budget")
    return (annual,) if scheme.execution.denominator == "annual" else (annual, initial)


def _execution_rate(case: _Case, finding: Finding, filled: Filled) -> Iterator[Suggestion]:
    """Not for 100 % in place of more: some bureaus print it so."""
    at, due, now = finding.place.at, _number(finding.expected), _number(finding.found)
    group = At(at.path.removesuffix(".rate"))
    cells = (group.child("executed"), *_budgets(group, case.scheme))
    if due is None or now is None or (finding.severity == HINT and now > 1):
        return
    row: Fund | ProjectFund = get(filled.record, group)
    budget = budget_of(row, case.scheme)
    if row.executed is None or budget is None or not case.sure(filled, cells, finding):
        return
    how = f"{short(row.executed)}÷{short(budget)}={short(due)}%"
    yield _enter(finding, filled, at, due, how)


def _execution_score(case: _Case, finding: Finding, filled: Filled) -> Iterator[Suggestion]:
    """The score by the scheme, and with it the total if that was the sum of the scores."""
    at, due = finding.place.at, _number(finding.expected)
    group = At(at.path.removesuffix(".score"))
    cells = (group.child("executed"), group.child("weight"), *_budgets(group, case.scheme))
    score = case.scores.get(filled.key)
    if due is None or score is None or not case.sure(filled, cells, finding):
        return
    first = _enter(finding, filled, at, due, score.fund.why)
    also = _following_total(case, filled, at, due, score)
    yield Suggestion(first.place, first.text, first.why, first.check, also)


def _following_total(
    case: _Case, filled: Filled, at: At, due: Decimal, score: FormScore
) -> tuple[tuple[Place, str], ...]:
    total, own = score.total.submitted, get(filled.record, at)
    submitted = [item.submitted or Decimal(0) for item in (score.fund, *score.indicators)]
    if total is None or own is None or _TOTAL in filled.unread:
        return ()
    if abs(total - sum(submitted)) > case.scheme.limits.score:
        return ()
    return ((Place(filled.key, _TOTAL), short(sum(submitted) - own + due)),)


def _total_score(case: _Case, finding: Finding, filled: Filled) -> Iterator[Suggestion]:
    """A blank total once every row with points has its score; else if each score is confirmed."""
    form, due = filled.record, _number(finding.expected)
    score = case.scores.get(filled.key)
    if not isinstance(form, Overall | Project) or due is None or score is None:
        return
    if finding.severity == HINT or not case.sure(filled, scored_cells(form), finding):
        return
    items = (score.fund, *score.indicators)
    weights = (form.fund.weight, *(row.weight for row in form.indicators))
    blank = form.total.score is None and _TOTAL not in filled.unread
    scored = [item for item, weight in zip(items, weights, strict=True) if weight is not None]
    if (
        all(item.submitted is not None for item in scored)
        if blank
        else all(_confirmed(item, case.scheme) for item in scored)
    ):
        yield _enter(finding, filled, _TOTAL, due, f"各项得分之和={short(due)}")


def _confirmed(item: Scored, scheme: Scheme) -> bool:
    """Whether the scheme yields the submitted score."""
    if item.submitted is None or item.computed is None:
        return False
    limit = scheme.limits.score
    return any(abs(item.submitted - due) <= limit for due in (item.computed, *item.accepted))


def _amount_total(case: _Case, finding: Finding, filled: Filled) -> Iterator[Suggestion]:
    """A filled total that another paper contradicts too, with the very sum of the parts."""
    at, due = finding.place.at, _number(finding.expected)
    if finding.severity == HINT or due is None or not case.stated_elsewhere(finding.place, due):
        return
    parts = _parts(filled, at)
    if parts is not None and case.sure(filled, parts, finding):
        yield _enter(finding, filled, at, due, _sum_of(filled, parts, due))


def _blank_total(case: _Case, finding: Finding, filled: Filled) -> Iterator[Suggestion]:
    """Every column of a blank total whose parts leave no doubt."""
    for place in finding.places:
        parts = _parts(filled, place.at)
        if finding.severity == HINT or not parts:
            continue
        if case.sure(filled, (*parts, place.at), finding):
            due = sum((get(filled.record, part) for part in parts), Decimal(0))
            yield _enter(finding, filled, place.at, due, _sum_of(filled, parts, due))


def _sum_of(filled: Filled, parts: Iterable[At], due: Decimal) -> str:
    return f"{'+'.join(short(get(filled.record, part)) for part in parts)}={short(due)}"


def _parts(filled: Filled, total: At) -> tuple[At, ...] | None:
    """The filled cells that a total of f1 is the sum of; None where one may have been left out.

    A line that is blank in all columns is one that the unit does not have. 公用经费 has parts that
    are not listed, and 上级转移支付 is counted in by some units and not by others.
    """
    form = filled.record
    if not isinstance(form, BasicData) or total.row is None or total.column is None:
        return None
    return _parts_of(filled, form, rows_of(form)[total.row], total.column)


def _parts_of(filled: Filled, form: BasicData, total: Row, column: str) -> tuple[At, ...] | None:
    if total.line.item == "public":
        return None
    cells: list[At] = []
    for part in children(form, total):
        line = part.line
        amounts = (line.prior_final, line.budget, line.final)
        if line.item == "transfer" and any(amount is not None for amount in amounts):
            return None
        if getattr(line, column) is not None:
            cells.append(part.at.child(column))
            continue
        below = _parts_of(filled, form, part, column)
        unread = any(at.within(part.at) for at in filled.unread)
        others = unread or any(amount is not None for amount in amounts)
        if below is None or (not below and others):
            return None
        cells += below
    return tuple(cells)


_CURES: Mapping[str, Cure] = {
    "BD-01": _rate("actual", "authorized", "control_rate"),
    "BD-03": _amount_total,
    "BD-04": _amount_total,
    "BD-05": _amount_total,
    "BD-06": _amount_total,
    "BD-08": _blank_total,
    "BD-15": _building_rate,
    "ZP-01": _execution_rate,
    "ZP-02": _execution_score,
    "ZP-12": _total_score,
}

_WIDE = re.compile("[０-９≧≦]")
_NARROW = {ord("０") + digit: str(digit) for digit in range(10)} | str.maketrans(
    "≧≦％＞＜＝", "≥≤%><="
)
_WIDE_POINT = re.compile(r"(?<=\d)．(?=\d)")
_SLIPPED_POINT = re.compile(r"(?<=[0-9０-９])\s*(?:[。·]|\.\.)\s*(?=[0-9０-９])")
_SLIPPED_END = re.compile(r"[。，,、；;]$")


def _spellings(case: _Case, filled: Filled) -> Iterator[Suggestion]:
    """Cells to be written otherwise that say the same."""
    if isinstance(filled.record, Overall | Project):
        yield from _targets(filled, filled.record)
    known = specs_of(type(filled.record))
    for at, unread in filled.unread.items():
        if at.field.partition(".")[0] not in known:
            continue
        kind = spec_at(type(filled.record), at).kind
        if kind is None or not kind.numeric:
            continue
        text = _SLIPPED_END.sub("", _SLIPPED_POINT.sub(".", unread.text.strip()))
        parsed = kind.parse(text)
        if parsed.why is None and parsed.value is not None:
            place = Place(filled.key, at)
            check = next((f.check for f in case.findings if f.place == place), "")
            why = f"“{unread.text}”应为{kind.show(parsed.value)}"
            yield Suggestion(place, kind.show(parsed.value), why, check)


def _targets(filled: Filled, form: Evaluation) -> Iterator[Suggestion]:
    """Full-width digits, ≧ and ≦ in targets and results, where the text is read alike."""
    for index, row in enumerate(form.indicators):
        for name, text in (("target", row.target), ("actual", row.actual)):
            if text is None or not _WIDE.search(text):
                continue
            plain = _WIDE_POINT.sub(".", text.translate(_NARROW))
            if parse_value(plain, form.year) == parse_value(text, form.year):
                place = Place(filled.key, At.of("indicators", index, name))
                yield Suggestion(place, plain, f"“{text}”写作“{plain}”")
