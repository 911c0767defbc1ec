"""The files of a pack as bytes: where they are, how many, how large. Knows nothing of what is in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assistant.errors import Finding, Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

PACKAGE = Path(__file__).parents[1]
FOLDERS = ("knowledge", "rules", "dialogues", "dialogues/cases", "dialogues/talks", "dialogues/reports")
TEST_FOLDERS = ("tests", "tests/cases")
MAX_FILE_BYTES = 4_000_000
MAX_PACK_BYTES = 32_000_000
File = tuple[str, str, bytes]
_YAML = (".yaml", ".yml")
_AS_TEXT = tuple(f"{ending}.txt" for ending in _YAML)
_OF_THE_SYSTEM = ("desktop.ini", "thumbs.db")
Why = Literal["text", "name", "folder", "beside"]


@dataclass(frozen=True)
class Unread:
    """A file that looks as if it were content and is not read: its name or folder is not one that is read. `near` is where it belongs."""

    file: str
    why: Why
    near: str = ""


def shipped() -> Traversable:
    """The content that comes with the program: inside the wheel, or beside the package in a checkout."""
    inside = PACKAGE / "shipped"
    return inside if inside.is_dir() else PACKAGE.parent


def inside_package(root: Traversable) -> bool:
    """Whether this is content that was installed with the program: nobody is to write there."""
    return str(root) == str(PACKAGE / "shipped")


def read_files(root: Traversable) -> tuple[list[File], list[Finding]]:
    """Every YAML file directly in the folders of a pack as (folder, name, bytes), in a fixed order, and what could not be read."""
    if not root.is_dir():
        return [], [Finding("pack/missing", Place(root.name or str(root)))]
    found: list[File] = []
    findings: list[Finding] = []
    total = 0
    for folder in FOLDERS:
        place = root / folder
        if not place.is_dir():
            if folder in ("knowledge", "dialogues"):
                findings.append(Finding("pack/no-folder", Place(folder), {"folder": folder}))
            continue
        for file in sorted(place.iterdir(), key=lambda item: item.name):
            if not file.name.endswith((".yaml", ".yml")) or not file.is_file():
                continue
            name = f"{folder}/{file.name}"
            try:
                with file.open("rb") as stream:
                    data = stream.read(MAX_FILE_BYTES + 1)
            except OSError as error:
                findings.append(Finding("pack/unreadable", Place(name), {"reason": error.strerror or "?"}))
                continue
            total += len(data)
            if total > MAX_PACK_BYTES:
                limit = f"{MAX_PACK_BYTES // 1_000_000} MB"
                return found, [*findings, Finding("pack/too-large", Place(name), {"limit": limit})]
            found.append((folder, name, data))
    return found, findings


def unread(root: Traversable) -> tuple[Unread, ...]:
    """What stands in the folder of a pack and is not read; of the program's own checkout only what is in the folders that are read."""
    if not root.is_dir():
        return ()
    found: list[Unread] = []
    base = root if isinstance(root, Path) else getattr(root, "root", root)
    own = str(base) == str(shipped())
    for item in sorted(root.iterdir(), key=lambda each: each.name):
        name = item.name
        if name.startswith((".", "_")):
            continue
        if item.is_dir() and name in FOLDERS:
            found += _in_folder(item, name)
        elif own:
            continue
        elif item.is_dir() and name not in TEST_FOLDERS:
            found += [Unread(file, "folder", _near(name)) for file in _yaml_in(item, name)]
        elif name.endswith((*_YAML, *_AS_TEXT)) and not _an_input(item):
            found.append(Unread(name, "beside", _near(name.partition(".")[0])))
    return tuple(found)


def _in_folder(folder: Traversable, name: str) -> Iterator[Unread]:
    for item in sorted(folder.iterdir(), key=lambda each: each.name):
        path = f"{name}/{item.name}"
        if item.name.startswith((".", "_", "~$")) or item.name.endswith("~") or item.name.lower() in _OF_THE_SYSTEM:
            continue
        if item.is_dir():
            if path in FOLDERS:
                yield from _in_folder(item, path)
            else:
                near = _near(item.name, "dialogues/cases") if name == "dialogues" else name
                yield from (Unread(file, "folder", near) for file in _yaml_in(item, path))
        elif item.name.endswith(_AS_TEXT):
            yield Unread(path, "text")
        elif not item.name.endswith(_YAML) and not item.name.lower().endswith((".md", ".license")):
            yield Unread(path, "name")


def _an_input(file: Traversable) -> bool:
    """Whether a file is one of facts or answers, which stands where one likes."""
    with file.open("rb") as stream:
        return re.search(rb"^(facts|answers|as_of):", stream.read(2_000), re.MULTILINE) is not None


def _yaml_in(folder: Traversable, name: str) -> Iterator[str]:
    """The files of a folder that is not read which may be content, with what is below it."""
    for item in sorted(folder.iterdir(), key=lambda each: each.name):
        path = f"{name}/{item.name}"
        if item.is_dir():
            yield from _yaml_in(item, path)
        elif item.name.endswith((*_YAML, *_AS_TEXT)):
            yield path


def _near(name: str, default: str = "") -> str:
    """The folder that a name is nearest to; all of them when it is near to none."""
    last = {folder.rpartition("/")[2]: folder for folder in FOLDERS}
    near = get_close_matches(name.lower(), last, 1, 0.6)
    return last[near[0]] if near else default or ", ".join(FOLDERS)
