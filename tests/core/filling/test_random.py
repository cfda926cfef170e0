"""Random forms filled into the empty official file read back as they are, or it is said why not."""

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from core.filling import fill_template
from core.forms import BasicData, Overall, Project
from core.schema.form import Form
from core.submission import Filled
from tests.core.filling.test_fill import read_back, template, told
from tests.core.strategies import records
from tests.core.writers.test_round_trip import (
    GENERATE,
    narrow_basic,
    narrow_overall,
    narrow_project,
)

FORMS = ((BasicData, narrow_basic), (Overall, narrow_overall), (Project, narrow_project))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@pytest.mark.parametrize(("form", "narrow"), FORMS, ids=["f1", "f2", "f3"])
def test_what_is_filled_reads_back(
    form: type[Form], narrow: Callable[[Any], Form], kind: str, tmp_path: Path
) -> None:
    blank = template(tmp_path, kind)

    @given(records(form).map(narrow))
    @settings(max_examples=8, deadline=None, phases=GENERATE)
    def holds(record: Any) -> None:
        rows = getattr(record, "indicators", ())
        plain = tuple(dataclasses.replace(row, standard=None) for row in rows)
        shaped = dataclasses.replace(record, indicators=plain) if rows else record
        filled = Filled(record.CODE, shaped)
        filling = fill_template(blank, filled)
        back = read_back(tmp_path, filling.data, kind, record.CODE)
        missing = dict(told(filled)).items() - dict(told(back)).items()
        assert not missing or filling.problems

    holds()
