"""What every command shares: options, loading, output, and the way problems are told."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from assistant import settings
from assistant.content.directory import FILE_NAME, NO_DIRECTORY, Directory
from assistant.content.files import shipped
from assistant.content.interface import phrases
from assistant.content.model import Language, Pack
from assistant.content.opened import open_pack
from assistant.content.regular import read_regular
from assistant.content.telling import tell_all
from assistant.dialogue.guide import Guide
from assistant.errors import AssistantError, Finding, InputError, InternalFault, Place
from assistant.later import later
from assistant.report.faults import write_fault

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from assistant.authoring import extend as extending
else:
    extending = later("assistant.authoring.extend")  # 20 ms: few commands need it

BAD_INPUT, FAULT = 2, 3
MAX_INPUT = 4_000_000
DIRECTORY = "assistant.directory"
PACK_SAID = "assistant.pack"
F = TypeVar("F", bound=Callable[..., Any])


def shared(function: F) -> F:
    """The options that every command takes: language and pack, and the local directory (kept aside for `open_guide`)."""
    for option in (
        click.option(
            "--directory",
            type=click.Path(path_type=Path),
            expose_value=False,
            callback=_keep_directory,
            help="A file with your own contact points.",
        ),
        click.option("--pack", "pack_dir", type=click.Path(path_type=Path), help="Another content pack (a folder)."),
        click.option("--lang", type=click.Choice(["nl", "en"]), help="Language of the output."),
    ):
        function = option(function)
    return function


class _Said(dict[str, Any]):
    """What was said before the command, for that command and for those below it."""

    def get(self, name: str, default: Any = None) -> Any:
        """The value of an option; for the name of a command all of it again."""
        otherwise = default if name in SHARED_NAMES else self
        return super().get(name, otherwise)


SHARED_NAMES = {"form": "--format", "lang": "--lang", "pack": "--pack", "pack_dir": "--pack"}


def hand_on(context: click.Context, said: Mapping[str, object]) -> None:
    """Options said before the command count as if they stood after it. Raises UsageError for one that the command does not have."""
    given = {name: value for name, value in said.items() if value is not None}
    group, name = context.command, context.invoked_subcommand
    command = group.get_command(context, name) if isinstance(group, click.Group) and name else None
    has = {parameter.name for parameter in command.params} if command else {"lang", "pack", "pack_dir"}
    if not isinstance(command, click.Group):
        for option in sorted({SHARED_NAMES[each] for each in given}):
            if not has & {each for each in given if SHARED_NAMES[each] == option}:
                raise click.UsageError(f"{command.name if command else 'The app'} has no option {option}.")
    if given and name:
        context.default_map = {name: _Said({key: str(value) for key, value in given.items()})}


def replace_what_does_not_fit() -> None:
    """A terminal that cannot write a sign gets another in its place, and no fault."""
    for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _keep_directory(context: click.Context, _option: click.Parameter, value: Path | None) -> None:
    if value is not None:
        context.meta[DIRECTORY] = value


def takes_pack(function: F) -> F:
    """A pack as what the command is about, named bare or with --pack: both mean the same."""
    path = click.Path(path_type=Path)
    told = click.option(
        "--pack",
        "pack_said",
        type=path,
        is_eager=True,
        expose_value=False,
        callback=_keep_pack,
        help="The same as PACK.",
    )
    return told(click.argument("pack", required=False, type=path, callback=_pack_said)(function))


def _keep_pack(context: click.Context, _option: click.Parameter, value: Path | None) -> None:
    context.meta[PACK_SAID] = value


def _pack_said(context: click.Context, _argument: click.Parameter, value: Path | None) -> Path | None:
    said: Path | None = context.meta.get(PACK_SAID)
    return said or value


def writes(*formats: str) -> Callable[[F], F]:
    """The options of a command that gives data: format, file, overwrite."""

    def decorate(function: F) -> F:
        for option in (
            click.option("--force", is_flag=True, help="Write over an existing file."),
            click.option("--out", type=click.Path(path_type=Path), help="Write to this file instead of the screen."),
            click.option("--format", "form", type=click.Choice(formats), default=formats[0], show_default=True),
        ):
            function = option(function)
        return function

    return decorate


def language_of(lang: str | None) -> Language:
    """The language asked for, else that of the settings."""
    return cast(Language, lang) if lang else settings.language()


def folder_of(pack_dir: Path | None) -> Traversable:
    """The folder of the pack itself, named by its path or by its id: of an installed one, or of the shipped one."""
    if pack_dir is None:
        return shipped()
    if pack_dir.exists() or pack_dir.name != str(pack_dir):
        return pack_dir
    kept = settings.home() / "packs" / pack_dir.name
    if kept.is_dir():
        return kept
    return shipped() if extending.id_of(shipped()) == pack_dir.name else pack_dir


def root_of(pack_dir: Path | None) -> Traversable:
    """The folder of the pack with what it extends."""
    folder = folder_of(pack_dir)
    info = folder.joinpath("knowledge", "pack.yaml")
    if pack_dir is not None and info.is_file() and b"extends" in info.read_bytes():
        from assistant.authoring.packs import whole  # only for packs that build on another

        return whole(folder, settings.home() / "packs")
    return folder


def _shown_root(pack_dir: Path | None) -> Traversable:
    """The folder to show lines of in a message, also when what it extends is not there."""
    try:
        return root_of(pack_dir)
    except InputError:
        return pack_dir or shipped()


def pack_of(pack_dir: Path | None) -> Pack:
    """The checked pack, from the cache when its files have not changed. Raises InputError with everything that is wrong.

    Its rules were compiled once, now or before it was kept: who opens it may compile them when they are first needed.
    Practice cases with an error in them are told on standard error and set aside; everything else works.
    """
    root = root_of(pack_dir)
    try:
        return open_pack(root, settings.cache(), approve=_approve)
    except InputError as error:
        from assistant.content.pack import read_without_broken_cases  # only when something is wrong

        pack, findings, aside = read_without_broken_cases(root, error)
        context = click.get_current_context(silent=True)
        language = language_of(context.params.get("lang") if context else None)
        click.echo(tell_all(findings, language, source_lines(root)), err=True)
        click.echo(phrases(language)("practice.aside", files=", ".join(aside)), err=True)
        _approve(pack)
        return pack


def _approve(pack: Pack) -> None:
    """Raises InputError when the rules have no clear meaning; what was compiled is kept."""
    Guide(pack, cache=settings.cache())


def open_guide(pack_dir: Path | None) -> Guide:
    """A checked pack ready to talk, with the local directory laid over it. Raises InputError with all that is wrong.

    A broken directory is told on standard error; the generic partners then stay.
    """
    pack = pack_of(pack_dir)
    directory = open_directory(pack)
    if directory.broken:
        context = click.get_current_context(silent=True)
        language = language_of(context.params.get("lang") if context else None)
        click.echo(tell_all(directory.findings, language, source_lines(Path())), err=True)
        click.echo(phrases(language)("directory.broken", file=directory.file), err=True)
    return Guide(pack, directory, later=True, cache=settings.cache())


def directory_path() -> tuple[Path, bool]:
    """Where the local directory is, and whether it was named on the command line."""
    context = click.get_current_context(silent=True)
    named = context.meta.get(DIRECTORY) if context else None
    return (named, True) if isinstance(named, Path) else (settings.home() / FILE_NAME, False)


def open_directory(pack: Pack) -> Directory:
    """The local directory: the file named with --directory, else the one in the home folder, else none."""
    path, named = directory_path()
    if not named and not path.exists():
        return NO_DIRECTORY
    from assistant.content.directory_file import read_directory  # and with it the YAML library

    try:
        return read_directory(read_input(str(path)), str(path), pack)
    except InputError as error:
        if named:
            raise
        return Directory(str(path), {}, error.findings)


def read_input(path: str) -> bytes:
    """The bytes of a file, or of standard input for `-`. Raises InputError when it cannot be read."""
    try:
        if path == "-":
            return sys.stdin.buffer.read(MAX_INPUT + 1)
        return read_regular(path, MAX_INPUT)
    except OSError as error:
        finding = Finding("input/unreadable", Place(path), {"reason": error.strerror or "?"})
        raise InputError([finding]) from error


def source_lines(root: Traversable) -> Callable[[str], list[str]]:
    """Gives the lines of a file of the pack, or of a file named on the command line, for the excerpt in a message."""
    sources: Mapping[str, list[str]] = getattr(root, "sources", {})

    def lines(name: str) -> list[str]:
        if name in sources:
            return sources[name]
        for candidate in (root / name, Path(name)):
            try:
                data = read_regular(candidate, MAX_INPUT) if isinstance(candidate, Path) else candidate.read_bytes()
                return data.decode("utf-8", errors="replace").splitlines()
            except (OSError, ValueError):
                continue
        return []

    return lines


def emit(text: str | bytes, out: Path | None, force: bool, language: Language, *, told: bool = False) -> None:
    """Put data on standard output or in a file, and say so to who looks on unless it is `told` already. Exits with 2 when that fails."""
    if out is None:
        if isinstance(text, bytes):
            if sys.stdout.isatty():
                fail(phrases(language, "tools")("cli.binary"), BAD_INPUT)
            sys.stdout.buffer.write(text)
            sys.stdout.buffer.flush()
            return
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    from assistant.report.files import FileNotWritten, FileTaken, write_file  # only for who wants a file

    try:
        write_file(out, text if isinstance(text, bytes) else text.encode(), overwrite=force)
    except FileTaken:
        fail(phrases(language, "tools")("cli.taken", path=out), BAD_INPUT)
    except FileNotWritten as error:
        fail(phrases(language, "tools")("cli.unwritten", path=out, reason=error), BAD_INPUT)
    if not told and sys.stderr.isatty():
        click.echo(phrases(language, "tools")("cli.written", path=out), err=True)


def fail(message: str, code: int) -> None:
    """Say what is wrong on standard error and stop."""
    click.echo(message, err=True)
    raise SystemExit(code)


def _report(error: BaseException, language: Language) -> None:
    """Write a fault report without answers, and say where it is."""
    context = click.get_current_context(silent=True)
    path = write_fault(settings.home(), error, context.command_path if context else "", settings.today())
    if path is not None:
        click.echo(phrases(language, "hands")("fault.report", path=path), err=True)


def guarded(function: F) -> F:
    """Turn every problem into a sentence and an exit code; no traceback ever reaches the user."""

    @wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        language = language_of(kwargs.get("lang"))
        try:
            return function(*args, **kwargs)
        except InputError as error:
            root = _shown_root(kwargs.get("pack_dir") or kwargs.get("pack"))
            findings = error.findings
            if hasattr(root, "origins"):  # a pack that builds on another: places in the files as they were written
                findings = extending.placed(root, findings)
            fail(tell_all(findings, language, source_lines(root)), BAD_INPUT)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise  # wrong usage: the command line tells it
        except BrokenPipeError:
            # The reader of our output went away; that is its right.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(0) from None
        except (InternalFault, AssistantError) as error:
            _report(error, language)
            fail(phrases(language, "tools")("cli.fault", reason=error), FAULT)
        except KeyboardInterrupt:
            raise SystemExit(130) from None
        except Exception as error:
            if os.environ.get("ASSISTANT_DEBUG"):
                raise
            _report(error, language)
            fail(phrases(language, "tools")("cli.fault", reason=type(error).__name__), FAULT)

    return cast(F, run)
