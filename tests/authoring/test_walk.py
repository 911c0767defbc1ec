"""Walking a dialogue: the fast walk is the real course, the exact count is the count, and every shown example shows it."""

from __future__ import annotations

import math
import random
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest
from authoring import brute

from assistant.authoring.course import TooMany, course, median_length
from assistant.authoring.explore import Wish, explore, playable, wishes_of
from assistant.authoring.promises import DANGER_EXIT, HUMAN_AT_END, NOT_TOO_LONG, names_someone
from assistant.authoring.queries import STATES
from assistant.authoring.resuming import Kept, Refused, read_state, write_state
from assistant.authoring.script import Script
from assistant.authoring.tally import Tally
from assistant.authoring.walked import Path as Walked
from assistant.authoring.walker import Walker
from assistant.content.model import Text
from assistant.content.pack import read_pack
from assistant.dialogue.answers import read_answers
from assistant.dialogue.guide import Guide
from assistant.errors import InputError
from assistant.reasoning import direct, naive
from assistant.reasoning.batch import Lanes, at_least, together
from assistant.reasoning.grounding import base_atoms
from assistant.records import replace

BASE = Path(__file__).parent.parent / "authoring" / "base"


@pytest.fixture(scope="module")
def small() -> Guide:
    return Guide(read_pack(BASE))


def walked(guide: Guide, dialogue: str, number: int, branches: int = 1) -> tuple[Script, list[Walked]]:
    script = Script(guide, guide.dialogue(dialogue))
    return script, list(islice(script.walks(random.Random(7), branches), number))


@pytest.mark.parametrize("dialogue", ["self_check", "quickscan"])
@pytest.mark.parametrize("branches", [1, 4])
def test_a_walk_is_what_replay_makes_of_its_answers(guide: Guide, dialogue: str, branches: int) -> None:
    script, paths = walked(guide, dialogue, 60, branches)
    for path in paths:
        position = guide.position(path.session(dialogue))
        assert (position.ended, position.unused) == (path.ended, ())
        shown = {ref: (fact.state, fact.quals) for ref, fact in position.situation.facts.items()}
        mine = {ref: path.state.fact(ref) for ref in path.state.facts}
        assert shown == {ref: (STATES[fact[0]], fact[1]) for ref, fact in mine.items() if fact}
        base = base_atoms(script.program, position.situation.for_reasoning())
        assert set(base) == set(script.atoms.base(path.state, reasoning=True))
        asked = [turn.key for turn in position.turns]
        silent = [q.id for q in script.dialogue.questions if q.kind in ("say", "text")]
        assert asked == [key for key, _ in path.answers if key not in silent]


def test_following_a_walk_gives_that_walk(guide: Guide) -> None:
    script, paths = walked(guide, "self_check", 60)
    for path in paths:
        again = script.follow(dict(path.answers))
        assert (again.answers, again.ended) == (path.answers, path.ended)


def test_many_at_once_is_each_on_its_own(guide: Guide) -> None:
    script, paths = walked(guide, "self_check", 80)
    lanes, base = Lanes(script.program), Counter[int]()
    for number, path in enumerate(paths):
        for atom in set(script.atoms.base(path.state, reasoning=True)):
            base[atom] |= 1 << number
    true, fired = lanes.run(dict(base), len(paths))
    full = (1 << len(paths)) - 1
    for number, path in enumerate(paths):
        situation = guide.position(path.session("self_check")).situation.for_reasoning()
        model = direct.evaluate(script.program, situation)
        assert {atom for atom, some in enumerate(true) if some >> number & 1} == model.true
        assert {clause for clause, some in enumerate(fired) if some >> number & 1} == model.fired
        world = naive.world(guide.pack, situation)
        for rule in range(0, len(script.program.rules), 5):
            for leaf in script.program.plan(rule).leaves():
                lane = together(leaf.atoms, true, full)
                assert bool(lane >> number & 1) == world.holds(leaf.condition), leaf.condition


def test_counting_many_at_once() -> None:
    chance = random.Random(3)
    for _ in range(200):
        counted = [chance.randrange(1 << 20) for _ in range(chance.randrange(1, 7))]
        wanted = chance.randrange(0, 5)
        found = at_least(counted, wanted, (1 << 20) - 1)
        for bit in range(20):
            assert bool(found >> bit & 1) == (sum(one >> bit & 1 for one in counted) >= wanted)


# ---------------------------------------------------------------- the exact course


def test_the_count_is_the_count(small: Guide) -> None:
    script = Script(small, small.dialogue("small"))
    found = course(script)
    every = list(script.every())
    assert found.whole
    assert found.ways == len(every) == len({path.answers for path in every})
    for end in found.ends:
        mine = [path.questions for path in every if path.ended == end.ended]
        assert (end.ways, end.asked, set(end.lengths)) == (len(mine), min(mine), set(mine))
    assert found.asked == {key.partition("@")[0] for path in every for key, _ in path.answers}
    assert sum(end.share for end in found.ends) == pytest.approx(1)


def test_goals_are_exact(small: Guide) -> None:
    script = Script(small, small.dialogue("small"))
    every = list(script.every())
    known = {path.answers: refs(small, path) for path in every}
    for atom, (kind, name) in small.reasoner.program.shown.items():
        drawn = [path for path in every if f"{kind}:{name}" in known[path.answers]]
        found = course(script, [atom])
        assert sum(end.ways for end in found.ends if atom in end.holds) == len(drawn), (kind, name)
        shortest = found.shortest(having=atom)
        assert (shortest.questions if shortest else None) == min((p.questions for p in drawn), default=None)


def refs(guide: Guide, path: Walked) -> frozenset[str]:
    return guide.reasoner.refs(guide.position(path.session("small")).situation)


def test_the_self_check_has_at_most_twenty_questions(guide: Guide) -> None:
    found = course(Script(guide, guide.dialogue("self_check")))
    complete = next(end for end in found.ends if end.ended == "complete")
    assert (max(complete.lengths), complete.asked) == (18, 13)
    assert 14 <= median_length(complete.lengths) <= 16
    assert found.asked == {question.id for question in guide.dialogue("self_check").questions}


def test_too_many_states_are_told(guide: Guide) -> None:
    with pytest.raises(TooMany):
        course(Script(guide, guide.dialogue("self_check")), limit=5)


# ---------------------------------------------------------------- by lot


def test_by_lot_each_way_is_as_likely_as_any_other(tmp_path: Path) -> None:
    """Forty times as many conversations as there are: each way comes about forty times, and nothing else comes."""
    for seed in range(40):
        guide = brute.lot(seed).guide(tmp_path)
        script = Script(guide, guide.dialogue("d"))
        walker = Walker(script)
        assert walker.course is not None
        ways = walker.course.ways
        if ways > 300:
            continue
        states = {path.answers: (path.ended, path.state) for path in script.every()}
        drawn = list(islice(walker.by_lot("1"), 40 * ways))
        assert all(states[path.answers] == (path.ended, path.state) for path in drawn), seed
        met = Counter(path.answers for path in drawn)
        off = sum((met[answers] - 40) ** 2 / 40 for answers in states)
        assert abs(off - (ways - 1)) < 4.5 * math.sqrt(2 * (ways - 1)), (
            seed
        )  # chi-squared, with ways - 1 degrees of freedom


def test_the_self_check_is_walked_evenly(guide: Guide) -> None:
    walker = Walker(Script(guide, guide.dialogue("self_check")))
    assert walker.even
    for path in islice(walker.by_lot("3"), 60):
        position = guide.position(path.session("self_check"))
        assert (position.ended, position.unused) == (path.ended, ())
        assert set(base_atoms(walker.script.program, position.situation.for_reasoning())) == set(
            walker.script.atoms.base(path.state, reasoning=True)
        )


# ---------------------------------------------------------------- exploring


def test_a_small_dialogue_is_walked_whole(small: Guide) -> None:
    found = explore(small, small.dialogue("small"))
    assert found.exhaustive
    assert found.course is not None
    assert found.walked == found.course.ways
    assert {verdict.basis for verdict in found.verdicts} == {"proven", "words"}


def test_promises_hold_for_the_self_check(guide: Guide) -> None:
    found = explore(guide, guide.dialogue("self_check"), number=1500)
    assert not found.exhaustive
    assert {v.kind: (v.met, v.exact) for v in found.verdicts} == {
        DANGER_EXIT: (True, True),
        HUMAN_AT_END: (True, False),  # its last page names somebody, as far as a list of words knows
        NOT_TOO_LONG: (True, True),  # it has no more questions
    }
    assert found.walked == 1500


def test_nothing_is_proven_of_what_fine_facts_can_still_bring(guide: Guide) -> None:
    """A conclusion that only a fine fact brings is never called out of reach by a count that leaves fine facts out."""
    found = explore(guide, guide.dialogue("self_check"), [Wish("never", "trigger:x_burning_bridges")], number=50)
    assert not [verdict for verdict in found.verdicts if verdict.kind == "never" and verdict.met and verdict.exact]


def test_a_goal_comes_with_an_example_that_plays(guide: Guide) -> None:
    wishes = [Wish("reach", "partner:lse"), Wish("never", "signal:accumulation"), Wish("always", "step:weigh_together")]
    found = explore(guide, guide.dialogue("self_check"), wishes, number=3000)
    assert [(v.kind, v.met) for v in found.verdicts[-3:]] == [("reach", True), ("never", False), ("always", False)]
    for verdict in found.verdicts[-3:]:
        assert verdict.shown is not None
        script = guide.dialogue("self_check")
        session = read_answers(playable(verdict.shown).encode(), "x.yaml", script, guide.pack, "2026-11-24")
        position = guide.position(session)
        assert position.ended
        assert (verdict.about in guide.reasoner.refs(position.situation)) == (verdict.kind != "always")


def test_stopping_gives_what_is_known_and_going_on_ends_as_if_it_never_stopped(guide: Guide) -> None:
    script = guide.dialogue("sharing")
    wishes = [Wish("reach", "step:s_veilig_thuis_first")]
    whole = explore(guide, script, wishes, number=1300, seed=3)
    kept: list[Kept] = []
    first = explore(guide, script, wishes, number=1300, seed=3, keep=kept.append, stop=lambda: True)
    assert first.stopped
    assert 0 < first.walked < 1300
    known = read_state(write_state(guide, {"sharing": kept[-1]}).encode(), guide, 3, kept[-1].wishes)
    second = explore(guide, script, wishes, number=1300, seed=3, kept=known["sharing"])
    for one in (whole, second):
        one.seconds = one.walking = one.earlier = 0
    assert second == whole


def test_going_on_is_refused_with_other_content_seed_wishes_or_a_damaged_file(guide: Guide, small: Guide) -> None:
    state = write_state(guide, {"self_check": Kept(1, ())}).encode()
    assert read_state(state, guide, 1, ())["self_check"].walked == 0
    refused = [
        (state, small, 1, (), "explore.state_pack"),
        (state, guide, 2, (), "explore.state_seed"),
        (state, guide, 1, (("never", "partner:lse"),), "explore.state_wishes"),
        (state[:-30], guide, 1, (), "explore.state_damaged"),
        (b"[1, 2]", guide, 1, (), "explore.state_damaged"),
        (bytes(range(256)), guide, 1, (), "explore.state_damaged"),
        (state.replace(b'"walked": 0', b'"walked": -4'), guide, 1, (), "explore.state_damaged"),
    ]
    for data, pack, seed, wishes, why in refused:
        with pytest.raises(Refused) as refusal:
            read_state(data, pack, seed, wishes)
        assert refusal.value.key == why


def test_a_conclusion_that_cannot_be_is_told(guide: Guide) -> None:
    with pytest.raises(InputError):
        wishes_of([("reach", "partner:nobody")], guide)


def test_an_ending_without_a_human_is_found(small: Guide) -> None:
    dialogue = small.dialogue("small")
    page = dialogue.endings["complete"]
    assert names_someone(page)
    assert next(v for v in explore(small, dialogue).verdicts if v.kind == HUMAN_AT_END).basis == "words"
    silent = replace(page, lines=(Text("Dank u wel.", "Thank you."),))
    found = explore(small, replace(dialogue, endings={**dialogue.endings, "complete": silent}))
    verdict = next(v for v in found.verdicts if v.kind == HUMAN_AT_END)
    without = [path for path in Script(small, dialogue).every() if not human(small, path)]
    assert without
    assert (verdict.met, verdict.basis) == (False, "shown")
    assert verdict.questions == min((path.questions for path in without), default=0)


def human(guide: Guide, path: Walked) -> bool:
    return path.ended != "complete" or any(ref.startswith("partner:") for ref in refs(guide, path))


def test_options_that_nothing_tells_apart(guide: Guide) -> None:
    found = explore(guide, guide.dialogue("quickscan"), number=100)
    assert [(each.question, each.options) for each in found.alike] == [("subject", ("municipality", "several"))]


def test_a_tally_counts_what_was_used(small: Guide) -> None:
    script, tally = Script(small, small.dialogue("small")), Tally(small)
    paths = list(script.every())
    for path in paths:
        tally.add_path(script, path)
    tally.settle()
    drawn = Counter(ref for path in paths for ref in refs(small, path))
    assert tally.refs == drawn
    assert tally.number == len(paths)
