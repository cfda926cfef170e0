"""How much a finding weighs, from the gravest. Apart from `finding`, for who only shows it."""

ERROR, WARNING, HINT = "错误", "警告", "提示"
SEVERITIES = (ERROR, WARNING, HINT)
