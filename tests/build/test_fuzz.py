"""The fuzzer's mutations change files and keep their kind; a tally says what became of them."""

import random

import pytest
from fuzz import Tally
from fuzzing.mutate import mutated

from core.intake.readers import detect
from tests.hostile.valid import VALID


@pytest.mark.parametrize("name", VALID)
def test_a_seed_gives_the_same_files_again(name: str) -> None:
    data = VALID[name]()
    first, second = ([mutated(data, random.Random(seed)) for seed in range(12)] for _ in range(2))
    if name not in {"docx", "xlsx", "xlsb", "odt", "ods"}:  # an archive tells the time
        assert first == second
    assert sum(found != data for found in first) > 9


@pytest.mark.parametrize("name", ["docx", "xlsx", "odt", "doc", "xls", "pdf"])
def test_most_mutations_reach_the_reader(name: str) -> None:
    data = VALID[name]()
    found = [detect(mutated(data, random.Random(seed))) for seed in range(40)]
    assert found.count(name) > 20


def test_a_tally_is_one_line() -> None:
    tally = Tally()
    tally.counts["read"] += 2
    assert tally.line("doc").split() == ["doc", "2", "0", "0", "0", "0", "0.00", "s"]
