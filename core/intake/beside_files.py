"""Whose a file is that names no unit: what the files beside it and its folder say.

The official 附件1 has no place for the unit's name, and a unit that sends one file a form calls
them 附件1, 附件2; but it sends them in a folder or an archive of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePath

from core.intake.reading import FileReading

_FORM_WORDS = re.compile(
    r"附件|项目|整体|部门|单位|材料|资料|表格|附表|支出|全套|全部|所有|基础|数据|情况|填报|报送|县级"
)
_WORD = re.compile(r"[\u4e00-\u9fff]{2}")

Named = Mapping[PurePath, frozenset[str]]
"""Folder → the units that its files name."""


def folder_of(reading: FileReading) -> PurePath:
    """The folder of a file, in its archive if it came in one."""
    name = PurePath(reading.name)
    inside = name.name != reading.path.name
    return reading.path / name.parent if inside else reading.path.parent


def named_in_folders(readings: Iterable[FileReading]) -> Named:
    """The units that the files of each folder name."""
    found: dict[PurePath, set[str]] = defaultdict(set)
    for reading in readings:
        found[folder_of(reading)] |= {form.unit for form in reading.forms if form.unit}
    return {folder: frozenset(units) for folder, units in found.items()}


def says_no_unit(rest: str) -> bool:
    """Whether what is left of a file's name, without the names of forms, cannot be a unit's."""
    return not _WORD.search(_FORM_WORDS.sub("", rest))


def unit_beside(
    reading: FileReading, named: Named, meant: Callable[[str], str | None]
) -> str | None:
    """The one unit that the files beside a file name and the name of its folder means.

    `meant` gives the unit that a name means. None when nothing or more than one unit is named.
    """
    folder = folder_of(reading)
    found = {meant(unit) or unit for unit in named.get(folder, ())}
    own = meant(_FORM_WORDS.sub("", folder.stem))
    if own is not None:
        found.add(own)
    return found.pop() if len(found) == 1 else None
