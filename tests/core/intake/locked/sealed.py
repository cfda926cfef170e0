"""OpenDocument files locked whole, as LibreOffice writes them since 24.8, at little cost."""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
import zlib

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from tests.core.intake.locked import PASSWORD

_SALT, _START = b"salt of 16 bytes", b"twelve bytes"
_MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
 xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"
 manifest:version="1.4">
 <manifest:file-entry manifest:full-path="encrypted-package" manifest:media-type="{kind}">
  <manifest:encryption-data>
   <manifest:algorithm manifest:algorithm-name="http://www.w3.org/2009/xmlenc11#aes256-gcm"
    manifest:initialisation-vector="{start}"/>
   <manifest:start-key-generation
    manifest:start-key-generation-name="http://www.w3.org/2001/04/xmlenc#sha256"
    manifest:key-size="32"/>
   <manifest:key-derivation
    manifest:key-derivation-name="urn:org:documentfoundation:names:experimental:office:manifest:argon2id"
    manifest:key-size="32" loext:argon2-iterations="{passes}" loext:argon2-memory="{memory}"
    loext:argon2-lanes="4" manifest:salt="{salt}"/>
  </manifest:encryption-data>
 </manifest:file-entry>
</manifest:manifest>
"""


def sealed(package: bytes, *, passes: int = 1, memory: int = 64, told: int | None = None) -> bytes:
    """A package locked by `PASSWORD`; LibreOffice takes 3 passes over 65,536 KiB.

    `told` is the memory that the manifest names, if it is another one.
    """
    digest = hashlib.sha256(PASSWORD.encode()).digest()
    way = Argon2id(salt=_SALT, length=32, iterations=passes, lanes=4, memory_cost=memory)
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    deflated = packer.compress(package) + packer.flush()
    content = _START + AESGCM(way.derive(digest)).encrypt(_START, deflated, None)
    kind = "application/vnd.oasis.opendocument.text"
    manifest = _MANIFEST.format(
        kind=kind,
        start=base64.b64encode(_START).decode(),
        passes=passes,
        memory=memory if told is None else told,
        salt=base64.b64encode(_SALT).decode(),
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("encrypted-package", content)
        archive.writestr("META-INF/manifest.xml", manifest, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def remade(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """A package with something else in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for entry in before.namelist():
            content = before.read(entry)
            after.writestr(entry, content.replace(old, new) if entry == name else content)
    return out.getvalue()
