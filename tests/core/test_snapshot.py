"""A year taken over as values says the same as the folder, on any thread."""

import threading
from pathlib import Path

import pytest

from core.editing import PutSubmission, Step
from core.errors import Cancelled
from core.letterhead import Letterhead
from core.reports.unit_year import county_year
from core.snapshot import snapshot
from core.workspace import Workspace
from tests.core.reports.made import GOOD, MARKED_DOWN, YEAR


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    opened = Workspace.open(tmp_path / "data")
    found = [unit.submission for unit in (GOOD, MARKED_DOWN) if unit.submission]
    opened.dispatch(Step("导入", tuple(PutSubmission(each.key, each) for each in found)))
    opened.add_units(["某县档案馆"])
    opened.set_letterhead(Letterhead("某县"))
    return opened


def test_it_says_the_same(workspace: Workspace) -> None:
    taken = snapshot(workspace, YEAR)
    here = county_year(workspace, YEAR)
    there: list[object] = []
    thread = threading.Thread(target=lambda: there.append(county_year(taken, YEAR)))
    thread.start()
    thread.join()
    assert there == [here]
    assert taken.letterhead == workspace.letterhead
    assert taken.report_texts(YEAR) == {}
    assert taken.templates() == {}
    workspace.close()


def test_checking_can_be_stopped(workspace: Workspace) -> None:
    with pytest.raises(Cancelled):
        county_year(snapshot(workspace, YEAR), YEAR, lambda *_: False)
    workspace.close()
