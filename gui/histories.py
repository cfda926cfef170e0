"""Opens the histories and goes back in them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from core.address import Place
from core.editing.edits import Enter, PutSubmission
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
    heads = ("时间", "操作", "内容", "来自文件")
    return HistoryDialog(title, heads, events, _entering(bridge, key, place), window)


def unit_history(bridge: Bridge, window: QWidget) -> HistoryDialog | None:
    """Every step that changed the unit; going back puts it as it was, as a step of its own."""
    key, submission = bridge.key, bridge.submission
    if key is None or submission is None:
        return None
    bridge.commit_pending()
    events = [
        Event(past.number, past.entry.at, past.entry.step.label)
        for past in bridge.workspace.history(key)
    ]
    title = f"{submission.unit} {submission.year}年度的历史"
    return HistoryDialog(title, ("时间", "操作"), events, _returning(bridge, key), window)


def _entering(bridge: Bridge, key: str, place: Place) -> Callable[[Event], None] | None:
    def enter(event: Event) -> None:
        bridge.submit(f"恢复历史内容「{event.text[:_SHORT]}」", (Enter(key, place, event.text),))

    return enter if bridge.writable else None


def _returning(bridge: Bridge, key: str) -> Callable[[Event], None] | None:
    def put(event: Event) -> None:
        then = bridge.workspace.as_of(key, event.number)
        label = f"恢复到 {event.at.astimezone():%m-%d %H:%M} {event.label[:_SHORT]}"
        bridge.submit(label, (PutSubmission(key, then),))

    return put if bridge.writable else None


_SHORT = 16
