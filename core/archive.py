"""归档: a year as one folder that explains itself, without this program.

    index.html                 what is where, a line a unit
    汇总/                      the county's tables and report
    单位/001 某某局/           the papers in Word, Excel and PDF, findings and scores as a workbook
    单位/001 某某局/原件/      the submitted files, byte for byte, under their own names
    清单.sha256                the check sum of every file (`sha256sum -c 清单.sha256`)

The folder appears whole or not at all: it is put together under another name first.
"""

from __future__ import annotations

import hashlib
import secrets
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from core.archive_index import Line, index_html
from core.errors import UserError, reason
from core.letterhead import Letterhead
from core.progress import Report as Progress
from core.progress import silent, step
from core.report_text import ReportText
from core.reports.county_report import Sender, county_report
from core.reports.county_sections import Years
from core.reports.register import findings_table
from core.reports.report import Heading, Report
from core.reports.summary import summary_report
from core.reports.unit_year import County, UnitYear, county_year
from core.reports.working_papers import working_papers_table
from core.submission import FileInfo
from core.writers import EXPORTERS
from core.writers.report_docx import write_report_docx
from core.writers.report_pdf import write_report_pdf
from core.writers.report_xlsx import write_report_xlsx
from core.writers.target import free_name, safe_name, save
from core.year_export import Job, export_all, job

INDEX, MANIFEST, SUMMARY, UNITS, ORIGINALS = "index.html", "清单.sha256", "汇总", "单位", "原件"
_LONGEST_ENDING = 8
"""What stands behind the last dot of a name and is longer is no ending."""


class Kept(County, Protocol):
    """What is asked of an open data folder; `Workspace` has it."""

    @property
    def letterhead(self) -> Letterhead: ...
    def file_data(self, sha256: str) -> bytes: ...
    def report_texts(self, year: int) -> Mapping[str, ReportText]: ...


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit with its folder in the archive."""

    unit: UnitYear
    folder: Path
    files: tuple[tuple[FileInfo, str], ...]
    """Its submitted files with the names they get."""

    @property
    def papers(self) -> str:
        return safe_name(f"{self.unit.unit}{self.unit.year}年度绩效自评材料")


def archive_year(
    kept: Kept, year: int, out: Path, sender: Sender, report: Progress = silent
) -> Path:
    """Write the archive of a year into `out`; the folder it became.

    A folder of that name stays, the new one is told apart by （2）. UserError when nothing was
    handed in or a file cannot be written or read; raises `Cancelled`.
    """
    county = county_year(kept, year, report)
    if not any(unit.submission for unit in county):
        raise UserError(f"数据文件夹中没有{year}年度的报送材料。")
    target = free_name(out / safe_name(f"{year}年度绩效自评归档"))
    draft = out / f".{secrets.token_hex(8)}.tmp"
    try:
        (draft / SUMMARY).mkdir(parents=True)
        units = _units(county, draft)
        for each in units:
            _originals(kept, each)
        years = Years(year, county, county_year(kept, year - 1), kept.letterhead.county)
        step(report, len(units), len(units), "全县汇总和情况报告")
        tables = _county(years, sender, kept, draft)
        export_all([_job(each) for each in units], report)
        for done, each in enumerate(units):
            step(report, done, len(units), f"核对结果：{each.unit.unit}")
            _findings(each)
        page = index_html(year, sender, tables, [_line(each, draft) for each in units], county)
        save(page.encode(), draft / INDEX)
        save(manifest(draft).encode(), draft / MANIFEST)
        draft.replace(target)
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise UserError(f"无法写入归档文件夹「{target}」（{reason(error)}）。") from error
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return target


def manifest(folder: Path) -> str:
    """A line for each file of a folder: SHA-256, two blanks, the path; in order of the paths."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
        for path in files
    )


def _units(county: Sequence[UnitYear], draft: Path) -> list[_Unit]:
    """The units that handed in, each with a folder of its own."""
    found = []
    for number, unit in enumerate(county, 1):
        if unit.submission is None:
            continue
        folder = draft / UNITS / f"{number:03} {safe_name(unit.unit)}"
        (folder / ORIGINALS).mkdir(parents=True)
        files = unit.submission.files
        names = [f"{place:02} {_file_name(file)}" for place, file in enumerate(files, 1)]
        found.append(_Unit(unit, folder, tuple(zip(files, names, strict=True))))
    return found


def _file_name(file: FileInfo) -> str:
    """The submitted name with its ending, free of what Windows forbids."""
    last = Path(file.name.replace("\\", "/")).name
    stem, dot, ending = last.rpartition(".")
    if not (dot and stem) or len(ending) > _LONGEST_ENDING:
        return safe_name(last)
    return f"{safe_name(stem)}.{safe_name(ending)}"


def _originals(kept: Kept, each: _Unit) -> None:
    for file, name in each.files:
        try:
            data = kept.file_data(file.sha256)
        except UserError as error:
            raise UserError(f"{each.unit.unit}的原件「{file.name}」：{error}") from error
        save(data, each.folder / ORIGINALS / name)


def _county(years: Years, sender: Sender, kept: Kept, draft: Path) -> tuple[str, ...]:
    """The county's own papers; their paths in the archive."""
    summary = summary_report(years.units, years.year, kept.letterhead)
    text = county_report(years, sender, kept.report_texts(years.year))
    base, second = safe_name(summary.title), safe_name(text.title)
    folder = draft / SUMMARY
    write_report_xlsx(summary, folder / f"{base}.xlsx")
    for report, name in ((summary, base), (text, second)):
        write_report_docx((report,), folder / f"{name}.docx")
        write_report_pdf((report,), folder / f"{name}.pdf")
    return tuple(f"{SUMMARY}/{path.name}" for path in sorted(folder.iterdir()))


def _job(each: _Unit) -> Job:
    return job(each.unit.unit, each.unit.forms, each.folder / each.papers, tuple(EXPORTERS))


def _findings(each: _Unit) -> None:
    """Findings and scores of a unit in one workbook."""
    tables = (findings_table((each.unit,)), working_papers_table((each.unit,)))
    parts = tuple(part for table in tables for part in (Heading(table.name), table))
    title = f"{each.unit.unit}{each.unit.year}年度绩效自评核对结果"
    write_report_xlsx(Report(title, parts, landscape=True), each.folder / "核对结果.xlsx")


def _line(each: _Unit, draft: Path) -> Line:
    here = each.folder.relative_to(draft).as_posix()
    papers = tuple(f"{here}/{each.papers}.{kind}" for kind in EXPORTERS)
    originals = tuple((f"{here}/{ORIGINALS}/{name}", file.name) for file, name in each.files)
    return Line(each.unit, (*papers, f"{here}/核对结果.xlsx"), originals)
