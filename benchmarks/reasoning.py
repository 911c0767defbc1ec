"""Compile and evaluate generated rules in four layers: durable_rules, the direct interpreter, clipspy, experta."""

from __future__ import annotations

import collections
import collections.abc
import math
from collections.abc import Callable

from assistant.reasoning import direct
from assistant.reasoning.compile import compile_pack
from assistant.reasoning.engine import Engine
from assistant.reasoning.grounding import base_atoms
from assistant.reasoning.program import Program
from assistant.reasoning.reasoner import Reasoner
from benchmarks import packs
from benchmarks.fit import power_law
from benchmarks.report import Section, median, ms, ratio, timed

SIZES = (200, 2_000, 10_000)
BUDGET_ENGINE, BUDGET_DIRECT = 5.0, 0.2
# experta takes minutes for the larger sets and tells nothing new there.
EXPERTA_UP_TO = 200


def measure(quick: bool) -> list[Section]:
    situation, sizes = packs.situation(), SIZES[:1] if quick else SIZES
    section = Section(
        "Reasoning",
        [
            "Generated rules in four layers, 25 events with details and 5 numbers, without negation and counting so that every engine",
            "means the same. One evaluation from nothing, median. All give the same conclusions, or the benchmark stops.",
        ],
    )
    section.table.append(("", *(f"{size:,} rules" for size in sizes)))
    rows: dict[str, list[str]] = collections.defaultdict(list)
    took: dict[str, list[float]] = collections.defaultdict(list)
    mentions = []
    for size in sizes:
        pack = packs.rules_pack(size)
        compiled = timed(lambda pack=pack: compile_pack(pack))
        program = compile_pack(pack)
        base = base_atoms(program, situation)
        model = direct.evaluate(program, situation)
        mentions.append(len({number for atom in base for number in program.uses[atom]}))
        times = (20 if quick else 100) if size < 5_000 else (5 if quick else 20)
        engine = Engine(program)
        built = timed(lambda program=program: Engine(program).close())
        assert engine.evaluate(situation) == model
        took["engine"].append(median(lambda e=engine: e.evaluate(situation), times))
        took["direct"].append(median(lambda p=program: direct.evaluate(p, situation), times))
        engine.close()
        rows["rules compiled to clauses"].append(f"{len(program.clauses):,}")
        rows["conclusions drawn"].append(str(sum(atom in model.true for atom in program.shown)))
        rows["compile"].append(ms(compiled))
        rows["build durable_rules"].append(ms(built))
        rows["**durable_rules**"].append(ms(took["engine"][-1]))
        rows["**direct interpreter**"].append(ms(took["direct"][-1]))
        for name, other in (("clipspy", _clips), ("experta", _experta)):
            found = other(program, base, set(model.true), 5 if quick or size > 5_000 else 20)
            rows[name].append(found if isinstance(found, str) else ms(found))
            took[name].append(math.nan if isinstance(found, str) else found)
    section.table += [(name, *cells) for name, cells in rows.items()]
    section.table.append(
        ("durable_rules : direct", *(f"{a / b:.0f}" for a, b in zip(took["engine"], took["direct"], strict=True)))
    )
    for name in ("clipspy", "experta"):
        cells = tuple("" if math.isnan(a) else f"{a / b:.1f}" for a, b in zip(took[name], took["engine"], strict=True))
        section.table.append((f"{name} : durable_rules", *cells))
    for name, budget in (("engine", BUDGET_ENGINE), ("direct", BUDGET_DIRECT)):
        word = "durable_rules" if name == "engine" else "the direct interpreter"
        section.notes.append(f"{word} at 200 rules: {ratio(took[name][0], budget)} of its budget of {budget:g} ms.")
    fits = {name: power_law(list(zip(mentions, took[name], strict=True))) for name in ("engine", "direct")}
    told = ", ".join(
        f"{word} to the power {fit.exponent:.2f}"
        for word, fit in zip(("durable_rules", "direct interpreter"), fits.values(), strict=True)
        if fit
    )
    section.notes.append(
        f"Growth with the rules that mention an asserted fact ({', '.join(f'{each:,}' for each in mentions)}): {told} (1 is linear)."
    )
    section.figures = {
        f"{name}_{size}": round(v, 3) for name in took for size, v in zip(sizes, took[name], strict=True) if v == v
    }
    return [section, _shipped(quick)]


def _clips(program: Program, base: list[int], wanted: set[int], times: int) -> float | str:
    try:
        import clips
    except ImportError:
        return "not installed"
    environment = clips.Environment()
    for number, clause in enumerate(program.clauses):
        body = " ".join(f"(a {atom})" for atom in clause.body)
        environment.build(f"(defrule r{number} {body} => (assert (a {clause.head})))")

    def evaluate() -> None:
        environment.reset()
        for atom in base:
            environment.assert_string(f"(a {atom})")
        environment.run()

    evaluate()
    found = {int(fact[0]) for fact in environment.facts() if fact.template.name == "a"}
    assert found == wanted, "clipspy differs"
    took = median(evaluate, times)
    environment.clear()
    return took


def _experta(program: Program, base: list[int], wanted: set[int], times: int) -> float | str:
    if len(program.clauses) > EXPERTA_UP_TO * 2:
        return "left out"
    for name in (
        "Mapping",
        "MutableMapping",
        "Sequence",
        "Set",
    ):  # it still looks for these where they stood before Python 3.10
        if not hasattr(collections, name):
            setattr(collections, name, getattr(collections.abc, name))
    try:
        from experta import Fact, KnowledgeEngine, Rule
    except Exception as error:
        return f"does not start ({type(error).__name__})"

    class Atom(Fact):  # type: ignore[misc]
        pass

    def concluding(head: int) -> Callable[[object], None]:
        def action(self: object) -> None:
            self.declare(Atom(n=head))  # type: ignore[attr-defined]

        return action

    rules = {
        f"r{number}": Rule(*(Atom(n=atom) for atom in clause.body))(concluding(clause.head))
        for number, clause in enumerate(program.clauses)
    }
    engine = type("Layered", (KnowledgeEngine,), rules)()

    def evaluate() -> None:
        engine.reset()
        for atom in base:
            engine.declare(Atom(n=atom))
        engine.run()

    evaluate()
    found = {fact["n"] for fact in engine.facts.values() if isinstance(fact, Atom)}
    assert found == wanted, "experta differs"
    return median(evaluate, min(times, 10))


def _shipped(quick: bool) -> Section:
    """The shipped rules on the cases of the tests, and the explanations of their results."""
    from assistant.content.pack import read_pack, shipped
    from assistant.dialogue.guide import Guide
    from assistant.reasoning.explainer import Explainer
    from assistant.reasoning.naive import world
    from benchmarks.cases import sessions

    guide = Guide(read_pack(shipped()))
    reasoner: Reasoner = guide.reasoner
    program = reasoner.program
    times = 10 if quick else 50
    evaluated, checked, naive, opened, changed = [], [], [], [], []
    for session in list(sessions(guide))[:: 6 if quick else 1]:
        situation = guide.position(session).situation.for_reasoning()
        evaluated.append(median(lambda s=situation: reasoner.engine.evaluate(s), times))
        checked.append(median(lambda s=situation: direct.evaluate(program, s), times))
        naive.append(median(lambda s=situation: world(guide.pack, s), 1 if quick else 3))
        outcome = reasoner.conclude(situation)
        opened.append(median(lambda o=outcome: Explainer(reasoner, o).open, 3))
        for ref in (*outcome.conclusions, *Explainer(reasoner, outcome).not_drawn):
            changed.append(median(lambda o=outcome, r=ref: Explainer(reasoner, o).changes(r), 2))
    section = Section(
        "The shipped rules",
        [
            f"{len(program.rules)} rules ({len(program.clauses)} clauses, {len(program.strata) + 1} strata) on the {len(evaluated)} cases "
            "in `tests/cases`.",
        ],
        [("", "median", "worst", "budget", "worst : budget")],
    )
    for name, figures, budget in (
        ("evaluation by durable_rules", evaluated, 5.0),
        ("evaluation by the direct interpreter", checked, 0.2),
        ("evaluation by the oracle", naive, None),
        ("what is still open", opened, 50.0),
        ("what would change one conclusion", changed, 100.0),
    ):
        middle, worst = sorted(figures)[len(figures) // 2], max(figures)
        words = name.replace("the oracle", "a naive interpreter, the oracle of the tests")
        part = (ms(budget), ratio(worst, budget)) if budget else ("", "")
        section.table.append((words, ms(middle), ms(worst), *part))
        key = name.replace(" ", "_")
        section.figures |= {f"{key}_median": round(middle, 3), f"{key}_worst": round(worst, 3)}
    return section
