"""JSON Schema for the files of a pack, for editors that complete and underline.

Which fields there are, of which type, with which choices, is asked of the readers themselves: each is run on an empty block that notes
what it is asked for. Only blocks within blocks, conditions and facts are described by hand.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from assistant.content import vocabulary as v
from assistant.content.cases import KEY_LISTS, read_cases
from assistant.content.danger_words import read_cues, read_families
from assistant.content.dialogues import read_dialogue
from assistant.content.exercises import read_report
from assistant.content.interface import phrases
from assistant.content.knowledge import LISTS, read_page
from assistant.content.lexicon import read_forms, read_groups, read_lexicon, read_lists
from assistant.content.model import Pack, Ref, Text
from assistant.content.nodes import Map, Node
from assistant.content.questions import IN_PACKS
from assistant.content.reader import Fields, Notes
from assistant.content.rules import read_rules
from assistant.content.vocabulary import ENDINGS
from assistant.errors import Place

Schema = dict[str, Any]
DRAFT = "http://json-schema.org/draft-07/schema#"
NAMES = ("knowledge", "rules", "dialogue", "extension", "case", "talk", "report", "story", "transcript")
_ID_PATTERN = "^[a-z][a-z0-9_]*$"
_HERE = Place("schema")

ID: Schema = {"type": "string", "pattern": _ID_PATTERN}
WORD: Schema = {"type": ["string", "number", "boolean"]}
EMPTY_TOO: Schema = {"type": [*WORD["type"], "null"]}
"""A word that may be left out may also stand there empty: a phone number that nobody gave yet."""
DATE: Schema = {
    "type": ["string", "null"],
    "pattern": r"^\d{4}-\d{2}-\d{2}$",
    "description": 'A date in quotes, such as "2027-05-01".',
}
TEXT: Schema = {"$ref": "#/definitions/text"}
ID_OF = "id_of_"
"""Before a kind: the definition of a name that something of this kind has already."""


def named(kind: str) -> Schema:
    """The name of something of this kind that stands elsewhere."""
    return {"$ref": f"#/definitions/{ID_OF}{kind}"}


def listed(items: Schema) -> Schema:
    """A list of one kind of thing."""
    return {"type": "array", "items": items}


def block(properties: Mapping[str, Schema], required: Iterable[str] = ()) -> Schema:
    """A mapping with these fields and no others."""
    need = sorted(required)
    return {
        "type": "object",
        "properties": dict(properties),
        **({"required": need} if need else {}),
        "additionalProperties": False,
    }


# ---------------------------------------------------------------- asking the readers


class Asking(Fields):
    """An empty block that notes which fields a reader asks for. `present` is what it says of fields that may be left out."""

    def __init__(self, *, present: bool, said: Mapping[str, str]) -> None:
        super().__init__(Map({}, {}, _HERE), Notes())
        self.present = present
        self.said = said
        self.found: dict[str, Schema] = {}
        self.needed: set[str] = set()
        self.children: dict[str, Asking] = {}

    def _note(self, key: str, schema: Schema, *, need: bool = False) -> None:
        self.found[key] = schema
        if need:
            self.needed.add(key)

    def get(self, key: str) -> Node | None:
        self.found.setdefault(key, {})
        return None

    def has(self, key: str) -> bool:
        self.found.setdefault(key, {})
        return self.present

    def word(self, key: str, *, need: bool = False, default: str = "") -> str:
        self._note(key, WORD if need else EMPTY_TOO, need=need)
        return self.said.get(key, default)

    def identifier(self, key: str) -> str:
        self._note(key, ID, need=True)
        return self.said.get(key, "x")

    def choice(self, key: str, known: Iterable[str], *, need: bool = False, default: str = "") -> str:
        self._note(key, {"enum": list(known)}, need=need)
        return self.said.get(key, default)

    def flag(self, key: str, default: bool = False) -> bool:
        self._note(key, {"type": "boolean"})
        return default

    def number(self, key: str, *, need: bool = False, default: int = 0) -> int:
        self._note(key, {"type": "integer"}, need=need)
        return default

    def date(self, key: str) -> str:
        self._note(key, DATE)
        return ""

    def text(self, key: str, *, need: bool = False) -> Text:
        self._note(key, TEXT, need=need)
        return Text()

    def texts(self, key: str) -> tuple[Text, ...]:
        self._note(key, listed(TEXT))
        return ()

    def text_map(self, key: str, known: Iterable[str]) -> Mapping[str, Text]:
        self._note(key, block(dict.fromkeys(known, TEXT)))
        return {}

    def word_map(self, key: str, known: Iterable[str] = ()) -> Mapping[str, str]:
        known = tuple(known)
        self._note(
            key, block(dict.fromkeys(known, WORD)) if known else {"type": "object", "additionalProperties": WORD}
        )
        return {}

    def mapping(self, key: str) -> Map | None:
        self._note(key, {"type": "object"})
        return None

    def items(self, key: str) -> tuple[Node, ...]:
        self._note(key, {"type": "array"})
        return ()

    def words(self, key: str) -> tuple[str, ...]:
        self._note(key, listed(ID))
        return ()

    def choices(self, key: str, known: Iterable[str]) -> tuple[str, ...]:
        self._note(key, listed({"enum": list(known)}))
        return ()

    def words_or_keys(self, key: str) -> tuple[str, ...]:
        self._note(key, listed(WORD))
        return ()

    def refs(self, key: str, kind: str) -> tuple[Ref, ...]:
        self._note(key, listed(named(kind)))
        return ()

    def citations(self, key: str) -> tuple[Any, ...]:
        self._note(key, {"$ref": "#/definitions/sources"})
        return ()

    def each(self, key: str) -> Iterator[Fields]:
        child = self.children.setdefault(key, Asking(present=self.present, said=self.said))
        self._note(key, {"type": "array"})
        yield child

    def missing(self, key: str) -> None:
        self.needed.add(key)

    def done(self) -> None:
        """Nothing can be left over in an empty block."""

    def schema(self, others: Iterable[Asking], by_hand: Mapping[str, Schema]) -> Schema:
        """What was noted here and in other runs of the same reader; fields that only blocks know of come from `by_hand`."""
        runs = [self, *others]
        found: dict[str, Schema] = {}
        for run in runs:
            for key, schema in run.found.items():
                found[key] = by_hand.get(key) or found.get(key) or schema or {}
                if schema and found[key] in ({}, {"type": "array"}):
                    found[key] = schema
        for key in dict.fromkeys(key for run in runs for key in run.children):
            first, *rest = [run.children[key] for run in runs if key in run.children]
            if key not in by_hand:
                found[key] = listed(first.schema(rest, by_hand))
        needed = set.intersection(*(run.needed for run in runs))
        return block(found, needed)


def asked(reader: Callable[[Fields], object], by_hand: Mapping[str, Schema], **said: tuple[str, ...]) -> Schema:
    """The schema of what a reader reads. `said` are answers to try for fields on which others depend."""
    tries: list[dict[str, str]] = [{}]
    for key, words in said.items():
        tries = [{**one, key: word} for one in tries for word in words]
    runs = [Asking(present=present, said=one) for one in tries for present in (False, True)]
    for run in runs:
        reader(run)
    return runs[0].schema(runs[1:], by_hand)


# ---------------------------------------------------------------- by hand


def _facts(kinds: Iterable[str], more: Mapping[str, Schema] | None = None) -> Schema:
    """`{kind: id}` with details."""
    quals = {name: {"enum": [*values, "unknown"]} for name, values in v.QUALIFIERS.items()}
    kinds = tuple(kinds)
    return {
        **block({**{kind: named(kind) for kind in kinds}, **quals, **(more or {})}),
        "oneOf": [{"required": [kind]} for kind in kinds],
    }


def definitions() -> dict[str, Schema]:
    """What all files share: texts, sources, facts, conditions, conclusions."""
    condition: Schema = {"$ref": "#/definitions/condition"}
    observed = block({kind: named(kind) for kind in v.OBSERVED})
    where = block({name: {"enum": list(values)} for name, values in v.QUALIFIERS.items()})
    several = listed(block({kind: named(kind) for kind in v.FACT_KINDS[:-1]}))
    count = block(
        {
            "count": {"type": "integer", "minimum": 1},
            "of": {"anyOf": [{"enum": [*v.OBSERVED, *v.DERIVED]}, several]},
            "where": where,
        },
        ("count", "of"),
    )
    number = block({"number": named("number"), **{word: {"type": "number"} for word in v.COMPARISONS}}, ("number",))
    alone = {
        **{word: block({word: observed}, (word,)) for word in ("absent", "unknown")},
        **{word: block({word: listed(condition)}, (word,)) for word in ("all", "any", "none")},
        **{word: block({word: count}, (word,)) for word in ("at_least", "fewer_than")},
    }
    conclusion = block({kind: {"anyOf": [named(kind), listed(named(kind))]} for kind in v.DERIVED})
    given_number = block({"number": named("number"), "value": {"type": "number"}}, ("number",))
    source = block({"source": named("source"), "at": WORD}, ("source",))
    return {
        "text": block(dict.fromkeys(v.LANGUAGES, WORD), v.LANGUAGES),
        "sources": listed({"anyOf": [named("source"), source]}),
        "condition": {"anyOf": [*alone.values(), number, _facts((*v.OBSERVED, *v.DERIVED))]},
        "conclusion": conclusion,
        "given": {"anyOf": [alone["absent"], alone["unknown"], given_number, _facts(v.OBSERVED)]},
    }


def _by_hand() -> dict[str, Schema]:
    given, conditions = listed({"$ref": "#/definitions/given"}), listed({"$ref": "#/definitions/condition"})
    conclusions = listed({"$ref": "#/definitions/conclusion"})
    label = block({"label": TEXT}, ("label",))
    ending = block({"title": TEXT, "lines": listed(TEXT)}, ("title",))
    page = asked(read_page, {})
    quals = {name: {"enum": [*values, "unknown"]} for name, values in v.QUALIFIERS.items()}
    option = {"label": TEXT, "records": given, "sets": block(quals), "ends": {"enum": list(v.ENDINGS)}, "next": ID}
    texts = dict.fromkeys(("intro", "why", "better"), TEXT)
    line = block({"line": ID, "text": TEXT, "remark": TEXT}, ("line", "text"))
    partner = block({"partner": named("partner"), "named": {"type": "boolean"}}, ("partner",))
    partners = listed({"anyOf": [named("partner"), partner]})
    key = {name: listed(named(kind)) for name, kind in KEY_LISTS.items()}
    return {
        "when": conditions,
        "unless": conditions,
        "only_if": conditions,
        "then": conclusions,
        "expect": conclusions,
        "expect_not": conclusions,
        "given": given,
        "records": given,
        "expect_facts": given,
        "facts": given,
        "page": page,
        "endings": block(dict.fromkeys(("complete", *v.ENDINGS), ending)),
        "none_of_these": label,
        "unknown": {"anyOf": [label, {"const": False}]},
        **{word: listed(block({"of": conclusions}, ("of",))) for word in v.GROUPS},
        "exactly": conclusions,
        "yes": block(option),
        "no": block(option),
        "sets": block(quals),
        "fits": block({"triggers": listed(named("trigger")), "levels": listed({"enum": list(v.LEVELS)})}),
        "fill": {"type": "object", "additionalProperties": TEXT},
        "worked": block({**texts, "lines": listed(line), "wrong": ID}),
        "panel": listed({"type": "integer"}),
        "next": ID,
        "narrowed_by": ID,
        "key": block({**key, "partners": block(dict.fromkeys(("expected", "also_good", "too_early"), partners))}),
        "answers": {"type": "object"},
    }


def _presuming() -> dict[str, Schema]:
    """What texts presuppose, and texts that say so."""
    needs: Schema = {"anyOf": [{"enum": ["none"]}, listed({"$ref": "#/definitions/condition"})]}
    sayings = listed(block({**dict.fromkeys(v.LANGUAGES, WORD), "needs": needs}, v.LANGUAGES))
    return {"needs": needs, "opening": sayings, "ask": sayings}


def _whole(title: str, schema: Schema, pack: Pack | None) -> Schema:
    whole = {"$schema": DRAFT, "title": title, **schema, "definitions": definitions()}
    described(whole)
    for kind in sorted(_named_in(whole)):
        whole["definitions"][ID_OF + kind] = _known(pack, kind)
    return whole


def _named_in(schema: object) -> set[str]:
    """The kinds whose names a schema asks for."""
    if isinstance(schema, list):
        return {kind for inner in schema for kind in _named_in(inner)}
    if not isinstance(schema, dict):
        return set()
    to = schema.get("$ref", "").rpartition("/")[2] if isinstance(schema.get("$ref"), str) else ""
    found = {to.removeprefix(ID_OF)} if to.startswith(ID_OF) else set()
    return found | {kind for inner in schema.values() for kind in _named_in(inner)}


def _known(pack: Pack | None, kind: str) -> Schema:
    """The names of a kind in a pack, each with its words in both languages, for an editor to offer.

    A name that was made after the schema is none of them and no mistake: `check` tells which names are not there.
    """
    entries = pack.kind(kind) if pack else {}
    if not entries:
        return ID
    told = [" ".join(f"{entry.name.nl} / {entry.name.en}".split()) for entry in entries.values()]
    return {"anyOf": [{"enum": list(entries), "enumDescriptions": told}, ID]}


def described(schema: Schema) -> None:
    """Put what a field is for, in Dutch and in English, beside every field that the catalogue of texts tells of."""
    texts = [phrases(language, "trainer").texts for language in ("nl", "en")]
    for inner in schema.values():
        for each in inner if isinstance(inner, list) else [inner]:
            if isinstance(each, dict):
                described(each)
    for name, field in schema.get("properties", {}).items() if isinstance(schema.get("properties"), dict) else ():
        key = f"field.{name}"
        if key in texts[0] and "description" not in field:
            told = " / ".join(each[key] for each in texts)
            # beside a $ref nothing counts in this draft of the standard, so the reference goes one deeper
            whole = {"allOf": [dict(field)]} if "$ref" in field else dict(field)
            schema["properties"][name] = {**whole, "description": told}


def _knowledge() -> Schema:
    hand = _by_hand()
    lists: dict[str, Schema] = {}
    for name, (_, read) in LISTS.items():
        one = asked(
            read,
            {key: schema for key, schema in hand.items() if key not in ("when", "given", "unknown")} | _presuming(),
        )
        lists[name] = listed(one)
    groups = asked(lambda fields: read_groups(fields), hand)["properties"]["word_groups"]
    wording = asked(lambda fields: read_lexicon(fields), hand)["properties"]["lexicon"]["items"]
    wording["properties"] |= {kind: named(kind) for kind in v.OBSERVED}
    wording["required"] = list(v.LANGUAGES)
    info = {"id": ID, "extends": ID, "version": WORD, "title": TEXT, "licence": WORD, "reviewed_on": DATE}
    own_words = {key: schema for key, schema in hand.items() if key not in ("all", "unless")}
    cues = asked(lambda fields: read_cues(fields), own_words)["properties"]["danger_cues"]
    cues["items"]["properties"]["all"] = listed({"anyOf": [ID, listed(ID)]})
    own = {
        "word_groups": groups,
        "word_lists": asked(lambda fields: read_lists(fields), hand)["properties"]["word_lists"],
        "word_forms": asked(lambda fields: read_forms(fields), hand)["properties"]["word_forms"],
        "lexicon": listed(wording),
        "danger_families": asked(lambda fields: read_families(fields), hand)["properties"]["danger_families"],
        "danger_cues": cues,
    }
    return block({"pack": block(info, ("id", "version", "title")), **lists, **own})


def _case() -> Schema:
    hand = _by_hand()
    schema = asked(read_cases, hand)
    schema["required"] = sorted({*schema.get("required", ()), "cues", "key"} - {"family"})
    cue = schema["properties"]["cues"]["items"]
    cue["required"] = ["text"]
    cue["properties"]["explanation"] = named("explanation")
    schema["properties"]["profession"] = named("context")
    return schema


def _story() -> Schema:
    hand = _by_hand()
    names = ("answers", "facts", "expect", "expect_not", "expect_facts")
    fields = {"case": ID, "title": TEXT, "dialogue": ID, "as_of": DATE, **{name: hand[name] for name in names}}
    ended = {"enum": ["complete", *ENDINGS, "partial"]}
    return block({**fields, "path": listed(WORD), "ended": ended}, ("case",))


def _transcript() -> Schema:
    hand = _by_hand()
    conclusions = {name: hand[name] for name in ("expect", "expect_not")}
    step = block({"question": WORD, "answer": {}, "next": WORD, **conclusions}, ("question",))
    fields = {"transcript": ID, "title": TEXT, "dialogue": ID, "as_of": DATE, "steps": listed(step)}
    return block(fields, ("transcript", "dialogue", "steps"))


def _extension(dialogue: Schema) -> Schema:
    """Questions of one's own, put into a conversation of another pack."""
    questions = dialogue["properties"]["sections"]["items"]["properties"]["questions"]
    return block({"extends": ID, "after": ID, "questions": questions}, ("extends", "after", "questions"))


def _dialogue() -> Schema:
    schema = asked(read_dialogue, _by_hand(), kind=tuple(IN_PACKS))
    schema["required"] = sorted({*schema["required"], "sections"})
    question = schema["properties"]["sections"]["items"]["properties"]["questions"]["items"]
    question["required"] = ["kind", "question"]
    option = question["properties"]["options"]["items"]
    option["required"] = ["label", "option"]
    row = question["properties"]["rows"]["items"]
    row["required"] = ["ask", "options", "qualifier"]
    return schema


def _talk(dialogue: Schema) -> Schema:
    """A conversation to practise: a dialogue with its sources."""
    return {**dialogue, "properties": {**dialogue["properties"], "sources": {"$ref": "#/definitions/sources"}}}


def schemas(pack: Pack | None = None) -> dict[str, Schema]:
    """The schema of each kind of file, by name. With the names that a pack has, where files name something of it."""
    rules, dialogue = asked(lambda fields: read_rules(fields), _by_hand()), _dialogue()
    makers: dict[str, tuple[str, Schema]] = {
        "knowledge": ("A file of knowledge/", _knowledge()),
        "rules": ("A file of rules/", rules),
        "dialogue": ("A dialogue", dialogue),
        "extension": ("Questions put into a dialogue of another pack", _extension(dialogue)),
        "case": ("A practice case", _case()),
        "talk": ("A conversation to practise", _talk(dialogue)),
        "report": ("A report to judge", asked(read_report, _by_hand())),
        "story": ("A story: a test of a pack", _story()),
        "transcript": ("A transcript: a test of a conversation, turn by turn", _transcript()),
    }
    return {name: _whole(title, schema, pack) for name, (title, schema) in makers.items()}


def as_text(schema: Schema) -> str:
    """A schema as it stands in a file."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
