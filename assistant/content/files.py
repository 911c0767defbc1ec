"""The files of a pack as bytes: where they are, how many, how large. Knows nothing of what is in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import Finding, Place

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

PACKAGE = Path(__file__).parents[1]
FOLDERS = ("knowledge", "rules", "dialogues", "dialogues/cases", "dialogues/talks", "dialogues/reports")
TEST_FOLDERS = ("tests", "tests/cases")
MAX_FILE_BYTES = 4_000_000
MAX_PACK_BYTES = 32_000_000
File = tuple[str, str, bytes]


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
