"""What a file holds beside its forms: nothing of it is dropped without a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from core.intake.grid import Paragraph
from core.intake.rows import Slice

TARGET, TABLE, TEXT = "target", "table", "text"
_LONGEST = 40
_HEADINGS = (
    "编制数", "控制率", "决算数", "预算数", "执行率", "分值", "得分", "一级", "三级", "公务接待",
    "政府采购", "公用经费", "三公", "楼堂馆", "财政供", "项目支出", "数量指标", "质量指标",
    "满意度", "资金总额", "目标",
)  # fmt: skip
_ENOUGH = 6
"""So many of the headings stand in a form and hardly in another text."""
_SAYS = (
    (TABLE, "另有 {} 张表未识别"),
    (TARGET, "另有 {} 张绩效目标表或监控表，不是自评表，没有读取"),
    (TEXT, "另有 {} 段文字不属于任何表"),
)


@dataclass(frozen=True, slots=True)
class Leftover:
    """A table (or the rows of one) or a paragraph that belongs to no form of its file.

    `kind` is TARGET for a 绩效目标表 or 监控表, TABLE for one that nobody knows, TEXT for a
    paragraph; `text` are its first words; `table` and `row`, or `paragraph`, tell where it stands,
    as in `Source`.
    """

    kind: str
    text: str
    table: int | None = None
    row: int | None = None
    paragraph: int | None = None
    sheet: str | None = None


def of_rows(part: Slice, kind: str) -> Leftover | None:
    """The rows of a table as left over; None when they say nothing.

    What stands alone in its table is a line in a frame, not a table.
    """
    filled = [cell for row in part.rows for cell in row.filled]
    if not filled:
        return None
    words = " ".join(cell.text.strip().replace("\n", "") for cell in filled[:6])[:_LONGEST]
    grid = part.grid
    kind = TEXT if kind == TABLE and len(filled) == 1 else kind
    return Leftover(kind, words, grid.index, filled[0].row, sheet=grid.sheet)


def of_paragraph(paragraph: Paragraph) -> Leftover:
    """A paragraph as left over."""
    source = paragraph.source
    text = paragraph.printed.strip()[:_LONGEST]
    return Leftover(TEXT, text, source.table, source.row, source.paragraph, source.sheet)


def speaks_of_forms(found: Sequence[Leftover]) -> bool:
    """Whether lines of text bear the headings of a form, whose table has no ruling to show it."""
    text = "\n".join(item.text for item in found if item.kind == TEXT)
    return sum(word in text for word in _HEADINGS) >= _ENOUGH


def sentences(found: Sequence[Leftover]) -> tuple[str, ...]:
    """How much was left over, in Chinese, without a full stop."""
    counts = Counter(item.kind for item in found)
    return tuple(words.format(counts[kind]) for kind, words in _SAYS if counts[kind])
