"""What the system lacks, and the line to type."""

from collections.abc import Callable
from pathlib import Path

import pytest
import system
from system import Lack

LACKS = [Lack("libEGL.so.1", "libegl1"), Lack("a Chinese font", "fonts-noto-cjk")]
LINE = "apt-get install --no-install-recommends libegl1 fonts-noto-cjk"


def always(value: object) -> Callable[..., object]:
    return lambda *_, **__: value


@pytest.fixture
def debian(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(system, "is_debian", always(True))
    monkeypatch.setattr(system, "privilege", always(["sudo", "-n"]))
    return monkeypatch


def test_a_library_that_is_not_there_names_its_package() -> None:
    libraries = (("libc.so.6", "libc6"), ("libabsent.so.9", "libabsent9"))
    assert system.library_lacks(libraries) == [Lack("libabsent.so.9", "libabsent9")]


def test_nothing_missing_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    system.provide([])
    assert capsys.readouterr().out == ""


def test_debian_installs_what_it_may(debian: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def apt(prefix: list[str], packages: list[str]) -> bool:
        asked.append((prefix, packages))
        return True

    debian.setattr(system, "apt", apt)
    system.provide(LACKS)
    assert asked == [(["sudo", "-n"], ["libegl1", "fonts-noto-cjk"])]


def test_without_the_right_the_line_to_type_is_told(debian: pytest.MonkeyPatch) -> None:
    debian.setattr(system, "privilege", always(None))
    with pytest.raises(SystemExit, match=f"sudo {LINE}"):
        system.provide(LACKS)


def test_a_failing_apt_tells_the_line_too(debian: pytest.MonkeyPatch) -> None:
    debian.setattr(system, "apt", always(False))
    with pytest.raises(SystemExit, match=LINE):
        system.provide(LACKS)


def test_other_systems_are_told_the_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "is_debian", always(False))
    with pytest.raises(SystemExit, match="libegl1 fonts-noto-cjk"):
        system.provide(LACKS)


@pytest.mark.parametrize(
    ("file", "chinese"),
    [("NotoSansCJK-Regular.ttc", True), ("wqy-microhei.ttc", True), ("DejaVuSans.ttf", False)],
)
def test_fonts_are_found_without_fontconfig(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, file: str, chinese: bool
) -> None:
    (tmp_path / "truetype").mkdir()
    (tmp_path / "truetype" / file).touch()
    monkeypatch.setattr("system.shutil.which", always(None))
    monkeypatch.setattr(system, "FONT_FOLDERS", (str(tmp_path),))
    assert system.has_chinese_font() is chinese


@pytest.mark.parametrize("window", [False, True])
def test_window_libraries_are_asked_for_only_with_a_window(
    monkeypatch: pytest.MonkeyPatch, window: bool
) -> None:
    monkeypatch.setattr("system.sys.platform", "linux")
    monkeypatch.setattr(system, "loads", always(False))
    monkeypatch.setattr(system, "has_chinese_font", always(True))
    packages = {lack.package for lack in system.needed(window=window)}
    assert ("libxcb-cursor0" in packages) is window
    assert "libegl1" in packages
