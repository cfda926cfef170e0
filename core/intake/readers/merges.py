"""What the readers of texts say of cells that are merged downward or across."""

from __future__ import annotations

import re

MERGE_LOST = "合并单元格的起点丢失，按上一格的内容延续"
MERGE_SPLIT = "合并单元格里另有文字，按单独的一格读取"
_MARK = re.compile("[\ue000-\uf8ff]")
"""Characters without a meaning of their own, by which a program marks places for itself."""


def is_said(text: str) -> bool:
    """Whether a cell that a merge covers holds a text all the same; marks are none."""
    return bool(text) and not _MARK.match(text)
