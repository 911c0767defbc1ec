"""What is worth finding out says how, from a closed set; and nothing is on danger, coercion, suicide or a child's safety."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import product

import pytest

from assistant.authoring.lint.words import investigating
from assistant.content.model import HOWS, Inquiry, Observation, Step
from assistant.dialogue.guide import Guide
from assistant.reasoning.situation import Fact
from assistant.result.contract import to_data
from assistant.result.document import document_of
from assistant.result.result import Result, result_of_facts, result_of_session
from assistant.result.worth import how_of, worth_finding_out
from tests.promises.sessions import DAY, sessions
from tests.promises.test_haste import situation_by_lot

QUIET = ("veilig_thuis_before_talk", "follow_reporting_code", "police_care_report")


def asks_nothing(result: Result) -> None:
    """That nothing is worth finding out, in the result, its page, its list and its JSON."""
    refs = result.outcome.conclusions
    assert not [ref for ref in refs if ref.startswith("inquiry:")]
    assert worth_finding_out(result) == ()
    data = to_data(result, "nl")
    assert not [item for item in (*data["open"], *data["possible"]) if item["how"]]
    part = document_of(result, "nl").part("unknown")
    assert part is None or not part.outro
    assert not [item for item in (part.items if part else ()) if item.label]


def test_every_inquiry_says_how(guide: Guide) -> None:
    for entry in guide.pack.kind("inquiry").values():
        assert isinstance(entry, Inquiry)
        assert entry.how in HOWS, entry.id


def test_no_way_to_find_out_leads_to_things_or_people_around(guide: Guide) -> None:
    for entry in guide.pack.kind("inquiry").values():
        assert isinstance(entry, Inquiry)
        for language, text in (("nl", entry.note.nl), ("en", entry.note.en)):
            assert not investigating(language, text), entry.id


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Kijk in de telefoon.", "telefoon"),
        ("Vraag het de ouders. Vraag geen vrienden uit.", "ouders"),
        ("Vraag het de student. Kijk nooit in accounts.", ""),
        ("Vraag een collega wat die zag.", ""),
    ],
)
def test_a_sentence_that_says_not_to_is_fine(text: str, word: str) -> None:
    assert investigating("nl", text) == word


def test_in_danger_nothing_is_worth_finding_out(guide: Guide) -> None:
    dangers, contexts = list(guide.pack.kind("danger")), list(guide.pack.kind("context"))
    rng = random.Random(1)
    for name in dangers:
        for _ in range(10):
            situation = situation_by_lot(guide, rng, ("seen", "told", "")).with_fact(Fact("danger", name))
            for context in rng.sample(contexts, 6):
                situation = situation.with_fact(Fact("context", context))
            asks_nothing(result_of_facts(guide, situation, DAY))


def test_with_coercion_or_an_unsafe_child_nothing_is_worth_finding_out(guide: Guide) -> None:
    rng = random.Random(2)
    events = ("suspected_violence_at_home", "marriage_into_group", "marriage_or_engagement")
    for event, _ in product(events, range(25)):
        situation = situation_by_lot(guide, rng, ("seen", "told", "")).with_fact(Fact("event", event))
        for adult in ("age_18_22", "age_23_26", "age_27_up"):  # of an adult who chooses freely one may ask
            situation = situation.without(f"context:{adult}")
        result = result_of_facts(guide, situation, DAY)
        assert {f"step:{name}" for name in QUIET} & set(result.outcome.conclusions)
        asks_nothing(result)


def test_the_steps_that_ask_nothing_are_marked(guide: Guide) -> None:
    marked = {step.id for step in guide.pack.kind("step").values() if isinstance(step, Step) and step.asks_nothing}
    assert marked == set(QUIET)


def test_in_self_checks_everything_worth_finding_out_has_a_way(guide: Guide) -> None:
    told = quiet = 0
    for session in sessions(guide, 120, seed=55):
        result = result_of_session(guide, session)
        if result.asks_nothing:
            asks_nothing(result)
            quiet += 1
            continue
        for item in worth_finding_out(result):
            entry = guide.pack.entry(*item.fact.partition("@")[0].split(":", 1))
            assert how_of(guide.pack, item.fact) in HOWS
            assert not (isinstance(entry, Observation) and entry.safety)
            told += 1
    assert told
    assert quiet


def test_what_is_left_to_rest_is_asked_about_only_once_it_was_named(guide: Guide) -> None:
    assert how_of(guide.pack, "event:contact_condoning_violence") == "leave_it"
    assert how_of(guide.pack, "event:contact_condoning_violence@when") == "ask_person"
    assert how_of(guide.pack, "event:suspected_violence_at_home@when") is None
    assert how_of(guide.pack, "danger:immediate") is None
    assert how_of(guide.pack, "change:withdraws") == "wait_and_look"


def test_a_pack_that_does_not_say_how_says_nothing(guide: Guide) -> None:
    entry = guide.pack.entry("inquiry", "how_is_home")
    assert isinstance(entry, Inquiry)
    kinds = {**guide.pack.entries, "inquiry": {"how_is_home": replace(entry, how=None)}}
    assert how_of(replace(guide.pack, entries=kinds), "inquiry:how_is_home") is None
