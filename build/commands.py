"""The commands of dev.py. Standard library only: the environment may not exist yet."""

import shutil
import subprocess
from collections.abc import Callable, Sequence

import environment
import system
from console import say, stop
from environment import LOCK, ROOT

CHECKS = (
    ("ruff check", ("-m", "ruff", "check", ".")),
    ("ruff format", ("-m", "ruff", "format", "--check", ".")),
    ("mypy", ("-m", "mypy")),
)


def prepare(window: bool = False, freeze: bool = False) -> None:
    """Everything a command stands on: the system's libraries, then the environment."""
    ready = environment.is_current()
    system.provide(system.needed(window, freeze) + ([] if ready else system.python_lacks()))
    if not ready:
        environment.ensure()


def run(rest: Sequence[str]) -> int:
    """open the window; without a display, walk the sample county on the console"""
    window = system.has_display()
    prepare(window)
    if window:
        return environment.run("-m", "gui", *rest)
    say("no display: walking the sample county on the console")
    return environment.run("build/walk.py", *rest)


def test(rest: Sequence[str]) -> int:
    """lint, types, import contracts, tests; options go to pytest, which then runs alone"""
    prepare()
    failed = []
    for name, arguments in () if rest else CHECKS:
        say(name)
        if environment.run(*arguments):
            failed.append(name)
    say("pytest")
    if environment.run("-m", "pytest", *rest, offscreen=True):
        failed.append("pytest")
    if failed and failed != ["pytest"]:
        say("not clean: " + ", ".join(failed))
    return 1 if failed else 0


def bench(rest: Sequence[str]) -> int:
    """measure ratios: reading, editing, typesetting"""
    prepare()
    return environment.run("build/bench.py", *rest, offscreen=True)


def fuzz(rest: Sequence[str]) -> int:
    """read mutated files and see that nothing dies: --seconds N, --seed S, --format F"""
    prepare()
    return environment.run("build/fuzz.py", *rest)


def screenshots(rest: Sequence[str]) -> int:
    """draw the main views with the sample county: --out DIR"""
    prepare()
    return environment.run("-m", "gui.screenshots", *rest, offscreen=True)


def freeze(rest: Sequence[str]) -> int:
    """build the program for machines without Python into dist/, and let it test itself"""
    prepare(freeze=True)
    return environment.run("build/freeze.py", *rest, offscreen=True)


def lock(rest: Sequence[str]) -> int:
    """renew build/requirements.txt from pyproject.toml (needs uv)"""
    uv = shutil.which("uv") or stop("uv is needed to renew the lock: pip install uv")
    options = ["--quiet", "--universal", "--generate-hashes", "--no-header", "--no-annotate"]
    wanted = ["--extra", "dev", "--python-version", "3.11", "--output-file", str(LOCK)]
    command = [uv, "pip", "compile", *options, *wanted, *rest, "pyproject.toml"]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


COMMANDS: tuple[Callable[[Sequence[str]], int], ...] = (
    run, test, bench, fuzz, screenshots, freeze, lock,
)  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Run the command that the arguments begin with, the rest goes to it; its exit status."""
    known = {command.__name__: command for command in COMMANDS}
    if not arguments or arguments[0] not in known:
        lines = [f"  {name:12}{command.__doc__}" for name, command in known.items()]
        print("python3 build/dev.py COMMAND", *lines, sep="\n")
        return 0 if arguments and arguments[0] in {"help", "-h", "--help"} else 2
    return known[arguments[0]](arguments[1:])
