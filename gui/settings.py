"""What the program remembers of the clerk's habits; never data of the county.

QSettings gives back `'true'` for True and `'3'` for 3, so each entry is declared with its kind
and default, and nothing else touches QSettings.
"""

import json
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

RECENT = 8


class Entry(NamedTuple):
    """A remembered value: its name in the file and what it is before anybody changed it."""

    name: str
    default: Any


ENTRIES = (
    Entry("recent_folders", []),
    Entry("recent_files_dir", ""),
    Entry("export_dir", ""),
    Entry("zoom", 0.0),
    Entry("source_shown", True),
    Entry("last_submission", ""),
    Entry("geometry", ""),
    Entry("splitters", {}),
    Entry("board", ""),
    Entry("panels_hidden", []),
    Entry("theme", "system"),
    Entry("text", 100),
    Entry("scale", 100),
    Entry("printer", ""),
    Entry("paper", "A4"),
    Entry("sides", "single"),
    Entry("margin", 0),
)


class Settings:
    """Reads and writes the declared entries; a broken value counts as not set."""

    def __init__(self, path: Path | None = None) -> None:
        self._file = (
            QSettings(str(path), QSettings.Format.IniFormat)
            if path
            else QSettings(
                QSettings.Format.IniFormat, QSettings.Scope.UserScope, "jixiao", "jixiao"
            )
        )
        self._entries = {entry.name: entry for entry in ENTRIES}

    def get(self, name: str) -> Any:
        """The remembered value, of the same type as its default."""
        default = self._entries[name].default
        text = self._file.value(name)
        if not isinstance(text, str):
            return default
        try:
            value = json.loads(text)
        except ValueError:
            return default
        return value if isinstance(value, type(default)) else default

    def put(self, name: str, value: Any) -> None:
        """Remember a value; TypeError when it is not of the declared type."""
        if not isinstance(value, type(self._entries[name].default)):
            raise TypeError(name)
        self._file.setValue(name, json.dumps(value, ensure_ascii=True))

    def get_bytes(self, name: str) -> QByteArray:
        """A remembered window state."""
        return QByteArray.fromBase64(str(self.get(name)).encode())

    def put_bytes(self, name: str, value: QByteArray) -> None:
        self.put(name, bytes(value.toBase64().data()).decode())

    def remember_folder(self, folder: Path) -> None:
        """Put a data folder at the head of the recent ones."""
        others = [item for item in self.get("recent_folders") if item != str(folder)]
        self.put("recent_folders", [str(folder), *others][:RECENT])

    def sync(self) -> None:
        self._file.sync()


def default_data_folder() -> Path:
    """Where the data lie when nobody says otherwise: on the local disk, never in a profile that
    roams. It is asked before there is a QApplication whose name Qt could add.
    """
    place = QStandardPaths.StandardLocation.GenericDataLocation
    return Path(QStandardPaths.writableLocation(place), "jixiao")
