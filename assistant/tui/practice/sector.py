"""Where one works: asked once, so that the next story can come from one's own work."""

from __future__ import annotations

from assistant.present.practice.next_story import sectors
from assistant.result.words import capital
from assistant.tui.keys import bindings
from assistant.tui.list_screens import ListScreen
from assistant.tui.picklist import Row
from assistant.tui.practice.base import PracticeScreenBase


class SectorScreen(ListScreen, PracticeScreenBase):
    """The sectors that there are stories about; gives back one."""

    where = "sector"
    BINDINGS = bindings("sector")

    def heading(self) -> str:
        """The question."""
        return self.say("sector.title")

    def introduction(self) -> str:
        """What it is asked for."""
        return self.say("sector.intro")

    def rows(self) -> list[Row]:
        """The sectors, by digit."""
        found = sectors(self.host.guide.pack.cases, self.host.language)
        return [Row(name, capital(told), f"{n} ", str(n)) for n, (name, told) in enumerate(found, 1)]
