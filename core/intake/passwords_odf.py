"""OpenDocument files behind a password: each part is encrypted by itself, as its manifest says.

OpenDocument 1.2 part 3, chapter 3.4: the password's digest goes through PBKDF2 with the salt of
the part, the part was deflated and then encrypted with AES in CBC mode. What LibreOffice has
written since 24.8 is opened by `passwords_odf_whole`.
"""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
import zlib
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC
from lxml import etree

from core.errors import Refused
from core.intake.package import DAMAGED, MAX_PART, TOO_LARGE, Package, whole

_M = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
MANIFEST = "META-INF/manifest.xml"
STRANGE = "文件的加密方式很少见，可能是很早的 OpenOffice，打不开；请单位取消密码后重报。"
_ROUNDS, _KEY, _CHECKED = 500_000, 32, 1024
"""Most rounds of a key (LibreOffice takes 100,000); bytes of a key; bytes under the checksum."""
_NEEDED = ("mimetype", "content.xml", "styles.xml")
_PICTURES, _MOST_PICTURES = "Pictures/", 20


@dataclass(frozen=True, slots=True)
class _Lock:
    """How a part is encrypted."""

    salt: bytes
    rounds: int
    start: bytes
    checksum: bytes


def open_document_plain(data: bytes, password: str) -> bytes | None:
    """The package with its text and pictures in clear; None where the password is not right."""
    package = Package(data)
    locks = {name: _lock(lock) for name, lock in locks_in(package.xml(MANIFEST)).items()}
    pictures = package.names(_PICTURES)[:_MOST_PICTURES]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as plain:
        for name in (*_NEEDED, *pictures):
            if name not in package:
                continue
            content: bytes | None = package.read(name)
            if name in locks and content is not None:
                content = _opened(content, locks[name], password)
            if content is None:
                return None
            plain.writestr(name, content)
    return out.getvalue()


def locks_in(manifest: etree._Element) -> dict[str, etree._Element]:
    """The encryption data of each part that has any, by its path."""
    found = {}
    for entry in manifest.iter(f"{_M}file-entry"):
        lock = entry.find(f"{_M}encryption-data")
        if lock is not None:
            found[entry.get(f"{_M}full-path", "")] = lock
    return found


def _lock(lock: etree._Element) -> _Lock:
    known = (
        said(lock, "algorithm", "algorithm-name").endswith("#aes256-cbc")
        and said(lock, "key-derivation", "key-derivation-name") == "PBKDF2"
        and said(lock, "start-key-generation", "start-key-generation-name").endswith("#sha256")
        and lock.get(f"{_M}checksum-type", "").endswith("#sha256-1k")
    )
    rounds = whole(said(lock, "key-derivation", "iteration-count"), 0)
    if not known or not 0 < rounds <= _ROUNDS:
        raise Refused("encrypted", STRANGE)
    try:
        return _Lock(
            base64.b64decode(said(lock, "key-derivation", "salt")),
            rounds,
            base64.b64decode(said(lock, "algorithm", "initialisation-vector")),
            base64.b64decode(lock.get(f"{_M}checksum", "")),
        )
    except ValueError as error:
        raise Refused("damaged", DAMAGED) from error


def said(lock: etree._Element, part: str, name: str) -> str:
    """An attribute of a part of the encryption data, LibreOffice's own too; empty without it."""
    element = lock.find(f"{_M}{part}")
    if element is None:
        return ""
    return element.get(f"{_M}{name}", "") or element.get(f"{_LOEXT}{name}", "")


def _opened(content: bytes, lock: _Lock, password: str) -> bytes | None:
    """A part in clear; None where its checksum says that the password is not the right one."""
    digest = hashlib.sha256(password.encode()).digest()
    key = hashlib.pbkdf2_hmac("sha1", digest, lock.salt, lock.rounds, _KEY)
    try:
        cipher = Cipher(AES256(key), CBC(lock.start)).decryptor()
        deflated = cipher.update(content) + cipher.finalize()
    except ValueError as error:
        raise Refused("damaged", DAMAGED) from error
    if hashlib.sha256(deflated[:_CHECKED]).digest() != lock.checksum:
        return None
    return inflated(deflated, MAX_PART)


def inflated(deflated: bytes, most: int) -> bytes:
    """What was deflated; `Refused` when it is damaged or becomes more than so many bytes."""
    try:
        plain = zlib.decompressobj(-zlib.MAX_WBITS).decompress(deflated, most + 1)
    except zlib.error as error:
        raise Refused("damaged", DAMAGED) from error
    if len(plain) > most:
        raise Refused("too_large", TOO_LARGE)
    return plain
