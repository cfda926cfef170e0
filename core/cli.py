"""The command line: the whole job without a window, for scripts and for trying things.

Exit status: 0 when every file was read, 3 when some could not be, 2 for wrong usage, 1 with a
sentence when it could not be done.
"""

import io
import json
import sys
from collections import ChainMap
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from core.across import check_together
from core.checks.catalogue import CATALOGUE
from core.checks.contract_json import findings_json, scores_json
from core.checks.finding import Finding
from core.checks.handbook import rules_markdown
from core.cli_county import county_report_command
from core.cli_fill import fill
from core.cli_options import (
    DATA,
    FOLDER,
    MAYBE_SCHEME,
    OUT,
    SCHEME,
    THE_YEAR,
    UNIT,
    YEAR,
    chosen,
    opened,
    print_out,
    say,
    tell_filing,
)
from core.cli_publish import archive, disclose
from core.cli_readings import MAYBE_PATHS, PASSWORDS, PATHS, line_of, read_files, tell_end
from core.cli_reports import blank, remind, return_slips, returns_register, summary
from core.cli_scheme import scheme as scheme_group
from core.cli_words import speak_chinese
from core.editing import PutSubmission, Step
from core.errors import UserError, reason
from core.forms import FORMS, Overall, Project
from core.intake import FileReading, collect
from core.intake.contract_json import form_json, readings_json
from core.intake.mapping import of_texts
from core.number import short
from core.resources import resource
from core.resubmission import lost_reviews
from core.schema.form import to_json
from core.scheme import DEFAULT_SCHEME, Scheme, load_scheme
from core.scoring.score import score as score_form
from core.store.backup import backup as write_backup
from core.store.backup import restore as read_backup
from core.store.verify import verify as verify_folder
from core.submission import Filled, Submission, renewed
from core.writers import EXPORTERS
from core.writers.filing import Filing
from core.writers.target import save

_NAME_LENGTH = 20
_JSON = click.option("--json", "as_json", is_flag=True, help="输出 JSON。")


def main() -> None:
    """Run the command line; a `UserError` is one sentence on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    speak_chinese(cli)
    try:
        cli(standalone_mode=True)
    except UserError as error:
        say(f"错误：{error}", err=True)
        sys.exit(1)


@click.group(help="绩效自评工作台：读取、评分、检查、存储和导出部门整体支出绩效自评材料。")
def cli() -> None:
    """The commands."""


for _command in (
    summary, county_report_command, return_slips, remind, returns_register, blank, fill,
    disclose, archive,
):  # fmt: skip
    cli.add_command(_command)
cli.add_command(scheme_group)


@cli.command(help="读取报送文件，不存储。")
@PATHS
@PASSWORDS
@_JSON
def read(paths: tuple[Path, ...], passwords: Path | None, as_json: bool) -> None:
    readings = read_files(paths, passwords)
    if as_json:
        _print_json(readings_json(readings))
    else:
        for reading in readings:
            say(line_of(reading))
    tell_end(readings)


@cli.command(help="读取并检查，不存储；或用 --data 检查已存储的材料。")
@MAYBE_PATHS
@PASSWORDS
@click.option("--data", type=FOLDER, help="数据文件夹。")
@YEAR
@UNIT
@MAYBE_SCHEME
@_JSON
def check(
    paths: tuple[Path, ...],
    passwords: Path | None,
    data: Path | None,
    year: int | None,
    unit: str | None,
    scheme: str | None,
    as_json: bool,
) -> None:
    if (data is None) == (not paths):
        raise click.UsageError("请给出文件，或用 --data 指明数据文件夹。")
    if data is None and unit is not None:
        raise click.UsageError("--unit 要和 --data 一起用。")
    if data is not None and scheme is not None:
        raise click.UsageError("存入的材料按各年度在用的方案检查，--scheme 只用于文件。")
    readings: tuple[FileReading, ...] = ()
    if data is not None:
        results = _checked_in(data, year, unit)
    else:
        readings = read_files(paths, passwords)
        found_in = [proposal.submission for proposal in collect(readings, year=year)]
        known = check_together(found_in, load_scheme(scheme or DEFAULT_SCHEME))
        results = [(found, known[found.key]) for found in found_in]
    if as_json:
        submissions = [
            {
                "unit": found.unit,
                "year": found.year,
                "files": [file.name for file in found.files],
                "findings": findings_json(found, findings),
            }
            for found, findings in results
        ]
        _print_json({"submissions": submissions})
    else:
        for reading in readings:
            if reading.problem is not None or reading.warning is not None:
                say(line_of(reading))
        for found, findings in results:
            say(f"{found.unit} {found.year}年度：{len(findings)} 条")
            for finding in findings:
                say(f"  {finding.severity} {finding.message}")
    tell_end(readings)


def _checked_in(
    data: Path, year: int | None, unit: str | None
) -> list[tuple[Submission, tuple[Finding, ...]]]:
    """What is stored, each with its findings by the scheme of its year."""
    with opened(data) as workspace:
        stored = chosen(workspace, year, unit)
        years = {found.year for found in stored}
        known = dict(ChainMap(*map(workspace.year_findings, years)))
        return [(found, known[found.key]) for found in stored]


@cli.command(help="读取并复算每一项得分，不存储。")
@PATHS
@PASSWORDS
@SCHEME
@_JSON
def score(paths: tuple[Path, ...], passwords: Path | None, scheme: str, as_json: bool) -> None:
    readings = read_files(paths, passwords)
    rules = load_scheme(scheme)
    if as_json:
        document = readings_json(readings)
        for reading, file in zip(readings, document["files"], strict=True):
            file["forms"] = [
                {**form_json(form), **_scores(form.filled, rules)} for form in reading.forms
            ]
        _print_json(document)
    else:
        for reading in readings:
            say(line_of(reading))
            for form in reading.forms:
                for line in _score_lines(form.filled, rules):
                    say(f"  {line}")
    tell_end(readings)


@cli.command("import", help="读取并存入数据文件夹，作为可撤销的一步。")
@PATHS
@PASSWORDS
@DATA
@THE_YEAR
def import_files(paths: tuple[Path, ...], passwords: Path | None, data: Path, year: int) -> None:
    with opened(data, begin=True) as workspace:
        readings = read_files(paths, passwords, of_texts(workspace.layouts().values()))
        # Half a file may not take the place of a whole one unseen.
        whole = [reading for reading in readings if reading.warning is None]
        proposals = collect(
            whole, workspace.unit_names(), year, workspace.other_names(), guess=False
        )
        workspace.keep_files([reading for found in proposals for reading in found.readings])
        puts = []
        dropped: list[str] = []
        for proposal in proposals:
            before = workspace.submission(proposal.submission.key)
            new = renewed(before, proposal.submission)
            puts.append(PutSubmission(new.key, new))
            dropped += lost_reviews(before, proposal.submission)
        taken = {reading.path for proposal in proposals for reading in proposal.readings}
        workspace.dispatch(Step(f"导入 {len(taken)} 个文件", tuple(puts)))
    for reading in readings:
        say(line_of(reading))
        if reading.warning is not None:
            say("  没有存入，请在窗口里核对后再存。")
    for proposal in proposals:
        for doubt in proposal.doubts:
            say(f"  请核对：{doubt}")
    for line in dropped:
        say(f"  {line}")
    tell_end(readings)


@cli.command(help="导出已存储的表和报告。")
@DATA
@YEAR
@UNIT
@click.option("--form", "code", type=click.Choice(tuple(FORMS)), help="只导出一种表。")
@click.option(
    "--to", "kind", type=click.Choice((*EXPORTERS, "json")), required=True, help="导出的格式。"
)
@OUT
def export(
    data: Path, year: int | None, unit: str | None, code: str | None, kind: str, out: Path
) -> None:
    filing = Filing(out)
    with opened(data) as workspace:
        for found in chosen(workspace, year, unit):
            forms = tuple(form for form in found.forms if code in {None, form.code})
            if not forms:
                say(f"{found.unit}：没有要导出的表", err=True)
                continue
            base = filing.base(f"{found.unit}{found.year}年度{code or ''}")
            if kind == "json":
                filing.write(base, kind, partial(save, _forms_json(found, forms).encode()))
            else:
                filing.write(base, kind, partial(EXPORTERS[kind], forms))
    tell_filing(filing)


@cli.command(help="列出全部检查；--markdown 把目录连同例子写进手册。")
@click.option("--markdown", is_flag=True, help="写进手册的“检查一览”。")
def rules(markdown: bool) -> None:
    if markdown:
        page = resource("help", "检查一览.md")
        try:
            page.write_text(rules_markdown(), encoding="utf-8")
        except OSError as error:
            raise UserError(f"手册没有写到「{page}」（{reason(error)}）。") from error
        say(str(page))
        return
    for rule in CATALOGUE:
        say(f"{rule.code}\t{rule.severity}\t{rule.title}\t{rule.basis}")


@cli.command(help="把数据文件夹备份成一个文件。")
@DATA
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="备份文件。"
)
def backup(data: Path, out: Path) -> None:
    write_backup(data, out)
    say(str(out))


@cli.command(help="从备份恢复到一个空的数据文件夹。")
@DATA
@click.option(
    "--from", "archive", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True, help="备份文件。",
)  # fmt: skip
def restore(data: Path, archive: Path) -> None:
    _tell_problems(read_backup(archive, data))


@cli.command(help="检查数据文件夹是否完好。")
@DATA
def verify(data: Path) -> None:
    _tell_problems(verify_folder(data))


def _tell_problems(problems: Sequence[str]) -> None:
    for problem in problems:
        say(problem)
    if problems:
        sys.exit(1)
    say("完好")


def _scores(filled: Filled, scheme: Scheme) -> dict[str, Any]:
    if not isinstance(filled.record, Overall | Project):
        return {}
    return {"scores": scores_json(score_form(filled.record, scheme))}


def _score_lines(filled: Filled, scheme: Scheme) -> Iterator[str]:
    if not isinstance(filled.record, Overall | Project):
        return
    found = score_form(filled.record, scheme)
    names = ["预算执行", *(row.level3 or "" for row in filled.record.indicators), "总分"]
    for name, scored in zip(names, (found.fund, *found.indicators, found.total), strict=True):
        submitted = "—" if scored.submitted is None else short(scored.submitted)
        computed = "—" if scored.computed is None else short(scored.computed)
        shown = name if len(name) <= _NAME_LENGTH else f"{name[: _NAME_LENGTH - 1]}…"
        yield f"{shown}：自评 {submitted}，复算 {computed}（{scored.why}）"
    if found.grade:
        yield f"等级：{found.grade}"


def _forms_json(found: Submission, forms: Sequence[Filled]) -> str:
    document = {
        "unit": found.unit,
        "year": found.year,
        "forms": [
            {
                "form": form.code,
                "key": form.key,
                "record": to_json(form.record),
                "unread": [
                    {"path": at.path, "text": unread.text, "why": unread.why}
                    for at, unread in form.unread.items()
                ],
            }
            for form in forms
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _print_json(document: dict[str, Any]) -> None:
    print_out(json.dumps(document, ensure_ascii=False, indent=1))
