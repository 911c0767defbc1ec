"""Every observation that can be said in own words has a place in the self-check."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path

import pytest

from assistant.content.model import Observation, Pack
from assistant.content.pack import read_pack
from assistant.content.places import PLACED, place_of

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def pack() -> Pack:
    root: Traversable = ROOT  # type: ignore[assignment]
    return read_pack(root)


def test_everything_that_has_words_has_a_place_or_a_reason(pack: Pack) -> None:
    dialogue = pack.dialogues["self_check"]
    told = [wording for wording in pack.lexicon.wordings if wording.kind in PLACED]
    assert len(told) > 100
    for wording in told:
        entry = pack.entry(wording.kind, wording.id)
        assert isinstance(entry, Observation)
        question, option = place_of(pack, dialogue, entry.ref)
        assert question or entry.practice_only, entry.ref
        assert not option or dialogue.by_id[question].option(option), entry.ref


@pytest.mark.parametrize(
    ("ref", "place"),
    [
        ("event:arrested", ("events", "clash")),
        ("event:escaped_death", ("events", "")),
        ("event:dismissal", ("events", "dismissal")),
        ("change:gloomier", ("changes", "")),
        ("cue:praises_violence", ("changes", "violence")),
        ("protective:supportive_parenting", ("protective", "family")),
        ("danger:immediate", ("", "")),
        ("event:no_such_thing", ("", "")),
    ],
)
def test_a_fine_fact_goes_to_the_option_that_holds_it(pack: Pack, ref: str, place: tuple[str, str]) -> None:
    assert place_of(pack, pack.dialogues["self_check"], ref) == place


def test_a_conversation_without_that_question_has_no_place_for_it(pack: Pack) -> None:
    assert place_of(pack, pack.dialogues["quickscan"], "event:arrested") == ("", "")
