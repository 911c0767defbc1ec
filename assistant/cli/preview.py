"""`assistant preview --plain`: a conversation printed again after every save, for pipes and screen readers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from assistant.authoring.checking import Report
from assistant.authoring.preview import Preview, findings_lines, to_lines
from assistant.cli.common import BAD_INPUT, fail, root_of
from assistant.content.interface import phrases
from assistant.content.model import Language

FOLDERS = ("knowledge", "rules", "dialogues")


def show_plain(shown: Preview, pack: Path | None, language: Language, *, once: bool) -> None:
    """Print where the preview stands; unless `once`, again after every save until Ctrl+C."""
    words = phrases(language, "tools")
    _tell(shown, pack, language)
    if once:
        return
    try:
        from watchfiles import watch  # 12 ms, and not on every platform
    except ImportError:
        fail(words("preview.needs_library"), BAD_INPUT)
        return
    base = pack or root_of(None)
    click.echo(words("preview.waiting", folder=base), err=True)
    folders = [place for name in FOLDERS if (place := Path(str(base)) / name).is_dir()]
    for _ in watch(*folders, debounce=60, step=20, raise_interrupt=False):
        click.echo("─" * 72)
        _tell(shown, pack, language)


def _tell(shown: Preview, pack: Path | None, language: Language) -> None:
    words = phrases(language, "tools")
    if pack is not None:
        shown.root = root_of(pack)
    seen = replace(shown.reload(check=False), findings=Report(()))  # what is wrong follows below
    if seen.stale:
        click.echo(words("preview.stale"))
    if seen.lost:
        click.echo(words("preview.lost", names=", ".join(seen.lost)))
    for line in to_lines(seen, language):
        click.echo(line)
    for line in findings_lines(shown.check(), language):
        click.echo(line)
