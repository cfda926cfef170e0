"""index.html of an archive: one plain page that any browser opens, with a link to every file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from urllib.parse import quote

from core.checks.finding import ERROR, WARNING
from core.reports.county_report import Sender
from core.reports.report import POINTS, day_words, shown
from core.reports.unit_year import UnitYear

_STYLE = """
body { font-family: "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; margin: 2em; color: #222 }
table { border-collapse: collapse } td, th { border: 1px solid #999; padding: .3em .6em }
th, td.n { white-space: nowrap } td.n { text-align: right }
th { background: #e9edf2 } li { margin: .2em 0 }
"""
_KINDS = {"docx": "Word", "xlsx": "Excel", "pdf": "PDF"}
_HEADS = (
    "序号", "单位", "状态", "自评得分", "复算得分", "复核得分", "等次", "错误", "警告",
    "材料", "原件",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A unit of the index with the paths of its files in the archive.

    `originals` are the submitted files, each with the name under which it was handed in.
    """

    unit: UnitYear
    papers: tuple[str, ...]
    originals: tuple[tuple[str, str], ...]


def index_html(
    year: int,
    sender: Sender,
    tables: Sequence[str],
    lines: Sequence[Line],
    county: Sequence[UnitYear],
) -> str:
    """The page: the county's papers, a line a unit, who has not handed in."""
    title = f"{year}年度部门整体支出绩效自评归档"
    missing = [unit.unit for unit in county if unit.submission is None]
    head = "".join(f"<th>{name}</th>" for name in _HEADS)
    rows = "\n".join(_row(number, line) for number, line in enumerate(lines, 1))
    made = "　".join(filter(None, (sender.office, day_words(sender.day))))
    parts = [
        f"<h1>{title}</h1>",
        f"<p>{escape(made)}</p>",
        "<h2>全县材料</h2>",
        f"<ul>{''.join(f'<li>{_link(path)}</li>' for path in tables)}</ul>",
        f"<h2>各单位材料（{len(lines)}个单位）</h2>",
        f"<table><thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table>",
    ]
    if missing:
        parts.append(f"<p>未报送（{len(missing)}个）：{escape('、'.join(missing))}</p>")
    parts.append("<p>每个文件的校验值在“清单.sha256”中，可用 sha256sum -c 核对。</p>")
    body = "\n".join(parts)
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _row(number: int, line: Line) -> str:
    scores = line.unit.scores()
    figures = [
        _points(scores.submitted), _points(scores.computed), _points(scores.reviewed),
        scores.grade or "", str(line.unit.count(ERROR)), str(line.unit.count(WARNING)),
    ]  # fmt: skip
    words = "".join(f"<td>{escape(cell)}</td>" for cell in (line.unit.unit, line.unit.status))
    numbers = "".join(f'<td class="n">{escape(figure)}</td>' for figure in figures)
    links = [_link(path, _KINDS.get(path.rpartition(".")[2], "")) for path in line.papers[:-1]]
    papers = "　".join((*links, _link(line.papers[-1], "核对结果")))
    originals = "<br>".join(_original(path, name) for path, name in line.originals)
    return (
        f'<tr><td class="n">{number}</td>{words}{numbers}'
        f'<td class="n">{papers}</td><td>{originals}</td></tr>'
    )


def _original(path: str, name: str) -> str:
    """A link to a submitted file, with its own name where a file could not be called so."""
    kept = path.rpartition("/")[2].partition(" ")[2]
    said = "" if name.replace("\\", "/").rpartition("/")[2] == kept else f"（原名：{escape(name)}）"
    return f"{_link(path)}{said}"


def _link(path: str, words: str = "") -> str:
    name = words or path.rpartition("/")[2]
    return f'<a href="{quote(path)}">{escape(name)}</a>'


def _points(value: Decimal | None) -> str:
    return shown(value, POINTS)
