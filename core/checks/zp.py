"""ZP: inside the 自评表 (f2 and every f3), in the order of the codes."""

from core.checks import zp_money, zp_points, zp_rows, zp_sums, zp_wording

RULES = tuple(
    sorted(
        (
            *zp_money.RULES,
            *zp_sums.RULES,
            *zp_points.RULES,
            *zp_rows.RULES,
            *zp_wording.RULES,
        ),
        key=lambda rule: rule.code,
    )
)
