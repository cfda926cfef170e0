"""A scheme as one file, by which a county hands its rules on."""

import dataclasses
from pathlib import Path

import pytest

from core.errors import UserError
from core.scheme import Scheme, dump_scheme, load_scheme, read_scheme

SCHEME = load_scheme()


def _write(scheme: Scheme, path: Path) -> None:
    path.write_text(dump_scheme(scheme), encoding="utf-8")


def test_a_scheme_is_one_file(tmp_path: Path) -> None:
    own = dataclasses.replace(SCHEME, name="本县", basis="县财绩〔2024〕3号", places=1)
    path = tmp_path / "方案.toml"
    _write(own, path)
    assert read_scheme(path) == own
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_scheme(path) == own


def test_a_file_that_is_no_scheme_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "方案.toml"
    for data in (b"\xff\xfe\x00", b"places = 2", b"[", "name = '甲'".encode()):
        path.write_bytes(data)
        with pytest.raises(UserError):
            read_scheme(path)
    with pytest.raises(UserError):
        read_scheme(tmp_path / "没有.toml")


def test_a_scheme_is_named_by_its_file(tmp_path: Path) -> None:
    own = dataclasses.replace(SCHEME, title="本县方案", places=1)
    path = tmp_path / "方案.toml"
    _write(own, path)
    assert load_scheme(str(path)) == own
    _write(SCHEME, path)
    assert load_scheme(str(path)) == SCHEME
    with pytest.raises(UserError, match="toml"):
        load_scheme("没有的方案")
