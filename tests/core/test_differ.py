"""Two versions of a form: rows go by their names, and what is refused stays as it was."""

import dataclasses
from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from core.address import At
from core.differ import ADDED, CHANGED, REMOVED, Difference, differences, matched, merged
from core.forms import Overall, OverallReport
from core.forms.overall import Fund
from core.forms.parts import Indicator
from core.forms.report import Section, Table, TableRow
from core.schema.form import put, to_json
from core.source import Source, Unread
from core.submission import Filled
from tests.core.strategies import filled


def overall(*rows: tuple[str, str], executed: str = "90") -> Filled:
    """Indicators by name and actual value."""
    indicators = tuple(Indicator(level3=name, actual=actual) for name, actual in rows)
    return Filled("f2", Overall(fund=Fund(executed=Decimal(executed)), indicators=indicators))


def seen(found: Sequence[Difference]) -> list[tuple[str, str, str, str]]:
    return [(one.kind, one.at.path, one.before, one.after) for one in found]


BEFORE = overall(("造林", "60亩"), ("成活率", "95%"), ("满意度", "90%"))


def test_the_same_form_has_no_differences() -> None:
    assert differences(BEFORE, BEFORE) == ()
    assert differences(BEFORE, overall(("造林", "60亩"), ("成活率", "95%"), ("满意度", "90%"),
                                       executed="90.00")) == ()  # fmt: skip


def test_rows_go_by_their_names() -> None:
    """
    造林   60亩          补植   5亩     ADDED
    成活率 95%     →     造林   70亩    CHANGED
    满意度 90%           成活率 95%
                                       REMOVED 满意度
    """
    after = overall(("补植", "5亩"), ("造林", "70亩"), ("成活率", "95%"), executed="91")
    assert seen(differences(BEFORE, after)) == [
        (CHANGED, "fund.executed", "90", "91"),
        (ADDED, "indicators.0", "", "补植 · 5亩"),
        (CHANGED, "indicators.1.actual", "60亩", "70亩"),
        (REMOVED, "indicators.2", "满意度 · 90%", ""),
    ]


def test_a_renamed_row_is_the_same_row() -> None:
    olds = (Indicator(level3="造林绿化面积"), Indicator(level3="幼林成活率"), Indicator())
    news = (Indicator(), Indicator(level3="造林绿化总面积"), Indicator(level3="群众满意度"))
    assert matched(olds, news) == {0: 2, 1: 0}


def test_tables_inside_reports() -> None:
    def report(budget: int, *labels: str) -> Filled:
        rows = tuple(TableRow(label=label, budget=Decimal(budget)) for label in labels)
        table = Table(title="基本支出", rows=rows)
        return Filled("f4", OverallReport(sections=(Section(no=1, text="文"),), tables=(table,)))

    found = differences(report(1, "人员"), report(2, "公用", "人员"))
    assert seen(found) == [
        (ADDED, "tables.0.rows.0", "", "公用 · 2"),
        (CHANGED, "tables.0.rows.1.budget", "1", "2"),
    ]


def test_unread_cells_differ_by_their_text() -> None:
    at = At("fund.executed")
    unread = Filled("f2", put(BEFORE.record, at, None), unread={at: Unread("约九十", "不是数")})
    (found,) = differences(BEFORE, unread)
    assert (found.before, found.after) == ("90", "约九十")
    back = merged(BEFORE, unread, ())
    assert back.unread == {}
    assert back.text(at) == "90"


def test_what_is_refused_stays_as_it_was() -> None:
    at = At("indicators.1.actual")
    after = overall(("补植", "5亩"), ("造林", "70亩"), ("成活率", "96%"))
    after = dataclasses.replace(after, sources={at: Source("70亩"), At("indicators.2.actual"):
                                                Source("96%")})  # fmt: skip
    found = {one.at.path: one for one in differences(BEFORE, after)}
    some = merged(BEFORE, after, [found["indicators.0"], found["indicators.2.actual"]])
    assert differences(after, some) != ()
    assert seen(differences(BEFORE, some)) == [
        (ADDED, "indicators.0", "", "补植 · 5亩"),
        (CHANGED, "indicators.3.actual", "95%", "96%"),
    ]
    assert at not in some.sources
    assert At("indicators.3.actual") in some.sources


def test_forms_of_two_kinds_are_not_compared() -> None:
    with pytest.raises(TypeError):
        differences(BEFORE, Filled("f4", OverallReport()))


@settings(max_examples=15, deadline=None, phases=[Phase.generate])
@given(st.data())
def test_all_or_nothing(data: st.DataObject) -> None:
    """Accepting all gives the new form; refusing all leaves nothing that differs from the old."""
    before = data.draw(filled(Overall))
    after = data.draw(filled(Overall))
    found = differences(before, after)
    assert to_json(merged(before, after, found).record) == to_json(after.record)
    assert differences(before, merged(before, after, ())) == ()
