"""What the app is to its controllers: the conversation, the content, and the ways between screens. The app itself is the only one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.app import App

from assistant.content.interface import Phrases
from assistant.content.model import Dialogue, Language
from assistant.dialogue.guide import Guide

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.dialogue.replay import Position
    from assistant.present.talk import Talk
    from assistant.result.note import OwnWords
    from assistant.result.result import Result


class Host(App[None]):
    """The app, as far as controllers know it."""

    guide: Guide
    language: Language
    as_of: str
    compared: tuple[str, ...] | None
    """What an earlier result said, once an answer was changed from there."""
    starts_above: bool
    ground: int
    wipe: bool
    fault: BaseException | None
    fault_report: Path | None
    if TYPE_CHECKING:  # given by the app, in parts: nothing here may stand in their way

        @property
        def words(self) -> Phrases: ...  # noqa: D102
        @property
        def talk(self) -> Talk | None: ...  # noqa: D102
        @talk.setter
        def talk(self, talk: Talk | None) -> None: ...
        @property
        def own(self) -> OwnWords: ...  # noqa: D102
        @property
        def unkept_waits(self) -> bool: ...  # noqa: D102

        def dialogues(self) -> list[Dialogue]: ...  # noqa: D102
        def dialogue(self) -> Dialogue: ...  # noqa: D102
        def position(self) -> Position: ...  # noqa: D102
        def result(self) -> Result | None: ...  # noqa: D102
        def redraw(self) -> None: ...  # noqa: D102
        def dress(self) -> None: ...  # noqa: D102
        def ask_to_start(self, dialogue: str) -> None: ...  # noqa: D102
        def go_home(self) -> None: ...  # noqa: D102
        def show_talk(self) -> None: ...  # noqa: D102
        def show_result(self) -> None: ...  # noqa: D102
        def show_why(self, ref: str, result: Result | None = None) -> None: ...  # noqa: D102
        def show_ground(self, ref: str, result: Result) -> None: ...  # noqa: D102
        def show_why_not(self, result: Result) -> None: ...  # noqa: D102
        def show_open(self, result: Result) -> None: ...  # noqa: D102
        def show_review(self, result: Result | None = None) -> None: ...  # noqa: D102
        def show_panel(self) -> None: ...  # noqa: D102
        def show_lookup(self, about: str = "", wanted: str = "") -> None: ...  # noqa: D102
        def show_page(self, title: Callable[[], str], lines: Callable[[], Sequence[tuple[str, str]]]) -> None: ...  # noqa: D102
        def back_from_result(self, result: Result) -> None: ...  # noqa: D102
        def report_sentence(self) -> str: ...  # noqa: D102
        def show_fault(self, fault: BaseException) -> None: ...  # noqa: D102
        def after_fault(self, choice: str) -> None: ...  # noqa: D102
        def give_up(self, fault: BaseException) -> None: ...  # noqa: D102
        def action_danger(  # noqa: D102
            self, *, written: bool = False, about_self: bool = False, kinds: tuple[str, ...] = ()
        ) -> None: ...
        def action_help(self) -> None: ...  # noqa: D102
        def action_language(self) -> None: ...  # noqa: D102
        def action_leave_politely(self) -> None: ...  # noqa: D102
