"""The commands of the menu 输出, and the printing of several units."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from gui.papers.blanks import blank_forms
from gui.papers.means import Means
from gui.papers.printing import print_units
from gui.papers.publish import archive, disclose
from gui.papers.register import show_returns
from gui.papers.reminders import remind
from gui.papers.report import open_report
from gui.papers.slips import export_slips
from gui.papers.summary import export_summary, print_summary
from gui.papers.templates import open_templates

PAPERS: Mapping[str, Callable[[Means], None]] = {
    "export_summary": export_summary,
    "print_summary": print_summary,
    "county_report": open_report,
    "export_slips": export_slips,
    "returns": show_returns,
    "reminders": remind,
    "blanks": blank_forms,
    "templates": open_templates,
    "disclose": disclose,
    "archive": archive,
    "print_units": print_units,
}
"""What each command does with the window's means."""


def slots(means: Means) -> dict[str, Callable[[], None]]:
    """The commands, ready to be called."""
    return {name: partial(do, means) for name, do in PAPERS.items()}
