"""Where the reports (f4, f5) of a document begin and end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.intake import titles
from core.intake.grid import Grid, Paragraph
from core.intake.headings import contents_in, known_headings
from core.text import squash

Block = Grid | Paragraph
_TITLE_LINES = 4
_LONGEST_LINE = 60
_FEW = 3


@dataclass(frozen=True, slots=True)
class Report:
    """The blocks of one report, from its title or cover to its end."""

    code: str
    blocks: tuple[Block, ...]
    first: int
    weight: int


def find_reports(blocks: Sequence[Block], claimed: set[int]) -> list[Report]:
    """The reports among the blocks that no table form has claimed."""
    found: list[Report] = []
    for run in _runs(blocks, claimed):
        starts = _starts(blocks, run)
        if not starts:
            _headless(blocks, run, found)
            continue
        ends = [*starts[1:], run[-1] + 1]
        for first, end in zip(starts, ends, strict=True):
            inside = tuple(blocks[first:end])
            code, weight = _code(inside)
            found.append(Report(code, inside, first, weight))
    return found


def _runs(blocks: Sequence[Block], claimed: set[int]) -> list[list[int]]:
    """Stretches of blocks that are not claimed."""
    runs: list[list[int]] = []
    for index in range(len(blocks)):
        if index in claimed:
            continue
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _starts(blocks: Sequence[Block], run: list[int]) -> list[int]:
    """Where reports begin in a run; a title after a heading begins the next report."""
    starts: list[int] = []
    heads = 0
    lines = [(index, item) for index in run if isinstance(item := blocks[index], Paragraph)]
    listed = contents_in([line for _, line in lines], "f4")
    listed |= contents_in([line for _, line in lines], "f5")
    for at, (index, block) in enumerate(lines):
        if at in listed:
            continue
        if titles.is_report_title(block.text) and not _listed(blocks, index):
            if not starts or heads:
                starts.append(_first_line(blocks, run[0], index))
                heads = 0
        elif known_headings([block], "f4") or known_headings([block], "f5"):
            heads += 1
    return starts


def _listed(blocks: Sequence[Block], index: int) -> bool:
    """Whether the line is an entry of a list of annexes: 3、部门整体支出绩效自评报告."""
    block = blocks[index]
    text = squash(block.text) if isinstance(block, Paragraph) else ""
    return text[:1].isdigit() and text[1:2] in {"、", ".", ",", ")"}


def _first_line(blocks: Sequence[Block], floor: int, index: int) -> int:
    """The first block of a report whose title ends at `index`: title lines and annex mark."""
    first = index
    last = blocks[index]
    joined = squash(last.text) if isinstance(last, Paragraph) else ""
    lines = 1
    named = False
    for above in range(index - 1, floor - 1, -1):
        block = blocks[above]
        if isinstance(block, Grid):
            break
        text = squash(block.text)
        if not text:
            continue
        if titles.is_annex(text):
            return above
        if titles.only_year(text) is not None:
            first, joined = above, text + joined
            continue
        if named:
            break
        if titles.unit_in(joined) is None and titles.names_unit(text):
            first, named = above, True
            continue
        wanted = titles.year_in(joined) is None and lines < _TITLE_LINES
        if not wanted or len(text) > _LONGEST_LINE or any(sign in text for sign in "。：:；"):
            break
        if not ("年" in text or "部门" in text or "绩效" in text or "支出" in text):
            break
        first, joined, lines = above, text + joined, lines + 1
    return first


def _code(blocks: Sequence[Block]) -> tuple[str, int]:
    """Which report it is, by its sections and its title."""
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    weights = {code: known_headings(paragraphs, code) for code in ("f4", "f5")}
    head: list[str] = []
    for paragraph in paragraphs[:_LONGEST_LINE]:
        head.append(squash(paragraph.text))
        if titles.is_report_title(paragraph.text):
            break
    title = "".join(head)
    if "整体" in title:
        weights["f4"] += _FEW
    elif "项目" in title or "专项" in title:
        weights["f5"] += _FEW
    code = max(weights, key=lambda name: weights[name])
    return code, weights[code]


def _headless(blocks: Sequence[Block], run: list[int], found: list[Report]) -> None:
    """A run without title: the rest of the report before it, or a report by its sections."""
    inside = tuple(blocks[index] for index in run)
    paragraphs = [block for block in inside if isinstance(block, Paragraph)]
    if found:
        last = found[-1]
        if known_headings(paragraphs, last.code) >= 1:
            weight = last.weight + known_headings(paragraphs, last.code)
            found[-1] = Report(last.code, (*last.blocks, *inside), last.first, weight)
        return
    weights = {code: known_headings(paragraphs, code) for code in ("f4", "f5")}
    code = max(weights, key=lambda name: weights[name])
    if weights[code] >= _FEW:
        found.append(Report(code, inside, run[0], weights[code]))
