"""Records: specs, walking, changing, JSON."""

from decimal import Decimal

import pytest

from core.address import At
from core.forms import FORMS, BasicData, Overall, OverallReport, Project
from core.forms.basic_data import ITEM, ITEMS, Line, template_lines
from core.forms.parts import Indicator
from core.forms.project import FUND_ROWS, template_funds
from core.forms.report import Section, Table, TableRow
from core.schema.form import from_json, get, is_empty, leaves, put, spec_at, specs_of, to_json
from core.text import label_key


def test_the_five_forms_in_order() -> None:
    assert list(FORMS) == ["f1", "f2", "f3", "f4", "f5"]
    assert Overall.CODE == "f2"
    assert Overall.NAME == "部门整体支出绩效自评表"


@pytest.mark.parametrize("cls", FORMS.values())
def test_each_field_has_exactly_one_meaning(cls: type) -> None:
    pending = [cls]
    while pending:
        for spec in specs_of(pending.pop()).values():
            assert sum(x is not None for x in (spec.kind, spec.group, spec.rows)) == 1
            pending += [x for x in (spec.group, spec.rows) if x is not None]


def test_get_and_put_reach_every_depth() -> None:
    report = OverallReport(tables=(Table(title="表", rows=(TableRow(label="甲"), TableRow())),))
    at = At("tables.0.rows.1.budget")
    changed = put(report, at, Decimal("7.00"))
    assert get(changed, at) == Decimal("7.00")
    assert get(report, at) is None
    assert spec_at(OverallReport, at).unit == "万元"


@pytest.mark.parametrize("path", ["nothing", "fund.nothing", "fund.score.more", "CODE"])
def test_unknown_places_are_refused(path: str) -> None:
    with pytest.raises(KeyError):
        spec_at(Overall, At(path))


def test_get_refuses_what_is_no_field() -> None:
    with pytest.raises(KeyError):
        get(Overall(), At("CODE"))
    with pytest.raises(IndexError):
        get(Overall(), At("indicators.0.actual"))


def test_json_has_the_names_of_the_contract() -> None:
    form = Overall(
        unit="青溪县某局", indicators=(Indicator(level1="产出指标", score=Decimal("10.00")),)
    )
    data = to_json(form)
    assert data["unit"] == "青溪县某局"
    assert data["fund"] == dict.fromkeys(
        ("initial_budget", "annual_budget", "executed", "weight", "rate", "score")
    )
    assert data["indicators"][0]["score"] == "10.00"
    assert from_json(Overall, data) == form


def test_an_empty_cover_is_null() -> None:
    data = to_json(OverallReport(sections=(Section(no=1, heading="一、概况"),)))
    assert data["cover"] is None
    assert data["signature"] is None
    assert from_json(OverallReport, data).sections[0].no == 1


def test_unknown_keys_are_refused() -> None:
    with pytest.raises(KeyError):
        from_json(Overall, {"colour": "red"})


def test_leaves_walk_the_form_in_order() -> None:
    form = BasicData(lines=(Line(item="public", label="公用经费"),))
    paths = [at.path for at, _, _ in leaves(form)]
    assert paths[:3] == ["title", "year", "unit"]
    assert "lines.0.budget" in paths
    assert not is_empty(form)
    assert is_empty(BasicData())


def test_items_form_a_tree_without_ambiguous_labels() -> None:
    spellings = [
        (label_key(text), item.code)
        for item in ITEMS
        for text in (item.label, *item.labels)
        if text
    ]
    owners: dict[str, set[str]] = {}
    for key, code in spellings:
        owners.setdefault(key, set()).add(code)
    assert all(len(codes) == 1 for codes in owners.values())
    assert all(item.parent is None or item.parent in ITEM for item in ITEMS)


def test_templates_hold_the_official_rows() -> None:
    assert [line.item for line in template_lines()][:2] == ["three_public", "vehicle"]
    assert [row.row for row in template_funds()] == list(FUND_ROWS)
    assert Project(funds=template_funds()).fund.row == "total"
    assert Project().fund.row == "total"
