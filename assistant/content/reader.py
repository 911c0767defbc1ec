"""Takes typed fields out of a located mapping and notes everything that is wrong with it."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Iterable, Iterator, Mapping

from assistant.content.model import Citation, Ref, Text
from assistant.content.nodes import Map, Node, Scalar, Seq, printable
from assistant.content.vocabulary import LANGUAGES
from assistant.errors import Finding, Place

ID = re.compile(r"[a-z][a-z0-9_]*\Z")
DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\Z")


LISTED = 24  # so many known words are listed when none of them is near


class Notes:
    """Collects findings; each problem is told once."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def add(
        self, code: str, place: Place, *, also: Place | None = None, severity: str = "error", **values: str
    ) -> None:
        """Note one problem."""
        self.findings.append(Finding(code, place, values, also, severity))

    def unknown(self, code: str, place: Place, word: str, among: Iterable[str], /, **values: str) -> None:
        """Note an unknown word, with the nearest of the known ones as a suggestion, or all of them when they are few."""
        known = sorted(set(among))
        near = nearest(word, known)
        if not near and "known" not in values and len(known) <= LISTED:
            values["choices"] = ", ".join(known)
        self.findings.append(Finding(code, place, {"word": word, "near": near, **values}))


def is_day(word: str) -> bool:
    """Whether a word is a day that exists, such as `2027-05-01`."""
    if not DATE.match(word):
        return False
    try:
        datetime.date.fromisoformat(word)
    except ValueError:
        return False
    return True


def nearest(word: str, known: Iterable[str]) -> str:
    """The known words most like `word`, at most three, joined by commas; empty when none is near."""
    return ", ".join(difflib.get_close_matches(word, sorted(set(known)), n=3, cutoff=0.6))


class Fields:
    """Reads the fields of one mapping. Call `done` at the end: it reports the keys nobody asked for."""

    def __init__(self, node: Map, notes: Notes) -> None:
        self.node = node
        self.notes = notes
        self.place = node.place
        self.asked: dict[str, None] = {}

    def get(self, key: str) -> Node | None:
        """The raw value of `key`, or None when it is missing or empty."""
        self.asked[key] = None
        value = self.node.entries.get(key)
        return None if isinstance(value, Scalar) and value.type == "null" else value

    def has(self, key: str) -> bool:
        """Whether `key` is there with a value."""
        return self.get(key) is not None

    def at(self, key: str) -> Place:
        """Where `key` stands, else where the mapping starts."""
        return self.node.keys.get(key, self.place)

    def missing(self, key: str) -> None:
        """Note that a needed field is not there."""
        self.notes.add("field/missing", self.at(key), field=key)

    def word(self, key: str, *, need: bool = False, default: str = "") -> str:
        """A single word or line of text."""
        value = self.get(key)
        if value is None:
            if need:
                self.missing(key)
            return default
        if not isinstance(value, Scalar):
            self.notes.add("field/type", value.place, field=key, wanted="word")
            return default
        return printable(value.value)

    def identifier(self, key: str) -> str:
        """An id: lower-case letters, digits and underscores; a YAML word such as `yes` must be in quotes."""
        value = self.get(key)
        if value is None:
            self.missing(key)
            return ""
        return self.id_of(value, key)

    def id_of(self, value: Node, key: str) -> str:
        """Check that `value` is an id and give it; an empty string if it is not."""
        if not isinstance(value, Scalar):
            self.notes.add("field/type", value.place, field=key, wanted="id")
            return ""
        if value.type == "bool":
            self.notes.add("yaml/boolean", value.place, word=value.value)
        elif not ID.match(value.value):
            self.notes.add("field/id", value.place, field=key, word=printable(value.value))
            return ""
        return value.value

    def choice(self, key: str, known: Iterable[str], *, need: bool = False, default: str = "") -> str:
        """One of the `known` words."""
        value = self.word(key, need=need, default=default)
        known = tuple(known)
        if value and value not in known and self.node.entries.get(key) is not None:
            place = self.node.entries[key].place
            self.notes.unknown("field/choice", place, value, known, field=key, known=", ".join(known))
            return default
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        """true or false."""
        value = self.get(key)
        if value is None:
            return default
        if isinstance(value, Scalar) and value.type == "bool":
            return value.value.lower() in ("true", "yes", "on")
        self.notes.add("field/type", value.place, field=key, wanted="bool")
        return default

    def number(self, key: str, *, need: bool = False, default: int = 0) -> int:
        """A whole number."""
        value = self.get(key)
        if value is None:
            if need:
                self.missing(key)
            return default
        if isinstance(value, Scalar) and value.type == "int" and re.fullmatch(r"-?\d{1,9}", value.value):
            return int(value.value)
        self.notes.add("field/type", value.place, field=key, wanted="number")
        return default

    def minutes(self, default: int) -> int:
        """How long something takes: whole minutes, at least one."""
        found = self.number("minutes", default=default)
        if found < 1:
            self.notes.add("field/minutes", self.at("minutes"), word=str(found))
            return default
        return found

    def date(self, key: str) -> str:
        """A day as text, `2027-05-01`."""
        value = self.get(key)
        if value is None:
            return ""
        if isinstance(value, Scalar) and is_day(value.value):
            if value.type == "timestamp":
                self.notes.add("yaml/unquoted-date", value.place, severity="warning", word=value.value)
            return value.value
        self.notes.add("field/type", value.place, field=key, wanted="date")
        return ""

    def text(self, key: str, *, need: bool = False) -> Text:
        """A text in both languages."""
        value = self.get(key)
        if value is None:
            if need:
                self.missing(key)
            return Text()
        return self.text_of(value, key)

    def text_of(self, value: Node, key: str) -> Text:
        """Read `{nl: …, en: …}`."""
        if not isinstance(value, Map):
            self.notes.add("text/languages", value.place, field=key)
            return Text()
        found: dict[str, str] = {}
        for language, words in value.entries.items():
            if language not in LANGUAGES and " " in language and isinstance(words, Scalar) and words.type == "null":
                self.notes.add("yaml/quote", value.keys[language])  # a text without quotes stops at its first comma
            elif language not in LANGUAGES:
                self.notes.add("text/language", value.keys[language], word=language, field=key)
            elif not isinstance(words, Scalar):
                self.notes.add("field/type", words.place, field=f"{key}.{language}", wanted="text")
            else:
                found[language] = printable(words.value).strip()
        for language in LANGUAGES:
            if not found.get(language):
                self.notes.add("text/translation", value.place, field=key, language=language)
        return Text(found.get("nl", ""), found.get("en", ""))

    def texts(self, key: str) -> tuple[Text, ...]:
        """A list of texts."""
        return tuple(self.text_of(item, key) for item in self.items(key))

    def text_map(self, key: str, known: Iterable[str]) -> Mapping[str, Text]:
        """Texts by one of the `known` words."""
        value = self.mapping(key)
        if value is None:
            return {}
        known = tuple(known)
        for word in value.entries:
            if word not in known:
                self.notes.unknown("field/choice", value.keys[word], word, known, field=key, known=", ".join(known))
        return {word: self.text_of(node, word) for word, node in value.entries.items() if word in known}

    def word_map(self, key: str, known: Iterable[str] = ()) -> Mapping[str, str]:
        """Words by word; keys must be `known` when that is given."""
        value = self.mapping(key)
        if value is None:
            return {}
        inner = Fields(value, self.notes)
        known = tuple(known) or tuple(value.entries)
        result = {word: inner.word(word) for word in known if inner.has(word)}
        inner.done()
        return result

    def mapping(self, key: str) -> Map | None:
        """A nested mapping."""
        value = self.get(key)
        if value is None or isinstance(value, Map):
            return value
        self.notes.add("field/type", value.place, field=key, wanted="mapping")
        return None

    def items(self, key: str) -> tuple[Node, ...]:
        """The items of a list; a single word or mapping is not taken for a list."""
        value = self.get(key)
        if value is None:
            return ()
        if not isinstance(value, Seq):
            self.notes.add("field/type", value.place, field=key, wanted="list")
            return ()
        return value.items

    def words(self, key: str) -> tuple[str, ...]:
        """A list of ids."""
        found = [self.id_of(item, key) for item in self.items(key)]
        return tuple(word for word in found if word)

    def choices(self, key: str, known: Iterable[str]) -> tuple[str, ...]:
        """A list of some of the `known` words."""
        found = self.words(key)
        known = tuple(known)
        for word in found:
            if word not in known:
                place = self.node.entries[key].place
                self.notes.unknown("field/choice", place, word, known, field=key, known=", ".join(known))
        return tuple(word for word in found if word in known)

    def words_or_keys(self, key: str) -> tuple[str, ...]:
        """A list of words that may carry `@item`, such as the keys of repeated questions."""
        return tuple(printable(item.value) for item in self.items(key) if isinstance(item, Scalar))

    def refs(self, key: str, kind: str) -> tuple[Ref, ...]:
        """A list of ids of entries of one kind."""
        return tuple(Ref(kind, word, item.place) for item in self.items(key) if (word := self.id_of(item, key)))

    def citations(self, key: str) -> tuple[Citation, ...]:
        """A list of sources, each an id or `{source: id, at: "§3"}`."""
        found: list[Citation] = []
        for item in self.items(key):
            if isinstance(item, Map):
                inner = Fields(item, self.notes)
                found.append(Citation(inner.identifier("source"), inner.word("at"), item.place))
                inner.done()
            elif word := self.id_of(item, key):
                found.append(Citation(word, "", item.place))
        return tuple(found)

    def each(self, key: str) -> Iterator[Fields]:
        """The mappings in a list, as fields."""
        for item in self.items(key):
            if isinstance(item, Map):
                yield Fields(item, self.notes)
            else:
                self.notes.add("field/type", item.place, field=key, wanted="mapping")

    def done(self) -> None:
        """Report every key that no reader asked for."""
        for key, place in self.node.keys.items():
            if key not in self.asked:
                self.notes.unknown("field/unknown", place, printable(key), self.asked)
