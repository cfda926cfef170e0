"""What a figure of a sentence reaches: the amounts before it, its list, its clause, its words.

Each sentence was judged by a person: 错 is wrong for certain, 警 very likely, 提 perhaps.
"""

from decimal import Decimal

import pytest

from core.checks.narrative.counts import named_counts
from core.checks.narrative.story import tell
from tests.core.checks.look import said

SENTENCES: tuple[tuple[str, list[str]], ...] = (
    # A list whose parts are compared by rates alone has no changes to add up.
    (("三公经费支出2.8万元，比上年下降6.67%，其中：公务接待费1万元，比上年下降5%；"
      "公务用车运行维护费1.8万元，比上年下降7.5%。"),
     []),
    # Three changes of two decimals may miss their sum by 0.015万元.
    (("三公经费支出2.8万元，比上年减少0.2万元，其中：公务接待费1万元，比上年减少0.1万元；"
      "公务用车运行维护费1.8万元，比上年减少0.115万元。"),
     []),
    (("三公经费支出2.8万元，比上年减少0.2万元，其中：公务接待费1万元，比上年减少0.1万元；"
      "公务用车运行维护费1.8万元，比上年减少0.1152万元。"),
     ["错 NR-03 -0.2152→-0.2"]),
    # The clause of a rate begins with the count itself.
    ("24个指标，其中22个完成，完成率95%。",
     ["警 NR-05 92%→95%"]),
    ("全年安排部署到位；24个指标，其中22个完成，完成率95%。",
     ["警 NR-05 92%→95%"]),
    # 「资金使用率」 without a noun is of whatever the sentence speaks of.
    ("项目预算100万元，实际支出90万元，资金使用率95%。",
     ["错 NR-05 90%→95%"]),
    # That of 公用经费 is of these alone.
    ("公用经费预算100万元，支出90万元，公用经费执行率95%。",
     ["错 NR-05 90%→95%"]),
    ("项目预算100万元，公用经费预算50万元，公用经费支出45万元，公用经费预算执行率90%。",
     []),
    ("项目预算100万元，公用经费预算50万元，公用经费支出45万元，公用经费预算执行率95%。",
     ["错 NR-05 90%→95%"]),
    # 其中 leads the list in, though a remark and a semicolon follow it.
    ("2024年总支出100万元，其中：工资按月发放；基本支出60万元，项目支出50万元。",
     ["错 NR-01 100→110"]),
    # 与上年相比 before the amount holds for the whole sentence.
    ("与上年相比，三公经费支出2.8万元，减少0.2万元，下降6.67%。",
     []),
    ("与上年相比，三公经费支出2.8万元，减少0.2万元，下降7.14%。",
     ["错 NR-04 6.67%→7.14%"]),
    ("与上年相比，三公经费支出2.8万元，增加0.2万元，下降6.67%。",
     ["错 NR-02 减少0.2万元→增加0.2万元"]),
    # One wrong amount breaks its list and its share; the share behind it is wrong on its own.
    (("支出合计100万元，其中：基本支出70万元，占60%；项目支出40万元，占40%。"
      "公用经费30万元，占基本支出60万元的40%。"),
     ["错 NR-01 100→110", "错 NR-05 50%→40%"]),
    # A single part larger than its whole by a cent.
    ("三公经费支出2.8万元，其中公务接待费2.81万元。",
     ["提 NR-01 2.8→2.81"]),
    # Nothing is a share of nothing.
    ("办公设备款0万元。印刷费3万元，占办公设备款的30%。",
     []),
    # A change too small for its rate has no direction.
    ("三公经费支出1000万元，比上年增加0.01万元，下降0%。",
     []),
    # Staff counted by three words are staff all the same.
    ("核定编制10名，其中行政编制6人，事业编制5个。",
     ["错 NR-12 10→11"]),
    # What only the words before the colon name is perhaps not the same thing.
    ("公用经费：2024年决算10万元。公用经费：2024年决算12万元。",
     ["提 NR-08 10→12"]),
)  # fmt: skip


@pytest.mark.parametrize(("text", "told"), SENTENCES)
def test_a_sentence(text: str, told: list[str]) -> None:
    assert said(text) == told


@pytest.mark.parametrize("link", ["、", "，", "和", "及"])
def test_the_kind_of_budget_holds_for_the_amount_beside_it(link: str) -> None:
    """「年初预算基本支出60万元、项目支出40万元」: both are 年初预算."""
    (told,) = tell(f"年初预算基本支出60万元{link}项目支出40万元。").told
    kinds = {amount.noun: amount.kind for amount in told.amounts}
    assert kinds == {"basic": "initial", "project": "initial"}


def test_money_is_no_count() -> None:
    """「举办培训班6万元」 says nothing of how many there were: its unit is another."""
    for text, unit in (("举办培训班6万元。", "万元"), ("举办培训班6期。", "期")):
        ((words, figure),) = named_counts(text)["办培训班"]
        assert (words, figure.value, figure.unit) == ("举办培训班", Decimal(6), unit)
