"""The commands of the year: board, next thing to do, list of units, deadline."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.checks.finding import ERROR
from core.errors import UserError
from core.intake import read_unit_file
from core.intake.unit_list import UnitList
from core.schema.kinds import DATE
from core.unit import Unit
from gui.bridge import Bridge
from gui.dialogs import Dialogs
from gui.importing import Importing
from gui.models.board import next_task, progress
from gui.models.year import Year
from gui.pages import Pages
from gui.resubmitting import compare_versions
from gui.settings import Settings
from gui.views.resubmission import ResubmissionDialog
from gui.views.units_import import UnitListDialog


class Yearly(QObject):
    """Answers the commands of the menu 年度."""

    def __init__(
        self,
        bridge: Bridge,
        dialogs: Dialogs,
        settings: Settings,
        importing: Importing,
        pages: Pages,
        year: Year,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._bridge = bridge
        self._dialogs = dialogs
        self._settings = settings
        self._importing = importing
        self._pages = pages
        self._year = year
        self.list_dialog: UnitListDialog | None = None
        self.version_dialog: ResubmissionDialog | None = None

    def slots(self) -> dict[str, Callable[[], None]]:
        """What each command of the menu does."""
        return {
            "board": self._pages.show_board,
            "desk": self._pages.show_desk,
            "summary": self.summary,
            "next_task": self.next_task,
            "unit_list": self.unit_list,
            "deadline": self.deadline,
            "import_unit": self.import_unit,
            "versions": self.versions,
        }

    def summary(self) -> None:
        """Look at the county's year, once it is checked."""
        if self._bridge.workspace.years():
            self._year.when_checked(self._pages.show_summary)
        else:
            self._bridge.tell("还没有报送的材料，没有可汇总的。")

    def next_task(self) -> None:
        """Open the next unit that needs the clerk, at its first open error."""
        self._bridge.commit_pending()
        self._year.when_checked(self._go_to_next)

    def _go_to_next(self) -> None:
        line = next_task(self._year.lines, self._pages.current_key)
        if line is None:
            missing = progress(self._year.lines).missing
            rest = f"还有 {missing} 个单位没有报送" if missing else "各单位都已报送"
            self._bridge.tell(f"报来的单位都审核完了，{rest}。")
            return
        self._pages.open_unit(line.key)
        standing = self._bridge.workspace.standing(line.key)
        errors = (item for item in standing if not item.settled)
        first = next((item for item in errors if item.finding.severity == ERROR), None)
        if first is not None:
            self._bridge.locate(first.finding.place, first.finding)
        todo = f"还有 {line.state.open_errors} 个错误" if first else "没有错误，可以审核"
        self._bridge.tell(f"{line.state.name}：{line.status}，{todo}。")

    def unit_list(self) -> None:
        """Work on the county's list of units."""
        workspace, year = self._bridge.workspace, self._bridge.year
        units = workspace.county_units()
        here = workspace.submissions(year) if year is not None else ()
        unlisted = [each.unit for each in here if each.unit not in workspace.unit_names()]
        self.list_dialog = UnitListDialog(
            units, unlisted, self._take_list, self._ask_list, self._window
        )
        self.list_dialog.open()

    def _take_list(self, units: tuple[Unit, ...]) -> None:
        self._bridge.attempt(lambda: self._bridge.workspace.set_units(units))

    def _ask_list(self) -> UnitList | None:
        path = self._dialogs.open_list("读入单位名单", self._settings.get("recent_files_dir"))
        if path is None:
            return None
        try:
            return read_unit_file(path)
        except UserError as error:
            self._dialogs.tell("单位名单", str(error))
            return None

    def deadline(self) -> None:
        """Set the last day on which the forms of the year may come in."""
        year = self._bridge.year
        if year is None:
            self._bridge.tell("还没有年度，先导入报送文件。", alarm=True)
            return
        workspace = self._bridge.workspace
        before = workspace.deadline(year)
        label = f"{year}年度的材料最迟哪天报送（如 {year + 1}-03-31，留空为不设）："
        text = self._dialogs.line("报送期限", label, str(before or ""))
        if text is None:
            return
        parsed = DATE.parse(text)
        if parsed.why is not None:
            self._bridge.tell(f"“{text}”不是日期，报送期限没有改。", alarm=True)
            return
        self._bridge.attempt(lambda: workspace.set_deadline(year, parsed.value))

    def versions(self) -> None:
        """Show the unit beside what it was before it handed in again."""
        self.version_dialog = compare_versions(self._bridge, self._dialogs, self._window)
        if self.version_dialog is not None:
            self.version_dialog.open()

    def import_unit(self) -> None:
        """Import files of the clerk's choice for the unit that is looked at."""
        key = self._pages.current_key
        if key is None:
            self._bridge.tell("先选择一个单位。", alarm=True)
        else:
            self._importing.ask_files(key.partition("/")[2])

    def import_dropped(self, paths: list[Path], key: str) -> None:
        """Import files that were dropped on a unit, or beside all."""
        self._importing.start(paths, key.partition("/")[2] or None)
