"""The middle of the window: all views in their places, and which of them shows the form.

It is long because which panel is seen depends on all others and on the room there is.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from core.submission import Filled
from core.workspace import Change
from gui import style
from gui.bridge import Bridge, Notice
from gui.models.tabs import tab_name, tab_text
from gui.models.year import Year
from gui.originals import Originals
from gui.pages import Pages
from gui.settings import Settings
from gui.spoken import announce
from gui.views.findings import FindingsView
from gui.views.notice import NoticeBar
from gui.views.paper import PaperView
from gui.views.report import ReportView
from gui.views.scores import ScoresView
from gui.views.sign_off import SignOffView
from gui.views.source import SourceView
from gui.views.units import UnitsView
from gui.views.welcome import WelcomeView

_PAPER, _REPORT, _WELCOME = range(3)
_SPLITTERS = ("whole", "middle", "right")
_ANY_HEIGHT = (1 << 24) - 1
"""Qt's QWIDGETSIZE_MAX."""

UNITS, JUDGING, SOURCE = "units", "judging", "source"
"""The panels that can be hidden."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much room the window leaves: on a small or much enlarged screen not all panels fit."""

    width: int = style.WINDOW[0]
    height: int = style.WINDOW[1]

    @property
    def low(self) -> bool:
        return self.height < style.ROOM_LOW

    def has(self, panel: str) -> bool:
        least = style.ROOM_THREE if panel == UNITS else style.ROOM_TWO
        return self.width >= least * style.THEME.text


class Panes(QWidget):
    """Units on the left, the form above its source in the middle, scores and findings right."""

    def __init__(
        self, bridge: Bridge, settings: Settings, welcome: WelcomeView | None = None
    ) -> None:
        super().__init__()
        self._bridge = bridge
        self._settings = settings
        originals = Originals(bridge)
        self.year = Year(bridge, self)
        self.units = UnitsView(bridge, self.year)
        self.paper = PaperView(bridge, originals)
        self.report = ReportView(bridge, originals)
        self.welcome = welcome or WelcomeView()
        self.scores = ScoresView(bridge)
        self.findings = FindingsView(bridge, self.year)
        self.sign_off = SignOffView(bridge)
        self.source = SourceView(bridge, originals)
        self.banner, self.notice = NoticeBar(), NoticeBar()
        self._room = Room()
        self._over: set[str] = set()
        self._scoring = False
        self._flat = False
        self.tabs, self.stack = QTabBar(), QStackedWidget()
        self._compose()
        self.tabs.currentChanged.connect(self._tab)
        self.paper.canvas.zoomed.connect(self.report.set_zoom)
        self.report.text.zoom_wanted.connect(self.zoom_by)
        self._asking = (self.findings.words, self.scores.editor, self.sign_off.words)
        for line in self._asking:
            line.asked.connect(self._put_away)
            line.closed.connect(self.notice.ask_no_more)
        self.source.room_wanted.connect(self._give_room)
        self.source.emptied.connect(self._fit_source)
        bridge.opened.connect(self.show_forms)
        bridge.turned.connect(self._turned)
        bridge.changed.connect(self._changed)
        bridge.noticed.connect(self._notice)
        bridge.saved.connect(self.notice.hide)

    def _compose(self) -> None:
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setUsesScrollButtons(True)
        for view in (self.paper, self.report, self.welcome):
            self.stack.addWidget(view)
        self.forms = QWidget()
        _stack(self.forms, self.tabs, self.stack)
        self.middle = _split(Qt.Orientation.Vertical, self.forms, self.source)
        self.judging = _split(Qt.Orientation.Vertical, self.scores, self.findings)
        self.right = QWidget()
        _stack(self.right, self.judging, self.sign_off, widest=0)
        self.whole = _split(Qt.Orientation.Horizontal, self.units, self.middle, self.right)
        width, height = style.WINDOW
        self.middle.setSizes([height, style.PANEL_SOURCE])
        self.judging.setSizes([height // 2, height // 2])
        sides = style.PANEL_LEFT, round(style.PANEL_RIGHT * style.THEME.text)
        self.whole.setSizes([sides[0], width - sum(sides), sides[1]])
        for splitter, stretched in ((self.whole, 1), (self.middle, 0)):
            for index in range(splitter.count()):
                splitter.setStretchFactor(index, int(index == stretched))
        text = style.THEME.text
        self.units.setMinimumWidth(style.PANEL_LEFT * 3 // 4)
        self.right.setMinimumWidth(round(style.PANEL_RIGHT * 8 / 10 * text))
        # Panels make room when the window is small; their wishes must not keep it large.
        self.setMinimumSize(*style.LEAST)
        for name in _SPLITTERS:
            self._splitter(name).splitterMoved.connect(self._divided)
        self.pages = Pages(self._bridge, self.year, self.whole, self._settings)
        self.pages.year_chosen.connect(self.units.go_to_year)
        self.pages.turned.connect(self._to_form)
        _stack(self, self.banner, self.notice, self.pages)
        reason = self._bridge.workspace.read_only_reason
        if reason is not None:
            self.banner.show_notice(Notice(f"只读：{reason}", alarm=True))
            self.banner.closer.hide()

    def restore(self) -> None:
        """The sizes and the zoom of last time."""
        for name, sizes in self._settings.get("splitters").items():
            if name in _SPLITTERS:
                self._splitter(name).setSizes(sizes)
        zoom = self._settings.get("zoom")
        if zoom:
            self.paper.canvas.set_zoom(zoom)
        else:
            self.paper.canvas.fit_width()

    def remember(self) -> None:
        """Keep the columns of the board and the zoom for next time."""
        self.pages.remember()
        canvas = self.paper.canvas
        self._settings.put("zoom", 0.0 if canvas.fitting else float(canvas.zoom))

    @Slot()
    def _divided(self) -> None:
        """Keep how the clerk divides the room while all parts of it are in sight.

        What only the size of the window made of it is not kept, least of all when the desk was
        never seen.
        """
        name = next(name for name in _SPLITTERS if self._splitter(name) is self.sender())
        sizes = self._splitter(name).sizes()
        if all(sizes) and (name != "middle" or not (self._flat or SOURCE in self._over)):
            known = self._settings.get("splitters")
            self._settings.put("splitters", {**known, name: sizes})

    def _splitter(self, name: str) -> QSplitter:
        return {"whole": self.whole, "middle": self.middle, "right": self.judging}[name]

    @property
    def form_view(self) -> PaperView | ReportView:
        """The view that shows the current form."""
        filled = self._bridge.filled
        return self.report if filled is not None and _is_report(filled) else self.paper

    @Slot()
    def show_forms(self) -> None:
        """A tab for each form of the submission."""
        submission = self._bridge.submission
        forms = submission.forms if submission else ()
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for filled in forms:
            index = self.tabs.addTab(tab_text(filled))
            self.tabs.setTabData(index, filled.key)
            self.tabs.setTabToolTip(index, filled.record.NAME)
            self.tabs.setAccessibleTabName(index, tab_name(filled))
        self.tabs.blockSignals(False)
        self.tabs.setVisible(bool(forms))
        # Laid out while it was hidden and empty, the bar would keep a height of nothing.
        self.tabs.updateGeometry()
        self.show_panels()
        self._turned()

    @Slot(int)
    def zoom_by(self, steps: int) -> None:
        """Larger or smaller: papers and reports alike."""
        self.paper.canvas.zoom_by(steps)

    def step_form(self, by: int) -> None:
        """Turn to the next (1) or previous (-1) form, round about."""
        if self.tabs.count():
            self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())

    def step_unit(self, by: int) -> None:
        """Work on the next (1) or the previous (-1) unit."""
        self.pages.show_desk()
        self.units.step(by)

    @Slot()
    def _to_form(self) -> None:
        """From another page the keys go to the form, not to whatever stands first on the desk."""
        if self.pages.on_desk:
            self.stack.currentWidget().setFocus(Qt.FocusReason.OtherFocusReason)

    def step_pane(self, by: int) -> None:
        """Move the focus round: units, form, scores, findings, source."""
        desk = (self.units, self.stack.currentWidget(), self.scores, self.findings, self.source)
        panes = desk if self.pages.on_desk else (self.pages.currentWidget(),)
        seen = [pane for pane in panes if pane.isVisible() and _takes_keys(pane)]
        focus = self.window().focusWidget()
        here = next((i for i, pane in enumerate(seen) if focus and pane.isAncestorOf(focus)), -1)
        seen[(here + by) % len(seen)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def toggle_source(self) -> None:
        """Show or hide the submitted file; where it is low, beside the form for the moment."""
        if self._room.low:
            self._over = set() if SOURCE in self._over else {SOURCE}
        else:
            self._settings.put("source_shown", not self._settings.get("source_shown"))
        self.show_panels()

    def toggle(self, panel: str) -> None:
        """Show or hide a side panel, for good where there is room for it, else for the moment."""
        if panel == JUDGING and SOURCE in self._over and self._room.has(panel):
            self._over = set()
        elif self._room.has(panel):
            hidden: list[str] = self._settings.get("panels_hidden")
            rest = [name for name in hidden if name != panel]
            self._settings.put("panels_hidden", rest if panel in hidden else [*rest, panel])
        else:
            self._over = set() if panel in self._over else {panel}
        self.show_panels()

    def show_judging(self, *, scoring: bool) -> None:
        """Bring the findings, or the scores, into sight where they were hidden."""
        self._scoring = scoring
        self._over.discard(SOURCE)
        self.show_panels()
        if not self.right.isVisible() and self._bridge.submission is not None:
            self.toggle(JUDGING)
        self.show_panels()

    def find_unit(self) -> None:
        """Go to the search of the page; the desk's list is shown for the moment if it is hidden."""
        if self.pages.search is None and not self.units.isVisible():
            self._over = {UNITS}
            self.show_panels()
        search = self.pages.search or self.units.search
        search.setFocus()
        search.selectAll()

    def show_panels(self) -> None:
        """Show the panels that the clerk wants and that there is room for."""
        there = self._bridge.submission is not None
        hidden = self._settings.get("panels_hidden")
        shown = {
            name: (self._room.has(name) and name not in hidden) != (name in self._over)
            for name in (UNITS, JUDGING)
        }
        low, beside = self._room.low, SOURCE in self._over
        self.units.setVisible(shown[UNITS])
        self.right.setVisible(shown[JUDGING] and there and not beside)
        self.scores.setVisible(not low or self._scoring)
        self.findings.setVisible(not low or not self._scoring)
        # The keys and the menu still pass and return the unit.
        self.sign_off.row.setVisible(not low)
        self.source.setVisible(there and (beside if low else self._settings.get("source_shown")))
        self._put_source(beside=beside)

    def _put_source(self, *, beside: bool) -> None:
        """The source under the form, or beside it where one below the other is too low to read."""
        if beside == (self.middle.orientation() == Qt.Orientation.Horizontal):
            return
        if beside:
            self.middle.setOrientation(Qt.Orientation.Horizontal)
            self.middle.setSizes([style.WINDOW[0]] * 2)
        else:
            self.middle.setOrientation(Qt.Orientation.Vertical)
            self._divide_middle()
        self._fit_source()

    def _divide_middle(self) -> None:
        usual = [style.WINDOW[1], style.PANEL_SOURCE]
        self.middle.setSizes(self._settings.get("splitters").get("middle", usual))

    @Slot()
    def _fit_source(self) -> None:
        """A source with nothing to show leaves the room to the form above it."""
        below = self.middle.orientation() == Qt.Orientation.Vertical
        before, self._flat = self._flat, below and self.source.empty
        height = self.source.sizeHint().height() if self._flat else _ANY_HEIGHT
        self.source.setMaximumHeight(height)
        if self._flat:
            self.middle.setSizes([style.WINDOW[1], height])
        elif before and below:
            self._divide_middle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = Room(self.width(), self.height())
        beside = self.width() - self.right.minimumWidth() - 2
        self.forms.setMinimumWidth(min(max(beside, style.FORM_LEAST), style.FORM_WISH))
        before = [self._room.has(name) for name in (UNITS, JUDGING)], self._room.low
        self._room = room
        if before != ([room.has(name) for name in (UNITS, JUDGING)], room.low):
            self._over = set()
            self.show_panels()

    @Slot()
    def _turned(self) -> None:
        filled = self._bridge.filled
        for index in range(self.tabs.count()):
            if self.tabs.tabData(index) == self._bridge.form:
                self.tabs.setCurrentIndex(index)
        if filled is None:
            self._welcome()
        else:
            self.stack.setCurrentIndex(_REPORT if _is_report(filled) else _PAPER)

    def _welcome(self) -> None:
        self.stack.setCurrentIndex(_WELCOME)
        if self._bridge.key is not None:
            unit = self._bridge.key.partition("/")[2]
            hint = "收到文件后拖到这里；只有纸质件的，可在“报表”菜单中补填一张表"
            self.welcome.tell(f"{unit}还没有报送", hint, choices=False)
        elif not self._bridge.workspace.years():
            self.welcome.begin(writable=self._bridge.writable)
        else:
            self.welcome.tell("在左边选择一个单位", "或把新收到的文件拖到这里", choices=False)

    @Slot()
    def _put_away(self) -> None:
        """One question at a time, and in sight: the lines of the others are put away."""
        if self.sender() is self.sign_off.words and not self.right.isVisible():
            self.show_judging(scoring=self._scoring)
        for line in self._asking:
            if line is not self.sender():
                line.put_away()

    @Slot()
    def _give_room(self) -> None:
        """Half of the middle for the pages of a scan, if they have less."""
        if self._room.low and SOURCE not in self._over:
            self.toggle_source()
            return
        form, source = self.middle.sizes()
        if self.source.isVisible() and source < form:
            self.middle.setSizes([(form + source) // 2] * 2)

    @Slot(int)
    def _tab(self, index: int) -> None:
        if index >= 0:
            self._bridge.turn(self.tabs.tabData(index))

    @Slot(object)
    def _changed(self, change: Change) -> None:
        keys = [self.tabs.tabData(index) for index in range(self.tabs.count())]
        submission = self._bridge.submission
        forms = submission.forms if submission else ()
        if change.structural and keys != [filled.key for filled in forms]:
            self.show_forms()
            for view in (self.paper, self.report, self.source):
                view.reload()

    @Slot(object)
    def _notice(self, notice: Notice) -> None:
        if notice.alarm or notice.details:
            asked = any(not line.isHidden() for line in self._asking)
            self.notice.show_notice(notice, asked=asked)
        else:
            announce(self, notice.text)


def _takes_keys(pane: QWidget) -> bool:
    """Whether there is anything in it that keys can go to."""
    inner = pane.focusProxy()
    return inner is None or inner.isVisible()


def _stack(parent: QWidget, *widgets: QWidget, widest: int = -1) -> None:
    """Widgets one below the other without a gap; the last one, or `widest`, takes the room."""
    column = QVBoxLayout(parent)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget, int(widget is widgets[widest]))


def _split(orientation: Qt.Orientation, *widgets: QWidget) -> QSplitter:
    splitter = QSplitter(orientation)
    for widget in widgets:
        splitter.addWidget(widget)
    splitter.setChildrenCollapsible(False)
    return splitter


def _is_report(filled: Filled) -> bool:
    return filled.code in {"f4", "f5"}
