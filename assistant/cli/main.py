"""`assistant`: the commands. Each imports what it needs when it runs, so that none pays for another."""

from __future__ import annotations

import gc
import json
import platform
from pathlib import Path

import click

from assistant import __version__, settings
from assistant.cli.common import (
    guarded,
    hand_on,
    replace_what_does_not_fit,
    shared,
)
from assistant.cli.core_dumps import none_are_written
from assistant.cli.lazy import LazyGroup
from assistant.cli.opening import engine, open_app
from assistant.content.interface import keep_in

SHORT = ("check", "find", "infer", "run")
"""Commands that end at once: in a process of their own, nobody looks for garbage (see `assistant.__main__`)."""


@click.group(cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, help="Show the version; with --json also which engine is at work.")
@click.option("--json", "as_json", is_flag=True, help="With --version: as data.")
@click.option("--format", "form", help="Before a command: its --format.")
@shared
@click.pass_context
@guarded
def main(
    context: click.Context, version: bool, as_json: bool, form: str | None, lang: str | None, pack_dir: Path | None
) -> None:
    """Even meedenken: a thinking aid for professionals. Without a command it opens the app.

    --pack, --lang and --format mean the same before a command and after it.
    """
    replace_what_does_not_fit()
    if version or as_json:
        click.echo(_version_told() if as_json else f"assistant, version {__version__}")
        return
    none_are_written(also_by_a_service=context.invoked_subcommand not in SHORT)
    hand_on(context, {"form": form, "lang": lang, "pack": pack_dir, "pack_dir": pack_dir})
    if context.invoked_subcommand not in (None, *SHORT):  # the app begins to look when its first screen stands
        gc.enable()
    keep_in(settings.cache())
    if context.invoked_subcommand is None:
        open_app(lang, pack_dir, None)


def _version_told() -> str:
    """The version, the Python and the engine, as JSON."""
    at_work = engine.state == "at_work"
    data = {
        "version": __version__,
        "python": platform.python_version(),
        "system": platform.system(),
        "engine": "durable_rules" if at_work else "direct",
        "check": "direct" if at_work else "naive",
        "durable_rules": engine.state,
    }
    return json.dumps(data, indent=1)
