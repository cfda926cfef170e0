"""Cells that follow from others: what they come to, and the sum in words for whoever asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from core.address import At
from core.forms import Overall, Project
from core.formulas import Formula, formulas_of
from core.number import short
from core.schema.form import get, spec_at
from core.scoring.result import FormScore
from core.submission import Filled

_MOST = 8


@dataclass(frozen=True, slots=True)
class Computed:
    """A cell's computed value in its words; `agrees`: the submitted one is the same."""

    why: str
    agrees: bool


def computed_cells(filled: Filled, scores: FormScore | None) -> Mapping[At, Computed]:
    """Every cell of a form that follows from others: sums, rates, and the scores it is given."""
    found = {at: _formula(filled, at, formula) for at, formula in formulas_of(filled).items()}
    record = filled.record
    if scores is not None and isinstance(record, Overall | Project):
        for index, scored in enumerate(scores.indicators):
            at = At.of("indicators", index, "score")
            if scored.computed is not None:
                found[at] = Computed(f"复算：{scored.why}", scored.computed == get(record, at))
    return found


def _formula(filled: Filled, at: At, formula: Formula) -> Computed:
    kind = spec_at(type(filled.record), at).kind
    shown = kind.show(formula.value) if kind else short(formula.value)
    operands = [part for part in formula.parts if isinstance(part, At)]
    texts = [filled.text(part) or "0" for part in operands]
    if formula.parts[0] == "SUM(":
        kept = [text for text in texts if text != "0"]
        how = "+".join(kept) if len(kept) <= _MOST else f"{len(kept)}项之和"
    elif formula.parts[0] == "MIN(":
        weight, _, executed, budget = texts
        how = f"{weight}×{executed}÷{budget}，不超过{weight}"
    else:
        how = "÷".join(texts)
    value = get(filled.record, at)
    agrees = isinstance(value, Decimal) and value == formula.value
    return Computed(f"按表内数据计算：{how}＝{shown}", agrees)
