"""The data folder as the workspace sees it: `jixiao.db`, `files/`, and the lock between windows."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.editing import County, Entry, Step
from core.editing.past import Past
from core.errors import UserError, reason
from core.store import county, files, journal, migrations, unit_list
from core.store.database import (
    DATABASE,
    connect_bare,
    copy_database,
    refusals,
    transaction,
    writing,
)
from core.store.lock import Lock, take_lock
from core.store.schema import create_schema
from core.store.shape import refuse_altered
from core.store.submissions import load_year, save_submission
from core.submission import Submission

if TYPE_CHECKING:
    from sqlite_utils import Database

FILES, LOCK = "files", "jixiao.lock"
IN_USE = "这个数据文件夹已在另一个窗口中打开，本窗口只能查看。"
NOT_WRITABLE = "这个数据文件夹不能写入，本窗口只能查看。"


@dataclass(frozen=True, slots=True)
class Saving:
    """What one transaction stores: submissions before and after by key, and the county."""

    submissions: Mapping[str, tuple[Submission | None, Submission | None]]
    before: County
    after: County


@dataclass(frozen=True, slots=True)
class Store:
    """An open data folder. `read_only_reason` is the sentence to show when it cannot be changed.

    Each saving is one transaction: UserError means that nothing at all was stored.
    """

    folder: Path
    connection: sqlite3.Connection
    lock: Lock | None
    read_only_reason: str | None = None

    @property
    def db(self) -> Database:
        """The connection, to write through."""
        return writing(self.connection)

    def close(self) -> None:
        self.connection.close()
        if self.lock is not None:
            self.lock.release()

    def version(self) -> int:
        """A number that is another one after another connection has stored something."""
        with refusals():
            found: int = self.connection.execute("PRAGMA data_version").fetchone()[0]
        return found

    def county(self) -> County:
        with refusals():
            return county.load_county(self.connection)

    def submissions(self, year: int) -> tuple[Submission, ...]:
        with refusals():
            return load_year(self.connection, year)

    def labels(self) -> tuple[str | None, str | None]:
        """What undo would take back and what redo would make again."""
        with refusals():
            return journal.labels(self.connection)

    def undoing(self) -> Step | None:
        """The step that takes the last one back."""
        with refusals():
            return journal.undoing(self.connection)

    def redoing(self) -> Step | None:
        """The step that was taken back last."""
        with refusals():
            return journal.redoing(self.connection)

    def received(self) -> dict[str, dt.datetime]:
        """When each submission was begun, by key."""
        with refusals():
            try:
                return unit_list.received(self.connection)
            except ValueError as error:
                raise UserError("数据库中的历史记录已损坏，请用备份恢复。") from error

    def last_within(self, submission: str) -> Entry | None:
        """The last step, when it is a single edit of this submission."""
        with refusals():
            return journal.last_within(self.connection, submission)

    def history(self, submission: str) -> tuple[Past, ...]:
        """The done steps that name a submission, the latest first."""
        with refusals():
            return journal.history(self.connection, submission)

    def push(self, saving: Saving, entry: Entry) -> None:
        """Store a new step."""
        self._save(saving, lambda db: journal.push(db, entry))

    def replace_last(self, saving: Saving, entry: Entry | None) -> None:
        """Store a step that takes the place of the last one, or takes it away."""

        def write(db: Database) -> None:
            journal.drop_last(db)
            if entry is not None:
                journal.push(db, entry)

        self._save(saving, write)

    def step_back(self, saving: Saving) -> None:
        """Store what undoing made."""
        self._save(saving, lambda db: journal.move(db, -1))

    def step_forward(self, saving: Saving) -> None:
        """Store what redoing made."""
        self._save(saving, lambda db: journal.move(db, 1))

    def keep(self, data: bytes) -> str:
        """Keep a submitted file; its SHA-256."""
        self._require_writable()
        return files.keep(self.folder / FILES, data)

    def keep_all(self, contents: Sequence[bytes]) -> tuple[str, ...]:
        """Keep several submitted files; their SHA-256."""
        self._require_writable()
        return files.keep_all(self.folder / FILES, contents)

    def file_data(self, sha256: str) -> bytes:
        """The bytes of a kept file."""
        return files.read(self.folder / FILES, sha256)

    def _save(self, saving: Saving, write_journal: Callable[[Database], None]) -> None:
        self._require_writable()
        db = self.db
        with transaction(db):
            county.save_years(db, saving.before, saving.after)
            county.save_units(db, saving.before, saving.after)
            county.save_texts(db, saving.before, saving.after)
            county.save_layouts(db, saving.before, saving.after)
            county.save_papers(db, saving.before, saving.after)
            for before, after in saving.submissions.values():
                save_submission(db, before, after)
            county.forget_unused(db, saving.before, saving.after)
            write_journal(db)

    def _require_writable(self) -> None:
        if self.read_only_reason is not None:
            raise UserError(self.read_only_reason)


def open_store(folder: Path) -> Store:
    """Open a data folder; make it if it is not there.

    UserError when it cannot be opened. When another window holds it, or it cannot be written,
    it is opened to be looked at, with `read_only_reason`.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = take_lock(folder / LOCK)
    except OSError as error:
        if not (folder / DATABASE).exists():
            raise UserError(f"打不开数据文件夹「{folder}」（{reason(error)}）。") from error
        return _open_to_look(folder, NOT_WRITABLE)
    if lock is None:
        return _open_to_look(folder, IN_USE)
    try:
        connection = connect_bare(folder / DATABASE)
        try:
            with refusals():
                _bring_up_to_date(connection, folder)
        except BaseException:
            connection.close()
            raise
    except BaseException:
        lock.release()
        raise
    return Store(folder, connection, lock)


def _open_to_look(folder: Path, reason: str) -> Store:
    connection = connect_bare(folder / DATABASE, read_only=True)
    try:
        with refusals():
            version = migrations.version_of(connection)
            migrations.refuse_newer(version)
            migrations.refuse_older(version)
            refuse_altered(connection)
    except BaseException:
        connection.close()
        raise
    return Store(folder, connection, None, reason)


def _bring_up_to_date(connection: sqlite3.Connection, folder: Path) -> None:
    version = migrations.version_of(connection)
    migrations.refuse_newer(version)
    if version == 0:
        db = writing(connection)
        with transaction(db):
            create_schema(db)
            db.table("meta").insert_all(
                [{"name": "version", "value": str(migrations.VERSION)},
                 {"name": "done", "value": "0"}]
            )  # fmt: skip
    elif version < migrations.VERSION:
        copy = folder / f"jixiao-v{version}.db"
        copy.unlink(missing_ok=True)
        copy_database(folder / DATABASE, copy)
        migrations.migrate(writing(connection))
    refuse_altered(connection)
