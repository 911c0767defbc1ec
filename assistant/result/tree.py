"""How a conclusion came about, as a tree for readers: conclusion, rule, facts, the person's own answers, sources."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.content.interface import phrases
from assistant.content.model import Citation, Language, Ref, Source, Trigger, about, of_kind
from assistant.dialogue.replay import Turn
from assistant.reasoning.proof import Because
from assistant.records import dataclass, replace
from assistant.result.answers import said
from assistant.result.result import Result
from assistant.result.support_words import support_sentence
from assistant.result.words import capital, fact_phrase

MAX_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of a proof tree. `role` is conclusion, rule, fact, answer, not, source, support or more; `ref` is what it is about."""

    role: str
    text: str
    ref: str = ""
    children: tuple[Branch, ...] = ()


def how(result: Result, ref: str, language: Language, *, full: bool = True) -> Branch:
    """The proof of a conclusion. Short: only what the person said. Full: every rule and alternative, down to the sources."""
    words = phrases(language)
    head = f"{capital(result.name(ref, language))} ({words('kind.' + Ref.parse(ref).kind)})"
    if not full:
        facts = result.explainer.ground(ref)
        return Branch("conclusion", head, ref, tuple(_fact(result, fact, language) for fact in facts))
    return _conclusion(result, ref, language, head, ())


def _conclusion(result: Result, ref: str, language: Language, head: str, above: tuple[str, ...]) -> Branch:
    if ref in above or len(above) > MAX_DEPTH:
        return Branch("more", head, ref)
    becauses = result.explainer.because(ref)
    children = [_rule(result, each, language, (*above, ref)) for each in becauses]
    entry = result.pack.entry_at(ref)
    if isinstance(entry, Trigger) and not above:
        children.append(Branch("support", support_sentence(entry, language), ref))
    return Branch("conclusion", head, ref, tuple(children))


def _rule(result: Result, because: Because, language: Language, above: tuple[str, ...]) -> Branch:
    words = phrases(language)
    children: list[Branch] = []
    for fact, need in zip(because.support.facts, _needs(because), strict=True):
        if fact in result.outcome.because:
            name = f"{capital(result.name(fact, language))} ({words('kind.' + Ref.parse(fact).kind)})"
            children.append(_conclusion(result, fact, language, name, above))
        else:
            children.append(_fact(result, need, language))
    children += [
        Branch("not", words("tree.not", name=fact_phrase(result, name, language)), name)
        for name in because.support.nots
        if not name.startswith(("at_least", "fewer_than"))
    ]
    children += [Branch("source", source_line(result, c, language), f"source:{c.source}") for c in because.rule.sources]
    text = result.say(because.rule.because, language)
    if because.rule.basis in ("inference", "product_choice"):
        text = f"{text} ({words('label.' + because.rule.basis)})"
    return Branch("rule", text, because.rule.id, tuple(children))


def _needs(because: Because) -> tuple[str, ...]:
    """For every fact of a support the stricter mention of it, with the qualifiers a rule asked for."""
    by_fact: dict[str, str] = {}
    for need in because.support.needs:
        bare = about(need) if of_kind(need, "number") else need.partition("@")[0]
        if len(need) >= len(by_fact.get(bare, "")):
            by_fact[bare] = need
    return tuple(by_fact.get(fact, fact) for fact in because.support.facts)


def _fact(result: Result, fact: str, language: Language) -> Branch:
    """An observed fact with the answers that gave it."""
    bare = about(fact)
    known = result.situation.said(bare)
    origins = known.origins if known else ()
    turns = [turn for key in origins if result.position and (turn := result.position.turn(key))]
    children = tuple(Branch("answer", answer_line(result, turn, language), turn.key) for turn in turns)
    return Branch("fact", fact_phrase(result, fact, language), bare, children)


def answer_line(result: Result, turn: Turn, language: Language) -> str:
    """A question and its answer on one line."""
    words = phrases(language)
    ask = result.say(turn.question.ask, language)
    if turn.item:
        ask = ask.replace("{item}", result.say(turn.item.label, language))
    return words("tree.answer", ask=ask, answer=answer_text(result, turn, language))


def answer_text(result: Result, turn: Turn, language: Language) -> str:
    """An answer in the words of its options."""
    return said(turn, language, result.noun)


def source_line(result: Result, citation: Citation, language: Language) -> str:
    """A source with its publisher and its section. Whether a person checked it is said once per result, and in the look-up."""
    words = phrases(language)
    entry = result.pack.entry("source", citation.source)
    if not isinstance(entry, Source):
        return words("tree.source", title=citation.source)
    parts = [result.say(entry.name, language), entry.publisher, entry.year, citation.at]
    return words("tree.source", title=", ".join(part for part in parts if part))


def grounds(result: Result, ref: str, language: Language) -> Branch:
    """Where an observed thing comes from: the answers that gave it, and the sources of its entry."""
    words = phrases(language)
    entry = result.pack.entry_at(ref)
    head = f"{capital(result.name(ref, language))} ({words('kind.' + Ref.parse(ref).kind)})"
    known = result.situation.facts.get(ref)
    children = [_fact(result, ref if known is None or known.state == "present" else f"{ref}={known.state}", language)]
    if known is None or not known.origins:
        children = []
    cited = entry.sources if entry else ()
    children += [Branch("source", source_line(result, c, language), f"source:{c.source}") for c in cited]
    return Branch("conclusion", head, ref, tuple(children))


def once(branches: Iterable[Branch], language: Language) -> tuple[Branch, ...]:
    """The proofs, each conclusion spelled out the first time only: on paper nobody can fold them."""
    told: set[str] = set()
    above = phrases(language, "hands")("picture.above")

    def fold(branch: Branch) -> Branch:
        if branch.role == "conclusion" and branch.children:
            if branch.ref in told:
                return replace(branch, text=f"{branch.text}: {above}", children=())
            told.add(branch.ref)
        return replace(branch, children=tuple(map(fold, branch.children)))

    return tuple(map(fold, branches))
