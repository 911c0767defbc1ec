"""Nothing on a result takes for granted what nobody named, and nothing said to the person betrays who told."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

import pytest

from assistant.content.model import Driver, Given, Observation, Saying, Trigger
from assistant.content.vocabulary import AGE_BANDS
from assistant.dialogue.guide import Guide
from assistant.present.result_pages import Part, result_pages
from assistant.reasoning.situation import gather
from assistant.report.text import to_text
from assistant.result.document import document_of
from assistant.result.presumed import fits, may_be_said, witnessed
from assistant.result.result import Result, result_of_facts
from tests.promises.sessions import results

AS_OF = "2026-11-24"
RECENT = (("impact", "strong"), ("when", "recent"))
GROUP_FACTS = (
    "event:joined_intolerant_group",
    "event:invited_by_group",
    "event:shut_out",
    "event:disappointed_in_group",
)


def result_for(guide: Guide, *given: Given) -> Result:
    return result_of_facts(guide, gather(("", fact) for fact in given)[0], AS_OF)


def told(kind: str, name: str, origin: str) -> Given:
    quals = (*RECENT, ("origin", origin)) if kind == "event" else (("origin", origin),)
    return Given(kind, name, quals=tuple(sorted(quals)))


def openers(result: Result) -> list[str]:
    part = document_of(result, "nl").part("openers")
    return [item.title for item in part.items] if part else []


def quoted(result: Result) -> list[str]:
    blocks = (block for page in result_pages(result, "nl") if page.id == "talk" for block in page.blocks)
    parts = [block for block in blocks if isinstance(block, Part)]
    return [item.title.strip("“”") for part in parts for item in part.items]


def speaking(guide: Guide) -> Iterable[tuple[str, Observation]]:
    """What somebody may have seen or heard from others, and has an opener."""
    for kind in ("event", "change"):
        for entry in guide.pack.kind(kind).values():
            if isinstance(entry, Observation) and entry.opener:
                yield kind, entry


@pytest.mark.parametrize("origin", ["told", ""])
def test_of_what_was_only_heard_there_is_no_sentence_to_say(guide: Guide, origin: str) -> None:
    for kind, entry in speaking(guide):
        one = told(kind, entry.id, origin) if origin else Given(kind, entry.id, quals=RECENT if kind == "event" else ())
        result = result_for(guide, one)
        shown = openers(result)
        assert entry.opener.nl not in shown, entry.ref
        assert entry.opener.nl not in quoted(result), entry.ref


def test_when_everything_was_heard_from_others_only_the_open_question_is_left(guide: Guide) -> None:
    for kind, entry in speaking(guide):
        result = result_for(guide, told(kind, entry.id, "told"))
        if document_of(result, "nl").part("page"):  # a call comes before any talk
            assert openers(result) == []
            continue
        first, *rest = openers(result)
        assert not rest, entry.ref
        assert "Hoe gaat het" in first
    everything = [told(kind, entry.id, "told") for kind, entry in speaking(guide) if "marriage" not in entry.id]
    assert len(openers(result_for(guide, *everything))) == 1
    injustice = Given("cue", "speaks_of_injustice")
    assert "Je vindt het niet eerlijk. Wat zou er moeten veranderen?" not in openers(
        result_for(guide, *everything, injustice)
    )


def test_what_was_seen_has_its_sentence(guide: Guide) -> None:
    for kind, entry in speaking(guide):
        if "marriage" not in entry.id:
            assert entry.opener.nl in openers(result_for(guide, told(kind, entry.id, "seen"))), entry.ref


def test_no_sentence_about_a_group_without_one_and_no_name_that_was_never_heard(guide: Guide) -> None:
    shown = 0
    for _, result in results(guide, 120, seed=31):
        facts = {fact.ref for fact in result.situation.present() if witnessed(fact)}
        for line in openers(result):
            shown += 1
            if "groep" in line:
                assert facts & set(GROUP_FACTS), line
            if "nieuwe naam" in line:
                assert any("condoning_violence" in ref or "invited" in ref for ref in facts), line
    assert shown > 150


def sayings(guide: Guide) -> dict[str, Saying]:
    entries = chain(guide.pack.kind("trigger").values(), guide.pack.kind("driver").values())
    return {line.nl: line for entry in entries if isinstance(entry, Trigger | Driver) for line in entry.opening}


def test_every_sentence_of_every_result_has_what_it_presupposes(guide: Guide) -> None:
    known = sayings(guide)
    met = set()
    for _, result in results(guide, 120, seed=32):
        for line in (*openers(result), *quoted(result)):
            if line in known:
                met.add(line)
                assert may_be_said(result.situation, known[line].needs), line
    assert len(met) > 15


def test_a_near_death_is_no_bereavement(guide: Guide) -> None:
    escaped = result_for(guide, told("event", "escaped_death", "seen"))
    died = result_for(guide, told("event", "bereavement", "seen"))
    for result, grief in ((escaped, False), (died, True)):
        refs = set(result.outcome.conclusions)
        assert "trigger:death_confrontation" in refs
        assert ("step:grief_support_together" in refs) is grief
        assert ("partner:grief_support" in refs) is grief
        assert ("rouw" in to_text(result, "nl").lower()) is grief
    text = to_text(escaped, "nl").lower() + " ".join(quoted(escaped)).lower()
    for never in ("wie is er overleden", "recent overlijden", "wie je mist", "het verlies", "afscheid"):
        assert never not in text
    assert {"partner:victim_support", "partner:family_doctor"} <= set(escaped.outcome.conclusions)


def test_understanding_is_no_praise(guide: Guide) -> None:
    heard = (
        Given("change", "condones_violence", quals=(("origin", "seen"),)),
        Given("explanation", "understands_without_praise"),
    )
    refs = result_for(guide, *heard).outcome.conclusions
    assert "signal:condones_violence" not in refs
    assert "step:leave_room_for_opinion" in refs
    assert (
        "signal:condones_violence" in result_for(guide, heard[0], Given("cue", "praises_violence")).outcome.conclusions
    )


def test_stopping_school_is_a_broken_tie_as_the_definition_says(guide: Guide) -> None:
    trigger = guide.pack.entry("trigger", "social_ties_broken")
    assert isinstance(trigger, Trigger)
    assert "school" in trigger.definition.nl
    assert "trigger:social_ties_broken" in result_for(guide, told("event", "left_school", "seen")).outcome.conclusions


def helps(result: Result) -> list[str]:
    part = document_of(result, "nl").part("helps")
    return [item.ref for item in part.items] if part else []


def test_an_ordinary_explanation_stands_there_only_for_a_fact_that_was_named(guide: Guide) -> None:
    marries = (
        told("event", "marriage_into_group", "seen"),
        Given("context", "age_27_up"),
        Given("context", "marries_by_free_choice"),
    )
    assert not {"explanation:relationship_trouble", "explanation:new_friends", "explanation:money_worries"} & set(
        helps(result_for(guide, *marries))
    )
    for age in AGE_BANDS:
        seen = (Given("change", "condones_violence", quals=(("origin", "seen"),)), Given("cue", "praises_violence"))
        result = result_for(guide, *seen, told("event", "discriminated", "seen"), Given("context", age))
        young = age in ("age_0_11", "age_12_15", "age_16_17", "age_18_22")
        entry = guide.pack.entry("explanation", "puberty_or_provocation")
        assert isinstance(entry, Observation)
        assert fits(result.situation, entry.needs) is young


def test_where_nothing_can_explain_it_one_line_says_what_to_ask(guide: Guide) -> None:
    part = document_of(result_for(guide, Given("cue", "seeks_thrill")), "nl").part("helps")
    assert part is not None
    assert [item.ref for item in part.items] == [""]
    assert part.items[0].title.endswith("?")


def test_what_would_change_it_names_first_what_was_said_and_is_not_known(guide: Guide) -> None:
    clash = told("event", "clash_with_authority", "seen")
    result = result_for(guide, Given("event", "dismissal", quals=(("origin", "seen"),)), clash)
    part = document_of(result, "nl").part("changes")
    assert part is not None
    assert "ontslag" in part.items[0].title
    assert guide.pack.entry("trigger", "loss_school_work").name.nl in part.items[0].text  # type: ignore[union-attr]
    assert any("botsing" in item.title for item in part.items)


@pytest.mark.parametrize(
    "change", ["secrecy", "withdraws", "online_shuts_out", "us_them_talk", "results_or_attendance"]
)
def test_growing_up_alone_crosses_no_limit(guide: Guide, change: str) -> None:
    """Who ticks *growing up* for somebody who is quiet, secret or not yet out is not told to set a limit."""
    given = [("explanation", "puberty_or_provocation"), ("change", change)]
    assert "step:set_limit_and_ask" not in guide.reasoner.refs(gather(("", Given(*each)) for each in given)[0])
    crossed = [*given, ("change", "pressures_others")]
    assert "step:set_limit_and_ask" in guide.reasoner.refs(gather(("", Given(*each)) for each in crossed)[0])
