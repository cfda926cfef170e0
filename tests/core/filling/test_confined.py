"""Templates are filled in children that can do nothing else; a bad one costs a sentence."""

from pathlib import Path

import pytest

from core.errors import Cancelled, UserError
from core.filling.confined import apart, each_apart
from tests.core.filling.crafted import behave, fill
from tests.core.filling.test_fill import template
from tests.hostile.test_hostile import HOSTILE

pytestmark = pytest.mark.slow


def test_a_template_is_filled_apart_as_it_is_here(tmp_path: Path) -> None:
    for kind in ("docx", "xlsx"):
        blank = template(tmp_path, kind)
        ((_, here),) = fill(blank)
        ((_, there),) = apart(fill, blank)
        assert there.problems == here.problems
        assert there.format == kind


@pytest.mark.filterwarnings("ignore")
def test_what_misbehaves_costs_one_item_and_the_order_stays(tmp_path: Path) -> None:
    stolen = tmp_path / "stolen"
    items = ["a", "crash", "memory", "refuse", "b", "hang", "c"]
    found = list(each_apart(behave, items, seconds=8))
    told = [isinstance(each, UserError) for each in found]
    assert told == [False, True, True, True, False, True, False]
    assert [each for each in found if isinstance(each, str)] == ["a", "b", "c"]
    with pytest.raises(PermissionError):
        apart(behave, str(stolen))
    assert not stolen.exists()
    with pytest.raises(KeyError):
        apart(behave, "fail")


def test_it_can_be_cancelled() -> None:
    with pytest.raises(Cancelled):
        list(each_apart(behave, ["a", "b"], ["甲", "乙"], lambda done, total, what: False))


@pytest.mark.timeout(300)
def test_no_hostile_file_does_more_than_be_refused() -> None:
    """Every hand-made hostile file as a template: filled with what it holds, or one sentence."""
    names = [name for name in HOSTILE if name.endswith((".docx", ".xlsx"))]
    files = [HOSTILE[name]() for name in names]
    found = dict(zip(names, each_apart(fill, files, seconds=8), strict=True))
    wrong = [
        n for n, each in found.items() if isinstance(each, UserError) and "。" not in str(each)
    ]
    assert wrong == []
    assert sum(isinstance(each, UserError) for each in found.values()) > len(names) // 2
