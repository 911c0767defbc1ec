"""`assistant list`: look up the names that the files of a pack are written with."""

from __future__ import annotations

import json
from pathlib import Path

import click

from assistant.authoring.listing import LISTS, list_of, listed
from assistant.cli.common import BAD_INPUT, emit, fail, guarded, language_of, pack_of, shared, writes
from assistant.content.interface import phrases
from assistant.present.names import lines_of


@click.command("list")
@click.argument("kind")
@click.argument("words", nargs=-1)
@writes("text", "json")
@shared
@guarded
def list_(
    kind: str,
    words: tuple[str, ...],
    form: str,
    out: Path | None,
    force: bool,
    lang: str | None,
    pack_dir: Path | None,
) -> None:
    """List what the pack has of KIND (steps, partners, sources, observations, rules, questions, codes …), as far as it fits WORDS."""
    language = language_of(lang)
    say = phrases(language, "trainer")
    if not list_of(kind):
        fail(say("list.unknown", word=kind, known=", ".join(say(f"list.{name}").lower() for name in LISTS)), BAD_INPUT)
    found = listed(pack_of(pack_dir), kind, " ".join(words), language)
    if form == "json":
        rows = [{"kind": each.kind, "id": each.id, "name": each.name, "where": each.where} for each in found]
        text = json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    else:
        text = "".join(f"{line}\n" for line in lines_of(found))
        text = text or say("list.none", list=say(f"list.{list_of(kind)}").lower()) + "\n"
    emit(text, out, force, language)
