"""What is known of a unit, and how names find it."""

import pytest

from core.initials import initials, sounds_like
from core.unit import Unit, called, joined, with_alias

WATER = Unit("青石县水利局", "101", "张三", aliases=("水电局",))


def test_another_name_is_learnt_once() -> None:
    unit = with_alias(WATER, " 水务局 ")
    assert unit.aliases == ("水电局", "水务局")
    assert with_alias(unit, "水务局") is unit
    assert with_alias(unit, "青石县水利局") is unit
    assert with_alias(unit, "") is unit


def test_a_newer_list_keeps_what_it_is_silent_about() -> None:
    new = joined(WATER, Unit("青石县水利局", contact="李四", aliases=("水务局",)))
    assert (new.code, new.contact) == ("101", "李四")
    assert new.aliases == ("水电局", "水务局")


def test_codes_and_other_names_mean_a_unit() -> None:
    units = (WATER, Unit("青石县林草局", aliases=("水电局",)))
    assert called(units) == {"水电局": WATER.name, "101": WATER.name}


@pytest.mark.parametrize(
    ("exempt", "there", "lacks"),
    [
        ((), ("f2", "f3"), ("f1", "f4")),
        (("f4",), ("f1", "f2"), ()),
        (("f1", "f2", "f4"), (), ()),
    ],
)
def test_what_a_unit_lacks(
    exempt: tuple[str, ...], there: tuple[str, ...], lacks: tuple[str, ...]
) -> None:
    unit = Unit("甲局", exempt=exempt)
    assert unit.lacks(there) == lacks
    assert unit.excused is (len(exempt) == 3)


@pytest.mark.parametrize("letters", ["qsxslj", "slj", "SLJ"])
def test_a_name_is_found_by_its_initials(letters: str) -> None:
    assert sounds_like("青石县水利局", letters)
    assert not sounds_like("青石县林草局", letters)


def test_every_reading_of_a_character_counts() -> None:
    assert initials("重阳A")[0] >= {"z", "c"}
    assert initials("重阳A")[2] == {"a"}
    assert sounds_like("重阳办", "cyb")
    assert sounds_like("重阳办", "zyb")
