"""What must hold between the parts of a pack: every mention exists, and a dialogue can only look back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from assistant.content import model as m
from assistant.content import vocabulary as v
from assistant.content.model.conditions import facts_in, mentions, walk
from assistant.content.questions import kind_of
from assistant.content.reader import Notes
from assistant.content.support import is_cell_value
from assistant.errors import Place

RESERVED = ("unknown", "refused", "none_of_these")
_GAP = re.compile(r"\{([^{}]*)\}")


class Checker:
    """Checks one pack; all findings go to `notes`."""

    def __init__(self, pack: m.Pack, notes: Notes) -> None:
        self.pack = pack
        self.notes = notes
        self.concluded = {(ref.kind, ref.id) for rule in pack.rules for ref in rule.then}

    def run(self) -> None:
        """Check everything."""
        for kind in self.pack.entries.values():
            for entry in kind.values():
                self._entry(entry)
        for rule in self.pack.rules:
            self._rule(rule)
        for dialogue in self.pack.dialogues.values():
            DialogueChecker(self, dialogue).run()

    # ------------------------------------------------------------ mentions

    def declared(self, kind: str, entry_id: str, place: Place) -> bool:
        """Note a mention of an entry that no knowledge file declares."""
        known = self.pack.kind(kind)
        if entry_id in known:
            return True
        elsewhere = [other for other in v.FACT_KINDS if entry_id in self.pack.kind(other)]
        if elsewhere:
            self.notes.add("reference/other-kind", place, kind=kind, word=entry_id, other=elsewhere[0])
        else:
            self.notes.unknown("reference/unknown", place, entry_id, known, kind=kind)
        return False

    def citations(self, citations: Iterable[m.Citation]) -> None:
        """Note sources that are not in the list of sources."""
        for citation in citations:
            self.declared("source", citation.source, citation.place)

    def texts(self, texts: Iterable[m.Text], place: Place, allowed: tuple[str, ...] = ()) -> None:
        """Note placeholders that do not exist."""
        for text in texts:
            for words, own in ((text.nl, "persoon"), (text.en, "person")):
                if "{" not in words:
                    continue
                for gap in _GAP.findall(words):
                    if f"{{{{{gap}}}}}" in words:
                        self.notes.add("text/placeholder", place, word=f"{{{gap}}}", known=own)
                    elif gap not in (own, *allowed):
                        self.notes.add("text/placeholder", place, word=gap, known=own)

    def _entry(self, entry: m.Entry) -> None:
        self.citations(entry.sources)
        self.texts(_texts_of(entry), entry.place)
        needed = (condition for needs in needs_in(entry) for condition in needs.facts)
        for ref in (ref for condition in needed for ref in facts_in(condition)):
            self.declared(ref.kind, ref.id, ref.place)
        if isinstance(entry, m.Observation | m.HelpPage) and entry.page:
            self.texts(_texts_in(entry.page), entry.place)
        match entry:
            case m.Trigger():
                self._refs((*entry.ordinary, *entry.partners))
                for cell, value in entry.support.items():
                    if not is_cell_value(value):
                        self.notes.add("support/value", entry.place, word=value, trigger=entry.id, cell=cell)
                for link in entry.drivers:
                    self.declared("driver", link.driver, link.place)
                    self.citations(link.sources)
                for chain in entry.leads_to:
                    self.declared("trigger", chain.trigger, chain.place)
                    self.citations(chain.sources)
            case m.Signal() | m.Driver():
                self._refs(entry.ordinary)
            case m.Partner():
                self._refs(entry.fits_triggers)
                self._reach(entry)
            case m.Step():
                self._refs((*entry.partners, *entry.same_as, *entry.limits))
                if entry.danger_page:
                    self.declared("danger", entry.danger_page, entry.place)
            case m.Observation() if entry.kind == v.NUMBER and entry.minimum > entry.maximum:
                self.notes.add("field/number-range", entry.place)

    def _reach(self, partner: m.Partner) -> None:
        for profession, how in partner.reach.items():
            if how in ("direct", "without_name", "never"):
                continue
            via = how.removeprefix("via:").strip()
            if not how.startswith("via:"):
                self.notes.add("partner/reach", partner.place, word=how, profession=profession)
            elif self.declared("partner", via, partner.place):
                step = self.pack.kind("partner")[via]
                if isinstance(step, m.Partner) and step.reach.get(profession) == "never":
                    self.notes.add("partner/reach-never", partner.place, word=via, profession=profession)

    def _refs(self, refs: Iterable[m.Ref]) -> None:
        for ref in refs:
            self.declared(ref.kind, ref.id, ref.place)

    # ------------------------------------------------------------ rules

    def conditions(self, conditions: Iterable[m.Condition], *, in_rule: bool) -> None:
        """Check what a rule or a question asks for."""
        for condition in conditions:
            for inner in walk(condition):
                if in_rule and isinstance(inner, m.Unknown):
                    self.notes.add("condition/unknown-in-rule", inner.place)
            for ref, closed in mentions(condition):
                if not self.declared(ref.kind, ref.id, ref.place):
                    continue
                if ref.kind in v.DERIVED and ref.pair not in self.concluded:
                    code = "condition/never-concluded-none" if closed else "condition/never-concluded"
                    self.notes.add(code, ref.place, word=str(ref), severity="error" if closed else "warning")

    def _rule(self, rule: m.Rule) -> None:
        self.conditions((*rule.when, *rule.unless), in_rule=True)
        for ref in rule.then:
            self.declared(ref.kind, ref.id, ref.place)
        self.citations(rule.sources)
        if not rule.sources:
            self.notes.add("rule/no-source", rule.place, word=rule.id)
        self.texts((rule.because,), rule.place)
        for example in self.pack.examples.get(rule.id, ()):
            for given in example.given:
                self.declared(given.kind, given.id, given.place)
            for ref in (*example.expect, *example.expect_not):
                self.declared(ref.kind, ref.id, ref.place)


def needs_in(entry: m.Entry) -> Iterator[m.Needs]:
    """Everything in an entry that says what a text of it presupposes."""
    if isinstance(entry, m.Observation | m.Step):
        yield entry.needs
    elif isinstance(entry, m.Trigger | m.Driver):
        yield from (saying.needs for saying in (*entry.opening, *entry.ask))


def _texts_of(entry: m.Entry) -> Iterator[m.Text]:
    for value in vars(entry).values():
        if isinstance(value, m.Text):
            yield value
        elif isinstance(value, tuple):
            yield from (item for item in value if isinstance(item, m.Text))
        elif isinstance(value, Mapping):
            yield from (item for item in value.values() if isinstance(item, m.Text))


def _texts_in(page: m.DangerText) -> Iterator[m.Text]:
    yield from (page.title, page.call, *page.lines, *page.today, *page.do_not)
    for each in page.lines_for:
        yield from each.lines


class DialogueChecker:
    """Checks one dialogue against the pack, question by question in the order of the file."""

    def __init__(self, checker: Checker, dialogue: m.Dialogue) -> None:
        self.checker = checker
        self.notes = checker.notes
        self.dialogue = dialogue
        self.earlier: dict[str, m.Question] = {}
        self.recorded: set[tuple[str, str]] = set()

    def run(self) -> None:
        """Check every question."""
        order = {question.id: position for position, question in enumerate(self.dialogue.questions)}
        for old, new in self.dialogue.formerly.items():
            if new not in order or old in order:
                known = ", ".join(order)
                self.notes.add("question/formerly", self.dialogue.place, word=old, other=new, known=known)
        for group in self.dialogue.one_of:
            for ref in group.of:
                self.checker.declared(ref.kind, ref.id, ref.place)
        for page in self.dialogue.endings.values():
            self.checker.texts((page.title, *page.lines), self.dialogue.place)
        for position, question in enumerate(self.dialogue.questions):
            if question.id in self.earlier:
                first = self.earlier[question.id].place
                self.notes.add("dialogue/duplicate-question", question.place, also=first, word=question.id)
            self._texts(question)
            self._options(question)
            self._looks_back(question)
            self._only_if(question)
            for option in question.options:
                if option.next and order.get(option.next, -1) <= position:
                    code = "dialogue/next-back" if option.next in order else "dialogue/next-unknown"
                    self.notes.unknown(code, option.place, option.next, order)
            self.earlier[question.id] = question
            for option in question.options:
                self.recorded.update((given.kind, given.id) for given in option.records)
            self.recorded.update((given.kind, given.id) for given in question.records)
            self.recorded.update(self._said_exactly(question))

    def _said_exactly(self, question: m.Question) -> Iterator[tuple[str, str]]:
        """The fine facts that this question keeps beside its options: see `part_of`."""
        for entry in (entry for kind in v.OBSERVED for entry in self.checker.pack.kind(kind).values()):
            spot = entry.part_of if isinstance(entry, m.Observation) else None
            if spot is not None and spot.question == question.id:
                yield entry.kind, entry.id

    def _texts(self, question: m.Question) -> None:
        gaps = ("item",) if question.for_each else ()
        texts = (question.ask, question.help, question.why, question.after, question.none_of_these, question.unknown)
        self.checker.texts(texts, question.place, gaps)
        self.checker.texts((row.ask for row in question.rows), question.place, gaps)
        for option in question.options:
            self.checker.texts((option.label,), option.place)

    def _options(self, question: m.Question) -> None:
        if code := kind_of(question).lacking(question):
            self.notes.add(code, question.place, word=question.id)
        self._formerly(question)
        seen: dict[str, Place] = {}
        for option in question.options:
            if option.id in RESERVED:
                self.notes.add("option/reserved", option.place, word=option.id)
            if option.id in seen:
                self.notes.add("option/duplicate", option.place, also=seen[option.id], word=option.id)
            seen[option.id] = option.place
            self._option(question, option)
        for given in question.records:
            self.checker.declared(given.kind, given.id, given.place)

    def _formerly(self, question: m.Question) -> None:
        """An option of before means one of now, or is asked again; never both an option of before and of now."""
        known = {option.id for option in question.options} | {v.ASK_AGAIN, RESERVED[2]}
        for old, new in question.formerly.items():
            if new not in known or question.option(old):
                choices = ", ".join(sorted(known))
                self.notes.add("question/formerly", question.place, word=old, other=new, known=choices)

    def _option(self, question: m.Question, option: m.Option) -> None:
        for given in option.records:
            self.checker.declared(given.kind, given.id, given.place)
            if given.kind == "danger" and given.state == "present" and option.ends != "danger":
                self.notes.add("option/danger-goes-on", option.place, word=option.id)
        if option.ends == "danger" and not any(g.kind == "danger" and g.state == "present" for g in option.records):
            self.notes.add("option/ends-without-danger", option.place, word=option.id)
        if option.sets and not question.qualifies:
            self.notes.add("option/sets", option.place, word=option.id)

    def _looks_back(self, question: m.Question) -> None:
        narrowed = (question.narrowed_by,) if question.narrowed_by else ()
        mentions = (*question.choose_from, *question.for_each, *narrowed, *question.qualifies)
        for name in mentions:
            if name not in self.earlier:
                self.notes.unknown("question/not-earlier", question.place, name, self.earlier)
        seen: dict[str, str] = {}
        for name in (*question.for_each, *question.choose_from):
            for option in self.earlier[name].options if name in self.earlier else ():
                if option.id in seen:
                    self.notes.add("question/same-option", question.place, word=option.id, first=seen[option.id])
                seen[option.id] = name

    def _only_if(self, question: m.Question) -> None:
        self.checker.conditions(question.only_if, in_rule=False)
        for condition in question.only_if:
            for ref in facts_in(condition):
                if ref.kind in (*v.OBSERVED, v.NUMBER) and ref.pair not in self.recorded:
                    self.notes.add("question/later-fact", ref.place, word=str(ref), question=question.id)
