"""`assistant rooms`: a copy of all live classes, and putting it back, also into another kind of store."""

from __future__ import annotations

import os
from pathlib import Path

import click

from assistant.cli.common import BAD_INPUT, fail, guarded, language_of
from assistant.cli.live_class import store_opener
from assistant.content.interface import phrases
from assistant.content.regular import read_regular
from assistant.store.problems import StoreProblem

_store = click.option("--store", default="", metavar="URL", help="postgresql://…; without it the file of this machine.")
_lang = click.option("--lang", type=click.Choice(["nl", "en"]), help="The language of what is said.")

MAX_COPY = 64_000_000


@click.group()
def rooms() -> None:
    """Live classes as they are kept: a copy, and putting it back."""


@rooms.command()
@click.argument("file", type=click.Path(path_type=Path))
@_store
@_lang
@guarded
def save(file: Path, store: str, lang: str | None) -> None:
    """Write everything that is kept of classes to FILE, for its owner only. The key (rooms.key) is not in it."""
    language = language_of(lang)
    words = phrases(language, "room")
    try:
        lines = list(store_opener(store, language)().copied())
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
            stream.writelines(f"{line}\n" for line in lines)
    except StoreProblem as problem:
        fail(words("rooms.problem", code=problem.code), BAD_INPUT)
    except OSError as error:
        fail(words("rooms.file", file=file, reason=error.strerror or "?"), BAD_INPUT)
    click.echo(words("rooms.saved", file=file, number=sum(line.startswith('["room"') for line in lines)))


@rooms.command()
@click.argument("file", type=click.Path(path_type=Path))
@_store
@_lang
@guarded
def restore(file: Path, store: str, lang: str | None) -> None:
    """Put a copy back into a store in which there is no class."""
    language = language_of(lang)
    words = phrases(language, "room")
    try:
        number = store_opener(store, language)().restored(read_regular(file, MAX_COPY).decode("utf-8").splitlines())
    except StoreProblem as problem:
        known = problem.code in ("not_empty", "newer", "copy")
        fail(words(f"rooms.{problem.code}" if known else "rooms.problem", code=problem.code, file=file), BAD_INPUT)
    except (OSError, UnicodeError) as error:
        fail(words("rooms.file", file=file, reason=getattr(error, "strerror", "") or "?"), BAD_INPUT)
    else:
        click.echo(words("rooms.restored", number=number))
