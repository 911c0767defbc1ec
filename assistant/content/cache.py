"""A checked pack, kept in a form that loads fast. Keyed by the bytes of its files, so it can never be out of date.

Plain JSON lists, rebuilt only into the classes of the pack model, each part when it is first asked for: the first question needs one
dialogue, not the practice cases. Losing the cache loses nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from operator import attrgetter
from pathlib import Path
from typing import Any

from assistant import errors
from assistant.content import cache_files, model
from assistant.content.collecting import nothing_thrown_away
from assistant.records import PLAIN, fields, is_dataclass

_TUPLE = -1
_NESTED: frozenset[type] = frozenset((list, dict))
_Part = tuple[int, int]
"""Where a part begins and ends in what is kept."""


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
    cache_files.write(folder, f"pack-{key}.json", _body(pack))


def fetch(folder: Path, key: str) -> model.Pack | None:
    """The pack kept under `key`, or None when there is none that can be trusted."""
    body = cache_files.read(folder, f"pack-{key}.json")
    try:
        return _opened(body) if body is not None else None
    except (ValueError, TypeError, LookupError):
        return None


# ------------------------------------------------------------ parts

_SHELVES = ("dialogues", "cases", "talks", "reports")
"""The fields of a pack that hold many values by name: each of these is a part of its own."""
_BOOKCASE = "entries"
"""The field that holds such a field for every kind of knowledge."""
_LARGE = ("rules", "examples", "lexicon", "danger_words")
"""Other fields that are worth putting off."""


def _body(pack: model.Pack) -> bytes:
    """A line that says which parts there are and how long each is; then the parts.

    A part is `[field, name, length]`; of an entry `[field, kind, name, length]`, and every kind comes once without a name before.
    """
    encode, index, texts = _encoder(), list[list[str | int]](), list[bytes]()

    def part(value: Any, *names: str) -> None:
        texts.append(_dumped(encode(value)))
        index.append([*names, len(texts[-1])])

    for field in fields(pack):
        value = getattr(pack, field.name)
        if field.name == _BOOKCASE:
            for kind, shelf in value.items():
                index.append([field.name, kind])
                for name, entry in shelf.items():
                    part(entry, field.name, kind, name)
        elif field.name in _SHELVES:
            for name, inner in value.items():
                part(inner, field.name, name)
        else:
            part(value, field.name)
    return b"".join([_dumped(index), b"\n", *texts])


def _dumped(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _opened(body: bytes) -> model.Pack:
    """A pack whose parts are rebuilt when they are first asked for."""
    start = body.index(b"\n") + 1
    bookcase: dict[str, dict[str, _Part]] = {}
    shelves: dict[str, dict[str, _Part]] = {name: {} for name in _SHELVES}
    single: dict[str, Callable[[], Any]] = {}
    for field, *names in json.loads(body[: start - 1]):
        if field == _BOOKCASE and len(names) == 1:
            bookcase[names[0]] = {}
            continue
        end = start + names.pop()
        if field == _BOOKCASE:
            bookcase[names[0]][names[1]] = (start, end)
        elif field in shelves:
            shelves[field][names[0]] = (start, end)
        else:
            single[field] = partial(_rebuilt, body, (start, end))
        start = end
    if start != len(body):
        raise ValueError("parts are missing")
    later = {name: single.pop(name) for name in _LARGE}
    now: dict[str, object] = {_BOOKCASE: {kind: _Shelf(body, parts) for kind, parts in bookcase.items()}}
    now |= {name: _Shelf(body, parts) for name, parts in shelves.items()} | {
        name: make() for name, make in single.items()
    }
    return model.Pack.opened(now, later)


class _Shelf(Mapping[str, Any]):
    """Values by name, each rebuilt when it is first asked for."""

    def __init__(self, body: bytes, parts: Mapping[str, _Part]) -> None:
        self._body = body
        self._parts = parts
        self._built: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._built:
            self._built[name] = _rebuilt(self._body, self._parts[name])
        return self._built[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)

    def __contains__(self, name: object) -> bool:
        return name in self._parts


def _rebuilt(body: bytes, part: _Part) -> Any:
    with nothing_thrown_away():
        value = json.loads(body[slice(*part)])
        return _decode(value, _classes()) if value.__class__ in _NESTED else value


def _encoder() -> Callable[[Any], Any]:
    makers = {cls: (number, attrgetter(*names), len(names) == 1) for number, (cls, names) in enumerate(_classes())}

    def encode(value: Any) -> Any:
        cls = value.__class__
        if cls in PLAIN:
            return value
        if cls in makers:
            number, values, only_one = makers[cls]
            held = (values(value),) if only_one else values(value)
            return [number, *[one if one.__class__ in PLAIN else encode(one) for one in held]]
        if cls is tuple:
            return [_TUPLE, *[one if one.__class__ in PLAIN else encode(one) for one in value]]
        if isinstance(value, Mapping):
            return {key: encode(inner) for key, inner in value.items()}
        raise TypeError(f"a pack cannot hold a {cls.__name__}")

    return encode


def _decode(value: Any, classes: tuple[tuple[type[Any], tuple[str, ...]], ...]) -> Any:
    """The value that a list or mapping of the kept form stands for."""
    if value.__class__ is dict:
        return {key: _decode(one, classes) if one.__class__ in _NESTED else one for key, one in value.items()}
    built = [_decode(one, classes) if one.__class__ in _NESTED else one for one in value]
    first = built.pop(0)
    return tuple(built) if first == _TUPLE else classes[first][0](*built)
