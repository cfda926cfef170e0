"""Reports as PDF: headings, tables and charts, set by typst from resources/papers/county.typ."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from core.number import plain
from core.reports.report import Chart, Heading, Paragraph, Part, Report, Table, drawn, shown
from core.writers.report_look import (
    FEW,
    align,
    head_cells,
    kept_with_closing,
    kept_with_next,
    margins,
    room,
    title_lines,
    widths,
)
from core.writers.shown import printable
from core.writers.target import save
from core.writers.typeset import typeset

_DENSE, _ROOMY = 8.5, 10
"""The points of tables on landscape and on upright pages, as county.typ sets them."""


def write_report_pdf(reports: Sequence[Report], target: Path) -> None:
    """Write the reports into one PDF, each from a new page; UserError if it cannot."""
    save(report_pdf(reports), target)


def report_pdf(reports: Sequence[Report]) -> bytes:
    """The PDF."""
    (document,) = _typeset(reports, "pdf")
    return document


def report_svg_pages(reports: Sequence[Report]) -> tuple[bytes, ...]:
    """The pages of the PDF as drawings, for preview and print."""
    return _typeset(reports, "svg")


def chart_png(chart: Chart, tables: Mapping[str, Table]) -> bytes:
    """A chart alone, as a picture for Word, at 220 dots an inch."""
    data = {"chart": _chart(chart, tables[chart.table])}
    (picture,) = typeset("picture.typ", chart.title, data, "png")
    return picture


def _typeset(reports: Sequence[Report], form: Literal["pdf", "svg"]) -> tuple[bytes, ...]:
    title = reports[0].title if reports else ""
    return typeset("county.typ", title, {"reports": list(map(_report, reports))}, form)


def _report(report: Report) -> dict[str, Any]:
    tables, kept = {table.key: table for table in report.tables}, kept_with_next(report)
    return {
        "title": printable(report.title),
        "landscape": report.landscape,
        "margins": margins(report),
        "letterhead": printable(report.head),
        "cover": [printable(line) for line in report.cover],
        "cover-title": printable(title_lines(report.title, 16)),
        "heading": printable(title_lines(report.title, 20)),
        "lead": [printable(line) for line in report.lead],
        "parts": [
            {**_part(part, report, tables), "kept": place in kept}
            for place, part in enumerate(report.parts)
        ],
        "tail": kept_with_closing(report),
        "closing": [printable(line) for line in report.closing],
    }


def _part(part: Part, report: Report, tables: Mapping[str, Table]) -> dict[str, Any]:
    if isinstance(part, Heading):
        return {"kind": "heading", "text": printable(part.text)}
    if isinstance(part, Paragraph):
        return {"kind": "paragraph", "text": printable(part.text), "role": part.role}
    if isinstance(part, Chart):
        return _chart(part, tables[part.table])
    return _table(part, report)


def _table(table: Table, report: Report) -> dict[str, Any]:
    columns = table.columns
    kinds = [column.kind for column in columns]
    lines = table.rows if table.total is None else (*table.rows, table.total)
    return {
        "kind": "table",
        "unit": table.unit,
        "widths": widths(table, room(report), _DENSE if report.landscape else _ROOMY),
        "aligns": [align(column) for column in columns],
        "height": 2 if table.grouped else 1,
        "head": [
            {"x": cell.column, "y": cell.row, "w": cell.columns, "h": cell.rows, "text": cell.text}
            for cell in head_cells(columns)
        ],
        "rows": [
            [printable(shown(value, kind)) for value, kind in zip(row, kinds, strict=True)]
            for row in lines
        ],
        "total": table.total is not None,
        "whole": len(lines) <= FEW,
    }


def _chart(chart: Chart, table: Table) -> dict[str, Any]:
    """The figures as lengths in proportion to the largest, with their wording."""
    label = table.column(chart.label)
    places = [table.column(key) for key in chart.values]
    title, rows = drawn(chart, table)
    figures = [[_figure(row[place]) for place in places] for row in rows]
    columns = [table.columns[place] for place in places]
    return {
        "kind": "chart",
        "form": chart.kind,
        "title": title,
        "series": [column.title for column in columns],
        "labels": [printable(str(row[label])) for row in rows],
        "values": [[plain(figure) for figure in line] for line in figures],
        "words": [
            [shown(figure, column.kind) for figure, column in zip(line, columns, strict=True)]
            for line in figures
        ],
    }


def _figure(value: object) -> Decimal:
    """A bar cannot be drawn to the left of nothing."""
    return max(Decimal(0), Decimal(value)) if isinstance(value, Decimal | int) else Decimal(0)
