"""Slips in the layout of a file are told on the line where they were made, not where the parser noticed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.content.nodes import Map
from assistant.content.reader import Fields, Notes
from assistant.content.source import parse

CASE = """\
case: one
cues:
  # a remark with 'half a quote
  - cue: first
    type: target
    text: {nl: "Robin zei: \\"niemand\\".", en: "Robin's bike."}
    records: [{change: withdraws, origin: seen}]
    why: "over
      two lines"
  - cue: second
    type: decoy
    text: {nl: 'Een foto''s lijst.', en: "A frame."}
key:
  steps: [stay]
  partners:
    expected: [colleague]
    also_good: []
"""


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('en: "A frame."}', "en: A frame.}", None),
        ('bike."}', "bike.}", "yaml/quote"),
        ('zei: \\"niemand\\".', 'zei: "niemand".', "yaml/quote"),
        ("foto''s", "foto's", "yaml/quote"),
        ("lijst.', en: \"A", "lijst.' en: \"A", "yaml/quote"),
        ('en: "A frame."}', 'en: "A frame."', "yaml/bracket"),
        ('en: "A frame."}', 'en: "A frame."}}', "yaml/bracket"),
        ("origin: seen}]", "origin: seen}", "yaml/bracket"),
        ("    type: decoy", "    type decoy", "yaml/no-colon"),
        ("    type: decoy", "    type:decoy", "yaml/no-colon"),
        ("    type: decoy", "     type: decoy", "yaml/indent"),
        ("    type: decoy", "  type: decoy", "yaml/indent"),
        ("  - cue: second", " - cue: second", "yaml/indent"),
        ("  - cue: second", "   - cue: second", "yaml/indent"),
        ("    also_good:", "   also_good:", "yaml/indent"),
        ("    type: decoy", "\ttype: decoy", "yaml/tab"),
        ("    type: decoy", "    type:\u00a0decoy", "yaml/hard-space"),
        ("    type: decoy", "    \u00a0type: decoy", "yaml/hard-space"),
        ("  - cue: second", "  \u2013 cue: second", "yaml/other-dash"),
        ("  - cue: second", "  -cue: second", "yaml/dash-space"),
        ("    type: decoy", "    type: @decoy", "yaml/first-sign"),
        ("    type: decoy", "    type: %decoy", "yaml/first-sign"),
        ("nl: 'Een foto''s lijst.'", "nl: Let op: dit is zo", "yaml/colon"),
        ("    type: decoy", "    type: let op: decoy", "yaml/colon"),
        ('en: "A frame."}', "en: A frame # 3}", "yaml/hash"),
        ('en: "A frame."}', 'en: "A \\frame\\q."}', "yaml/backslash"),
    ],
)
def test_a_slip_is_told_where_it_was_made(old: str, new: str, code: str | None) -> None:
    assert CASE.count(old) == 1
    _, findings = parse(CASE.replace(old, new).encode(), "case.yaml")
    line = CASE[: CASE.index(old)].count("\n") + 1
    assert [(found.code, found.place.line) for found in findings][:1] == ([(code, line)] if code else [])[:1]


@given(st.text(alphabet="ab:-#{}[]\"' \n\\|", max_size=60))
def test_any_text_gives_a_place_within_it(text: str) -> None:
    _, findings = parse(text.encode(), "any.yaml")
    assert all(1 <= found.place.line <= len(text.splitlines()) + 1 for found in findings)


def test_a_text_without_quotes_that_stops_at_its_comma_is_a_slip_with_quotes() -> None:
    notes = Notes()
    nodes, _ = parse(b'text: {nl: Een sticker, niets meer., en: "A sticker."}', "case.yaml")
    assert isinstance(nodes[0], Map)
    Fields(nodes[0], notes).text("text")
    assert [found.code for found in notes.findings] == ["yaml/quote"]
