"""The app: keeps the conversation in memory, moves between screens, and does what every screen can do. It stores nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App
from textual.screen import Screen

from assistant.content.model import Dialogue, Language
from assistant.dialogue.guide import Guide
from assistant.dialogue.replay import Position
from assistant.dialogue.session import Session
from assistant.present.about import about_lines
from assistant.present.changed import standing
from assistant.present.talk import Talk, revisited, stepped_back
from assistant.result.result import Result, result_of_session
from assistant.tui.base import BaseScreen
from assistant.tui.controlled import Controlled
from assistant.tui.cover import Cover, CoveredApp
from assistant.tui.digits import DigitsTyped
from assistant.tui.faults import FAULT_CODE, CalmApp
from assistant.tui.home_screen import HomeScreen
from assistant.tui.keeping.keeping import Keeping
from assistant.tui.keys import EVERYWHERE, bindings, written
from assistant.tui.options import Options
from assistant.tui.practice.room import PracticeController
from assistant.tui.practice.room import Practise as Practise
from assistant.tui.preferences import Preferences, theme_of_last_time
from assistant.tui.preload import first_comes_first, get_ready
from assistant.tui.prompts import Prompt
from assistant.tui.result.ways import ResultWays
from assistant.tui.router import made, screen_class
from assistant.tui.talk_screen import TalkScreen
from assistant.tui.themes import QUIET_ANSI, THEMES

if TYPE_CHECKING:
    from assistant.result.note import OwnWords
    from assistant.tui.classroom.desk import ClassController
    from assistant.tui.page_screens import Lines


WIPE = "\x1b[2J\x1b[3J\x1b[H"
LEAVING = ("tui.quit", "tui.hands.leave")
"""Questions before stopping: asking to stop once more is an answer."""


class AssistantApp(CalmApp, CoveredApp, Controlled):
    """The assistant in the terminal."""

    CSS_PATH = Path(__file__).with_name("app.tcss")  # also for an app in a folder below
    PAGES = Path(__file__).with_name("pages.tcss")
    BINDINGS = bindings(EVERYWHERE)
    ENABLE_COMMAND_PALETTE = False  # ours is PaletteScreen

    def __init__(
        self,
        guide: Guide,
        language: Language,
        as_of: str,
        dialogue: str | None = None,
        no_color: bool = False,
        opening: Callable[[AssistantApp], object] | None = None,
    ) -> None:
        self._plain = no_color or bool(os.environ.get("NO_COLOR"))
        with _colourless(self._plain):
            super().__init__(ansi_color=True if self._plain else None)
        for theme in THEMES:
            self.register_theme(theme)
        # Not by assignment: the stylesheet would be read for one theme and then at once again for another.
        names = [theme.name for theme in THEMES]
        self.set_reactive(App.theme, "ansi-dark" if self._plain else theme_of_last_time(names, "dark"))
        self.stylesheet.set_variables(self.get_css_variables())
        self._disable_tooltips = True  # there are none: without this every screen has a widget for them
        self.guide = guide
        self.language: Language = language
        self.as_of = as_of
        self.first_dialogue = dialogue
        self.starts_above = bool(dialogue)
        """Whether a conversation is still to come on top of the first screen: that one then need not be drawn."""
        self.opening = opening
        self.keeping = Keeping(self)
        self._talk: Talk | None = None
        self._digits: DigitsTyped[tuple[Talk | None, tuple[str, object]] | None] = DigitsTyped()
        self.compared: tuple[str, ...] | None = None
        self.results = ResultWays(self, self.keeping)
        self.preferences = Preferences(self)
        self.wipe = False
        self.cover = Cover(self, self._wipe)
        self.practice = PracticeController(self)

    async def on_event(self, event: events.Event) -> None:
        """The cover takes every key while it lies over the screen; a new key takes away the notice about the one before it."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            if self.cover.took(event):
                return
            if self.screen_stack and isinstance(self.screen, BaseScreen):
                self.screen.keys_again()
        await super().on_event(event)

    async def _deal_with(self, key: events.Key) -> None:
        """112 at a question that digits answer leads to whom to call: none of its digits was meant as an answer.

        Looked at when the turn of the key has come: only then is it sure what the digits before it did, and what this one falls on.
        """
        if self.screen_stack:
            # The first digit answers a question; the others may fall on whatever comes after it.
            options = self.focused
            prompt = options.parent if isinstance(options, Options) else None
            here = (self._talk, prompt.picks()) if isinstance(prompt, Prompt) else None
            before = self._digits.called(key.character or "", key.time, here)
            if before is not None:
                self._forget_waiting()
                self._called(*before)
                return
        await super()._deal_with(key)

    async def _on_key(self, event: events.Key) -> None:
        """A key that came back from the widgets: its binding; else a sentence, for a key that does nothing must not seem to."""
        event.prevent_default()
        if not await self._check_bindings(event.key) and isinstance(self.screen, BaseScreen):
            self.screen.wrong_key(event.character if event.is_printable and event.character else written(event.key))

    def _called(self, talk: Talk | None, picks: tuple[str, object]) -> None:
        """112 was typed: everything as it was before its first digit, and whom to call."""
        self.talk = talk
        for prompt in self.screen.query(Prompt):
            prompt.put_back(picks)
        self.action_danger()

    # ------------------------------------------------------------ what screens read

    @property
    def talk(self) -> Talk | None:
        """The conversation under way."""
        return self._talk

    @talk.setter
    def talk(self, talk: Talk | None) -> None:
        self._talk = talk
        self.keeping.talk_changed(talk)  # on disk before anything is drawn, when it is kept

    @property
    def own(self) -> OwnWords:
        """What was added to the note in own words; in memory only."""
        return self.results.own

    @property
    def unkept_waits(self) -> bool:
        """Whether a conversation waits that is in memory only."""
        return self.results.waiting is not None and self.results.waiting.kept is None

    def redraw(self) -> None:
        """Draw the screen anew."""
        if isinstance(self.screen, BaseScreen):
            self.screen.draw()

    def dialogues(self) -> list[Dialogue]:
        """The dialogues that can be started; the main one first."""
        found = self.guide.pack.dialogues
        return sorted(found.values(), key=lambda dialogue: (dialogue.id != self.guide.pack.main_dialogue, dialogue.id))

    def dialogue(self) -> Dialogue:
        """The dialogue of the conversation under way."""
        assert self.talk is not None
        return self.guide.dialogue(self.talk.session.dialogue)

    def position(self) -> Position:
        """Where the conversation under way stands."""
        assert self.talk is not None
        return self.guide.position(self.talk.session, silent_stops=True)

    @cached_property
    def class_desk(self) -> ClassController:
        """What a trainer does; its screens are imported when they are first opened."""
        from assistant.tui.classroom.desk import ClassController  # 200 ms, all of practice: only for trainers

        return ClassController(self)

    # ------------------------------------------------------------ start and stop

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Names that our stylesheet uses and that themes of others do not give."""
        return dict(QUIET_ANSI)

    def on_mount(self) -> None:
        """Home, and the conversation when one was asked for."""
        self.watch_loop()
        self.heed_signals()
        self.title = self.words("app.title")
        if self.first_dialogue:
            self.start(self.first_dialogue)
            self.starts_above = False
        if self.opening:
            self.opening(self)
        self.practice.begin_as_asked()
        self.screen.call_after_refresh(self._once_drawn)
        self.preferences.apply()

    def _once_drawn(self) -> None:
        """What the first screen did not need."""
        self.dress()
        self.run_worker(lambda: get_ready(self.guide, self.language), thread=True, exit_on_error=False)

    def dress(self) -> None:
        """Read the styles of all other screens, once."""
        if not self.stylesheet.has_source(str(self.PAGES)):
            self.stylesheet.read(self.PAGES)

    def on_unmount(self) -> None:
        """Close what is open on disk."""
        self.practice.close()

    def get_default_screen(self) -> Screen[None]:
        """The first screen itself, instead of an empty one below it."""
        screen = self.first_screen()
        for path in screen.css_path:
            self.stylesheet.read(path)
        return screen

    def first_screen(self) -> Screen[None]:
        """The screen below all others."""
        return HomeScreen()

    def ask_to_start(self, dialogue: str) -> None:
        """Begin a conversation; asks first when one is under way, for its answers would be gone."""
        if self.keeping.safe:
            self.start(dialogue)
        else:
            self.push_screen(made("confirm", "tui.restart"), lambda yes: self.start(dialogue) if yes else None)

    def start(self, dialogue: str) -> None:
        """Begin a conversation."""
        self.compared = None
        self.keeping.let_go()
        self.results.forget()
        self.talk = Talk(Session(dialogue, self.as_of))
        self.show_talk()

    def action_leave_politely(self) -> None:
        """Stop; asks first when there are answers, for nothing is kept."""
        unsaved = any(getattr(screen, "unsaved", False) for screen in self.screen_stack)
        leaving = isinstance(self.screen, screen_class("confirm")) and getattr(self.screen, "key", "") in LEAVING
        if leaving or (self.keeping.safe and not unsaved):
            self.exit(return_code=FAULT_CODE if self.fault else 0)
        else:
            self.push_screen(made("confirm", "tui.hands.leave") if unsaved else made("quit"), self._quit_if)

    def action_help_quit(self) -> None:
        """Ctrl+C: the same as stopping (Textual would show a hint of its own, in English)."""
        self.action_leave_politely()

    def _quit_if(self, yes: bool | None) -> None:
        if yes:
            self.exit(return_code=FAULT_CODE if self.fault else 0)

    def action_leave(self) -> None:
        """Cover the screen at once; once more wipes all that is in memory and on screen."""
        self._waiting.clear()
        self.cover.put(self.words("tui.cover"))

    def _wipe(self) -> None:
        self.wipe = True
        self.talk = None
        self.results.forget()
        self.exit(return_code=0)

    # ------------------------------------------------------------ screens

    def go_home(self) -> None:
        """Back to home; the conversation stays in memory."""
        while len(self.screen_stack) > self.ground:
            self.pop_screen()

    def show_talk(self) -> None:
        """The conversation, on top of home."""
        self.go_home()
        self.push_screen(TalkScreen())

    def result(self) -> Result | None:
        """The result of the answers; None (and the fault page) when the program contradicts itself."""
        if self.talk is None:
            return None
        try:
            return result_of_session(self.guide, self.talk.session)
        except Exception as fault:
            self.show_fault(fault)
            return None

    def show_result(self) -> None:
        """The result, with what changed when answers were changed from an earlier one."""
        result = self.result()
        if result is not None:
            before, self.compared = self.compared, None
            self.push_screen(made("result", result, before))

    def show_why(self, ref: str, result: Result | None = None) -> None:
        """Why a conclusion stands there."""
        found = result or self.result()
        if found is not None and ref in found.outcome.conclusions:
            self.push_screen(made("why", found, ref), lambda key: self.change(key, found))

    def show_ground(self, ref: str, result: Result) -> None:
        """Where something the user said comes from."""
        self.push_screen(made("why", result, ref), lambda key: self.change(key, result))

    def show_why_not(self, result: Result) -> None:
        """Why something is not there."""
        self.push_screen(made("why_not", result))

    def show_open(self, result: Result) -> None:
        """What is worth finding out."""
        self.push_screen(made("open", result))

    def show_review(self, result: Result | None = None) -> None:
        """All answers; choosing one shows its question again."""
        self.push_screen(made("review"), lambda key: self.change(key, result))

    def show_panel(self) -> None:
        """What was said so far."""
        self.push_screen(made("panel"))

    def show_lookup(self, about: str = "", wanted: str = "") -> None:
        """The look-up; `about` is the text one comes from, whose words come first; `wanted` is what to search for at once."""
        self.push_screen(made("lookup", about, wanted))

    def action_names(self) -> None:
        """How things are called in the files of the pack, for who writes."""
        self.push_screen(made("names"))

    def show_page(self, title: Callable[[], str], lines: Callable[[], Lines]) -> None:
        """A page to read."""
        self.push_screen(made("page", title, lines))

    def change(self, key: str | None, result: Result | None) -> None:
        """Show one question again; from a result, remember what that said."""
        if not key or self.talk is None:
            return
        if result is not None:
            self.compared = standing(result)
        self.talk = revisited(self.guide, self.talk, key)
        self.show_talk()

    def back_from_result(self, result: Result) -> None:
        """The last question again."""
        if self.talk is not None:
            self.compared = standing(result)
            self.talk = stepped_back(self.guide, self.talk)
            self.show_talk()

    # ------------------------------------------------------------ keys that work everywhere

    def action_danger(self, *, written: bool = False, about_self: bool = False, kinds: tuple[str, ...] = ()) -> None:
        """Whom to call. Changes no answer. `written`: shown because of what was typed; `about_self`: to the user about the user;
        `kinds`: those that matter now stand first.
        """
        if not isinstance(self.screen, screen_class("danger")):
            self.push_screen(made("danger", written=written, about_self=about_self, kinds=kinds))

    def action_help(self) -> None:
        """What this screen does, and its keys."""
        if isinstance(self.screen, BaseScreen) and not isinstance(self.screen, screen_class("help")):
            self.push_screen(made("help", self.screen.where, lambda: self.words))

    def action_tour(self) -> None:
        """The tour of a first start, once more."""
        self.preferences.show_tour()

    def action_about(self) -> None:
        """What this is, which content it works with, and what of that was checked."""
        pack, directory = self.guide.pack, self.guide.directory
        self.show_page(
            lambda: self.words("about.title"), lambda: about_lines(pack, directory, self.as_of, self.language)
        )

    def action_language(self) -> None:
        """The other language; nothing else changes."""
        self.language = "en" if self.language == "nl" else "nl"
        self.title = self.words("app.title")
        self.redraw()

    def action_theme(self) -> None:
        """The next theme."""
        if not self._plain:
            names = [theme.name for theme in THEMES]
            self.theme = names[(names.index(self.theme) + 1) % len(names)] if self.theme in names else names[0]
            self.preferences.theme_was_chosen()

    def action_palette(self) -> None:
        """Everything one can do here, on a list."""
        below = self.screen
        palette: Any = screen_class("palette")
        if isinstance(below, BaseScreen) and not isinstance(below, palette):
            self.push_screen(palette(below.where), lambda chosen: palette.carry_out(below, chosen))


class _colourless:  # noqa: N801 - used like a function
    """While it holds, Textual believes that NO_COLOR is set."""

    def __init__(self, wanted: bool) -> None:
        self.wanted = wanted and "NO_COLOR" not in os.environ

    def __enter__(self) -> None:
        if self.wanted:
            os.environ["NO_COLOR"] = "1"

    def __exit__(self, *exception: object) -> None:
        if self.wanted:
            os.environ.pop("NO_COLOR", None)


def run_app(
    guide: Guide,
    language: Language,
    as_of: str,
    dialogue: str | None = None,
    no_color: bool = False,
    opening: Callable[[AssistantApp], object] | None = None,
    practise: Practise | None = None,
) -> int:
    """Run the app; `opening` is called once home stands, `practise` says where rounds are kept. Gives the exit code: 0 fine, 3 after
    an internal fault.
    """
    app = AssistantApp(guide, language, as_of, dialogue, no_color, opening)
    app.practice.wish = practise or app.practice.wish
    app.preferences.greets = dialogue is None and opening is None and not app.practice.wish.asked
    return run_to_end(app)


def run_to_end(app: AssistantApp) -> int:
    """Run an app until it is left; gives the exit code."""
    first_comes_first()
    app.run()
    if app.wipe:
        sys.stdout.write(WIPE)
        sys.stdout.flush()
        return 0
    if app.return_code == 1:  # what Textual gives after an error that nobody caught
        return FAULT_CODE
    return app.return_code or 0
