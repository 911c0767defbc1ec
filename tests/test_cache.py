"""The kept pack: same as the checked one, never trusted when it could be anything else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.content.files import FOLDERS, shipped
from assistant.content.opened import open_pack
from assistant.content.pack import digest
from assistant.errors import InputError

ROOT = Path(__file__).parent.parent


@pytest.fixture
def pack_folder(tmp_path: Path) -> Path:
    for name in FOLDERS:
        shutil.copytree(ROOT / name, tmp_path / "pack" / name, dirs_exist_ok=True)
    return tmp_path / "pack"


def kept(folder: Path) -> Path:
    (file,) = folder.glob("pack-*.json")
    return file


def test_a_kept_pack_is_the_checked_pack(tmp_path: Path) -> None:
    first = open_pack(shipped(), tmp_path)
    again = open_pack(shipped(), tmp_path)
    assert again is not first
    assert again == first
    assert digest(again) == first.digest == again.digest
    assert again.rules[0].place == first.rules[0].place


@pytest.mark.parametrize("damage", [b"", b"x", b"assistant-pack-1 0000\n[]", b"\x00" * 100, b"assistant-pack-1"])
def test_a_damaged_kept_pack_is_not_used(tmp_path: Path, damage: bytes) -> None:
    first = open_pack(shipped(), tmp_path)
    kept(tmp_path).write_bytes(damage)
    assert open_pack(shipped(), tmp_path) == first


def test_a_changed_kept_pack_is_not_used(tmp_path: Path) -> None:
    first = open_pack(shipped(), tmp_path)
    file = kept(tmp_path)
    file.write_bytes(file.read_bytes().replace(b"ontslag", b"ONTSLAG"))
    assert open_pack(shipped(), tmp_path) == first


def test_what_others_could_have_written_is_not_used(tmp_path: Path) -> None:
    open_pack(shipped(), tmp_path)
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


def test_no_place_to_keep_anything_is_no_problem(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    assert open_pack(shipped(), blocked / "cache") == open_pack(shipped(), None)
