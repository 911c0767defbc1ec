"""Traps of YAML that the loader forgives: yes and no without quotes, dates and tabs where text is meant, half a pair of quotes."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.authoring.lint.desk import Sheet, found, maps
from assistant.content.nodes import Map, Scalar
from assistant.errors import Finding, Place

_BOOLEANS = frozenset(("yes", "no", "on", "off", "true", "false", "y", "n"))
_QUOTES = ('"', "'", "\u201c", "\u201d", "\u201e", "\u2018", "\u2019")
_DATE_FIELDS = frozenset(("review_by", "reviewed_on", "verified_on", "as_of"))


def look(sheet: Sheet) -> Iterator[Finding]:
    """Every place where YAML makes something else of what is written."""
    for node in maps(sheet.tree):
        yield from _map(node, sheet.lines)
    for number, line in enumerate(sheet.lines, 1):
        if "\t" in line and not line.lstrip().startswith("#"):
            yield found("yaml/tab-inside", Place(sheet.name, number, line.index("\t") + 1))


def _map(node: Map, lines: list[str]) -> Iterator[Finding]:
    for key, value in node.entries.items():
        if key.lower() in _BOOLEANS and _plain(node.keys[key], lines):
            yield found("yaml/boolean-key", node.keys[key], word=key)
        if isinstance(value, Scalar) and key in ("nl", "en") and value.type == "str" and _half_quoted(value, lines):
            yield found("yaml/quote-kept", value.place)
        if not isinstance(value, Scalar) or value.type not in ("bool", "timestamp"):
            continue
        if key in ("nl", "en"):
            if value.type == "bool":
                yield found("yaml/boolean-text", value.place, word=value.value)
            else:
                yield found("yaml/date-in-text", value.place, word=value.value)
        elif value.type == "timestamp" and key not in _DATE_FIELDS:
            yield found("yaml/date-in-text", value.place, word=value.value)


def _half_quoted(value: Scalar, lines: list[str]) -> bool:
    """Whether a text without quotes around it begins or ends with one: half a pair, or curly ones from a word processor."""
    return (value.value[:1] in _QUOTES or value.value[-1:] in _QUOTES) and _plain(value.place, lines)


def _plain(place: Place, lines: list[str]) -> bool:
    line = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
    return line[place.column - 1 : place.column] not in ('"', "'")
