"""The catalogue as a page of the handbook: every rule with its examples told in words."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from core.address import At
from core.checks.catalogue import CATALOGUE
from core.checks.rule import Example, Rule, case_of, check
from core.checks.where import cell_words, form_words
from core.forms import Form, Overall, Project
from core.schema import kinds
from core.schema.form import leaves
from core.scheme import OPTIONS, load_scheme
from core.scoring.score import score

GROUPS = (
    ("BD", "基础数据表内部"),
    ("ZP", "自评表和项目自评表内部"),
    ("CX", "附件之间"),
    ("XY", "两个年度之间、单位之间"),
    ("CP", "是否齐全"),
    ("WF", "文字和格式"),
    ("NR", "报告里的句子"),
)
_SILENT = {kinds.CHOICE, kinds.ORDINAL, kinds.FLAG}
"""Kinds of values that the paper shows by its own print."""
_MANY = 12
_HEAD = """# 检查一览

全部检查，每条写着等级、依据、允许的误差，以及一个通过的例子和一个不通过的例子。怎样看一条问题，\
见 [检查目录](检查目录.md)；等级和界限可以按年度在评分方案里改，见 [评分规则](评分规则.md)。
"""
_LONGEST = 60
Cell = tuple[int, str, str]
"""A filled cell: which form of the example, its path, its text."""


def rules_markdown(rules: Sequence[Rule] = CATALOGUE) -> str:
    """All rules, group by group: severity, basis, tolerance, a passing and a breaching example.

    Behind them what a county decides by its scheme, and on what basis.
    """
    lines = [_HEAD]
    for code, words in GROUPS:
        lines += [f"## {code}　{words}", ""]
        for rule in rules:
            if rule.code.startswith(code):
                lines += [*_rule_lines(rule), ""]
    return "\n".join([*lines, *_option_lines()]).strip() + "\n"


def _option_lines() -> Iterator[str]:
    yield from ("## 评分方案的选项", "", "| 选项 | 依据 |", "|---|---|")
    for option in OPTIONS:
        yield f"| {option.title} | {option.basis} |"


def _rule_lines(rule: Rule) -> Iterator[str]:
    yield f"### {rule.code} {rule.title}"
    yield ""
    tolerance = f"　允许：{rule.tolerance}。" if rule.tolerance else ""
    yield f"{rule.severity}。{rule.basis}。{tolerance}"
    yield ""
    yield f"- 通过：{_example_words(rule.passes, rule.breaks, _MANY)}"
    yield f"- 不通过：{_example_words(rule.breaks, rule.passes, 0)} → {_finding_words(rule)}"


def _finding_words(rule: Rule) -> str:
    """What the rule says of its breaching example, without code and basis."""
    case = case_of(rule.breaks, load_scheme())
    scores = {
        filled.key: score(filled.record, case.scheme)
        for filled in case.submission.forms
        if isinstance(filled.record, Overall | Project)
    }
    found = check(case_of(rule.breaks, load_scheme(), scores), [rule])[0]
    says = found.message.removesuffix(f"。依据：{rule.basis}")
    return f"{found.severity}：{says.partition('】')[2]}"


def _example_words(shown: Example, other: Example, most: int) -> str:
    """What stands in an example; of more than `most` cells those that the other example has not."""
    parts = [
        _forms_words(shown.forms, other.forms, most),
        *(
            f"读不懂：{form_words(shown.forms[0])} {cell_words(shown.forms[0], At(path))}“{text}”"
            for path, text in shown.unread.items()
        ),
    ]
    if shown.previous:
        parts.append(f"上年{_forms_words(shown.previous, other.previous, _MANY)}")
    others = (_forms_words(*both, _MANY) for both in zip(shown.others, other.others, strict=False))
    for words, same in groupby(others):
        count = len(list(same))
        parts.append(f"另{'一' if count == 1 else f'{count}个'}单位{words}")
    return "；".join(part for part in parts if part)


def _forms_words(forms: Sequence[Form], others: Sequence[Form], most: int) -> str:
    cells, before = list(_cells(forms)), set(_cells(others))
    own = [cell for cell in cells if cell not in before]
    if len(cells) > most and (own or most):
        cells = own
    if not cells:
        return "、".join(map(_name, forms))
    return "；".join(
        f"{_name(forms[number])} {_rows_words(forms[number], tuple(its))}"
        for number, its in groupby(cells, key=lambda cell: cell[0])
    )


def _name(form: Form) -> str:
    return f"{form_words(form)}（空表）" if getattr(form, "blank", False) else form_words(form)


def _cells(forms: Sequence[Form]) -> Iterator[Cell]:
    for number, form in enumerate(forms):
        for at, spec, value in leaves(form):
            if value is not None and spec.kind is not None and spec.kind not in _SILENT:
                yield number, at.path, spec.kind.show(value)


def _rows_words(form: Form, cells: Sequence[Cell]) -> str:
    """The cells of a form, those of one row together under the row's name."""
    rows = groupby(cells, key=lambda cell: cell[1].rpartition(".")[0])
    return "，".join(filter(None, (_row_words(form, row, tuple(own)) for row, own in rows)))


def _row_words(form: Form, row: str, cells: Sequence[Cell]) -> str:
    head = cell_words(form, At(row)) if row else ""
    own = [
        f"{_label(form, path)}{_cut(text)}"
        for _, path, text in cells
        if _cut(text) not in head and path.rpartition(".")[2] not in {"label", "heading"}
    ]
    return f"{head} {'、'.join(own)}".strip()


def _label(form: Form, path: str) -> str:
    """The label of a cell; none before the prose of a report, which is quoted."""
    if path.endswith(".text"):
        return ""
    return cell_words(form, At(path)).rpartition(" ")[2]


def _cut(text: str) -> str:
    line = "".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
