"""Qt without a screen, before any QApplication exists."""

import gc
import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_configure(config: pytest.Config) -> None:
    # The off-screen platform says this of every window that has a least size; nothing is wrong.
    config.addinivalue_line("qt_log_ignore", "propagateSizeHints")


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    """A window that is closed before its desk was made leaves the collector at rest."""
    yield
    gc.enable()
