"""`.venv` is made, mended and renewed when it must be, and only then."""

from pathlib import Path
from types import SimpleNamespace

import environment
import pytest


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """A checkout of its own in which making and installing are only written down."""
    done: list[str] = []
    folder, lock = tmp_path / ".venv", tmp_path / "requirements.txt"
    lock.write_text("click==8.1\n")

    class Builder:
        def __init__(self, **_: object) -> None: ...

        def create(self, where: Path) -> None:
            done.append("made")
            where.mkdir(exist_ok=True)

    monkeypatch.setattr(environment, "VENV", folder)
    monkeypatch.setattr(environment, "LOCK", lock)
    monkeypatch.setattr(environment, "STAMP", folder / "lock.sha256")
    monkeypatch.setattr("environment.venv.EnvBuilder", Builder)
    monkeypatch.setattr(environment, "install", lambda: done.append("installed"))
    monkeypatch.setattr(environment, "answers", lambda *_: "made" in done)
    return done


def test_a_fresh_checkout_is_made_and_then_current(asked: list[str]) -> None:
    assert not environment.is_current()
    environment.ensure()
    assert asked == ["made", "installed"]
    assert environment.is_current()


def test_a_changed_lock_installs_again_in_place(asked: list[str]) -> None:
    environment.ensure()
    environment.LOCK.write_text("click==8.2\n")
    assert not environment.is_current()
    environment.ensure()
    assert asked == ["made", "installed", "installed"]
    assert environment.is_current()


def test_an_interpreter_that_is_gone_makes_it_anew(
    asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.ensure()
    monkeypatch.setattr(environment, "answers", lambda *_: False)
    assert not environment.is_current()
    environment.ensure()
    assert asked == ["made", "installed"] * 2


def test_an_interrupted_installation_is_not_current(
    asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    environment.ensure()
    environment.LOCK.write_text("click==8.2\n")
    monkeypatch.setattr(environment, "install", interrupted)
    with pytest.raises(KeyboardInterrupt):
        environment.ensure()
    environment.LOCK.write_text("click==8.1\n")
    assert not environment.is_current()


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ("ERROR: ... Temporary failure in name resolution", "no package index"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "could not install"),
    ],
)
def test_a_failing_pip_ends_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, told: str, sentence: str
) -> None:
    failed = SimpleNamespace(returncode=1, stderr=told)
    monkeypatch.setattr("environment.subprocess.run", lambda *_, **__: failed)
    with pytest.raises(SystemExit, match=sentence):
        environment.install()


def test_an_interpreter_that_is_not_there_does_not_answer(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(environment, "VENV", tmp_path)
    assert not environment.answers("-c", "")
