"""The ear of danger: words that no cue knows, and that together sound like it, lead to one quiet question and to nothing else."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.danger import SOME, notices
from assistant.danger.ear import DANGER, WINDOW, Sound, heard
from assistant.danger.notices import detector_of
from assistant.dialogue.guide import Guide
from assistant.language import plain_words
from assistant.language.classifier import Classifier
from assistant.present.own_words import meant_by, proposal_view
from assistant.result.danger import NOUN

ROOT = Path(__file__).parents[2]
SENTENCES = ROOT / "tests" / "danger" / "sentences"
HELD_OUT = [line.split("\t")[2] for line in (SENTENCES / "heldout.tsv").read_text("utf-8").splitlines()[1:]]
WEIGHED = Classifier(
    ("coercion", DANGER, "immediate"),
    {"": "0=-300 1=-100 2=-50", "zee": "1=60", "storm": "1=60 2=220", "strand": "1=-40", "boot": "0=400"},
)


def test_what_sounds_are_the_words_together() -> None:
    assert heard(["naar", "zee", "in", "de", "storm"], WEIGHED) == Sound(20, (1, 4), "immediate")
    assert heard(["naar", "zee"], WEIGHED) == Sound(-40, (1,))
    assert heard(["naar", "het", "strand", "aan", "zee", "in", "de", "storm"], WEIGHED) == Sound(
        -20, (4, 7), "immediate"
    )
    assert heard([], WEIGHED) == Sound(-100)


def test_the_kind_is_told_when_one_is_plain() -> None:
    assert heard(["boot"], WEIGHED).kind == "coercion"
    assert heard(["boot", "storm"], WEIGHED).kind == ""
    assert heard(["zee"], WEIGHED).kind == ""


def test_far_apart_is_not_together() -> None:
    between = ["woord"] * WINDOW
    assert heard(["zee", *between, "storm"], WEIGHED).weight == -40
    assert heard([*between, "zee", "storm"], WEIGHED) == Sound(20, (WINDOW, WINDOW + 1), "immediate")


@given(st.lists(st.sampled_from(["zee", "storm", "strand", "boot", "zeeman"]), max_size=200))
def test_any_words_are_survived(words: list[str]) -> None:
    assert all(0 <= at < len(words) for at in heard(words, WEIGHED).places)


def test_it_never_opens_a_page(guide: Guide) -> None:
    deaf = detector_of(guide.pack).without_ear()
    seen = set()
    for text in HELD_OUT[:400]:
        told = notices(guide.pack, text, "nl")
        cues = {notice.kind: notice.level for notice in deaf.notices(text)}
        assert all(cues.get(notice.kind) == "clear" for notice in told if notice.level == "clear"), text
        if any(notice.kind not in cues for notice in told):
            assert [(notice.level, bool(notice.matched)) for notice in told] == [("possible", True)]
            seen.add(text)
    assert seen


def test_no_clear_cue_is_silenced(guide: Guide) -> None:
    deaf = detector_of(guide.pack).without_ear()
    for text in HELD_OUT:
        clear = {notice.kind for notice in deaf.notices(text) if notice.level == "clear"}
        assert clear <= {notice.kind for notice in notices(guide.pack, text, "nl")}, text


def test_a_game_in_one_sentence_does_not_silence_another(guide: Guide) -> None:
    heard_alone = next(text for text in HELD_OUT if [told.kind for told in notices(guide.pack, text, "nl")] == [SOME])
    game = "In de game schiet hij op zombies."
    assert notices(guide.pack, game, "nl") == ()
    assert [notice.kind for notice in notices(guide.pack, f"{game} {heard_alone}", "nl")] == [SOME]


def test_the_question_is_about_danger_in_general_and_yes_leads_to_every_page(guide: Guide) -> None:
    dialogue = guide.pack.dialogues["self_check"]
    for text in HELD_OUT:
        meant = meant_by(guide.pack, dialogue, "noticed", text, "nl")
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


def test_held_out_sentences_are_heard_as_often_as_was_measured(guide: Guide) -> None:
    """Floors just under what was measured; the exam has other sentences."""
    told: Counter[tuple[str, str]] = Counter()
    for line in (SENTENCES / "heldout.tsv").read_text("utf-8").splitlines()[1:]:
        which, spoken, text, _, level = line.split("\t")
        levels = {notice.level for notice in notices(guide.pack, text, "nl" if spoken == "nl" else "en")}
        said = "page" if "clear" in levels else "asked" if levels else "nothing"
        told[f"{which} {level}".strip(), said] += 1
    count = {each: sum(number for (which, _), number in told.items() if which == each) for each, _ in told}
    assert told["danger clear", "nothing"] / count["danger clear"] <= 0.02
    assert told["danger possible", "nothing"] / count["danger possible"] <= 0.13
    assert told["near_danger", "page"] / count["near_danger"] <= 0.02
    assert told["near_danger", "asked"] / count["near_danger"] <= 0.22
    assert (count["nothing"] - told["nothing", "nothing"]) / count["nothing"] <= 0.15


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
