"""The ear of danger: words that no cue knows, and that together sound like it, lead to one quiet question and to nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.danger import SOME, notices
from assistant.danger.ear import WINDOW, Sound, heard, weights
from assistant.danger.notices import detector_of
from assistant.dialogue.guide import Guide
from assistant.language import plain_words
from assistant.present.own_words import meant_by, proposal_view
from assistant.result.danger import NOUN

ROOT = Path(__file__).parents[2]
SENTENCES = ROOT / "tests" / "danger" / "sentences"
WEIGHED = {"": -100, "zee": 60, "storm": 60, "strand": -40}


def test_what_sounds_are_the_words_together() -> None:
    assert heard(["naar", "zee", "in", "de", "storm"], WEIGHED) == Sound(20, (1, 4))
    assert heard(["naar", "zee"], WEIGHED) == Sound(-40, (1,))
    assert heard(["naar", "het", "strand", "aan", "zee", "in", "de", "storm"], WEIGHED) == Sound(-20, (4, 7))
    assert heard([], WEIGHED) == Sound(-100)


def test_far_apart_is_not_together() -> None:
    between = ["woord"] * WINDOW
    assert heard(["zee", *between, "storm"], WEIGHED).weight == -40
    assert heard([*between, "zee", "storm"], WEIGHED) == Sound(20, (WINDOW, WINDOW + 1))


@given(st.lists(st.sampled_from(["zee", "storm", "strand", "boot", "zeeman"]), max_size=200))
def test_any_words_are_survived(words: list[str]) -> None:
    assert all(0 <= at < len(words) for at in heard(words, WEIGHED).places)


def test_it_asks_only_where_no_cue_speaks_and_never_opens_a_page(guide: Guide) -> None:
    seen = set()
    for path in SENTENCES.glob("*.tsv"):
        for line in path.read_text("utf-8").splitlines()[1:40]:
            told = notices(guide.pack, line.split("\t")[2], "nl")
            if any(notice.kind == SOME for notice in told):
                assert [(notice.level, bool(notice.matched)) for notice in told] == [("possible", True)]
                seen.add(line)
    assert seen


def test_a_game_in_one_sentence_does_not_silence_another(guide: Guide) -> None:
    held = [line.split("\t")[2] for line in (SENTENCES / "heldout.tsv").read_text("utf-8").splitlines()[1:]]
    heard_alone = next(text for text in held if [told.kind for told in notices(guide.pack, text, "nl")] == [SOME])
    game = "In de game schiet hij op zombies."
    assert notices(guide.pack, game, "nl") == ()
    assert [notice.kind for notice in notices(guide.pack, f"{game} {heard_alone}", "nl")] == [SOME]


def test_the_question_is_about_danger_in_general_and_yes_leads_to_every_page(guide: Guide) -> None:
    dialogue = guide.pack.dialogues["self_check"]
    for line in (SENTENCES / "heldout.tsv").read_text("utf-8").splitlines()[1:]:
        meant = meant_by(guide.pack, dialogue, "noticed", line.split("\t")[2], "nl")
        if meant and meant[0].ref == f"danger:{SOME}":
            view = proposal_view(guide.pack, meant[0], "nl", NOUN)
            assert view.ask.endswith("?")
            assert not meant[0].clear
            return
    pytest.fail("nothing was heard in any sentence")


def test_belief_origin_place_and_dress_are_not_heard(guide: Guide) -> None:
    detector = detector_of(guide.pack)
    neutral = [
        word for group in guide.pack.lexicon.groups if group.neutral for word in (*group.words.nl, *group.words.en)
    ]
    single = [word for word in neutral if word.isalpha()]
    assert single
    assert [
        word for word in single if detector.plain_words(f"ik zag {word} gisteren") != ["ik", "zag", "gisteren"]
    ] == []


def test_the_weights_are_of_these_sentences() -> None:
    made = subprocess.run(
        [sys.executable, "scripts/danger_ear.py", "--check"], cwd=ROOT, env={"PYTHONPATH": "."}, check=False
    )
    assert made.returncode == 0, "python scripts/danger_ear.py makes them anew"
    assert len(weights()) > 1000


def test_no_wording_of_danger_is_itself_a_word_of_belief_origin_place_or_dress(guide: Guide) -> None:
    neutral = {
        " ".join(plain_words(word, None))
        for group in guide.pack.lexicon.groups
        if group.neutral
        for word in (*group.words.nl, *group.words.en)
    }
    written = {
        " ".join(plain_words(wording.rstrip("*"), None))
        for family in guide.pack.danger_words.families
        for wording in (*family.words.nl, *family.words.en)
        if "<" not in wording
    }
    assert len(written) > 1000
    assert written & neutral == set()
