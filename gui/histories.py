"""Opens the histories and goes back in them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from core.address import Place
from core.editing.edits import Enter, PutSubmission
from core.editing.past import Past
from gui.bridge import Bridge
from gui.models.marks import annex_of, name_of
from gui.views.history import Event, HistoryDialog


def cell_history(bridge: Bridge, window: QWidget) -> HistoryDialog | None:
    """The texts that the current cell held; going back enters one of them again."""
    key, place, filled = bridge.key, bridge.place, bridge.filled
    if key is None or place is None or filled is None:
        return None
    bridge.commit_pending()
    events = [
        Event(item.number, item.at, item.label, item.text, item.file or "")
        for item in bridge.workspace.cell_history(key, place)
    ]
    title = f"{annex_of(place.form)} {name_of(filled, place.at)} 的历史"
    return HistoryDialog(title, events, _entering(bridge, key, place), window)


def unit_history(bridge: Bridge, window: QWidget) -> HistoryDialog | None:
    """Every step that changed the unit; going back puts it as it was, as a step of its own."""
    key, submission = bridge.key, bridge.submission
    if key is None or submission is None:
        return None
    bridge.commit_pending()
    events = [
        Event(past.number, past.entry.at, past.entry.step.label, _entered(past), _brought(past))
        for past in bridge.workspace.history(key)
    ]
    title = f"{submission.unit} {submission.year}年度的历史"
    return HistoryDialog(title, events, _returning(bridge, key), window)


def _entered(past: Past) -> str | None:
    """The text of a step that entered one."""
    edits = past.entry.step.edits
    return edits[0].text if len(edits) == 1 and isinstance(edits[0], Enter) else None


def _brought(past: Past) -> str:
    """The files that a step brought."""
    pairs = zip(past.entry.step.edits, past.entry.inverses, strict=True)
    names: dict[str, None] = {}
    for edit, inverse in pairs:
        if isinstance(edit, PutSubmission) and isinstance(inverse, PutSubmission) and edit.after:
            known = inverse.after.files if inverse.after else ()
            names |= dict.fromkeys(file.name for file in edit.after.files if file not in known)
    return "、".join(names)


def _entering(bridge: Bridge, key: str, place: Place) -> Callable[[Event], None] | None:
    def enter(event: Event) -> None:
        text = event.text or ""
        bridge.submit(f"恢复历史内容「{text[:_SHORT]}」", (Enter(key, place, text),))

    return enter if bridge.writable else None


def _returning(bridge: Bridge, key: str) -> Callable[[Event], None] | None:
    def put(event: Event) -> None:
        then = bridge.workspace.as_of(key, event.number)
        label = f"恢复到 {event.at.astimezone():%m-%d %H:%M} {event.label[:_SHORT]}"
        bridge.submit(label, (PutSubmission(key, then),))

    return put if bridge.writable else None


_SHORT = 16
