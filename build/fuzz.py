"""Read mutated files without end and see that nothing dies, hangs or raises.

Besides the formats of the readers there are locked files (with their passwords) and scans.
Every file is read in a confined child process, as the program does it. Whatever is no document
and no refusal with a sentence is an offence: the file is saved, and the exit status is 1.
"""

import argparse
import itertools
import multiprocessing
import os
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from fuzzing.corpus import FORMATS, corpus
from fuzzing.mutate import changed, mutated

from core.errors import Refused
from core.intake.archives import members
from core.intake.confine import confine
from core.intake.opening import opened
from core.intake.pictures import pictures
from core.intake.readers import READERS, detect
from core.intake.reading import read_document
from tests.core.intake.locked import ARCHIVE_PASSWORD, PASSWORD

DEADLINE, PATIENCE = 10.0, 120.0
"""Seconds of the processor that one file may take, and of the clock on a busy machine."""
TWICE = 0.1
"""The share of files that are changed a second time."""
PASSWORDS = (PASSWORD, ARCHIVE_PASSWORD)
OUTCOMES = ("read", "refused", "raised", "died", "hung")
OFFENCES = frozenset({"raised", "died", "hung"})
Case = tuple[str, bytes]


@dataclass(slots=True)
class Tally:
    """What became of the files of one format; times in seconds."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(OUTCOMES, 0))
    slowest: float = 0.0

    def line(self, name: str) -> str:
        shown = "".join(f"{self.counts[outcome]:9}" for outcome in OUTCOMES)
        return f"{name:8}{shown}{self.slowest:10.2f} s"


@dataclass(slots=True)
class Child:
    """A child process, the file that it reads, and since when."""

    process: BaseProcess
    line: Connection
    case: Case
    since: float
    used: float = 0.0
    """Seconds of the processor that it had taken before."""
    again: bool = False
    """Whether the file was slow once already: the machine may have been busy."""


def main() -> int:
    """Fuzz until the time is up; 1 when there was an offence."""
    parser = argparse.ArgumentParser(prog="dev.py fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--format", choices=sorted(FORMATS), action="append")
    parser.add_argument("--save", type=Path, default=Path("build/made/fuzz"))
    wanted = parser.parse_args()
    print(f"seed {wanted.seed}", flush=True)
    cases = _cases(wanted.format or sorted(FORMATS), random.Random(wanted.seed))
    tallies = _run(cases, wanted.seconds, wanted.save)
    print(f"{'':8}" + "".join(f"{outcome:>9}" for outcome in OUTCOMES) + f"{'slowest':>12}")
    for name in sorted(tallies):
        print(tallies[name].line(name))
    offences = sum(t.counts[outcome] for t in tallies.values() for outcome in OFFENCES)
    print(f"{offences} offences" + (f", saved in {wanted.save}" if offences else ""))
    return 1 if offences else 0


def _cases(formats: list[str], chance: random.Random) -> Iterator[Case]:
    """Mutated files, the formats in turn."""
    files = corpus(formats)
    for name in itertools.cycle(sorted(files)):
        # What is encrypted is changed as bytes: its parts cannot be packed again.
        change = changed if name == "archive" else mutated
        data = change(chance.choice(files[name]), chance)
        yield name, changed(data, chance) if chance.random() < TWICE else data


def _run(cases: Iterator[Case], seconds: float, folder: Path) -> dict[str, Tally]:
    tallies: dict[str, Tally] = {}
    until = time.monotonic() + seconds
    children = [_start(next(cases)) for _ in range(os.cpu_count() or 1)]
    while time.monotonic() < until:
        answered = wait([child.line for child in children], timeout=0.2)
        for number, child in enumerate(children):
            took, waited = _processor(child) - child.used, time.monotonic() - child.since
            if child.line not in answered and took < DEADLINE and waited < PATIENCE:
                continue
            outcome, said = _outcome(child, child.line in answered)
            if outcome == "hung" and not child.again:
                _end(child)
                children[number] = _start(child.case, again=True)
                continue
            tally = tallies.setdefault(child.case[0], Tally())
            tally.counts[outcome] += 1
            tally.slowest = max(tally.slowest, took)
            child.again = False
            if outcome in OFFENCES:
                _save(folder, child.case, outcome, said)
            if outcome in {"died", "hung"}:
                _end(child)
                children[number] = _start(next(cases))
            else:
                child.case, child.since = next(cases), time.monotonic()
                child.used = _processor(child)
                child.line.send(child.case)
    for child in children:
        _end(child)
    return tallies


def _processor(child: Child) -> float:
    """Seconds that a child has used of the processor; of the clock where nobody tells."""
    try:
        fields = Path(f"/proc/{child.process.pid}/stat").read_text("ascii").rpartition(")")[2]
    except (OSError, UnicodeDecodeError):
        return time.monotonic()
    user, system = fields.split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _outcome(child: Child, answered: bool) -> tuple[str, str]:
    if not answered:
        return "hung", ""
    try:
        outcome, said = child.line.recv()
    except (EOFError, OSError):
        return "died", ""
    return str(outcome), str(said)


def _save(folder: Path, case: Case, outcome: str, said: str) -> None:
    name, data = case
    folder.mkdir(parents=True, exist_ok=True)
    number = len(list(folder.iterdir()))
    path = folder / f"{number:04}.{outcome}.{name}"
    path.write_bytes(data)
    print(f"{outcome}: {path} {said}", flush=True)


def _start(case: Case, *, again: bool = False) -> Child:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs,), daemon=True)
    process.start()
    theirs.close()
    ours.send(case)
    return Child(process, ours, case, time.monotonic(), again=again)


def _end(child: Child) -> None:
    child.line.close()
    child.process.kill()
    child.process.join()


def _work(line: Connection) -> None:
    """What a child does: read one file after the other until the line is closed."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    confine()
    while True:
        try:
            name, data = line.recv()
        except EOFError:
            return
        line.send(_read(name, data))


def _read(name: str, data: bytes) -> tuple[str, str]:
    try:
        if name == "scan":
            list(pictures(data))
        elif name == "archive":
            list(members(data, PASSWORDS))
        else:
            read_document(opened(data, detect(data), PASSWORDS).document)
            if name in READERS:
                read_document(READERS[name](data))
    except Refused as refused:
        whole = str(refused).endswith("。")
        return ("refused", "") if whole else ("raised", f"no sentence: {refused}")
    except (RecursionError, MemoryError):
        return "refused", ""
    except Exception as error:
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
        return "raised", f"{type(error).__name__}: {str(error)[:200]} {where}"
    return "read", ""


if __name__ == "__main__":
    sys.exit(main())
