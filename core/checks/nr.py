"""NR: the sentences of f4 and f5, each by itself. The rest: `nr_report` and `nr_claims`."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from core.address import Place
from core.checks.cx_score import scores_disputed
from core.checks.disputes import Dispute, disputed
from core.checks.finding import ERROR, HINT, WARNING
from core.checks.narrative.arithmetic import verdicts
from core.checks.narrative.claims import quote, sections
from core.checks.narrative.counts import damaged, lists, staffings
from core.checks.narrative.verdict import Verdict
from core.checks.nr_claims import claim_against_table
from core.checks.nr_report import RULES as REPORT
from core.checks.rule import PRINTED, SUM, Breach, Case, Example, Look, Rule, example, rule
from core.forms import OverallReport, ProjectReport
from core.forms.report import Section
from core.number import short

Report = OverallReport | ProjectReport

_STOP = re.compile(r"[。；;\n]")
_CLAUSE = re.compile(r"[。；;，,：:、\n]")
_LED_BY = 16
_TEMPLATE = re.compile(r"[xX×*□○]{2}")
_ANY_YEAR = re.compile(r"\d[xX×*□○]{2}年度?$")
_GAP = "\uff3f"
_MISSING = re.compile(r"(?<![\d.万亿xX×*□○ _])[ _]*(?=(?:万元|亿元|元|[%％])$)")


def _told(*texts: str) -> Example:
    """An example: a report whose second section says this."""
    parts = tuple(Section(no=n, heading="支出情况", text=t) for n, t in enumerate(texts, 1))
    return example(OverallReport(sections=parts))


def _says(code: str) -> Callable[[Report, Look], Iterator[Breach]]:
    """A rule that hands on the verdicts of one code on the sentences of a report.

    A number that the forms show to be wrong is reported by CX, not by its sentence again, unless
    the number of the forms would be as wrong there.
    """

    def run(_: Report, look: Look) -> Iterator[Breach]:
        wrong: Mapping[tuple[Place, int], Dispute] | None = None
        for place, _heading, text in sections(look.filled):
            for verdict in verdicts(text):
                if verdict.code != code:
                    continue
                wrong = disputed(look.case) if wrong is None else wrong
                told = [wrong[place, at] for at in verdict.figures if (place, at) in wrong]
                if _adds_to_score(look.case, place, verdict):
                    continue
                if not told or _persists(text, verdict, told):
                    words = quote(_led(text, verdict.start) + text[verdict.start : verdict.end], 80)
                    yield Breach(
                        place.at,
                        f"“{words}”：{verdict.says}",
                        verdict.expected,
                        verdict.found,
                        severity=verdict.severity,
                    )

    return run


def _led(text: str, start: int) -> str:
    """The words of the clause before a figure: they say of what it is."""
    return _CLAUSE.split(text[:start])[-1][-_LED_BY:]


def _adds_to_score(case: Case, place: Place, verdict: Verdict) -> bool:
    """Whether the parts are right and CX-07 tells that their sum, the score, is not."""
    scores = scores_disputed(case) if verdict.code == "NR-01" else {}
    return any(
        (place, at) in scores and verdict.found == short(scores[place, at])
        for at in verdict.figures
    )


def _persists(text: str, verdict: Verdict, told: Sequence[Dispute]) -> bool:
    """Whether a sentence stays as wrong with the numbers of the forms in it.

    Not where it is the disputed number itself that the sentence contradicts.
    """
    if any(short(dispute.claim.value) in {verdict.expected, verdict.found} for dispute in told):
        return False
    corrected = text
    for dispute in sorted(told, key=lambda d: -d.claim.figure.start):
        figure = dispute.claim.figure
        words = f"{dispute.value}万元"
        corrected = corrected[: figure.start] + words + corrected[figure.end :]
    here = _sentence(text, verdict)
    return verdict.severity != HINT and any(
        other.code == verdict.code
        and other.severity != HINT
        and _sentence(corrected, other) == here
        for other in verdicts(corrected)
    )


def _sentence(text: str, verdict: Verdict) -> tuple[int, int]:
    """Which sentence of a text a verdict is on: no number has a full stop."""
    return text.count("。", 0, verdict.start), text.count("\n", 0, verdict.start)


parts_sum = rule(
    "NR-01",
    OverallReport,
    ProjectReport,
    title="其中合计",
    severity=ERROR,
    basis="“其中”各项之和不大于总额；相差不超过1%的疑为计算误差",
    tolerance=SUM,
    passes=_told("总支出120万元，其中：基本支出90万元，项目支出30万元。"),
    breaks=_told("总支出120万元，其中：基本支出90万元，项目支出36万元。"),
)(_says("NR-01"))

direction = rule(
    "NR-02",
    OverallReport,
    ProjectReport,
    title="增减方向",
    severity=ERROR,
    basis="增减用词应与本年数减上年数的正负一致，同一句中增减用词应一致",
    passes=_told("公务接待费2.1万元，比上年2.5万元减少0.4万元，下降16%。"),
    breaks=_told("公务接待费2.1万元，比上年2.5万元增加0.4万元，下降16%。"),
)(_says("NR-02"))

change = rule(
    "NR-03",
    OverallReport,
    ProjectReport,
    title="增减额",
    severity=ERROR,
    basis="增减额=本年数-上年数，全年预算=年初预算+追加",
    passes=_told("公务接待费2.1万元，比上年2.5万元减少0.4万元。"),
    breaks=_told("公务接待费2.1万元，比上年2.5万元减少0.6万元。"),
)(_says("NR-03"))

rate = rule(
    "NR-04",
    OverallReport,
    ProjectReport,
    title="增减率",
    severity=ERROR,
    basis="增减率=增减额÷上年数",
    tolerance=PRINTED,
    passes=_told("支出总计880万元，比上年增加80万元，增长10%。"),
    breaks=_told("支出总计880万元，比上年增加80万元，增长12%。"),
)(_says("NR-04"))

share = rule(
    "NR-05",
    OverallReport,
    ProjectReport,
    title="占比",
    severity=ERROR,
    basis="占比=分项÷总额，完成预算的比例=决算÷预算，执行率=支出÷预算",
    tolerance=PRINTED,
    passes=_told("基本支出90万元，其中：人员经费72万元，占基本支出的80%。"),
    breaks=_told("基本支出90万元，其中：人员经费72万元，占基本支出的82%。"),
)(_says("NR-05"))


@rule(
    "NR-07",
    OverallReport,
    ProjectReport,
    title="列举个数",
    severity=HINT,
    basis="“N个，分别是……”列举的个数应为N",
    passes=_told("内设股室3个，分别是办公室、预算股、绩效股。"),
    breaks=_told("内设股室4个，分别是办公室、预算股、绩效股。"),
)
def listed_count(_: Report, look: Look) -> Iterator[Breach]:
    for place, _heading, text in sections(look.filled):
        for listed in lists(text):
            if listed.said != listed.counted:
                yield Breach(
                    place.at,
                    f"“{quote(text[listed.start : listed.end], 40)}”应列举{listed.said}个，"
                    f"现列举{listed.counted}个（括号内的未计）",
                    str(listed.said),
                    str(listed.counted),
                )


@rule(
    "NR-11",
    OverallReport,
    ProjectReport,
    title="数字残缺",
    severity=WARNING,
    basis="报告中的数字应填写完整，不应留有模板空格",
    passes=_told("公务接待费比上年减少0.4万元，下降16%。"),
    breaks=_told("公务接待费比上年减少 万元，下降16%。"),
)
def damaged_number(_: Report, look: Look) -> Iterator[Breach]:
    """One finding a sentence: an unfilled sentence of the template has several gaps."""
    for place, _heading, text in sections(look.filled):
        last = -1
        for piece in sorted(damaged(text), key=lambda piece: piece.start):
            ends = [text.find(stop, last) for stop in "。\n"] if last >= 0 else [0]
            if last >= 0 and not any(last <= end < piece.start for end in ends):
                continue
            last = piece.start
            before = _STOP.split(text[: piece.start])[-1][-_LED_BY:]
            torn, words = _shown(piece.words), _shown(before + piece.words)
            if _TEMPLATE.search(torn):
                says = f"“{words}”中的“{torn}”是样稿留下的，应改为实际内容"
                mild = HINT if _ANY_YEAR.search(text, 0, piece.end) else None
                yield Breach(place.at, says, "实际内容", torn, severity=mild)
            else:
                yield Breach(place.at, f"“{words}”数字残缺，应补填", "完整的数字", torn)


def _shown(words: str) -> str:
    """With a mark where the number is missing."""
    return _MISSING.sub(_GAP, " ".join(words.split()))


@rule(
    "NR-12",
    OverallReport,
    title="人员合计",
    severity=ERROR,
    basis="人员总数=在职人数+离退休人数，各类人员之和不大于总数，编制-实有=空编",
    passes=_told("年末共有人数48人，其中：在职40人，离退休8人。"),
    breaks=_told("年末共有人数48人，其中：在职40人，离退休9人。"),
)
def staff_total(form: Report, look: Look) -> Iterator[Breach]:
    """在职 and 离退休 of the whole; groups of one kind; posts, staff and vacancies."""
    yield from _says("NR-12")(form, look)
    for place, _heading, text in sections(look.filled):
        for staff in staffings(text):
            if not staff.agrees:
                total = sum((*staff.parts, *staff.extra), Decimal(0))
                told = _led(text, staff.start) + text[staff.start : staff.end]
                words = "+".join(short(part) for part in (*staff.parts, *staff.extra))
                yield Breach(
                    place.at,
                    f"“{quote(told, 80)}”：人数应为{words}={short(total)}人，"
                    f"现为{short(staff.whole)}人，差{short(abs(total - staff.whole))}人",
                    total,
                    staff.whole,
                )


RULES: tuple[Rule, ...] = (
    parts_sum,
    direction,
    change,
    rate,
    share,
    listed_count,
    damaged_number,
    staff_total,
    *REPORT,
    claim_against_table,
)
