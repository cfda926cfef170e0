"""Files made to harm: each is read or refused with a sentence, in time and in little memory."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import Refused
from core.intake import FileReading, read_paths
from core.intake.opening import opened
from core.intake.readers import READERS, detect
from core.intake.readers.word97.lists import load_lists
from core.intake.reading import read_all, read_document
from tests.core.intake.locked import ARCHIVE_PASSWORD, PASSWORD
from tests.hostile.binaries import BINARIES, lists
from tests.hostile.opened import OPENED
from tests.hostile.packages import PACKAGES
from tests.hostile.valid import VALID

HOSTILE = {**PACKAGES, **BINARIES, **OPENED}
PASSWORDS = ("1234", PASSWORD, ARCHIVE_PASSWORD)
CODES = {"encrypted", "damaged", "unsupported", "too_large", "timeout", "no_form", "unsafe"}
SECONDS, MEGABYTES = 10.0, 512
"""Of the processor, so that a busy machine does not fail the test; it may wait a while longer."""
_SAID = re.compile(r"[^。]+。")


def measured(path: Path, skip: int) -> tuple[FileReading, ...]:
    """What a child does with a file; time and memory are told in the name."""
    start = time.process_time()
    found = tuple(read_all(path, skip, PASSWORDS))
    took = time.process_time() - start
    # Not `ru_maxrss`, which a child inherits from the process that started it.
    peak = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("utf-8"))
    megabytes = int(peak[1]) // 1024 if peak else 0
    return tuple(replace(reading, name=f"{took} {megabytes} {reading.name}") for reading in found)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_every_hostile_file_is_read_or_refused(tmp_path: Path) -> None:
    for name, make in HOSTILE.items():
        (tmp_path / name).write_bytes(make())
    readings = read_paths([tmp_path], seconds=4 * SECONDS, read=measured)
    assert {reading.path.name for reading in readings} == set(HOSTILE)
    wrong = []
    for reading in readings:
        problem = reading.problem
        took, megabytes, _ = [*reading.name.split(" ", 2), "", ""][:3]
        if reading.sha256 == "" and problem is not None and not megabytes.isdigit():
            wrong.append((reading.path.name, "killed", problem.code))
        elif float(took) > SECONDS or int(megabytes) > MEGABYTES:
            wrong.append((reading.path.name, took, megabytes))
        elif problem is not None and (
            problem.code not in CODES or not _SAID.fullmatch(problem.message)
        ):
            wrong.append((reading.path.name, problem.code, problem.message))
    assert not wrong


def test_there_are_enough_of_them() -> None:
    assert len(HOSTILE) >= 60


@pytest.mark.parametrize("name", VALID)
def test_cut_off_anywhere(name: str) -> None:
    data = VALID[name]()
    step = max(1, len(data) // 40)
    for length in range(0, len(data), step):
        part = data[:length]
        try:
            read_document(opened(part, detect(part)).document, name)
            READERS[name](part)
        except Refused as refused:
            assert refused.code in CODES  # noqa: PT017 either is right


@pytest.mark.parametrize("name", VALID)
def test_the_files_they_are_made_from_are_good(name: str) -> None:
    data = VALID[name]()
    assert detect(data) == name
    assert READERS[name](data).blocks


@pytest.mark.parametrize("count", [0, 3, 65535])
def test_list_definitions_that_lie(count: int) -> None:
    for levels in (b"", b"\xff" * 30, bytes(24) + b"\xff\xff\xff\xff" + b"\xff\xff"):
        try:
            load_lists(lists(count, levels))
        except Refused as refused:
            assert refused.code == "damaged"  # noqa: PT017 either is right
