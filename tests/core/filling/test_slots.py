"""What a template has room for is told when it is chosen."""

import io

import docx
import pytest

from core.editing import blank_form
from core.errors import UserError
from core.filling.slots import find_slots
from core.submission import Filled
from core.writers.docx import docx_bytes
from core.writers.xlsx import xlsx_bytes


def test_the_official_forms_have_all_but_what_the_counties_add() -> None:
    forms = [Filled(code, blank_form(code, "某单位", 2024)) for code in ("f1", "f2")]
    for data in (docx_bytes(forms), xlsx_bytes(forms)):
        first, second = find_slots(data)
        assert (first.code, second.code) == ("f1", "f2")
        assert {"编制数", "控制率", "填表人"} <= set(first.found)
        assert {"全年执行数", "绩效指标的得分", "项目支出"} <= set(second.found)
        assert second.missing == ("绩效指标的评扣分标准",)


def test_a_report_is_filled_by_sections() -> None:
    filled = Filled("f4", blank_form("f4", "某单位", 2024))
    (found,) = find_slots(docx_bytes((filled,)))
    assert (found.code, found.found, found.missing) == ("f4", (), ())


def test_what_is_no_template_is_refused() -> None:
    out = io.BytesIO()
    docx.Document().save(out)
    for data in (out.getvalue(), b"words"):
        with pytest.raises(UserError):
            find_slots(data)
