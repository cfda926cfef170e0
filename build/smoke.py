"""Try a frozen program where it stands: python3 smoke.py FOLDER.

Standard library only, so that it can be taken along to another machine. The program gets an
empty home and no variable of the machine it was built on.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

SECONDS = 300
KEPT = ("PATH", "SYSTEMROOT", "WINDIR", "COMSPEC", "LANG", "LC_ALL")


def call(program: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a program of the folder off screen, in an empty home; its output is not judged."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        variables = {name: os.environ[name] for name in KEPT if name in os.environ}
        homes = dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TEMP"), home)
        return subprocess.run(
            [program, *arguments],
            cwd=home,
            env={**variables, **homes, "QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=SECONDS,
            check=False,
        )


def rules(folder: Path) -> str:
    """The command line starts and lists the checks."""
    done = call(executable(folder, "jixiao-cli"), "rules")
    return "" if done.returncode == 0 and "ZP-02" in done.stdout else told(done)


def read(folder: Path) -> str:
    """The sample county is read without a problem: child processes, parsers, shipped data."""
    samples = folder.resolve() / "_internal" / "resources" / "sample" / "files"
    done = call(executable(folder, "jixiao-cli"), "read", samples, "--json")
    if done.returncode or not done.stdout.startswith("{"):
        return told(done)
    files = json.loads(done.stdout)["files"]
    problems = [file["problem"]["message"] for file in files if file["problem"]]
    return "; ".join(problems) if files else "no sample was found"


def self_test(folder: Path) -> str:
    """The window opens, imports, edits, scores and exports."""
    done = call(executable(folder, "jixiao"), "--self-test")
    return "" if done.returncode == 0 else told(done)


def executable(folder: Path, name: str) -> Path:
    return folder.resolve() / (name + (".exe" if os.name == "nt" else ""))


def told(done: subprocess.CompletedProcess[str]) -> str:
    return f"exit status {done.returncode}\n{done.stdout}\n{done.stderr}"


TRIALS = (rules, read, self_test)


def main(arguments: Sequence[str]) -> int:
    """Make every trial with the program in the folder; 0 when all went well."""
    folder = Path(arguments[0])
    failures = 0
    for trial in TRIALS:
        wrong = trial(folder)
        print(f"-- {trial.__name__}: {'FAILED: ' + wrong if wrong else 'good'}", flush=True)
        failures += bool(wrong)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
