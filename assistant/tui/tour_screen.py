"""The tour: four calm pages at a first start. Enter goes on, Esc skips; it can always be read again from the list of everything."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding

from assistant.content.interface import phrases
from assistant.tui.base import BaseScreen
from assistant.tui.keys import KEYS, bindings, shown
from assistant.tui.page_screens import Reader
from assistant.tui.picklist import PickList, Row
from assistant.tui.text import Words, literal

PAGES = ("what", "answer", "yours", "danger")
WORDS = "result"


class TourScreen(BaseScreen[None]):
    """One page at a time."""

    where = "tour"
    BINDINGS = [
        *bindings("tour"),
        Binding("right,pagedown,space", "turn(1)", show=False),
        Binding("left,pageup", "turn(-1)", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.place = 0

    def body(self) -> ComposeResult:
        """Where one is, the page, and the ways on."""
        yield Words(id="tour-place", classes="padded hint")
        yield Reader(id="tour-page")
        yield PickList(id="tour-ways")

    def say(self, key: str, **values: object) -> str:
        """Words of the tour, in the language in use."""
        return phrases(self.host.language, WORDS)(key, **values)

    def heading(self) -> str:
        """The title."""
        return self.say("tour.title")

    def redraw(self) -> None:
        """The page in the language in use, with the keys as they are here."""
        keys = {key.name: shown(key, self.host.preferences.keys) for key in KEYS}
        name = PAGES[self.place]
        self.query_one("#tour-place", Words).say(
            literal(self.say("tour.place", number=self.place + 1, count=len(PAGES)))
        )
        self.query_one(Reader).tell([(self.say(f"tour.{name}.title"), self.say(f"tour.{name}", **keys))])
        last = self.place == len(PAGES) - 1
        ways = ["begin"] if last else ["on", "skip"]
        ways += ["before"] if self.place else []
        self.query_one(PickList).show(
            Row(way, self.say(f"tour.{way}"), f"{n} ", str(n)) for n, way in enumerate(ways, 1)
        )

    def home_focus(self) -> None:
        """The ways on."""
        self.query_one(PickList).focus()

    def action_turn(self, step: int) -> None:
        """To the next page, or the one before."""
        if 0 <= self.place + step < len(PAGES):
            self.place += step
            self.query_one(PickList).action_edge(-1)
            self.redraw()

    def picked(self, row: Row) -> None:
        """On, back, or away."""
        if row.id == "on":
            self.action_turn(1)
        elif row.id == "before":
            self.action_turn(-1)
        else:
            self.dismiss()
