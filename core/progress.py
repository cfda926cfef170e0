"""Progress of a long piece of work; the point where it can be cancelled."""

from collections.abc import Callable

from core.errors import Cancelled

Report = Callable[[int, int, str], bool]
"""Called with (done, total, what); returns False when the clerk wants to stop."""


def silent(done: int, total: int, what: str) -> bool:
    """The report of work that nobody watches."""
    del done, total, what
    return True


def step(report: Report, done: int, total: int, what: str) -> None:
    """Tell how far the work is; raises `Cancelled` when the clerk wants to stop."""
    if not report(done, total, what):
        raise Cancelled
