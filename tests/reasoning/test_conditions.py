"""Conditions: one module walks, evaluates and words them, and the proof is read from what fired."""

from __future__ import annotations

import ast
import random
from pathlib import Path

import pytest
from generate import make_pack, make_situation

from assistant.content import model as m
from assistant.content.model.conditions import CLAIM, FILE, RESULT, in_words, leaves, mentions, names_of, refs_in, walk
from assistant.content.vocabulary import OBSERVED
from assistant.errors import InternalFault
from assistant.reasoning import naive
from assistant.reasoning.program import Model
from assistant.reasoning.proof import View
from assistant.reasoning.reasoner import Reasoner
from assistant.result.presumed import fits

PRODUCT = Path(__file__).parents[2] / "assistant"
KINDS = {"FactIs", "Absent", "Unknown", "All", "AnyOf", "NoneOf", "Count", "NumberIs"}
MAY_TELL_THEM_APART = {
    "content/model/conditions.py",  # the one module
    "reasoning/compile.py",  # what they mean
    "reasoning/naive.py",  # what they mean, read by the oracle
    "reasoning/proof.py",  # in which ways they hold, from what fired
    "content/knowledge.py",  # which of them a text may presuppose
    "authoring/queries.py",  # tests of questions, quick enough for thousands of walks
    "authoring/reach.py",  # whether somebody can say at all what they ask for
    "authoring/lint/concepts.py",  # what follows from one
    "authoring/lint/logic.py",  # which exclude each other
    "authoring/lint/rule_logic.py",  # which are needless
    "result/whynot_words.py",  # what a person is told is lacking
}
EVENT = m.FactIs("event", "a", (("impact", "strong"), ("when", "recent")))
EACH = {
    EVENT: ("event:a@impact=strong,when=recent", "event:a impact=strong when=recent"),
    m.Absent("cue", "b"): ("cue:b=absent", "absent cue:b"),
    m.Unknown("cue", "b"): ("cue:b=unknown", "unknown cue:b"),
    m.NumberIs("n", ((">=", 1000), ("<", 6500))): ("number:n>=1, number:n<6.5", "number:n >= 1 < 6.5"),
    m.Count(True, 2, "event", (), (("when", "recent"),)): (
        "at_least 2 of (event)@when=recent",
        "at_least 2 event when=recent",
    ),
    m.Count(False, 1, "", tuple(("cue", name) for name in "abcd")): (
        "fewer_than 1 of (cue:a, cue:b, cue:c, cue:d)",
        "fewer_than 1 cue:a, cue:b, cue:c … (4)",
    ),
    m.AnyOf((m.FactIs("cue", "b"), m.NoneOf((m.FactIs("cue", "c"),)))): (
        "any(cue:b, none(cue:c))",
        "any of [cue:b; none of [cue:c]]",
    ),
}


def test_every_kind_of_condition_is_worded_in_every_style() -> None:
    assert {type(each).__name__ for condition in EACH for each in walk(condition)} | {"All"} == KINDS
    for condition, (in_result, in_file) in EACH.items():
        assert (in_words(condition, RESULT), in_words(condition, FILE)) == (in_result, in_file)
    number, absent = m.NumberIs("n", ((">=", 1000), ("<", 6500))), m.Absent("cue", "b")
    assert in_words(number, CLAIM) == "number:n >= 1 and number:n < 6.5"
    assert names_of(m.All((number, absent))) == ("number:n>=1", "number:n<6.5", "cue:b=absent")


def test_what_a_condition_mentions_stands_once_and_what_is_denied_or_counted_is_told_apart() -> None:
    counted = m.Count(True, 1, "", (("cue", "b"), ("cue", "c")))
    condition = m.All((EVENT, m.NoneOf((m.FactIs("cue", "b"),)), counted))
    assert refs_in(condition) == ("event:a", "cue:b", "cue:c")
    assert [closed for _, closed in mentions(condition)] == [False, True, True, True]
    assert list(leaves((condition,))) == [EVENT, m.FactIs("cue", "b"), counted]


def test_what_holds_in_what_was_named_is_what_the_oracle_says_holds() -> None:
    told = {True: 0, False: 0}
    for seed in range(60):
        rng = random.Random(seed)
        pack = make_pack(rng)
        situation = make_situation(rng, pack, danger=0)
        world = naive.World(pack, situation)
        for condition in (each for rule in pack.rules for top in rule.when for each in walk(top)):
            counted = [each.kind for each in leaves((condition,)) if isinstance(each, m.Count)]
            kinds = {each.kind for each, _ in mentions(condition)} | {kind for kind in counted if kind}
            if kinds <= {*OBSERVED, "number"}:
                holds = fits(situation, m.Needs((condition,), True))
                assert holds == world.holds(condition), condition
                told[holds] += 1
    assert min(told.values()) > 100


def test_rules_have_the_same_alternatives_compiled_as_written() -> None:
    several = 0
    for seed in range(40):
        pack = make_pack(random.Random(seed))
        program = Reasoner(pack).program
        for number, rule in enumerate(pack.rules):
            written = [chain for condition in rule.when for chain in naive.choices(condition)]
            compiled = [chain for part in program.plan(number).when for chain in part.choices()]
            assert [len(chain) for chain in compiled] == [len(chain) for chain in written]
            several += len(written) > 1
    assert several > 20


def test_an_alternative_that_only_one_evaluator_fires_is_a_fault_that_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when both draw the same conclusions: the proof is read from what fired, and may not differ either."""
    shown = fewer = 0
    for seed in range(40):
        rng = random.Random(seed)
        pack = make_pack(rng)
        reasoner = Reasoner(pack)
        situation = make_situation(rng, pack, danger=0)
        model = reasoner.conclude(situation).model
        alternatives = reasoner.program.alternatives(model.fired)
        for rule, number in sorted(alternatives):
            if not number:
                continue
            place = [each.id for each in pack.rules].index(rule)
            chains = [chain for part in reasoner.program.plan(place).when for chain in part.choices()]
            less = Model(model.true, model.fired - {chains[number - 1][-1]})
            with monkeypatch.context() as patch:
                patch.setattr(reasoner.engine, "evaluate", lambda _, less=less: less)
                with pytest.raises(InternalFault, match=rf"rule {rule}, alternative {number}\b"):
                    reasoner.conclude(situation)
            shown += 1
            whole, rest = (View(reasoner.program, each, pack).rule_ways(place) for each in (model, less))
            fewer += len(rest) < len(whole)
        reasoner.engine.close()
    assert shown > 10
    assert fewer > 10  # the proof does not have it


def test_few_modules_tell_the_kinds_of_condition_apart() -> None:
    told = set()
    for path in sorted(PRODUCT.rglob("*.py")):
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(function, ast.FunctionDef) and len(_told_apart(function)) > 1:
                told.add(path.relative_to(PRODUCT).as_posix())
    assert told == MAY_TELL_THEM_APART


def _told_apart(function: ast.FunctionDef) -> set[str]:
    """The kinds of condition that a function matches on or asks for."""
    asked = [node.cls for node in ast.walk(function) if isinstance(node, ast.MatchClass)]
    calls = (node for node in ast.walk(function) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name))
    asked += [call.args[1] for call in calls if isinstance(call.func, ast.Name) and call.func.id == "isinstance"]
    named = (each for node in asked for each in ast.walk(node))
    return {each.attr if isinstance(each, ast.Attribute) else getattr(each, "id", "") for each in named} & KINDS
