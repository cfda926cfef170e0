"""BD: inside the 基础数据表, in the order of the codes."""

from core.checks import bd_money, bd_sums, bd_values

RULES = tuple(
    sorted(
        (*bd_sums.RULES, *bd_money.RULES, *bd_values.RULES),
        key=lambda rule: rule.code,
    )
)
