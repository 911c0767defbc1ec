"""What a proof says is enough, is needed, and is what the person said."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from generate import POSITIVE, USUAL, Shape, make_pack, make_situation
from reasoning.tally import Tally

from assistant.content import model as m
from assistant.content.vocabulary import DERIVED, OBSERVED, WITNESS_KINDS
from assistant.reasoning import naive
from assistant.reasoning.explainer import Explainer
from assistant.reasoning.proof import Because
from assistant.reasoning.reasoner import Outcome, Reasoner
from assistant.reasoning.situation import ABSENT, PRESENT, UNKNOWN, Fact, Number, Situation

_DERIVED = re.compile(rf"\b({'|'.join(DERIVED)}):(\w+)")


def cases(count: int, shape: Shape = USUAL, *, danger: float = 0.08) -> Iterator[tuple[Reasoner, Situation, Outcome]]:
    """Random packs with a situation each, evaluated by the direct interpreter."""
    for seed in range(count):
        rng = random.Random(seed)
        pack = make_pack(rng, shape)
        situation = make_situation(rng, pack, danger=danger)
        reasoner = Reasoner(pack)
        yield reasoner, situation, reasoner.conclude_fast(situation)


# ------------------------------------------------------------ a proof down to what was said


class Grounds:
    """For every conclusion one way down to the person's own facts, and for every trigger that must carry details another."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.chosen: dict[str, Because] = {}
        changed = True
        while changed:
            changed = False
            for ref, becauses in outcome.because.items():
                for because in becauses:
                    if all(need in self.chosen for need in derived_needs(because)):
                        for item in (ref, *self._details(ref, because)):
                            if item not in self.chosen:
                                self.chosen[item] = because
                                changed = True

    def _details(self, ref: str, because: Because) -> Iterator[str]:
        """`trigger:a@when=recent` and so on, for what one named event or change carries."""
        if ref.startswith("trigger:"):
            for fact in because.support.facts:
                if fact.partition(":")[0] in WITNESS_KINDS and not fact.endswith("=absent"):
                    for quals in naive.subsets(naive.said_by(self.outcome.situation.facts[fact].quals)):
                        yield f"{ref}@{','.join(f'{name}={value}' for name, value in quals)}"

    def under(self, because: Because) -> tuple[set[str], set[str], list[m.Rule]]:
        """The person's facts, the conclusions that had to stay out, and the rules, for one fired alternative."""
        facts: set[str] = set()
        nots: set[str] = set()
        rules: list[m.Rule] = []
        waiting, seen = [because], set()
        while waiting:
            each = waiting.pop()
            if each in seen:
                continue
            seen.add(each)
            rules.append(each.rule)
            nots.update(each.support.nots)
            facts.update(fact for fact in each.support.facts if fact.partition(":")[0] not in DERIVED)
            waiting += [self.chosen[need] for need in derived_needs(each)]
        return facts, nots, rules


def derived_needs(because: Because) -> list[str]:
    return [need for need in because.support.needs if need.partition(":")[0] in DERIVED]


def only(situation: Situation, facts: set[str]) -> Situation:
    """The situation with nothing but these facts and numbers of it."""
    kept = {ref: fact for ref, fact in situation.facts.items() if ref in facts or f"{ref}={fact.state}" in facts}
    return Situation(kept, {name: number for name, number in situation.numbers.items() if f"number:{name}" in facts})


def held_false(pack: m.Pack, nots: set[str], drawn: set[str]) -> set[str]:
    """The conclusions that the listed nots mention and that were not drawn; a count may mention a whole kind."""
    mentioned = {f"{kind}:{name}" for text in nots for kind, name in _DERIVED.findall(text)}
    for text in nots:
        if text.startswith(("fewer_than:", "at_least:")):
            kind = text.split(":")[2].partition("@")[0]
            mentioned |= {f"{kind}:{name}" for name in pack.kind(kind)} if kind in DERIVED else set()
    return mentioned - drawn


def test_the_facts_of_a_support_alone_give_the_conclusion_again() -> None:
    tally = Tally("a support is enough")
    for reasoner, situation, outcome in cases(200):
        grounds = Grounds(outcome)
        drawn = set(outcome.conclusions)
        for ref in outcome.conclusions:
            for because in outcome.because[ref]:
                facts, nots, rules = grounds.under(because)
                out = held_false(reasoner.pack, nots, drawn)
                alone = only(outcome.situation, facts)
                assert ref in naive.conclusions(reasoner.pack, alone, out), f"{ref} by {because.rule.id} from {facts}"
                tally.see(situation, (ref,), rules)
    tally.close()


def test_a_minimal_support_is_enough_and_nothing_of_it_can_be_missed() -> None:
    tally = Tally("a minimal support is minimal")
    for reasoner, situation, outcome in cases(120):
        explainer = Explainer(reasoner, outcome)
        drawn = set(outcome.conclusions)
        everything = {f"{kind}:{name}" for kind in DERIVED for name in reasoner.pack.kind(kind)}
        for ref in outcome.conclusions:
            supports, _ = explainer.supports(ref)
            assert supports, ref
            assert [len(each) for each in supports] == sorted(len(each) for each in supports)
            for support in supports:
                alone = only_atoms(outcome.situation, support)
                assert ref in naive.conclusions(reasoner.pack, alone, everything - drawn), f"{ref} from {support}"
                rules = [each.rule for each in outcome.because[ref]]
                tally.see(situation, (ref,), rules)
    tally.close()


def bare(atom: str) -> str:
    """The fact or number an observed atom is about: `event:a@when=recent` is about `event:a`."""
    return re.split(r"[@<>=]", atom)[0]


def only_atoms(situation: Situation, atoms: tuple[str, ...]) -> Situation:
    """The situation with only the facts of these atoms, and of each fact only the details that the atoms name."""
    facts: dict[str, Fact] = {}
    numbers: dict[str, Number] = {}
    for atom in atoms:
        ref = bare(atom)
        kind, _, name = ref.partition(":")
        if kind == "number":
            numbers[name] = situation.numbers[name]
            continue
        quals = dict(pair.split("=") for pair in atom.partition("@")[2].split(",") if pair)
        old = facts.get(ref, Fact(kind, name, situation.state(ref)))
        facts[ref] = Fact(kind, name, old.state, tuple(sorted((dict(old.quals) | quals).items())))
    return Situation(facts, numbers)


def test_without_negation_what_every_support_needs_takes_the_conclusion_away() -> None:
    tally = Tally("what every support needs is needed", themes=("concerns", "counting", "danger"))
    spared = 0
    for reasoner, situation, outcome in cases(200, POSITIVE):
        explainer = Explainer(reasoner, outcome)
        for ref in outcome.conclusions:
            supports, more = explainer.supports(ref)
            sets = [{bare(atom) for atom in support} for support in supports]
            for fact in explainer.ground(ref):
                name = fact.removesuffix("=absent")
                without = remove(outcome.situation, name)
                still = ref in naive.conclusions(reasoner.pack, without)
                if all(name in each for each in sets) and not more:
                    assert not still, f"{ref} without {name}"
                    tally.see(situation, (ref,), [each.rule for each in outcome.because[ref]])
                elif not all(name in each for each in sets):
                    assert still, f"{ref} needs {name} after all"
                    spared += 1
    tally.close()
    assert spared


def remove(situation: Situation, ref: str) -> Situation:
    if ref.startswith("number:"):
        return Situation(situation.facts, {n: v for n, v in situation.numbers.items() if f"number:{n}" != ref})
    return situation.without(ref)


# ------------------------------------------------------------ faithful


def test_turning_a_cited_answer_around_changes_the_conclusion_or_its_proof() -> None:
    tally = Tally("a cited answer matters")
    for reasoner, situation, outcome in cases(150):
        for ref in outcome.conclusions:
            rules = [each.rule for each in outcome.because[ref]]
            for fact in {f for each in outcome.because[ref] for f in each.support.facts}:
                kind, _, rest = fact.partition(":")
                if kind in DERIVED or kind == "number":
                    continue
                name, _, state = rest.partition("=")
                other = PRESENT if state == ABSENT else ABSENT
                after = reasoner.conclude_fast(situation.with_fact(Fact(kind, name, other)))
                assert after.because.get(ref) != outcome.because[ref], f"{ref} does not mind {fact}"
                tally.see(situation, (ref,), rules)
    tally.close()


def test_explanations_mention_only_what_the_person_said() -> None:
    tally = Tally("only what was said")
    for reasoner, situation, outcome in cases(150):
        explainer = Explainer(reasoner, outcome)
        said = {fact.ref for fact in outcome.situation.present()}
        said |= {f"{fact.ref}=absent" for fact in outcome.situation.facts.values() if fact.state == ABSENT}
        said |= {f"number:{name}" for name in outcome.situation.numbers}
        for ref, becauses in outcome.because.items():
            for because in becauses:
                own = {fact for fact in because.support.facts if fact.partition(":")[0] not in DERIVED}
                derived = set(because.support.facts) - own
                assert own <= said, own - said
                assert derived <= set(outcome.conclusions)
                assert {need.partition("@")[0] for need in because.support.needs if "number:" not in need} == {
                    fact for fact in because.support.facts if "number:" not in fact
                }
            assert set(explainer.ground(ref)) <= said
            supports, _ = explainer.supports(ref)
            refs = {bare(atom) for support in supports for atom in support}
            assert refs <= {name.partition("=")[0] for name in said}
            tally.see(situation, (ref,), [each.rule for each in becauses])
    tally.close()


def test_every_conclusion_has_a_proof_and_every_proof_a_conclusion() -> None:
    for _, _, outcome in cases(200):
        assert set(outcome.because) == set(outcome.conclusions)
        assert all(outcome.because.values())


# ------------------------------------------------------------ not knowing never adds a concern


def test_concerns_under_do_not_know_are_among_those_under_yes_and_under_no() -> None:
    tally = Tally("do not know adds no concern")
    for seed in range(80):
        rng = random.Random(seed)
        pack = make_pack(rng)
        situation = make_situation(rng, pack, danger=0.08)
        reasoner = Reasoner(pack)
        for kind in OBSERVED:
            if kind == "danger":
                continue
            for name in pack.kind(kind):
                unknown = reasoner.conclude_fast(situation.with_fact(Fact(kind, name, UNKNOWN)))
                details = tuple(sorted({"when": rng.choice(("recent", "older")), "impact": "strong"}.items()))
                others = (Fact(kind, name, PRESENT), Fact(kind, name, PRESENT, details), Fact(kind, name, ABSENT))
                concerns = {ref for ref in unknown.conclusions if ref.startswith(("trigger:", "driver:", "signal:"))}
                for other in others:
                    assert concerns <= reasoner.refs(situation.with_fact(other)), f"seed {seed}: {other}"
                rules = {each.rule.id: each.rule for found in unknown.because.values() for each in found}
                tally.see(situation, concerns, rules.values())
    tally.close()
