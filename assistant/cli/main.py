"""`assistant`: the commands. Each imports what it needs when it runs, so that none pays for another."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Any

import click

from assistant import __version__, settings
from assistant.cli.common import (
    BAD_INPUT,
    emit,
    fail,
    guarded,
    hand_on,
    language_of,
    open_guide,
    read_input,
    replace_what_does_not_fit,
    shared,
    writes,
)
from assistant.cli.core_dumps import none_are_written
from assistant.cli.lazy import LazyGroup
from assistant.content.interface import keep_in, phrases
from assistant.content.model import Language
from assistant.errors import Finding

DIALOGUE = "self_check"
"""The conversation that is held when none is named."""
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
        _open_app(lang, pack_dir, None)


def _version_told() -> str:
    """The version, the Python and the engine, as JSON."""
    import json
    import platform

    from assistant.reasoning import engine

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


def tell_broken_engine(language: Language) -> None:
    """Say, once on this device, that durable_rules was installed and does not start; all works without it."""
    from assistant.reasoning import engine

    if engine.state != "broken":
        return
    from assistant.present.about import engine_told
    from assistant.store.remembered import remember, remembered

    word = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if not remembered(settings.home(), "engine-told", (word,)):
        remember(settings.home(), "engine-told", word)
        click.echo(engine_told(language), err=True)


def _open_app(lang: str | None, pack_dir: Path | None, dialogue: str | None, **practise: Any) -> None:
    """Open the app; `practise` is how practice was asked for (the fields of Practise)."""
    guide = open_guide(pack_dir)
    if dialogue is not None:
        guide.dialogue(dialogue)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        words = {
            "nl": "De app heeft een terminal nodig. Zonder terminal: assistant serve (in de browser), assistant plain, "
            "of assistant run GESPREK --answers BESTAND.",
            "en": "The app needs a terminal. Without one: assistant serve (in the browser), assistant plain, "
            "or assistant run DIALOGUE --answers FILE.",
        }
        fail(words[language_of(lang)], BAD_INPUT)
    if settings.terminal_is_simple() and not practise:
        from assistant.cli.plain import hold  # a terminal that cannot place a cursor

        click.echo(phrases(language_of(lang), "hands")("plain.simple"))
        hold(guide, dialogue or DIALOGUE, language_of(lang))
        raise SystemExit(0)
    from assistant.tui.app import run_app  # Textual: only when a screen is really opened
    from assistant.tui.practice.room import Practise

    tell_broken_engine(language_of(lang))
    wish = Practise(settings.home(), pack=pack_dir if pack_dir and pack_dir.is_dir() else None, **practise)
    code = run_app(guide, language_of(lang), settings.today(), dialogue, settings.no_color(), practise=wish)
    raise SystemExit(code)


@main.command()
@click.argument("dialogue")
@click.option("--answers", help="A file with answers (YAML or JSON), or - for standard input.")
@click.option("--full", is_flag=True, help="With the annex: full lists, proofs, why not, sources.")
@writes("text", "json", "md", "html", "pdf", "note")
@shared
@guarded
def run(
    dialogue: str,
    answers: str | None,
    full: bool,
    form: str,
    out: Path | None,
    force: bool,
    lang: str | None,
    pack_dir: Path | None,
) -> None:
    """Hold the conversation DIALOGUE; with --answers without a terminal."""
    if answers is None:
        _open_app(lang, pack_dir, dialogue)
    from assistant.cli.headless import render, tell_read, warn_unused
    from assistant.dialogue.answers import read_answers
    from assistant.result.result import result_of_session

    guide = open_guide(pack_dir)
    script = guide.dialogue(dialogue)
    told: list[Finding] = []
    session = read_answers(read_input(str(answers)), str(answers), script, guide.pack, settings.today(), told)
    tell_read(told, language_of(lang))
    result = result_of_session(guide, session)
    tell_broken_engine(language_of(lang))
    warn_unused(result, language_of(lang))
    emit(render(result, form, language_of(lang), full=full), out, force, language_of(lang))


@main.command()
@click.argument("facts")
@click.option("--explain", type=click.Choice(["how", "why-not", "change", "open"]), help="Explain instead of conclude.")
@click.option("--full", is_flag=True, help="With the annex: full lists, proofs, why not, sources.")
@click.argument("about", required=False)
@writes("text", "json", "md", "html", "pdf")
@shared
@guarded
def infer(
    facts: str,
    explain: str | None,
    full: bool,
    about: str | None,
    form: str,
    out: Path | None,
    force: bool,
    lang: str | None,
    pack_dir: Path | None,
) -> None:
    """Draw conclusions from FACTS (a file, or - for standard input), about ABOUT (KIND:ID) only when explaining."""
    from assistant.cli.headless import explanation, render, tell_read
    from assistant.dialogue.answers import read_facts
    from assistant.result.result import result_of_facts

    if explain and form in ("html", "pdf"):
        raise click.UsageError("--explain gives text or json.")
    guide = open_guide(pack_dir)
    told: list[Finding] = []
    as_of, situation = read_facts(read_input(facts), facts, guide.pack, settings.today(), told)
    language = language_of(lang)
    tell_read(told, language)
    result = result_of_facts(guide, situation, as_of)
    tell_broken_engine(language)
    text = explanation(result, explain, about, form, language) if explain else render(result, form, language, full=full)
    emit(text, out, force, language)
