"""Python's collector of garbage, which costs most where there is none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def resting() -> Iterator[None]:
    """No looking for garbage while a file becomes many small objects, or they become a file."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def settled() -> None:
    """What there is now stays: it is never looked through again, so that no keystroke waits."""
    gc.freeze()
