"""What ships tests itself, and draws its own pictures: as programs of their own, off screen."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

ROOT = Path(__file__).parents[2]


def run(*arguments: str, screen: str = "offscreen") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": screen, "PYTHONUTF8": "1"}
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        environment.pop(name, None)
    return subprocess.run(
        [sys.executable, "-m", *arguments], cwd=ROOT, env=environment, capture_output=True,
        text=True, encoding="utf-8", timeout=100, check=False,
    )  # fmt: skip


@pytest.mark.slow
def test_the_self_test_passes() -> None:
    done = run("gui", "--self-test")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "自检通过" in done.stdout


@pytest.mark.slow
def test_the_main_views_are_drawn(tmp_path: Path) -> None:
    done = run("gui.screenshots", "--out", str(tmp_path), "--setting", "0")
    assert done.returncode == 0, done.stderr
    pictures = {path.stem: QImage(str(path)) for path in tmp_path.glob("*.png")}
    assert {"welcome-100", "review-100", "f1-100", "f2-100", "editing-100", "preview-100"} <= set(
        pictures
    )
    assert all(picture.width() > 300 for picture in pictures.values())
    assert pictures["f2-100"].width() > 1300


def test_the_arguments_are_explained() -> None:
    done = run("gui", "--help")
    assert done.returncode == 0
    assert "--data" in done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a desktop")
def test_without_a_desktop_it_says_so() -> None:
    done = run("gui", screen="")
    assert done.returncode == 1
    assert "没有图形桌面" in done.stderr
