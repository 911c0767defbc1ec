"""Looking back on a round: danger first, sentences, each point with its why, two reasonings beside each other, and how to go on."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from textual.app import ComposeResult
from textual.widget import Widget

from assistant.content.model import Ref
from assistant.practice.case_round import Round
from assistant.practice.debrief import LEFT, MISSED, OVER_READ, SEEN
from assistant.present.practice.debrief import DebriefView, ProofPair, debrief_view
from assistant.present.practice.feedback import CueRow
from assistant.present.practice.next_story import NextStory, asks_sector, next_story
from assistant.tui.keys import Key, bindings
from assistant.tui.practice.base import PracticeScreenBase
from assistant.tui.practice.folds import Beside, Fold, FoldCard, ProofBox, cues_in, tree_lines
from assistant.tui.scrolled import MOVES, Scrolled, pointed_at
from assistant.tui.text import Words, joined, literal

GLYPHS = {SEEN: "●", MISSED: "○", OVER_READ: "!", LEFT: "·"}
PROVED = ("trigger", "driver", "signal")
IN_SUMMARY = ("acute", "changed", "counts", "triggers", "drivers", "step", "partner", "sure")


class DebriefScreen(PracticeScreenBase):
    """One page that scrolls; the cards on it unfold."""

    where = "debrief"
    BINDINGS = [
        *bindings("debrief"),
        *MOVES,
    ]

    def __init__(self, one: Round) -> None:
        super().__init__()
        self.one = one
        self._drawn = ""

    def body(self) -> ComposeResult:
        """One page that scrolls."""
        yield Scrolled(id="page")

    def heading(self) -> str:
        """The title of the case, and which of a set it is."""
        title = self.room.title_of(self.host.guide.pack.cases[self.one.case])
        return " · ".join(part for part in (f"{self.say('debrief.title')}: {title}", self.room.set_place()) if part)

    def redraw(self) -> None:
        """The page in the language in use; nothing when it is there already."""
        if self._drawn != self.host.language:
            self._drawn = self.host.language
            view = debrief_view(self.host.guide, self.one, self.host.language)
            opened = {card.fold.id: card.opened for card in self.cards()}
            self.call_later(self._fill, list(self._widgets(view, opened)))

    async def _fill(self, widgets: list[Widget]) -> None:
        page, place = self.query_one("#page", Scrolled), self._place()
        async with page.batch():
            await page.remove_children()
            await page.mount(*widgets)
        cards = self.cards()
        if cards and self.on_top:
            cards[min(place, len(cards) - 1)].focus(scroll_visible=place > 0)
        if place == 0:
            page.scroll_home(animate=False)
        self._fit_keys()

    def cards(self) -> list[FoldCard]:
        """Every card, from top to bottom."""
        return list(self.query(FoldCard))

    def _place(self) -> int:
        return pointed_at(self.cards(), self.focused)

    # ------------------------------------------------------------ what stands on the page

    def _widgets(self, view: DebriefView, opened: Mapping[str, bool]) -> Iterator[Widget]:
        yield from self._summary(view)
        yield from self._points(view, opened)
        yield from self._proofs(view.proofs)
        yield from self._forks(view)
        yield from self._for_the_talk(view)
        yield self._title(self.say("debrief.ways"))
        for name, text, why in self._ways(view):
            yield FoldCard(Fold(name, text, ((why, ""),) if why else ()))

    def _summary(self, view: DebriefView) -> Iterator[Widget]:
        """Danger first, then in sentences what was seen and chosen, then the one thing to take along."""
        for role in IN_SUMMARY:
            for each in view.said:
                if each.role == role:
                    urgent = role == "acute"
                    yield Words(literal(f"! {each.text}" if urgent else each.text, "bold" * urgent), classes="sentence")
                    if role == "counts":
                        yield from self._noticed(view)
        for told in view.worked:
            yield Words(literal(told), classes="sentence")
        if self.one.again_from:
            yield Words(literal(self.say("debrief.second")), classes="sentence")
        if view.next_time:
            yield Words(joined((f"▶ {self.say('debrief.next')}. ", "bold"), view.next_time), id="next-time")

    def _points(self, view: DebriefView, opened: Mapping[str, bool]) -> Iterator[Widget]:
        if view.rows:
            yield self._title(self.words("practice.debrief.cues"))
            yield Words(literal(self.say("debrief.open")), classes="part-intro")
        for row in view.rows:
            fold = self._fold(row)
            yield FoldCard(fold, opened=opened.get(fold.id))

    def _for_the_talk(self, view: DebriefView) -> Iterator[Widget]:
        """The card that stands beside every debrief, and the questions."""
        if view.base_rates:
            yield self._title(view.base_rates[0])
            yield Words(literal(" ".join(view.base_rates[1:])), classes="sentence")
        if view.questions:
            yield self._title(self.words("practice.debrief.questions"))
            lines = [f"{n}. {phase}: {ask}" for n, (phase, ask) in enumerate(view.questions, 1)]
            yield Words(literal("\n".join(lines)), classes="sentence")

    def _title(self, text: str) -> Words:
        return Words(literal(text), classes="part-title spaced")

    def _noticed(self, view: DebriefView) -> Iterator[Widget]:
        width = max((len(each.label) for each in view.noticed), default=0)
        most = max((each.whole for each in view.noticed), default=0)
        lines = [f"{each.label:<{width}}  {each.dots:<{most}}  {each.told}" for each in view.noticed]
        if lines:
            yield Words(literal("\n".join(lines)), id="noticed")

    def _fold(self, row: CueRow) -> Fold:
        glyph = GLYPHS.get(row.verdict, "~")
        state = f"{glyph} {row.said} · {row.type}" + (f" · {row.mark}" if row.mark else "")
        more = [(row.why, ""), (row.ordinary, ""), (row.costs, "")]
        more += [(self.say("debrief.sources", source=source), "quiet") for source in row.sources]
        shown = tuple((text, style) for text, style in more if text)
        return Fold(
            row.cue, f"{row.number}. {row.text}", ((state, "italic"),), shown, row.verdict in (MISSED, OVER_READ)
        )

    def _proofs(self, pairs: tuple[ProofPair, ...]) -> Iterator[Widget]:
        if not pairs:
            return
        yield self._title(self.words("practice.debrief.proofs"))
        differing = [pair for pair in pairs if pair.state != "both"]
        if not differing:
            yield Words(literal(self.say("debrief.same")), classes="sentence")
        for pair in differing:
            if pair.kind in PROVED:
                yield ProofBox(self._beside(pair, {each.ref for each in pairs if each.kind in PROVED}))
        for state in ("lost", "extra"):
            names = [pair.name for pair in differing if pair.kind not in PROVED and pair.state == state]
            if names:
                yield Words(literal(self.say(f"debrief.also_{state}", names="; ".join(names))), classes="sentence")
        same = [pair for pair in pairs if pair.state == "both"]
        shared = "; ".join(pair.name for pair in same if pair.kind in PROVED)
        more = sum(1 for pair in same if pair.kind not in PROVED)
        told = self.say("debrief.both", names=shared) if shared else ""
        beyond = self.say("debrief.both.more", number=more) if more else ""
        if told or beyond:
            yield Words(literal(f"{told} {beyond}".strip()), classes="sentence")

    def _beside(self, pair: ProofPair, elsewhere: Collection[str]) -> Beside:
        head = self.say(f"debrief.{pair.state}", name=pair.name, kind=self.words(f"kind.{pair.kind}"))
        seen = sorted(self._numbers[cue] for cue in cues_in(pair.expert) if cue in self.one.marked)
        absent = (
            self.say("debrief.absent.some", numbers=", ".join(map(str, seen))) if seen else self.say("debrief.absent")
        )
        mine, expert = (
            tuple(tree_lines(side, elsewhere)) or ((0, absent if side is pair.mine else self.say("debrief.absent")),)
            for side in (pair.mine, pair.expert)
        )
        return Beside(
            head, self._back(pair.ways), (self.say("debrief.mine"), mine), (self.say("debrief.expert"), expert)
        )

    @property
    def _numbers(self) -> dict[str, int]:
        return {cue.id: cue.number for cue in self.host.guide.pack.cases[self.one.case].cues}

    def _back(self, ways: tuple[tuple[int, ...], ...]) -> str:
        """Which points would bring a conclusion back: one, any of several, or some together."""
        if not ways:
            return ""
        if all(len(way) == 1 for way in ways):
            key = "debrief.back" if len(ways) == 1 else "debrief.back.any"
            return self.say(key, numbers=", ".join(str(way[0]) for way in ways))
        return self.say("debrief.back.both", numbers=" + ".join(map(str, ways[0])))

    def _forks(self, view: DebriefView) -> Iterator[Widget]:
        if view.forks:
            yield self._title(self.words("practice.debrief.forks"))
        for fork in view.forks:
            panel = "; ".join(f"{label}: {votes}" for label, votes in fork.panel)
            voted = (
                self.words("practice.debrief.panel", votes=panel) if panel else self.words("practice.debrief.no_panel")
            )
            chosen = self.words("practice.debrief.chosen", chosen=fork.chosen)
            yield Words(literal(f"{fork.ask} {chosen} {voted}"), classes="sentence")

    def _ways(self, view: DebriefView) -> Iterator[tuple[str, str, str]]:
        """The ways on: an id, what it is, and why, where there is a reason to give."""
        yield from self._next_way()
        for cue, number in view.again_at:
            yield f"again:{cue}", self.say("debrief.again", number=number), ""
        yield "list", self.say("debrief.list"), ""
        yield "progress", self.say("debrief.progress"), ""
        if self.room.sector and not self.room.set:
            yield "sector", self.say("next_story.sector"), ""

    def _next_way(self) -> Iterator[tuple[str, str, str]]:
        """On with the set; outside a set the next story, from one's own work once that was said."""
        following = self.room.following
        if following is not None:
            yield "next", self.say("debrief.next_case", title=self.room.title_of(following)), ""
        elif self.room.set:
            yield "next", self.say("debrief.end_set"), ""
        elif self._asks_sector:
            yield "story", self.say("next_story.ask"), ""
        elif (story := self._story()) is not None:
            yield "story", self.say("next_story.is", title=f"{story.title} ({story.about})"), story.why

    @property
    def _asks_sector(self) -> bool:
        """Whether it was never said where one works, and there is more than one sector to choose from."""
        return not self.room.sector and asks_sector(self.host.guide.pack.cases)

    def _story(self) -> NextStory | None:
        return next_story(self.room.desk, self.room.sector, self.host.language)

    def _to_story(self) -> None:
        """The next story; first where one works, when that was never said. Without another story the list."""
        if self._asks_sector:
            self.room.ask_sector(self._anew)
        elif (story := self._story()) is not None:
            self.room.to_story(story.case)
        else:
            self.action_step_out()

    def _anew(self) -> None:
        """Draw the page again, its end in sight: the next story stands there now."""
        self._drawn = ""
        self.redraw()
        self.call_later(self.action_edge, 1)

    def home_focus(self) -> None:
        """The first card."""
        for card in self.cards()[:1]:
            card.focus(scroll_visible=False)

    # ------------------------------------------------------------ choosing

    def on_fold_card_chosen(self, message: FoldCard.Chosen) -> None:
        """One of the ways on."""
        message.stop()
        if not self.on_top:
            return
        kind, cue = Ref.parse(message.name).pair
        if kind == "again":
            self.room.again(self.one, cue)
        elif kind == "next":
            self.room.next_case()
        elif kind == "progress":
            self.room.show_progress()
        elif kind == "story":
            self._to_story()
        elif kind == "sector":
            self.room.ask_sector(self._anew)
        elif kind == "list":
            self.action_step_out()

    def applies(self, key: Key) -> bool:
        """Without two reasonings, as in a worked example, there is no key that leads to them."""
        return key.name != "proofs" or bool(self._reasonings())

    def _reasonings(self) -> list[Words]:
        """The title above the two reasonings, where it stands."""
        title = self.words("practice.debrief.proofs")
        return [each for each in self.query(".part-title").results(Words) if each.text == title]

    def action_proofs(self) -> None:
        """To the two reasonings."""
        for each in self._reasonings():
            self.query_one("#page", Scrolled).scroll_to_widget(each, top=True, animate=False)

    def action_save_test(self) -> None:
        """Save the round as a test of a pack of one's own."""
        self.room.save_test(self.one)

    def action_on(self) -> None:
        """The next story, or the end of the set."""
        if self.room.set:
            self.room.next_case()
        else:
            self._to_story()

    def action_step_out(self) -> None:
        """To the list."""
        self.room.leave_set()
        self.dismiss()

    # ------------------------------------------------------------ moving

    def action_step(self, step: int) -> None:
        """To the card below or above; what lies between is scrolled past, not jumped over."""
        page, cards = self.query_one("#page", Scrolled), self.cards()
        place, seen = self._place(), [number for number, card in enumerate(cards) if card.in_sight]
        if not seen or place in seen:
            place += step
        else:  # the pointer was left behind when the page was turned
            place = seen[0 if step > 0 else -1]
        target = cards[place] if 0 <= place < len(cards) else None
        if target is not None and self._near(target):
            target.focus()
        else:
            page.scroll_relative(y=3 * step, animate=False)

    def _near(self, card: FoldCard) -> bool:
        """Whether a card is in sight, or would be after a small step."""
        page = self.query_one("#page", Scrolled)
        top = card.virtual_region.y - page.scroll_offset.y
        return -page.size.height // 2 < top < page.size.height

    def action_edge(self, side: int) -> None:
        """To the start or the end of the page."""
        self.query_one("#page", Scrolled).to_edge(self.cards(), side)

    def action_page(self, side: int) -> None:
        """A page up or down."""
        page = self.query_one("#page", Scrolled)
        page.scroll_page_up(animate=False) if side < 0 else page.scroll_page_down(animate=False)
