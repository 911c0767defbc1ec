"""What every screen with a question on it shares: the question, looking for a choice by typing, and danger before all else."""

from __future__ import annotations

from textual.screen import ScreenResultType

from assistant.content.model import Dialogue
from assistant.tui.base import BaseScreen
from assistant.tui.lines import danger as danger
from assistant.tui.options import Options
from assistant.tui.prompts import Prompt


class AskScreen(BaseScreen[ScreenResultType]):
    """A screen with one `Prompt`."""

    @property
    def prompt(self) -> Prompt:
        """The question on screen."""
        return self.widget_at("Prompt", Prompt)

    def script(self) -> Dialogue:
        """The script that the question is in."""
        raise NotImplementedError

    def keeps_story(self) -> bool:
        """Whether a story that is typed where a choice is asked can wait for a question that asks for it."""
        return False

    def typing_begins(self) -> None:
        """The first letter was typed: what is slow to look up can be made ready."""

    def wrong_key(self, shown: str) -> None:
        """Say it where one answers."""
        self.prompt.wrong("tui.wrong.key", pressed=shown)

    def on_prompt_out_of_sight(self, message: Prompt.OutOfSight) -> None:
        """Say it in the line with the keys, until the next key."""
        message.stop()
        self.say_at_keys(message.told)

    def home_focus(self) -> None:
        """Where one answers."""
        self.prompt.take_focus()

    def on_options_sought(self, message: Options.Sought) -> None:
        """Somebody types: point at the choice that is meant."""
        message.stop()
        if len(message.text) == 1:
            self.typing_begins()
        if danger.asks_for_danger(message.text):
            self.host.action_danger()
        else:
            self.prompt.seek(self.host.guide.pack, self.script(), message.text, keeps=self.keeps_story())

    def on_options_told(self, message: Options.Told) -> None:
        """What was typed is meant: take the choice that was found by it."""
        message.stop()
        if self.on_top and not self.hears(message.text, message.row.id if message.row is not None else ""):
            message.options.take(message)

    def hears(self, text: str, choice: str) -> bool:
        """Whether typed words were taken for something else than the `choice` that was found by them, empty when none was."""
        return False

    def action_step_out(self) -> None:
        """Forget what was typed, else step out."""
        if self.prompt.sought:
            self.prompt.seek_nothing()
            self.prompt.found("", "")
        else:
            self.step_out()

    def step_out(self) -> None:
        """Away from here."""
        super().action_step_out()
