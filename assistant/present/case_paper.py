"""A case for a room without devices: story, answer sheet and, on a page of its own, key and debrief questions."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.content.interface import phrases
from assistant.content.model import Case, Language
from assistant.dialogue.guide import Guide
from assistant.practice.case_round import begin
from assistant.practice.case_script import DRIVERS, FORK_AT, PARTNER, SIMULATION, STEP, TRIGGERS
from assistant.practice.sentences import Teller, base_rates
from assistant.present.class_report import Block
from assistant.present.practice.debrief import debrief_questions
from assistant.present.practice.key import key_view
from assistant.present.practice.story import asked, story

NEW_PAGE = Block("page")


def paper_blocks(guide: Guide, case: Case, language: Language) -> list[Block]:
    """All three pages. Only the last has anything of the key."""
    return [
        *_story(guide, case, language),
        NEW_PAGE,
        *_sheet(guide, case, language),
        NEW_PAGE,
        *_key(guide, case, language),
    ]


def _story(guide: Guide, case: Case, language: Language) -> Iterable[Block]:
    words, teller = phrases(language), Teller(guide.pack, case, language)
    yield Block("h1", teller.say(case.title))
    yield Block("p", words("practice.fictional"))
    for part in story(teller, begin(case, SIMULATION, "")):
        yield Block("p", part.text, lead=f"{part.number}." if part.number else "")


def _sheet(guide: Guide, case: Case, language: Language) -> Iterable[Block]:
    words, teller = phrases(language), Teller(guide.pack, case, language)
    one = begin(case, SIMULATION, "")
    yield Block("h1", f"{words('practice.print.sheet')}: {teller.say(case.title)}")
    yield Block("p", words("practice.print.no_name"))
    head = tuple(words(f"practice.print.{name}") for name in ("point", "matters", "ordinary", "sure"))
    yield Block("table", rows=(head, *((str(cue.number), "☐", "☐", "") for cue in case.cues)))
    for key in (TRIGGERS, DRIVERS, STEP, PARTNER):
        ask = asked(teller, one, key)
        yield Block("p", lead=ask.ask)
        yield Block("ul", rows=tuple(("", f"☐ {each.label}") for each in ask.choices if not each.alone))
    for fork in case.concordance:
        ask = asked(teller, one, f"{FORK_AT}{fork.at}")
        yield Block("p", ask.ask)
        yield Block("p", " · ".join(f"☐ {each.label}" for each in ask.choices))


def _key(guide: Guide, case: Case, language: Language) -> Iterable[Block]:
    words, teller = phrases(language), Teller(guide.pack, case, language)
    yield Block("h1", f"{words('practice.print.key')}: {teller.say(case.title)}")
    for cue in case.cues:
        why = " ".join(teller.say(text) for text in (cue.missed, cue.overread) if text)
        yield Block("p", f"{words(f'practice.type.{cue.type}')}. {why}", lead=f"{cue.number}.")
    for name, values in vars(key_view(guide, case, language)).items():
        if values:
            yield Block("p", "; ".join(values), lead=words(f"practice.key.{name}"))
    questions = debrief_questions(teller)
    if questions:
        yield Block("h2", words("practice.debrief.questions"))
        yield Block("ol", rows=tuple((f"{phase}.", ask) for phase, ask in questions))
    card = base_rates(language)
    yield Block("h2", card[0])
    yield from (Block("p", line) for line in card[1:])
