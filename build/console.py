"""What the build commands say: short plain lines, and one to stop with."""

import sys
from typing import NoReturn


def say(line: str) -> None:
    print(f"-- {line}", flush=True)


def stop(line: str) -> NoReturn:
    """End the command with a sentence that says what to do."""
    sys.exit(f"-- {line}")
