"""An edit until `changed` is announced: applied, stored, scored and checked."""

import itertools
import sqlite3
import tempfile
from pathlib import Path

from benchmarks import made_up
from benchmarks.ratio import Ratio, timed

from core.address import At, Place
from core.editing import Enter, PutSubmission, Step
from core.workspace import Change, Workspace

INDICATORS = 200


def against_commit() -> Ratio:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        workspace = Workspace.open(Path(folder) / "data")
        unit = made_up.submission(INDICATORS)
        workspace.dispatch(Step("导入", (PutSubmission(unit.key, unit),)))

        def assess(change: Change) -> None:
            for key in change.submissions:
                workspace.assessment(key)

        workspace.subscribe(assess)
        rows = itertools.cycle(range(INDICATORS))
        values = itertools.cycle(("0.40", "0.41", "0.43"))

        def edit() -> None:
            place = Place("f2", At.of("indicators", next(rows), "score"))
            workspace.dispatch(Step("改得分", (Enter(unit.key, place, next(values)),)))

        bare = sqlite3.connect(Path(folder) / "bare.db")
        bare.executescript("PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL;")
        bare.execute("CREATE TABLE cell (at TEXT PRIMARY KEY, value TEXT) STRICT")

        def commit() -> None:
            row = f"indicators.{next(rows)}.score", next(values)
            with bare:
                bare.execute("INSERT OR REPLACE INTO cell VALUES (?, ?)", row)

        try:
            ours, theirs = timed(edit, commit, rounds=40)
        finally:
            bare.close()
            workspace.close()
    name = f"edit to changed, {INDICATORS} indicators"
    return Ratio(name, ours, "one bare SQLite commit", theirs)
