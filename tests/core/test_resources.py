"""Shipped files are found from the sources and inside the frozen program."""

import sys
from pathlib import Path

import pytest

from core.resources import resource, resource_dir


def test_beside_the_sources() -> None:
    assert resource("schemes").is_dir()


def test_inside_the_frozen_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource_dir() == tmp_path / "resources"
    assert resource("a", "b.txt") == tmp_path / "resources" / "a" / "b.txt"
