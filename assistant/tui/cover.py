"""F8: the first press covers the screen at once. F8 or Enter then wipes, any other key comes back, and ten seconds wipe too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual import events
from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.timer import Timer

from assistant.tui.text import Words

SECONDS = 10.0
"""After so long nobody came back."""
WIPES = ("f8", "enter")
AT_ONCE = "\x1b[2J\x1b[H"
"""Empties what the terminal shows, before anything is drawn."""


class CoverScreen(Screen[None]):
    """An empty screen with one line: how to wipe, how to come back, and that saved files stay."""

    def __init__(self, told: str) -> None:
        super().__init__()
        self.told = told

    def compose(self) -> ComposeResult:
        """The line."""
        yield Words(self.told, id="cover-line")

    def on_click(self, event: events.Click) -> None:
        """The mouse brings back what was there, as any other key does."""
        event.stop()
        if isinstance(self.app, CoveredApp):
            self.app.cover.lift()


class Cover:
    """Whether the screen is covered, and what then becomes of it. `wipe` ends the app and leaves nothing."""

    def __init__(self, app: App[Any], wipe: Callable[[], None]) -> None:
        self.app = app
        self.wipe = wipe
        self._screen: CoverScreen | None = None
        self._timer: Timer | None = None

    @property
    def up(self) -> bool:
        """Whether the screen is covered now."""
        return self._screen is not None

    def put(self, told: str) -> None:
        """Cover the screen; once it is covered, wipe."""
        if self.up:
            self.wipe()
            return
        driver = self.app._driver
        if driver is not None and not self.app.is_headless:
            driver.write(AT_ONCE)
            driver.flush()
        self._screen = CoverScreen(told)
        self.app.push_screen(self._screen)
        self._timer = self.app.set_timer(SECONDS, self.wipe)

    def lift(self) -> None:
        """Bring back what was there."""
        screen, self._screen = self._screen, None
        if self._timer is not None:
            self._timer.stop()
        if screen is not None and self.app.screen is screen:
            self.app.pop_screen()

    def took(self, key: events.Key) -> bool:
        """Whether a key was dealt with here; what is covered never sees it."""
        if not self.up:
            return False
        if key.key in WIPES:
            self.wipe()
        else:
            self.lift()
        return key.key != "f9"  # danger has an exit everywhere


class CoveredApp(App[None]):
    """An app that can be covered."""

    cover: Cover
