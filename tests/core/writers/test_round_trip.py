"""What was written as Word or Excel reads back as the same record, for every form.

The strategies are narrowed only where paper cannot carry the difference; `narrow_*` says where.
"""

import dataclasses
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import Phase, given, settings

from core.forms import BasicData, Overall, OverallReport, Project, ProjectReport
from core.forms.basic_data import Line, template_lines
from core.forms.parts import Indicator
from core.forms.project import template_funds
from core.forms.report import Seal, Section
from core.intake.reading import read_file
from core.schema.form import Form, is_empty, leaves
from core.submission import Filled
from core.writers.docx import write_docx
from core.writers.xlsx import write_xlsx
from tests.core.strategies import records

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples"
YEAR = 2024
LEVELS = (("产出指标", "数量指标"), ("效益指标", "社会效益指标"), ("效益指标", "生态效益指标"))
GENERATE = (Phase.explicit, Phase.reuse, Phase.generate)
"""Without shrinking: writing and reading a file for each attempt would take minutes."""
R = TypeVar("R", bound=Form)
Writer = tuple[str, Callable[[Sequence[Filled], Path], None]]


def titled(record: R) -> R:
    """A form is printed with its title and year, so it has both."""
    named: Any = record
    return dataclasses.replace(named, title=f"{YEAR}年度{record.NAME}", year=YEAR)  # type: ignore[no-any-return]


def narrow_basic(record: BasicData) -> BasicData:
    """Official and own lines, where they belong; a building has a year and some figure."""
    figures = iter(record.lines)
    lines: list[Line] = []
    for line in template_lines():
        lines.append(dataclasses.replace(next(figures, line), item=line.item, label=line.label))
        if line.item == "project_operation":
            own = [part for part in record.lines if part.item == "project_line"]
            lines += [
                dataclasses.replace(part, label=f"{number}、{words(part.label) or '护林'}经费")
                for number, part in enumerate(own, 3)
            ]
        if line.item == "special":
            lines += [
                dataclasses.replace(part, item="special_line")
                for part in record.lines
                if part.label and part.item != "project_line"
            ]
    buildings = tuple(
        dataclasses.replace(building, completed_year=building.completed_year or YEAR)
        for building in record.buildings
        if not is_empty(dataclasses.replace(building, completed_year=None))
    )
    return titled(
        dataclasses.replace(
            record,
            unit=named(record.unit),
            lines=tuple(lines),
            buildings=buildings,
        )
    )


def narrow_overall(record: Overall) -> Overall:
    """See `levelled`."""
    return titled(dataclasses.replace(record, indicators=levelled(record.indicators)))


def narrow_project(record: Project) -> Project:
    """The rows of money are the official four; `blank` says what the form shows."""
    money = iter(record.funds)
    made = dataclasses.replace(
        record,
        funds=tuple(dataclasses.replace(next(money, row), row=row.row) for row in template_funds()),
        indicators=levelled(record.indicators),
    )
    told = [at for at, _, value in leaves(made) if value not in (None, False)]
    ignored = {"title", "year", "sign.filled_by", "sign.date", "sign.phone", "sign.head", "blank"}
    blank = all(at.path in ignored or at.column == "row" for at in told)
    return titled(dataclasses.replace(made, blank=blank))


def narrow_report(record: R) -> R:
    """Headings and labels are words; no row or line is empty; who signs gives the day."""
    assert isinstance(record, OverallReport | ProjectReport)
    sections = tuple(
        dataclasses.replace(
            section,
            no=number + 1,
            text=section.text and re.sub(r"\n+", "\n", section.text),
            heading=f"{'一二三四五六七八九十'[number]}、{words(section.heading) or '其他情况'}",
        )
        for number, section in enumerate(record.sections or (Section(),))
    )
    unit = named(record.cover.unit)
    signature = Seal()
    if record.signature.date is not None:
        signature = Seal(unit=named(record.signature.unit), date=record.signature.date)
    made = dataclasses.replace(
        record,
        unit=unit or signature.unit,
        cover=dataclasses.replace(record.cover, unit=unit),
        sections=sections,
        tables=tuple(
            dataclasses.replace(
                table,
                title=f"{YEAR}年{number}月{words(table.title) or ''}情况表",
                rows=tuple(
                    dataclasses.replace(row, label=words(row.label))
                    for row in table.rows
                    if not is_empty(row)
                ),
            )
            for number, table in enumerate(record.tables, 1)
        ),
        signature=signature,
    )
    blank = not any(section.text for section in sections) and not record.tables
    return titled(dataclasses.replace(made, blank=blank))


def named(unit: str | None) -> str | None:
    """The name of an office, not a sentence."""
    return f"{words(unit)}管理局" if unit else None


def words(text: str | None) -> str | None:
    """The text without punctuation."""
    return text and re.sub(r"[\W_]", "", text)


def levelled(rows: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    """Levels are in groups with one weight each, as merged cells show; no row is only levels."""
    places = sorted(len(row.level3 or "") % len(LEVELS) for row in rows)
    weights: dict[str, Decimal | None] = {}
    out = []
    for row, place in zip(rows, places, strict=True):
        level1, level2 = LEVELS[place]
        weight = weights.setdefault(level1, row.level1_weight)
        name = row.level3 or "完成率"
        out.append(
            dataclasses.replace(
                row, level1=level1, level1_weight=weight, level2=level2, level3=name
            )
        )
    return tuple(out)


@pytest.fixture(params=[("docx", write_docx), ("xlsx", write_xlsx)], ids=["docx", "xlsx"])
def writer(request: pytest.FixtureRequest) -> Writer:
    return request.param  # type: ignore[no-any-return]


def read_back(record: Form, writer: Writer, folder: Path) -> Form:
    path = folder / f"form.{writer[0]}"
    writer[1]([Filled(record.CODE, record)], path)
    reading = read_file(path)
    assert reading.problem is None
    (form,) = reading.forms
    assert not form.filled.unread
    return form.filled.record


FORMS = (
    (BasicData, narrow_basic),
    (Overall, narrow_overall),
    (Project, narrow_project),
    (OverallReport, narrow_report),
    (ProjectReport, narrow_report),
)


@pytest.mark.parametrize(("form", "narrow"), FORMS, ids=["f1", "f2", "f3", "f4", "f5"])
def test_what_is_written_reads_back_equal(
    form: type[Form], narrow: Callable[[Form], Form], writer: Writer, tmp_path: Path
) -> None:
    @given(records(form).map(narrow))
    @settings(max_examples=12, deadline=None, phases=GENERATE)
    def holds(record: Form) -> None:
        assert read_back(record, writer, tmp_path) == record

    holds()


@pytest.mark.parametrize("record", [BasicData(title="基础数据表"), Overall(title="自评表")])
def test_the_year_stands_over_the_grid_where_the_title_hides_it(
    record: BasicData | Overall, writer: Writer, tmp_path: Path
) -> None:
    told = dataclasses.replace(record, year=YEAR, unit="某县水田局")
    back = read_back(told, writer, tmp_path)
    assert isinstance(back, BasicData | Overall)
    assert (back.title, back.year, back.unit) == (record.title, YEAR, "某县水田局")


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared samples are not here")
@pytest.mark.parametrize("name", ["000", "001", "002", "004"])
def test_submissions_read_back_equal_after_export(
    name: str, writer: Writer, tmp_path: Path
) -> None:
    def texts(form: Filled) -> list[str]:
        return sorted(unread.text for unread in form.unread.values())

    before = [form.filled for form in read_file(SAMPLES / f"{name}.docx").forms]
    path = tmp_path / f"all.{writer[0]}"
    writer[1](before, path)
    after = [form.filled for form in read_file(path).forms]
    assert [form.record for form in after] == [form.record for form in before]
    assert list(map(texts, after)) == list(map(texts, before))
