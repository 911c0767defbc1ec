"""Codes that people type."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.web.codes import LETTERS, network, new_code, same


def test_a_trainer_code_is_too_long_to_guess_and_never_the_same() -> None:
    codes = {new_code(3) for _ in range(50)}
    assert len(codes) == 50
    assert len(LETTERS) ** 12 > 2**59
    assert not set("ILO01") & set(LETTERS)


@given(st.text(max_size=80))
def test_only_the_code_itself_is_the_code(typed: str) -> None:
    assert not same(typed, "K7QM-4TXR-9WHC") or "".join(filter(str.isalnum, typed)).upper() == "K7QM4TXR9WHC"
    assert same(" k7qm 4txr-9whc ", "K7QM-4TXR-9WHC")


def test_a_device_with_many_addresses_is_one() -> None:
    assert network("2001:db8:1:2::1") == network("2001:db8:1:2:ffff::2") != network("2001:db8:1:3::1")
    assert network("192.0.2.1") != network("192.0.2.2")
