"""The situations of tests/world/ through the rules: what follows from each, beside what was expected before any rule was seen.

Prints nothing itself: `scripts/exam.py` does. Every line is of one half, one kind of situation and one course.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Literal, get_args

from world_files import World, finished, with_fine_facts, with_what_comes_in_sight

from assistant.content.model import Given, Pack
from assistant.content.vocabulary import CONCERNS, PROFESSIONS
from assistant.danger import notices
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import Answer, Session
from assistant.finder.finder import proposals
from assistant.reasoning.situation import gather
from assistant.result.danger import danger_pages, reader_of
from assistant.result.result import Result, result_of_facts, result_of_session

Course = Literal["self-check", "self-check, own words", "infer"]
COURSES: tuple[Course, ...] = get_args(Course)
SHORT: tuple[Course, ...] = ("self-check", "infer")
"""The courses that differ in danger, where own words add nothing."""
Page = Literal["right", "right after another", "wrong"]
OBSERVED_IN_WORDS = ("event", "change", "cue", "protective", "explanation")
DOUBTED = ("when", "impact")


def drawn(guide: Guide, world: World, course: Course, *, doubt: bool = False, role: str = "") -> Result:
    """The result of a situation in one course; with `doubt` time and impact are not known, with `role` somebody else has it."""
    if course == "infer":
        facts = (_in_role(_doubted(fact) if doubt else fact, role) for fact in world.given)
        return result_of_facts(guide, gather(("", fact) for fact in facts)[0], world.session.as_of)
    session = (
        with_fine_facts(guide, world) if course == "self-check, own words" else with_what_comes_in_sight(guide, world)
    )
    answers = {key: _doubted_answer(answer) if doubt else answer for key, answer in session.answers.items()}
    if role:
        answers["role"] = Answer(chosen=(role,))
    return result_of_session(guide, finished(guide, Session(session.dialogue, session.as_of, answers), world.given))


def _doubted(fact: Given) -> Given:
    return replace(fact, quals=tuple(pair for pair in fact.quals if pair[0] not in DOUBTED))


def _doubted_answer(answer: Answer) -> Answer:
    return replace(answer, rows=tuple(pair for pair in answer.rows if pair[0] not in DOUBTED))


def _in_role(fact: Given, role: str) -> Given:
    return replace(fact, id=role) if role and fact.kind == "context" and fact.id in PROFESSIONS else fact


def ids(result: Result, kind: str) -> frozenset[str]:
    """The conclusions of one kind."""
    return frozenset(name for ref in result.outcome.conclusions for k, _, name in [ref.partition(":")] if k == kind)


def concerns(result: Result, allowed: Collection[str] = ()) -> frozenset[str]:
    """The trigger factors and signals that were drawn, as `kind:id`, but the `allowed` trigger factors.

    A driver is no concern here: everybody wants to belong, or to be treated fairly.
    """
    drawn_refs = (ref for ref in result.outcome.conclusions if ref.startswith(("trigger:", "signal:")))
    return frozenset(ref for ref in drawn_refs if ref.removeprefix("trigger:") not in allowed)


def possible(result: Result) -> frozenset[str]:
    """The trigger factors that are told as possible; none where the program does not tell of them."""
    refs = (item.ref for item in getattr(result, "possible", ()))
    return frozenset(ref.removeprefix("trigger:") for ref in refs if ref.startswith("trigger:"))


def page_shown(guide: Guide, world: World, course: Course, role: str) -> Page:
    """What who has this role is shown: right is the expected page, whole, with those of other dangers that were chosen and no more.

    Of several, the pack says which comes first. A situation without a page must open none.
    """
    result = drawn(guide, world, course, role=role)
    if not world.expected.danger_page:
        return "wrong" if result.ended == "danger" or result.situation.in_danger else "right"
    reader = reader_of(guide.pack, result.situation)
    pages = danger_pages(guide.pack, "nl", result.noun, reader.kinds, reader.profession or role, reader.age)
    chosen = {fact.id for fact in world.given if fact.kind == "danger" and fact.state == "present"}
    whole = {page.kind for page in pages if page.call and page.lines}
    if result.ended != "danger" or set(reader.kinds) != chosen or not chosen <= whole:
        return "wrong"
    return "right" if pages[0].kind == world.expected.danger_page else "right after another"


# ---------------------------------------------------------------- counting


def measured(guide: Guide, worlds: Iterable[World]) -> dict[str, str]:
    """The figures of every line, by its name: `world dev case infer`."""
    counts: dict[str, Counter[str]] = {}
    for world in worlds:
        name = f"world {world.half} {world.kind}"
        for course in COURSES:
            counts.setdefault(f"{name} {course}", Counter()).update(_counted(guide, world, course))
            counts.setdefault(f"{name} {course}, when and impact unknown", Counter()).update(
                _in_doubt(guide, world, course)
            )
        if world.kind == "danger":
            for course in SHORT:
                pages = (page_shown(guide, world, course, role) for role in PROFESSIONS)
                counts.setdefault(f"{name} {course}, page in every role", Counter()).update(pages)
        counts.setdefault(f"{name} told in own words", Counter()).update(_spoken(guide, world))
    return {name: figures(count) for name, count in counts.items() if count}


def longer_ago(result: Result) -> frozenset[str]:
    """The trigger factors that are told as longer ago: in sight, and not counted by the program."""
    return frozenset(item.ref.removeprefix("trigger:") for item in result.longer_ago)


def _counted(guide: Guide, world: World, course: Course) -> Iterator[str]:
    """One word for each thing that is right, lacking or wrong. What a word is `of` has the same word with `of` behind it."""
    result, expected = drawn(guide, world, course), world.expected
    triggers, steps, partners = ids(result, "trigger"), ids(result, "step"), ids(result, "partner")
    yield "n"
    yield from ("named of" for _ in expected.triggers)
    yield from ("named" for _ in expected.triggers & triggers)
    yield from ("named or possible" for _ in expected.triggers & (triggers | possible(result)))
    yield from ("in sight" for _ in expected.triggers & (triggers | possible(result) | longer_ago(result)))
    yield from ("precise of" for _ in triggers)
    yield from ("precise" for _ in triggers & (expected.triggers | expected.possible))
    yield from ("forbidden trigger" for _ in triggers & expected.not_triggers)
    yield from ("other trigger" for _ in triggers - expected.triggers - expected.possible - expected.not_triggers)
    yield from ("step of" for _ in expected.steps)
    yield from ("step" for _ in expected.steps & steps)
    yield from ("step or its like" for step in expected.steps if steps & _alike(guide.pack, step))
    yield from ("wrong step" for _ in expected.not_steps & steps)
    yield from ("partner of" for _ in expected.partners)
    yield from ("partner" for _ in expected.partners & partners)
    yield from ("wrong partner" for _ in expected.not_partners & partners)
    if world.kind == "ordinary":
        yield from (f"with a {kind}" for kind in CONCERNS if ids(result, kind))
        if concerns(result, expected.possible):
            yield "with a concern that was not allowed"


def _alike(pack: Pack, step: str) -> set[str]:
    """A step and those that the pack calls the same."""
    steps = pack.kind("step").values()
    same = {entry.id: {entry.id, *(ref.id for ref in getattr(entry, "same_as", ()))} for entry in steps}
    return same[step] | {other for other, names in same.items() if step in names}


def _in_doubt(guide: Guide, world: World, course: Course) -> Iterator[str]:
    """The trigger factors that are named, when nothing is known of time and impact: drawn all the same, or visible as possible."""
    if not world.expected.triggers:
        return
    result, expected = drawn(guide, world, course, doubt=True), world.expected
    yield "n"
    yield from ("named of" for _ in expected.triggers)
    yield from ("named" for _ in expected.triggers & (ids(result, "trigger") | possible(result)))
    yield from ("drawn" for _ in expected.triggers & ids(result, "trigger"))
    yield from ("possible forbidden" for _ in possible(result) & expected.not_triggers)


def _spoken(guide: Guide, world: World) -> Iterator[str]:
    """What the danger words say when the whole story is typed, and which of its observations own words propose."""
    facts = {
        f"{fact.kind}:{fact.id}" for fact in world.given if fact.state == "present" and fact.kind in OBSERVED_IN_WORDS
    }
    proposed = {f"{each.kind}:{each.id}" for each in proposals(guide.pack, world.told, "nl")}
    yield from ("observation of" for _ in facts)
    yield from ("observation" for _ in facts & proposed)
    yield from ("proposed beside" for _ in proposed - facts)
    levels = {notice.kind: notice.level for notice in notices(guide.pack, world.told, "nl")}
    yield "n"
    if world.expected.danger_page:
        yield "kind right" if world.expected.danger_page in levels else "other kind" if levels else "missed"
    if "clear" in levels.values():
        yield "full page"
    elif levels:
        yield "quiet line"


def figures(count: Counter[str]) -> str:
    """`n 22: named 31 of 36, …`: counts, those `of` something with that beside them."""
    names = sorted({key.removesuffix(" of") for key in count} - {"n"})
    parts = (
        f"{name} {count[name]}" + (f" of {count[f'{name} of']}" if f"{name} of" in count else "") for name in names
    )
    return f"n {count['n']}: " + ", ".join(parts) if count["n"] else ", ".join(parts)
