"""`assistant`: the commands. Each imports what it needs when it runs, so that none pays for another."""

from __future__ import annotations

import gc
from pathlib import Path

import click

from assistant import __version__, settings
from assistant.cli.common import (
    guarded,
    hand_on,
    replace_what_does_not_fit,
    shared,
)
from assistant.cli.lazy import LazyGroup
from assistant.cli.opening import open_app
from assistant.content.interface import keep_in

SHORT = ("check", "find", "infer", "run")
"""Commands that end at once: in a process of their own, nobody looks for garbage (see `assistant.__main__`)."""


@click.group(cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="assistant")
@click.option("--format", "form", help="Before a command: its --format.")
@shared
@click.pass_context
@guarded
def main(context: click.Context, form: str | None, lang: str | None, pack_dir: Path | None) -> None:
    """Even meedenken: a thinking aid for professionals. Without a command it opens the app.

    --pack, --lang and --format mean the same before a command and after it.
    """
    replace_what_does_not_fit()
    hand_on(context, {"form": form, "lang": lang, "pack": pack_dir, "pack_dir": pack_dir})
    if context.invoked_subcommand not in (None, *SHORT):  # the app begins to look when its first screen stands
        gc.enable()
    keep_in(settings.cache())
    if context.invoked_subcommand is None:
        open_app(lang, pack_dir, None)
