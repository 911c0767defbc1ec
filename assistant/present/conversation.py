"""The conversation as view data: what was said, the open question with numbered choices, progress, and the side panel."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Literal

from assistant.content.interface import phrases
from assistant.content.model import Language, Observation, Pack, Question, Ref, Row, Text
from assistant.content.questions import kind_of
from assistant.content.questions.kind import Control
from assistant.content.questions.typed import Entry
from assistant.content.vocabulary import PAGE_ENDINGS
from assistant.dialogue.guide import Guide
from assistant.dialogue.replay import Position, Turn, item_key
from assistant.dialogue.session import DONT_KNOW, NONE_OF_THESE, RATHER_NOT, SEEN, Answer, Session
from assistant.records import dataclass, replace
from assistant.result.answers import said, telling
from assistant.result.result import PERSON, Result, fill, noun_of, result_of_session
from assistant.result.words import capital, sentence

UNKNOWN_CHOICE, REFUSED_CHOICE = "unknown", "refused"
MORE = "more"
"""The choice that answers nothing: it brings in sight what is too rare to stand in the list at once."""
Drawn = Control | Literal["end"]
"""What draws a question; the end of a conversation is drawn as one too, with ways to go on."""
PANEL_KINDS = ("event", "change", "cue", "protective", "explanation")


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice on screen: the key that picks it, its label, whether it is the only one that may be picked.

    `under` says with which other choice it comes in sight: once that one is picked, or opened when it is MORE. What is picked already
    is always in sight.
    """

    id: str
    key: str
    label: str
    alone: bool = False
    under: str = ""

    def in_sight(self, picked: Collection[str], *, opened: bool) -> bool:
        """Whether it is drawn, with these choices picked and MORE `opened` or not."""
        return not self.under or self.id in picked or self.under in picked or (self.under == MORE and opened)


@dataclass(frozen=True, slots=True)
class RowView:
    """One short question of a screen with several: `key` is the answer it belongs to, `about` stands above the first of each key."""

    qualifier: str
    ask: str
    choices: tuple[Choice, ...]
    key: str = ""
    about: str = ""

    @property
    def id(self) -> str:
        """What tells it apart on its screen: `when@dismissal`, or only `sure` where there is nothing to repeat it for."""
        _, repeated, item = self.key.partition("@")
        return f"{self.qualifier}@{item}" if repeated else self.qualifier


@dataclass(frozen=True, slots=True)
class QuestionView:
    """The open question. `chosen` and `chosen_rows` are what an earlier answer to it said, so that it can be changed; rows by their id.

    `careful` questions can end the conversation: nothing is pointed at beforehand, so that Enter alone never answers them. `entry` reads
    a typed answer, where one is typed. A `mark` has choices, and then one row about the choice. `proposes` is the observation (`kind:id`)
    that typed words may mean, when that is asked. `leave` are the words for going on with the earlier answer, where that is offered.
    `typed` are own words that were typed earlier and stand here to be sent or changed.
    """

    key: str
    control: Drawn
    ask: str
    help: str
    why: str
    choices: tuple[Choice, ...]
    rows: tuple[RowView, ...] = ()
    entry: Entry | None = None
    at_most: int = 0
    offers_danger_page: bool = False
    careful: bool = False
    chosen: tuple[str, ...] = ()
    chosen_rows: tuple[tuple[str, str], ...] = ()
    proposes: str = ""
    leave: str = ""
    typed: str = ""

    @property
    def multiple(self) -> bool:
        """Whether more than one choice may be picked."""
        return self.control == "many"


@dataclass(frozen=True, slots=True)
class Line:
    """One answered question in the transcript. `remark` is what the program says after it, if anything."""

    key: str
    ask: str
    answer: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing in the panel that the answers may point to."""

    ref: str
    label: str
    title: str


@dataclass(frozen=True, slots=True)
class Panel:
    """The side panel: what was said, by group; and what it may point to once an own impression was given."""

    said: tuple[tuple[str, tuple[str, ...]], ...]
    points: tuple[Point, ...]
    revealed: bool
    hint: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """Everything a shell draws of a conversation but the side panel (`panel_view`)."""

    title: str
    section: str
    progress: str
    fraction: float
    lines: tuple[Line, ...]
    question: QuestionView | None
    ended: str


def conversation(guide: Guide, session: Session, language: Language) -> Conversation:
    """The view of a session."""
    dialogue = guide.dialogue(session.dialogue)
    position = guide.position(session, silent_stops=True)
    noun = noun_of(guide.pack, position.situation)
    words = phrases(language)
    progress = guide.progress(session, position)
    section = next((fill(s.title, language, noun) for s in dialogue.sections if s.id == progress.section), "")
    key = "progress.ready" if position.current is None else "progress"
    told = words(key, part=progress.part, parts=progress.parts, minutes=progress.minutes)
    whole = progress.done + progress.left
    return Conversation(
        title=dialogue.title.in_(language),
        section=section,
        progress=told,
        fraction=progress.done / whole if whole else 1.0,
        lines=tuple(_line(turn, language, noun) for turn in position.turns),
        question=question_view(guide.pack, session, position.current, None, language, noun)
        if position.current
        else None,
        ended=position.ended,
    )


def question_view(
    pack: Pack, session: Session, turn: Turn, answer: Answer | None, language: Language, noun: Text
) -> QuestionView:
    """One question as it is asked, with an earlier answer marked when there is one.

    A question that is repeated is one screen about all of its things.
    """
    question = turn.question
    kind = kind_of(question)
    several = len(turn.items) > 1
    chosen: tuple[str, ...] = ()
    if answer is not None:
        chosen = {UNKNOWN_CHOICE: (UNKNOWN_CHOICE,), REFUSED_CHOICE: (REFUSED_CHOICE,)}.get(answer.state, answer.chosen)
    return QuestionView(
        key=turn.key,
        control=kind.control,
        ask=phrases(language)("rows.several") if several else _ask(turn, language, noun),
        help=_help(question, language, noun),
        why=fill(question.why, language, noun),
        choices=_choices(question, language, noun),
        rows=tuple(_rows(turn, language, noun)),
        entry=Entry(kind.typed, *limits(pack, question), session.as_of) if kind.typed else None,
        at_most=question.at_most,
        offers_danger_page=question.offers_danger_page,
        careful=any(option.ends for option in question.options),
        chosen=chosen,
        chosen_rows=_chosen_rows(turn, session.answers),
    )


def _help(question: Question, language: Language, noun: Text) -> str:
    """The help of a question; where words are typed also that the program does not understand everything."""
    told = fill(question.help, language, noun)
    return f"{told} {phrases(language)('danger.understands')}".strip() if kind_of(question).own_words else told


def _ask(turn: Turn, language: Language, noun: Text) -> str:
    ask = fill(turn.question.ask, language, noun)
    return ask.replace("{item}", fill(turn.item.label, language, noun).rstrip(".")) if turn.item else ask


def _choices(question: Question, language: Language, noun: Text) -> tuple[Choice, ...]:
    words = phrases(language)
    kind, told = kind_of(question), telling(language, noun)
    if kind.silent or kind.repeated:
        return ()
    found = [
        Choice(option.id, str(number), kind.option_label(option, told))
        for number, option in enumerate(question.options, 1)
    ]
    if question.none_of_these:
        label = fill(question.none_of_these, language, noun)
        key = "0" if question.needs_answer else str(len(found) + 1)
        found.append(Choice(NONE_OF_THESE, key, label, alone=True))
    if question.needs_answer:
        return tuple(found)
    unknown = fill(question.unknown, language, noun) or words("answer.unknown")
    same = [place for place, choice in enumerate(found) if choice.label == unknown]
    if same:  # an option that says so itself takes the place of "I don't know"
        found[same[0]] = replace(found[same[0]], key="0")
    else:
        found.append(Choice(UNKNOWN_CHOICE, "0", unknown, alone=True))
    if question.refusable:
        found.append(Choice(REFUSED_CHOICE, "-", words("answer.refused"), alone=True))
    return _with_finer(question, found, language, noun)


def _with_finer(question: Question, choices: list[Choice], language: Language, noun: Text) -> tuple[Choice, ...]:
    """The choices with the fine facts: each below the option that holds it, the others below MORE. Their keys go on counting."""
    last = max((int(choice.key) for choice in choices if choice.key.isdecimal()), default=0)
    under: dict[str, list[Choice]] = {}
    for number, option in enumerate(question.finer, last + 1):
        label = sentence(fill(option.label, language, noun))
        held = option.within or MORE
        under.setdefault(held, []).append(Choice(option.id, str(number), label, under=held))
    ordered: list[Choice] = []
    offered = {option.id for option in question.options}
    for choice in choices:
        if MORE in under and choice.id not in offered:  # before none of these, don't know and rather not
            ordered += [Choice(MORE, "+", phrases(language)("answer.more")), *under.pop(MORE)]
        ordered += [choice, *under.get(choice.id, ())]
    return tuple(ordered)


def _rows(turn: Turn, language: Language, noun: Text) -> Iterator[RowView]:
    words = phrases(language)
    if not kind_of(turn.question).repeated:
        for row in turn.question.rows:
            yield RowView(row.qualifier, fill(row.ask, language, noun), _numbered(row, language, noun), turn.key)
        return
    for item in turn.items:
        about = _ask(replace(turn, item=item), language, noun) if len(turn.items) > 1 else ""
        for row in turn.question.rows:
            choices = (*_numbered(row, language, noun), Choice(UNKNOWN_CHOICE, "0", words("answer.unknown")))
            ask = fill(row.ask, language, noun).replace("{item}", fill(item.label, language, noun).rstrip("."))
            yield RowView(row.qualifier, ask, choices, item_key(turn.question, item), about)
            about = ""


def _numbered(row: Row, language: Language, noun: Text) -> tuple[Choice, ...]:
    return tuple(Choice(o.id, str(n), fill(o.label, language, noun)) for n, o in enumerate(row.options, 1))


def _chosen_rows(turn: Turn, answers: Mapping[str, Answer]) -> tuple[tuple[str, str], ...]:
    """What was answered to the short questions, by their ids; what was left open was not known."""
    if not kind_of(turn.question).repeated:
        return answers[turn.key].rows if turn.key in answers else ()
    found = []
    for item in turn.items:
        answer = answers.get(item_key(turn.question, item))
        if answer is not None:
            known = dict(answer.rows)
            found += [
                (f"{row.qualifier}@{item.id}", known.get(row.qualifier, UNKNOWN_CHOICE)) for row in turn.question.rows
            ]
    return tuple(found)


def _line(turn: Turn, language: Language, noun: Text) -> Line:
    ask = closed(_ask(turn, language, noun))
    return Line(turn.key, ask, said(turn, language, noun), fill(turn.question.after, language, noun))


def limits(pack: Pack, question: Question) -> tuple[int, int]:
    """The smallest and largest number that a question takes."""
    entries = [pack.entry(given.kind, given.id) for given in question.records]
    numbers = [entry for entry in entries if isinstance(entry, Observation)]
    return max((n.minimum for n in numbers), default=0), min((n.maximum for n in numbers), default=600)


def closed(ask: str) -> str:
    """A question that an answer follows on the same line: it ends with a mark."""
    return ask if ask.endswith(("?", ".", "!", ":")) else f"{ask}."


def answer_of(question: QuestionView, chosen: tuple[str, ...], rows: Mapping[str, str] | None = None) -> Answer:
    """The answer that picks `chosen` (ids of choices, in any order), with what `rows` (by their ids) say about it where that is asked."""
    if question.control == "read":
        return SEEN
    if chosen == (UNKNOWN_CHOICE,):
        return DONT_KNOW
    if chosen == (REFUSED_CHOICE,):
        return RATHER_NOT
    told = tuple((row.qualifier, rows[row.id]) for row in question.rows if rows and row.id in rows)
    return Answer(chosen=tuple(choice.id for choice in question.choices if choice.id in chosen), rows=told)


def answers_of(question: QuestionView, rows: Mapping[str, str]) -> dict[str, Answer]:
    """The answers, by key, to short questions: one choice for each id of a row. What is left open is not known."""
    known: dict[str, list[tuple[str, str]]] = {row.key: [] for row in question.rows}
    for row in question.rows:
        if rows.get(row.id, UNKNOWN_CHOICE) != UNKNOWN_CHOICE:
            known[row.key].append((row.qualifier, rows[row.id]))
    return {key: Answer(rows=tuple(sorted(pairs))) for key, pairs in known.items()}


def same_for_all(question: QuestionView, rows: Mapping[str, str], key: str) -> dict[str, str]:
    """The choices of all short questions, with those about `key` taken over for every other key; what is open there stays as it was."""
    source = {row.qualifier: rows[row.id] for row in question.rows if row.key == key and row.id in rows}
    return {**rows, **{row.id: source[row.qualifier] for row in question.rows if row.qualifier in source}}


def revealed(guide: Guide, session: Session, position: Position) -> bool:
    """Whether the user has given an own impression, or the conversation is over: before that the program's view stays hidden."""
    if position.current is None:
        return True
    asked = [q.id for q in guide.dialogue(session.dialogue).questions if q.own_impression]
    return bool(asked) and all(position.turn(key) is not None for key in asked)


def panel_view(guide: Guide, session: Session, language: Language) -> Panel:
    """The side panel of a session: apart from the question, which need not wait for it.

    Raises InternalFault when the two evaluators differ on what would be shown.
    """
    position = guide.position(session, silent_stops=True)
    words = phrases(language)
    noun = noun_of(guide.pack, position.situation)
    groups: dict[str, list[str]] = {}
    for fact in position.situation.present():
        entry = guide.pack.entry(fact.kind, fact.id)
        if fact.kind in PANEL_KINDS and entry is not None:
            groups.setdefault(fact.kind, []).append(capital(fill(entry.name, language, noun)))
    listed = tuple((words(f"panel.{kind}"), tuple(groups[kind])) for kind in PANEL_KINDS if kind in groups)
    shown = revealed(guide, session, position)
    says = shown and position.ended not in PAGE_ENDINGS
    points = _points(result_of_session(guide, session), language) if says else ()
    about_person = guide.dialogue(session.dialogue).about == PERSON
    hint = words("panel.later") if not shown else "" if points or not about_person else words("panel.nothing")
    return Panel(listed, points, shown, hint)


def _points(result: Result, language: Language) -> tuple[Point, ...]:
    words = phrases(language)
    return tuple(
        Point(ref, words(f"kind.{Ref.parse(ref).kind}"), capital(result.name(ref, language)))
        for ref in result.points_to
    )
