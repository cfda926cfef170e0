"""What is remembered comes back with its own type in a new process."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QCoreApplication, QSettings

from gui.settings import ENTRIES, RECENT, Settings, default_data_folder


def test_entries_are_declared_once() -> None:
    assert len({entry.name for entry in ENTRIES}) == len(ENTRIES)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("zoom", 1.25),
        ("source_shown", False),
        ("recent_folders", ["甲"]),
        ("recent_folders", []),
        ("splitters", {"whole": [1, 2]}),
        ("export_dir", "导出"),
    ],
)
def test_values_keep_their_type(tmp_path: Path, name: str, value: object) -> None:
    path = tmp_path / "s.ini"
    first = Settings(path)
    first.put(name, value)
    first.sync()
    assert Settings(path).get(name) == value


def test_a_value_of_another_type_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        Settings(tmp_path / "s.ini").put("zoom", "gross")


def test_a_broken_file_counts_as_not_set(tmp_path: Path) -> None:
    path = tmp_path / "s.ini"
    broken = QSettings(str(path), QSettings.Format.IniFormat)
    broken.setValue("zoom", "{")
    broken.setValue("source_shown", "3")
    broken.sync()
    assert Settings(path).get("zoom") == 0.0
    assert Settings(path).get("source_shown") is True


def test_bytes_and_recent_folders(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "s.ini")
    settings.put_bytes("geometry", QByteArray(b"\x00\xff"))
    assert settings.get_bytes("geometry") == QByteArray(b"\x00\xff")
    for number in range(RECENT + 2):
        settings.remember_folder(tmp_path / str(number))
    settings.remember_folder(tmp_path / "5")
    recent = settings.get("recent_folders")
    assert recent[0] == str(tmp_path / "5")
    assert len(recent) == len(set(recent)) == RECENT


def test_the_usual_data_folder_does_not_hang_on_the_name_of_the_application() -> None:
    """It is asked before there is an application; then Qt would leave the last folder out."""
    name = QCoreApplication.applicationName()
    QCoreApplication.setApplicationName("")
    try:
        assert default_data_folder().name == "jixiao"
    finally:
        QCoreApplication.setApplicationName(name)
