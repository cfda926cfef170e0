"""Panels come and go with the room, and as the clerk wishes."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.intake import read_file
from core.submission import Submission
from core.workspace import Workspace
from gui import style
from gui.window import Window
from tests.gui.conftest import put
from tests.gui.county import KEY, submitted


def seen(window: Window, app: QApplication) -> list[bool]:
    """Units, scores, findings, source."""
    app.processEvents()
    panes = window.panes
    return [v.isVisible() for v in (panes.units, panes.scores, panes.findings, panes.source)]


def _legend(window: Window) -> bool:
    """Whether the line that explains the marks takes room from the paper."""
    view = window.panes.paper
    return view.canvas.geometry().bottom() < view.rect().bottom()


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((1500, 930), [True, True, True, True]),
        ((1024, 700), [False, True, True, True]),
        ((911, 700), [False, True, True, True]),
        ((911, 512), [False, False, True, False]),
        ((683, 384), [False, False, False, False]),
    ],
)
def test_a_small_window_shows_what_fits(
    window: Window, qapp: QApplication, size: tuple[int, int], expected: list[bool]
) -> None:
    window.resize(*size)
    assert seen(window, qapp) == expected
    assert window.panes.paper.height() >= style.LEGEND_LEAST or not _legend(window)
    window.resize(1500, 930)
    assert seen(window, qapp) == [True] * 4


def test_a_panel_is_put_away_for_good_or_fetched_for_the_moment(
    window: Window, qapp: QApplication
) -> None:
    window.actions_by_name["toggle_units"].trigger()
    assert seen(window, qapp) == [False, True, True, True]
    assert window.settings.get("panels_hidden") == ["units"]
    window.actions_by_name["toggle_units"].trigger()
    window.resize(683, 384)
    assert not any(seen(window, qapp))
    window.actions_by_name["toggle_units"].trigger()
    assert seen(window, qapp)[0]
    assert window.settings.get("panels_hidden") == []


@pytest.mark.parametrize("size", [(1024, 700), (546, 296), (1500, 930)])
def test_a_unit_is_found_also_where_the_list_was_not_seen(
    window: Window, qapp: QApplication, size: tuple[int, int]
) -> None:
    window.resize(*size)
    if size[0] > style.ROOM_THREE:
        window.actions_by_name["toggle_units"].trigger()
    assert not seen(window, qapp)[0]
    window.actions_by_name["find_unit"].trigger()
    assert seen(window, qapp)[0]
    assert window.panes.units.search.hasFocus()
    assert window.width() <= size[0]


def test_where_it_is_low_the_source_stands_beside_the_form_in_place_of_the_findings(
    window: Window, qapp: QApplication
) -> None:
    """
    ┌ 附件2 ┬ 原文 ┐   1366×768 at 150 %
    """
    panes = window.panes
    window.resize(911, 512)
    window.actions_by_name["toggle_source"].trigger()
    assert seen(window, qapp) == [False, False, False, True]
    assert panes.middle.orientation() == Qt.Orientation.Horizontal
    assert panes.source.height() > 512 // 2
    window.actions_by_name["toggle_judging"].trigger()
    assert seen(window, qapp) == [False, False, True, False]
    window.actions_by_name["toggle_source"].trigger()
    window.actions_by_name["explain"].trigger()
    assert seen(window, qapp) == [False, False, True, False]
    window.actions_by_name["toggle_source"].trigger()
    panes.remember()
    assert "middle" not in window.settings.get("splitters")
    window.resize(1500, 930)
    assert seen(window, qapp) == [True] * 4
    assert panes.middle.orientation() == Qt.Orientation.Vertical
    assert 0 < panes.source.height() < panes.paper.height()
    assert window.settings.get("source_shown")
    assert window.settings.get("panels_hidden") == []


def test_a_source_with_nothing_to_show_is_one_line(
    window: Window, qapp: QApplication, tmp_path: Path
) -> None:
    """A form that was typed by hand has the room of its source."""
    panes = window.panes
    seen(window, qapp)
    assert panes.source.height() < 2 * style.BAR_HEIGHT
    put(window.bridge.workspace, handed_in(window.bridge.workspace, tmp_path))
    window.bridge.open("2024/某局")
    seen(window, qapp)
    assert panes.source.height() > style.PANEL_SOURCE // 2
    assert panes.source.sheets.isVisible()
    window.bridge.open(KEY)
    seen(window, qapp)
    assert panes.source.height() < 2 * style.BAR_HEIGHT
    assert sum(panes.middle.sizes()) > panes.middle.height() - style.GAP
    assert window.settings.get("splitters") == {}


def handed_in(workspace: Workspace, folder: Path) -> Submission:
    """A unit whose form came in a file."""
    reading = read_file(submitted(folder))
    info = workspace.keep_file(reading)
    return Submission("某局", 2024, tuple(form.filled for form in reading.forms), (info,))


def test_only_what_the_clerk_divides_is_remembered(window: Window, qapp: QApplication) -> None:
    panes = window.panes
    panes.remember()
    assert window.settings.get("splitters") == {}
    panes.whole.moveSplitter(400, 1)
    assert window.settings.get("splitters")["whole"][0] == panes.units.width() == 400
    window.actions_by_name["toggle_units"].trigger()
    panes.whole.moveSplitter(700, 2)
    assert window.settings.get("splitters")["whole"][0] == 400


def test_judging_brings_its_panel_into_sight(window: Window, qapp: QApplication) -> None:
    window.resize(683, 384)
    seen(window, qapp)
    window.panes.findings.step(1)
    window.actions_by_name["explain"].trigger()
    assert seen(window, qapp)[1:3] == [False, True]
    window.actions_by_name["score"].trigger()
    assert seen(window, qapp)[1:3] == [True, False]
