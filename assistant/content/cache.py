"""A checked pack, kept in a form that loads fast. Keyed by the bytes of its files, so it can never be out of date.

Plain JSON lists, rebuilt only into the classes of the pack model, each part when it is first asked for: the first question needs one
dialogue, not the practice cases. Losing the cache loses nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from assistant import errors
from assistant.content import kept, model
from assistant.content.collecting import nothing_thrown_away
from assistant.records import fields, is_dataclass

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
    kept.write(folder, f"pack-{key}.json", _body(pack))


def fetch(folder: Path, key: str) -> model.Pack | None:
    """The pack kept under `key`, or None when there is none that can be trusted."""
    body = kept.read(folder, f"pack-{key}.json")
    try:
        return _opened(body) if body is not None else None
    except (ValueError, TypeError, LookupError):
        return None


# ------------------------------------------------------------ parts

_SHELVES = ("entries", "dialogues", "cases")
"""The fields of a pack that hold many values: each of these is a part of its own."""
_LARGE = ("rules", "lexicon")
"""Other fields that are worth putting off."""


def _body(pack: model.Pack) -> bytes:
    """A line that says which parts there are and how long each is; then the parts."""
    encode = _encoder()
    values = {field.name: getattr(pack, field.name) for field in fields(pack)}
    parts: list[tuple[str, str, Any]] = []
    for name, value in values.items():
        parts += [(name, key, inner) for key, inner in value.items()] if name in _SHELVES else [(name, "", value)]
    texts = [_dumped(encode(value)) for _, _, value in parts]
    index = [[name, key, len(text)] for (name, key, _), text in zip(parts, texts, strict=True)]
    return b"".join([_dumped(index), b"\n", *texts])


def _dumped(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _opened(body: bytes) -> model.Pack:
    """A pack whose parts are rebuilt when they are first asked for."""
    start = body.index(b"\n") + 1
    shelves: dict[str, dict[str, Callable[[], Any]]] = {name: {} for name in _SHELVES}
    single: dict[str, Callable[[], Any]] = {}
    for name, key, length in json.loads(body[: start - 1]):
        rebuild = partial(_rebuilt, body, start, start + length)
        (shelves[name] if name in _SHELVES else single)[key or name] = rebuild
        start += length
    later = {name: single.pop(name) for name in _LARGE}
    now = {name: _Shelf(parts) for name, parts in shelves.items()} | {name: make() for name, make in single.items()}
    return model.Pack.opened(now, later)


class _Shelf(Mapping[str, Any]):
    """Values by name, each rebuilt when it is first asked for."""

    def __init__(self, parts: Mapping[str, Callable[[], Any]]) -> None:
        self._parts = parts
        self._built: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._built:
            self._built[name] = self._parts[name]()
        return self._built[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)

    def __contains__(self, name: object) -> bool:
        return name in self._parts


def _rebuilt(body: bytes, start: int, end: int) -> Any:
    with nothing_thrown_away():
        return _decode(json.loads(body[start:end]), _classes())


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
