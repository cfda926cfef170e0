"""True reports in many words are silent, and one slip is one finding."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.checks.finding import HINT
from tests.core.checks.look import findings
from tests.core.checks.prose import DRESSES, FIELD, TOPICS, Sentence, forms, slipped, told, years

SENTENCES = [sentence for topic in TOPICS for sentence in topic]
D = Decimal


def serious(year: dict[str, Decimal], *texts: str) -> list[str]:
    """What is said of a report with these texts, beside the tables; hints left out."""
    found = [f for group in ("NR", "CX") for f in findings(*forms(year, texts), group=group)]
    return [finding.message for finding in found if finding.severity != HINT]


@settings(max_examples=150, deadline=None)
@given(years(), st.data())
def test_a_true_report_is_silent(year: dict[str, Decimal], data: st.DataObject) -> None:
    """A sentence of each topic, in any order, in one paragraph or several."""
    chosen = [data.draw(st.sampled_from(topic)) for topic in TOPICS]
    order = data.draw(st.permutations(chosen))
    stop = data.draw(st.sampled_from(("", "\n")))
    dress = data.draw(st.sampled_from(DRESSES))
    text = dress(stop.join(told(sentence, year) for sentence in order))
    assert serious(year, text) == [], text


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda s: s.template[:20])
@settings(max_examples=12, deadline=None)
@given(year=years(), data=st.data())
def test_one_slip_is_one_finding(
    sentence: Sentence, year: dict[str, Decimal], data: st.DataObject
) -> None:
    """Unless the wrong figure is by chance that of another cell, which might be meant.

    A whole percentage that is off by one is no more than a hint.
    """
    fields = sorted(set(FIELD.findall(sentence.template)) - {"year", "last"})
    field = data.draw(st.sampled_from(fields))
    dress = data.draw(st.sampled_from(DRESSES))
    by = max(D(2), (year[field] * D("0.3")).quantize(D(1)))
    assert serious(year, dress(told(sentence, year))) == []
    wrong = dress(told(sentence, slipped(year, field, by)))
    found = serious(year, wrong)
    assert len(found) <= 1, (wrong, found)
    if field in sentence.sure and year[field] + by not in year.values():
        assert found, (field, wrong)
