"""A batch of files put into one folder: no two under one name, none given up for an open one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from core.errors import InUse, UserError, reason
from core.writers.target import renamed, safe_name


@dataclass(slots=True)
class Filing:
    """The files of a batch. `notes` says in Chinese what did not get the name that was meant."""

    folder: Path
    paths: list[Path] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _taken: set[str] = field(default_factory=set)

    def base(self, name: str) -> str:
        """A name for a file of the batch, without its ending: safe, and no other file's."""
        if note := renamed(name):
            self.notes.append(note)
        base = wanted = safe_name(name)
        number = 2
        # Windows does not tell capitals from small letters.
        while base.casefold() in self._taken:
            base = f"{wanted}（{number}）"
            number += 1
        if base != wanted:
            self.notes.append(f"有两个文件都要叫「{wanted}」，后一个改为「{base}」。")
        self._taken.add(base.casefold())
        return base

    def make_folder(self) -> None:
        """Make the folder if it is not there; UserError when that cannot be done."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            why = reason(error)
            raise UserError(f"建不了文件夹「{self.folder}」（{why}），请另选一个。") from error

    def keep(self, written: Sequence[Path], meant: Sequence[Path]) -> None:
        """Note files that were written elsewhere, with those that had to take another name."""
        self.paths += written
        for path, name in zip(written, meant, strict=True):
            if path != name:
                self.notes.append(_beside(name, path))

    def write(self, base: str, kind: str, writer: Callable[[Path], object]) -> Path:
        """Write `base.kind` by `writer`; beside it under another name when the file is open.

        UserError when it cannot be written at all.
        """
        self.make_folder()
        target = self.folder / f"{base}.{kind}"
        try:
            writer(target)
        except InUse as error:
            self.notes.append(_beside(target, error.free))
            target = error.free
            writer(target)
        self.paths.append(target)
        return target


def _beside(meant: Path, path: Path) -> str:
    return f"「{meant.name}」正在其他程序中打开，已另存为「{path.name}」。"
