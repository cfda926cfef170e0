"""OpenDocument files locked by LibreOffice since 24.8: the whole package as one encrypted part.

As OpenDocument 1.5 has it (OASIS issue OFFICE-4153), under LibreOffice's own names: the digest of
the password goes through Argon2id [RFC 9106], the package was deflated and then encrypted with AES
in GCM mode, its start vector before it and its tag behind. Older files are left to `passwords_odf`.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from lxml import etree

from core.errors import Refused
from core.intake.package import DAMAGED, MAX_FILE, Package, whole
from core.intake.passwords_odf import (
    MANIFEST,
    STRANGE,
    inflated,
    locks_in,
    open_document_plain,
    said,
)

_WHOLE = "encrypted-package"
_PASSES, _KIBIBYTES, _LANES = 8, 256 * 1024, 16
"""Most passes over the memory, KiB and lanes of a key; LibreOffice takes 3, 65,536 and 4."""
_KEY, _START = 32, 12


@dataclass(frozen=True, slots=True)
class _Lock:
    """How the package is encrypted; `memory` in KiB."""

    salt: bytes
    start: bytes
    passes: int
    memory: int
    lanes: int

    def key(self, password: str) -> bytes:
        digest = hashlib.sha256(password.encode()).digest()
        try:
            return Argon2id(
                salt=self.salt,
                length=_KEY,
                iterations=self.passes,
                lanes=self.lanes,
                memory_cost=self.memory,
            ).derive(digest)
        except ValueError as error:
            raise Refused("damaged", DAMAGED) from error
        except UnsupportedAlgorithm as error:
            raise Refused("encrypted", STRANGE) from error


def open_document(data: bytes, password: str) -> bytes | None:
    """The package in clear, however it was locked; None where the password is not right."""
    package = Package(data)
    if _WHOLE not in package:
        return open_document_plain(data, password)
    entry = locks_in(package.xml(MANIFEST)).get(_WHOLE)
    if entry is None:
        raise Refused("damaged", DAMAGED)
    lock, content = _lock(entry), package.read(_WHOLE)
    if len(lock.start) != _START or not content.startswith(lock.start):
        raise Refused("damaged", DAMAGED)
    try:
        deflated = AESGCM(lock.key(password)).decrypt(lock.start, content[_START:], None)
    except InvalidTag:
        return None
    return inflated(deflated, MAX_FILE)


def _lock(entry: etree._Element) -> _Lock:
    known = (
        said(entry, "algorithm", "algorithm-name").endswith("#aes256-gcm")
        and said(entry, "key-derivation", "key-derivation-name").endswith("argon2id")
        and said(entry, "start-key-generation", "start-key-generation-name").endswith("#sha256")
    )
    passes, memory, lanes = (
        whole(said(entry, "key-derivation", f"argon2-{name}"), 0)
        for name in ("iterations", "memory", "lanes")
    )
    if not known or not (
        0 < passes <= _PASSES and 0 < memory <= _KIBIBYTES and 0 < lanes <= _LANES
    ):
        raise Refused("encrypted", STRANGE)
    try:
        salt = base64.b64decode(said(entry, "key-derivation", "salt"))
        start = base64.b64decode(said(entry, "algorithm", "initialisation-vector"))
    except ValueError as error:
        raise Refused("damaged", DAMAGED) from error
    return _Lock(salt, start, passes, memory, lanes)
