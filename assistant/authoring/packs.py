"""One file for a whole pack: made, checked before it is accepted, kept side by side with others."""

from __future__ import annotations

import hashlib
import io
import json
import lzma
import re
import shutil
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from assistant.authoring.checking import More, check_pack, nothing
from assistant.authoring.extend import Find, base_of, extended, id_of
from assistant.authoring.testing import test_files
from assistant.authoring.walked import DAY
from assistant.content.files import MAX_FILE_BYTES, MAX_PACK_BYTES, read_files, shipped
from assistant.content.model import Pack
from assistant.content.pack import load_pack
from assistant.content.reader import ID
from assistant.errors import Finding, InputError, Place

FORMAT = 1
MANIFEST, CHANGELOG = "pack.json", "CHANGELOG.md"
MAX_ENTRIES = 2_000
MAX_ZIP_BYTES = 32_000_000
_ENTRY = re.compile(
    r"(?:(?:knowledge|rules|dialogues|dialogues/(?:cases|talks|reports)|tests|tests/cases)/[A-Za-z0-9_~-][\w.~-]*\.ya?ml)\Z"
)
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    UnicodeError,
)
"""Whatever the libraries that unpack say of a damaged file."""
MOST_LETTERS = 100
"""Of an id, and of the name of a file: every system takes those."""
_DATE = (2020, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Manifest:
    """What a pack file says of itself."""

    id: str
    version: str
    title: str
    licence: str
    digest: str
    extends: str = ""
    changelog: str = ""


def installed(folder: Path) -> Iterator[tuple[str, Path]]:
    """Id and folder of every installed pack."""
    if folder.is_dir():
        for place in sorted(folder.iterdir()):
            if place.is_dir() and ID.match(place.name) and (place / "knowledge").is_dir():
                yield place.name, place


def finder(folder: Path) -> Find:
    """Gives the folder of a pack by its id: the shipped one, or one that was installed."""

    def find(name: str) -> Traversable | None:
        if id_of(shipped()) == name:
            return shipped()
        return dict(installed(folder)).get(name)

    return find


def whole(root: Traversable, folder: Path) -> Traversable:
    """The pack in a folder with what it extends, from the packs installed in `folder`. Raises InputError when that is not there."""
    return extended(root, finder(folder))


def checked(root: Traversable, find: Find, more: More = nothing) -> Pack:
    """The pack in a folder with what it extends, checked as `assistant check` does, and its promises for as long as that takes.

    Raises InputError with every error in it, and when it cannot be proven that danger always leads to its page.
    """
    whole = extended(root, find)
    loaded = load_pack(whole)
    if loaded.pack is None:
        raise InputError(loaded.errors)
    report = check_pack(whole, DAY, more=more, waits=True)  # no error depends on the day
    errors = [finding for finding in report.findings if finding.severity == "error"]
    if errors:
        raise InputError(errors)
    return loaded.pack


# ---------------------------------------------------------------- out


def build(root: Traversable, find: Find, more: More = nothing) -> tuple[Manifest, bytes]:
    """The pack in a folder as one file; the same content gives the same bytes. Raises InputError when it has errors: see `checked`."""
    pack = checked(root, find, more)
    files = {name: data for _, name, data in read_files(root)[0]} | dict(test_files(root))
    changes = root.joinpath(CHANGELOG)
    if changes.is_file():
        files[CHANGELOG] = changes.read_bytes()
    info = pack.info
    manifest = {
        "format": FORMAT,
        "id": id_of(root) or info.id,
        "version": info.version,
        "title": {"nl": info.title.nl, "en": info.title.en},
        "licence": info.licence,
        "digest": pack.digest,
        "extends": base_of(root),
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())},
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        text = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
        for name, data in [(MANIFEST, text), *sorted(files.items())]:
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return _manifest(manifest, files), stream.getvalue()


def _manifest(found: dict[str, object], files: dict[str, bytes]) -> Manifest:
    def word(key: str) -> str:
        value = found.get(key)
        return value if isinstance(value, str) else ""

    title = found.get("title")
    named = title.get("nl", "") if isinstance(title, dict) else ""
    changes = files.get(CHANGELOG, b"").decode("utf-8", "replace")
    return Manifest(word("id"), word("version"), str(named), word("licence"), word("digest"), word("extends"), changes)


# ---------------------------------------------------------------- in


def read(data: bytes, file: str) -> tuple[Manifest, dict[str, bytes]]:
    """What is in a pack file. Raises InputError for anything but plain content of a pack, whole and as it was built."""

    def wrong(code: str, word: str = "") -> InputError:
        return InputError([Finding(f"packfile/{code}", Place(file), {"word": word[:80]})])

    if len(data) > MAX_ZIP_BYTES:
        raise wrong("size", f"{MAX_ZIP_BYTES // 1_000_000} MB")
    files: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.infolist()) > MAX_ENTRIES:
                raise wrong("size", str(MAX_ENTRIES))
            left = MAX_PACK_BYTES
            for entry in archive.infolist():
                name = entry.filename
                link = (entry.external_attr >> 16) & 0o170000 == 0o120000
                odd = len(name) > MOST_LETTERS or (name not in (MANIFEST, CHANGELOG) and not _ENTRY.match(name))
                if odd or link or name in files:
                    raise wrong("entry", repr(name))
                with archive.open(
                    entry
                ) as stream:  # counted while it is read: what the file says of its size may be a lie
                    content = stream.read(min(left, MAX_FILE_BYTES) + 1)
                left -= len(content)
                if left < 0 or len(content) > MAX_FILE_BYTES:
                    raise wrong("size", f"{MAX_PACK_BYTES // 1_000_000} MB")
                files[name] = content
        manifest = json.loads(files.pop(MANIFEST))
    except (*BROKEN, OSError) as error:
        raise wrong("zip") from error
    except (KeyError, ValueError, RecursionError) as error:
        raise wrong("manifest") from error
    sums = manifest.get("files") if isinstance(manifest, dict) else None
    if not isinstance(sums, dict) or manifest.get("format") != FORMAT or not ID.match(str(manifest.get("id"))):
        raise wrong("manifest")
    if len(manifest["id"]) > MOST_LETTERS:
        raise wrong("manifest")
    for name in {*files, *sums}:
        if name not in files or hashlib.sha256(files[name]).hexdigest() != sums.get(name):
            raise wrong("sum", str(name))
    return _manifest(manifest, files), files


def install(data: bytes, file: str, folder: Path, more: More = nothing, *, replace: bool = False) -> Manifest:
    """Check a pack file and keep it in `folder`. Raises InputError, and then nothing has changed."""
    manifest, files = read(data, file)
    target = folder / manifest.id
    find = finder(folder)
    if id_of(shipped()) == manifest.id or (target.exists() and not replace):
        raise InputError([Finding("packfile/taken", Place(file), {"word": manifest.id})])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".new-") as temporary:
        fresh = Path(temporary) / "pack"
        for name, content in files.items():
            place = fresh / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        (fresh / MANIFEST).write_text(json.dumps({"digest": manifest.digest}), encoding="utf-8")
        pack = checked(fresh, find, more)
        if (id_of(fresh) or pack.info.id) != manifest.id or (pack.digest != manifest.digest and not manifest.extends):
            raise InputError([Finding("packfile/digest", Place(file), {"word": manifest.digest})])
        old = Path(temporary) / "old"
        if target.exists():
            target.rename(old)
        try:
            fresh.rename(target)
        except OSError:
            if old.exists():
                shutil.move(old, target)
            raise
    return manifest


def remove(name: str, folder: Path) -> None:
    """Remove an installed pack. Raises OSError when that cannot be done; KeyError when it is not there."""
    place = dict(installed(folder))[name]
    with tempfile.TemporaryDirectory(dir=folder, prefix=".old-") as temporary:
        place.rename(Path(temporary) / name)  # gone at once for whoever looks, whatever happens while it is deleted
