"""Where things come from and how long they hold: sources, basis, review dates, examples, telephone numbers."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.authoring.lint.desk import Desk, found
from assistant.content import model as m
from assistant.content import vocabulary as v
from assistant.errors import Finding, Place


def look(desk: Desk) -> Iterator[Finding]:
    """Everything that lacks its origin or is past its date."""
    for kind in desk.pack.entries.values():
        for entry in kind.values():
            yield from _entry(desk, entry)
    for rule in desk.pack.rules:
        yield from _rule(desk, rule)
    yield from _uncovered(desk)


def _uncovered(desk: Desk) -> Iterator[Finding]:
    """Age bands that a pack knows, of which its law and help say nothing."""
    laws = [entry for entry in desk.pack.kind("law").values() if isinstance(entry, m.Law) and entry.about == "ages"]
    for name in v.AGE_BANDS:
        band = desk.pack.entry("context", name)
        if band is not None and not any(not law.ages or name in law.ages for law in laws):
            yield found("law/age-uncovered", desk.value_place(band.place, "context"), word=name)


def _entry(desk: Desk, entry: m.Entry) -> Iterator[Finding]:
    place = desk.value_place(entry.place, entry.kind)
    if entry.kind != "source":
        if entry.basis == "seen" and not entry.sources:
            yield found("entry/no-source", place, word=entry.ref)
        if not entry.review_by and not _written(desk, entry.place):
            yield found("entry/no-review", place, word=entry.ref)
        if entry.basis == "seen" and _only_headings(desk.pack, entry.sources):
            yield found("entry/only-heading", place, word=entry.ref)
    yield from _expired(desk, entry.place, entry.ref, entry.review_by)
    if isinstance(entry, m.Partner) and not entry.reach:
        yield found("partner/reach-missing", place, word=entry.id)
    elif isinstance(entry, m.Partner):
        for profession in v.PROFESSIONS:
            if profession not in entry.reach and desk.pack.entry("context", profession):
                where = desk.key_place(entry.place, "reach")
                yield found("partner/no-reach", where, word=entry.id, profession=profession)
                break
    if isinstance(entry, m.Partner) and entry.phone and not entry.verified_on:
        where = desk.value_place(entry.place, "phone")
        yield found("partner/unverified-phone", where, word=entry.phone, partner=entry.id)


def _only_headings(pack: m.Pack, citations: tuple[m.Citation, ...]) -> bool:
    """Whether of all sources no more than the table of contents was read: a heading says that something is there, not what."""
    sources = [pack.entry("source", citation.source) for citation in citations]
    return bool(sources) and all(isinstance(source, m.Source) and source.read == "contents" for source in sources)


def _expired(desk: Desk, place: Place, name: str, review_by: str) -> Iterator[Finding]:
    if review_by and review_by < desk.today:
        where = desk.value_place(place, "review_by")
        yield found("entry/expired", where, word=name, date=review_by, today=desk.today)


def _rule(desk: Desk, rule: m.Rule) -> Iterator[Finding]:
    place = desk.value_place(rule.place, "rule")
    block = desk.blocks.get(rule.place)
    if block and "basis" not in block.entries:
        yield found("rule/no-basis", place, word=rule.id)
    if rule.basis == "seen" and _only_headings(desk.pack, rule.sources):
        yield found("entry/only-heading", place, word=f"rule:{rule.id}")
    if not rule.review_by and not _written(desk, rule.place):
        yield found("rule/no-review", place, word=rule.id)
    yield from _expired(desk, rule.place, f"rule:{rule.id}", rule.review_by)
    examples = desk.pack.examples.get(rule.id, ())
    if not any(example.expect for example in examples):
        yield found("rule/no-examples", place, word=rule.id)
    elif not any(example.expect_not for example in examples):
        yield found("rule/no-near-miss", desk.key_place(rule.place, "examples"), word=rule.id)


def _written(desk: Desk, place: Place) -> bool:
    """Whether a day was written there all the same: then it is told that it is none."""
    block = desk.blocks.get(place)
    return block is not None and "review_by" in block.entries
