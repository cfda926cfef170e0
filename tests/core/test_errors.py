"""What the system refuses, in the clerk's language."""

import errno

import pytest

from core.errors import reason


@pytest.mark.parametrize("code", [errno.EACCES, errno.ENOENT, errno.ENOTDIR, errno.ENOSPC])
def test_usual_refusals_are_told_in_chinese(code: int) -> None:
    assert not reason(OSError(code, "in English")).isascii()


def test_an_unusual_one_keeps_the_systems_words() -> None:
    assert reason(OSError(errno.EXDEV, "Cross-device link")) == "Cross-device link"
    assert str(errno.EXDEV) in reason(OSError(errno.EXDEV, ""))
