"""Every layout that the reader reads can serve as a template, empty or filled by another unit."""

import dataclasses
from pathlib import Path

import pytest

from core.filling import fill_template
from core.forms import Overall, Project
from core.intake import read_file
from core.intake.readers import READERS
from core.submission import Filled
from tests import variants as v
from tests.core.filling.test_fill import read_back, submitted, told
from tests.core.intake.test_layouts import LAYOUTS
from tests.core.intake.test_mapping import ODD, odd_layout, table

UNIT = "青溪县水利局"
MAKERS = {"f2": (v.overall, v.OVERALL), "f3": (v.project, v.PROJECT)}


def plain(form: Filled) -> Filled:
    """Without 评扣分标准, for which most layouts have no column."""
    assert isinstance(form.record, Overall | Project)
    rows = tuple(dataclasses.replace(row, standard=None) for row in form.record.indicators)
    return dataclasses.replace(form, record=dataclasses.replace(form.record, indicators=rows))


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@pytest.mark.parametrize("code", MAKERS)
@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.filterwarnings("error")
def test_a_layout_is_filled_with_everything(
    name: str, code: str, kind: str, tmp_path: Path
) -> None:
    maker, other = MAKERS[code]
    blocks = maker(other, LAYOUTS[name])  # type: ignore[operator]
    data = v.docx(blocks) if kind == "docx" else v.xlsx({"表": blocks})
    form = plain(next(f for f in submitted()[UNIT] if f.code == code))
    filling = fill_template(data, form)
    back = read_back(tmp_path, filling.data, kind, code)
    assert dict(told(form)).items() <= dict(told(back)).items()
    assert filling.problems == ()
    long = {text for _, text in told(Filled(code, other)) if len(text) > 6}
    own = {text for _, text in told(form)}
    assert not long & {text for _, text in told(back)} - own


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_remembered_layout_is_filled_like_any_other(kind: str, tmp_path: Path) -> None:
    """任务数额, 办成多少, 打分: words that no form knows, but the clerk has pointed at them."""
    blocks = v.overall(v.OVERALL, ODD)
    data = v.docx(blocks) if kind == "docx" else v.xlsx({"表": blocks})
    form = plain(next(f for f in submitted()[UNIT] if f.code == "f2"))
    layouts = (odd_layout(kind),)
    filling = fill_template(data, form, layouts)
    path = tmp_path / f"filled.{kind}"
    path.write_bytes(filling.data)
    (back,) = [f.filled for f in read_file(path, layouts=layouts).forms]
    assert dict(told(form)).items() <= dict(told(back)).items()
    assert filling.problems == ()
    headings = [cell.text for cell in table(READERS[kind](filling.data)).cells]
    assert "任务数额" in headings
