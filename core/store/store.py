"""The data folder as the workspace sees it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from core.editing import County, Entry
from core.submission import Submission


@dataclass(frozen=True, slots=True)
class Saving:
    """What one transaction stores: submissions before and after by key, and the county."""

    submissions: Mapping[str, tuple[Submission | None, Submission | None]]
    before: County
    after: County


class Store:
    """The open data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.read_only_reason: str | None = None
        self._county = County()
        self._submissions: dict[str, Submission] = {}
        self._entries: list[Entry] = []
        self._done = 0
        self._files: dict[str, bytes] = {}

    @classmethod
    def open(cls, folder: Path) -> Store:
        return cls(folder)

    def close(self) -> None:
        return

    def county(self) -> County:
        return self._county

    def submissions(self, year: int) -> tuple[Submission, ...]:
        return tuple(found for found in self._submissions.values() if found.year == year)

    def last_done(self) -> Entry | None:
        return self._entries[self._done - 1] if self._done else None

    def last_undone(self) -> Entry | None:
        return self._entries[self._done] if self._done < len(self._entries) else None

    def push(self, saving: Saving, entry: Entry) -> None:
        self._save(saving)
        self._entries[self._done :] = [entry]
        self._done += 1

    def replace_last(self, saving: Saving, entry: Entry | None) -> None:
        self._save(saving)
        self._done -= 1
        self._entries[self._done :] = [entry] if entry else []
        self._done = len(self._entries)

    def step_back(self, saving: Saving) -> None:
        self._save(saving)
        self._done -= 1

    def step_forward(self, saving: Saving) -> None:
        self._save(saving)
        self._done += 1

    def _save(self, saving: Saving) -> None:
        self._county = saving.after
        for key, (_, after) in saving.submissions.items():
            if after is None:
                self._submissions.pop(key, None)
            else:
                self._submissions[key] = after

    def keep(self, data: bytes) -> str:
        sha256 = hashlib.sha256(data).hexdigest()
        self._files[sha256] = data
        return sha256

    def file_data(self, sha256: str) -> bytes:
        return self._files[sha256]
