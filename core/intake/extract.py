"""From a recognised form to its record with the source of every field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from core.address import At
from core.intake import titles
from core.intake.basic import take_basic_data
from core.intake.evaluation import take_evaluation
from core.intake.grid import Document
from core.intake.recognise import Recognition
from core.intake.report import take_report
from core.intake.taking import Taking
from core.source import Source
from core.submission import Filled

_ABOUT = re.compile(r"20\d\d\s*年度|绩效|自评|预算|决算")
_TAKE: Mapping[str, Callable[[Recognition], Taking]] = MappingProxyType(
    {
        "f1": take_basic_data,
        "f2": take_evaluation,
        "f3": take_evaluation,
        "f4": take_report,
        "f5": take_report,
    }
)


@dataclass(frozen=True, slots=True)
class ReadForm:
    """A form as read, with the year and unit it names itself (None if it does not).

    `sure` is False where its wording left a doubt which form it is.
    """

    filled: Filled
    year: int | None
    unit: str | None
    sure: bool


def extract(document: Document, recognition: Recognition) -> ReadForm:
    """The typed record of a recognised form, a source per field, and what could not be read."""
    taking = _TAKE[recognition.code](recognition)
    if taking.values.get("year") is None and not _headed(taking, document.margins):
        _dated(taking)
    record = taking.build()
    filled = Filled(recognition.code, record, dict(taking.sources), dict(taking.unread))
    return ReadForm(filled, taking.values.get("year"), _unit(taking), recognition.sure)


def _unit(taking: Taking) -> str | None:
    for path in ("unit", "cover.unit", "signature.unit", "authority", "implementer"):
        name = taking.values.get(path)
        if name:
            return " ".join(str(name).split())
    title = taking.values.get("title")
    return titles.unit_in(title) if title else None


def _headed(taking: Taking, margins: Sequence[str]) -> bool:
    """The year at the head or foot of the pages; other dates stand there too, such as of print."""
    for text in margins:
        year = titles.year_in(text)
        if year is not None and _ABOUT.search(text):
            taking.put("year", year, Source(text))
            taking.doubt("year", "表中没有写明年度，取自页眉或页脚")
            return True
    return False


def _dated(taking: Taking) -> None:
    """A form that names no year is of the one before the day it was signed, which is a guess."""
    for path in ("sign.date", "cover.date", "signature.date"):
        day = taking.values.get(path)
        if day is not None:
            taking.put("year", int(day.year) - 1, taking.sources[At(path)])
            taking.doubt("year", "没有写明年度，按填报日期的上一年推定")
            return


def year_of_name(name: str) -> int | None:
    """The year in a file name, or None."""
    found = re.search(r"(?<!\d)(20\d\d)(?!\d)", name)
    return int(found.group(1)) if found else None
