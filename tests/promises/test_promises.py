"""The promises of the product (what it never does to a person), over simulated sessions and over every text."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest

from assistant.content.model import Given, Observation, Partner
from assistant.content.vocabulary import AGE_BANDS, PROFESSIONS
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import Answer, Session
from assistant.reasoning.edits import Edit
from assistant.reasoning.situation import gather
from assistant.result.contract import to_json
from assistant.result.document import document_of
from assistant.result.one_page import page_of
from assistant.result.presumed import fits
from assistant.result.result import Result, result_of_session
from tests.promises.sessions import DAY, results, seen_enough, sessions, tally
from tests.promises.texts import every_text

NUMBER = 1_000
CONCERNS = ("trigger:", "driver:", "signal:")
# What an age may change: whose consent is asked, which legal route fits, and that a child is not detained. Nothing else.
AGE_MAY_CHANGE = {
    "step:ask_consent_parents",
    "step:decide_together_with_parents",
    "step:adult_decides_on_parents",
    "step:may_be_adult",
    "step:child_of_detainee",
    "step:talk_with_parents",
    "step:kindcheck",
    "partner:veilig_thuis",
    "partner:rvdk",
    "partner:leerplicht",
    "partner:doorstroompunt",
    "partner:jeugdreclassering",
    "partner:reclassering",
    "partner:youth_doctor",
    "partner:kindertelefoon",
    "partner:alles_oke",
}
FIRST_CALL = "step:veilig_thuis_before_talk"
MISREADINGS = (
    "appearance_only",
    "faith_practice",
    "critical_of_policy",
    "deviant_opinion",
    "provocation",
    "ordinary_expression",
    "one_off_anger",
    "search_for_meaning",
)
STAY_IN_TOUCH = {
    "step:stay_in_contact",
    "step:talk_open",
    "step:agree_follow_up",
    "step:share_with_colleague",
    "step:support_the_search",
    # To let it be, or to set a limit and ask, is talking and no more.
    "step:look_at_conduct",
    "step:set_limit_and_ask",
    "step:leave_room_for_opinion",
    "step:come_back_calmly",
}


def test_what_helps_stands_beside_every_concern_and_explains_something_that_was_named(guide: Guide) -> None:
    """P5: the same heading, as much room, and no padding: each ordinary explanation that nobody chose can explain a fact that was named."""
    seen: Counter[str] = Counter()
    explained = 0
    for _, result in results(guide, 200, seed=11):
        tally(result, seen)
        document = document_of(result, "nl")
        concerns, helps = document.part("concerns"), document.part("helps")
        items = [item for item in concerns.items if item.ref] if concerns else []
        if result.ended == "danger" or not items or FIRST_CALL in result.outcome.conclusions:
            continue
        assert helps is not None
        assert helps.items
        assert helps.title
        assert helps.intro
        given = {fact.ref for fact in result.situation.present() if fact.kind in ("protective", "explanation")}
        ours = [item.ref for item in helps.items if item.ref not in given]
        assert {item.ref for item in helps.items} >= given
        assert len(ours) <= max(1, len(items) - len(given))
        for ref in filter(None, ours):
            entry = guide.pack.entry(*ref.split(":", 1))
            assert isinstance(entry, Observation)
            assert entry.needs.facts, ref
            assert fits(result.situation, entry.needs), ref
            explained += 1
        if "" in ours:  # the one line that says what to ask
            assert len(helps.items) == 1
    seen_enough(seen)
    assert explained > 20


def test_not_knowing_never_adds_a_concern(guide: Guide) -> None:
    """Concerns under *unknown* are contained in those under yes and in those under no, fact by fact."""
    seen: Counter[str] = Counter()
    for _, result in results(guide, 60, seed=12):
        tally(result, seen)
        if result.ended == "danger":
            continue
        for ref in list(result.situation.facts):
            if ref.startswith(("danger:", "context:")):
                continue
            unknown, yes, no = (
                {c for c in guide.reasoner.refs(Edit(ref, "", state).apply(result.situation)) if c.startswith(CONCERNS)}
                for state in ("unknown", "present", "absent")
            )
            assert unknown <= yes, ref
            assert unknown <= no, ref
    seen_enough(seen)


def test_age_changes_nothing_but_consent_and_legal_route(guide: Guide) -> None:
    seen: Counter[str] = Counter()
    differed = 0
    for session in sessions(guide, 80, seed=13):
        found = []
        for band in AGE_BANDS:
            result = result_of_session(guide, session.answered("age_band", Answer(chosen=(band,))))
            found.append(set(result.outcome.conclusions))
        tally(result, seen)
        if any(FIRST_CALL in each for each in found):  # a child's marriage: Veilig Thuis comes before any talk
            found = [{ref for ref in each if ref.startswith(CONCERNS)} for each in found]
        difference = set.union(*found) - set.intersection(*found)
        assert difference <= AGE_MAY_CHANGE, difference
        differed += bool(difference)
    seen_enough(seen)
    assert differed


def test_protective_factors_and_explanations_never_take_a_concern_away(guide: Guide) -> None:
    seen: Counter[str] = Counter()
    for session, result in results(guide, 120, seed=14):
        tally(result, seen)
        if result.ended == "danger":
            continue
        kept = {"protective": Answer(chosen=("none_of_these",)), "explanations": Answer(chosen=("none_of_these",))}
        bare = Session(session.dialogue, session.as_of, {**session.answers, **kept})
        concerns = {ref for ref in result_of_session(guide, bare).outcome.conclusions if ref.startswith(CONCERNS)}
        assert concerns <= set(result.outcome.conclusions)
    seen_enough(seen)


@pytest.mark.parametrize("profession", PROFESSIONS)
def test_documented_misreadings_alone_give_no_concern_and_only_contact(guide: Guide, profession: str) -> None:
    for size in (1, 2, 3):
        for names in combinations(MISREADINGS, size):
            given = [Given("explanation", name) for name in names] + [Given("context", profession)]
            refs = guide.reasoner.refs(gather(("", fact) for fact in given)[0])
            assert not [ref for ref in refs if ref.startswith(CONCERNS)]
            assert {ref for ref in refs if ref.startswith("step:")} <= STAY_IN_TOUCH


def test_every_danger_answer_ends_in_the_exit(guide: Guide) -> None:
    """Each danger, for each profession: the conversation ends at once, with a step and a partner, and no concern."""
    for name in guide.pack.kind("danger"):
        for profession in PROFESSIONS:
            given = [Given("danger", name), Given("context", profession)]
            refs = guide.reasoner.refs(gather(("", fact) for fact in given)[0])
            assert any(ref.startswith("step:") for ref in refs), (name, profession)
            assert any(ref.startswith("partner:") for ref in refs), (name, profession)
            assert not [ref for ref in refs if ref.startswith(CONCERNS)]
    for dialogue in guide.pack.dialogues.values():
        for question in dialogue.questions:
            for option in question.options:
                if any(given.kind == "danger" and given.state == "present" for given in option.records):
                    assert option.ends == "danger"


def test_danger_ends_a_session_and_changing_it_restores_everything(guide: Guide) -> None:
    for session, result in results(guide, 60, seed=15):
        danger = result_of_session(guide, session.answered("danger_now", Answer(chosen=("yes",))))
        assert danger.ended == "danger"
        assert not [ref for ref in danger.outcome.conclusions if ref.startswith(CONCERNS)]
        changed = session.answered("danger_now", Answer(chosen=("yes",)))
        again = changed.answered("danger_now", session.answers["danger_now"])
        assert said_and_drawn(result_of_session(guide, again)) == said_and_drawn(result)


def test_no_result_offers_a_partner_out_of_reach(guide: Guide) -> None:
    seen: Counter[str] = Counter()
    for _, result in results(guide, NUMBER, seed=16):
        tally(result, seen)
        for name in result.outcome.of_kind("partner"):
            partner = guide.pack.kind("partner")[name]
            assert isinstance(partner, Partner)
            if result.profession:
                assert partner.reach[result.profession] != "never", (name, result.profession)
    seen_enough(seen)


def test_every_complete_result_ends_with_a_human(guide: Guide) -> None:
    seen: Counter[str] = Counter()
    for _, result in results(guide, NUMBER, seed=17):
        tally(result, seen)
        if result.ended in ("complete", "danger"):
            assert result.outcome.of_kind("partner"), result.outcome.conclusions
            assert result.outcome.of_kind("step")
    seen_enough(seen)


# The user's own answers, references and telephone numbers aside: no figure, level, colour or rank.
VERDICT = re.compile(
    r"\d+ ?%|\b\d+ van de \d+|\b\d+ (out )?of (?!0)\d+|\bscore\b|\bpunten\b|\bpoints\b"
    r"|\brisico(niveau|score)?: ?(hoog|laag|midden)|\b(high|low|medium) risk\b|\bhoog risico\b|\blaag risico\b"
    r"|\b(groen|oranje|rood|green|amber|red)e? (vlag|zone|licht|flag|light)\b|\bcategorie [A-D0-9]\b|\bfase \d\b|\bphase \d\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_number_level_or_colour_is_tied_to_a_person(guide: Guide, language: str) -> None:
    seen: Counter[str] = Counter()
    for _, result in results(guide, 60, seed=18):
        tally(result, seen)
        page, document = page_of(result, language), document_of(result, language)  # type: ignore[arg-type]
        for text in (page.title, page.remark, page.motto, *page.banner, *(text for line in page.own for text in line)):
            assert not VERDICT.search(text), text
        for part in (*page.parts, *document.parts):
            for item in part.items:
                assert not VERDICT.search(f"{item.title} {item.label} {item.text}"), item
    seen_enough(seen)


LOADED = re.compile(
    r"radicale (jongere|leerling|student|persoon)|geradicaliseerde (jongere|leerling)|radicalised (youth|pupil|student)"
    r"|\bextremisten?\b als label|\bverdachte leerling|\ballochtoo?n|\bhaatbaard|\bterrorist in spe|\btikkende tijdbom|\bticking time"
    r"|\bbekend maken als|\bprofiel van een terrorist|\bwolf in schaapskleren",
    re.IGNORECASE,
)


def test_no_loaded_words_anywhere(guide: Guide) -> None:
    found = [
        (where, text) for where, text in every_text(guide.pack) if LOADED.search(text.nl) or LOADED.search(text.en)
    ]
    assert found == []


# Words about belief, dress, descent, origin: they may stand in explanations and glossaries, never in what counts.
PERSONAL = re.compile(
    r"\b(geloof|moskee|islam|moslim|koran|hoofddoek|baard|kleding|kleren|afkomst|etnisch|nationaliteit|huidskleur|migratie|"
    r"religion|mosque|muslim|koran|headscarf|beard|clothes|clothing|dress|descent|ethnic|nationality|skin|migration)\w*",
    re.IGNORECASE,
)


def test_nothing_that_counts_is_about_belief_dress_or_origin(guide: Guide) -> None:
    for kind in ("event", "change", "cue"):
        for entry in guide.pack.kind(kind).values():
            assert isinstance(entry, Observation)
            assert not PERSONAL.search(entry.name.nl), entry.name.nl
            assert not PERSONAL.search(entry.name.en), entry.name.en
    script = guide.dialogue("self_check")
    for question in script.questions:
        for option in question.options:
            if any(given.kind in ("event", "change", "cue", "danger") for given in option.records):
                assert not PERSONAL.search(f"{option.label.nl} {option.label.en}"), option.label


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])[\"'”]?\s+", text) if re.search(r"\w", part)]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_sentences_are_short(guide: Guide, language: str) -> None:
    """At most fifteen words on average, none above twenty-five; few long words (a rough stand-in for LiNT)."""
    lengths: list[int] = []
    long_words = words = 0
    for where, text in every_text(guide.pack):
        if where.startswith("source"):
            continue
        for sentence in _sentences(text.in_(language)):  # type: ignore[arg-type]
            count = len(sentence.split())
            assert count <= 25, (where, sentence)
            lengths.append(count)
            words += count
            long_words += sum(1 for word in re.findall(r"\w+", sentence) if len(word) > 15)
    print(language, "mean", round(statistics.mean(lengths), 1), "long words", round(long_words / words, 4))
    assert statistics.mean(lengths) <= 15
    assert long_words / words < 0.03


def test_what_is_our_own_reasoning_says_so_in_its_own_sentence(guide: Guide) -> None:
    own = re.compile(r"inschatting|keuze van dit programma|our own reasoning|choice of this program", re.IGNORECASE)
    for rule in guide.pack.rules:
        if rule.basis != "seen":
            assert own.search(rule.because.nl), (rule.id, rule.because.nl)
            assert own.search(rule.because.en), (rule.id, rule.because.en)
    for session, result in results(guide, 60, seed=19):
        document = document_of(result, "nl")
        for part in ("concerns", "helps"):
            for item in (document.part(part) or replace(document.parts[0], items=())).items:
                kind, _, name = item.ref.partition(":")
                entry = guide.pack.entry(kind, name)
                if entry is not None and item.text and entry.basis_of.get("note", entry.basis) != "seen":
                    assert own.search(item.text), (session.answers.keys(), item)


def test_nothing_recalled_is_shown_as_a_finding(guide: Guide) -> None:
    for kind in ("trigger", "driver", "signal"):
        for entry in guide.pack.kind(kind).values():
            assert entry.basis != "recalled", entry.ref
            assert entry.basis_of.get("note", "seen") != "recalled", entry.ref
    assert all(rule.basis != "recalled" for rule in guide.pack.rules)


def test_nothing_is_expired_on_the_day_of_review(guide: Guide) -> None:
    day = guide.pack.info.reviewed_on
    assert day
    entries = [entry for kind in guide.pack.entries.values() for entry in kind.values()]
    assert [entry.ref for entry in entries if entry.review_by and entry.review_by < day] == []
    assert all(rule.review_by >= day for rule in guide.pack.rules)


def test_the_usual_path_has_at_most_twenty_screens(guide: Guide) -> None:
    lengths = []
    for session in sessions(guide, 400, seed=20):
        position = guide.position(session)
        if position.ended == "complete":
            lengths.append(len(position.turns))
    print("screens: median", statistics.median(lengths), "longest", max(lengths), "of", len(lengths))
    assert statistics.median(lengths) <= 20
    assert DAY


def said_and_drawn(result: Result) -> object:
    assert result.position is not None
    turns = [(turn.key, turn.answer) for turn in result.position.turns]
    return turns, result.situation, result.outcome.conclusions, result.outcome.because


def test_changing_an_answer_and_back_gives_the_same_result(guide: Guide) -> None:
    for session, result in results(guide, 150, seed=21):
        for key in ("role", "events", "changes"):
            changed = session.answered(key, Answer("unknown")).answered(key, session.answers[key])
            assert said_and_drawn(result_of_session(guide, changed)) == said_and_drawn(result)


def test_changing_an_answer_and_back_gives_the_same_bytes(guide: Guide) -> None:
    for session, result in results(guide, 5, seed=22):
        changed = session.answered("events", Answer("unknown")).answered("events", session.answers["events"])
        assert to_json(result_of_session(guide, changed), "en") == to_json(result, "en")
