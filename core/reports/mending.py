"""What the unit is to do about a finding: one sentence for each check, kept as data.

`{expected}` and `{found}` stand for the finding's figures; a sentence that needs one the finding
lacks is replaced by the general one.
"""

import functools
import tomllib
from collections.abc import Mapping

from core.checks.finding import Finding
from core.checks.where import where
from core.resources import resource
from core.submission import Submission

_GENERAL = "general"


@functools.cache
def sentences() -> Mapping[str, str]:
    """Check code → what is to be done."""
    return tomllib.loads(resource("words", "mending.toml").read_text(encoding="utf-8"))


def how_to_mend(finding: Finding) -> str:
    """The sentence for the slip, without full stop."""
    known = sentences()
    text = known.get(finding.check, known[_GENERAL])
    if ("{expected}" in text and not finding.expected) or ("{found}" in text and not finding.found):
        text = known[_GENERAL]
    return text.replace("{expected}", finding.expected or "").replace(
        "{found}", finding.found or ""
    )


def told(submission: Submission, finding: Finding) -> tuple[str, str]:
    """The place in words, and the finding's sentence without code, place and basis."""
    place = where(submission, finding.place)
    head = f"【{finding.check} {finding.title}】{place}："
    return place, finding.message.removeprefix(head).removesuffix(f"。依据：{finding.basis}")
