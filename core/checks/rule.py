"""One rule, one function, one code: the decorator, what a rule sees, and the engine.

A rule is a generator of breaches. A rule over forms names the form classes and is called once for
each filled form of these classes with `(record, look)`; a rule over the submission names none and
is called once with `(case)`. Each module lists its rules in a tuple `RULES`.

    @rule("ZP-02", Overall, Project, title="执行率得分", severity=ERROR, basis="得分=分值×执行率",
          passes=example(Overall(…)), breaks=example(Overall(…)))
    def execution_score(form: Overall | Project, look: Look) -> Iterator[Breach]:
        if …:
            yield Breach(At("fund.score"), "应为9.01分，现为9.2分", expected="9.01", found="9.2")
"""

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from core.address import At, Place
from core.checks.finding import SEVERITIES, Finding
from core.checks.usual import Usual, usual_of
from core.checks.where import where
from core.forms import Form
from core.number import places_of, plain, short
from core.scheme import Scheme
from core.scoring.result import FormScore
from core.source import Unread
from core.submission import Filled, Submission, numbered

OFF = "关"
SUM = "n项相加允许尾差0.005×（n+1）万元，在此之内为提示"
PRINTED = "按填报的小数位数四舍五入后应相等"
POINTS = "0.005分"
_CENTS = 2
F = TypeVar("F", bound=Form)


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule broken at a place.

    `at` is the cell to mend: an `At` in the form that the rule looks at, or a `Place` anywhere in
    the submission. `says` is the sentence without full stop: 「应为…，现为…，差…」. `also` are the
    other sides of a contradiction. `severity` overrides the rule's own: 提示 for a rounding gap.
    """

    at: At | Place
    says: str
    expected: Decimal | str | None = None
    found: Decimal | str | None = None
    also: tuple[At | Place, ...] = ()
    severity: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """All that a rule may know: the submission, the year's scheme, the scores by form key.

    `previous` is the unit's submission of the year before, `others` are other units' of this year,
    `usual` is what is usual among all of them.
    """

    submission: Submission
    scheme: Scheme
    scores: Mapping[str, FormScore]
    previous: Submission | None = None
    others: tuple[Submission, ...] = ()
    usual: Usual | None = None

    def filled(self, cls: type[Form]) -> tuple[Filled, ...]:
        """All filled forms of a class, in order, with their keys, sources and unread cells."""
        return tuple(f for f in self.submission.forms if isinstance(f.record, cls))

    def keyed(self, cls: type[F]) -> tuple[tuple[str, F], ...]:
        """The forms of a class, in order, each with its key."""
        forms = self.submission.forms
        return tuple((f.key, f.record) for f in forms if isinstance(f.record, cls))

    def records(self, cls: type[F]) -> tuple[F, ...]:
        """The records of all forms of a class, in order."""
        return tuple(record for _, record in self.keyed(cls))

    def first(self, cls: type[F]) -> F | None:
        """The record of the first form of a class, or None: `case.first(Overall)`."""
        return next(iter(self.records(cls)), None)


@dataclass(frozen=True, slots=True)
class Look:
    """What a rule over one form sees beside the record."""

    case: Case
    filled: Filled

    @property
    def scheme(self) -> Scheme:
        return self.case.scheme

    @property
    def score(self) -> FormScore | None:
        """The recomputed scores of this form; None for forms that are not scored."""
        return self.case.scores.get(self.filled.key)

    def is_off(self, code: str) -> bool:
        """Whether the year's scheme has switched a check off."""
        return self.scheme.severities.get(code) == OFF

    def unread(self, at: At) -> Unread | None:
        """The text that stands at a place and could not be understood."""
        return self.filled.unread.get(at)


@dataclass(frozen=True, slots=True)
class Example:
    """A small submission that shows a rule: its forms, unread texts of the first, other options.

    `changes` are fields of the scheme that the example needs to differ from the default.
    """

    forms: tuple[Form, ...]
    unread: Mapping[str, str] = field(default_factory=dict)
    changes: Mapping[str, Any] = field(default_factory=dict)
    previous: tuple[Form, ...] = ()
    others: tuple[tuple[Form, ...], ...] = ()
    unit: str = "某某局"
    year: int = 2024


def example(*forms: Form, **more: Any) -> Example:
    """`example(Overall(…), BasicData(…), unread={"fund.score": "九分"})`."""
    return Example(forms, **more)


def submission_of(forms: Sequence[Form], unit: str, year: int) -> Submission:
    """A submission of bare records."""
    return Submission(unit, year, numbered(tuple(Filled(form.CODE, form) for form in forms)))


@dataclass(frozen=True, slots=True)
class Rule:
    """A check: its code, short name, severity, basis, tolerance, examples and the generator."""

    code: str
    title: str
    severity: str
    basis: str
    tolerance: str
    forms: tuple[type[Form], ...]
    passes: Example
    breaks: Example
    run: Callable[..., Iterator[Breach]]


def rule(
    code: str,
    *forms: type[Form],
    title: str,
    severity: str,
    basis: str,
    passes: Example,
    breaks: Example,
    tolerance: str = "",
) -> Callable[[Callable[..., Iterator[Breach]]], Rule]:
    """Make a generator of breaches a rule; the code stands once, here.

    `tolerance` says in Chinese by how much figures may differ, or from what on the rule speaks;
    empty where nothing may differ.
    """

    def build(run: Callable[..., Iterator[Breach]]) -> Rule:
        return Rule(code, title, severity, basis, tolerance, forms, passes, breaks, run)

    return build


def check(case: Case, rules: Sequence[Rule]) -> tuple[Finding, ...]:
    """All findings of the rules, in the order of the rules."""
    found: list[Finding] = []
    looks = [Look(case, filled) for filled in case.submission.forms]
    for item in rules:
        if case.scheme.severities.get(item.code) == OFF:
            continue
        if item.forms:
            for look in looks:
                if isinstance(look.filled.record, item.forms):
                    breaches = item.run(look.filled.record, look)
                    found += [_finding(item, case, b, look.filled.key) for b in breaches]
        else:
            found += [_finding(item, case, b, None) for b in item.run(case)]
    return tuple(found)


def _finding(item: Rule, case: Case, breach: Breach, key: str | None) -> Finding:
    places = tuple(_place(at, key) for at in (breach.at, *breach.also))
    head = case.scheme.labels.worded(where(case.submission, places[0]))
    return Finding(
        check=item.code,
        severity=_severity(item, case.scheme, breach),
        title=item.title,
        places=places,
        message=f"【{item.code} {item.title}】{head}：{breach.says}。依据：{item.basis}",
        expected=_text(breach.expected),
        found=_text(breach.found),
        basis=item.basis,
    )


def _severity(item: Rule, scheme: Scheme, breach: Breach) -> str:
    """The scheme's severity if it sets one, but never above what the breach itself claims."""
    chosen = scheme.severities.get(item.code)
    if chosen is None:
        return breach.severity or item.severity
    if breach.severity is None:
        return chosen
    return max(chosen, breach.severity, key=SEVERITIES.index)


def _place(at: At | Place, key: str | None) -> Place:
    if isinstance(at, Place):
        return at
    if key is None:
        raise TypeError(f"a rule over the submission must name the form of {at.path}")
    return Place(key, at)


def _text(value: Decimal | str | None) -> str | None:
    """As submitted: 9.20 stays. An amount written in 元 is without the zeros of its 万元."""
    if not isinstance(value, Decimal):
        return value
    return plain(value) if places_of(value) <= _CENTS else short(value)


def case_of(shown: Example, scheme: Scheme, scores: Mapping[str, FormScore] | None = None) -> Case:
    """The case that an example stands for, under a scheme with the example's changes."""
    submission = submission_of(shown.forms, shown.unit, shown.year)
    if shown.unread:
        first = submission.forms[0]
        unread = {At(path): Unread(text, "不是数字") for path, text in shown.unread.items()}
        submission = submission.with_form(dataclasses.replace(first, unread=unread))
    others = tuple(submission_of(forms, "另一局", shown.year) for forms in shown.others)
    return Case(
        submission,
        dataclasses.replace(scheme, **shown.changes),
        scores or {},
        submission_of(shown.previous, shown.unit, shown.year - 1) if shown.previous else None,
        others,
        usual_of((submission, *others)) if others else None,
    )
