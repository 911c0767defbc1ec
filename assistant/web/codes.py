"""Codes as people type them, and the address that tries are counted for."""

from __future__ import annotations

import hmac
import ipaddress
import secrets

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without I, L, O, 0 and 1, which look alike on a wall."""
GROUP = 4


def new_code(groups: int) -> str:
    """A code drawn by lot, such as K7QM-4TXR-9WHC: about 20 bits per group."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(groups))


def tidy(typed: str) -> str:
    """What was typed as a code is compared: capitals, without spaces and dashes; at most 64 characters are looked at."""
    return "".join(sign for sign in typed[:64].upper() if sign.isalnum())


def same(typed: str, code: str) -> bool:
    """Whether the code was typed, in a time that tells nothing about how much of it was right."""
    return hmac.compare_digest(tidy(typed).encode(), tidy(code).encode())


def network(address: str) -> str:
    """The address that tries are counted for: the whole /64 with IPv6, where one device has many addresses."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 6:
        return str(ipaddress.ip_network(f"{address}/64", strict=False))
    return address
