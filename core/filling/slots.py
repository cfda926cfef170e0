"""Which places of a form a template has: the form is filled with samples, and what is told is not.

The clerk sees it when a template is chosen, before any unit's figures go in.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from core.address import At
from core.editing import blank_form
from core.filling.confined import apart
from core.filling.fill import REPORTS, Layouts, fill_template, open_template
from core.filling.pen import NOT_SINGLE, Pen
from core.filling.template import Template
from core.forms import FORMS, BasicData, Form, Overall, Project
from core.forms.basic_data import Building
from core.forms.parts import Indicator
from core.intake.recognise import recognise
from core.schema.form import leaves, put, specs_of
from core.schema.specs import Spec
from core.submission import Filled

_SAMPLES = {"text": "某", "date": "2024年12月31日", "ordinal": "1", "year": "2024", "flag": ""}
_OF_ROWS = ("indicators", "buildings", "lines", "funds")


@dataclass(frozen=True, slots=True)
class Slots:
    """A form in a template: the names of its places that were found, and of those that were not.

    Reports (f4, f5) are filled section by section and have no list of places.
    """

    code: str
    found: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def slots_in(data: bytes, layouts: Layouts = ()) -> tuple[Slots, ...]:
    """The forms of a template, in its order, with their places; found out in a confined child.

    UserError for a file that cannot be opened, is neither .docx nor .xlsx, or holds no form.
    """
    return apart(partial(find_slots, layouts=layouts), data)


def find_slots(data: bytes, layouts: Layouts = ()) -> tuple[Slots, ...]:
    """The same in this process."""
    kind, template = open_template(data, layouts)
    codes = dict.fromkeys(each.code for each in recognise(template.document()))
    known = [code for code in codes if code in FORMS and (kind == "docx" or code not in REPORTS)]
    if not known:
        fill_template(data, Filled("f1", blank_form("f1", "某单位", 2024)))
    return tuple(_slots(open_template(data, layouts)[1], code) for code in known)


def _slots(template: Template, code: str) -> Slots:
    form = FORMS[code]
    if not issubclass(form, BasicData | Overall | Project):
        return Slots(code)
    filled = Filled(code, _sample(blank_form(code, "某单位", 2024)))
    pen = Pen(template, filled)
    pen.fill()
    found: dict[str, bool] = {}
    for at, spec, value in leaves(filled.record):
        if at.path in NOT_SINGLE or at.column in {"item", "label"} or value is None:
            continue
        name = _name(form, at, spec)
        found[name] = found.get(name, True) and at not in pen.told
    return Slots(
        code,
        tuple(name for name, there in found.items() if there),
        tuple(name for name, there in found.items() if not there),
    )


def _sample(form: Form) -> Form:
    """The form with something in every place, one row in each of its open lists."""
    if isinstance(form, BasicData):
        form = dataclasses.replace(form, buildings=(Building(completed_year=2024),))
    if isinstance(form, Overall | Project):
        row = Indicator(level1="产出指标", level1_weight=Decimal(50), level2="数量指标")
        form = dataclasses.replace(form, indicators=(row,))
    for at, spec, value in leaves(form):
        if value is None and (sample := _value(spec)) is not None:
            form = put(form, at, sample)
    return form


def _value(spec: Spec) -> Any:
    if spec.kind is None:
        return None
    if spec.choices:
        return spec.choices[0]
    return spec.kind.parse(_SAMPLES.get(spec.kind.name, "1")).value


def _name(form: type[Form], at: At, spec: Spec) -> str:
    """指标的得分, 项目支出的本年决算数: the place in words."""
    if at.field not in _OF_ROWS:
        return spec.label
    owner = specs_of(form)[at.field].label
    return f"{owner}的{spec.label}"
