"""A round under way: the story, and the question that is open."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.content.model import Entry, Language, Text
from assistant.dialogue.guide import Guide
from assistant.practice.round import (
    FORK,
    FORK_AT,
    MARK,
    SURE,
    WORKED,
    Round,
    changed_since,
    keys_of,
    label_choices,
    open_key,
    partner_choices,
    step_choices,
)
from assistant.practice.sentences import Teller, changed_sentence
from assistant.present.practice.feedback import feedback
from assistant.records import dataclass
from assistant.result.words import capital


@dataclass(frozen=True, slots=True)
class StoryPart:
    """A piece of the vignette. `number` is 0 for what is no cue; `state` is current, done or later."""

    text: str
    number: int = 0
    cue: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class OptionView:
    """One thing to choose. `value` is what is kept."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class AskView:
    """The open question. `kind` is mark (then `sure` too), many, one, fork or line."""

    key: str
    kind: str
    ask: str
    help: str
    options: tuple[OptionView, ...]
    sure: tuple[OptionView, ...] = ()


@dataclass(frozen=True)
class RoundView:
    """A round under way. `worked` has the introduction of a worked example and then its lines; `feedback` is about the last answer."""

    title: str
    remark: str
    story: tuple[StoryPart, ...]
    worked: tuple[str, ...]
    ask: AskView | None
    done: int
    total: int
    feedback: tuple[str, ...] = ()
    changed: str = ""


def round_view(guide: Guide, one: Round, language: Language, *, last: str = "", at: str = "") -> RoundView:
    """What a round shows now. `last` is the key that was answered last: in practice mode it gets its feedback here.

    `at` is the key to show; without it the first one that is open.
    """
    case = guide.pack.cases[one.case]
    teller = Teller(guide.pack, case, language)
    keys, key = keys_of(case, one.mode), at or open_key(case, one)
    worked = case.worked if one.mode == WORKED else None
    lines = (
        (teller.say(worked.intro), *(f"{n}. {teller.say(line.text)}" for n, line in enumerate(worked.lines, 1)))
        if worked
        else ()
    )
    return RoundView(
        title=teller.say(case.title),
        remark=teller.key("practice.fictional"),
        story=story(teller, one, key),
        worked=lines,
        ask=ask_view(teller, one, key) if key else None,
        done=sum(1 for each in keys if each in one.answers),
        total=len(keys),
        feedback=feedback(teller, one, last),
        changed=changed_sentence(teller, changed_since(case, one)),
    )


def story(teller: Teller, one: Round, key: str = "") -> tuple[StoryPart, ...]:
    """The vignette in order: the introduction, the cues with their numbers, and what is no cue."""
    parts = [StoryPart(teller.say(teller.case.intro))]
    for part in teller.case.story:
        if isinstance(part, Text):
            parts.append(StoryPart(teller.say(part)))
        else:
            state = "current" if key == MARK + part.id else "done" if MARK + part.id in one.answers else "later"
            parts.append(StoryPart(teller.say(part.text), part.number, part.id, state))
    return tuple(parts)


def ask_view(teller: Teller, one: Round, key: str) -> AskView:
    """The question behind a key."""
    case, words = teller.case, teller.key
    options: tuple[OptionView, ...]
    if key.startswith(MARK):
        number = case.by_id[key.removeprefix(MARK)].number
        options = (OptionView("yes", words("practice.ask.yes")), OptionView("no", words("practice.ask.no")))
        sure = tuple(OptionView(str(n), words(f"practice.sure.{n}")) for n in SURE)
        return AskView(
            key, "mark", words("practice.ask.mark", number=number), words("practice.ask.mark.help"), options, sure
        )
    if key.startswith(FORK_AT):
        fork = next(fork for fork in case.concordance if fork.at == key.removeprefix(FORK_AT))
        told = {"hypothesis": teller.say(fork.hypothesis), "information": teller.say(fork.new_information)}
        options = tuple(OptionView(word, words(f"practice.fork.{word}")) for word in FORK)
        return AskView(key, "fork", words("practice.ask.fork", **told), words("practice.cue.fork"), options)
    if key == "line":
        lines = case.worked.lines if case.worked else ()
        options = tuple(OptionView(line.id, teller.say(line.text)) for line in lines)
        return AskView(key, "line", words("practice.ask.line"), "", options)
    if key in ("triggers", "drivers"):
        entries: Iterable[Entry] = label_choices(teller.pack, key)
        options = tuple(OptionView(entry.id, capital(teller.name(entry.ref))) for entry in entries)
        return AskView(key, "many", words(f"practice.ask.{key}"), "", options)
    choices = step_choices(teller.pack, case) if key == "step" else partner_choices(teller.pack, case)
    options = tuple(OptionView(choice, capital(teller.name(f"{key}:{choice}"))) for choice in choices)
    return AskView(key, "one", words(f"practice.ask.{key}"), "", options)
