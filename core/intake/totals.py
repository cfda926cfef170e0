"""The row 总分: weight and score in cells of their own, in one cell, or in the label's cell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from core.intake import labels, titles
from core.intake.grid import Cell
from core.intake.rows import Columns, Row
from core.intake.taking import Taking
from core.number import is_blank, plain, read_number
from core.schema.kinds import before_note
from core.text import squash

_FIELDS = ("weight", "score")
JOINT = "/"
"""Between the two fields of a column that holds both, as in its name: weight/score."""
_JOINT = "一格里写了两个数，按栏目名分开"
_SWAPPED = "总分行两个数的先后与栏目不同，以大的为分值"
_NOT_TWO = "栏目是两个数，这一格不是"

_INLINE = labels.Lookup({**labels.TOTAL_FIELDS, **labels.TOTAL, **labels.HEAD_TOTAL})
BESIDE = "同一处另写有「{}」"
_APART = re.compile(r"\s+(?=[^\d\s/／])|[；;，]")
"""Between what a total says and what its cell says besides."""
_SPACED = re.compile(r"(?<=\d)\s+分")
_NO_FIGURE = re.compile(r"[\u4e00-\u9fff]{2}")
_SCORE = re.compile(
    r"(?:(?:[本该]?(?:项目|部门|单位)|(?:项目|预算)单位)?(?:整体支出|项目支出)?(?:绩效)?自评"
    r"|(?:本(?:项目|部门|单位)|该?项目)?(?:整体支出|项目支出)?(?:绩效)?(?:总计|评价|自我评价)?)"
    r"(?:得分|评分|(?<=自评)分)(?:合计|总计)?(?:\([^()]*\))?:?"
)
"""What a column of 得分 may be called too: only its figures make a row so named the total.

部门评价得分 is what the authority above gave.
"""
_LEFT_OUT = re.compile(r"(?:[小合总]计|总?得?分)[(](?:不[含包计]|扣除|除.{1,12}外)")
_GRADE = re.compile("等[级次]|档次")
_OF_POINTS = re.compile("[分率比%％数]")
_HALF = Decimal(50)
"""More than an indicator is ever worth, in 分; a total is less only in a form that failed."""


def is_total(row: Row) -> bool:
    """Whether a row is 总分, with its figures in cells of their own or in its only cell."""
    text = row.filled[0].text if row.filled else ""
    if leaves_out(text):
        return False
    inline, before = labels.pairs(_INLINE, text)
    return (
        labels.find(labels.TOTAL, text) is not None
        or _names_both(row)
        or (bool(inline) and titles.is_lead(before))
        or (len(row.filled) == 1 and bool(_total_figures(text)))
        or (
            len(row.filled) == len(_FIELDS)
            and labels.find(labels.HEAD_TOTAL, text) is not None
            and is_figure(row.filled[1].text)
        )
    )


def leaves_out(text: str) -> bool:
    """Whether a sum says that it is not the whole: 合计（不含预算执行率）."""
    said = "不" in text or "除" in text
    return said and _LEFT_OUT.search(squash(text)) is not None


def is_score(row: Row) -> bool:
    """Whether a row called 评价得分 or 本项目自评得分 is the total, told by its figures alone.

    It has no level beside its name and no target: one or two figures, of more than an indicator.
    """
    label, *rest = row.filled or (None,)
    if label is None or label is not row.cells[0] or not names_score(label.text):
        return False
    end = next((at for at, cell in enumerate(rest) if _GRADE.search(cell.text)), len(rest))
    figures = [cell.text for cell in rest[:end]]
    return 0 < len(figures) <= len(_FIELDS) and all(map(is_figure, figures)) and _over_half(figures)


def names_score(text: str) -> bool:
    """Whether a text is what a column of 得分, or the total of it, is called."""
    return _SCORE.fullmatch(squash(text)) is not None


def _over_half(figures: Iterable[str]) -> bool:
    numbers = [read_number(part) for text in figures for part in parts_of_figure(text)]
    return any(number is not None and number.value > _HALF for number in numbers)


def _names_both(row: Row) -> bool:
    """Whether a row is called 总分值, as the weight is, but has weight and score."""
    if len(row.filled) != 1 + len(_FIELDS) or "总" not in row.filled[0].text:
        return False
    texts = [cell.text for cell in row.filled]
    named = labels.find(labels.TOTAL_FIELDS, texts[0]) is not None
    return named and all(map(is_figure, texts[1:]))


def is_weight(row: Row) -> bool:
    """Whether a row is 总分值 alone, above one that is 总得分."""
    if len(row.filled) != len(_FIELDS) or "总" not in row.filled[0].text:
        return False
    name, figure = (cell.text for cell in row.filled)
    return labels.find(labels.TOTAL_FIELDS, name) == "weight" and is_figure(figure)


def take_total(taking: Taking, columns: Columns | None, row: Row) -> None:
    """Take the figures of a row that is 总分; what is no figure of it is kept as unread."""
    label = row.filled[0]
    named = labels.find(labels.TOTAL, label.text) or labels.find(labels.HEAD_TOTAL, label.text)
    if named is not None or is_score(row) or _names_both(row):
        taking.wording(row.grid, label)
        _cells(taking, columns, row)
        return
    found: list[tuple[Cell, str]] = []
    rest = ""
    for cell in row.filled:
        inline, _ = labels.pairs(_INLINE, cell.text)
        texts = [alone(value)[0] for _, value in inline] or _total_figures(cell.text)
        rest = next((rest for _, value in inline if (rest := alone(value)[1])), rest)
        found += [(cell, part) for text in texts for part in parts_of_figure(text)]
    _values(taking, columns, row, found)
    if rest and "total.score" in taking:
        taking.doubt("total.score", BESIDE.format(rest))


def alone(value: str) -> tuple[str, str]:
    """What stands behind 总分： and what its line says besides: 98分  等级：优 → 98分, 等级：优."""
    first, *rest = _APART.split(value, maxsplit=1)
    return first, "".join(rest).strip()


def _cells(taking: Taking, columns: Columns | None, row: Row) -> None:
    cells = row.filled[1:]
    paired = _paired(row)
    for name, cell in paired.items():
        _put(taking, name, row, cell)
    if not paired:
        _by_columns(taking, columns, row)
    for cell in cells:
        named = labels.find(labels.TOTAL_FIELDS, cell.text) is not None or names_score(cell.text)
        if named or is_blank(cell.text):
            taking.wording(row.grid, cell)
        else:
            taking.orphan(row.grid, cell, "总分行里不认识的内容")


def _paired(row: Row) -> dict[str, Cell]:
    """The figures that have labels of their own before them: 总分 │ 100 │ 自评得分 │ 98."""
    found: dict[str, Cell] = {}
    for label, value in pairwise(row.filled[1:]):
        name = labels.find(labels.TOTAL_FIELDS, label.text)
        name = "score" if name is None and names_score(label.text) else name
        if name is not None and is_figure(value.text) and len(parts_of_figure(value.text)) == 1:
            found.setdefault(name, value)
    first = row.filled[1] if len(row.filled) > 1 else None
    if found and first is not None and is_figure(first.text):
        found.setdefault("score" if "weight" in found else "weight", first)
    return found


def _by_columns(taking: Taking, columns: Columns | None, row: Row) -> None:
    """The figures under the headings of weight and score, or in their order."""
    cells = row.filled[1:]
    by_column: dict[str, Cell] = {}
    for column, cell in columns.of(row) if columns is not None else ():
        if column.name in _FIELDS and cell in cells:
            by_column.setdefault(column.name, cell)
    other = _under_others(columns, row) if by_column else ()
    figures = [cell for cell in cells if is_figure(cell.text) and cell not in other]
    spread = [(cell, part) for cell in figures for part in parts_of_figure(cell.text)]
    fits = len({id(cell) for cell in by_column.values()}) == len(_FIELDS)
    alone = len(spread) == 1 and len(by_column) == 1 and figures[0] in by_column.values()
    named = "得分" in row.filled[0].text
    if fits or (alone and not named and not _covers_both(columns, figures[0])):
        for name, cell in by_column.items():
            _put(taking, name, row, cell)
    else:
        _values(taking, columns, row, spread)


def _under_others(columns: Columns | None, row: Row) -> list[Cell]:
    """The cells right under headings of figures that no form has: 扣分, 得分率."""
    return [
        cell
        for column, cell in (columns.of(row) if columns is not None else ())
        if column.name is None
        and _OF_POINTS.search(column.heading.text)
        and labels.find(labels.INDICATOR, column.heading.text) not in _FIELDS
        and (cell.column, cell.columns) == (column.heading.column, column.heading.columns)
    ]


def _covers_both(columns: Columns | None, cell: Cell) -> bool:
    """Whether a cell stands under 分值 and under 得分, or under none of them by its edges."""
    heads = [c.heading for c in columns.columns if c.name in _FIELDS] if columns is not None else []
    return sum(head.middle_in(cell) for head in heads) != 1


def _values(
    taking: Taking, columns: Columns | None, row: Row, found: list[tuple[Cell, str]]
) -> None:
    """The figures in the order of the columns 分值 and 得分; a single one is the score."""
    names = _FIELDS if len(found) > 1 else ("score",)
    names_of = [column.name for column in columns.columns] if columns is not None else []
    order = [part for name in names_of if name is not None for part in name.split(JOINT)]
    swapped = False
    if "weight" in order and "score" in order and order.index("score") < order.index("weight"):
        swapped = len(found) > 1 and _exceeds(found[0][1], found[1][1])
        names = names if swapped else names[::-1]
    for name, (cell, text) in zip(names, found, strict=False):
        doubt = "总分行只有一个数，作为得分" if len(found) == 1 else _SWAPPED if swapped else None
        _put(taking, name, row, cell, text, doubt)


def _put(
    taking: Taking,
    name: str,
    row: Row,
    cell: Cell,
    text: str | None = None,
    doubt: str | None = None,
) -> None:
    """Take a figure of the row; another one that stood over the table is told."""
    path = f"total.{name}"
    before = taking.values.get(path)
    taking.cell(path, row.grid, cell, text, doubt)
    if before is not None and before != taking.values[path]:
        taking.doubt(path, f"表头另写有{plain(before)}")


def _exceeds(one: str, other: str) -> bool:
    first, second = read_number(one), read_number(other)
    return first is not None and second is not None and first.value > second.value


def take_joint(taking: Taking, row: Row, path: str, name: str, cell: Cell) -> None:
    """Two figures in one cell, 10/9.5, each to its field with a doubt; otherwise unread."""
    figures = parts_of_figure(cell.text)
    names = name.split(JOINT)
    if len(figures) != len(names) or not is_figure(cell.text):
        taking.orphan(row.grid, cell, _NOT_TWO)
        return
    for field, figure in zip(names, figures, strict=True):
        taking.cell(f"{path}.{field}", row.grid, cell, figure, _JOINT)


@lru_cache(maxsize=8192)
def is_figure(text: str) -> bool:
    """Whether a text is one or several figures: 100, 100/98 分."""
    if _NO_FIGURE.search(text):
        return False
    parts = parts_of_figure(text)
    return bool(parts) and all(read_number(part) is not None for part in parts)


def parts_of_figure(text: str) -> list[str]:
    """The figures of a text, apart: 100/98分 → 100, 98."""
    joined = _SPACED.sub("分", text[: before_note(text)].strip())
    return [part.removesuffix("分") for part in re.split(r"[/／\s]+", joined) if part]


def _total_figures(text: str) -> list[str]:
    """总分 100 99 in one cell: its figures."""
    found = re.fullmatch(r"(\D+)(\d[\d.．/／\s分]*)", text)
    if found is None:
        return []
    name, figures = found[1].strip(), found[2].replace("分", " ")
    score = names_score(name) and _over_half([figures])
    return [figures] if score or labels.find(labels.TOTAL, name) is not None else []
