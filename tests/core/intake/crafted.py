"""What a crafted file might make a child process do; imported by the children of the tests."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from core.intake import FileReading, read_file


def behave(path: Path) -> tuple[FileReading, ...]:
    """Do what the file's name says, then read it."""
    wish = path.stem
    if wish == "hang":
        time.sleep(60)
    elif wish == "crash":
        os._exit(3)
    elif wish == "memory":
        bytearray(800 * 2**20)
    elif wish == "write":
        path.with_suffix(".stolen").write_bytes(b"x")
    elif wish == "network":
        socket.create_connection(("127.0.0.1", 9), timeout=1)
    elif wish == "program":
        subprocess.run([sys.executable, "-V"], check=False)
    return (read_file(path),)
