"""One figure of a true sentence is one too high: what the sentence and the tables then say of it.

`word_slips.txt` holds the outcome: a line of `true_prose.txt`, below it its figures, each with what
it becomes and what is found. After a change read the difference, then
`python -m tests.core.checks.word_slips` writes it anew.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

from core.checks.catalogue import CATALOGUE
from core.checks.causes import one_fact_each
from core.checks.rule import Case, Rule, check
from core.forms import Overall, Project
from core.scheme import load_scheme
from core.scoring.result import FormScore
from core.scoring.score import score
from core.submission import Submission
from tests.core.checks.look import in_full
from tests.core.checks.test_rich_report import submission
from tests.core.checks.test_true_prose import LINES

FILE = Path(__file__).with_suffix(".txt")
_NUMBER = re.compile(r"(?<![\d.\-年])\d+(?:\.\d+)?(?=万元|亿元|元|%|人|名|个|分|项|件|次|期|家|辆)")
_RULES: tuple[Rule, ...] = tuple(rule for rule in CATALOGUE if rule.code[:2] in {"CX", "NR"})


@cache
def _scores() -> dict[str, FormScore]:
    forms = _told("见自评表。").forms
    scheme = load_scheme()
    return {
        f.key: score(f.record, scheme) for f in forms if isinstance(f.record, Overall | Project)
    }


def _told(line: str) -> Submission:
    return submission("负责古籍保护。", line.replace("\\n", "\n"), "见自评表。")


def _found(line: str) -> list[str]:
    found = one_fact_each(check(Case(_told(line), load_scheme(), _scores()), _RULES))
    return [f"{f.check} {f.severity} {f.expected}→{f.found}" for f in map(in_full, found)]


def slips(line: str) -> Iterator[str]:
    """The outcome of every slip in a line, without what the true line brings up as hints."""
    before = _found(line)
    for match in _NUMBER.finditer(line):
        new = str(Decimal(match[0]) + 1)
        after = _found(line[: match.start()] + new + line[match.end() :])
        told = "；".join(words for words in after if words not in before)
        yield f"  {match.start()} {match[0]}→{new} | {told or '无'}"


def known() -> dict[str, list[str]]:
    """The lines that the file has, each with its outcome."""
    found: dict[str, list[str]] = {}
    last = ""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            found[last].append(line)
        else:
            last = line
            found[last] = []
    return found


if __name__ == "__main__":
    FILE.write_text(
        "".join(f"{line}\n" + "".join(f"{slip}\n" for slip in slips(line)) for line in LINES),
        encoding="utf-8",
    )
