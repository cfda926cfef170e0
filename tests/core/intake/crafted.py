"""What a crafted file might make a child process do; imported by the children of the tests."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from core.intake import FileReading, read_file
from core.intake.reading import read_all


def crash_at(path: Path, skip: int) -> Iterator[FileReading]:
    """Crash at the files of an archive that are no documents, once they are reached."""
    for number, reading in enumerate(read_all(path, skip), skip):
        if reading.format == "text" or number > 9:
            os._exit(3)
        yield reading


def behave(path: Path, skip: int) -> tuple[FileReading, ...]:
    """Do what the file's name says, then read it."""
    if skip:
        return ()
    wish = path.stem
    if wish == "hang":
        time.sleep(60)
    elif wish == "crash":
        os._exit(3)
    elif wish == "memory":
        bytearray(800 * 2**20)
    elif wish == "write":
        path.with_suffix(".stolen").write_bytes(b"x")
    elif wish == "mistake":
        path.fictional()  # type: ignore[attr-defined]
    elif wish == "network":
        socket.create_connection(("127.0.0.1", 9), timeout=1)
    elif wish == "program":
        subprocess.run([sys.executable, "-V"], check=False)
    return (read_file(path),)
