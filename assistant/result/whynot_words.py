"""Why something was not concluded, in sentences that a person would say: one template per kind of reason, never a rule read aloud."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.content import model as m
from assistant.content.interface import Phrases, phrases
from assistant.content.model import Language
from assistant.content.model.conditions import refs_in
from assistant.content.vocabulary import OBSERVED
from assistant.reasoning.edits import Edit
from assistant.reasoning.situation import PRESENT
from assistant.records import dataclass
from assistant.result.result import PERSON, Result
from assistant.result.words import capital, edit_sentence, supposed

MOST_WAYS = 3
MOST_NAMES = 3
"""Names in one sentence; the more sentences a reason has, the fewer in each."""
MOST_CHANGES = 3


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one condition does not hold: `key` names the template, `refs` are the things it is about, `count` how many are asked."""

    key: str
    refs: tuple[str, ...]
    count: int = 0


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why one conclusion was not drawn: `because` in sentences, and `changes` that would bring it; both may be empty."""

    title: str
    because: tuple[str, ...]
    changes: tuple[str, ...]


def why_not_in_words(result: Result, ref: str, language: Language) -> WhyNot:
    """The explanation for `ref`, the nearest way first."""
    changes = changes_in_words(result, result.explainer.changes(ref), language)
    return WhyNot(_title(result, ref, language), _because(result, ref, language), changes)


def why_not_briefly(result: Result, language: Language) -> tuple[str, ...]:
    """Every concern that was not drawn, on one line each, with the nearest reason; none about an organisation."""
    if result.about != PERSON:
        return ()
    refs = result.explainer.not_drawn
    return tuple(" ".join((f"{_title(result, ref, language)}.", *_because(result, ref, language)[:1])) for ref in refs)


def _title(result: Result, ref: str, language: Language) -> str:
    kind = phrases(language)(f"kind.{m.Ref.parse(ref).kind}")
    return f"{capital(result.name(ref, language))} ({kind})"


def _because(result: Result, ref: str, language: Language) -> tuple[str, ...]:
    told = (
        (_said(result, reason, language, max(1, MOST_NAMES + 1 - len(way))) for reason in way)
        for way in _distinct(result, ref)
    )
    return tuple(dict.fromkeys(map(" ".join, told)))


def changes_in_words(result: Result, changes: Iterable[tuple[Edit, ...]], language: Language) -> tuple[str, ...]:
    """What would turn the outcome, in at most MOST_CHANGES sentences.

    Things that would do the same, alone or together with one and the same other thing, are one sentence; of two ways about the very
    same things the first is told.
    """
    alike: dict[tuple[str, str], dict[str, None]] = {}
    with_one: list[tuple[str, ...]] = []
    pairs: dict[frozenset[str], str] = {}
    for edits in changes:
        if len(edits) == 1 and not m.of_kind(edits[0].target, "number"):
            alike.setdefault((edits[0].qualifier, edits[0].value), {})[edits[0].target] = None
        elif len(edits) == 2 and all((edit.qualifier, edit.value) == ("", PRESENT) for edit in edits):
            _joined(with_one, (edits[0].target, edits[1].target))
        else:
            pairs.setdefault(frozenset(edit.target for edit in edits), edit_sentence(result, edits, language))
    either = f"; {phrases(language)('edit.or')} "
    singles = []
    told: set[str] = set()
    for (qualifier, value), targets in alike.items():
        fresh = [target for target in targets if target not in told]
        told |= set(fresh)
        if fresh:
            singles.append(supposed(Edit("", qualifier, value), _names(result, fresh, language, either), language))
    also = f"; {phrases(language)('edit.and')} "
    both = []
    for first, *others in with_one:
        names = also.join((_names(result, (first,), language), _names(result, others, language, either)))
        both.append(supposed(Edit("", "", PRESENT), names, language))
    return (*singles, *both, *pairs.values())[:MOST_CHANGES]


def _joined(with_one: list[tuple[str, ...]], pair: tuple[str, str]) -> None:
    """Put a pair with an earlier one that has a thing in common with it: that thing first, then all that would do with it."""
    for place, known in enumerate(with_one):
        shared = [each for each in (known[:1] if len(known) > 2 else known) if each in pair]
        if shared:
            one = shared[0]
            with_one[place] = (one, *dict.fromkeys(each for each in (*known, *pair) if each != one))
            return
    with_one.append(pair)


# ---------------------------------------------------------------- reasons


def _distinct(result: Result, ref: str) -> list[tuple[Reason, ...]]:
    """The ways in which it could have come about, by what they lack.

    Things of which one would have been enough are taken together; a way that lacks all that another lacks, and more, is not told.
    """
    lacking = []
    for each in result.explainer.why_not(ref):
        reasons = [reason for gap in each.unmet for reason in _reasons(result, gap)]
        reasons += [Reason("against", refs_in(gap)) for gap in each.blocking]
        lacking.append(_gathered(reasons))
    alone: dict[str, dict[str, None]] = {}
    for way in lacking:
        if _alone(way):
            alone.setdefault(way[0].key, {}).update(dict.fromkeys(way[0].refs))
    ways: list[tuple[Reason, ...]] = [(Reason(key, tuple(refs)),) for key, refs in alone.items()]
    about = [_about(way) for way in ways]
    for way in lacking:
        if _alone(way):
            continue
        if not any(known <= _about(way) for known in about):
            ways.append(way)
            about.append(_about(way))
    return ways[:MOST_WAYS]


def _gathered(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Reasons of one kind as one: they are said in one sentence."""
    by_kind: dict[tuple[str, int], dict[str, None]] = {}
    for reason in reasons:
        by_kind.setdefault((reason.key, reason.count), {}).update(dict.fromkeys(reason.refs))
    return tuple(Reason(key, tuple(refs), count) for (key, count), refs in by_kind.items())


def _alone(way: tuple[Reason, ...]) -> bool:
    """Whether one thing is all that a way lacks."""
    return len(way) == 1 and not way[0].count


def _about(way: tuple[Reason, ...]) -> frozenset[tuple[str, str]]:
    """What a way lacks, thing by thing: two that lack the same are one."""
    return frozenset((reason.key.partition(".")[0], ref) for reason in way for ref in reason.refs or (reason.key,))


def _reasons(result: Result, gap: m.Condition) -> Iterator[Reason]:
    match gap:
        case m.FactIs():
            yield _fact(result, gap)
        case m.Absent():
            yield Reason("not_denied", (gap.ref,))
        case m.Unknown():
            yield Reason("known", (gap.ref,))
        case m.NumberIs():
            yield Reason("number", (gap.ref,))
        case m.Count() if gap.at_least and gap.count == 1 and gap.listed:
            yield Reason("not_named", refs_in(gap))
        case m.Count():
            yield Reason(f"{'fewer' if gap.at_least else 'more'}.{gap.kind or 'listed'}", refs_in(gap), gap.count)
        case m.All():
            for inner in gap.of:
                yield from _reasons(result, inner)
        case m.AnyOf():
            yield from _any(result, gap)
        case m.NoneOf():
            yield Reason("against", refs_in(gap))


def _any(result: Result, gap: m.AnyOf) -> Iterator[Reason]:
    """Of several things one would do: those in the same state are said together; what was named goes before what was not."""
    found = _gathered(reason for inner in gap.of for reason in _reasons(result, inner))
    told: set[str] = set()
    for reason in tuple(each for each in found if each.key.startswith("detail.")) or found:
        fresh = tuple(ref for ref in reason.refs if ref not in told)
        told |= set(fresh)
        if fresh or reason.count:
            yield Reason(reason.key, fresh, reason.count)


def _fact(result: Result, fact: m.FactIs) -> Reason:
    """Why one fact does not do: not named, denied, not known, or another detail than asked."""
    ref = fact.ref
    if fact.kind not in OBSERVED:
        return Reason("not_drawn", (ref,))
    state = result.situation.state(ref)
    known = result.situation.facts.get(ref)
    if state == "present" and known is not None:
        for name, value in fact.quals:
            if (own := known.qualifier(name) or "unknown") != value:
                return Reason(f"detail.{name}.{own}", (ref,))
    return Reason(state if state in ("absent", "unknown") else "not_named", (ref,))


# ---------------------------------------------------------------- words


def _said(result: Result, reason: Reason, language: Language, most: int) -> str:
    words: Phrases = phrases(language, "result")
    key, _, kind = reason.key.partition(".")
    if key == "fewer" and reason.count == 1:
        return words("whynot.none_of_kind", what=phrases(language)(f"tui.whynot.kind.{kind}"))
    if key in ("fewer", "more"):
        what = (
            _names(result, reason.refs, language, most=most)
            if reason.refs
            else phrases(language)(f"tui.whynot.kind.{kind}")
        )
        return words(f"whynot.{key}", count=reason.count, what=what)
    many = "none_named" if key == "not_named" and len(reason.refs) > 1 else reason.key
    return words(f"whynot.{many}", names=_names(result, reason.refs, language, most=most))


def _names(result: Result, refs: Iterable[str], language: Language, last: str = "; ", most: int = MOST_NAMES) -> str:
    """At most `most` names; `last` stands before the last one where all are named."""
    names = list(dict.fromkeys(result.name(ref, language) for ref in refs))
    if len(names) > most:
        more = phrases(language, "result")("page.named.more", count=len(names) - most)
        return "; ".join(names[:most]) + more
    return last.join(filter(None, ("; ".join(names[:-1]), names[-1])))
