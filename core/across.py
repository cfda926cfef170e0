"""A year's submissions checked against each other: copied paragraphs, figures unlike the others'.

Comparing every report with every other would be far too slow, so each long paragraph is looked up
in an index of the checksums of all; only the units that it leads to are given to the rule.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from core.assess import Assessment, assess
from core.checks.catalogue import CATALOGUE
from core.checks.copies import Sketch, copied, sketches, whole_sketch
from core.checks.cx_identity import core_of
from core.checks.finding import Finding
from core.checks.rule import Case, check
from core.checks.usual import usual_by_unit
from core.checks.xy import COMMON, as_another_unit, names_of, report_texts
from core.checks.xy_peers import RULES as PEERS
from core.progress import Report, step
from core.scheme import Scheme
from core.submission import Submission

NO_KINDS: Mapping[str, str] = MappingProxyType({})
_ORDER = {rule.code: index for index, rule in enumerate(CATALOGUE)}


def check_together(
    submissions: Sequence[Submission], scheme: Scheme
) -> dict[str, tuple[Finding, ...]]:
    """All findings of submissions that came together, by key.

    Those of a year are compared with each other, each with its unit's of the year before.
    """
    known = {(found.unit, found.year): found for found in submissions}
    own = {
        found.key: assess(found, scheme, known.get((found.unit, found.year - 1))).findings
        for found in submissions
    }
    return with_across(submissions, own, scheme)


def year_findings(
    submissions: Sequence[Submission],
    assessment: Callable[[str], Assessment],
    scheme: Scheme,
    kinds: Mapping[str, str],
    report: Report,
) -> dict[str, tuple[Finding, ...]]:
    """All findings of a year's submissions by key; `assessment` judges one by its key.

    `kinds` as for `with_across`. Cancelled when `report` says so.
    """
    own = {}
    for done, submission in enumerate(submissions):
        step(report, done, len(submissions), f"核对{submission.unit}")
        own[submission.key] = assessment(submission.key).findings
    return with_across(submissions, own, scheme, kinds)


def with_across(
    submissions: Sequence[Submission],
    own: Mapping[str, tuple[Finding, ...]],
    scheme: Scheme,
    kinds: Mapping[str, str] = NO_KINDS,
) -> dict[str, tuple[Finding, ...]]:
    """The findings of each submission by key, in the catalogue's order.

    `own` are those that a submission shows by itself; added are those that only the other units'
    submissions of the year show. `kinds` are the units' 单位性质 by name, as far as known.
    """
    usual = usual_by_unit(submissions, kinds)
    others = {
        key: found
        for year in {submission.year for submission in submissions}
        for key, found in alike([item for item in submissions if item.year == year]).items()
    }
    found: dict[str, tuple[Finding, ...]] = {}
    for submission in submissions:
        key = submission.key
        case = Case(submission, scheme, {}, others=others[key], usual=usual[key])
        both = (*own[key], *check(case, (as_another_unit, *PEERS)))
        found[key] = tuple(sorted(both, key=lambda finding: _ORDER[finding.check]))
    return found


def alike(submissions: Sequence[Submission]) -> Mapping[str, tuple[Submission, ...]]:
    """By key, of a year's submissions, the others that a paragraph may be copied from or into.

    Of a paragraph that many have, the template's, only as many as it takes to know it for one;
    they come only beside a unit that something else is shared with.
    """
    texts = [report_texts(submission) for submission in submissions]
    wholes = [whole_sketch(mine) for mine in texts]
    counts = Counter(itertools.chain.from_iterable(wholes))
    shared = {checksum for checksum, count in counts.items() if count > 1}
    index: dict[int, list[int]] = defaultdict(list)
    for number, whole in enumerate(wholes):
        for checksum in whole & shared:
            index[checksum].append(number)
    paragraphs = [
        [sketch for sketch in _sketches(mine) if not shared.isdisjoint(sketch)] for mine in texts
    ]
    holders = {
        sketch: _holders(sketch, index, wholes)
        for sketch in frozenset(itertools.chain.from_iterable(paragraphs))
    }
    named = _sharing_names(submissions)
    return {
        submission.key: tuple(
            submissions[other]
            for other in sorted({*_partners(number, paragraphs[number], holders), *named[number]})
        )
        for number, submission in enumerate(submissions)
    }


def _sharing_names(submissions: Sequence[Submission]) -> Mapping[int, set[int]]:
    """For each submission the units that share an indicator with it which names their field.

    Of an indicator that many have, none.
    """
    holders: dict[str, list[int]] = defaultdict(list)
    for number, submission in enumerate(submissions):
        for name in names_of(submission):
            holders[name].append(number)
    fields = [core_of(submission.unit) for submission in submissions]
    found: dict[int, set[int]] = defaultdict(set)
    for name, numbers in holders.items():
        for owner in numbers if 1 < len(numbers) <= COMMON else ():
            if fields[owner] and fields[owner] in name:
                for number in numbers:
                    found[number] |= {owner} - {number}
    return found


def _sketches(texts: tuple[str, ...]) -> list[Sketch]:
    return [sketch for text in texts for _, sketch in sketches(text) if sketch]


def _holders(
    sketch: Sketch, index: Mapping[int, Sequence[int]], wholes: Sequence[Sketch]
) -> tuple[int, ...]:
    """The submissions that have nearly all of a paragraph, in order."""
    touched = {number for checksum in sketch for number in index.get(checksum, ())}
    return tuple(number for number in sorted(touched) if copied(sketch, wholes[number]))


def _partners(
    number: int, mine: Sequence[Sketch], holders: Mapping[Sketch, tuple[int, ...]]
) -> list[int]:
    found = [[other for other in holders[sketch] if other != number] for sketch in mine]
    copies = {other for others in found if len(others) < COMMON for other in others}
    template = {other for others in found for other in others[:COMMON]} if copies else set()
    return sorted(copies | template)
