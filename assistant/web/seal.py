"""Answers sealed for the road: the page carries them, the server keeps nothing, and only both halves of the key open them.

One half is in a cookie of the browser, the other in a file of the server. Without the cookie no page in the history can be read again.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
import zlib
from collections.abc import Callable
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from assistant.content.regular import read_regular

MAX_KEYS = 100_000
PURPOSE = b"check/1"
MARK = "1"
"""Begins every seal: another form of seal gets another mark."""
MOST, MOST_UNPACKED = 6_000, 65_536
BLOCK = 64
"""A seal is a whole number of these, so that its length does not tell the answers."""
DAY = 86_400
_HALF = 16


class NotOpened(Exception):
    """A seal that this server and this browser cannot open together: from outside all reasons look the same."""


class Keys:
    """The server's half. It is renewed every day; the one of the day before still opens what it closed."""

    def __init__(self, path: Path | None, clock: Callable[[], float], fixed: bytes = b"") -> None:
        """`path` is where it outlives a restart, None for memory only; `fixed` is the key of who brings their own."""
        self._path, self._clock, self._fixed = path, clock, fixed
        self._made, self._keys = _read(path) if path is not None else (0, ())

    def all(self) -> tuple[bytes, ...]:
        """Every key that may still open, the one that closes first."""
        if self._fixed:
            return (self._fixed,)
        now = int(self._clock())
        if not self._keys or not 0 <= now - self._made < DAY:
            self._made, self._keys = now, (secrets.token_bytes(32), *self._keys[:1])
            if self._path is not None:
                _write(self._path, self._made, self._keys)
        return self._keys


def new_half() -> str:
    """The browser's half, drawn by lot."""
    return _text(secrets.token_bytes(_HALF))


def sealed(keys: Keys, half: str, data: bytes) -> str:
    """The data closed, as text for an address. Raises NotOpened when `half` is none, ValueError when it is too much for a page."""
    packed = zlib.compress(data, 9)
    padded = len(packed).to_bytes(4, "big") + packed
    padded += bytes(-len(padded) % BLOCK)
    nonce = os.urandom(12)
    token = MARK + _text(nonce + AESGCM(_key(keys.all()[0], half)).encrypt(nonce, padded, PURPOSE))
    if len(token) > MOST:
        raise ValueError(len(token))
    return token


def opened(keys: Keys, half: str, token: str) -> bytes:
    """What was sealed. Raises NotOpened."""
    if not token.startswith(MARK) or len(token) > MOST:
        raise NotOpened
    raw = _bytes(token[len(MARK) :])
    for key in keys.all():
        try:
            padded = AESGCM(_key(key, half)).decrypt(raw[:12], raw[12:], PURPOSE)
        except (InvalidTag, ValueError):
            continue
        return _unpacked(padded)
    raise NotOpened


def _unpacked(padded: bytes) -> bytes:
    reader = zlib.decompressobj()
    try:
        data = reader.decompress(padded[4 : 4 + int.from_bytes(padded[:4], "big")], MOST_UNPACKED)
    except zlib.error:
        raise NotOpened from None
    if reader.unconsumed_tail:
        raise NotOpened
    return data


def _key(key: bytes, half: str) -> bytes:
    salt = _bytes(half)
    if len(salt) != _HALF:
        raise NotOpened
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=PURPOSE).derive(key)


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError:
        raise NotOpened from None


def _read(path: Path) -> tuple[int, tuple[bytes, ...]]:
    """When the newest key was made, and the keys; nothing when the file is missing or damaged: then new ones are made."""
    try:
        data = json.loads(read_regular(path, MAX_KEYS))
        keys = tuple(bytes.fromhex(key) for key in data["keys"])
        return (int(data["made"]), keys) if keys and all(len(key) == 32 for key in keys) else (0, ())
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return 0, ()


def _write(path: Path, made: int, keys: tuple[bytes, ...]) -> None:
    """Put the keys in their file, for this user only. A disk that takes nothing costs the conversations only at a restart."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(f".{secrets.token_hex(4)}")
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            json.dump({"made": made, "keys": [key.hex() for key in keys]}, stream)
        temporary.replace(path)
    except OSError:
        return
