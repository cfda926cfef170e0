"""What judging costs: one unit after a keystroke, and the units of a year against each other."""

import dataclasses
import time
from collections.abc import Callable

from benchmarks import made_up
from benchmarks.ratio import ROUNDS, Ratio, Target, timed

from core.across import with_across
from core.address import At, Place
from core.assess import assess
from core.collector import settled
from core.editing import Enter, apply
from core.forms import Overall
from core.scheme import load_scheme
from core.scoring.score import score
from core.submission import Submission

INDICATORS, CHARACTERS, UNITS = 200, 20_000, 150
_EDITS = 200
_RANK = 198


def score_typed() -> Ratio:
    """A score is typed: the report is read from memory, everything else judged anew."""
    return _keystroke("score", lambda n: (f"indicators.{n % INDICATORS}.score", f"0.{n % 45:02}"))


def sentence_typed() -> Ratio:
    """A sentence is typed: the sentences of that section alone are read again."""
    unit = made_up.with_report(INDICATORS, CHARACTERS)
    texts = [unit.text(Place("f4", At.of("sections", n, "text"))) for n in range(10)]
    return _keystroke(
        "sentence", lambda n: (f"sections.{n % 10}.text", f"{texts[n % 10]}\n补充{n}条意见。")
    )


def _keystroke(what: str, edit: Callable[[int], tuple[str, str]]) -> Ratio:
    """The 99th percentile of all that follows an edit, against a bare score of the form."""
    unit, scheme = made_up.with_report(INDICATORS, CHARACTERS), load_scheme()
    form = next(f.record for f in unit.forms if isinstance(f.record, Overall))
    assess(unit, scheme)
    settled()  # as the window does when it has opened
    times = []
    for number in range(_EDITS):
        after = _edited(unit, *edit(number))
        start = time.perf_counter()
        assess(after, scheme)
        times.append(time.perf_counter() - start)
    anew = iter([_anew(form) for _ in range(ROUNDS + 1)])
    _, bare = timed(lambda: None, lambda: score(next(anew), scheme))
    name = f"{what} typed: whole reassessment, p99"
    return Ratio(
        name, sorted(times)[_RANK - 1], "bare score of the form", bare, Target(within=0.016)
    )


def _anew(form: Overall) -> Overall:
    """The same form, of which no score is remembered."""
    rows = tuple(dataclasses.replace(row) for row in form.indicators)
    return dataclasses.replace(form, indicators=rows)


def _edited(unit: Submission, path: str, text: str) -> Submission:
    key = "f4" if path.startswith("sections") else "f2"
    after = apply(unit, Enter(unit.key, Place(key, At(path)), text)).after
    if after is None:
        raise ValueError(path)
    return after


def year_across() -> Ratio:
    """All units of a year against each other, their own findings known, against one unit's."""
    scheme = load_scheme()
    units = [made_up.with_report(20, 6000, number) for number in range(UNITS)]
    own = {unit.key: assess(unit, scheme).findings for unit in units}
    scored = dataclasses.replace(scheme, places=1)
    ours, theirs = timed(
        lambda: with_across(units, own, scheme), lambda: assess(units[0], scored), rounds=3
    )
    return Ratio(f"{UNITS} units across", ours, "one unit by itself", theirs, Target(within=2))
