"""Chinese for what the command line says of itself: usage, help, wrong calls.

Click asks gettext for its words. That would want compiled files and a variable of the environment;
its modules are given a table instead, and `tests/core/test_cli_words.py` sees that nothing in
English is left.
"""

from __future__ import annotations

from collections.abc import Iterator

import click
import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.termui
import click.types

_MODULES = (
    click.core, click.decorators, click.exceptions, click.formatting, click.parser, click.termui,
    click.types,
)  # fmt: skip
_WORDS = {
    "Usage:": "用法：",
    "Options": "选项",
    "Commands": "命令",
    "required": "必填",
    "default: {default}": "默认：{default}",
    "Try '{command} {option}' for help.": "说明见：{command} {option}",
    "Error: {message}": "错误：{message}",
    "Aborted!": "已中断。",
    "Missing command.": "请给出命令。",
    "Missing argument": "缺少参数",
    "Missing option": "缺少选项",
    "No such option {name!r}.": "没有选项“{name}”。",
    "No such command {name!r}.": "没有命令“{name}”。",
    "Did you mean {possibility}?": "是不是 {possibility}？",
    "(Did you mean one of: {possibilities}?)": "是不是其中之一：{possibilities}？",
    "Got unexpected extra argument ({args})": "多了参数：{args}",
    "Got unexpected extra arguments ({args})": "多了参数：{args}",
    "Option {name!r} does not take a value.": "选项“{name}”后面不带值。",
    "Option {name!r} requires an argument.": "选项“{name}”后面要有值。",
    "Option {name!r} requires {nargs} arguments.": "选项“{name}”后面要有{nargs}个值。",
    "Invalid value: {message}": "{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint}：{message}",
    "{value!r} is not a valid {number_type}.": "“{value}”不是整数。",
    "{value} is not in the range {range}.": "{value}不在范围内（{range}）。",
    "{value!r} is not {choice}.": "“{value}”不行，只能是{choice}。",
    "{value!r} is not one of {choices}.": "“{value}”不行，请选其一：{choices}。",
    "{value!r} does not match the format {format}.": "“{value}”不是日期，写法如 2025-04-20。",
    "{name} {filename!r} does not exist.": "「{filename}」不存在。",
    "{name} {filename!r} is a file.": "「{filename}」是文件，应为文件夹。",
    "{name} {filename!r} is a directory.": "「{filename}」是文件夹，应为文件。",
    "{name} {filename!r} is not readable.": "「{filename}」不能读取。",
    "Error: The two entered values do not match.": "两次输入不一样。",
}


def speak_chinese(group: click.Group) -> None:
    """Have the commands of a group and all that click says of them in Chinese."""
    for module in _MODULES:
        for name, function in (("_", _said), ("ngettext", _counted)):
            if hasattr(module, name):
                setattr(module, name, function)
    for command in _all(group):
        command.options_metavar = "[选项]"
        if isinstance(command, click.Group):
            command.subcommand_metavar = "命令 [参数]..."
        help_option = command.get_help_option(click.Context(command))
        if help_option is not None:
            help_option.help = "显示这些说明。"
        for option in command.params:
            option.metavar = option.metavar or _value(option)


def _said(text: str) -> str:
    return _WORDS.get(text, text)


def _counted(one: str, many: str, number: int) -> str:
    return _said(one if number == 1 else many)


def _all(command: click.Command) -> Iterator[click.Command]:
    yield command
    for below in command.commands.values() if isinstance(command, click.Group) else ():
        yield from _all(below)


def _value(option: click.Parameter) -> str | None:
    """What stands for an option's value; None where click's own says it: a choice, a switch."""
    kind = option.type
    if isinstance(kind, click.Path):
        return "文件" if not kind.dir_okay else "文件夹" if not kind.file_okay else "文件或文件夹"
    if isinstance(kind, click.DateTime):
        return "年-月-日"
    if isinstance(kind, click.IntRange):
        return "整数"
    return "文字" if isinstance(kind, click.types.StringParamType) else None
