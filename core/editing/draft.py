"""A step made on values alone: the state it leads to, and the edits that take it back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from core.editing.apply import apply
from core.editing.county import County, apply_county
from core.editing.edits import AddForm, CountyEdit, Edit, PutSubmission, SetScheme, Step
from core.submission import Submission


@dataclass(frozen=True, slots=True)
class Draft:
    """What a step leads to. `edits` are those that changed something, each with its inverse.

    `submissions` gives, by key, each that was named, as it was before the step and after it.
    """

    county: County
    submissions: Mapping[str, tuple[Submission | None, Submission | None]]
    edits: tuple[Edit, ...]
    inverses: tuple[Edit, ...]

    def stands(self, edit: Edit) -> bool:
        """Whether the edit would change nothing any more."""
        if isinstance(edit, CountyEdit):
            return apply_county(self.county, edit).inverse is None
        return apply(self.submissions[edit.submission][1], edit).inverse is None


def draft(
    step: Step, county: County, find: Callable[[str], Submission | None], first_scheme: str
) -> Draft:
    """Make a step; `find` gives the submission of a key as it stands.

    The first submission of a year begins the year, with `first_scheme` (TOML text), as an edit
    of the same step. LookupError when an edit names what is not there.
    """
    submissions: dict[str, tuple[Submission | None, Submission | None]] = {}
    made: list[tuple[Edit, Edit]] = []
    for edit in _with_years(step, county, first_scheme):
        inverse: Edit | None
        if isinstance(edit, CountyEdit):
            changed = apply_county(county, edit)
            county, inverse = changed.after, changed.inverse
        else:
            before, reached = submissions.get(edit.submission) or (find(edit.submission),) * 2
            applied = apply(reached, edit)
            submissions[edit.submission] = before, applied.after
            inverse = applied.inverse
        if inverse is not None:
            made.append((edit, inverse))
    return Draft(
        county,
        submissions,
        tuple(edit for edit, _ in made),
        tuple(inverse for _, inverse in made),
    )


def _with_years(step: Step, county: County, first_scheme: str) -> Iterator[Edit]:
    begun = set(county.schemes)
    for edit in step.edits:
        year = _begins(edit)
        if year is not None and year not in begun:
            begun.add(year)
            yield SetScheme(year, first_scheme)
        yield edit


def _begins(edit: Edit) -> int | None:
    """The year that the edit puts something into, if it may be the first."""
    if isinstance(edit, AddForm) or (isinstance(edit, PutSubmission) and edit.after):
        return int(edit.submission.partition("/")[0])
    return None
