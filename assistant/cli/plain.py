"""`assistant plain` and `assistant sessions`: the conversation line by line, and what is kept on this device."""

from __future__ import annotations

import getpass
import json
import os
import select
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant import settings
from assistant.cli.common import BAD_INPUT, emit, fail, guarded, language_of, open_guide, shared, writes
from assistant.content.interface import phrases
from assistant.plain.lines import Line, whole_paste
from assistant.plain.talk import PlainTalk
from assistant.present.keeping import problem_sentence, resume, shelf_view
from assistant.present.review import review_lines
from assistant.store.kept import Shelf
from assistant.store.problems import StoreProblem

if TYPE_CHECKING:
    from assistant.content.model import Language
    from assistant.dialogue.guide import Guide
    from assistant.present.keeping import Resumed
    from assistant.store.kept import Shelf


def _shelf() -> Shelf:
    return Shelf(settings.home(), settings.today())


def _line(prompt: str) -> str | None:
    """One line of input; None at its end. A paste of several lines at a terminal is one.

    The prompt goes with it, also into a pipe, so that a reader knows who speaks.
    """
    sys.stdout.write(prompt)
    sys.stdout.flush()
    line = _input_line()
    if line is None:
        sys.stdout.write("\n")
        return None
    return whole_paste(line, _input_line)


def _input_line() -> str | None:
    line = sys.stdin.readline()
    return line.rstrip("\r\n") if line else None


@contextmanager
def _paste_marked() -> Iterator[None]:
    """At a terminal: ask it to mark where a paste begins and ends, so that its lines do not answer one question after the other."""
    marks = settings.has_screen()
    if marks:
        sys.stdout.write("\x1b[?2004h")
    try:
        yield
    finally:
        if marks:
            sys.stdout.write("\x1b[?2004l")
            sys.stdout.flush()


def _write(text: str) -> None:
    sys.stdout.write(text + "\n")


def comes(seconds: float) -> bool:
    """Whether a line comes at the terminal within so many seconds; from anything else than a terminal it is read at once."""
    if not sys.stdin.isatty() or os.name != "posix":
        return True
    return bool(select.select([sys.stdin], [], [], seconds)[0])


def clear() -> None:
    """Empty what the terminal shows, and what one can scroll back to."""
    if sys.stdout.isatty():
        sys.stdout.write("\n" * 60 if settings.terminal_is_simple() else "\x1b[2J\x1b[3J\x1b[H")
        sys.stdout.flush()


def _secret(prompt: str) -> str | None:
    """A passphrase: not shown at a terminal, a line of input elsewhere."""
    return getpass.getpass(prompt) if sys.stdin.isatty() else _line(prompt)


@click.command()
@click.argument("dialogue", required=False)
@shared
@guarded
def plain(dialogue: str | None, lang: str | None, pack_dir: Path | None) -> None:
    """Hold the conversation DIALOGUE line by line: for screen readers, pipes and ssh."""
    guide = open_guide(pack_dir)
    script = guide.dialogue(dialogue or guide.pack.main_dialogue)
    hold(guide, script.id, language_of(lang))


def hold(guide: Guide, dialogue: str, language: Language) -> None:
    """Hold a conversation line by line, at a terminal or in a pipe. A signal that ends it leaves the terminal as it was."""
    for stream in (sys.stdin, sys.stdout):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    for name in ("SIGTERM", "SIGHUP", "SIGQUIT"):
        if hasattr(signal, name) and sys.stdin.isatty():
            signal.signal(getattr(signal, name), lambda number, _: sys.exit(128 + number))
    line = Line(_line, _write, comes, clear)
    with _paste_marked():
        PlainTalk(guide, dialogue, settings.today(), line, language, _shelf(), _secret).run()
    sys.stdout.flush()


@click.group()
def sessions() -> None:
    """Conversations that you chose to keep on this device."""


@sessions.command("list")
@writes("text", "json")
@shared
@guarded
def list_(form: str, out: Path | None, force: bool, lang: str | None, pack_dir: Path | None) -> None:
    """List what is kept. What has expired is removed first."""
    language = language_of(lang)
    view = shelf_view(open_guide(pack_dir), _shelf(), language)
    for remark in view.remarks:
        click.echo(remark, err=True)
    if form == "json":
        rows = [{"id": each.id, "title": each.title, "told": each.told, "locked": each.locked} for each in view.lines]
        text = json.dumps(rows, ensure_ascii=False, indent=1)
    else:
        text = "\n".join(f"{each.id}  {each.title}: {each.told}" for each in view.lines)
        text = text or phrases(language, "hands")("kept.none")
    emit(text + "\n", out, force, language)


@sessions.command()
@click.argument("name", metavar="ID")
@shared
@guarded
def show(name: str, lang: str | None, pack_dir: Path | None) -> None:
    """Show the answers of one kept conversation."""
    language = language_of(lang)
    guide = open_guide(pack_dir)
    shelf = _shelf()
    try:
        found = _opened(guide, shelf, name, language)
    except StoreProblem as problem:
        fail(problem_sentence(problem, language), BAD_INPUT)
        return
    for remark in found.remarks:
        click.echo(remark, err=True)
    lines = review_lines(guide, found.session, language)
    emit("".join(f"{line.ask} {line.answer}\n" for line in lines), None, False, language)


def _opened(guide: Guide, shelf: Shelf, name: str, language: Language) -> Resumed:
    """One kept conversation; its passphrase is asked for when it needs one. No other one is looked at. Raises StoreProblem."""
    try:
        return resume(guide, shelf, name, language)
    except StoreProblem as problem:
        if problem.code != "locked":
            raise
    return resume(guide, shelf, name, language, _secret(phrases(language, "hands")("plain.resume.passphrase")) or "")


@sessions.command()
@click.argument("name", metavar="ID")
@shared
@guarded
def delete(name: str, lang: str | None, pack_dir: Path | None) -> None:
    """Remove one kept conversation."""
    language = language_of(lang)
    try:
        _shelf().delete(name)
    except StoreProblem as problem:
        fail(problem_sentence(problem, language), BAD_INPUT)
    click.echo(phrases(language, "hands")("kept.deleted", id=name))


@sessions.command()
@click.argument("name", metavar="[ID]", default="")
@shared
@guarded
def restore(name: str, lang: str | None, pack_dir: Path | None) -> None:
    """Bring back what a date took away less than a week ago, or what was set aside; without ID: say what can be."""
    words, shelf = phrases(language_of(lang), "hands"), _shelf()
    if not name:
        ids = shelf.restorable()
        click.echo(words("kept.restore_how", ids=", ".join(ids)) if ids else words("kept.restore_none"))
        return
    try:
        shelf.restore(name)
    except StoreProblem as problem:
        fail(problem_sentence(problem, language_of(lang)), BAD_INPUT)
    click.echo(words("kept.restored", id=name))


@sessions.command()
@click.option("--all", "everything", is_flag=True, help="Remove everything that is kept, damaged files too.")
@shared
@guarded
def purge(everything: bool, lang: str | None, pack_dir: Path | None) -> None:
    """Remove what has expired, or with --all everything."""
    language = language_of(lang)
    words = phrases(language, "hands")
    try:
        _shelf().purge(everything=everything)
    except StoreProblem as problem:
        fail(problem_sentence(problem, language), BAD_INPUT)
        return
    click.echo(words("kept.purged"))
    if not everything:
        click.echo(words("kept.purge_how"))
