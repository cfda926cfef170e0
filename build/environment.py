"""The checkout's own environment: `.venv`, filled from the lock `requirements.txt`."""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

from console import say, stop

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "build" / "requirements.txt"
VENV = ROOT / ".venv"
STAMP = VENV / "lock.sha256"
OFFLINE = ("connection", "name resolution", "timed out", "proxy", "from versions: none")


def python() -> Path:
    """The environment's interpreter."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def fingerprint() -> str:
    return hashlib.sha256(LOCK.read_bytes()).hexdigest()


def answers(*arguments: str) -> bool:
    """Whether the environment's interpreter runs with these arguments."""
    try:
        done = subprocess.run([python(), *arguments], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def is_current() -> bool:
    """Whether everything of the lock was installed, by an interpreter that still runs."""
    return STAMP.exists() and STAMP.read_text() == fingerprint() and answers("-c", "")


def ensure() -> None:
    """Make, mend or renew the environment; stops with a sentence when that fails."""
    if not answers("-m", "pip", "--version"):
        version = ".".join(map(str, sys.version_info[:3]))
        say(f"making .venv with Python {version}" + (" anew" if VENV.exists() else ""))
        venv.EnvBuilder(clear=True, with_pip=True, symlinks=os.name != "nt").create(VENV)
    STAMP.unlink(missing_ok=True)
    say("installing the packages of build/requirements.txt (some 300 MB, once)")
    install()
    STAMP.write_text(fingerprint())


def install() -> None:
    command = ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    options = ["--retries", "2", "--require-hashes", "--requirement", str(LOCK)]
    done = subprocess.run(
        [python(), *command, *options], stderr=subprocess.PIPE, text=True, check=False
    )
    if done.returncode == 0:
        return
    sys.stderr.write(done.stderr)
    if any(word in done.stderr.lower() for word in OFFLINE):
        stop(
            "pip reached no package index: connect or configure one, or put the wheels into a "
            "folder and set PIP_FIND_LINKS to it; then repeat"
        )
    stop("pip could not install the packages (see above)")


def run(*arguments: str | Path, offscreen: bool = False) -> int:
    """Run the environment's Python in the checkout, which it can import from; the exit status."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    if offscreen:
        variables["QT_QPA_PLATFORM"] = "offscreen"
    return subprocess.run([python(), *arguments], cwd=ROOT, env=variables, check=False).returncode
