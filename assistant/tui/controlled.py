"""The app as screens know it: what controllers know, and the controllers themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.tui.host import Host

if TYPE_CHECKING:
    from assistant.tui.classroom.desk import ClassDesk
    from assistant.tui.keeping.keeping import Keeping
    from assistant.tui.practice.room import PracticeRoom
    from assistant.tui.preferences import Preferences
    from assistant.tui.result.ways import ResultWays
    from assistant.tui.served import Served


class Controlled(Host):
    """The app with its controllers."""

    keeping: Keeping
    practice: PracticeRoom
    preferences: Preferences
    results: ResultWays
    served: Served
    if TYPE_CHECKING:

        @property
        def class_desk(self) -> ClassDesk: ...  # noqa: D102
