"""What the first screen does not need, made ready while the user reads it: nobody shall wait for it later."""

from __future__ import annotations

import gc
from importlib import import_module

from assistant.content.model import Language
from assistant.dialogue.guide import Guide
from assistant.present.own_words import warm

SCREENS = ("page_screens", "list_screens", "why_screen", "result.screen", "palette_screen", "lookup_screen")


def first_comes_first() -> None:
    """Until the first screen stands no garbage is looked for: nothing that the start makes is thrown away."""
    gc.disable()


def get_ready(guide: Guide, language: Language) -> None:
    """Import the other screens, compile the rules, build the engine, and make the words ready that typing is looked up in."""
    try:
        for name in SCREENS:
            import_module(f"assistant.tui.{name}")
        _ = guide.reasoner.engine
        warm(guide.pack, language)
    finally:
        if not gc.isenabled():  # not in a test, where many apps come and go
            # What is there now stays: looking through it for garbage, again and again, would make an answer slow now and then.
            gc.freeze()
            gc.enable()
