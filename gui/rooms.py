"""The rooms behind the window, furnished when they are first entered.

Reading and writing files needs libraries that take longer to load than the window itself, and
dialogs are not needed to begin: the window opens without them, and each is imported at its first
use. Whoever adds a room imports it inside the method that opens it.
"""

# ruff: noqa: PLC0415 — what this module is for

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog

from core.letterhead import Letterhead
from core.resources import resource
from gui import actions
from gui.bridge import Bridge
from gui.dialogs import Dialogs
from gui.panes import Panes
from gui.settings import Settings
from gui.views.progress import ProgressView

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.exporting import Exporting
    from gui.importing import Importing
    from gui.trials import Trials
    from gui.yearly import Yearly


class Rooms(QObject):
    """Everything that a command may open; lives as long as the window."""

    def __init__(
        self,
        bridge: Bridge,
        dialogs: Dialogs,
        settings: Settings,
        progress: ProgressView,
        panes: Panes,
    ) -> None:
        super().__init__(panes)
        self._bridge = bridge
        self._dialogs = dialogs
        self._settings = settings
        self._progress = progress
        self._panes = panes
        panes.pages.dropped.connect(self._dropped)

    @cached_property
    def importing(self) -> Importing:
        """Files into the program."""
        from gui.importing import Importing

        return Importing(
            self._bridge, self._dialogs, self._settings, self._progress, self._panes.window()
        )

    @cached_property
    def exporting(self) -> Exporting:
        """Forms out of the program."""
        from gui.exporting import Exporting

        return Exporting(
            self._bridge, self._dialogs, self._settings, self._progress, self._panes.window()
        )

    @cached_property
    def trials(self) -> Trials:
        """Schemes tried on the year."""
        from gui.trials import Trials

        return Trials(self._bridge, self._progress, self)

    @cached_property
    def yearly(self) -> Yearly:
        """The commands of the year."""
        from gui.yearly import Yearly

        return Yearly(
            self._bridge, self._dialogs, self._settings, self.importing,
            self._panes.pages, self._panes.year, self._panes.window(),
        )  # fmt: skip

    @cached_property
    def papers(self) -> dict[str, Callable[[], None]]:
        """The commands of what leaves the desk."""
        from gui.papers.means import Means
        from gui.papers.menu import slots

        return slots(
            Means(
                self._bridge, self._dialogs, self.exporting, self._panes.window(),
                lambda: self._panes.pages.marked, lambda: self._panes.pages.current_key,
            )
        )  # fmt: skip

    def stop(self) -> None:
        """Stop whatever is under way in the rooms that were entered, for closing."""
        for name in ("importing", "exporting", "trials"):
            if name in self.__dict__:
                getattr(self, name).stop()

    @Slot(object, str)
    def _dropped(self, paths: list[Path], key: str) -> None:
        self.yearly.import_dropped(paths, key)

    # Dialogs

    def cell_history(self) -> None:
        from gui.histories import cell_history

        _open(cell_history(self._bridge, self._panes.window()))

    def unit_history(self) -> None:
        from gui.histories import unit_history

        _open(unit_history(self._bridge, self._panes.window()))

    def handbook(self) -> None:
        from gui.views.handbook import HandbookDialog

        _open(HandbookDialog(resource("help"), self._panes.window()))

    def keys(self) -> None:
        from gui.views.keys import KeysDialog

        _open(KeysDialog(actions.keys_help(), self._panes.window()))

    def settings(self, look_changed: Callable[[], None]) -> None:
        """The settings of the program; of the year's scheme too where a year was begun."""
        from gui.views.settings import SettingsDialog

        scheme = self.scheme if self._bridge.year is not None else None
        bridge, workspace = self._bridge, self._bridge.workspace

        def keep(after: Letterhead) -> bool:
            return bridge.attempt(lambda: workspace.set_letterhead(after))

        _open(
            SettingsDialog(
                self._settings,
                workspace.letterhead,
                keep if bridge.writable else None,
                scheme,
                look_changed,
                self._panes.window(),
            )
        )

    def suggestions(self) -> None:
        """What may be entered with certainty in all units of the year."""
        from core.suggest import recalculation
        from gui.views.suggestions import Chosen, SuggestionsDialog

        year, workspace = self._bridge.year, self._bridge.workspace
        if year is None:
            self._bridge.tell("还没有报送的材料，没有建议。")
            return
        self._bridge.commit_pending()

        def take(chosen: Chosen) -> bool:
            return self._bridge.attempt(lambda: workspace.dispatch(recalculation(chosen)))

        dialog = SuggestionsDialog(
            year,
            workspace.submissions(year),
            workspace.year_suggestions(year),
            take if self._bridge.writable else None,
            self._panes.window(),
        )
        _open(dialog)

    def scheme(self) -> None:
        """The options of the year's scheme."""
        from gui.views.scheme import SchemeDialog

        year, workspace = self._bridge.year, self._bridge.workspace
        if year is None:
            return
        self._bridge.commit_pending()

        def save(text: str) -> bool:
            return self._bridge.attempt(lambda: workspace.set_scheme_text(year, text))

        keep = save if self._bridge.writable else None
        scheme = workspace.scheme(year)
        dialog = SchemeDialog(
            year, scheme, self.trials.try_out, keep, self._dialogs, self._panes.window()
        )
        dialog.finished.connect(self.trials.stop)
        _open(dialog)


def _open(dialog: QDialog | None) -> None:
    if dialog is not None:
        dialog.open()
