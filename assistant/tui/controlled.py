"""The app as screens know it: what controllers know, and the controllers themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.tui.host import Host

if TYPE_CHECKING:
    from assistant.tui.classroom.desk import ClassController
    from assistant.tui.keeping.keeping import Keeping
    from assistant.tui.practice.room import PracticeController
    from assistant.tui.preferences import Preferences
    from assistant.tui.result.ways import ResultWays


class Controlled(Host):
    """The app with its controllers."""

    keeping: Keeping
    practice: PracticeController
    preferences: Preferences
    results: ResultWays
    if TYPE_CHECKING:

        @property
        def class_desk(self) -> ClassController: ...  # noqa: D102
