"""CP: who filled a form in and when; the cover and the end of a report."""

from collections.abc import Iterator

from core.address import At
from core.checks.finding import HINT, WARNING
from core.checks.rule import Breach, Look, Rule, example, rule
from core.forms import BasicData, Overall, OverallReport, Project, ProjectReport
from core.forms.parts import Sign
from core.forms.report import Seal

_SIGNS = (
    ("filled_by", "填表人"),
    ("date", "填报日期"),
    ("phone", "联系电话"),
    ("head", "单位负责人签字"),
)
_SIGNED = Sign(filled_by="甲", date=None, phone="0730-0000000", head="乙")


@rule(
    "CP-02",
    BasicData,
    Overall,
    Project,
    title="签署信息空白",
    severity=WARNING,
    basis="填表人、填报日期、联系电话、单位负责人签字均应填写",
    passes=example(Overall(unit="某某局", sign=_SIGNED), unread={"sign.date": "2025年4月"}),
    breaks=example(Overall(unit="某某局", sign=_SIGNED)),
)
def unsigned(form: BasicData | Overall | Project, look: Look) -> Iterator[Breach]:
    """One finding a form; 提示 on a form left blank."""
    texts = {name: _signed(form, look, name) for name, _ in _SIGNS}
    blank = [(name, words) for name, words in _SIGNS if not texts[name]]
    if blank:
        missing = "、".join(words for _, words in blank)
        rest = "，".join(f"{words}{texts[name]}" for name, words in _SIGNS if texts[name])
        yield Breach(
            At.of("sign", blank[0][0]),
            f"{missing}应填写，现为空白{f'（已填{rest}）' if rest else ''}",
            "填表人、填报日期、联系电话、单位负责人签字均填",
            f"{missing}空白{f'（已填{rest}）' if rest else ''}",
            severity=HINT if getattr(form, "blank", False) else None,
        )


def _signed(form: BasicData | Overall | Project, look: Look, name: str) -> str:
    """What stands in a place of the signature line, readable or not."""
    unread = look.unread(At.of("sign", name))
    value = getattr(form.sign, name)
    return unread.text if unread else "" if value is None else str(value)


@rule(
    "CP-03",
    OverallReport,
    ProjectReport,
    title="封面/落款空白",
    severity=WARNING,
    basis="报告封面或落款应有单位名称和日期",
    passes=example(
        OverallReport(signature=Seal(unit="某某局")), unread={"cover.date": "2025年4月"}
    ),
    breaks=example(OverallReport(cover=Seal(unit="某某局"))),
)
def unsealed(form: OverallReport | ProjectReport, look: Look) -> Iterator[Breach]:
    """The unit may stand on the cover and the date under the text, or the other way round."""
    if form.blank:
        return
    blank = [
        words
        for name, words in (("unit", "单位名称"), ("date", "日期"))
        if getattr(form.cover, name) is None
        and getattr(form.signature, name) is None
        and not look.unread(At.of("cover", name))
        and not look.unread(At.of("signature", name))
    ]
    if blank:
        at = At("cover.unit" if "单位名称" in blank else "cover.date")
        yield Breach(
            at,
            f"封面或落款应有单位名称和日期，现缺{'、'.join(blank)}",
            "单位名称、日期",
            f"{'、'.join(blank)}空白",
        )


RULES: tuple[Rule, ...] = (unsigned, unsealed)
