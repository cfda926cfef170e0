"""Qt without a screen, before any QApplication exists."""

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_configure(config: pytest.Config) -> None:
    # The off-screen platform says this of every window that has a least size; nothing is wrong.
    config.addinivalue_line("qt_log_ignore", "propagateSizeHints")
