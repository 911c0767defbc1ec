"""The page a reader gets: the result composed into sections, in one language. Every shell and every report draws this.

Left and right belong together: what this may point to, and what speaks against it or helps, at the same size. Where less was said that
speaks against a concern, documented ordinary explanations take the place, marked as not asked yet: those that can explain something
that was named. There is no padding: where none can, one line says what to ask.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from assistant.content.directory import phone_of
from assistant.content.interface import Phrases, phrases
from assistant.content.model import (
    Driver,
    Entry,
    Inquiry,
    Language,
    Observation,
    Page,
    Partner,
    Ref,
    Step,
    Trigger,
    of_kind,
    reach_of,
)
from assistant.content.vocabulary import PAGE_ENDINGS
from assistant.dialogue.session import KNOWN, UNKNOWN
from assistant.reasoning.edits import Edit
from assistant.reasoning.situation import PRESENT
from assistant.records import replace
from assistant.result.advice import advice_of, beside
from assistant.result.answers import said as answer_words
from assistant.result.danger import danger_pages, reader_of
from assistant.result.page import Document, Item, Part
from assistant.result.possible import longer_ago_items, possible_items
from assistant.result.presumed import counterweights, only_hearsay, openers_of
from assistant.result.result import ORGANISATION, PERSON, SHARING, Result
from assistant.result.words import capital, date_in_words, edit_sentence, sentence
from assistant.result.worth import how_of

MAX_OPENERS = 4
MAX_CHANGES = 5
MAX_POSSIBLE = 2
MAX_OPEN = 5
MAX_REASONS = 3
WORDS_ABOUT = {PERSON: "result", ORGANISATION: "organisation", SHARING: "sharing"}
"""How the keys of the words begin, by what the result is about."""


def document_of(result: Result, language: Language) -> Document:
    """Compose the page for a result."""
    return Sections(result, language).compose()


class Sections:
    """The sections of a result, one method each: what the full lists and the one page are made of."""

    def __init__(self, result: Result, language: Language) -> None:
        self.result = result
        self.language: Language = language
        self.words: Phrases = phrases(language)
        self.pack = result.pack
        self.conclusions = result.outcome.conclusions

    def compose(self) -> Document:
        """Everything, or what is shown when it ended early."""
        if self.result.ended == "danger":
            return self._danger()
        if self.result.ended in PAGE_ENDINGS:
            return self._page_only(self.result.ended)
        if self.result.about == ORGANISATION:
            return self._organisation()
        if self.result.about == SHARING:
            return self._sharing()
        concerns = tuple(self.concerns())
        helps = tuple(self.helps(concerns))
        parts = (
            *self.pages(self.first_calls()),
            self.part("concerns", concerns or (self.nothing(),), intro=bool(concerns)),
            self.part("helps", helps),
            self.part("seeks", tuple(self.seeks())),
            self.part("unknown", tuple(self.unknown()), outro=not self.result.asks_nothing),
            self.part("steps", tuple(self.steps()), numbered=True),
            self.part("partners", tuple(self.partners())),
            self.part("openers", tuple(self.openers())),
            self.part("changes", tuple(self.changes())),
        )
        return Document(
            *self.head(),
            (),
            tuple(part for part in parts if part.items),
            self.footer(),
        )

    # ------------------------------------------------------------ small helpers

    def say(self, key: str, **values: object) -> str:
        """Words of the interface, with the word for the person filled in."""
        noun = self.result.noun
        return self.words(key, persoon=noun.nl, person=noun.en, **values)

    def part(
        self, name: str, items: tuple[Item, ...], *, intro: bool = True, outro: bool = False, numbered: bool = False
    ) -> Part:
        """A section with the words that belong to its name."""
        opening = self.say(f"part.{name}.intro") if intro else ""
        closing = self.say(f"part.{name}.outro") if outro else ""
        return Part(name, self.say(f"part.{name}"), opening, items, closing, numbered)

    def of_kind(self, *kinds: str) -> Iterator[Entry]:
        """Conclusions of these kinds, in the order of the pack: for readers, not for programs."""
        for kind in kinds:
            for name, entry in self.pack.kind(kind).items():
                if f"{kind}:{name}" in self.conclusions:
                    yield entry

    def present(self, *kinds: str) -> Iterator[Observation]:
        """Facts the user named, in the order of the conversation."""
        for fact in self.result.situation.present():
            entry = self.pack.entry(fact.kind, fact.id)
            if fact.kind in kinds and isinstance(entry, Observation):
                yield entry

    def name(self, ref: str) -> str:
        """What an entry is called here."""
        return self.result.name(ref, self.language)

    def _sources(self, ref: str, entry: Entry) -> tuple[str, ...]:
        # The sources of the rules that fired come first: they are about this situation.
        cited = chain(*(each.rule.sources for each in self.result.explainer.because(ref)), entry.sources)
        return self._titles(citation.source for citation in cited)

    def _own(self, entry: Entry, text: str) -> str:
        """A text with, when it is not from a source, a sentence that says whose reasoning it is."""
        basis = entry.basis_of.get("note", entry.basis)
        if basis in ("seen", "not_entered") or not text:
            return text
        # A reason of our own already says so in its own sentence; once is enough.
        said = any(mark in text.lower() for mark in self.words("own.marks").split("; "))
        return text if said else f"{text} {self.words(f'own.{basis}')}"

    def _titles(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.name(f"source:{name}") for name in names))

    # ------------------------------------------------------------ what it may point to, what helps

    def concerns(self) -> Iterator[Item]:
        """What it may point to: title, what it is, and why."""
        for ref in self.result.points_to:
            entry = self.pack.entry_at(ref)
            if entry is None:
                continue
            own = [self.name(fact) for fact in self.result.explainer.ground(ref) if self.tells(fact)]
            name = self.name(ref)
            title = ", ".join(own) if entry.kind in ("trigger", "driver") and own else name
            label = self.say(f"label.{entry.kind}", name=name)
            if isinstance(entry, Trigger) and entry.list == "later":
                label = self.say("label.later", label=label)
            if self.hearsay(ref):
                label = self.say("label.told", label=label)
            yield Item(
                ref,
                capital(title),
                label,
                self._reasons(entry),
                self._sources(ref, entry),
            )

    def seeks(self) -> Iterator[Item]:
        """What the person may be looking for, where nothing was drawn beside it: in everyday words, as a way in for help."""
        for entry in self.of_kind("driver"):
            if isinstance(entry, Driver) and entry.ref in self.result.sought:
                title = self.result.say(entry.sought, self.language) or self.name(entry.ref)
                yield Item(entry.ref, capital(title), "", self._reasons(entry), self._sources(entry.ref, entry))

    def _reasons(self, entry: Entry) -> str:
        note = self.result.say(getattr(entry, "note"), self.language)  # noqa: B009 - every concern has a note
        return self._own(entry, " ".join(filter(None, (*reasons_for(self.result, entry.ref, self.language), note))))

    def hearsay(self, ref: str) -> bool:
        """Whether all that a concern rests on was heard from somebody else."""
        return only_hearsay(self.result, ref)

    def tells(self, fact: str) -> bool:
        """Whether a fact tells what happened, changed or is sought."""
        return Ref.parse(fact).kind in ("event", "change", "cue") and "=" not in fact

    def nothing(self) -> Item:
        """What stands where nothing points to anything."""
        yet = ".yet" if self.waits() else ""
        return Item("", self.say(f"result.nothing{yet}.title"), "", self.say(f"result.nothing{yet}.text"))

    def waits(self) -> bool:
        """Whether something that was named is possible, or was longer ago: then it is not so that there is nothing."""
        return not self.result.asks_nothing and bool(self.result.possible or self.result.longer_ago)

    def helps(self, concerns: tuple[Item, ...]) -> Iterator[Item]:
        """What was named that helps or explains; then, while there are fewer than concerns, documented explanations of something named."""
        given = [*self.present("protective"), *self.present("explanation")]
        for entry in given:
            yield self._help(entry, self.say(f"label.{entry.kind}"))
        if self.first_calls():  # nothing of ours stands against a call that cannot wait
            return
        named = {entry.ref for entry in given}
        others = [e for e in counterweights(self.result, (item.ref for item in concerns)) if e.ref not in named]
        others = others[: max(0, len(concerns) - len(given))]
        for entry in others:
            yield self._help(entry, self.say("label.not_asked"))
        if (concerns or self.result.sought) and not given and not others:
            yield Item("", self.say("result.helps.ask"), "", "")

    def _help(self, entry: Observation, label: str) -> Item:
        text, title = self._own(entry, self.result.say(entry.note, self.language)), capital(self.name(entry.ref))
        if (
            entry.at_home and self.result.home_unsure
        ):  # what was named stays, and nobody is sent to a home that may not be safe
            title, text = self.say("result.helps.at_home", name=title), ""
        return Item(entry.ref, title, label, text, self._sources(entry.ref, entry))

    # ------------------------------------------------------------ what is not known, what to do, with whom

    def unknown(self) -> Iterator[Item]:
        """What is worth finding out: what stays possible first, then open questions, then what the user said not to know."""
        if not self.result.asks_nothing:
            yield from possible_items(self.result, self.language)
            yield from longer_ago_items(self.result, self.language)
        for entry in self.of_kind("inquiry"):
            if not isinstance(entry, Inquiry) or (self.result.longer_ago and self._of_longer_ago(entry.ref)):
                continue
            texts = (self.result.say(text, self.language) for text in (entry.note, entry.do_not))
            note = " ".join(filter(None, texts))
            how = how_of(self.pack, entry.ref) if self.result.about == PERSON else None
            label = self.say(f"how.{how}") if how else ""
            yield Item(entry.ref, capital(self.name(entry.ref)), label, note, self._sources(entry.ref, entry))
        for turn in self.result.position.turns if self.result.position else ():
            if turn.answer and turn.answer.state == UNKNOWN and turn.question.section != self._safety():
                ask = self.result.say(turn.question.ask, self.language)
                if turn.item:
                    ask = ask.replace("{item}", self.result.say(turn.item.label, self.language))
                yield Item("", ask, "", self.say(f"{WORDS_ABOUT[self.result.about]}.unknown.answer"))

    def _of_longer_ago(self, ref: str) -> bool:
        """Whether it rests on nothing but that something is longer ago, which a line of its own says already."""
        grounds = self.result.explainer.because(ref)
        return all(any("when=older" in need for need in each.support.needs) for each in grounds)

    def _safety(self) -> str:
        dialogue = self.result.dialogue
        return dialogue.sections[0].id if dialogue and dialogue.sections else ""

    def steps(self) -> Iterator[Item]:
        """Every step, said once: what repeats another is left out, and a duty stands beside what it limits."""
        advice = advice_of(self.result, calls_first=bool(self.first_calls()))
        main = [*advice.first, *advice.tasks]
        placed, alone = beside(advice.duties, main)
        order = list(self.pack.kind("step"))
        page = (*advice.first, *advice.three)  # these go first, so that a number here is the number on the page

        def place(step: Step) -> tuple[bool, int]:
            return step not in page, order.index(step.id)

        for step in sorted((*main, *alone, *advice.refrain), key=place):
            duties = tuple(
                duty_in_words(f"{sentence(self.name(duty.ref))} {self._step_text(duty)}", self.language)
                for duty in placed.get(step.id, ())
            )
            item = Item(step.ref, self.name(step.ref), "", self._step_text(step), self._sources(step.ref, step), duties)
            yield item

    def _step_text(self, step: Step) -> str:
        """What a step says, for this work, with what not to do."""
        text = step.text_for.get(self.result.profession, step.text)
        return " ".join(
            filter(None, (self.result.say(text, self.language), self.result.say(step.do_not, self.language)))
        )

    def partners(self) -> Iterator[Item]:
        """With whom, and how to reach them."""
        found = list(self.of_kind("partner"))
        if not found and self.result.ended == "complete":
            # Even who answered nothing at all is not left alone.
            found = [entry for entry in (self.pack.entry("partner", "colleague"),) if entry is not None]
        for entry in found:
            if not isinstance(entry, Partner):
                continue
            how = reach_of(entry, self.result.profession)
            if how == "without_name":
                label = self.say("label.without_name")
            elif how.startswith("via:"):
                label = self.say("label.via", partner=self.name(f"partner:{how.removeprefix('via:').strip()}"))
            else:
                label = ""
            if self.result.about == ORGANISATION and how == "without_name":
                label = ""
            text = self.contact(entry)
            yield Item(entry.ref, capital(self.name(entry.ref)), label, text, self._sources(entry.ref, entry))

    def contact(self, entry: Partner) -> str:
        """What a partner does and how to reach them: the local directory first, else which role to look for."""
        contact = self.result.directory.contact(entry.id)
        said = [sentence(self.result.say(entry.short or entry.role, self.language))]
        phone, _ = phone_of(entry, contact)  # whether a person checked it stands in the look-up and in About
        if phone:
            said.append(self.say("partner.phone", phone=phone))
        if contact is None:
            said.append(self.result.say(entry.look_for, self.language))
        else:
            hours, note = contact.hours.in_(self.language), contact.note.in_(self.language)
            said += [self.words("partner.hours", hours=hours) if hours else "", sentence(note) if note else ""]
        return " ".join(filter(None, said))

    def openers(self) -> Iterator[Item]:
        """Sentences to begin a conversation with."""
        if self.first_calls():  # nobody is spoken to before that call
            return
        said = list(openers_of(self.result))
        if not said:  # of hearsay, and of what one may not know, there is only the open question
            yield Item("", self.say("result.opener"), "", "")
        kept = said[: MAX_OPENERS - 1] + said[-1:] if len(said) > MAX_OPENERS else said
        for ref, text in {text: (ref, text) for ref, text in kept}.values():
            yield Item(ref, self.result.say(text, self.language), "", "")

    # ------------------------------------------------------------ what would change it

    def changes(self) -> Iterator[Item]:
        """What the unknown detail of something named would bring; what one other answer would take away, and what one more would bring:
        concerns only.
        """
        waiting = () if self.first_calls() else self.result.possible[:MAX_POSSIBLE]
        for one in waiting:
            supposition = edit_sentence(self.result, one.needs[0], self.language)
            yield Item(one.needs[0][0].target, supposition, "", self.say("change.joins", name=self.name(one.ref)))
        falls: dict[str, list[str]] = {}
        for ref in self.result.points_to:
            singles = [edits[0] for edits in self.result.explainer.single_changes(ref)]
            # Of several ways, a detail that turns out otherwise is the likeliest, then that something did not happen.
            singles.sort(key=lambda edit: (edit.value == UNKNOWN, edit.qualifier != "when", not edit.qualifier))
            if singles:
                # Two ways about one thing are one: a way that is told already goes before a new one.
                said = [edit_sentence(self.result, (edit,), self.language) for edit in singles]
                falls.setdefault(next((each for each in said if each in falls), said[0]), []).append(ref)
        for supposition, refs in list(falls.items())[: MAX_CHANGES - 2 - len(waiting)]:
            names = "; ".join(self.name(ref) for ref in refs)
            yield Item(refs[0], supposition, "", self.say("change.falls", name=names))
        asked = (
            {pair for q in self.result.dialogue.questions for pair in q.recordable} if self.result.dialogue else None
        )
        brought: set[str] = set()
        for item in sorted(
            self.result.open, key=lambda item: item.state != UNKNOWN
        ):  # what the user said not to know goes first
            kind, name = Ref.parse(item.fact).pair
            if "@" in item.fact or (asked is not None and (kind, name) not in asked):
                continue
            added = [r for r in (*item.could_add, *item.with_details) if of_kind(r, "signal", "trigger")]
            if added and added[0] not in brought and len(brought) < 2:
                brought.add(added[0])
                title = edit_sentence(self.result, (Edit(item.fact, "", PRESENT),), self.language)
                yield Item(item.fact, title, "", self.say("change.joins", name=self.name(added[0])))

    # ------------------------------------------------------------ overview, endings, footer

    def head(self) -> tuple[str, str]:
        """Title and remark of a result that did not end early."""
        if self.result.about == ORGANISATION:
            return self.words("organisation.title"), self.words("organisation.remark")
        return self.words("result.title"), self.say("result.remark")

    def impression(self) -> Iterator[tuple[str, str]]:
        """The user's own impression, with its label."""
        if self.result.about == ORGANISATION:
            for turn in self.result.position.turns if self.result.position else ():
                if turn.question.own_impression and turn.answer and turn.answer.state == KNOWN:
                    yield self.words("organisation.own"), answer_words(turn, self.language, self.result.noun)
            return
        for entry in self.present("context"):
            if entry.id.startswith("impression_"):
                yield self.words("overview.impression"), sentence(self.name(entry.ref))

    # ------------------------------------------------------------ an organisation

    def _organisation(self) -> Document:
        """The page about an organisation: what goes well, what fits and why, what to find out, with whom; no person."""
        good = tuple(self._help(entry, "") for entry in self.present("protective"))
        parts = (
            self._about("helps", good or (Item("", self.words("organisation.good.none"), "", ""),), intro=bool(good)),
            self._about("steps", tuple(self._fitting()), numbered=True),
            self._about("unknown", tuple(self.unknown())),
            self._about("partners", tuple(self.partners())),
        )
        return Document(
            *self.head(),
            (),
            tuple(part for part in parts if part.items),
            self.footer(),
        )

    def _about(self, name: str, items: tuple[Item, ...], *, intro: bool = True, numbered: bool = False) -> Part:
        key = f"{WORDS_ABOUT[self.result.about]}.{name}"
        return Part(name, self.say(key), self.say(f"{key}.intro") if intro else "", items, "", numbered)

    def _fitting(self) -> Iterator[Item]:
        """The steps, each with the reasons why it fits; kinds of support the sources name are told from our own ideas."""
        for entry in self.of_kind("step"):
            if isinstance(entry, Step):
                reasons = reasons_for(self.result, entry.ref, self.language)[:MAX_REASONS]
                label = self.words("organisation.support" if entry.basis == "seen" else "label.inferred")
                text = " ".join((*reasons, self.result.say(entry.text, self.language)))
                yield Item(entry.ref, self.name(entry.ref), label, text, self._sources(entry.ref, entry))

    # ------------------------------------------------------------ sharing information

    def _sharing(self) -> Document:
        """The page about sharing: what comes first, what fits and what is not needed, with whom, and what one can say."""
        fits = tuple(self._shared("fits"))
        parts = (
            self._about("steps", tuple(self._shared("how")), numbered=True),
            self._about("fits", fits or (Item("", self.say("sharing.fits.none"), "", ""),), intro=bool(fits)),
            self._about("not_needed", tuple(self._shared("not_needed"))),
            self._about("partners", (*self._shared("with_whom"), *self.partners())),
            self._about("openers", tuple(self._shared("say"))),
            self._about("unknown", tuple(self.unknown())),
        )
        short = self.say("sharing.short.fits" if fits else "sharing.short.none")
        return Document(
            self.say("sharing.title"),
            self.say("sharing.remark"),
            (*self.impression(), (self.words("overview.short"), short)),
            tuple(part for part in parts if part.items),
            self.footer(),
        )

    def _shared(self, part: str) -> Iterator[Item]:
        """The steps of one part, each with the reasons why it stands there."""
        for entry in self.of_kind("step"):
            if isinstance(entry, Step) and entry.sharing == part:
                text = self.result.say(entry.text_for.get(self.result.profession, entry.text), self.language)
                why = reasons_for(self.result, entry.ref, self.language)[:MAX_REASONS]
                said = {"not_needed": [text, *why], "with_whom": [text], "say": [text]}.get(part, [*why, text])
                yield Item(entry.ref, self.name(entry.ref), "", " ".join(said), self._sources(entry.ref, entry))

    def _danger(self) -> Document:
        parts = (
            *self.pages(reader_of(self.pack, self.result.situation).kinds),
            self.part("steps", bare(self.steps()), numbered=True),
            self.part("partners", tuple(sorted(bare(self.partners()), key=self._no_telephone))),
        )
        filled = tuple(part for part in parts if part.items)
        return Document(self.words("result.danger"), self.say("result.danger.remark"), (), filled, self.footer())

    def pages(self, kinds: tuple[str, ...]) -> Iterator[Part]:
        """The danger pages of these kinds for this user: whom to call and the first minutes, then today, then what not to do."""
        if not kinds:
            return
        reader = reader_of(self.pack, self.result.situation)
        pages = danger_pages(self.pack, self.language, self.result.noun, kinds, reader.profession, reader.age)
        for page in pages:
            yield Part("page", page.title, page.call, _lines(page.lines), numbered=page.numbered)
            for name, lines in (("danger.today", page.today), ("danger.do_not", page.do_not)):
                if lines:
                    yield Part("page", self.words(name), "", _lines(lines))

    def first_calls(self) -> tuple[str, ...]:
        """The kinds of danger of which a step says: this call comes before any talk."""
        steps = (entry for entry in self.of_kind("step") if isinstance(entry, Step))
        return tuple(dict.fromkeys(step.danger_page for step in steps if step.danger_page))

    def _no_telephone(self, item: Item) -> bool:
        """Sorts whom one can call at once to the front."""
        entry = self.pack.entry("partner", Ref.parse(item.ref).id)
        return not (isinstance(entry, Partner) and entry.phone)

    def _page_only(self, ending: str) -> Document:
        page = self.result.dialogue.endings.get(ending) if self.result.dialogue else None
        page = page or Page(self.pack.info.title, ())
        lines = tuple(Item("", self.result.say(line, self.language), "", "") for line in page.lines)
        title = self.result.say(page.title, self.language)
        return Document(title, "", (), (Part("page", title, "", lines),), self.footer())

    def footer(self) -> str:
        """With which content it was made, and where it does not belong."""
        key = f"{WORDS_ABOUT[self.result.about]}.footer"
        info = self.pack.info
        reviewed = date_in_words(info.reviewed_on, self.language) if info.reviewed_on else "-"
        values = {"version": info.version, "digest": self.pack.digest[:8], "date": reviewed}
        return self.say(key, as_of=date_in_words(self.result.as_of, self.language), **values)


def duty_in_words(text: str, language: Language) -> str:
    """A duty as it stands beside what it limits."""
    return phrases(language, "result")("page.duty", text=text)


def reasons_for(result: Result, ref: str, language: Language) -> tuple[str, ...]:
    """The sentences of the rules that conclude `ref`, each once."""
    return tuple(dict.fromkeys(result.say(each.rule.because, language) for each in result.explainer.because(ref)))


def _lines(lines: Iterable[str]) -> tuple[Item, ...]:
    return tuple(Item("", line, "", "") for line in lines)


def bare(items: Iterable[Item]) -> tuple[Item, ...]:
    """Items without sources: in danger nobody reads them, and they are about other things."""
    return tuple(replace(item, sources=()) for item in items)
