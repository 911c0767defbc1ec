"""A checked pack, kept in a form that loads fast. Keyed by the bytes of its files, so it can never be out of date.

Plain JSON lists, rebuilt only into the classes of the pack model. A file that is damaged, changed, or could have been
written by somebody else is not used; losing the cache loses nothing.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import stat
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from assistant import errors
from assistant.content import model
from assistant.records import fields, is_dataclass

MAGIC = "assistant-pack-1"
MAX_KEPT = 8
_TUPLE = -1


@cache
def _classes() -> tuple[tuple[type[Any], tuple[str, ...]], ...]:
    """Every class a pack may consist of with its fields, in a fixed order."""
    found = {
        value.__name__: value
        for module in (errors, model)
        for value in vars(module).values()
        if isinstance(value, type) and is_dataclass(value)
    }
    return tuple((found[name], tuple(each.name for each in fields(found[name]))) for name in sorted(found))


@cache
def shape() -> str:
    """A fingerprint of the classes and their fields: a pack kept by another build of the model is never read."""
    described = ";".join(f"{cls.__name__}:{','.join(names)}" for cls, names in _classes())
    return hashlib.sha256(described.encode()).hexdigest()[:12]


def store(folder: Path, key: str, pack: model.Pack) -> None:
    """Keep a pack under `key`. Does nothing when that is not possible: the cache is a convenience."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        body = json.dumps(_encoder()(pack), ensure_ascii=False, separators=(",", ":")).encode()
        head = f"{MAGIC} {hashlib.sha256(body).hexdigest()}\n".encode()
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=".pack-", suffix=".part")
        with os.fdopen(handle, "wb") as stream:
            stream.write(head + body)
        os.replace(temporary, folder / f"pack-{key}.json")
        _forget_old(folder)
    except OSError:
        return


def fetch(folder: Path, key: str) -> model.Pack | None:
    """The pack kept under `key`, or None when there is none that can be trusted."""
    path = folder / f"pack-{key}.json"
    try:
        with path.open("rb") as stream:
            info = os.fstat(stream.fileno())
            if hasattr(os, "getuid") and (info.st_uid != os.getuid() or info.st_mode & (stat.S_IWGRP | stat.S_IWOTH)):
                return None
            head = stream.readline(200).decode("ascii", "replace").split()
            body = stream.read()
        if head != [MAGIC, hashlib.sha256(body).hexdigest()]:
            return None
        pack = _rebuilt(body)
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return None
    return pack if isinstance(pack, model.Pack) else None


def _rebuilt(body: bytes) -> Any:
    # Some fifty thousand values are made and none is thrown away: looking for garbage meanwhile costs a third of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _decode(json.loads(body), _classes())
    finally:
        if collecting:
            gc.enable()


def _encoder() -> Any:
    numbers = {cls: (number, names) for number, (cls, names) in enumerate(_classes())}

    def encode(value: Any) -> Any:
        known = numbers.get(type(value))
        if known is not None:
            return [known[0], *(encode(getattr(value, name)) for name in known[1])]
        if isinstance(value, tuple):
            return [_TUPLE, *map(encode, value)]
        if isinstance(value, Mapping):
            return {key: encode(inner) for key, inner in value.items()}
        if value is None or isinstance(value, str | int | bool):
            return value
        raise TypeError(f"a pack cannot hold a {type(value).__name__}")

    return encode


def _decode(value: Any, classes: tuple[tuple[type[Any], tuple[str, ...]], ...]) -> Any:
    if type(value) is list:
        first, *rest = value
        built = [_decode(inner, classes) if type(inner) in (list, dict) else inner for inner in rest]
        return tuple(built) if first == _TUPLE else classes[first][0](*built)
    if type(value) is dict:
        return {key: _decode(inner, classes) for key, inner in value.items()}
    return value


def _forget_old(folder: Path) -> None:
    kept = sorted(folder.glob("pack-*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in kept[MAX_KEPT:]:
        path.unlink(missing_ok=True)
