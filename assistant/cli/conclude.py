"""`assistant run` and `assistant infer`: answers or facts in, a result out, without a screen."""

from __future__ import annotations

from pathlib import Path

import click

from assistant import settings
from assistant.cli.common import emit, guarded, language_of, open_guide, read_input, shared, writes
from assistant.cli.headless import explanation, render, tell_read, warn_unused
from assistant.cli.opening import open_app, tell_broken_engine
from assistant.dialogue.answers import read_answers, read_facts
from assistant.errors import Finding
from assistant.result.result import result_of_facts, result_of_session


@click.command()
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
        open_app(lang, pack_dir, dialogue)
    guide = open_guide(pack_dir)
    script = guide.dialogue(dialogue)
    told: list[Finding] = []
    session = read_answers(read_input(str(answers)), str(answers), script, guide.pack, settings.today(), told)
    tell_read(told, language_of(lang))
    result = result_of_session(guide, session)
    tell_broken_engine(language_of(lang))
    warn_unused(result, language_of(lang))
    emit(render(result, form, language_of(lang), full=full), out, force, language_of(lang))


@click.command()
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
