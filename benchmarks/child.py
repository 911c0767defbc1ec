"""Started as a process of its own: opens an app in a terminal, tells through a pipe when its first screen is drawn, and goes.

python -m benchmarks.child empty|assistant PIPE
"""

from __future__ import annotations

import json
import os
import resource
import sys
from typing import Any


def main() -> None:
    which, pipe = sys.argv[1], int(sys.argv[2])
    (_empty if which == "empty" else _assistant)(pipe).run()


def _empty(pipe: int) -> Any:
    from textual.app import App
    from textual.widgets import Static

    class Empty(App[None]):
        def compose(self) -> Any:
            yield Static("?")

    return _leaving(Empty(), Static, pipe)


def _assistant(pipe: int) -> Any:
    from assistant import settings
    from assistant.content.files import shipped
    from assistant.content.opened import open_pack
    from assistant.dialogue.guide import Guide
    from assistant.tui.app import AssistantApp
    from assistant.tui.prompts import Prompt

    return _leaving(
        AssistantApp(Guide(open_pack(shipped(), settings.cache())), "nl", settings.today(), "self_check"), Prompt, pipe
    )


def _leaving(app: Any, awaited: type, pipe: int) -> Any:
    """The app, made to tell and go once a widget of this type has been drawn."""
    display = app._display

    def shown(screen: Any, renderable: Any) -> None:
        display(screen, renderable)
        if renderable is not None and any(each.region.area for each in screen.query(awaited)):
            tell(pipe)
            app.exit()

    app._display = shown
    return app


told = False


def tell(pipe: int) -> None:
    """The memory in use, in MiB; said once."""
    global told
    if told:
        return
    told = True
    os.write(pipe, json.dumps({"mib": resident()}).encode() + b"\n")


def resident() -> float:
    """The memory this process has in use, in MiB."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * resource.getpagesize() / 1024 / 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if sys.platform == "darwin" else 1024) / 1024


if __name__ == "__main__":
    main()
