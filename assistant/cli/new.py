"""`assistant new`: a short interview, and then a first version of a pack, dialogue, case or rule."""

from __future__ import annotations

import os
import re
import stat
import sys
import unicodedata
from collections.abc import Iterable, Mapping
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from assistant import settings
from assistant.authoring.asking import Ask, meant
from assistant.authoring.checking import check_pack
from assistant.authoring.extend import id_of
from assistant.authoring.new import FOLDERS, SCHEMAS, interview, make
from assistant.authoring.new_pack import FOLDERS as PACK_FOLDERS
from assistant.authoring.new_pack import asks, files
from assistant.authoring.overlay import Overlay
from assistant.authoring.written import schema_line
from assistant.cli.authoring import case_keys
from assistant.cli.common import BAD_INPUT, emit, fail, folder_of, guarded, language_of, open_guide, root_of
from assistant.content.files import inside_package, shipped
from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.content.reader import ID, nearest
from assistant.content.telling import tell_all

SHOWN = 40  # so many possible answers are listed; of more, only those that fit the words typed


@click.command()
@click.argument("kind", type=click.Choice(["pack", "case", "dialogue", "rule"]))
@click.argument("name", nargs=-1, required=True, metavar="NAME")
@click.option("--pack", "pack_dir", type=click.Path(path_type=Path), help="The pack (a folder) to put it in.")
@click.option("--out", type=click.Path(path_type=Path), help="Write to this file instead of its place in the pack.")
@click.option("--set", "given", multiple=True, metavar="QUESTION=ANSWER", help="An answer to the interview beforehand.")
@click.option("--lang", type=click.Choice(["nl", "en"]))
@guarded
def new(
    kind: str, name: tuple[str, ...], pack_dir: Path | None, out: Path | None, given: tuple[str, ...], lang: str | None
) -> None:
    """Make a first version of a pack, case, dialogue or rule, after a short interview."""
    language = language_of(lang)
    words = phrases(language, "tools")
    typed = " ".join(name)
    if not ID.match(typed):
        fail(words("new.id", name=typed, example=_as_id(typed) or f"{kind}_1"), BAD_INPUT)
    answers = dict(one.partition("=")[::2] for one in given)
    if kind == "pack":
        _pack(out or Path(typed), typed, answers, pack_dir, language)
        return
    if pack_dir is None and out is None:
        pack_dir = _which(language)
    root = root_of(pack_dir)
    home = folder_of(pack_dir)
    guide = open_guide(pack_dir)
    told = _interview(interview(kind, guide), answers, language)
    place = f"{FOLDERS[kind]}/{typed}.yaml"
    if out is None and not _writable(home, pack_dir):
        fail(words("new.no_pack"), BAD_INPUT)
    text = ("" if out else schema_line(home, FOLDERS[kind], SCHEMAS[kind])) + make(
        kind, typed, told, guide, settings.today(), language
    )
    report = check_pack(Overlay(root, {place: text.encode()}), settings.today(), more=case_keys)
    wrong = [finding for finding in report.findings if finding.severity == "error"]
    if wrong:
        fail(tell_all(wrong, language, lambda file: (report.lines or {}).get(file, [])), 1)
    target = out if out is not None else Path(str(home)) / place
    _folder(target.parent, language)
    emit(text, target, False, language, told=True)
    target.chmod(0o644)
    click.echo(words("new.made", path=target), err=True)
    where = f" --pack {pack_dir}" if pack_dir is not None else ""
    then = {"case": "new.then_case", "dialogue": "new.then_dialogue", "rule": "new.then_rule"}[kind]
    click.echo(words(then, name=typed, pack=pack_dir or "", where=where), err=True)


def _as_id(typed: str) -> str:
    """A title as an id: lower-case letters, digits and underscores."""
    plain = unicodedata.normalize("NFKD", typed.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_0123456789")[:40]


def _which(language: Language) -> Path:
    """The pack that somebody means who named none: they are asked. Nothing is ever put into the program's own content unasked."""
    words = phrases(language, "tools")
    if not interactive():
        fail(words("new.no_pack"), BAD_INPUT)
    return Path(str(click.prompt(words("new.which_pack"), err=True)).strip())


def _writable(home: Traversable, pack_dir: Path | None) -> bool:
    """Whether a new file may be put there: in a folder that was named as one, and never in the content of the program."""
    named = pack_dir is not None and pack_dir.exists()
    return isinstance(home, Path) and not inside_package(home) and (named or home != shipped())


def _folder(folder: Path, language: Language) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        fail(phrases(language, "tools")("new.unwritten", path=folder, reason=error.strerror or error), BAD_INPUT)


def _pack(folder: Path, name: str, answers: Mapping[str, str], base: Path | None, language: Language) -> None:
    """A folder with a pack that adds to the shipped one, or to `base`."""
    words = phrases(language, "tools")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        fail(words("new.taken", path=folder), BAD_INPUT)
    told = _interview(asks(), answers, language)
    for part in PACK_FOLDERS:
        _folder(folder / part, language)
    for path, text in files(name, told, id_of(root_of(base)), language).items():
        _folder((folder / path).parent, language)
        emit(text, folder / path, False, language, told=True)
        (folder / path).chmod(0o644)
    click.echo(words("new.pack", path=folder), err=True)
    click.echo(words("new.then_pack", pack=folder), err=True)


# ---------------------------------------------------------------- the interview


def interactive() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty()


def _interview(asks: Iterable[Ask], answers: Mapping[str, str], language: Language) -> dict[str, str]:
    """Every answer: given beforehand, asked for, or the default."""
    asks = tuple(asks)
    words = phrases(language, "tools")
    for key in set(answers) - {ask.key for ask in asks}:
        fail(words("new.question", name=key, known=", ".join(ask.key for ask in asks)), BAD_INPUT)
    open_ = [ask for ask in asks if ask.key not in answers]
    if interactive() and open_:
        click.echo(words("new.begin"), err=True)
    answers = {**answers, **_piped(open_, language)}
    told = {}
    for ask in asks:
        if ask.key not in answers and interactive():
            told[ask.key] = _asked(ask, language)
            continue
        answer = answers.get(ask.key, ask.default)
        if ask.known and answer not in ask.known:
            near = nearest(answer, ask.known) or ", ".join((*meant(ask, answer, language), *ask.known)[:8])
            fail(words("new.answer", name=answer, known=near), BAD_INPUT)
        told[ask.key] = answer
    return told


def _piped(asks: Iterable[Ask], language: Language) -> dict[str, str]:
    """The answers that came through a pipe or from a file, a line each, in the order of the questions; an empty line is the default.

    More lines than questions are refused: whoever typed them would think that they were used.
    """
    asks = tuple(asks)
    lines = [] if interactive() or not _fed() else sys.stdin.read().splitlines()
    while lines and not lines[-1].strip():
        lines.pop()
    words = phrases(language, "tools")
    if len(lines) > len(asks):
        keys = ", ".join(ask.key for ask in asks)
        fail(words("new.piped_more", number=len(lines), asked=len(asks), keys=keys), BAD_INPUT)
    told = {}
    for ask, line in zip(asks, lines, strict=False):
        found = meant(ask, line.strip(), language) if line.strip() else (ask.default,)
        if len(found) != 1:
            near = ", ".join((found or ask.known)[:8])
            fail(words("new.answer", name=line.strip(), known=near), BAD_INPUT)
        told[ask.key] = found[0]
    return told


def _fed() -> bool:
    """Whether something is given on standard input: a pipe or a file; nothing is waited for otherwise."""
    try:
        mode = os.fstat(sys.stdin.fileno()).st_mode
    except (OSError, ValueError):  # no file of the system, as in a test that gives its own
        return True
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode)


def _asked(ask: Ask, language: Language) -> str:
    """Ask until the answer is one that can be: a number, an id, or words that fit one of the possible answers."""
    words = phrases(language, "tools")
    click.echo(err=True)
    listed = ask.known if len(ask.known) <= SHOWN else ()
    _list(ask, listed, language)
    while True:
        typed = str(click.prompt(ask.words(language), default=ask.default, err=True)).strip()
        found = meant(ask, typed, language)
        if len(found) == 1:
            if ask.known and typed != found[0]:
                click.echo(f"  = {found[0]}", err=True)
            return found[0]
        click.echo(words("new.several" if found else "new.none"), err=True)
        _list(ask, found[:SHOWN], language)


def _list(ask: Ask, listed: Iterable[str], language: Language) -> None:
    for each in listed:
        name = ask.name(each, language)
        told = f"{name} ({each})" if name != each else each
        click.echo(f"  {ask.known.index(each) + 1:>3}  {told}", err=True)
