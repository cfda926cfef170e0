"""The county's summary workbook, against openpyxl merely writing the same values."""

import io
from dataclasses import replace

from benchmarks import made_up
from benchmarks.ratio import Ratio, Target, timed
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
    cells = sum(len(table.rows) * len(table.columns) for table in report.tables)
    values = [[["" if v is None else v for v in row] for row in t.rows] for t in report.tables]

    def theirs() -> None:
        book = Workbook()
        for rows in values:
            sheet = book.create_sheet()
            for row in rows:
                sheet.append(row)
        book.save(io.BytesIO())

    best, reference = timed(lambda: report_xlsx(report), theirs, ROUNDS)
    title = f"summary workbook, {cells} cells"
    return Ratio(title, best, "openpyxl, the values alone", reference, Target(at_most=1.5))
