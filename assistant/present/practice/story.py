"""A story as it is read, and where a round with it stands: the question that is open is the view that every conversation has."""

from __future__ import annotations

from assistant.content.model import Language, Text
from assistant.dialogue.guide import Guide
from assistant.dialogue.replay import Turn
from assistant.practice.case_round import Round, changed_since, keys_of, open_key, script_for
from assistant.practice.case_script import MARK, POINT, SIMULATION, WORKED, script_of
from assistant.practice.files import COUNTED
from assistant.practice.sentences import Teller, changed_sentence
from assistant.present.conversation import QuestionView, question_view
from assistant.present.practice.feedback import feedback
from assistant.records import dataclass


@dataclass(frozen=True, slots=True)
class StoryPart:
    """A piece of the vignette. `number` is 0 for what is no cue; `state` is current, done or later."""

    text: str
    number: int = 0
    cue: str = ""
    state: str = ""


@dataclass(frozen=True)
class PlayView:
    """A round under way. `worked` has the introduction of a worked example and then its lines; `feedback` is about the last answer."""

    title: str
    remark: str
    story: tuple[StoryPart, ...]
    worked: tuple[str, ...]
    question: QuestionView | None
    done: int
    total: int
    feedback: tuple[str, ...] = ()
    changed: str = ""


def play_view(guide: Guide, one: Round, language: Language, *, last: str = "", at: str = "") -> PlayView:
    """What a round shows now. `last` is the key that was answered last: in practice mode it gets its feedback here.

    `at` is the key to show; without it the first one that is open.
    """
    case = guide.pack.cases[one.case]
    teller = Teller(guide.pack, case, language)
    keys, key = keys_of(guide.pack, one), at or open_key(guide.pack, one)
    worked = case.worked if one.mode == WORKED else None
    lines = (
        (teller.say(worked.intro), *(f"{n}. {teller.say(line.text)}" for n, line in enumerate(worked.lines, 1)))
        if worked
        else ()
    )
    return PlayView(
        title=teller.say(case.title),
        remark=teller.key("practice.fictional"),
        story=story(teller, one, key),
        worked=lines,
        question=asked(teller, one, key) if key else None,
        done=sum(1 for each in keys if each in one.answers),
        total=len(keys),
        feedback=feedback(teller, one, last),
        changed=changed_sentence(teller, changed_since(case, one)),
    )


def story(teller: Teller, one: Round, key: str = "") -> tuple[StoryPart, ...]:
    """The vignette in order: the introduction, the cues with their numbers, and what is no cue; of a single point up to there."""
    parts = [StoryPart(teller.say(teller.case.intro))]
    for part in teller.case.story:
        if isinstance(part, Text):
            parts.append(StoryPart(teller.say(part)))
        else:
            state = "current" if key == MARK + part.id else "done" if MARK + part.id in one.answers else "later"
            parts.append(StoryPart(teller.say(part.text), part.number, part.id, state))
            if one.mode == POINT and part.id == one.again_from:
                break
    return tuple(parts)


def hands(teller: Teller) -> dict[str, tuple[tuple[str, str], ...]]:
    """What hands can be counted for, group by group: `marks/CUE`, `triggers/ID` and so on, each with its words."""
    script = script_of(teller.pack, teller.case, SIMULATION).by_id
    marks = tuple((f"marks/{cue.id}", f"{cue.number}. {teller.say(cue.text)}") for cue in teller.case.cues)
    rest = {
        part: tuple((f"{part}/{option.id}", teller.say(option.label)) for option in script[key].options)
        for part, key in COUNTED.items()
    }
    return {"marks": marks, **rest}


def asked(teller: Teller, one: Round, key: str) -> QuestionView:
    """The question behind a key, with what was answered to it marked."""
    turn = Turn(key, script_for(teller.pack, one).by_id[key], None, one.answers.get(key))
    return question_view(teller.pack, one.session, turn, turn.answer, teller.language, teller.noun)
