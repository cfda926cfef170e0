"""A year's scheme in the window: handed on as a file, read in, tried, taken."""

import dataclasses
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.scheme import Scheme, dump_scheme, load_scheme, parse_scheme, read_scheme
from core.trial import Trial
from gui.views.scheme import SchemeDialog
from tests.gui.fakes import FakeDialogs

pytestmark = pytest.mark.gui
SCHEME = load_scheme()
OWN = dataclasses.replace(SCHEME, title="本县方案", basis="县财绩〔2025〕2号", places=1)


def shown(qtbot: QtBot, **answers: object) -> tuple[SchemeDialog, list[Scheme]]:
    taken: list[Scheme] = []

    def save(text: str) -> bool:
        taken.append(parse_scheme(text))
        return False

    def attempt(scheme: Scheme, done: object) -> None:
        del scheme, done

    dialogs = FakeDialogs()
    dialogs.answers.update(answers)
    dialog = SchemeDialog(2024, SCHEME, attempt, save, dialogs, None)
    qtbot.addWidget(dialog)
    return dialog, taken


def test_a_scheme_goes_out_as_it_stands_in_the_fields(qtbot: QtBot, tmp_path: Path) -> None:
    target = tmp_path / "本县.toml"
    dialog, taken = shown(qtbot, save_file=target)
    dialog.name.setText("本县方案")
    dialog.basis.setText("县财绩〔2025〕2号")
    field = next(field for line, field in dialog.fields if line.path == ("places",))
    field.setText("1")  # type: ignore[union-attr]
    dialog.export_scheme()
    assert read_scheme(target) == OWN
    assert taken == []


def test_a_scheme_that_comes_in_fills_the_fields(qtbot: QtBot, tmp_path: Path) -> None:
    source = tmp_path / "本县.toml"
    source.write_text(dump_scheme(OWN), encoding="utf-8")
    dialog, taken = shown(qtbot, open_scheme=source)
    dialog.import_scheme()
    assert (dialog.name.text(), dialog.basis.text()) == (OWN.title, OWN.basis)
    assert dialog.scheme() == OWN
    assert taken == []
    dialog.take()
    assert taken == [OWN]


def test_a_file_that_is_no_scheme_leaves_the_fields(qtbot: QtBot, tmp_path: Path) -> None:
    source = tmp_path / "坏.toml"
    source.write_text("places = 9", encoding="utf-8")
    dialog, _ = shown(qtbot, open_scheme=source, save_file=tmp_path / "没有" / "一.toml")
    dialog.import_scheme()
    assert "name" in dialog.trouble.text()
    assert dialog.scheme() == SCHEME
    dialog.export_scheme()
    assert dialog.trouble.text()


def test_nothing_is_asked_of_a_scheme_that_is_wrong(qtbot: QtBot, tmp_path: Path) -> None:
    dialog, _ = shown(qtbot, save_file=tmp_path / "一.toml")
    field = next(field for line, field in dialog.fields if line.path == ("grades",))
    field.setText("优、良")  # type: ignore[union-attr]
    dialog.export_scheme()
    assert not (tmp_path / "一.toml").exists()
    assert "等次" in dialog.trouble.text()


def test_every_group_shows_what_it_rests_on(qtbot: QtBot) -> None:
    dialog, _ = shown(qtbot)
    told = [label.text() for label in dialog.findChildren(QLabel)]
    assert sum(text.startswith("依据：") for text in told) == 20


def test_trials_are_listed(qtbot: QtBot) -> None:
    dialog, _ = shown(qtbot)
    trial = Trial("甲局", "f2", Decimal(90), Decimal("89.5"), "优", "良", 3, 3)
    dialog.show_trials((trial,))
    cells = [dialog.table.model().index(0, column).data() for column in range(5)]
    assert cells == ["甲局", "附件2", "90 → 89.5", "优 → 良", "3"]
