"""An app that stays up: whatever goes wrong in a handler, a timer, a worker or while drawing leads to the fault page, and the answers stay.

Also here: the tools that Textual has for developers (a log file, a file with every key, pictures, a connection to a console) are off.
They would write down what somebody types. Who works on the program itself sets ASSISTANT_DEBUG.
"""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import suppress
from pathlib import Path
from typing import Any

from textual import constants
from textual.driver import Driver
from textual.events import Resize
from textual.message import Message
from textual.screen import Screen

from assistant import settings
from assistant.content.interface import Phrases, phrases
from assistant.content.model import Language
from assistant.report.faults import places, write_fault
from assistant.tui.key_queue import KeyQueue
from assistant.tui.pieces import LARGEST
from assistant.tui.router import made, screen_class

FAULT_CODE = 3
DEVELOPERS = "ASSISTANT_DEBUG"
ENDING = ("SIGTERM", "SIGHUP", "SIGQUIT")
FAULT_SECONDS = 3.0
MOST_AT_ONCE = 50
"""So many faults without a way back to the conversation: stopping with a sentence is calmer than going on."""


def hush() -> None:
    """Turn off what would write down keys, answers or pictures, or open a connection."""
    for name, value in (
        ("DEBUG", False),
        ("LOG_FILE", None),
        ("SCREENSHOT_DELAY", -1),
        ("PRESS", ""),
    ):
        setattr(constants, name, value)


def within_reason(theirs: type[Driver]) -> type[Driver]:
    """A driver of the framework that does not believe in windows that are larger than any; drawing them takes all memory."""

    class Bounded(theirs):  # type: ignore[misc, valid-type]
        def process_message(self, message: Message) -> None:
            """Pass a message on, unless it tells of such a window."""
            if not (
                isinstance(message, Resize) and (message.size.width > LARGEST[0] or message.size.height > LARGEST[1])
            ):
                super().process_message(message)

    return Bounded


class CalmApp(KeyQueue):
    """What the app does when the program itself breaks. Subclasses give `words`, `language`, `first_screen` and `show_review`."""

    language: Language
    sparing = False
    """In tests a fault that nobody expected fails the test, unless this is set."""

    def __init__(self, **options: Any) -> None:
        quiet = not os.environ.get(DEVELOPERS)
        if quiet:
            hush()
        super().__init__(**options)
        self._begin_order()
        if quiet:
            self.features = frozenset()
            self.devtools = None
        self.fault: BaseException | None = None
        self.fault_report: Path | None = None
        self.ground = 1
        """Screens that are never closed: the first one, and after a fault a new one on top of it."""
        self._faults = 0
        self._reported: set[tuple[object, ...]] = set()

    # ------------------------------------------------------------ the terminal

    def get_driver_class(self) -> type[Driver]:
        """Our way to read the terminal, where Textual would take its own for Linux and macOS."""
        theirs = super().get_driver_class()
        if theirs.__name__ != "LinuxDriver":
            return within_reason(theirs)
        from assistant.tui.driver import AssistantDriver  # only where there is such a terminal

        return AssistantDriver

    def heed_signals(self) -> None:
        """Who ends the app from outside gets the terminal back as it was."""
        if self.is_headless:
            return
        loop = asyncio.get_running_loop()
        for name in ENDING:
            with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
                number = getattr(signal, name)
                loop.add_signal_handler(number, self.exit, None, 128 + number)

    # ------------------------------------------------------------ catching

    async def _dispatch_message(self, message: Message) -> None:
        """Handle a message; an error in it must not stop the app."""
        try:
            await super()._dispatch_message(message)
        except Exception as fault:
            self._handle_exception(fault)

    def _handle_exception(self, error: Exception) -> None:
        """An error that nobody caught, from wherever: the fault page. Without a screen to show it on, a sentence."""
        if self._exit:
            return  # a key that came while the app was ending: its screens are gone already
        if self.is_headless and not self.sparing and self._exception is None:
            self._exception = error
            self._exception_event.set()
        if self._running and self.screen_stack:
            self.call_later(self.show_fault, error)
        else:
            self.give_up(error)

    def panic(self, *renderables: object) -> None:
        """The framework wants to end with lines of code on the terminal: the fault page instead, and the answers stay."""
        self._handle_exception(RuntimeError("panic"))

    def watch_loop(self) -> None:
        """Errors of tasks that nobody waits for come here too; the default would print them, with what they hold."""
        asyncio.get_running_loop().set_exception_handler(self._loop_fault)

    def _loop_fault(self, _: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, Exception):
            self._handle_exception(error)

    # ------------------------------------------------------------ telling

    def show_fault(self, fault: BaseException) -> None:
        """Show the fault page and write a report without answers. The answers stay in memory."""
        self._faults += 1
        self._write_report(fault)
        if self._faults > MOST_AT_ONCE:
            self.give_up(fault)
        elif not isinstance(self.screen, screen_class("fault")):
            self.fault = fault  # what follows from it is in the report too
            self.push_screen(made("fault"))
            self.set_timer(FAULT_SECONDS, self._fault_page_there)

    def _fault_page_there(self) -> None:
        """A fault page that could not be put together would leave an empty screen."""
        if (
            isinstance(self.screen, screen_class("fault"))
            and not getattr(self.screen, "standing", True)
            and self.fault is not None
        ):
            self.give_up(self.fault)

    def _write_report(self, fault: BaseException) -> None:
        """One report for each place where the program broke."""
        place = places(fault)
        if place not in self._reported:
            self._reported.add(place)
            self.fault_report = write_fault(settings.home(), fault, "app", settings.today()) or self.fault_report

    def report_sentence(self) -> str:
        """Where the report of the fault is; nothing when it could not be written."""
        return phrases(self.language, "hands")("fault.report", path=self.fault_report) if self.fault_report else ""

    def after_fault(self, choice: str) -> None:
        """On from the fault page: out with exit code 3; else home, put together anew, for what broke may not work any more."""
        self._faults = 0
        if choice == "quit":
            self.exit(return_code=FAULT_CODE)
            return
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.push_screen(self.first_screen())
        self.ground = 2
        if choice == "review":
            self.show_review()

    def give_up(self, fault: BaseException) -> None:
        """End with exit code 3 and a sentence."""
        self.fault = fault
        self._return_code = FAULT_CODE
        self._fatal_error()

    def _fatal_error(self) -> None:
        """The default prints local variables, and with them the answers: this prints a sentence."""
        self._exit_renderables[:] = [self.last_words()]
        self._close_messages_no_wait()

    def last_words(self) -> str:
        """What is said when the app cannot go on."""
        return self.words("tui.fault.exit")

    # ------------------------------------------------------------ given by the app

    @property
    def words(self) -> Phrases:
        """The words of the interface in the language in use."""
        return phrases(self.language)

    def first_screen(self) -> Screen[None]:
        """The screen below all others."""
        raise NotImplementedError

    def show_review(self) -> None:
        """All answers."""
        raise NotImplementedError
