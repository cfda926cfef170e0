"""What a child process sends back is what it has read, digit for digit."""

import pickle

from hypothesis import given
from hypothesis import strategies as st

from core.address import At, remembered
from core.editing.codec import submission_json
from core.forms import FORMS
from core.submission import Filled, Submission
from tests.core.strategies import filled


@given(st.sampled_from(sorted(FORMS)).flatmap(lambda code: filled(FORMS[code])))
def test_a_form_comes_back_as_it_was(form: Filled) -> None:
    back = pickle.loads(pickle.dumps(form))
    assert back == form
    assert list(back.sources) == list(form.sources)
    assert submission_json(Submission("甲局", 2024, (back,))) == submission_json(
        Submission("甲局", 2024, (form,))
    )


def test_a_place_is_made_once() -> None:
    at = At("indicators.3.actual")
    assert pickle.loads(pickle.dumps(at)) == at
    assert hash(remembered(at.path)) == hash(at)
    assert remembered(at.path) is remembered(at.path)
