"""What every screen has: a title, the way to the danger page, a footer from the key table, and a notice when there is no room."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.css.query import NoMatches
from textual.message import Message
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Input

from assistant.content.interface import Phrases
from assistant.tui.keys import KEYS, SHOWN_KEYS, Key, footer_for, shown
from assistant.tui.lines import DangerAsked
from assistant.tui.picklist import PickList, Row
from assistant.tui.style_cache import let_go
from assistant.tui.text import Words, joined, literal

if TYPE_CHECKING:
    from assistant.tui.controlled import Controlled

T = TypeVar("T")
W = TypeVar("W", bound=Widget)
ABOUT_TALK = ("talk", "result", "review", "panel")
"""The screens on which the top line says whether the conversation is kept."""
DANGER = next(key for key in KEYS if key.name == "danger")
TAP = "tap"
STAYING = ("help", "leave", "close", "skip", "back_out", "palette")
"""Keys that stay in the footer of a narrow window."""


class Pressed(Message):
    """Something like a button was clicked; `action` is what its key does."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action = action


class Tap(Words):
    """A piece of text that does what a key does, for the mouse."""

    def __init__(self, action: str, *, classes: str = "", id: str | None = None) -> None:  # noqa: A002
        super().__init__(classes=classes, id=id)
        self.action = action

    def on_click(self, event: events.Click) -> None:
        """Do what the key does."""
        event.stop()
        self.post_message(Pressed(self.action))


class KeyBar(Words):
    """The keys that work here, one after the other, as one drawing: with a widget for each, every screen opens later."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.taps: tuple[tuple[str, str, str], ...] = ()
        self._under = ""

    def show(self, taps: Iterable[tuple[str, str, str]]) -> None:
        """Each tap: its action, its key, and what that does."""
        self.taps = tuple(taps)
        self._draw()

    def _draw(self) -> None:
        parts = []
        for action, key, does in self.taps:
            under = "underline" if action == self._under else ""
            parts.append(
                joined((key, f"bold {under}".strip()), (does, under)).stylize_before(Style.from_meta({TAP: action}))
            )
        self.say(Content("").join(parts))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """What a click would do stands out."""
        self._point_at(event.style.meta.get(TAP, ""))

    def on_leave(self, event: events.Leave) -> None:
        """The mouse has gone."""
        self._point_at("")

    def _point_at(self, action: str) -> None:
        if action != self._under:
            self._under = action
            self._draw()

    def on_click(self, event: events.Click) -> None:
        """Do what the key does."""
        event.stop()
        if action := event.style.meta.get(TAP, ""):
            self.post_message(Pressed(action))


class BaseScreen(Screen[T], Generic[T]):
    """A screen of the assistant. Subclasses give `where` (their name in the key table), `body` and `redraw`."""

    where: ClassVar[str] = ""
    dressed: ClassVar[bool] = False
    """Whether the first of the two stylesheets has all styles of this screen."""
    HORIZONTAL_BREAKPOINTS = [(0, "-too-narrow"), (60, "-small"), (80, "-normal"), (100, "-two"), (120, "-panel")]
    VERTICAL_BREAKPOINTS = [(0, "-too-low"), (20, "-high-enough")]
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self._parts: dict[str, Widget] = {}
        self._fresh = True
        self._told_wrong = False

    @property
    def host(self) -> Controlled:
        """The app, as screens know it."""
        return cast("Controlled", self.app)

    @property
    def words(self) -> Phrases:
        """The words of the interface in the language in use."""
        return self.host.words

    # ------------------------------------------------------------ to be given by each screen

    def body(self) -> ComposeResult:
        """What stands between the title and the footer."""
        yield from ()

    def heading(self) -> str:
        """The title in the top line."""
        return self.words("app.title")

    def redraw(self) -> None:
        """Put all words on the screen again, in the language in use."""

    def home_focus(self) -> None:
        """Give the focus to where the user works."""

    def on_unmount(self) -> None:
        """The screen has gone: so may what was remembered of it."""
        let_go()

    # ------------------------------------------------------------ the frame

    def compose(self) -> ComposeResult:
        """Title, body, footer, and the notice for a window without room."""
        if not self.dressed:
            self.host.dress()
        # What depends on the size of the window is known before anything is on the screen: nothing needs styles twice.
        for length, steps in zip(self.app.size, (self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS), strict=True):
            self.add_class(*[name for start, name in steps if length >= start][-1:], update=False)
        with Horizontal(id="top"):
            yield Words(id="heading")
            yield Tap("keep", id="kept-state")
            yield Tap("danger", id="danger-button")
        with Vertical(id="body"):
            yield from self.body()
        yield KeyBar(id="keybar")
        yield Words(id="no-room")

    def on_mount(self) -> None:
        """First drawing."""
        self.draw()
        if self.standing:
            self.home_focus()

    async def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Back on top: the language or the answers may have changed meanwhile."""
        if self._fresh:
            self._fresh = event.refresh_styles = False  # everything on it has just been given its styles
        self.draw()
        if self.standing and self.focused is None:
            self.home_focus()

    def on_resize(self, event: events.Resize) -> None:
        """After a window without room the focus returns to where the user works."""
        if self.standing:
            self._fit_keys()
        self.call_after_refresh(self._room_again)

    def _room_again(self) -> None:
        if self.on_top and self.standing and self.roomy and self.focused is None:
            self.home_focus()

    @property
    def roomy(self) -> bool:
        """Whether the window is large enough to work in."""
        return self.size.width >= 60 and self.size.height >= 20

    def draw(self) -> None:
        """Draw the frame and the body. A fault becomes the fault page."""
        if self.standing:
            self.guarded(self._draw_frame)
            self.guarded(self.redraw)

    @property
    def on_top(self) -> bool:
        """Whether this is the screen the user sees (`is_current` of Textual also counts screens below one that is still opening)."""
        return bool(self.app.screen_stack) and self.app.screen is self

    @property
    def standing(self) -> bool:
        """Whether the screen is there to be drawn: put together, and not on its way out."""
        return self.is_mounted and self in self.app.screen_stack and self._put_together

    @property
    def _put_together(self) -> bool:
        try:
            return bool(self.widget_at("#no-room", Words))
        except NoMatches:
            return False

    def widget_at(self, selector: str, kind: type[W]) -> W:
        """A widget that is on this screen from the beginning: looked for once, for looking takes longer than drawing."""
        found = self._parts.get(selector)
        if found is None or not found.is_attached:
            found = self._parts[selector] = self.query_one(selector, kind)
        assert isinstance(found, kind)
        return found

    def _draw_frame(self) -> None:
        self.widget_at("#heading", Words).say(literal(self.heading()))
        self._draw_state()
        danger = shown(DANGER, self.host.preferences.keys)
        self.query_one("#danger-button", Tap).say(
            literal(self.words("tui.danger.button").replace(DANGER.shown, danger))
        )
        self.query_one("#no-room", Words).say(literal(self.words("tui.no_room")))
        self._fit_keys()

    def applies(self, key: Key) -> bool:
        """Whether a key does something on this screen as it is now; else the footer leaves it out."""
        return key.action != "take_line" or self._line_in_use() is not None

    def _line_in_use(self) -> Input | None:
        """The line that is typed on now, if this screen has one in sight."""
        return next((line for line in self.query(Input).results(Input) if line.display), None)

    async def action_take_line(self) -> None:
        """Enter on that line, for the mouse."""
        line = self._line_in_use()
        if line is not None:
            await line.action_submit()

    def _fit_keys(self) -> None:
        """Show the keys that fit. Help and the way out stay; the language needs a wide window, and the others give way from the right."""
        width = self.size.width
        keys = [key for key in footer_for(self.where) if (key.name != "language" or width >= 100) and self.applies(key)]
        keys = [key for key in keys if key.name != self.where]  # the list of everything is not on itself
        told = {
            key: (f" {shown(key, self.host.preferences.keys)} ", f"{self.words('tui.key.' + key.name)} ")
            for key in keys
        }
        while sum(cell_len("".join(told[key])) for key in keys) > width:
            spare = [key for key in keys if key.name not in STAYING]
            if not spare:
                break
            keys.remove(spare[-1])
        self.widget_at("#keybar", KeyBar).show((key.action, *told[key]) for key in keys)

    def _draw_state(self) -> None:
        """Whether the conversation is only in memory; on the screens that are about it."""
        tap, state = self.widget_at("#kept-state", Tap), self.host.keeping.state() if self.where in ABOUT_TALK else ""
        if tap.display != bool(state):
            tap.display = bool(state)
        tap.say(literal(state))

    async def _dispatch_message(self, message: Message) -> None:
        """Handle a message; an error in it must not leave a screen that no longer listens."""
        try:
            await super()._dispatch_message(message)
        except Exception as fault:
            self.broke(fault)

    def broke(self, fault: Exception) -> None:
        """An error in a handler of this screen."""
        self.host._handle_exception(fault)

    def guarded(self, draw: Callable[[], object]) -> None:
        """Run `draw`; what goes wrong in it leads to the fault page and to no conclusions."""
        try:
            draw()
        except Exception as fault:
            self.host.show_fault(fault)

    def action_keep(self) -> None:
        """Keep the conversation under way, or stop keeping it."""
        self.host.keeping.ask()

    def wrong_key(self, shown: str) -> None:
        """A key that does nothing here, as people write it: say so in the line with the keys, until the next key."""
        self.say_at_keys(self.words("tui.wrong.help", key=shown))

    def on_pick_list_nowhere(self, message: PickList.Nowhere) -> None:
        """Enter where there is nothing to choose."""
        message.stop()
        self.say_at_keys(self.words("tui.wrong.help", key=SHOWN_KEYS["enter"]))

    def say_at_keys(self, told: str) -> None:
        """Say something in the line with the keys, until the next key."""
        if self.standing:
            self.widget_at("#keybar", KeyBar).say(literal(f" {told}"))
            self._told_wrong = True

    def keys_again(self) -> None:
        """The next key: the line with the keys is what it was."""
        if self._told_wrong and self.standing:
            self._told_wrong = False
            self._fit_keys()

    async def on_pressed(self, message: Pressed) -> None:
        """A click on a key of the footer, or on the danger button."""
        message.stop()
        own = hasattr(self, f"action_{message.action.partition('(')[0]}")
        await self.run_action(message.action if own else f"app.{message.action}")

    def on_danger_asked(self, message: DangerAsked) -> None:
        """112 or the word for danger was typed: whom to call. Nothing is answered, and what was typed stays."""
        message.stop()
        if self.on_top:
            self.host.action_danger()

    def on_pick_list_picked(self, message: PickList.Picked) -> None:
        """A row was chosen. Keys that were typed ahead, while another screen was opening, choose nothing here."""
        message.stop()
        if self.on_top:
            self.picked(message.row)
        message.picklist.draw_rows()

    def picked(self, row: Row) -> None:
        """What choosing a row does."""

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close this screen; nothing when it is closed already, or under another."""
        return super().dismiss(result) if self.on_top else AwaitComplete()

    def action_lookup(self) -> None:
        """The look-up, on top of this screen; the words that stand here come first."""
        self.host.show_lookup(self.told())

    def told(self) -> str:
        """The text on this screen whose words one may want to look up."""
        return ""

    def action_step_out(self) -> None:
        """Close this screen."""
        if len(self.app.screen_stack) > self.host.ground:
            self.dismiss()
