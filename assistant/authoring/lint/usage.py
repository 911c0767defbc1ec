"""Facts that nobody records or nobody uses, conclusions that nobody draws, sources that nobody cites."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.authoring.lint.desk import Desk, found
from assistant.content import model as m
from assistant.content import vocabulary as v
from assistant.content.check import needs_in
from assistant.content.model.conditions import facts_in
from assistant.errors import Finding, Place


def look(desk: Desk) -> Iterator[Finding]:
    """Every entry that stands apart from the rest."""
    yield from _facts(desk)
    yield from _conclusions(desk)
    cited = set(_cited(desk.pack))
    for entry in desk.pack.kind("source").values():
        if entry.id not in cited:
            yield found("source/nobody-cites", _at(desk, entry), word=entry.id)


def _facts(desk: Desk) -> Iterator[Finding]:
    pack = desk.pack
    recorded = {f"{kind}:{name}" for kind, name in _recorded(pack)}
    used, used_at = _used(pack)
    for kind in (*v.OBSERVED, v.NUMBER):
        for entry in pack.kind(kind).values():
            background = isinstance(entry, m.Observation) and entry.background
            unused = entry.ref not in used and not _speaks(entry)
            if entry.ref not in recorded and not background and not _practice_only(entry):
                code = "fact/nobody-records" if unused else "fact/no-question"
                yield found(code, _at(desk, entry), word=entry.ref)
            if background and entry.ref in used_at:
                place = desk.key_place(entry.place, "background")
                yield found("fact/background-used", place, also=used_at[entry.ref], word=entry.ref)
            elif not background and unused and entry.ref in recorded:
                yield found("fact/nobody-uses", _at(desk, entry), word=entry.ref)


def _practice_only(entry: m.Entry) -> bool:
    """Whether the entry says why no question asks it."""
    return isinstance(entry, m.Observation) and bool(entry.practice_only)


def _speaks(entry: m.Entry) -> bool:
    """What is shown on a result by itself needs no rule: protective factors, explanations, the profession, a page of danger."""
    if not isinstance(entry, m.Observation):
        return False
    return entry.profession or bool(entry.page) or (entry.kind in ("protective", "explanation") and bool(entry.note))


def _recorded(pack: m.Pack) -> Iterator[tuple[str, str]]:
    for dialogue in pack.dialogues.values():
        for question in dialogue.questions:
            yield from question.recordable
            yield from ((given.kind, given.id) for option in question.finer for given in option.records)
    for case in pack.cases.values():
        given = (*case.given, *(one for cue in case.cues for one in cue.records))
        yield from ((one.kind, one.id) for one in given)
        yield from (("explanation", cue.explanation) for cue in case.cues if cue.explanation)
        yield ("context", case.profession)


def _used(pack: m.Pack) -> tuple[set[str], dict[str, Place]]:
    """Facts that a condition mentions by name, and where first. That a whole kind is counted is no use of its own."""
    used: set[str] = set()
    at: dict[str, Place] = {}
    conditions = [condition for rule in pack.rules for condition in (*rule.when, *rule.unless)]
    conditions += [c for d in pack.dialogues.values() for question in d.questions for c in question.only_if]
    entries = (entry for kind in pack.entries.values() for entry in kind.values())
    conditions += [c for entry in entries for needs in needs_in(entry) for c in needs.facts]
    for condition in conditions:
        for ref in facts_in(condition):
            used.add(str(ref))
            at.setdefault(str(ref), ref.place)
    for entry in (*pack.kind("trigger").values(), *pack.kind("signal").values(), *pack.kind("driver").values()):
        used.update(str(ref) for ref in getattr(entry, "ordinary", ()))
    return used, at


def _conclusions(desk: Desk) -> Iterator[Finding]:
    pack = desk.pack
    concluded = {str(ref) for rule in pack.rules for ref in rule.then}
    named: set[str] = set()
    for trigger in pack.kind("trigger").values():
        if isinstance(trigger, m.Trigger):
            named.update(str(ref) for ref in trigger.partners)
    for partner in pack.kind("partner").values():
        if isinstance(partner, m.Partner):
            named.update(f"partner:{how.removeprefix('via:').strip()}" for how in partner.reach.values() if ":" in how)
    for kind in v.DERIVED:
        for entry in pack.kind(kind).values():
            if entry.ref not in concluded and entry.ref not in named:
                yield found("entry/nobody-concludes", _at(desk, entry), word=entry.ref)


def _cited(pack: m.Pack) -> Iterator[str]:
    for kind in pack.entries.values():
        for entry in kind.values():
            yield from (citation.source for citation in entry.sources)
            for link in (*getattr(entry, "drivers", ()), *getattr(entry, "leads_to", ())):
                yield from (citation.source for citation in link.sources)
    for rule in pack.rules:
        yield from (citation.source for citation in rule.sources)
    for case in pack.cases.values():
        yield from (citation.source for cue in case.cues for citation in cue.sources)


def _at(desk: Desk, entry: m.Entry) -> Place:
    return desk.value_place(entry.place, entry.kind)
