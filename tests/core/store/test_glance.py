"""A glance at a year tells what the open folder tells, and nothing when the folder has trouble."""

import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from core.editing import PutSubmission, Step
from core.forms import FORMS, BasicData, Overall
from core.judgement import Return, Status
from core.store.database import DATABASE
from core.store.glance import Glance, glance
from core.submission import Filled, Submission
from core.unit import CODES, Unit
from core.unit_state import UnitState, status_word
from core.workspace import Workspace

TODAY = dt.date(2025, 4, 1)
DAY = dt.date(2025, 3, 3)
PASSED, RETURNED = Status("passed", "", DAY), Status("returned", "", DAY)


def handed_in(
    unit: str, year: int, status: Status | None = None, returns: tuple[Return, ...] = ()
) -> Submission:
    forms = Filled("f1", BasicData()), Filled("f2", Overall())
    return Submission(unit, year, forms, status=status, returns=returns)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two years; units on the list and beside it, in every state."""
    workspace = Workspace.open(tmp_path)
    once = (Return(DAY, 3),)
    subs = (
        handed_in("乙局", 2024),
        handed_in("丙局", 2024, PASSED),
        handed_in("丁局", 2024, RETURNED, once),
        handed_in("不在名单的中心", 2024, returns=once),
        handed_in("乙局", 2023),
    )
    workspace.dispatch(Step("导入", tuple(PutSubmission(sub.key, sub) for sub in subs)))
    workspace.set_units(
        [Unit("甲局", exempt=("f3",)), Unit("丁局", "101", aliases=("老丁局",)), Unit("乙局"),
         Unit("丙局")]
    )  # fmt: skip
    workspace.set_deadline(2024, DAY)
    workspace.close()
    return tmp_path


def opened(folder: Path, year: int) -> Glance:
    """The same, by way of the submissions."""
    workspace = Workspace.open(folder)
    there = {sub.unit: sub for sub in workspace.submissions(year)}
    others = sorted(there.keys() - set(workspace.unit_names()))

    def state(name: str) -> UnitState:
        sub = there.get(name)
        if sub is None:
            return UnitState(name, year)
        codes = tuple(form.code for form in sub.forms)
        return UnitState(name, year, codes, returns=len(sub.returns), status=status_word(sub))

    names = [*workspace.unit_names(), *others]
    units = tuple((workspace.unit(name), state(name)) for name in names)
    made = Glance(
        folder, workspace.years(), year, workspace.deadline(year), units, workspace.received()
    )
    workspace.close()
    return made


@pytest.mark.parametrize(("wanted", "year"), [(None, 2024), (2023, 2023), (1999, 2024)])
def test_it_tells_what_the_open_folder_tells(folder: Path, wanted: int | None, year: int) -> None:
    assert glance(folder, wanted, TODAY) == opened(folder, year)


def test_a_list_without_a_year_is_of_the_year_that_is_due(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path)
    workspace.add_units(["甲局"])
    workspace.close()
    seen = glance(tmp_path, None, TODAY)
    assert seen is not None
    assert (seen.years, seen.year, len(seen.units)) == ((), TODAY.year - 1, 1)


def test_an_empty_folder_has_no_year(tmp_path: Path) -> None:
    Workspace.open(tmp_path).close()
    seen = glance(tmp_path, None, TODAY)
    assert seen is not None
    assert (seen.year, seen.units) == (None, ())


def test_what_must_be_made_or_lifted_or_is_damaged_is_left_to_the_opening(folder: Path) -> None:
    assert glance(folder / "nothing", None, TODAY) is None
    assert not (folder / "nothing").exists()
    database = folder / DATABASE
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE meta SET value = '1' WHERE name = 'version'")
    connection.close()
    assert glance(folder, None, TODAY) is None
    database.write_bytes(b"not a database" * 99)
    assert glance(folder, None, TODAY) is None


def test_another_program_that_writes_is_not_waited_for(folder: Path) -> None:
    connection = sqlite3.connect(folder / DATABASE, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    assert glance(folder, None, TODAY) is None
    connection.close()


def test_the_codes_are_those_of_the_forms() -> None:
    assert tuple(FORMS) == CODES
