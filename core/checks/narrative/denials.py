"""「本单位无项目支出」: what a report says there is none of."""

import functools
import re

from core.address import Place
from core.checks.narrative.claims import sections
from core.checks.narrative.folding import fold
from core.submission import Filled

_NO = r"(?:没有|未发生|未安排|不涉及|无)(?:任何|安排|使用|发生|相关|有关)?"
_WHO = r"(?:^|[，。;:\n])(?P<who>[^，。;:\n]{0,14}?)"
_NOT_OWN = re.compile("除|上年|去年|下属|所属|二级|国有资本|社会?保险|社保|其中|中$|基金预算")
"""Before a denial: it is of something else than all of the unit's year."""
_YEAR = re.compile(r"((?:19|20)\d\d)年")
_OTHER_FUNDS = re.compile("基金|国有资本|社会?保险|社保")
_END = r"(?:情况|预算|资金|项目)?(?=[，。;\n]|$)"
_NOUNS = {
    "project": "(?:本级|本年|部门)?项目(?:支出|经费)",
    "fund": "政府性基金(?:预算)?(?:财政)?(?:拨款)?(?:收入|支出|收支)?(?:、?支出)?",
}
_DENIED = {noun: re.compile(f"{_WHO}(?<!他){_NO}{words}{_END}") for noun, words in _NOUNS.items()}
_OWN_HEADING = {"fund": "政府性基金"}
"""What has a section of its own, where 「无」 says it all."""
_NOTHING = re.compile(
    r"^(?:[^，。;\n]{0,20}?)(?:没有|未发生|未安排|不涉及|无)(?:此|该|相关)?(?:项|类)?(?:支出|收入|收支|情况|预算|内容|业务)*[。.]?$|^无[。.]?$"
)
_KEY_ONLY = re.compile("无[^，。;\n]{0,6}(?:重点|重大|专项)项目")


def denied(filled: Filled, noun: str, year: int) -> Place | None:
    """Where a report says there was no `project` or government `fund` spending in its year."""
    for place, heading, text in sections(filled):
        if noun == "project" and _OTHER_FUNDS.search(heading):
            continue
        says, empty = _denials(text)
        told = any(name == noun and when in {None, year} for name, when in says)
        if told or (empty and noun in _OWN_HEADING and _OWN_HEADING[noun] in heading):
            return place
    return None


def only_small_projects(filled: Filled) -> bool:
    """Whether the report says that none of its projects is a 重点项目."""
    return any(("small", None) in _denials(text)[0] for _, _, text in sections(filled))


@functools.lru_cache(maxsize=2048)
def _denials(text: str) -> tuple[frozenset[tuple[str, int | None]], bool]:
    """What a text denies, of which year if it says so, and whether it says nothing but 「无」."""
    folded = fold(text).text
    says: set[tuple[str, int | None]] = set()
    for noun, pattern in _DENIED.items():
        for match in pattern.finditer(folded):
            if not _NOT_OWN.search(match["who"]):
                year = _YEAR.search(match["who"])
                says.add((noun, int(year[1]) if year else None))
    if _KEY_ONLY.search(folded):
        says.add(("small", None))
    return frozenset(says), bool(_NOTHING.search(folded.strip()))
