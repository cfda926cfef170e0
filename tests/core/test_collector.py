"""The collector of garbage rests and comes back."""

import gc

import pytest

from core.collector import resting, settled


def test_it_rests_and_comes_back() -> None:
    with resting():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_comes_back_after_an_error() -> None:
    with pytest.raises(KeyError), resting():
        raise KeyError
    assert gc.isenabled()


def test_it_is_not_woken_by_another() -> None:
    with resting():
        with resting():
            pass
        assert not gc.isenabled()


def test_what_is_settled_is_looked_through_no_more() -> None:
    settled()
    try:
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
