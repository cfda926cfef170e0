"""What the tab of a form is called."""

from __future__ import annotations

from core.submission import Filled
from gui.models.marks import annex_of

_LONG = 9
_SHORT = {
    "f1": "基础数据",
    "f2": "整体自评",
    "f3": "项目自评",
    "f4": "整体报告",
    "f5": "项目报告",
}


def tab_name(filled: Filled) -> str:
    """The annex with the project, or what the form is called for short."""
    annex, word = _words(filled)
    return f"{annex} {word}"


def tab_text(filled: Filled) -> str:
    """The name, a long project cut."""
    annex, word = _words(filled)
    return f"{annex} {word[: _LONG - 1]}…" if len(word) > _LONG else f"{annex} {word}"


def _words(filled: Filled) -> tuple[str, str]:
    project = getattr(filled.record, "project", None) if filled.code in {"f3", "f5"} else None
    number = filled.key.partition("#")[2]
    word = project or _SHORT[filled.code] + (f" {number}" if number else "")
    return annex_of(filled.code), word
