"""The whole job on the console with the sample county: read, store, score, check, export."""

import argparse
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from console import say

from core.checks.finding import SEVERITIES
from core.editing import PutSubmission, Step
from core.intake import collect, read_paths
from core.number import short
from core.resources import resource
from core.submission import Submission, renewed
from core.workspace import Workspace
from core.writers import EXPORTERS

HEAD = ("年度", "单位", "表", "自评得分", "复算得分", "等级", *SEVERITIES)


def bring_in(workspace: Workspace, files: Path) -> None:
    """Read the submitted files and accept what they hold, in one step that can be undone."""
    readings = read_paths([files])
    for reading in readings:
        forms = "、".join(form.filled.code for form in reading.forms)
        say(f"{reading.name}：{reading.problem.message if reading.problem else forms}")
    proposals = collect(readings, workspace.unit_names())
    workspace.keep_files([reading for found in proposals for reading in found.readings])
    for proposal in proposals:
        for doubt in proposal.doubts:
            say(f"{proposal.submission.unit}：{doubt}")
    found = [proposal.submission for proposal in proposals]
    renewals = [renewed(workspace.submission(new.key), new) for new in found]
    puts = tuple(PutSubmission(new.key, new) for new in renewals)
    workspace.dispatch(Step("导入样例县", puts))


def lines(workspace: Workspace, submission: Submission) -> Iterator[tuple[str, ...]]:
    """A line of the table for every form: the scores of the form, the findings that begin in it."""
    assessment = workspace.assessment(submission.key)
    for filled in submission.forms:
        score = assessment.scores.get(filled.key)
        totals = (score.total.submitted, score.total.computed) if score else (None, None)
        points = tuple("" if total is None else short(total) for total in totals)
        here = [finding for finding in assessment.findings if finding.place.form == filled.key]
        counts = (sum(finding.severity == each for finding in here) for each in SEVERITIES)
        grade = (score.grade if score else None) or ""
        head = (str(submission.year), submission.unit, filled.key)
        yield (*head, *points, grade, *map(str, counts))


def table(rows: Sequence[tuple[str, ...]]) -> str:
    """Rows in columns; a Chinese character takes two places on a console."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell + " " * (room - width(cell)) for cell, room in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    )


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def export(submission: Submission, folder: Path) -> None:
    """The unit's forms in every format that can hold them."""
    folder.mkdir(parents=True, exist_ok=True)
    for suffix, write in EXPORTERS.items():
        write(submission.forms, folder / f"{submission.unit}.{suffix}")


def walk(files: Path, data: Path, out: Path) -> None:
    """Bring the files into the data folder, show every form's standing, write the exports."""
    workspace = Workspace.open(data)
    try:
        bring_in(workspace, files)
        submissions = [each for year in workspace.years() for each in workspace.submissions(year)]
        print(table([HEAD, *(line for each in submissions for line in lines(workspace, each))]))
        for submission in submissions:
            export(submission, out / str(submission.year))
    finally:
        workspace.close()
    say(f"data folder: {data}")
    say(f"Word, Excel and PDF: {out}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="build/dev.py run", description=__doc__)
    parser.add_argument("--data", type=Path, help="data folder; a temporary one without it")
    parser.add_argument("--out", type=Path, help="where the exports go; beside the data without it")
    chosen = parser.parse_args()
    data = chosen.data or Path(tempfile.mkdtemp(prefix="jixiao-")) / "data"
    walk(resource("sample", "files"), data, chosen.out or data.parent / "exports")
