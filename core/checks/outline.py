"""The templates of the reports: which sections a report has, by the meaning of its headings."""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.text import squash

_HEADING_LIKE = 40
_BARE = re.compile(r"[^，；：:,;]{4,22}")
_FIRST = re.compile(r"^[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]")


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a template: its name, words of its heading, words in a text that treats it."""

    name: str
    heading: re.Pattern[str]
    body: re.Pattern[str] | None = None


def _part(name: str, heading: str, body: str | None = None) -> Part:
    return Part(name, re.compile(heading), re.compile(body) if body else None)


TEN = (
    _part("基本情况", "基本情况|概况|概述|简介|职能|基本信息"),
    _part(
        "一般公共预算支出情况", "一般公共预算|支出.{0,6}情况|收支|预算执行|资金.{0,8}情况|整体支出"
    ),
    _part("政府性基金预算支出情况", r"政府性?基金|(?<!保险)(?<!社保)基金预算", "政府性基金"),
    _part("国有资本经营预算支出情况", "国有资本", "国有资本"),
    _part("社会保险基金预算支出情况", "社会保险|社保基金|社保", "社会保险基金|社保基金"),
    _part("部门整体支出绩效情况", "绩效(?:目标|情况|评价|分析|结论)|主要绩效|履职|工作成效|绩效"),
    _part("存在的问题及原因分析", "问题|不足|困难", "存在的?(?:主要)?(?:问题|不足|困难)"),
    _part("下一步改进措施", "措施|建议|下一步|打算|整改", "改进措施|下一步|建议"),
    _part(
        "自评结果拟应用和公开情况",
        "应用|公开|运用",
        "(?:自评|评价)(?:结果|报告)[^。]{0,30}(?:应用|运用|公开)|结果(?:应用|运用)",
    ),
    _part("其他需要说明的情况", "其他|其它|需要说明", "其他需要说明|其它需要说明"),
)
"""The present template of f4."""

FIVE = (
    _part("部门概况", "基本情况|概况|概述|简介|职能"),
    _part("整体支出及使用情况", "支出|资金|收支|预算|经费"),
    _part("专项组织实施情况", "专项|项目|绩效|履职|组织实施|管理情况", "绩效"),
    _part("存在的主要问题", "问题|不足|困难", "存在的?(?:主要)?(?:问题|不足|困难)"),
    _part("改进措施及建议", "措施|建议|下一步|打算|整改", "改进措施|下一步|建议"),
)
"""The older template of f4."""

SEVEN = (
    _part("项目支出基本情况", "基本情况|概况|概述|简介|项目情况"),
    _part(
        "绩效评价工作情况",
        "(?:评价|自评)工作|组织实施|组织(?:情况|开展)|工作开展",
        "评价工作|自评工作",
    ),
    _part(
        "主要绩效及评价结论",
        "主要绩效|结论|绩效情况|评价结果|绩效完成|目标完成",
        "评价结论|自评得分",
    ),
    _part("绩效评价指标分析", "指标.{0,6}分析|分析|指标完成", "指标"),
    _part(
        "主要经验及做法、存在的问题及原因分析",
        "问题|经验|做法|不足",
        "存在的?(?:主要)?(?:问题|不足)",
    ),
    _part("有关建议", "建议|措施|下一步", "建议|措施"),
    _part("其他需要说明的问题", "其他|其它|需要说明", "其他需要说明|其它需要说明"),
)
"""The template of f5, which some units use for f4 too."""

_TELLING = (2, 3, 4)
"""The parts of TEN that no other template has: with one of them in the headings, TEN is meant."""


def missing_sections(
    outlines: Sequence[tuple[Part, ...]], headings: Sequence[str], texts: Sequence[str]
) -> tuple[str, ...]:
    """The parts that are nowhere, under the template that fits best; empty when one fits."""
    main = [squash(heading) for heading in headings]
    inner = [line for text in texts for line in _heading_lines(text)]
    body = "\n".join(texts)
    wants = [outline for outline in outlines if _meant(outline, main)]
    results = [tuple(_missing(outline, [*main, *inner], body)) for outline in wants or outlines]
    return min(results, key=_weight)


def _weight(missing: tuple[str, ...]) -> tuple[int, int]:
    """How much is missing; 其他需要说明 weighs least."""
    return sum(not name.startswith("其他") for name in missing), len(missing)


def _meant(outline: tuple[Part, ...], headings: list[str]) -> bool:
    """With a heading that only TEN has, no other template counts."""
    ten = any(TEN[i].heading.search(head) for i in _TELLING for head in headings)
    return outline is TEN if ten else True


def _missing(outline: tuple[Part, ...], headings: list[str], body: str) -> Iterator[str]:
    for part in outline:
        if any(part.heading.search(heading) for heading in headings):
            continue
        if part.body is None or not part.body.search(body):
            yield part.name


@functools.lru_cache(maxsize=2048)
def _heading_lines(text: str) -> tuple[str, ...]:
    """Lines that look like inner headings: short, without a full stop, numbered or very short."""
    lines = (line.strip() for line in text.split("\n"))
    short = (line for line in lines if len(line) <= _HEADING_LIKE and "。" not in line)
    return tuple(squash(line) for line in short if _FIRST.match(line) or _BARE.fullmatch(line))
