"""Labels are folded hard, values only trimmed."""

import pytest

from core.text import clean, label_key


@pytest.mark.parametrize(
    "spelling",
    ["“三公”经费", "三公经费", " 三公\n经费：", "其中：三公经费", "其中:“三公” 经费"],
)
def test_spellings_of_one_label_meet(spelling: str) -> None:
    assert label_key(spelling) == "三公经费"


def test_full_width_brackets_fold() -> None:
    assert label_key("财政供养人员情况（人）") == label_key("财政供养人员情况(人)")
    assert label_key("批复规模（㎡）") == label_key("批复规模 (m²)")


def test_values_keep_their_inner_breaks() -> None:
    assert clean("　1.甲 \r\n 2.乙　\n") == "1.甲\n2.乙"
