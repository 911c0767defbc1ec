"""Opening the app, or lines where the terminal is too simple for it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from assistant import settings
from assistant.cli.common import BAD_INPUT, fail, language_of, open_guide
from assistant.content.interface import phrases


def open_app(lang: str | None, pack_dir: Path | None, dialogue: str | None, **practise: Any) -> None:
    """Open the app; `practise` is how practice was asked for (the fields of Practise)."""
    guide = open_guide(pack_dir)
    if dialogue is not None:
        guide.dialogue(dialogue)
    if not settings.served() and not (sys.stdin.isatty() and sys.stdout.isatty()):
        fail(phrases(language_of(lang), "tools")("cli.no_terminal"), BAD_INPUT)
    if settings.terminal_is_simple() and not practise:
        from assistant.cli.plain import hold  # a terminal that cannot place a cursor

        click.echo(phrases(language_of(lang), "hands")("plain.simple"))
        hold(guide, dialogue or guide.pack.main_dialogue, language_of(lang))
        raise SystemExit(0)
    from assistant.tui.app import run_app  # 200 ms, Textual: only when a screen is really opened
    from assistant.tui.practice.room import Practise  # and with it Textual

    wish = Practise(settings.home(), pack=pack_dir if pack_dir and pack_dir.is_dir() else None, **practise)
    code = run_app(guide, language_of(lang), settings.today(), dialogue, settings.no_color(), practise=wish)
    raise SystemExit(code)
