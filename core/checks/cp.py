"""CP: completeness of a submission, its forms and its reports."""

from core.checks import cp_cells, cp_forms, cp_report, cp_signs
from core.checks.rule import Rule

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (*cp_forms.RULES, *cp_signs.RULES, *cp_report.RULES, *cp_cells.RULES),
        key=lambda rule: rule.code,
    )
)
