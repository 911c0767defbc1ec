"""A story as it goes to a learning system: every question with what is said after each answer. From the same round as everywhere."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.content.model import Case, Language
from assistant.content.questions import HOW_SURE
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import Answer
from assistant.practice.case_round import Round, begin, keys_of
from assistant.practice.case_script import MARK, PARTNER, PRACTICE, STEP
from assistant.practice.debrief import debrief, verdict_of
from assistant.practice.sentences import Teller, base_rates, summary
from assistant.present.practice.debrief import debrief_questions
from assistant.present.practice.feedback import feedback
from assistant.present.practice.story import StoryPart, asked, story
from assistant.records import dataclass, replace

SURE = "60"
"""Nobody is asked how sure: what is said then is what is said to who was not very sure."""
FITS = ("first", "then", "expected", "also_good")


@dataclass(frozen=True, slots=True)
class SheetAnswer:
    """One answer, what is said after it, and whether it fits the key. Where there is no right or wrong every answer fits."""

    id: str
    text: str
    told: tuple[str, ...]
    fits: bool


@dataclass(frozen=True, slots=True)
class SheetQuestion:
    """One question; `about` is the text of the point, empty after the story."""

    key: str
    about: str
    ask: str
    answers: tuple[SheetAnswer, ...]


@dataclass(frozen=True)
class Sheet:
    """A whole story. `talk` has the questions for the talk afterwards, `card` what practice does not say about the street."""

    case: str
    title: str
    remark: str
    story: tuple[StoryPart, ...]
    questions: tuple[SheetQuestion, ...]
    talk: tuple[str, ...]
    card: tuple[str, ...]


def sheet_of(guide: Guide, case: Case, language: Language) -> Sheet:
    """The sheet of a case: its points, the first step, and whom to consult."""
    teller, one = Teller(guide.pack, case, language), begin(case, PRACTICE, "")
    keys = [key for key in keys_of(guide.pack, one) if key.startswith(MARK) or key in (STEP, PARTNER)]
    return Sheet(
        case=case.id,
        title=teller.say(case.title),
        remark=teller.key("practice.fictional"),
        story=tuple(replace(part, state="") for part in story(teller, one)),
        questions=tuple(_question(guide, teller, one, key) for key in keys),
        talk=tuple(f"{phase}: {ask}" for phase, ask in debrief_questions(teller)),
        card=base_rates(language),
    )


def _question(guide: Guide, teller: Teller, one: Round, key: str) -> SheetQuestion:
    view = asked(teller, one, key)
    cue = teller.case.by_id.get(key.removeprefix(MARK))
    answers = _marks(teller, one, key) if cue else _choices(guide, teller, one, key)
    return SheetQuestion(key, teller.say(cue.text) if cue else "", view.ask, tuple(answers))


def _marks(teller: Teller, one: Round, key: str) -> Iterable[SheetAnswer]:
    cue = teller.case.by_id[key.removeprefix(MARK)]
    for choice in asked(teller, one, key).choices:
        said = _with(one, key, Answer(chosen=(choice.id,), rows=((HOW_SURE, SURE),)))
        told = feedback(teller, said, key)
        fits = verdict_of(cue, said.marks[cue.id]) not in ("missed", "over_read")
        yield SheetAnswer(choice.id, choice.label, told, fits)


def _choices(guide: Guide, teller: Teller, one: Round, key: str) -> Iterable[SheetAnswer]:
    for choice in asked(teller, one, key).choices:
        found = debrief(guide.reasoner, teller.case, _with(one, key, Answer(chosen=(choice.id,))))
        made = found.step if key == STEP else found.partner
        told = tuple(each.text for each in summary(teller, found) if each.role == key)
        yield SheetAnswer(choice.id, choice.label, told, made is not None and made.verdict in FITS)


def _with(one: Round, key: str, answer: Answer) -> Round:
    return replace(one, session=one.session.answered(key, answer))
