"""The JSON Schema of the files: made from the readers, kept in docs/schema, true for all shipped files and false for mistakes."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from authoring.fragments import BASE, ROOT

from assistant.authoring import new_pack, saving
from assistant.authoring.preview import Preview
from assistant.authoring.schema import NAMES, as_text, schemas
from assistant.content.nodes import Map, Node, Scalar
from assistant.content.pack import read_pack
from assistant.content.source import parse
from assistant.content.vocabulary import DERIVED, OBSERVED
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import Answer

SCHEMAS = schemas(read_pack(ROOT))
FOLDERS = {
    "knowledge": "knowledge",
    "rules": "rules",
    "dialogues": "dialogue",
    "dialogues/cases": "case",
    "tests/cases": "story",
}
FILES = [
    (file, name)
    for root in (ROOT, BASE)
    for folder, name in FOLDERS.items()
    for file in sorted((root / folder).glob("*.yaml"))
]
TYPES = {
    "null": type(None),
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "object": dict,
    "array": list,
}


def value_of(node: Node) -> Any:
    """A tree as an editor sees it: what is empty is there, and yes and no are words (YAML 1.2)."""
    if isinstance(node, Map):
        return {key: value_of(inner) for key, inner in node.entries.items()}
    if isinstance(node, Scalar):
        if node.type == "null":
            return None
        if node.type == "bool":
            return node.value.lower() == "true" if node.value.lower() in ("true", "false") else node.value
        if node.type == "int":
            return int(node.value)
        return float(node.value) if node.type == "float" else node.value
    return [value_of(item) for item in node.items]


def wrong(value: Any, schema: dict[str, Any], whole: dict[str, Any], path: str = "") -> list[str]:
    """What a value has against a schema: as much of JSON Schema as ours use."""
    if "$ref" in schema:
        return wrong(value, whole["definitions"][schema["$ref"].rpartition("/")[2]], whole, path)
    for one in schema.get("allOf", ()):
        if found := wrong(value, one, whole, path):
            return found
    if "anyOf" in schema:
        tries = [wrong(value, one, whole, path) for one in schema["anyOf"]]
        return min(tries, key=len) if all(tries) else []
    if "enum" in schema and value not in schema["enum"]:
        return [f"{path}: {value!r} is none of {schema['enum'][:4]}"]
    types = schema.get("type", [])
    types = types if isinstance(types, list) else [types]
    if types and not any(
        isinstance(value, TYPES[one]) and (one == "boolean" or not isinstance(value, bool)) for one in types
    ):
        return [f"{path}: {value!r} is no {types}"]
    found: list[str] = []
    if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
        found.append(f"{path}: {value!r} is not like {schema['pattern']}")
    if isinstance(value, dict):
        known = schema.get("properties", {})
        found += [f"{path}: {key} is missing" for key in schema.get("required", ()) if key not in value]
        if "oneOf" in schema and sum(not wrong(value, one, whole) for one in schema["oneOf"]) != 1:
            found.append(f"{path}: not one of its kinds")
        extra = schema.get("additionalProperties", True)
        for key, inner in value.items():
            if key in known:
                found += wrong(inner, known[key], whole, f"{path}/{key}")
            elif extra is False:
                found.append(f"{path}: {key} is not known")
            elif isinstance(extra, dict):
                found += wrong(inner, extra, whole, f"{path}/{key}")
    if isinstance(value, list) and "items" in schema:
        for number, item in enumerate(value):
            found += wrong(item, schema["items"], whole, f"{path}/{number}")
    return found


def read(data: bytes) -> Any:
    nodes, findings = parse(data, "x")
    assert findings == []
    return value_of(nodes[0])


@pytest.mark.parametrize(("file", "name"), FILES, ids=[str(file.relative_to(ROOT)) for file, _ in FILES])
def test_every_file_of_ours_keeps_to_its_schema(file: Path, name: str) -> None:
    assert wrong(read(file.read_bytes()), SCHEMAS[name], SCHEMAS[name]) == []


def test_every_file_of_ours_says_which_schema_it_keeps_to() -> None:
    for file, name in FILES:
        if file.is_relative_to(BASE):
            continue
        told = re.match(r"# yaml-language-server: \$schema=(\S+)", file.read_text("utf-8"))
        assert told, file
        assert (file.parent / told[1]).resolve() == ROOT / "docs" / "schema" / f"{name}.json"


@pytest.mark.parametrize("name", NAMES)
def test_the_schemas_in_the_docs_are_up_to_date(name: str) -> None:
    """If this fails: assistant schema --out docs/schema."""
    assert (ROOT / "docs" / "schema" / f"{name}.json").read_text("utf-8") == as_text(SCHEMAS[name])


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        (
            "rules",
            "rules: [{rule: a, when: [{event: b}], then: [{step: c}], because: {nl: x, en: y}, bass: seen}]",
            "bass",
        ),
        ("rules", "rules: [{rule: a, when: [{evnt: b}], then: [{step: c}], because: {nl: x, en: y}}]", "evnt"),
        (
            "rules",
            "rules: [{rule: a, when: [{event: b, when: soon}], then: [{step: c}], because: {nl: x, en: y}}]",
            "soon",
        ),
        ("rules", "rules: [{rule: a, when: [{event: b}], then: [{event: c}], because: {nl: x, en: y}}]", "event"),
        ("rules", "rules: [{rule: a, when: [{event: b}], because: {nl: x, en: y}}]", "then"),
        ("rules", "rules: [{rule: a, when: [{event: b}], then: [{step: c}], because: {nl: x}}]", "en is missing"),
        ("knowledge", "events: [{event: a, name: {nl: x, en: y}, basis: guessed}]", "guessed"),
        ("knowledge", "event: [{event: a, name: {nl: x, en: y}, basis: seen}]", "event"),
        (
            "dialogue",
            "dialogue: a\nsections: [{section: s, title: {nl: x, en: y}, questions: [{question: q, kind: one-of}]}]",
            "one-of",
        ),
        ("case", "case: a", "cues is missing"),
        ("story", "case: a\nended: never", "never"),
    ],
)
def test_a_mistake_is_underlined(name: str, text: str, told: str) -> None:
    found = wrong(read(text.encode()), SCHEMAS[name], SCHEMAS[name])
    assert any(told in one for one in found), found


def test_the_schemas_are_json() -> None:
    for name in NAMES:
        assert json.loads(as_text(SCHEMAS[name]))["$schema"].startswith("http://json-schema.org/draft-07")


def test_an_editor_offers_every_name_of_the_pack_with_its_words(guide: Guide) -> None:
    """In the schema of the file that names it, in both languages."""
    for name, kinds in (
        ("rules", (*OBSERVED, *DERIVED, "number", "source")),
        ("case", (*OBSERVED, "trigger", "step", "partner", "source")),
        ("dialogue", OBSERVED),
    ):
        for kind in kinds:
            offered = SCHEMAS[name]["definitions"][f"id_of_{kind}"]["anyOf"][0]
            entries = guide.pack.kind(kind)
            assert offered["enum"] == list(entries)
            told = dict(zip(offered["enum"], offered["enumDescriptions"], strict=True))
            assert all(" ".join(entry.name.nl.split()) in told[name] for name, entry in entries.items())
            assert all(" ".join(entry.name.en.split()) in told[name] for name, entry in entries.items())


def test_the_fields_of_a_case_and_a_rule_are_told_in_both_languages() -> None:
    case, rule = SCHEMAS["case"]["properties"], SCHEMAS["rules"]["properties"]["rules"]["items"]["properties"]
    cue = case["cues"]["items"]["properties"]
    assert {name for name, field in cue.items() if "description" not in field} <= {"cue", "variants"}
    assert " / " in case["intro"]["description"]
    assert {name for name, field in rule.items() if "description" not in field} <= {"when", "source"}


def test_the_names_of_another_pack_are_those_of_that_pack() -> None:
    made = schemas(read_pack(BASE))["rules"]["definitions"]["id_of_step"]["anyOf"][0]["enum"]
    assert made == list(read_pack(BASE).kind("step"))
    assert "anyOf" not in schemas()["rules"]["definitions"]["id_of_step"]


def test_a_pack_of_ones_own_keeps_to_its_schemas(tmp_path: Path) -> None:
    """What `new` and the keys of the cockpit make, and questions added to another pack, are not underlined."""
    base = Path(shutil.copytree(BASE, tmp_path / "pack"))
    shown = Preview(base, "small", "2026-11-24")
    shown.reload(check=False)
    shown.answer("danger_now", Answer(chosen=("no",)))
    shown.answer("role", Answer(chosen=("teacher",)))
    info = new_pack.files("ours", dict.fromkeys(("title_nl", "title_en", "licence"), "x"), "small", "en")
    added = 'extends: small\nafter: role\nquestions: [{question: more, ask: {nl: "a", en: "b"}, kind: yes_no}]\n'
    for name, text in (
        ("knowledge", info["knowledge/pack.yaml"]),
        ("extension", added),
        ("story", saving.story_of_preview(shown)("kept")),
        ("transcript", saving.transcript_of_preview(shown)("kept")),
    ):
        assert wrong(read(text.encode()), SCHEMAS[name], SCHEMAS[name]) == []
