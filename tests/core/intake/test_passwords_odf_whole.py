"""OpenDocument files of LibreOffice since 24.8: the whole package is one encrypted part."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from core.errors import Refused
from core.intake.passwords import ENCRYPTED, WRONG
from core.intake.passwords_odf import STRANGE, inflated
from core.intake.passwords_odf_whole import open_document
from core.intake.reading import read_all
from tests.core.intake.locked import PASSWORD
from tests.core.intake.locked.sealed import remade, sealed
from tests.hostile.valid import VALID

MANIFEST, WHOLE = "META-INF/manifest.xml", "encrypted-package"


@pytest.mark.parametrize("kind", ["odt", "ods"])
def test_only_its_password_opens_it(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"自评表.{kind}"
    path.write_bytes(sealed(VALID[kind]()))
    closed, wrong, opened = (
        next(read_all(path, passwords=given)) for given in ((), ("1234",), ("1234", PASSWORD))
    )
    assert closed.problem is not None
    assert (closed.problem.code, closed.problem.message) == ("encrypted", ENCRYPTED)
    assert wrong.problem is not None
    assert (wrong.problem.code, wrong.problem.message) == ("encrypted", WRONG)
    assert opened.format == kind
    assert opened.problem is None or opened.problem.code == "no_form"
    assert opened.data == path.read_bytes()


def test_the_key_as_libreoffice_makes_it() -> None:
    plain = VALID["odt"]()
    assert open_document(sealed(plain, passes=3, memory=65_536), PASSWORD) == plain


def test_what_was_locked_comes_out_as_it_was() -> None:
    plain = VALID["odt"]()
    assert open_document(sealed(plain), PASSWORD) == plain
    assert open_document(sealed(plain), "1234") is None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (b"#aes256-gcm", b"#aes128-gcm", STRANGE),
        (b"argon2id", b"balloon", STRANGE),
        (b'argon2-memory="64"', b'argon2-memory="4194304"', STRANGE),
        (b'argon2-iterations="1"', b'argon2-iterations="99999"', STRANGE),
        (b'argon2-lanes="4"', b'argon2-lanes="99"', STRANGE),
    ],
)
def test_other_ways_and_endless_ones_are_refused(old: bytes, new: bytes, message: str) -> None:
    with pytest.raises(Refused) as refusal:
        open_document(remade(sealed(VALID["odt"]()), MANIFEST, old, new), PASSWORD)
    assert (refusal.value.code, str(refusal.value)) == ("encrypted", message)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (MANIFEST, b"encryption-data", b"encryption"),
        (MANIFEST, b'salt="', b'salt="" other="'),
        (MANIFEST, b"initialisation-vector", b"vector"),
        (MANIFEST, b'argon2-memory="64"', b'argon2-memory="1"'),
        (WHOLE, b"twelve bytes", b"twelve"),
    ],
)
def test_damage_is_told(name: str, old: bytes, new: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        open_document(remade(sealed(VALID["odt"]()), name, old, new), PASSWORD)
    assert refusal.value.code == "damaged"


def test_what_swells_beyond_measure_is_refused() -> None:
    deflated = zlib.compress(bytes(1000), wbits=-zlib.MAX_WBITS)
    assert inflated(deflated, 1000) == bytes(1000)
    with pytest.raises(Refused) as refusal:
        inflated(deflated, 999)
    assert refusal.value.code == "too_large"
