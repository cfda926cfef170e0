"""Findings as a list: those of a submission, or those of a year gathered by rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.checks.finding import ERROR, WARNING, Finding
from core.judgement import EXPLAINED, IGNORED, RETURNED
from core.standing import Standing
from gui import style
from gui.style import SEVERITY_RANK

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole
STATE_WORDS = {EXPLAINED: "已说明", IGNORED: "已忽略", RETURNED: "已退回"}


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding with what has become of it; `unit` is said where several units are shown."""

    key: str
    standing: Standing
    unit: str = ""

    @property
    def finding(self) -> Finding:
        return self.standing.finding

    @property
    def says(self) -> str:
        """The sentence without the leading 【编号 名称】, which stands above it, and the basis."""
        body = self.finding.message
        if body.startswith("【"):
            body = body.partition("】")[2]
        return body.partition("依据：")[0].strip()

    @property
    def verdict(self) -> str:
        """What was decided, in whose words; empty while the finding is open."""
        return verdict_of(self.standing)


def verdict_of(item: Standing) -> str:
    """What was decided about a finding, in whose words; empty while it is open."""
    mark = item.mark
    if mark is None:
        return ""
    word = STATE_WORDS[mark.state]
    return f"{word}：{mark.words}" if mark.words else f"{word} {mark.day:%m-%d}"


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule with the number of its findings, and how many of them are still to be settled."""

    check: str
    title: str
    severity: str
    count: int
    left: int
    units: int
    opened: bool


Line = FindingLine | RuleLine


def unit_lines(key: str, found: Iterable[Standing], severity: str | None) -> tuple[Line, ...]:
    """The findings of a submission, the settled ones last."""
    shown = [item for item in found if severity in {None, item.finding.severity}]
    return tuple(FindingLine(key, item) for item in sorted(shown, key=lambda item: item.settled))


def rule_lines(
    found: Mapping[str, Sequence[Standing]], severity: str | None, opened: str | None
) -> tuple[Line, ...]:
    """A year's findings by rule: errors before warnings before hints, the most frequent first.

    Those of the opened rule follow it.
    """
    rules: dict[str, list[FindingLine]] = {}
    for key, items in found.items():
        for item in items:
            if severity in {None, item.finding.severity}:
                line = FindingLine(key, item, key.partition("/")[2])
                rules.setdefault(item.finding.check, []).append(line)
    lines: list[Line] = []
    for check, group in sorted(rules.items(), key=_rank):
        first = max((line.finding for line in group), key=_weight)
        left = sum(not line.standing.settled for line in group)
        units = len({line.key for line in group})
        shown = check == opened
        lines.append(RuleLine(check, first.title, first.severity, len(group), left, units, shown))
        if shown:
            lines += _settled_last(group)
    return tuple(lines)


def _rank(rule: tuple[str, list[FindingLine]]) -> tuple[int, int, str]:
    """The gravest rule first, by the gravest of its findings; then by their number."""
    check, group = rule
    return -max(_weight(line.finding) for line in group), -len(group), check


def _weight(finding: Finding) -> int:
    return SEVERITY_RANK[finding.severity]


def _settled_last(group: Iterable[FindingLine]) -> list[FindingLine]:
    return sorted(group, key=lambda line: line.standing.settled)


def left_of(found: Iterable[Standing]) -> int:
    """How many 错误 and 警告 are still to be settled."""
    return sum(not item.settled and item.finding.severity in {ERROR, WARNING} for item in found)


class FindingsModel(QAbstractListModel):
    """Lines of findings and rules."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()

    def show(self, lines: tuple[Line, ...]) -> None:
        """Take over other lines."""
        if lines != self.lines:
            self.beginResetModel()
            self.lines = lines
            self.endResetModel()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings among the lines."""
        return tuple(line.finding for line in self.lines if isinstance(line, FindingLine))

    def row_of(self, line: Line | None) -> int:
        """Where the same rule or the same finding stands now; -1 if it is gone."""
        same = (row for row, other in enumerate(self.lines) if _same(line, other))
        return next(same, -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return _text(line)
            case Qt.ItemDataRole.ToolTipRole:
                return style.tip(_tip(line))
            case Qt.ItemDataRole.UserRole:
                return line
        return None


def _same(one: Line | None, other: Line) -> bool:
    if isinstance(one, FindingLine) and isinstance(other, FindingLine):
        return (one.key, one.finding) == (other.key, other.finding)
    if isinstance(one, RuleLine) and isinstance(other, RuleLine):
        return one.check == other.check
    return False


def _text(line: Line) -> str:
    if isinstance(line, RuleLine):
        return f"{line.check} {line.title}，{line.units}个单位{line.count}条"
    return f"{line.finding.severity} {line.finding.message} {line.verdict}".strip()


def _tip(line: Line) -> str:
    if isinstance(line, RuleLine):
        return f"{line.check} {line.title}\n{line.units}个单位{line.count}条，待处理{line.left}条"
    finding = line.finding
    basis = f"\n依据：{finding.basis}" if finding.basis else ""
    verdict = f"\n{line.verdict}" if line.verdict else ""
    return f"{finding.check} {finding.title}\n{finding.message}{basis}{verdict}"
