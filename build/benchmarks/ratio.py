"""One measured ratio: our way and a reference, in turns, in one run of one machine."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 7


@dataclass(frozen=True, slots=True)
class Target:
    """What a line should show: a ratio of at least or at most so much, ours within so much.

    `within` is in the unit of the line's figures: seconds, or gigabytes.
    """

    at_least: float = 0.0
    at_most: float = float("inf")
    within: float = float("inf")


@dataclass(frozen=True, slots=True)
class Ratio:
    """A line of the table. Times are the best of several rounds, in seconds.

    `faster` tells which way the ratio is taken: how many times faster than the reference, or
    how many times its cost. `target` is what an issue asks for; None where none does.
    `unit` is what is shown, a thousandth of what is given: ms of seconds, MB of gigabytes.
    """

    name: str
    ours: float
    reference: str
    theirs: float
    target: Target | None = None
    faster: bool = False
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        return self.theirs / self.ours if self.faster else self.ours / self.theirs

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None without one."""
        if self.target is None:
            return None
        enough = self.target.at_least <= self.ratio <= self.target.at_most
        return enough and self.ours <= self.target.within

    def line(self) -> str:
        sign = "x faster" if self.faster else "x cost"
        times = f"{self.ours * 1e3:9.2f} {self.unit}  {self.theirs * 1e3:9.2f} {self.unit}"
        reference = f"{self.reference:30}"
        said = f"{self.name:40} {times}  {reference} {self.ratio:7.1f} {sign:8}"
        return f"{said}  {self._wanted()}" if self.target is not None else said

    def _wanted(self) -> str:
        target = self.target or Target()
        words = [
            f"at least {target.at_least:g}" if target.at_least else "",
            f"at most {target.at_most:g}" if target.at_most < float("inf") else "",
            f"within {target.within * 1e3:g} {self.unit}" if target.within < float("inf") else "",
        ]
        return f"{'met' if self.met else 'NOT MET'}: {', '.join(filter(None, words))}"


def timed(
    ours: Callable[[], object], theirs: Callable[[], object], rounds: int = ROUNDS
) -> tuple[float, float]:
    """The best time of each, after one round to warm up.

    What one leaves to clear away is cleared before the other's turn.
    """
    best = [float("inf"), float("inf")]
    for number in range(rounds + 1):
        for index, work in enumerate((ours, theirs)):
            gc.collect()
            start = time.perf_counter()
            work()
            if number:
                best[index] = min(best[index], time.perf_counter() - start)
    return best[0], best[1]
