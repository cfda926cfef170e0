"""What follows from a record, remembered by the record itself.

An edit leaves all records but one as they are, so that most of what was reckoned before holds.
To compare long records costs more than to know them again, and schemes cannot be hashed.
"""

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def by_identity(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Remember results of a pure function by the very arguments, which must never change.

    Equal arguments that are not the same are reckoned anew. After `most` results all are forgotten.
    """

    def around(work: Callable[P, R]) -> Callable[P, R]:
        known: dict[tuple[int, ...], tuple[object, R]] = {}

        @functools.wraps(work)
        def remembering(*args: P.args, **more: P.kwargs) -> R:
            if more:
                return work(*args, **more)
            key = tuple(map(id, args))
            found = known.get(key)
            if found is not None:
                return found[1]
            result = work(*args, **more)
            if len(known) >= most:
                known.clear()
            known[key] = args, result  # the arguments stay alive, so that no id comes again
            return result

        return remembering

    return around
