"""A whole data folder as one zip file, and back."""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path, PurePosixPath

from core.errors import UserError, reason
from core.progress import Report, silent, step
from core.store import files
from core.store.database import DATABASE, connect, copy_database, refusals
from core.store.migrations import refuse_newer, version_of
from core.store.store import FILES
from core.store.verify import verify

_MEMBER = re.compile(rf"{DATABASE}|{FILES}/[0-9a-f]{{2}}/[0-9a-f]{{64}}")

_ENCRYPTED = 1


def backup(folder: Path, target: Path, report: Report = silent) -> None:
    """Write the folder's stored state and all kept files to a zip file, in place of an older one.

    Works while a window has the folder open. UserError when it cannot be written; Cancelled when
    `report` says so. In both cases an older file at `target` stays as it was.
    """
    if not (folder / DATABASE).exists():
        raise UserError(f"「{folder}」不是数据文件夹，没有备份。")
    kept = tuple(files.kept(folder / FILES))
    with _refused("备份没有完成"), _beside(target) as temporary:
        copy_database(folder / DATABASE, temporary / DATABASE)
        unfinished = temporary / "backup.zip"
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(temporary / DATABASE, DATABASE)
            for done, sha256 in enumerate(kept):
                step(report, done, len(kept), "备份原始文件")
                path = files.path_of(folder / FILES, sha256)
                archive.write(path, f"{FILES}/{sha256[:2]}/{sha256}", zipfile.ZIP_STORED)
        unfinished.replace(target)


def restore(archive: Path, folder: Path, report: Report = silent) -> tuple[str, ...]:
    """Make a data folder from a backup; `folder` must be empty or not there yet.

    What `verify` says of the folder then: a file that was lost before the backup is still lost.
    UserError when the backup is damaged or of a newer version; then nothing is left behind.
    """
    if folder.exists() and any(folder.iterdir()):
        raise UserError(f"「{folder}」不是空文件夹，没有恢复。请选择一个空文件夹。")
    with _refused("没有恢复"), _beside(folder) as temporary:
        unfinished = temporary / folder.name
        unfinished.mkdir()
        _unpack(archive, unfinished, report)
        _require_sound(unfinished)
        if folder.exists():
            folder.rmdir()
        unfinished.replace(folder)
    return verify(folder, report)


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A folder for what is not finished, on the disk of the target; gone afterwards."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".jixiao-", dir=target.parent) as temporary:
        yield Path(temporary)


def _unpack(archive: Path, folder: Path, report: Report) -> None:
    with zipfile.ZipFile(archive) as opened:
        members = [info for info in opened.infolist() if not info.is_dir()]
        if DATABASE not in {info.filename for info in members}:
            raise UserError(f"「{archive.name}」不是本程序的备份，没有恢复。")
        for done, info in enumerate(members):
            step(report, done, len(members), "恢复文件")
            if info.flag_bits & _ENCRYPTED or not _MEMBER.fullmatch(info.filename):
                raise UserError(f"备份中有不认识的文件「{info.filename}」，没有恢复。")
            path = folder.joinpath(*PurePosixPath(info.filename).parts)
            path.parent.mkdir(parents=True, exist_ok=True)
            with opened.open(info) as source, path.open("wb") as target:
                shutil.copyfileobj(source, target)


def _require_sound(folder: Path) -> None:
    with closing(connect(folder / DATABASE, read_only=True)) as db, refusals():
        version = version_of(db)
        refuse_newer(version)
        (says,) = db.execute("PRAGMA integrity_check(1)").fetchone()
    if says != "ok" or version == 0:
        raise UserError("备份中的数据库已损坏，没有恢复。")


@contextmanager
def _refused(what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UserError(f"{what}（{reason(error)}）。请检查磁盘空间和文件夹权限。") from error
    except (zipfile.BadZipFile, zlib.error) as error:
        raise UserError(f"{what}：文件不是完整的备份。") from error
