"""Opening the app, or lines where the terminal is too simple for it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant import settings
from assistant.cli.common import BAD_INPUT, fail, language_of, open_guide
from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.later import later
from assistant.store.remembered import remember, remembered

if TYPE_CHECKING:
    from assistant.reasoning import engine as engine
else:
    engine = later("assistant.reasoning.engine")  # 20 ms: few commands need it


def tell_broken_engine(language: Language) -> None:
    """Say, once on this device, that durable_rules was installed and does not start; all works without it."""
    if engine.state != "broken":
        return
    from assistant.present.about import engine_told  # 10 ms, with what a result says: only when it is broken

    word = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if not remembered(settings.home(), "engine-told", (word,)):
        remember(settings.home(), "engine-told", word)
        click.echo(engine_told(language), err=True)


def open_app(lang: str | None, pack_dir: Path | None, dialogue: str | None, **practise: Any) -> None:
    """Open the app; `practise` is how practice was asked for (the fields of Practise)."""
    guide = open_guide(pack_dir)
    if dialogue is not None:
        guide.dialogue(dialogue)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        fail(phrases(language_of(lang), "tools")("cli.no_terminal"), BAD_INPUT)
    if settings.terminal_is_simple() and not practise:
        from assistant.cli.plain import hold  # a terminal that cannot place a cursor

        click.echo(phrases(language_of(lang), "hands")("plain.simple"))
        hold(guide, dialogue or guide.pack.main_dialogue, language_of(lang))
        raise SystemExit(0)
    from assistant.tui.app import Practise, run_app  # 200 ms, Textual: only when a screen is really opened

    tell_broken_engine(language_of(lang))
    wish = Practise(settings.home(), pack=pack_dir if pack_dir and pack_dir.is_dir() else None, **practise)
    code = run_app(guide, language_of(lang), settings.today(), dialogue, settings.no_color(), practise=wish)
    raise SystemExit(code)
