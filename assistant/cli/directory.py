"""`assistant directory`: check and show the local directory, an organisation's own contact points."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from assistant.cli.common import (
    directory_path,
    emit,
    guarded,
    language_of,
    open_directory,
    pack_of,
    shared,
    source_lines,
    writes,
)
from assistant.content.directory import Directory, phone_of
from assistant.content.interface import phrases
from assistant.content.model import Language, Pack, Partner
from assistant.content.telling import tell_all
from assistant.result.result import NOUN, fill
from assistant.result.words import capital


@click.group()
def directory() -> None:
    """Your own contact points, in one file outside the pack."""


@directory.command()
@shared
@guarded
def check(lang: str | None, pack_dir: Path | None) -> None:
    """Check the file and tell everything that is wrong with it."""
    language = language_of(lang)
    found = open_directory(pack_of(pack_dir))
    _tell(found, language)
    raise SystemExit(1 if found.broken else 0)


@directory.command()
@writes("text", "json")
@shared
@guarded
def show(form: str, out: Path | None, force: bool, lang: str | None, pack_dir: Path | None) -> None:
    """Show per partner what is filled in, and which role to look for where nothing is."""
    language = language_of(lang)
    pack = pack_of(pack_dir)
    found = open_directory(pack)
    _tell(found, language, err=True)
    rows = _rows(pack, found, language)
    text = json.dumps(rows, ensure_ascii=False, indent=1) if form == "json" else "\n".join(map(_line, rows))
    emit(text + "\n", out, force, language)
    raise SystemExit(1 if found.broken else 0)


def _tell(found: Directory, language: Language, *, err: bool = False) -> None:
    words = phrases(language)
    if not found.file:
        click.echo(words("directory.none", file=directory_path()[0]), err=err)
        return
    if found.findings:
        click.echo(tell_all(found.findings, language, source_lines(Path())), err=err)
    if not found.broken:
        click.echo(words("directory.fine", file=found.file, number=len(found.contacts)), err=err)


def _rows(pack: Pack, found: Directory, language: Language) -> list[dict[str, Any]]:
    """One row per partner, in the order of the pack."""
    words = phrases(language)
    rows = []
    for partner in pack.kind("partner").values():
        if not isinstance(partner, Partner):
            continue
        contact = found.contact(partner.id)
        phone, verified_on = phone_of(partner, contact)
        checked = words("directory.verified", date=verified_on) if verified_on else words("directory.unverified")
        parts = [words("directory.phone", phone=phone, state=checked)] if phone else []
        if contact is not None:
            parts = [contact.name.in_(language), *parts, contact.hours.in_(language), contact.note.in_(language)]
        else:
            parts = [words("directory.empty"), *parts, fill(partner.look_for, language, NOUN)]
        rows.append(
            {
                "partner": partner.id,
                "name": capital(fill(partner.name, language, NOUN)),
                "local": contact.data(language) if contact else None,
                "phone": phone,
                "verified_on": verified_on,
                "shown": "; ".join(filter(None, parts)),
            }
        )
    return rows


def _line(row: dict[str, Any]) -> str:
    return f"{row['name']} [{row['partner']}]\n   {row['shown']}"
