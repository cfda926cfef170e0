"""A section of the county's report: its text, and every figure in it with how it was counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from core.number import plain, round_to, short
from core.report_text import ReportText
from core.reports.report import AMOUNT, COUNT, PERCENT, POINTS, Chart, Paragraph, Part, Table

_SUFFIX = {AMOUNT: "万元", PERCENT: "%", POINTS: "分"}
Drawn = Table | Chart


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure of the text: its name, the figure as printed, and how it was counted."""

    name: str
    shown: str
    how: str


@dataclass(slots=True)
class Ledger:
    """Collects the figures of a section while its text is put together."""

    facts: list[Fact] = field(default_factory=list)

    def say(self, name: str, value: Decimal | int, kind: str, how: str) -> str:
        """The figure as printed in running text, with 万元, % or 分; noted as a fact."""
        text = in_words(value, kind)
        self.facts.append(Fact(name, text, how))
        return text


@dataclass(frozen=True, slots=True)
class Section:
    """A section as the program writes it: `paragraphs` of text, then `parts` that only figures
    fill and nobody rewrites.
    """

    key: str
    title: str
    paragraphs: tuple[str, ...]
    facts: tuple[Fact, ...] = ()
    parts: tuple[Drawn, ...] = ()

    @property
    def fingerprint(self) -> str:
        """The figures as `ReportText.facts` keeps them."""
        return "\n".join(f"{fact.name}={fact.shown}" for fact in self.facts)

    def kept(self, text: str) -> ReportText:
        """The clerk's words for this section, with the figures they are written against."""
        return ReportText(text.strip(), self.fingerprint)

    def printed(self, kept: ReportText | None) -> tuple[Part, ...]:
        """The section's text on paper: the clerk's words if there are any.

        Where a figure has changed since they were written, a line above them says 请核对 and which.
        """
        if kept is None:
            return tuple(map(Paragraph, self.paragraphs))
        changed = changes(kept.facts, self.fingerprint)
        mark = (Paragraph(f"【请核对】本节改写后数字有变化：{changed}", "note"),) if changed else ()
        lines = (line.strip() for line in kept.text.split("\n"))
        return (*mark, *(Paragraph(line) for line in lines if line))


def in_words(value: Decimal | int, kind: str) -> str:
    """A figure in running text: 1234.50万元, 96.15%, 88.20分, 17."""
    if isinstance(value, int):
        return str(value)
    if kind == COUNT:
        return short(value)
    return plain(round_to(value, 2)) + _SUFFIX.get(kind, "")


def changes(before: str, after: str) -> str:
    """What differs between two fingerprints: 「报送单位数由3变为4；…」; empty for nothing."""
    differing = changed_figures(before, after)
    return "；".join(f"{name}由{was}变为{now}" for name, (was, now) in differing.items())


def changed_figures(before: str, after: str) -> dict[str, tuple[str, str]]:
    """What differs between two fingerprints, by name: how it was, how it is; 无 for none."""
    old, new = _figures(before), _figures(after)
    return {
        name: (old.get(name, "无"), new.get(name, "无"))
        for name in dict.fromkeys((*old, *new))
        if old.get(name) != new.get(name)
    }


def _figures(fingerprint: str) -> dict[str, str]:
    lines = (line.partition("=") for line in fingerprint.split("\n") if line)
    return {name: figure for name, _, figure in lines}
