"""What a trainee can begin, go on with and take along, as plain view data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.content.interface import phrases
from assistant.content.model import Case, Language
from assistant.dialogue.guide import Guide
from assistant.dialogue.replay import Turn
from assistant.practice.case_round import Round, keys_of, open_key, script_for, settled
from assistant.practice.case_script import FORK_AT, MARK, POINT, PRACTICE, SIMULATION, WORKED
from assistant.practice.debrief import KINDS, Topic, behind, mistakes, plan_of
from assistant.practice.keys import expected
from assistant.practice.schedule import Due, fitting, last_family, order_of
from assistant.practice.sentences import Teller, topic_sentence
from assistant.present.practice.cases import CaseLine, listed
from assistant.present.practice.desk import PracticeDesk, has_file
from assistant.present.practice.story import asked
from assistant.records import dataclass, replace
from assistant.result.answers import said
from assistant.store.problems import StoreProblem

SETS = (5, 15)
"""How many minutes a set can take."""


# ---------------------------------------------------------------- home


@dataclass(frozen=True, slots=True)
class Glance:
    """What home says about practice: how many things are due, and the round that was begun last."""

    due: int = 0
    resume: str = ""
    problems: tuple[StoreProblem, ...] = ()


def glance(desk: PracticeDesk, language: Language) -> Glance:
    """From a desk that is open."""
    begun = desk.resumable
    told = "" if not begun else resume_line(desk.guide, begun[0], language).told
    return Glance(len(due_now(desk)), told, tuple(desk.problems))


def glance_at(guide: Guide, folder: Path | None, today: str, language: Language, code: str = "") -> Glance:
    """The same from the file, which is closed again; nothing, and no file made, when there is none. What is wrong with it waits."""
    if not has_file(folder):
        return Glance()
    desk = PracticeDesk(guide, folder, today, code, patience=0.2)
    try:
        desk.open()
        return glance(desk, language)
    except StoreProblem:
        return Glance()
    finally:
        desk.close()


def due_now(desk: PracticeDesk) -> tuple[Due, ...]:
    """What went differently earlier, and is to come back now."""
    return tuple(due for due in desk.agenda if due.wrong and due.open_on(desk.today))


# ---------------------------------------------------------------- the list


@dataclass(frozen=True, slots=True)
class ResumeLine:
    """A round to go on with; `told` has the case and where one was."""

    uid: str
    told: str


@dataclass(frozen=True, slots=True)
class SetOffer:
    """Cases to play one after the other."""

    minutes: int
    cases: tuple[str, ...]
    told: str


@dataclass(frozen=True)
class Lobby:
    """Where practice begins: what is due, what was begun, sets, and every case."""

    due: str
    resume: tuple[ResumeLine, ...]
    sets: tuple[SetOffer, ...]
    lines: tuple[CaseLine, ...]


def lobby(desk: PracticeDesk, language: Language) -> Lobby:
    """Everything on the list of cases. One pass over the results, whatever their number."""
    guide, words, sets = desk.guide, phrases(language, "trainee"), _sets(desk, language)
    number = len(due_now(desk))
    due = words("due" if number else "due.none", number=number)
    return Lobby(
        due=due if desk.finished else "",
        resume=tuple(resume_line(guide, one, language) for one in desk.resumable),
        sets=tuple(sets),
        lines=_told_apart(listed(guide, desk.rounds, sets[0].cases if sets else (), language), language),
    )


def _sets(desk: PracticeDesk, language: Language) -> list[SetOffer]:
    """One story for now, and several short ones, each of another family, where there are as many."""
    order = order_of(desk.guide.pack.cases, desk.played, desk.today, desk.code, desk.agenda)
    families: dict[str, Case] = {}
    for case in order:
        if case.minutes <= SETS[0]:
            families.setdefault(case.family, case)
    sets: list[SetOffer] = []
    for minutes, waiting in ((SETS[0], order), (SETS[1], tuple(families.values()))):
        chosen = fitting(waiting, last_family(desk.played), minutes)
        if chosen and (not sets or len(chosen) > len(sets[-1].cases)):
            sets.append(_offer(desk.guide, chosen, language))
    return sets


def _told_apart(lines: Sequence[CaseLine], language: Language) -> tuple[CaseLine, ...]:
    """Variants of one story get a number, in the order of their ids: a title that says how they differ would give it away."""
    alike: dict[str, list[str]] = {}
    for line in lines:
        alike.setdefault(line.title, []).append(line.id)
    words, found = phrases(language, "trainee"), []
    for line in lines:
        ids = sorted(alike[line.title])
        number = ids.index(line.id) + 1
        title = words("line.variant", title=line.title, number=number) if len(ids) > 1 else line.title
        found.append(replace(line, title=title))
    return tuple(found)


def _offer(guide: Guide, chosen: Sequence[Case], language: Language) -> SetOffer:
    minutes = sum(case.minutes for case in chosen)
    titles = "; ".join(Teller(guide.pack, case, language).say(case.title) for case in chosen)
    key = "set.one" if len(chosen) == 1 else "set.some"
    told = phrases(language, "trainee")(key, minutes=minutes, number=len(chosen), titles=titles)
    return SetOffer(minutes, tuple(case.id for case in chosen), told)


def resume_line(guide: Guide, one: Round, language: Language) -> ResumeLine:
    """A round to go on with."""
    case = guide.pack.cases[one.case]
    title = Teller(guide.pack, case, language).say(case.title)
    return ResumeLine(one.uid, f"{title}, {where(guide, one, open_key(guide.pack, one), language)}")


def where(guide: Guide, one: Round, key: str, language: Language) -> str:
    """`punt 4 van 10`: where a key stands in a round."""
    words, case = phrases(language, "trainee"), guide.pack.cases[one.case]
    if key.startswith(MARK) and key.removeprefix(MARK) in case.by_id:
        return words("at.point", number=case.by_id[key.removeprefix(MARK)].number, total=len(case.cues))
    after = [each for each in keys_of(guide.pack, one) if not each.startswith(MARK)]
    if key in after and one.mode != WORKED:
        return words("at.question", number=after.index(key) + 1, total=len(after))
    return words("at.line" if key else "at.end")


# ---------------------------------------------------------------- one case


@dataclass(frozen=True, slots=True)
class Doorway:
    """A case before one begins: what it is, and the ways to play it. `caution` when one like it was the last one."""

    title: str
    about: str
    caution: str
    modes: tuple[tuple[str, str], ...]
    open: str
    done: str


def doorway(desk: PracticeDesk, case: Case, language: Language) -> Doorway:
    """The page before a case begins. `open` and `done` are the uid of a round to go on with, or to look back on."""
    guide, words, trainee = desk.guide, phrases(language), phrases(language, "trainee")
    line = listed(guide, desk.rounds, (case.id,), language, rest=False)[0]
    played, modes = desk.played, [PRACTICE, SIMULATION, *([WORKED] if case.worked else [])]
    alike = bool(played) and last_family(played) == case.family and played[-1].case != case.id
    return Doorway(
        title=line.title,
        about=f"{line.about}. {words('practice.fictional')}",
        caution=trainee("door.caution") if alike else "",
        modes=tuple((mode, trainee(f"mode.{mode}")) for mode in modes),
        open=next((one.uid for one in desk.resumable if one.case == case.id), ""),
        done=next((one.uid for one in reversed(desk.finished) if one.case == case.id and one.mode != POINT), ""),
    )


# ---------------------------------------------------------------- one's own answers


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One question of a round with what was answered; `fixed` when it stays as it is."""

    key: str
    ask: str
    answer: str
    fixed: bool


def answer_lines(guide: Guide, one: Round, language: Language) -> tuple[AnswerLine, ...]:
    """Every answer of a round so far, in the order of the questions."""
    case = guide.pack.cases[one.case]
    teller = Teller(guide.pack, case, language)
    return tuple(
        AnswerLine(key, _short(teller, case, one, key), answer_text(teller, one, key), settled(one, key))
        for key in keys_of(guide.pack, one)
        if key in one.answers
    )


def _short(teller: Teller, case: Case, one: Round, key: str) -> str:
    if key.startswith(MARK):
        cue = case.by_id[key.removeprefix(MARK)]
        return f"{cue.number}. {teller.say(cue.text)}"
    return (
        phrases(teller.language, "trainee")("answer.fork") if key.startswith(FORK_AT) else asked(teller, one, key).ask
    )


def answer_text(teller: Teller, one: Round, key: str) -> str:
    """What was answered, in words; empty without an answer."""
    question = script_for(teller.pack, one).by_id.get(key)
    if question is None or key not in one.answers:
        return ""
    return said(Turn(key, question, None, one.answers[key]), teller.language, teller.noun)


# ---------------------------------------------------------------- to take along


def take_along(guide: Guide, rounds: Sequence[Round], language: Language) -> str:
    """After a set: the one thing to look at next time, the gravest kind first, then what came up most."""
    found: dict[Topic, list[Case]] = {}
    last: Case | None = None
    for one in rounds:
        case = guide.pack.cases.get(one.case)
        if case is None or not one.committed or one.mode in (WORKED, POINT):
            continue
        last = case
        for topic in mistakes(case, one, plan_of(case, behind(case, expected(guide.reasoner, case)))):
            found.setdefault(topic, []).append(case)
    if last is None:
        return ""
    if not found:
        return Teller(guide.pack, last, language).key("practice.next.nothing")
    topic = min(found, key=lambda each: (KINDS.index(each.kind), -len(found[each]), each.ref))
    return topic_sentence(Teller(guide.pack, found[topic][-1], language), topic)
