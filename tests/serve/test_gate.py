"""Codes, and the wait after wrong ones."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from assistant.web.gate import CLASS_GROUPS, IN_TOTAL, LETTERS, PER_ADDRESS, Gate, Misses, missed, new_code, same, wait
from assistant.web.people import People


def test_a_class_code_is_too_long_to_guess_and_never_the_same() -> None:
    codes = {new_code(CLASS_GROUPS) for _ in range(50)}
    assert len(codes) == 50
    assert len(LETTERS) ** 12 > 2**59
    assert not set("ILO01") & set(LETTERS)


@given(st.text(max_size=80))
def test_only_the_code_itself_is_the_code(typed: str) -> None:
    assert not same(typed, "K7QM-4TXR-9WHC") or "".join(filter(str.isalnum, typed)).upper() == "K7QM4TXR9WHC"
    assert same(" k7qm 4txr-9whc ", "K7QM-4TXR-9WHC")


@given(st.integers(1, 200), st.floats(0, 1e6))
def test_each_wrong_code_waits_at_least_as_long_as_the_one_before(number: int, now: float) -> None:
    before, after = Misses(number, now), missed(Misses(number, now), PER_ADDRESS, now)
    assert wait(before, PER_ADDRESS, now) <= wait(after, PER_ADDRESS, now) <= PER_ADDRESS.longest + 1e-6


def test_the_wait_grows_runs_out_and_is_forgotten() -> None:
    misses = Misses()
    waits = []
    for _ in range(6):
        misses = missed(misses, PER_ADDRESS, 100.0)
        waits.append(wait(misses, PER_ADDRESS, 100.0))
    assert waits == [0, 0, 1, 2, 4, 8]
    assert wait(misses, PER_ADDRESS, 105.0) == 3
    assert wait(misses, PER_ADDRESS, 108.0) == 0
    assert missed(misses, PER_ADDRESS, 100.0 + PER_ADDRESS.forgotten_after + 1).number == 1


def test_one_address_waits_alone_until_all_together_are_too_many() -> None:
    gate = Gate()
    for _ in range(10):
        gate.missed("10.0.0.1", 0.0)
    assert gate.wait("10.0.0.1", 0.0) > 60
    assert gate.wait("10.0.0.2", 0.0) == 0
    for number in range(IN_TOTAL.free):
        gate.missed(f"10.1.0.{number}", 0.0)
    assert 0 < gate.wait("10.0.0.2", 0.0) <= IN_TOTAL.longest


def test_a_device_with_many_addresses_is_one() -> None:
    gate = Gate()
    for number in range(1, 8):
        gate.missed(f"2001:db8::{number}", 0.0)
    assert gate.wait("2001:db8::ffff", 0.0) > 0
    assert gate.wait("2001:db8:0:1::1", 0.0) == 0


def test_a_person_comes_back_by_code_and_the_code_is_not_on_disk(tmp_path: Path) -> None:
    people = People(tmp_path)
    person = people.newcomer()
    assert people.returning(person.code) is None  # nobody has begun with it
    person.folder.mkdir()
    assert People(tmp_path).returning(person.code.lower().replace("-", " ")) == person
    assert people.returning("") is None
    assert not any(person.code.replace("-", "") in str(path).upper() for path in tmp_path.rglob("*"))


def test_the_name_of_a_folder_leads_back_to_no_code(tmp_path: Path) -> None:
    """R18: a name is worth nothing without the key of the machine; a folder of before there was one is still found."""
    import hashlib

    people = People(tmp_path / "one")
    person = people.newcomer()
    letters = person.code.replace("-", "")
    plain = hashlib.sha256(b"even-meedenken:" + letters.encode()).hexdigest()[:24]
    assert person.folder.name != plain
    assert (tmp_path / "one" / ".key").stat().st_mode & 0o777 == 0o600
    assert People(tmp_path / "two")._person(person.code).folder.name != person.folder.name
    (tmp_path / "one" / plain).mkdir()
    assert People(tmp_path / "one").returning(person.code) is not None
    assert person.folder.is_dir()
