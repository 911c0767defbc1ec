"""The kept pack: same as the checked one, never trusted when it could be anything else."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.content import cache, interface
from assistant.content.files import FOLDERS, shipped
from assistant.content.model import Pack
from assistant.content.opened import open_pack
from assistant.content.pack import digest
from assistant.dialogue.guide import Guide
from assistant.errors import Finding, InputError, Place
from assistant.reasoning import kept_program

ROOT = Path(__file__).parent.parent


@pytest.fixture
def pack_folder(tmp_path: Path) -> Path:
    for name in FOLDERS:
        shutil.copytree(ROOT / name, tmp_path / "pack" / name, dirs_exist_ok=True)
    return tmp_path / "pack"


def kept(folder: Path) -> Path:
    (file,) = folder.glob("pack-*.json")
    return file


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Pack, Path]:
    folder = tmp_path_factory.mktemp("cache")
    return open_pack(shipped(), folder, Guide), kept(folder)


@pytest.fixture
def first(tmp_path: Path, checked: tuple[Pack, Path]) -> Pack:
    """The shipped pack as it was checked; it is kept in `tmp_path`."""
    pack, file = checked
    shutil.copy2(file, tmp_path)
    return pack


def test_a_kept_pack_is_the_checked_pack(tmp_path: Path, first: Pack) -> None:
    again = open_pack(shipped(), tmp_path)
    assert again is not first
    assert again == first
    assert digest(again) == first.digest == again.digest
    assert again.rules[0].place == first.rules[0].place


@pytest.mark.parametrize("damage", [b"", b"x", b"assistant-pack-1 0000\n[]", b"\x00" * 100, b"assistant-pack-1"])
def test_a_damaged_kept_pack_is_not_used(tmp_path: Path, first: Pack, damage: bytes) -> None:
    kept(tmp_path).write_bytes(damage)
    assert open_pack(shipped(), tmp_path) == first


def test_a_changed_kept_pack_is_not_used(tmp_path: Path, first: Pack) -> None:
    file = kept(tmp_path)
    file.write_bytes(file.read_bytes().replace(b"ontslag", b"ONTSLAG"))
    assert open_pack(shipped(), tmp_path) == first


def test_what_others_could_have_written_is_not_used(tmp_path: Path, first: Pack) -> None:
    file = kept(tmp_path)
    file.chmod(0o666)
    before = file.stat().st_mtime_ns
    open_pack(shipped(), tmp_path)
    assert kept(tmp_path).stat().st_mtime_ns != before
    assert kept(tmp_path).stat().st_mode & 0o777 == 0o600


def test_an_edit_is_seen_at_once_and_a_fault_is_never_kept(tmp_path: Path, pack_folder: Path) -> None:
    cache = tmp_path / "cache"
    open_pack(pack_folder, cache)
    rules = pack_folder / "rules" / "drivers.yaml"
    rules.write_text(rules.read_text("utf-8") + "\nnonsense: 1\n", "utf-8")
    for _ in range(2):
        with pytest.raises(InputError):
            open_pack(pack_folder, cache)


def test_no_place_to_keep_anything_is_no_problem(tmp_path: Path, first: Pack) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    assert open_pack(shipped(), blocked / "cache") == first


def test_only_what_is_asked_for_is_read(tmp_path: Path, first: Pack) -> None:
    again = open_pack(shipped(), tmp_path)
    assert again.dialogues["self_check"] == first.dialogues["self_check"]
    assert not {"rules", "lexicon"} & set(vars(again))
    assert list(again.cases) == list(first.cases)
    assert again.rules == first.rules
    assert again.rules is again.rules
    with pytest.raises(AttributeError):
        _ = again.ruless  # type: ignore[attr-defined]


def test_what_is_put_in_its_place_while_it_is_open_changes_nothing(tmp_path: Path, first: Pack) -> None:
    again = open_pack(shipped(), tmp_path)
    kept(tmp_path).write_bytes(b"nonsense")
    assert again == first


def test_two_who_write_at_the_same_moment_harm_nobody(tmp_path: Path, first: Pack) -> None:
    kept(tmp_path).unlink()
    writers = [threading.Thread(target=lambda: [cache.store(tmp_path, "k", first) for _ in range(2)]) for _ in range(3)]
    for writer in writers:
        writer.start()
    found = []
    while any(writer.is_alive() for writer in writers):
        found.append(cache.fetch(tmp_path, "k"))
    for writer in writers:
        writer.join()
    assert cache.fetch(tmp_path, "k") == first
    assert all(pack is None or pack.digest == first.digest for pack in found)
    assert [path.name for path in tmp_path.iterdir()] == ["pack-k.json"]


def test_what_was_not_approved_is_not_kept(tmp_path: Path) -> None:
    def refuse(pack: object) -> None:
        raise InputError([Finding("rule/circle", Place("rules"), {"rules": "a"})])

    with pytest.raises(InputError):
        open_pack(shipped(), tmp_path, refuse)
    assert not list(tmp_path.iterdir())


def test_what_was_approved_is_not_asked_about_again(tmp_path: Path, first: Pack) -> None:
    def refuse(pack: object) -> None:
        raise AssertionError

    assert open_pack(shipped(), tmp_path, refuse) == first


@pytest.fixture
def words_kept_in(tmp_path: Path) -> Iterator[Path]:
    interface.phrases.cache_clear()
    interface.keep_in(tmp_path)
    yield tmp_path
    interface.keep_in(None)
    interface.phrases.cache_clear()


def test_kept_words_are_the_words_and_damaged_ones_are_not_used(words_kept_in: Path) -> None:
    first = interface.phrases("nl")
    (file,) = words_kept_in.glob("words-*.json")
    interface.phrases.cache_clear()
    assert interface.phrases("nl") == first
    file.write_bytes(file.read_bytes().replace(b"e", b"E"))
    interface.phrases.cache_clear()
    assert interface.phrases("nl") == first
    interface.phrases.cache_clear()
    interface.keep_in(None)
    assert interface.phrases("nl") == first


def test_a_kept_program_is_the_compiled_one_and_a_damaged_one_is_not_used(tmp_path: Path, first: Pack) -> None:
    compiled = Guide(first, cache=tmp_path).reasoner.program
    (file,) = tmp_path.glob("program-*.json")
    before = file.read_bytes()
    again = Guide(first, later=True, cache=tmp_path).reasoner.program
    assert again is not compiled
    assert again == compiled
    assert kept_program.fetch(tmp_path, "another", first.rules) is None
    for damage in (b"", before[:-2], before.replace(b"atoms", b"ATOMS"), before.replace(b"event:", b"event_", 1)):
        file.write_bytes(damage)
        assert kept_program.fetch(tmp_path, first.digest, first.rules) is None
        assert Guide(first, cache=tmp_path).reasoner.program == compiled
        assert file.read_bytes() == before


def test_a_file_saved_while_the_pack_is_read_is_never_kept_under_the_old_key(tmp_path: Path, pack_folder: Path) -> None:
    rules = pack_folder / "rules" / "drivers.yaml"
    before = rules.read_text("utf-8")

    def saves(pack: object) -> None:
        rules.write_text(before + "\n# another line\n", "utf-8")

    open_pack(pack_folder, tmp_path / "cache", saves)
    assert not (tmp_path / "cache").exists()
