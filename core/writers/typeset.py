"""Setting a page: a template of resources/papers and its data, by typst.

Values travel as JSON, so that nothing a unit wrote can be taken for a command of the template;
only the shipped fonts are used, so that every PC prints the same.
"""

import json
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import typst

from core.resources import resource
from core.writers.shown import MAKER

_ONE_AT_A_TIME = Lock()
"""A compiler serves one caller; the preview and an export may come from two threads."""


def typeset(
    template: str, title: str, data: dict[str, Any], form: Literal["pdf", "svg", "png"]
) -> tuple[bytes, ...]:
    """The PDF, or each page as a drawing or as a picture of 220 dots an inch."""
    values = json.dumps({"title": title, "maker": MAKER, **data}, ensure_ascii=False)
    compiler = _compiler(resource("papers", template))
    with _ONE_AT_A_TIME:
        pages = compiler.compile(format=form, ppi=220, sys_inputs={"data": values})
    if isinstance(pages, list):
        return tuple(pages)
    return () if pages is None else (pages,)


@cache
def _compiler(template: Path) -> typst.Compiler:
    return typst.Compiler(
        str(template), font_paths=[str(resource("fonts"))], ignore_system_fonts=True
    )
