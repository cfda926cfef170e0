"""Where a place is, in the words of the paper: 「自评表 指标9“经济成本”实际完成值」."""

import re

from core.address import At, Place
from core.forms import BasicData, Form, Overall, OverallReport, Project, ProjectReport
from core.forms.basic_data import ITEM
from core.forms.project import FUND_ROWS
from core.schema.form import Record, get, spec_at, specs_of
from core.submission import Submission

SHORT = {
    BasicData: "基础数据表",
    Overall: "自评表",
    Project: "项目自评表",
    OverallReport: "自评报告",
    ProjectReport: "项目自评报告",
}
_GROUPS = {"sign": "签署栏", "cover": "封面", "signature": "落款"}
"""Groups that stand on the paper without a label of their own."""
_OUTSIDE = {"cells": ("个表", "行", "列"), "paragraphs": ("段",)}
_LONGEST = 16
_BLANKS = re.compile(r"(?<![\d.%])\s+|\s+(?![\d.])")


def where(submission: Submission, place: Place) -> str:
    """The form and the cell in words; the form alone when the place names no field."""
    filled = submission.form(place.form)
    if filled is None:
        return place.form
    return f"{form_words(filled.record)} {cell_words(filled.record, place.at)}".strip()


def form_words(record: Form) -> str:
    """The short name of a form, of a project's with the project."""
    name = SHORT[type(record)]
    project = getattr(record, "project", None)
    return f"{name}（{project}）" if project else name


def cell_words(record: Form, at: At) -> str:
    """The cell in words, from the labels of the specs; rows by number and name.

    Text for which the form has no field is named by where it stands in the file.
    """
    steps = at.steps
    if steps[0] in _OUTSIDE:
        numbers = (step + 1 for step in steps if isinstance(step, int))
        units = _OUTSIDE[str(steps[0])]
        return "".join(f"第{n}{word}" for n, word in zip(numbers, units, strict=False))
    words: list[str] = []
    path = label = ""
    for step in steps:
        path = f"{path}.{step}" if path else str(step)
        if isinstance(step, int):
            name = _row_words(record, At(path))
            words[-1] = name or f"{label}第{step + 1}行"
        else:
            label = spec_at(type(record), At(path)).label.rstrip("：") if step else ""
            words.append(label or _GROUPS.get(step, step))
    return " ".join(word for word in words if word)


def _row_words(record: Form, at: At) -> str:
    """What a row is called; empty where it has no name."""
    try:
        row: Record = get(record, at)
    except (KeyError, IndexError):
        return ""
    fields = specs_of(type(row))
    if "level3" in fields:
        name = get(row, At("level3")) or get(row, At("level2"))
        number = f"指标{int(at.steps[-1]) + 1}"
        return f"{number}“{cut(name, _LONGEST)}”" if name else number
    if "item" in fields:
        item = ITEM.get(get(row, At("item")))
        name = get(row, At("label")) or (item.label if item else "")
        return cut(name, _LONGEST).rstrip("：:")
    if "row" in fields:
        return FUND_ROWS[get(row, At("row"))][0]
    for name in ("heading", "title", "label"):
        if name in fields and get(row, At(name)):
            return f"“{cut(get(row, At(name)), _LONGEST)}”"
    return ""


def cut(text: str, most: int = 40) -> str:
    """A cell's text in one line, shortened for a sentence; figures stay apart: 「25 25」."""
    one_line = " ".join(_BLANKS.sub("", text.strip()).split())
    return one_line if len(one_line) <= most else one_line[:most] + "…"
