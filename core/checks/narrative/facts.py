"""What the figures of a sentence are said to be."""

from dataclasses import dataclass

from core.checks.narrative.figures import Figure
from core.checks.narrative.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Amount:
    """Money that something is, was or was planned to be.

    `label` are the words before the number in its clause; `noun` the known noun among them, or of
    the clause before when the label names none; `kind` initial, adjusted, added, budget, final or
    None; `year` as written, -1 for 上年, None when not said. `own`: the label names the noun.
    """

    figure: Figure
    at: int
    label: str
    noun: str | None
    own: bool
    kind: str | None
    year: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """「比上年P增加D，增长r%」: `against` is last, plan, former (the plan of last
    year) or None (not said).

    `booked`: its own words speak of 决算 or 预算. `near`: the only amount stands before it.
    """

    against: str | None
    noun: str | None
    candidates: tuple[Amount, ...]
    base: Figure | None
    change: Figure | None
    change_up: bool | None
    rate: Figure | None
    rate_up: bool | None
    booked: bool
    near: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Share:
    """「A万元，占W的p%」 or 「完成预算的p%」 (`plan`); `of`: W where its amount stands there."""

    percent: Figure
    part: Amount | None
    whole: str
    plan: bool
    of: Amount | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """All facts of one sentence; `flat` are amounts that are as last year (与上年持平)."""

    sentence: Sentence
    amounts: tuple[Amount, ...]
    comparisons: tuple[Comparison, ...]
    shares: tuple[Share, ...]
    flat: tuple[Amount, ...]
