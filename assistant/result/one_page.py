"""The result on one page, from the result, its pack and a language: pure. Every face draws this value, none of them adds to it.

What is never cut comes first: danger, duties by law, and every *do not*. Then the own impression; what it may point to beside what
speaks against it and what helps, at one size; three things for now, each with whom, how, and when to look again; two sentences to begin
with; three things worth finding out.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.content.directory import phone_of
from assistant.content.interface import Phrases, phrases
from assistant.content.model import Driver, Language, Partner, Source, Step, of_kind, reach_of
from assistant.content.vocabulary import PAGE_ENDINGS
from assistant.records import dataclass, replace
from assistant.result.advice import advice_of, again_of, beside, do_not_sentences, sentences
from assistant.result.content_used import expired_banner
from assistant.result.document import Sections, duty_in_words, reasons_for
from assistant.result.page import WORDS_ON_PAGE, Item, Part, ResultPage, words_on
from assistant.result.possible import longer_ago_items
from assistant.result.result import ORGANISATION, PERSON, SHARING, Result
from assistant.result.verified import unchecked
from assistant.result.words import capital, date_in_words, sentence
from assistant.result.worth import how_of

AIM = 180
"""The words that a page of a rich conversation is brought back to, where that costs only what stands in the full lists anyway."""
CHILD = "age_0_11"
YOUNG = ("age_0_11", "age_12_15", "age_16_17", "age_18_22")


@dataclass(frozen=True, slots=True)
class Room:
    """How many lines a page has for concerns and for what helps (as many for each), for what was named, and for what to find out."""

    lines: int
    named: int
    find_out: int


ROOMS = (
    Room(5, 4, 3),
    Room(5, 3, 3),
    Room(4, 3, 3),
    Room(4, 2, 3),
    Room(4, 2, 2),
    Room(3, 2, 2),
    Room(3, 2, 1),
    Room(2, 1, 1),
)
"""The first in which a page keeps to AIM is taken."""
TIGHT = (Room(3, 2, 2), Room(3, 2, 1), Room(2, 1, 1), Room(1, 1, 1))
"""Only for a page that would have more than the most words."""


def page_of(result: Result, language: Language) -> ResultPage:
    """The one page of a result."""
    if result.ended in ("danger", *PAGE_ENDINGS):
        return _ended(result, language)
    if result.about == SHARING:
        return _shared(result, language)
    pages = _Pages(result, language)
    for room in ROOMS:
        page = pages.page(room)
        if words_on(page) <= AIM:
            return page
    for room in TIGHT:
        if words_on(page) <= WORDS_ON_PAGE:
            break
        page = pages.page(room)
    return page


def _ended(result: Result, language: Language) -> ResultPage:
    """A page that nobody shortens: all of it is whom to call, or where to go, and nothing stands above that."""
    whole = Sections(result, language).compose()
    parts = tuple(replace(part, id="page") for part in whole.parts)
    title = whole.title if result.ended == "danger" else phrases(language)("result.title")
    page = _page(result, language, (title, whole.remark), (), parts)
    return replace(page, motto="", remark=whole.remark)  # no doubt stands before a number or a place to go to


def _shared(result: Result, language: Language) -> ResultPage:
    """The page about sharing, which is short by itself: all of it."""
    whole = Sections(result, language).compose()
    return _page(result, language, (whole.title, whole.remark), whole.overview, whole.parts)


def _page(
    result: Result,
    language: Language,
    head: tuple[str, str],
    own: tuple[tuple[str, str], ...],
    parts: tuple[Part, ...],
    under: tuple[str, str] = ("", ""),
) -> ResultPage:
    """A page, with what every page has. That nobody checked it yet stands at its head, once on each face: screens draw the remark,
    paper the motto. Which content it rests on stands in About and in the annex.
    """
    words = phrases(language, "result")
    footer = words("page.footer", as_of=capital(date_in_words(result.as_of, language)))
    title, remark = head
    checked = _checked(result, language)
    head_of_paper, head_of_screen = (
        " ".join(filter(None, (said, checked))) for said in (words(f"page.motto.{result.about}"), remark)
    )
    banner = expired_banner(result, language)
    return ResultPage(title, head_of_screen, *under, head_of_paper, banner, own, parts, footer)


class _Pages:
    """What can stand on the page of one result, worked out once; `page` takes from it what there is room for."""

    def __init__(self, result: Result, language: Language) -> None:
        self.result = result
        self.language: Language = language
        self.words: Phrases = phrases(language, "result")
        self.sections = Sections(result, language)
        self.calls = self.sections.first_calls()
        self.advice = advice_of(result, calls_first=bool(self.calls))
        self.first = (*self.sections.pages(self.calls), self._now(), self._do_not())
        self.balance = tuple(self._balance() if result.about == PERSON else self._good())
        self.seeks = self._seeks()
        self.things = self._things()
        self.begin = self._begin()
        self.find_out = self._find_out()
        self.named = tuple(map(self.sections.name, self._weightiest()))

    def page(self, room: Room) -> ResultPage:
        parts = [*self.first]
        if self.calls:  # nothing of ours stands against a call that cannot wait, and nobody is spoken to before it
            parts += [self.things]
        else:
            parts += [_cut(part, room.lines) for part in self.balance]
            parts += [self.seeks, self.things, self.begin, _cut(self.find_out, room.find_out)]
        own = (*self.sections.impression(), *self._named(room.named), *self._most())
        filled = tuple(part for part in parts if part.items)
        title, remark = self.sections.head()
        head = (
            (title, remark) if self.result.about == ORGANISATION else (self._gist() or title, self.say("page.remark"))
        )
        person = self.result.about == PERSON
        under = (self.say("page.do_not.danger") if person else "", self._lead())
        return _page(self.result, self.language, head, own, filled, under)

    def say(self, key: str, **values: object) -> str:
        """Words of the page, with the word for the person filled in."""
        noun = self.result.noun
        return self.words(key, persoon=noun.nl, person=noun.en, **values)

    def drawn(self, ref: str) -> bool:
        """Whether a rule concluded it."""
        return ref in self.result.outcome.conclusions

    def step_text(self, step: Step) -> str:
        """What a step says, for this work; what it says not to do stands elsewhere on the page."""
        return self.result.say(step.text_for.get(self.result.profession, step.text), self.language)

    def _gist(self) -> str:
        """What to do first, as the title of the page; empty where a page of danger says that, or where there is nothing to do."""
        steps = (*self.advice.first, *self.advice.three)
        if self.calls or not steps:
            return ""
        name = self.sections.name(steps[0].ref)
        return self.say("page.gist", step=name[:1].lower() + name[1:])

    def _led(self) -> Step | None:
        """The first thing to do, where it is one of the three; what cannot wait stands whole under the title by itself."""
        if self.result.about != PERSON or self.calls or self.advice.first:
            return None
        return next(iter(self.advice.three), None)

    def _lead(self) -> str:
        """With whom the first thing is done, how to reach them, and whether it is for today or for this week."""
        step = self._led()
        if step is None:
            return ""
        begin = "page.today" if again_of(step) == "day" else "page.this_week"
        return " ".join(filter(None, (*self._with_whom(step), self.say(begin))))

    # ------------------------------------------------------------ what is never cut

    def _now(self) -> Part:
        """What cannot wait and duties by law, each whole, with why and when; then duties that limit nothing on this page."""
        placed, alone = beside(self.advice.duties, (*self.advice.first, *self.advice.three))
        shown = [step for step in self.advice.first if step.danger_page not in self.calls]  # the page of danger says it
        items = [self._item(step, self._whole(step), placed.get(step.id, ())) for step in shown]
        items += [self._item(duty, self.step_text(duty)) for duty in alone]
        return Part("now", self.say("page.now"), "", tuple(items))

    def _whole(self, step: Step) -> str:
        """When it begins if it cannot wait, what to do, why it goes first, and when to look again."""
        why = reasons_for(self.result, step.ref, self.language)[:1]
        today = (self.say("page.today"),) if step.phase == "now" else ()
        return " ".join((*today, self.step_text(step), *why, self._when(step)))

    def _when(self, step: Step) -> str:
        """When to look again after a step."""
        return self.say(f"page.again.{again_of(step)}")

    def _item(self, step: Step, text: str, duties: tuple[Step, ...] = ()) -> Item:
        name = self.sections.name
        beside_it = tuple(
            duty_in_words(f"{sentence(name(duty.ref))} {self.step_text(duty)}", self.language) for duty in duties
        )
        return Item(step.ref, name(step.ref), "", text, duties=beside_it)

    def _do_not(self) -> Part:
        person = self.result.about == PERSON
        said = dict.fromkeys(do_not_sentences(self.result, self.language))
        if person:
            said |= dict.fromkeys(sentences(self.say("page.do_not.always")))
        return Part("do_not", self.say("page.do_not"), "", tuple(Item("", line, "", "") for line in said))

    # ------------------------------------------------------------ what was named, what it may point to, what speaks against it

    def _weightiest(self) -> Iterator[str]:
        """What was named: first what the first step rests on, then what concerns rest on, then the other steps, then the rest.

        Of each what happened comes first, and all in the order of the rules: what weighs most stands first there.
        """
        finer = self.result.finer
        told = [entry.ref for entry in self.sections.present("event", "change", "cue") if entry.ref not in finer]
        events = {entry.ref for entry in self.sections.present("event")}
        steps = [step.ref for step in (*self.advice.first, *self.advice.three)]
        for refs in ([*steps[:1]], self.result.points_to, steps[1:]):
            rests = [fact for ref in refs for each in self.result.explainer.because(ref) for fact in each.support.facts]
            bare = (each for fact in rests for ref in [fact.partition("@")[0]] for each in (ref, *finer.get(ref, ())))
            for ref in sorted(dict.fromkeys(bare), key=lambda ref: ref not in events):
                if ref in told:
                    told.remove(ref)
                    yield ref
        yield from told

    def _named(self, most: int) -> Iterator[tuple[str, str]]:
        if self.named and self.result.about == PERSON:
            left = len(self.named) - most
            more = self.say("page.named.more", count=left) if left > 0 else ""
            yield self.say("page.named"), f"{'; '.join(self.named[:most])}{more}."

    def _balance(self) -> Iterator[Part]:
        refs = self.result.points_to
        concerns = tuple(map(self._concern, refs)) or (self._nothing(),)
        yield Part("concerns", self.say("page.concerns"), "", concerns)
        helps = self.sections.helps(tuple(Item(ref, "", "", "") for ref in refs))
        items = tuple(map(self._help, helps)) or (Item("", self.say("page.no_helps"), "", ""),)
        yield Part("helps", self.say("page.helps"), "", items)

    def _most(self) -> Iterator[tuple[str, str]]:
        """Above both sides, where something was lived through and points to something: what holds of most people, or of most young.

        Not where something comes before all else: a call, or what the law asks today. It would be beside the point there.
        """
        lived = any(True for _ in self.sections.present("event"))
        first = self.calls or self.advice.first
        if lived and not first and self.result.about == PERSON and self.result.points_to:
            ages = {fact.id for fact in self.result.situation.present() if fact.kind == "context"} & set(YOUNG)
            key = "page.most.child" if CHILD in ages else "page.most.young" if ages else "page.most"
            yield "", self.say(key)

    def _nothing(self) -> Item:
        return Item("", self.say("page.nothing.yet" if self.sections.waits() else "page.nothing"), "", "")

    def _seeks(self) -> Part:
        """What the person may be looking for, where it points to nothing."""
        bare = tuple(Item(item.ref, item.title, "", "") for item in self.sections.seeks())
        return Part("seeks", self.say("page.seeks"), "", bare)

    def _concern(self, ref: str) -> Item:
        entry = self.result.pack.entry_at(ref)
        name = self.sections.name(ref)
        if isinstance(entry, Driver):
            title = self.say("page.driver", name=self.result.say(entry.sought, self.language) or name)
        else:
            title = capital(name)
        return Item(ref, title, self.say("page.told") if self.sections.hearsay(ref) else "", "")

    def _help(self, item: Item) -> Item:
        """A line of what helps; an ordinary explanation that nobody named is one that could be."""
        asked = of_kind(item.ref, "explanation") and self.result.situation.state(item.ref) != "present"
        title = self.say("page.could_be", name=self.sections.name(item.ref)) if asked else item.title
        return Item(item.ref, title, "", "")

    def _good(self) -> Iterator[Part]:
        """What goes well in an organisation."""
        good = self.sections.present("protective")
        items = tuple(Item(entry.ref, capital(self.sections.name(entry.ref)), "", "") for entry in good)
        none = Item("", self.sections.say("organisation.good.none"), "", "")
        yield Part("helps", self.sections.say("organisation.helps"), "", items or (none,))

    # ------------------------------------------------------------ three things now

    def _things(self) -> Part:
        placed, _ = beside(self.advice.duties, (*self.advice.first, *self.advice.three))
        told: set[str] = set()
        items = tuple(self._item(step, self._how(step, told), placed.get(step.id, ())) for step in self.advice.three)
        if items and not self.advice.first:
            items = (self._with_why(items[0]), *items[1:])
        title = self.say(f"page.three.{len(items)}") if items else ""
        left = len(self.advice.tasks) + len(self.advice.refrain) - len(items)  # the full list has both
        return Part("steps", title, "", items, numbered=True, left=left)

    def _with_why(self, first: Item) -> Item:
        """The first thing to do with the reason for it; those of an organisation have theirs."""
        reasons = reasons_for(self.result, first.ref, self.language)[:1] if self.result.about == PERSON else ()
        return replace(first, text=" ".join((*(self.say("page.why", reason=reason) for reason in reasons), first.text)))

    def _how(self, step: Step, told: set[str]) -> str:
        """With whom, how to reach them, and when to look again; of an organisation why, where that was not `told` yet, and when.

        Of the first thing the lead of the page says with whom.
        """
        again = self._when(step)
        if self.result.about == ORGANISATION:
            why = [reason for reason in reasons_for(self.result, step.ref, self.language)[:1] if reason not in told]
            told |= set(why)
            return " ".join((*why, again))
        return again if step == self._led() else " ".join(filter(None, (*self._with_whom(step), again)))

    def _with_whom(self, step: Step) -> Iterator[str]:
        partner = self._partner(step)
        if partner is None:
            yield self.say(f"page.who.{step.act}")
            return
        name = self.sections.name(partner.ref)
        how = reach_of(partner, self.result.profession)
        if how == "without_name":
            yield self.say("page.with.without_name", name=name)
        elif how.startswith("via:"):
            via = self.sections.name(f"partner:{how.removeprefix('via:').strip()}")
            yield self.say("page.with.via", name=name, via=via)
        else:
            yield self.say("page.with", name=name)
        yield self._reached(partner)

    def _partner(self, step: Step) -> Partner | None:
        """The nearest partner of a step that a rule concluded for this situation."""
        for ref in step.partners:
            entry = self.result.pack.entry("partner", ref.id)
            if isinstance(entry, Partner) and self.drawn(entry.ref):
                return entry
        return None

    def _reached(self, partner: Partner) -> str:
        """The number; else where it stands: in the local directory, or with whom or where to ask (the last sentence says that)."""
        contact = self.result.directory.contact(partner.id)
        phone, _ = phone_of(partner, contact)
        if phone:
            return self.say("page.phone", phone=phone)
        if contact is not None:
            return self.say("page.in_directory")
        return "".join(sentences(self.result.say(partner.look_for, self.language))[-1:])

    # ------------------------------------------------------------ how to begin, what to find out

    def _begin(self) -> Part:
        """Two sentences: one about what was noticed, and one about what goes well, where both are there."""
        openers = tuple(self.sections.openers()) if self.result.about == PERSON else ()
        lines = openers[:1] + openers[1:][-1:]
        quoted = tuple(replace(item, title=f"“{item.title}”") for item in lines)
        return Part("openers", self.say("page.begin"), "", quoted)

    def _find_out(self) -> Part:
        longer_ago = tuple(longer_ago_items(self.result, self.language))
        # what is longer ago is not unknown: it comes last
        ordered = sorted(self.sections.unknown(), key=lambda item: item in longer_ago)
        items = tuple(map(self._open, ordered))
        return Part("unknown", self.say("page.find_out"), "", items)

    def _open(self, item: Item) -> Item:
        """One thing to find out, and how in a few words; what stays possible says itself what is not known."""
        how = how_of(self.result.pack, item.ref) if of_kind(item.ref, "inquiry") else None
        return replace(item, label=self.say(f"page.how.{how}") if how else item.label, text="", sources=())


def _cut(part: Part, most: int) -> Part:
    """The first `most` items of a section, and how many are left."""
    return replace(part, items=part.items[:most], left=max(0, len(part.items) - most))


def _checked(result: Result, language: Language) -> str:
    """Said once: that something this rests on was not checked by a person yet, a source or a telephone number."""
    entries = (result.pack.entry_at(ref) for ref in result.outcome.conclusions)
    for entry in entries:
        sources = [result.pack.entry("source", citation.source) for citation in (entry.sources if entry else ())]
        number = isinstance(entry, Partner) and unchecked(entry, result.directory)
        if number or any(isinstance(source, Source) and not source.verified for source in sources):
            return phrases(language, "result")("page.unchecked")
    return ""
