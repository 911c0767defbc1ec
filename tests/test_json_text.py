"""Facts and answers in JSON are read without the YAML library, and mean the same."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tui_walk import guide

from assistant.content.json_text import tree_of
from assistant.content.nodes import MAX_DEPTH
from assistant.content.source import parse
from assistant.dialogue.answers import read_facts
from assistant.errors import InputError

WORDS = st.sampled_from(
    [
        "as_of",
        "facts",
        "yes",
        "no",
        "~",
        "<<",
        "1_000",
        "0o7",
        "12:30",
        "2026-11-24",
        "null",
        "#",
        "- a",
        "& b",
        "!c",
        "",
    ]
)
TEXTS = WORDS | st.text(max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(TEXTS, VALUES, max_size=5), st.sampled_from([None, 1, 2, "\t"]), st.booleans())
def test_plain_json_is_the_same_tree_as_the_yaml_reader_makes(value: Any, indent: Any, ascii_only: bool) -> None:
    data = json.dumps(value, indent=indent, ensure_ascii=ascii_only).encode()
    tree = tree_of(data)
    if tree is not None:
        assert parse(data, "facts.json") == ([tree], [])


@given(st.text(alphabet='{}[]",:0123456789.eE-+ \n\tabtruefalsn\\u<', max_size=40))
def test_what_the_yaml_reader_finds_fault_with_is_left_to_it(text: str) -> None:
    data = b"{" + text.encode()
    tree = tree_of(data)
    if tree is not None:
        assert parse(data, "facts.json") == ([tree], [])


def test_facts_of_programs_are_plain() -> None:
    assert tree_of(
        b'{"as_of": "2026-11-24", "facts": [{"event": "dismissal", "when": "recent"}, {"number": "n", "value": 2.5}]}'
    )


@pytest.mark.parametrize(
    "unusual",
    [
        '{"a": 1, "a": 2}',
        '{"<<": 1}',
        '{"a": "\\u202e"}',
        '{"a": "\\n"}',
        '{"a": 1e5}',
        '{"a": NaN}',
        "[1]",
        "{" + '"a":[' * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1) + "}",
        '{"a": 1} {"b": 2}',
        "as_of: 2026-11-24",
    ],
)
def test_anything_unusual_is_left_to_the_yaml_reader(unusual: str) -> None:
    assert tree_of(unusual.encode()) is None


def test_a_fault_in_json_is_told_at_its_line() -> None:
    data = b'{\n "as_of": "2026-11-24",\n "facts": [\n  {"event": "dismisal"}\n ]\n}'
    with pytest.raises(InputError) as told:
        read_facts(data, "facts.json", guide().pack, "2026-11-24")
    assert [(finding.code, finding.place.line) for finding in told.value.findings] == [("reference/unknown", 4)]
