"""What every screen of practice has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.tui.base import BaseScreen

if TYPE_CHECKING:
    from assistant.tui.practice.room import PracticeController


class PracticeScreenBase(BaseScreen[str]):
    """What every screen of practice has."""

    @property
    def room(self) -> PracticeController:
        """Practice in the app."""
        return self.host.practice

    def say(self, key: str, **values: object) -> str:
        """The words of practice."""
        return self.room.words(key, **values)
