"""The county's summary workbook, against openpyxl merely writing as many cells."""

import io
from dataclasses import replace
from decimal import Decimal

from benchmarks import made_up
from benchmarks.ratio import Ratio, timed
from openpyxl import Workbook

from core.assess import assess
from core.reports.summary import summary_report
from core.reports.unit_year import UnitYear
from core.scheme import load_scheme
from core.writers.report_xlsx import report_xlsx

UNITS, INDICATORS = 150, 20
ROUNDS = 3


def against_openpyxl() -> Ratio:
    scheme = load_scheme()
    one = made_up.submission(INDICATORS)
    assessment = assess(one, scheme)
    units = []
    for place in range(UNITS):
        name = f"{one.unit}{place}"
        units.append(UnitYear(name, one.year, scheme, replace(one, unit=name), assessment))
    report = summary_report(units, one.year)
    cells = sum((len(table.rows) + 1) * len(table.columns) for table in report.tables)
    figure = Decimal("1234.56")

    def theirs() -> None:
        book = Workbook()
        for table in report.tables:
            sheet = book.create_sheet(table.name)
            for _ in range(len(table.rows) + 1):
                sheet.append([figure] * len(table.columns))
        book.save(io.BytesIO())

    best, reference = timed(lambda: report_xlsx(report), theirs, ROUNDS)
    title = f"summary workbook, {cells} cells"
    return Ratio(title, best, "openpyxl, as many numbers", reference, "at most 1.5")
