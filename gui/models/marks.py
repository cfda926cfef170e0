"""The quiet marks on the cells of a form: found wrong, unread, doubtful, edited, commented."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from core.address import At
from core.checks.finding import Finding
from core.checks.where import cell_words
from core.number import plain
from core.schema.form import leaves, spec_at
from core.standing import Standing
from core.submission import Filled
from gui.models.findings import verdict_of
from gui.models.formulas import Computed
from gui.style import SEVERITY_RANK


@dataclass(frozen=True, slots=True)
class Marks:
    """What is to be seen and told of each cell of a form.

    `findings` are those that are still wrong; `comments` what the clerk wrote: why a finding was
    settled or sent back, and why a score was reviewed.
    """

    findings: Mapping[At, tuple[Finding, ...]] = field(default_factory=dict)
    unread: Mapping[At, str] = field(default_factory=dict)
    doubts: Mapping[At, str] = field(default_factory=dict)
    originals: Mapping[At, str] = field(default_factory=dict)
    edited: frozenset[At] = frozenset()
    computed: Mapping[At, Computed] = field(default_factory=dict)
    comments: Mapping[At, tuple[str, ...]] = field(default_factory=dict)

    def severity(self, at: At) -> str | None:
        """The worst severity found at a cell."""
        found = [finding.severity for finding in self.findings.get(at, ())]
        return max(found, key=SEVERITY_RANK.__getitem__, default=None)

    def tip(self, filled: Filled, at: At) -> str:
        """All that is known of a cell, in lines."""
        lines = [name_of(filled, at)]
        if at in self.edited:
            lines.append(f"报送：{self.originals.get(at) or '（空）'}")
            lines.append(f"现为：{filled.text(at) or '（空）'}")
        if at in self.unread:
            lines.append(f"未能识读：{self.unread[at]}")
        elif at in self.doubts:
            lines.append(f"请核对：{self.doubts[at]}")
        if at in self.computed:
            lines.append(self.computed[at].why)
        lines += [f"{finding.severity} {finding.message}" for finding in self.findings.get(at, ())]
        lines += self.comments.get(at, ())
        return "\n".join(lines)


def marks_of(
    filled: Filled,
    found: Iterable[Standing],
    originals: Mapping[At, str],
    computed: Mapping[At, Computed] | None = None,
) -> Marks:
    """The marks of a form from its findings, its sources and what the file said."""
    by_place: dict[At, tuple[Finding, ...]] = {}
    comments = {
        at: (f"复核 {plain(review.score)} 分：{review.reason}",)
        for at, review in filled.reviews.items()
    }
    for item in found:
        finding, verdict = item.finding, verdict_of(item)
        # Of the places in one form only the first is marked: a wrong total would else mark
        # every score that it adds up.
        at = next((place.at for place in finding.places if place.form == filled.key), None)
        if at is None:
            continue
        if not item.settled:
            by_place[at] = (*by_place.get(at, ()), finding)
        if verdict:
            said = verdict if not item.settled else f"{verdict}　{finding.message}"
            comments[at] = (*comments.get(at, ()), said)
    edited = {at for at, text in originals.items() if text != filled.text(at)}
    if filled.file is not None:
        edited |= {
            at
            for at, _, value in leaves(filled.record)
            if at.row is not None and value not in (None, "", False) and at not in filled.sources
        }
    doubts = {
        at: source.doubt
        for at, source in filled.sources.items()
        if source.doubt is not None and at not in edited
    }
    unread = {at: what.why for at, what in filled.unread.items()}
    return Marks(by_place, unread, doubts, originals, frozenset(edited), computed or {}, comments)


def annex_of(key: str) -> str:
    """What a form is called by its key: 附件3, the second of a kind 附件3（2）."""
    code, _, number = key.partition("#")
    return f"附件{code[1:]}" + (f"（{number}）" if number else "")


def name_of(filled: Filled, at: At) -> str:
    """What a cell is called, as findings do: 指标3“群众满意度” 实际完成值."""
    spec = spec_at(type(filled.record), at)
    return cell_words(filled.record, at) + (f"（{spec.unit}）" if spec.unit else "")
