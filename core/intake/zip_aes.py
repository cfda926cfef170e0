"""Entries of a zip archive encrypted with AES, as WinRAR, 7-Zip and WinZip write them.

The format is WinZip's AE-1 and AE-2: PBKDF2 with 1,000 rounds of HMAC-SHA1 gives a key for AES
in counter mode, a key for the code of authenticity and two bytes that tell a wrong password.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
import zipfile
import zlib

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import ECB

METHOD = 99
"""What an entry gives as its way of compression when it is encrypted so."""
_EXTRA, _VENDOR = 0x9901, b"AE"
_SALTS = {1: 8, 2: 12, 3: 16}
"""Strength (128, 192, 256 bits) → bytes of salt; the key has twice as many."""
_ROUNDS, _CHECK, _CODE, _BLOCK = 1000, 2, 10, 16
_HEADER, _LENGTHS = 30, 26
_FIELD, _AES_FIELD = struct.Struct("<HH"), struct.Struct("<HHH2sBH")


def read_entry(data: bytes, entry: zipfile.ZipInfo, password: bytes) -> bytes | None:
    """The bytes of an entry; None where the password is not the right one.

    Raises ValueError or zlib.error for an entry that is damaged.
    """
    strength, method = _way(entry.extra)
    content = _content(data, entry)
    salt = content[: _SALTS[strength]]
    check, body, code = (
        content[len(salt) : len(salt) + _CHECK], content[len(salt) + _CHECK : -_CODE],
        content[-_CODE:],
    )  # fmt: skip
    size = 2 * len(salt)
    keys = hashlib.pbkdf2_hmac("sha1", password, salt, _ROUNDS, 2 * size + _CHECK)
    if keys[2 * size :] != check:
        return None
    if not hmac.compare_digest(hmac.digest(keys[size : 2 * size], body, "sha1")[:_CODE], code):
        return None
    plain = _counted(keys[:size], body)
    if method == zipfile.ZIP_DEFLATED:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(plain, max(entry.file_size, 1))
    if method == zipfile.ZIP_STORED:
        return plain
    raise ValueError(method)


def _way(extra: bytes) -> tuple[int, int]:
    """Strength and true way of compression from the entry's extra field."""
    while len(extra) >= _FIELD.size:
        kind, size = _FIELD.unpack_from(extra)
        field, extra = extra[: _FIELD.size + size], extra[_FIELD.size + size :]
        if kind == _EXTRA and len(field) >= _AES_FIELD.size:
            *_, vendor, strength, method = _AES_FIELD.unpack_from(field)
            if vendor == _VENDOR and strength in _SALTS:
                return int(strength), int(method)
    raise ValueError("no AES field")


def _content(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    if len(data) < entry.header_offset + _HEADER:
        raise ValueError("no header")
    name, extra = struct.unpack_from("<HH", data, entry.header_offset + _LENGTHS)
    start = entry.header_offset + _HEADER + name + extra
    content = data[start : start + entry.compress_size]
    if len(content) < entry.compress_size:
        raise ValueError("cut")
    return content


def _counted(key: bytes, body: bytes) -> bytes:
    """AES in counter mode; the counter begins with 1 and has its low byte first."""
    blocks = -(-len(body) // _BLOCK)
    counters = b"".join(number.to_bytes(_BLOCK, "little") for number in range(1, blocks + 1))
    cipher = Cipher(AES(key), ECB()).encryptor()
    stream = cipher.update(counters)[: len(body)]
    mixed = int.from_bytes(stream, "little") ^ int.from_bytes(body, "little")
    return mixed.to_bytes(len(body), "little")
