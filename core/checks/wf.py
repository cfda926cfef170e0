"""WF: wording and format."""

import functools
import re
from collections.abc import Iterator
from decimal import Decimal

from core.address import At
from core.checks.finding import HINT, WARNING
from core.checks.narrative.claims import quote, sections
from core.checks.rule import Breach, Look, Rule, example, rule
from core.checks.wording import out_of_order, slips, texts_of
from core.forms import BasicData, Form, Overall, OverallReport, Project, ProjectReport
from core.forms.basic_data import Building, Line
from core.forms.parts import Indicator
from core.forms.report import Section
from core.number import read_number
from core.text import nfkc, squash

_PERCENT = re.compile(r"(\d+(?:\.\d+)?)?\s*%")
_ODD_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d([、,，/])\d{1,2}\1\d{1,2}(?!\d)")


def _building(year: int) -> BasicData:
    return BasicData(year=2024, buildings=(Building(completed_year=year),))


@rule(
    "WF-01",
    BasicData,
    title="模板年份未更新",
    severity=HINT,
    basis="楼堂馆所完工年份应为表的年度",
    passes=example(_building(2024)),
    breaks=example(_building(2023)),
)
def old_template(form: BasicData, look: Look) -> Iterator[Breach]:
    want = form.year or look.case.submission.year
    for index, building in enumerate(form.buildings):
        year = building.completed_year
        if year is not None and year != want:
            yield Breach(
                At.of("buildings", index, "completed_year"),
                f"应为{want}年完工项目，现为{year}年完工项目",
                f"{want}年完工项目",
                f"{year}年完工项目",
            )
            return


def _dated(actual: str) -> Overall:
    return Overall(indicators=(Indicator(level3="完成时间", target="12月底前", actual=actual),))


@rule(
    "WF-02",
    BasicData,
    Overall,
    Project,
    OverallReport,
    ProjectReport,
    title="日期格式",
    severity=HINT,
    basis="日期写作2024-12-31或2024年12月31日",
    passes=example(_dated("2024年12月20日")),
    breaks=example(_dated("2024、12、20")),
)
def odd_dates(_: Form, look: Look) -> Iterator[Breach]:
    """Readable, but written in none of the usual ways; one finding a form."""
    texts = list(texts_of(look.filled.record))
    texts += [
        (at.path, source.text)
        for at, source in look.filled.sources.items()
        if at.path.endswith("date")
    ]
    found = [(At(path), words) for path, text in texts if (words := _odd_date(text))]
    if found:
        at, words = found[0]
        yield Breach(
            at,
            f"日期应写作{_usual(words)}，现为{words}",
            _usual(words),
            words,
            also=tuple(other for other, _ in found[1:]),
        )


@functools.lru_cache(maxsize=4096)
def _odd_date(text: str) -> str | None:
    match = _ODD_DATE.search(text)
    return match[0] if match else None


def _usual(words: str) -> str:
    year, month, day = re.split("[、,，/]", words)
    return f"{year}年{int(month)}月{int(day)}日"


def _pair(target: str, actual: str) -> Overall:
    return Overall(indicators=(Indicator(level3="合格率", target=target, actual=actual),))


@rule(
    "WF-03",
    Overall,
    Project,
    title="百分数格式丢失",
    severity=WARNING,
    basis="指标值与完成值应同为百分数（表格中的百分比粘贴后变成小数）",
    passes=example(_pair("≥95%", "98%")),
    breaks=example(_pair("≥95%", "0.98")),
)
def lost_percent(form: Overall | Project, _: Look) -> Iterator[Breach]:
    for index, row in enumerate(form.indicators):
        for name, mine, other in (
            ("actual", row.actual, row.target),
            ("target", row.target, row.actual),
        ):
            value = _bare(mine)
            if value is not None and other and _by_hundreds(value, other):
                percent = f"{(value * 100).normalize():f}%"
                yield Breach(
                    At.of("indicators", index, name),
                    f"应为{percent}，现为{mine}（另一栏为{quote(other, 20)}）",
                    percent,
                    mine,
                )


@functools.lru_cache(maxsize=4096)
def _by_hundreds(value: Decimal, other: str) -> bool:
    """Whether the other cell is a percentage, and nearer to the value as a fraction.

    Beside ≥95% a bare 0.98 is 98%; beside ≤0.4% a bare 0.1 is 0.1%.
    """
    found = _PERCENT.search(nfkc(other))
    if found is None:
        return False
    share = Decimal(found[1]) if found[1] else None
    return share is None or abs(value * 100 - share) < abs(value - share)


@functools.lru_cache(maxsize=4096)
def _bare(text: str | None) -> Decimal | None:
    """A number above 0 and not above 1 that stands alone, but for a comparison sign."""
    read = read_number(re.sub("^[≥≤=><]", "", squash(text))) if text else None
    return read.value if read is not None and 0 < read.value <= 1 else None


@rule(
    "WF-04",
    BasicData,
    Overall,
    Project,
    OverallReport,
    ProjectReport,
    title="错别字、重复字",
    severity=HINT,
    basis="常见错别字表（resources/words）和重复词",
    passes=example(BasicData(lines=(Line(item="special_line", label="党建工作经费"),))),
    breaks=example(
        OverallReport(
            sections=(Section(no=1, heading="一、基本情况", text="主要原因原因是节约。"),)
        )
    ),
)
def misspelt(_: Form, look: Look) -> Iterator[Breach]:
    """One finding for each form, with all that was found."""
    found: list[tuple[At, str]] = []
    for path, text in texts_of(look.filled.record):
        if wrongs := slips(text):
            found += [(At(path), f"“{wrong}”应为“{right}”") for wrong, right in wrongs]
    if found:
        words = list(dict.fromkeys(says for _, says in found))
        yield Breach(
            found[0][0],
            "；".join(words),
            also=tuple(dict.fromkeys(at for at, _ in found[1:] if at != found[0][0])),
        )


@rule(
    "WF-05",
    OverallReport,
    ProjectReport,
    title="标题序号混乱",
    severity=HINT,
    basis="同级标题的序号应连续、体例一致",
    passes=example(
        OverallReport(sections=(Section(no=1, heading="一、绩效", text="1.甲\n2.乙\n3.丙"),))
    ),
    breaks=example(
        OverallReport(sections=(Section(no=1, heading="一、绩效", text="1.甲\n2.乙\n（三）丙"),))
    ),
)
def disordered(_: Form, look: Look) -> Iterator[Breach]:
    """Inside sections only: numbers of the sections themselves may be lost automatic ones."""
    for place, _heading, text in sections(look.filled):
        wrong = out_of_order(text)
        if wrong is not None:
            mark, right = wrong
            yield Breach(place.at, f"序号应为{right}，现为{mark}", right, mark)


RULES: tuple[Rule, ...] = (
    old_template,
    odd_dates,
    lost_percent,
    misspelt,
    disordered,
)
