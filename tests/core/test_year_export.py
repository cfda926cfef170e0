"""Many units at once: all files, in order, and an end when the clerk wants one."""

from pathlib import Path

import pytest

from core.errors import Cancelled, UserError
from core.year_export import FEW, Job, export_all, job
from tests.core.reports.made import GOOD


def jobs(folder: Path, count: int, kinds: tuple[str, ...] = ("xlsx",)) -> list[Job]:
    return [job(f"单位{n}", GOOD.forms, folder / f"单位{n}", kinds) for n in range(count)]


@pytest.mark.parametrize("count", [1, FEW + 1])
def test_every_file_is_written(tmp_path: Path, count: int) -> None:
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int, what: str) -> bool:
        told.append((done, total))
        return True

    made = export_all(jobs(tmp_path, count), tell)
    assert sorted(made) == sorted(tmp_path.iterdir())
    assert told[0] == (0, count)
    assert told[-1] == (count, count)


@pytest.mark.parametrize("count", [2, FEW + 1])
def test_the_clerk_can_stop_it(tmp_path: Path, count: int) -> None:
    with pytest.raises(Cancelled):
        export_all(jobs(tmp_path, count), lambda done, total, what: False)


def test_a_refused_file_is_a_sentence_from_a_child_too(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        export_all(jobs(tmp_path / "nowhere", FEW + 1))
