"""What would change it, and what is still open, against trying everything."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from generate import SMALL, USUAL, make_pack, make_situation
from reasoning.tally import Tally

from assistant.content import model as m
from assistant.content.vocabulary import OBSERVED, QUALIFIERS
from assistant.reasoning import naive
from assistant.reasoning.change import smallest_changes
from assistant.reasoning.edits import Edit, edits_of
from assistant.reasoning.explainer import Explainer
from assistant.reasoning.reasoner import Reasoner
from assistant.reasoning.situation import ABSENT, PRESENT, UNKNOWN, Fact, Number, Situation

CALM = tuple(kind for kind in OBSERVED if kind not in ("danger", "context"))


def every_edit(reasoner: Reasoner, situation: Situation) -> Iterator[Edit]:
    """Every atomic edit of everything that may be edited, whether any rule looks at it or not."""
    for kind in (*OBSERVED, "number"):
        for name in reasoner.pack.kind(kind):
            yield from edits_of(reasoner.program, situation, f"{kind}:{name}")


def every_pair(reasoner: Reasoner, situation: Situation) -> Iterator[tuple[tuple[Edit, Edit], Situation]]:
    """Every set of two edits, with the situation after both.

    Of one fact: two of its details, or that it is present after all with one detail.
    """
    for one in every_edit(reasoner, situation):
        between = one.apply(situation)
        for two in every_edit(reasoner, between):
            if one.target == two.target:
                details = bool(one.qualifier) + bool(two.qualifier)
                if details == 0 or (details == 2 and one.qualifier == two.qualifier):
                    continue
                if details == 1 and (one.qualifier or one.value != PRESENT):
                    continue
            yield tuple(sorted((one, two))), two.apply(between)


def brute_force(reasoner: Reasoner, situation: Situation, goals: list[str]) -> dict[str, set[tuple[Edit, ...]]]:
    """For every goal all smallest sets of one, else of two edits that turn it around: by trying all."""
    now = reasoner.refs(situation)
    found: dict[str, set[tuple[Edit, ...]]] = defaultdict(set)
    for edit in every_edit(reasoner, situation):
        for ref in now ^ reasoner.refs(edit.apply(situation)):
            found[ref].add((edit,))
    singles = set(found)
    if singles >= set(goals):
        return found
    for pair, after in every_pair(reasoner, situation):
        for ref in now ^ reasoner.refs(after):
            if ref not in singles:
                found[ref].add(pair)
    return found


def test_the_smallest_changes_are_exactly_those_that_trying_everything_finds() -> None:
    tally = Tally("what would change it")
    of_one = of_two = of_none = 0
    for seed in range(110):
        rng = random.Random(seed)
        shape = (
            SMALL if seed % 3 else replace(SMALL, kinds=("event", "change", "context", "danger"), numbers=2, layers=4)
        )
        pack = make_pack(rng, replace(shape, rules=rng.randint(3, 12)))
        situation = make_situation(rng, pack, danger=0.5)
        reasoner = Reasoner(pack)
        outcome = reasoner.conclude_fast(situation)
        explainer = Explainer(reasoner, outcome)
        goals = sorted({str(ref) for rule in pack.rules for ref in rule.then})
        wanted = brute_force(reasoner, outcome.situation, goals)
        for ref in goals:
            found = explainer.changes(ref)
            assert set(found) == wanted.get(ref, set()), f"seed {seed}: {ref}"
            assert list(found) == sorted(found)
            assert len(found) == len(set(found))
            size = len(found[0]) if found else 0
            of_one, of_two, of_none = of_one + (size == 1), of_two + (size == 2), of_none + (size == 0)
            tally.see(situation, (ref,), [rule for rule in pack.rules if ref in map(str, rule.then)])
    tally.close()
    print(f"{of_one} conclusions turn by one edit, {of_two} by two, {of_none} by neither")
    assert of_one
    assert of_two
    assert of_none


def test_doing_what_would_change_it_changes_it_according_to_the_oracle_too() -> None:
    tally = Tally("doing it changes it", themes=("concerns", "negation", "counting"))
    for seed in range(60):
        rng = random.Random(seed)
        pack = make_pack(rng)
        situation = make_situation(rng, pack, danger=0)
        reasoner = Reasoner(pack)
        outcome = reasoner.conclude_fast(situation)
        explainer = Explainer(reasoner, outcome)
        for ref in (*outcome.conclusions, *explainer.not_drawn):
            for edits in rng.sample(explainer.changes(ref), min(4, len(explainer.changes(ref)))):
                after = situation
                for edit in edits:
                    assert edit in set(edits_of(reasoner.program, after, edit.target))
                    after = edit.apply(after)
                assert (ref in naive.conclusions(pack, after)) != (ref in outcome.conclusions), f"{ref} by {edits}"
                tally.see(situation, (ref,), pack.rules)
    tally.close()


def test_only_conclusions_can_change_and_danger_stays_as_it_is() -> None:
    rng = random.Random(5)
    pack = make_pack(rng)
    reasoner = Reasoner(pack)
    outcome = reasoner.conclude_fast(make_situation(rng, pack))
    explainer = Explainer(reasoner, outcome)
    assert explainer.changes("event:e0") == ()
    assert explainer.changes("trigger:nothing_of_the_kind") == ()
    for atom in reasoner.program.shown:
        for edits in smallest_changes(explainer._world, atom):
            assert not any(edit.target.startswith(("danger:", "context:")) for edit in edits)


# ------------------------------------------------------------ still open


def test_what_is_still_open_is_exactly_what_finding_it_out_would_change() -> None:
    tally = Tally("still open", themes=("concerns", "negation", "counting"))
    seen = defaultdict(int)
    for seed in range(50):
        rng = random.Random(seed)
        pack = make_pack(rng, replace(USUAL, per_kind=2, rules=14))
        situation = make_situation(rng, pack, danger=0, full=0.6)
        reasoner = Reasoner(pack)
        explainer = Explainer(reasoner, reasoner.conclude_fast(situation))
        found = {item.fact: item for item in explainer.open}
        assert len(found) == len(explainer.open)
        wanted = dict(open_by_trying(pack, situation))
        assert set(found) == set(wanted), f"seed {seed}"
        for fact, (add, remove, later) in wanted.items():
            item = found[fact]
            assert (set(item.could_add), set(item.could_remove), set(item.with_details)) == (add, remove, later), fact
            seen["add"] += bool(add)
            seen["remove"] += bool(remove)
            seen["with details"] += bool(later)
            seen["number"] += fact.startswith("number:")
            seen["detail"] += "@" in fact
            tally.see(situation, add | remove | later, pack.rules)
        weights = [item.weight for item in explainer.open]
        assert weights == sorted(weights, reverse=True)
    tally.close()
    print(dict(seen))
    assert all(seen[name] for name in ("add", "remove", "with details", "number", "detail"))


def open_by_trying(pack: m.Pack, situation: Situation) -> Iterator[tuple[str, tuple[set[str], set[str], set[str]]]]:
    """For every fact, detail and number that is not known: what each answer would add and remove, according to the naive."""
    now = naive.conclusions(pack, situation)

    def difference(worlds: list[Situation]) -> tuple[set[str], set[str]]:
        after = [naive.conclusions(pack, world) for world in worlds]
        return {ref for each in after for ref in each} - now, {
            ref for ref in now if any(ref not in each for each in after)
        }

    for kind in CALM:
        for name in pack.kind(kind):
            ref = f"{kind}:{name}"
            state = situation.state(ref)
            if state == PRESENT:
                fact = situation.facts[ref]
                for qualifier, values in QUALIFIERS.items():
                    if qualifier in dict(fact.quals):
                        continue
                    worlds = [
                        situation.with_fact(replace(fact, quals=tuple(sorted((*fact.quals, (qualifier, value))))))
                        for value in values
                    ]
                    add, remove = difference(worlds)
                    if add or remove:
                        yield f"{ref}@{qualifier}", (add, remove, set())
            elif state != ABSENT:
                add, remove = difference([situation.with_fact(Fact(kind, name, each)) for each in (PRESENT, ABSENT)])
                details = []
                for values in product(*((*values, UNKNOWN) for values in QUALIFIERS.values())):
                    pairs = [(q, value) for q, value in zip(QUALIFIERS, values, strict=True) if value != UNKNOWN]
                    details.append(situation.with_fact(Fact(kind, name, PRESENT, tuple(sorted(pairs)))))
                later = difference(details)[0] - add
                if add or remove or later:
                    yield ref, (add, remove, later)
    for name in pack.kind("number"):
        if name not in situation.numbers:
            add, remove = difference([with_number(situation, name, value * 250) for value in range(42)])
            if add or remove:
                yield f"number:{name}", (add, remove, set())


def with_number(situation: Situation, name: str, value: int) -> Situation:
    return situation.with_number(Number(name, value))


def test_nothing_is_open_in_danger() -> None:
    rng = random.Random(1)
    pack = make_pack(rng)
    situation = make_situation(rng, pack).with_fact(Fact("danger", "d0"))
    reasoner = Reasoner(pack)
    assert Explainer(reasoner, reasoner.conclude_fast(situation)).open == ()


def test_a_detail_that_stays_unknown_may_be_what_lets_another_add_something() -> None:
    recent, strong = m.FactIs("event", "e", (("when", "recent"),)), m.FactIs("event", "e", (("impact", "strong"),))
    rules = (m.Rule("r", (recent,), (m.Ref("step", "s"),), (strong,)),)
    text = m.Text("x", "x")
    entries = {"event": {"e": m.Observation("event", "e", text)}, "step": {"s": m.Step("step", "s", text)}}
    reasoner = Reasoner(m.Pack(m.PackInfo(), entries, rules, {}))
    [item] = Explainer(reasoner, reasoner.conclude_fast(Situation())).open
    assert (item.fact, item.could_add, item.with_details) == ("event:e", (), ("step:s",))
