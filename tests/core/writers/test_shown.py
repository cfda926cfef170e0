"""What is printed in a place, and that every writer can print anything."""

import dataclasses
from collections.abc import Callable, Sequence

import pytest

from core.address import At
from core.forms.papers import paper_of
from core.forms.report import Section
from core.source import Unread
from core.submission import Filled
from core.writers.docx import docx_bytes
from core.writers.pdf import pdf_bytes
from core.writers.shown import beside, cell_text, lead, printable, shown, sign_line
from core.writers.xlsx import xlsx_bytes
from tests.core.writers.made import BASIC, FORMS, OVERALL, REPORT

SOUND = "某\x07局\x0b\ud800"


def test_days_are_chinese_and_unread_days_as_they_stand() -> None:
    assert shown(FORMS[1], At("sign.date")) == "2025年4月10日"
    unread = {At("sign.date"): Unread("2025年春", "不是完整的日期")}
    assert shown(Filled("f2", OVERALL, unread=unread), At("sign.date")) == "2025年春"


def test_brackets_vanish_with_their_slot() -> None:
    def level1(filled: Filled) -> str:
        cell = paper_of(filled.record).cell_of(At("indicators.0.level1"))
        assert cell is not None
        return cell_text(filled, cell)

    assert level1(FORMS[1]) == "产出指标\n（50分）"
    rows = (dataclasses.replace(OVERALL.indicators[0], level1_weight=None),)
    assert level1(Filled("f2", dataclasses.replace(OVERALL, indicators=rows))) == "产出指标"


def test_lead_only_tells_what_is_filled_in() -> None:
    assert lead(FORMS[0], paper_of(BASIC).lead) == ("填报单位：某县水田局",)
    nameless = dataclasses.replace(BASIC, unit=None)
    assert lead(Filled("f1", nameless), paper_of(nameless).lead) == ()


def test_signature_line_leaves_room() -> None:
    unsigned = dataclasses.replace(BASIC, sign=type(BASIC.sign)())
    line = sign_line(Filled("f1", unsigned), paper_of(unsigned))
    assert line.startswith("填表人：　　　　　　填报日期：")


def test_text_beside_the_grid() -> None:
    unread = {At.of("cells", 0, 1, 1): Unread("批注", "不认识的内容"), **FORMS[1].unread}
    filled = dataclasses.replace(FORMS[1], unread=unread)
    assert beside(filled, paper_of(OVERALL)) == ("批注",)


def test_old_line_breaks_and_unprintable_characters() -> None:
    assert printable("a\r\nb\rc\x0bd\x07e") == "a\nb\nc\nd e"


@pytest.mark.parametrize("write", [docx_bytes, xlsx_bytes, pdf_bytes])
def test_every_writer_prints_unprintable_text(write: Callable[[Sequence[Filled]], bytes]) -> None:
    grid = dataclasses.replace(OVERALL, title=SOUND, unit=SOUND)
    lines = (dataclasses.replace(BASIC.lines[0], label=SOUND),)
    basic = dataclasses.replace(BASIC, lines=lines, thrift=SOUND)
    report = dataclasses.replace(
        REPORT, title=SOUND, sections=(Section(heading=SOUND, text=SOUND),)
    )
    assert write([Filled("f1", basic), Filled("f2", grid), Filled("f4", report)])
