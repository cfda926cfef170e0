"""A report on its way into a Word template: its text under the template's headings.

The template's headings and its look stay; what stood under a heading gives way. A section that
the template does not have is added behind the one before it, a table that it does not have as the
program draws it, and both are told.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.address import At
from core.errors import UserError
from core.filling.inline import changes_of, dated, is_day
from core.filling.official import official_table
from core.filling.report_map import Part, ReportMap, matched, report_map
from core.filling.report_tables import ReportTables
from core.filling.template import Spot
from core.filling.word import WordTemplate
from core.forms import OverallReport, ProjectReport, Report
from core.intake import titles
from core.intake.extract import extract
from core.intake.recognise import recognise
from core.submission import Filled
from core.text import squash
from core.writers.prose import Passage, Prose, prose_of
from core.writers.shown import shown

_SEALED = re.compile(r"\s*[(（]\s*(?:盖|公|签)\s*章\s*[)）]\s*$")
_SOMEBODY = re.compile(r"(?:部门|单位)?(?:[(（]单位[)）])?(?:名称)?")
_NO_DAY = "　　年　　月　　日"
_NAMES = {"f4": OverallReport.NAME, "f5": ProjectReport.NAME}
_LEAD = re.compile(r"\s*")


@dataclass(slots=True)
class ReportPen:
    """A report on its way into a template."""

    template: WordTemplate
    filled: Filled
    problems: list[str] = dataclasses.field(default_factory=list)

    def fill(self) -> None:
        """Give the tables their rows, then write tables, head, sections and tail."""
        tables = ReportTables(self.template, self.filled, self.problems)
        blank, here = self._survey()
        captions = [shown(blank, At.of("tables", n, "title")) for n in range(len(here.tables))]
        tables.reshape(here.tables, captions)
        blank, here = self._survey()
        prose = prose_of(self.filled)
        tables.write(here, blank)
        self._head(here, blank, prose)
        self._sections(here, blank, prose, tables.left)
        self._tail(here, blank)
        if here.unknown:
            count = len(here.unknown)
            self.problems.append(f"模板的报告里有{count}张栏目不认识的表格，原样保留，请核对")

    def _survey(self) -> tuple[Filled, ReportMap]:
        document = self.template.document()
        form = next((f for f in recognise(document) if f.code == self.filled.code), None)
        if form is None:
            raise UserError(f"模板里没有找到{_NAMES[self.filled.code]}，请核对选用的文件。")
        blank = extract(document, form).filled
        return blank, report_map(form, blank)

    def _head(self, here: ReportMap, blank: Filled, prose: Prose) -> None:
        """Titles, cover, and what stands over the first heading."""
        if not here.titles:
            self.problems.append(f"模板里没有标题，没有填入：{prose.title}")
        for lines in here.titles:
            self._title(lines, here.texts, prose.title, alone=len(here.titles) == 1)
        named = {index for lines in here.titles for index in lines}
        strays = {s.paragraph for at, s in blank.sources.items() if at.field == "paragraphs"}
        for index in here.head:
            text = here.texts[index]
            if index in named or titles.is_annex(text) or self._seal(index, text, "cover"):
                continue
            if index in strays:
                self.template.drop(index)

    def _title(
        self, lines: Sequence[int], texts: dict[int, str], title: str, *, alone: bool
    ) -> None:
        """The title over the template's lines: what ends alike stays on its line."""
        said = [squash(texts[index]) for index in lines]
        whole = "".join(said)
        general = titles.year_in(whole) is None and titles.unit_in(whole) is None
        if general and "年度" not in whole and not alone:
            return
        rest = squash(title)
        for place in range(len(lines) - 1, -1, -1):
            if place and rest.endswith(said[place]):
                rest = rest.removesuffix(said[place])
            else:
                self.template.retell(lines[place], rest)
                rest = ""

    def _seal(self, index: int, text: str, group: str) -> bool:
        """A line for the unit, the project or the day; False for any other line."""
        spot = Spot(paragraph=index)
        values = {At("unit"): self._said(group, "unit"), At("date"): self._said(group, "date")}
        if isinstance(self.filled.record, ProjectReport):
            values[At("project")] = shown(self.filled, At("project"))
        changes = changes_of(self.template.text(spot), self.filled.code, values)
        bare = text.strip()
        if changes:
            self.template.replace(spot, changes)
        elif is_day(bare):
            self._retell(index, text, values[At("date")] or _NO_DAY)
        elif _SEALED.search(bare) and _SOMEBODY.fullmatch(squash(_SEALED.sub("", bare))):
            self._retell(index, text, values[At("unit")])
        else:
            return False
        return True

    def _retell(self, index: int, text: str, words: str) -> None:
        """New words in a line that keeps the blanks before them and the place for the seal."""
        lead, seal = _LEAD.match(text), _SEALED.search(text)
        self.template.retell(
            index, f"{lead[0] if lead else ''}{words}{seal[0].rstrip() if seal else ''}"
        )

    def _said(self, group: str, name: str) -> str:
        """Unit or day of the cover or the signature, or of the other one."""
        other = "signature" if group == "cover" else "cover"
        places = [At(f"{group}.{name}"), At(f"{other}.{name}")]
        places += [At("unit")] if name == "unit" else []
        return next((text for at in places if (text := shown(self.filled, at))), "")

    def _tail(self, here: ReportMap, blank: Filled) -> None:
        """Who signs on which day; a unit without label is known from reading the template."""
        unit = blank.sources.get(At("signature.unit"))
        for index in here.tail:
            text = here.texts[index]
            if unit is not None and unit.paragraph == index:
                self._retell(index, text, self._said("signature", "unit"))
            elif not self._seal(index, text, "signature") and "年度" in text:
                # The list of annexes: 1、2024年度部门整体支出绩效自评表.
                self._move_on(index, blank)

    def _sections(self, here: ReportMap, blank: Filled, prose: Prose, left: Sequence[int]) -> None:
        """The report's text under the template's headings; `left` are tables still to be drawn."""
        record = self.filled.record
        passages = prose.passages if isinstance(record, Report) and record.sections else ()
        headed = [passage for passage in passages if passage.heading]
        places = matched([passage.heading for passage in headed], here.parts, self.filled.code)
        loose = [line for p in passages if not p.heading for line in p.paragraphs]
        added: dict[tuple[int, bool], list[Any]] = {}
        over = [self._line(here, line, None) for line in (*prose.preamble, *loose)]
        added.setdefault(here.behind(-1), []).extend(over)
        behind = -1
        for number, passage in enumerate(headed):
            tables = [passage.tables[n] for n in left] if passage.tables else []
            drawn = [part for table in tables for part in official_table(self.filled, table)]
            if number in places:
                behind = places[number]
                part = here.parts[behind]
                lines = [self._line(here, line, part) for line in passage.paragraphs]
                self.template.put((part.paragraph, False), [*lines, *drawn])
            else:
                like = here.parts[behind].paragraph if here.parts else None
                head = self.template.line(passage.heading, like)
                lines = [self._line(here, line, None) for line in passage.paragraphs]
                added.setdefault(here.behind(behind), []).extend([head, *lines, *drawn])
        for place, elements in added.items():
            self.template.put(place, elements)
        self._clear(here, blank)
        self._tell(here, headed, places, len(left))

    def _line(self, here: ReportMap, text: str, part: Part | None) -> Any:
        """A paragraph that looks like the template's of its kind."""
        return self.template.line(text, here.model(text, part))

    def _clear(self, here: ReportMap, blank: Filled) -> None:
        """What stood under the headings goes, and the headings' years move on."""
        for index in here.loose:
            self.template.drop(index)
        for part in here.parts:
            for index in part.body:
                self.template.drop(index)
            said = here.texts[part.paragraph]
            bare = part.heading.removeprefix(part.number)
            if squash(said) != squash(bare):
                self.template.retell(part.paragraph, bare)
            self._move_on(part.paragraph, blank)

    def _move_on(self, index: int, blank: Filled) -> None:
        """The years of a line, from the template's year to the report's."""
        old, new = (getattr(each.record, "year", None) for each in (blank, self.filled))
        spot = Spot(paragraph=index)
        changes = dated(self.template.text(spot), old, new) if old and new else ()
        if changes:
            self.template.replace(spot, changes)

    def _tell(
        self, here: ReportMap, headed: Sequence[Passage], places: dict[int, int], drawn: int
    ) -> None:
        """What the template has no place for, or names otherwise."""
        new = [p.heading for n, p in enumerate(headed) if n not in places]
        if new:
            self.problems.append(f"模板里没有这些部分，已按原标题加上：{'、'.join(new)}")
        empty = [p.heading for n, p in enumerate(here.parts) if n not in places.values()]
        if empty:
            self.problems.append(f"报告里没有这些部分，模板只留标题：{'、'.join(empty)}")
        if drawn:
            self.problems.append(f"模板里没有报告的{drawn}张表，已按程序的样式加上")
