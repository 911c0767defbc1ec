"""`assistant rooms`: what is kept for the pages. A copy and putting it back, a person's own rounds, and who may lead a class."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click

from assistant import settings
from assistant.cli.common import BAD_INPUT, fail, guarded, language_of
from assistant.cli.live_class import store_opener
from assistant.content.interface import Phrases, phrases
from assistant.content.regular import read_regular
from assistant.practice.case_round import round_of
from assistant.practice.export import to_json
from assistant.store.problems import StoreProblem
from assistant.web.codes import new_code, tidy

_store = click.option("--store", default="", metavar="URL", help="postgresql://…; without it the file of this machine.")
_lang = click.option("--lang", type=click.Choice(["nl", "en"]), help="The language of what is said.")

MAX_COPY = 64_000_000


@click.group()
def rooms() -> None:
    """What is kept for the pages: classes, practice under a code, and trainers with a code."""


@rooms.command()
@click.argument("file", type=click.Path(path_type=Path))
@_store
@_lang
@guarded
def save(file: Path, store: str, lang: str | None) -> None:
    """Write everything that is kept for the pages to FILE, for its owner only. The key (rooms.key) is not in it."""
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
    number, people = (sum(line.startswith(f'["{table}"') for line in lines) for table in ("room", "person"))
    click.echo(words("rooms.saved", file=file, number=number, people=people))


@rooms.command()
@click.argument("file", type=click.Path(path_type=Path))
@_store
@_lang
@guarded
def restore(file: Path, store: str, lang: str | None) -> None:
    """Put a copy back into a store in which there is nothing yet."""
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


# ---------------------------------------------------------------- a person


@contextmanager
def _told(words: Phrases) -> Iterator[None]:
    """Stops with a sentence when the store cannot be used."""
    try:
        yield
    except StoreProblem as problem:
        fail(words("rooms.problem", code=problem.code), BAD_INPUT)


@rooms.command()
@click.argument("code")
@_store
@_lang
@guarded
def person(code: str, store: str, lang: str | None) -> None:
    """Print everything that is kept under a practice CODE, as a file that `assistant practise` reads too."""
    language = language_of(lang)
    words, code = phrases(language, "room"), _practice_code(code)
    with _told(words):
        kept = store_opener(store, language)()
        known = kept.knows(code, "")
        rounds = [round_of(vars(record)) for record in kept.played(code)]
    if not known:
        fail(words("rooms.nobody", code=code), BAD_INPUT)
    click.echo(to_json(code, rounds), nl=False)


@rooms.command()
@click.argument("code")
@_store
@_lang
@guarded
def forget(code: str, store: str, lang: str | None) -> None:
    """Remove everything that is kept under a practice CODE, and the code with it."""
    language = language_of(lang)
    words, code = phrases(language, "room"), _practice_code(code)
    with _told(words):
        kept = store_opener(store, language)()
        known = kept.knows(code, "")
        number = kept.forget_person(code)
    if not known:
        fail(words("rooms.nobody", code=code), BAD_INPUT)
    click.echo(words("rooms.forgotten", number=number, code=code))


def _practice_code(typed: str) -> str:
    """A practice code as it was drawn: capitals, in fours."""
    plain = "".join(sign for sign in typed.upper() if sign.isalnum())
    return f"{plain[:4]}-{plain[4:]}"


# ---------------------------------------------------------------- trainers


@rooms.group()
def trainer() -> None:
    """Who may lead a class with a code of their own."""


@trainer.command()
@click.argument("label")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The last day on which the code lets in.")
@_store
@_lang
@guarded
def add(label: str, until: datetime | None, store: str, lang: str | None) -> None:
    """Make a code for a trainer. It is printed once and kept nowhere: only its HMAC is. LABEL is for you; a number will do."""
    language = language_of(lang)
    words, code = phrases(language, "room"), new_code(3)
    last = until.date().isoformat() if until else ""
    with _told(words):
        added = store_opener(store, language)().add_trainer(label, tidy(code), last)
    if not added:
        fail(words("rooms.trainer.there", label=label), BAD_INPUT)
    click.echo(words("rooms.trainer.added", label=label, code=code))


@trainer.command("list")
@_store
@_lang
@guarded
def every(store: str, lang: str | None) -> None:
    """Every trainer with a code, and until when it holds."""
    language = language_of(lang)
    words = phrases(language, "room")
    with _told(words):
        rows = store_opener(store, language)().trainers()
    today = settings.today()
    for row in rows:
        over = f" ({words('rooms.trainer.over')})" if row.until and row.until < today else ""
        click.echo(f"{row.label}\t{row.until or '-'}{over}")


@trainer.command()
@click.argument("label")
@_store
@_lang
@guarded
def remove(label: str, store: str, lang: str | None) -> None:
    """Take a trainer's code away; a browser that came in with it is out at once."""
    language = language_of(lang)
    words = phrases(language, "room")
    with _told(words):
        removed = store_opener(store, language)().remove_trainer(label)
    if not removed:
        fail(words("rooms.trainer.none", label=label), BAD_INPUT)
    click.echo(words("rooms.trainer.removed", label=label))
