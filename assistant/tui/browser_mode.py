"""What is different in somebody's browser (`assistant serve`): what is offered, where files go, and when the app must end."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import settings
from assistant.content.interface import phrases
from assistant.content.model import Dialogue

if TYPE_CHECKING:
    from assistant.tui.host import Host

WORDS = "web"
NOT_THERE = ("class", "code.change")
ALIVE_EVERY = 2.0


class Served:
    """Asked by the app; outside a browser it changes nothing."""

    def __init__(self, app: Host) -> None:
        self.app = app
        self._server = os.getppid()

    def begin(self) -> None:
        """From now on see to it that the app never outlives the server, however that ended."""
        if settings.served():
            self.app.set_interval(ALIVE_EVERY, self._end_without_server)

    def _end_without_server(self) -> None:
        if os.getppid() != self._server:
            self.app.exit(return_code=0)

    def offered(self, dialogues: Iterable[Dialogue]) -> list[Dialogue]:
        """The dialogues that may be started: none where only practice is offered."""
        return [] if settings.served() == "practice" else list(dialogues)

    def ways(self, names: Iterable[str]) -> list[str]:
        """The ways on from a screen: in a browser without what works with files of the trainer, or serves several people at one device."""
        return [name for name in names if name not in NOT_THERE or not settings.served()]

    def opens_files(self) -> bool:
        """Whether files of this machine may be opened; when they may not, that is said."""
        if settings.served():
            self.app.notify(phrases(self.app.language, WORDS)("app.off"), markup=False)
        return not settings.served()

    def told(self) -> str:
        """Whose machine this is and what a reload does, for the first screen; empty outside a browser."""
        kind = settings.served()
        return phrases(self.app.language, WORDS)(f"app.{kind}", owner=settings.served_by()) if kind else ""


def place_for_files(app: Host, otherwise: str) -> str:
    """Where a file will go, as a sentence: to the browser; `otherwise` when this is no session in a browser."""
    return phrases(app.language, WORDS)("app.files") if settings.served() else otherwise


def put_file(app: Host, path: Path, data: bytes, *, overwrite: bool) -> None:
    """Write a file; in a browser it becomes a download, and nothing is written here. Raises as `write_file` does."""
    if not settings.served():
        from assistant.report.files import write_file  # not needed to begin with

        write_file(path, data, overwrite=overwrite)
        return
    app.deliver_binary(io.BytesIO(data), save_directory=Path(), save_filename=path.name)
    app.notify(phrases(app.language, WORDS)("app.delivered", name=path.name), markup=False)
