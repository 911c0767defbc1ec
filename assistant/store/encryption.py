"""Kept answers behind a passphrase: scrypt makes the key, AES-GCM seals and proves that nothing was changed."""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.later import later

if TYPE_CHECKING:
    from cryptography import exceptions
    from cryptography.hazmat.primitives.ciphers import aead
    from cryptography.hazmat.primitives.kdf import scrypt
else:  # 30 ms together: only for who wants a passphrase
    exceptions = later("cryptography.exceptions")
    aead = later("cryptography.hazmat.primitives.ciphers.aead")
    scrypt = later("cryptography.hazmat.primitives.kdf.scrypt")

_COST, _BLOCK, _LANES = 2**16, 8, 1
_MOST_COST = 2**18


class NotOpened(Exception):
    """The passphrase does not fit, or something in the file was changed: from outside the two look the same."""


@dataclass(frozen=True)
class Seal:
    """A key made from a passphrase, once per conversation. Never printed."""

    salt: bytes
    cost: int
    key: bytes = field(repr=False)


def new_seal(passphrase: str) -> Seal:
    """A seal with a salt of its own."""
    return _seal(passphrase, os.urandom(16), _COST)


def _seal(passphrase: str, salt: bytes, cost: int) -> Seal:

    return Seal(salt, cost, scrypt.Scrypt(salt=salt, length=32, n=cost, r=_BLOCK, p=_LANES).derive(passphrase.encode()))


def sealed(seal: Seal, data: bytes, header: bytes) -> dict[str, Any]:
    """The data, closed; the header stays readable but cannot be changed unnoticed."""
    nonce = os.urandom(12)
    closed = aead.AESGCM(seal.key).encrypt(nonce, data, header)
    return {"cost": seal.cost, "salt": _out(seal.salt), "nonce": _out(nonce), "data": _out(closed)}


def opened(passphrase: str, box: Mapping[str, Any], header: bytes) -> tuple[bytes, Seal]:
    """The data and the seal to close it again with. Raises NotOpened."""
    try:
        cost = int(box["cost"])
        if not 2**10 <= cost <= _MOST_COST or cost & (cost - 1):
            raise NotOpened  # a file from elsewhere must not take all memory
        seal = _seal(passphrase, _in(box["salt"]), cost)
        return aead.AESGCM(seal.key).decrypt(_in(box["nonce"]), _in(box["data"]), header), seal
    except (exceptions.InvalidTag, KeyError, TypeError, ValueError) as error:
        raise NotOpened from error


def _out(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _in(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
