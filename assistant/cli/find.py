"""`assistant find`: observations that everyday words may mean. A finder, never a judge; the words are kept nowhere."""

from __future__ import annotations

import json
from pathlib import Path

import click

from assistant.cli.common import BAD_INPUT, emit, fail, guarded, language_of, pack_of, shared, writes
from assistant.content.interface import phrases
from assistant.content.model import Observation
from assistant.danger import SOME, notices
from assistant.finder.finder import proposals
from assistant.present.own_words import quiet_question


@click.command()
@click.argument("words", nargs=-1)
@writes("text", "json")
@shared
@guarded
def find(
    words: tuple[str, ...], form: str, out: Path | None, force: bool, lang: str | None, pack_dir: Path | None
) -> None:
    """Show which observations WORDS (everyday words, such as "lost her job") may mean."""
    language = language_of(lang)
    say = phrases(language)
    text = " ".join(words)
    if not any(map(str.isalpha, text)):
        fail(say("find.empty"), BAD_INPUT)
    pack = pack_of(pack_dir)
    found = [p for p in proposals(pack, text, language, others=form == "json") if p.kind != "danger"]
    told = [
        (notice, pack.entry("danger", notice.kind))
        for notice in notices(pack, text, language)
        if notice.kind == SOME or pack.entry("danger", notice.kind)
    ]
    if form == "json":
        rows: list[dict[str, object]] = [
            {
                "kind": "danger",
                "id": notice.kind,
                "name": entry.name.in_(language) if entry else say("danger.some"),
                "matched": list(notice.matched),
                "level": notice.level,
                "whose": notice.whose,
            }
            for notice, entry in told
        ]
        for p in found:
            row: dict[str, object] = {"kind": p.kind, "id": p.id, "name": p.name, "matched": list(p.matched)}
            rows.append(row if p.whose == "person" else row | {"whose": p.whose})
        emit(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", out, force, language)
        return
    lines: list[str] = []
    for notice, entry in told:  # whom to call stands above everything
        page = entry.page if isinstance(entry, Observation) else None
        if notice.level == "clear" and page:
            lines += [(page.call or page.title).in_(language), ""]
        else:
            lines += [say("find.quiet", ask=quiet_question(notice.kind, language)), ""]
    if found or not told:
        lines.append(say("find.intro" if found else "find.nothing"))
    for p in found:
        lines.append(say("find.item", name=p.name, kind=say(f"kind.{p.kind}"), matched=" … ".join(p.matched)))
    if found:
        lines.append(say("find.outro"))
    emit("\n".join(lines) + "\n", out, force, language)
