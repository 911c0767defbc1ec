"""Codes, and how long one must wait after wrong ones. Pure: the clock is passed in."""

from __future__ import annotations

import hmac
import ipaddress
import secrets
from collections import OrderedDict
from dataclasses import dataclass

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without I, L, O, 0 and 1, which look alike on a wall."""
CLASS_GROUPS, OWN_GROUPS, GROUP = 3, 2, 4
MOST_ADDRESSES = 2_000


def new_code(groups: int) -> str:
    """A code drawn by lot, such as K7QM-4TXR-9WHC: about 20 bits per group."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(groups))


def tidy(typed: str) -> str:
    """What was typed as a code is compared: capitals, without spaces and dashes; at most 64 characters are looked at."""
    return "".join(sign for sign in typed[:64].upper() if sign.isalnum())


def same(typed: str, code: str) -> bool:
    """Whether the code was typed, in a time that tells nothing about how much of it was right."""
    return hmac.compare_digest(tidy(typed).encode(), tidy(code).encode())


@dataclass(frozen=True, slots=True)
class Pace:
    """How wrong codes slow down the next try: `free` of them cost nothing, then 1, 2, 4 … seconds, up to `longest`."""

    free: int
    longest: float
    forgotten_after: float = 900.0


@dataclass(frozen=True, slots=True)
class Misses:
    """Wrong codes in a row, and when the last one came."""

    number: int = 0
    last: float = 0.0


PER_ADDRESS = Pace(free=3, longest=300.0)
IN_TOTAL = Pace(free=60, longest=15.0)
"""All addresses together. Gentle, or a stranger could keep a whole class out; the length of the code does the rest."""


def missed(before: Misses, pace: Pace, now: float) -> Misses:
    """One wrong code more."""
    return Misses(1 if now - before.last > pace.forgotten_after else before.number + 1, now)


def wait(misses: Misses, pace: Pace, now: float) -> float:
    """The seconds until a next try is looked at; 0 when it may come now."""
    over = misses.number - pace.free
    if over < 0 or now - misses.last > pace.forgotten_after:
        return 0.0
    return max(0.0, misses.last + min(2.0 ** min(over, 30), pace.longest) - now)


def network(address: str) -> str:
    """The address that tries are counted for: the whole /64 with IPv6, where one device has many addresses."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 6:
        return str(ipaddress.ip_network(f"{address}/64", strict=False))
    return address


class Gate:
    """Keeps the counts of wrong codes, per address and in total."""

    def __init__(self) -> None:
        self._total = Misses()
        self._per_address: OrderedDict[str, Misses] = OrderedDict()

    def wait(self, address: str, now: float) -> float:
        """The seconds this address must still wait. While it must, no code is looked at, not even the right one."""
        own = self._per_address.get(network(address), Misses())
        return max(wait(own, PER_ADDRESS, now), wait(self._total, IN_TOTAL, now))

    def missed(self, address: str, now: float) -> None:
        """A wrong code came from this address."""
        key = network(address)
        self._per_address[key] = missed(self._per_address.pop(key, Misses()), PER_ADDRESS, now)
        while len(self._per_address) > MOST_ADDRESSES:
            self._per_address.popitem(last=False)
        self._total = missed(self._total, IN_TOTAL, now)
