"""One measured ratio: our way and a reference, in turns, in one run of one machine."""

import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 7


@dataclass(frozen=True, slots=True)
class Ratio:
    """A line of the table. Times are the best of several rounds, in seconds.

    `faster` tells which way the ratio is taken: how many times faster than the reference, or
    how many times its cost. `target` is what the ratio should be, in words; empty for none.
    `unit` is what is shown, a thousandth of what is given: ms of seconds, MB of gigabytes.
    """

    name: str
    ours: float
    reference: str
    theirs: float
    target: str = ""
    faster: bool = False
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        return self.theirs / self.ours if self.faster else self.ours / self.theirs

    def line(self) -> str:
        sign = "x faster" if self.faster else "x cost"
        times = f"{self.ours * 1e3:9.2f} {self.unit}  {self.theirs * 1e3:9.2f} {self.unit}"
        reference = f"{self.reference:30}"
        return f"{self.name:38} {times}  {reference} {self.ratio:7.1f} {sign:8}  {self.target}"


def timed(
    ours: Callable[[], object], theirs: Callable[[], object], rounds: int = ROUNDS
) -> tuple[float, float]:
    """The best time of each, after one round to warm up."""
    best = [float("inf"), float("inf")]
    for number in range(rounds + 1):
        for index, work in enumerate((ours, theirs)):
            start = time.perf_counter()
            work()
            if number:
                best[index] = min(best[index], time.perf_counter() - start)
    return best[0], best[1]
