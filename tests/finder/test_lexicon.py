"""The words of the pack: enough of them, for everything one can see, and never from belief or origin to a concern."""

from pathlib import Path

import pytest

from assistant.content.lexicon import LexiconChecker
from assistant.content.model import GUARDED, Language
from assistant.content.pack import load_pack
from tests.finder.helpers import LANGUAGES, pack

KINDS = ("event", "change", "cue", "protective", "explanation")
START = """
pack: {id: p, version: "1", title: {nl: a, en: a}}
events:
  - event: dismissal
    name: {nl: ontslag, en: dismissal}
    basis: seen
triggers: []
"""


def codes(folder: Path, lexicon: str) -> set[str]:
    (folder / "knowledge").mkdir()
    (folder / "dialogues").mkdir()
    (folder / "knowledge" / "triggers.yaml").write_text(START, "utf-8")
    (folder / "knowledge" / "lexicon.yaml").write_text(lexicon, "utf-8")
    return {finding.code for finding in load_pack(folder).findings}


def asked_elsewhere(kind: str) -> set[str]:
    """Facts that only another dialogue asks, such as the quickscan of a municipality: not about a person."""
    own, other = set(), set()
    for dialogue in pack().dialogues.values():
        for question in dialogue.questions:
            facts = {name for fact_kind, name in question.recordable if fact_kind == kind}
            (own if dialogue.id == "self_check" else other).update(facts)
    return other - own


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_one_can_see_has_ten_phrasings_or_more(kind: str, language: Language) -> None:
    told = {w.id: set(w.phrases.in_(language)) for w in pack().lexicon.wordings if w.kind == kind}
    assert told.keys() == pack().kind(kind).keys() - asked_elsewhere(kind)
    assert {name: len(phrases) for name, phrases in told.items() if len(phrases) < 10} == {}


def test_no_phrasing_stands_twice_with_one_observation() -> None:
    for wording in pack().lexicon.wordings:
        for language in LANGUAGES:
            phrases = wording.phrases.in_(language)
            assert len(phrases) == len(set(phrases)), (wording.id, [p for p in phrases if phrases.count(p) > 1])


GROUP = "word_groups: [{group: belief, neutral: true, nl: moskee; kerk, en: mosque; church}]\n"


@pytest.mark.parametrize(
    ("lexicon", "code"),
    [
        ("lexicon: [{event: dismissal, nl: ontslagen, en: fired}]", None),
        ("lexicon: [{event: dismisal, nl: ontslagen, en: fired}]", "reference/unknown"),
        ("lexicon: [{event: dismissal, nl: ontslagen}]", "field/missing"),
        ("lexicon: [{event: dismissal, nl: [ontslagen], en: fired}]", "field/type"),
        ("lexicon: [{event: dismissal, nl: a, en: b, extra: c}]", "field/unknown"),
        ("lexicon: [{event: dismissal, nl: a, en: b}, {event: dismissal, nl: a, en: b}]", "pack/duplicate"),
        (GROUP + "lexicon: [{event: dismissal, nl: gaat naar de Moskee, en: fired}]", "lexicon/neutral"),
        (GROUP + "lexicon: [{event: dismissal, nl: ontslagen, en: fired; goes to church}]", "lexicon/neutral"),
        ("word_groups: [{group: a, nl: x; y, en: x}, {group: b, nl: y, en: z}]", "lexicon/two-groups"),
    ],
)
def test_mistakes_in_a_lexicon_are_told(lexicon: str, code: str | None, tmp_path: Path) -> None:
    found = codes(tmp_path, lexicon)
    assert found == ({code} if code else set())


def test_the_fingerprint_of_the_pack_covers_the_lexicon(tmp_path: Path) -> None:
    prints = set()
    for number, word in enumerate(("ontslagen", "weggestuurd")):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert codes(folder, f"lexicon: [{{event: dismissal, nl: {word}, en: fired}}]") == set()
        loaded = load_pack(folder).pack
        assert loaded is not None
        prints.add(loaded.digest)
    assert len(prints) == 2


def test_the_guard_covers_every_kind_that_can_be_read_as_a_concern() -> None:
    assert {"event", "change", "cue", "context", "danger"} == set(GUARDED)
    assert LexiconChecker.__doc__
