"""`assistant check` and `schema`: for who writes content."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant import settings
from assistant.authoring import output
from assistant.authoring.checking import check_pack
from assistant.authoring.fix import fixed, write
from assistant.authoring.packs import whole
from assistant.authoring.schema import as_text, schemas
from assistant.cli.common import BAD_INPUT, emit, fail, folder_of, guarded, language_of, pack_of, root_of, takes_pack
from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.content.reader import DATE
from assistant.practice.keys import differences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.authoring.checking import Report
    from assistant.dialogue.guide import Guide
    from assistant.errors import Finding


@click.command()
@takes_pack
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "sarif", "github"]), default="text", show_default=True
)
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--notes", is_flag=True, help="Show notes too: what is no mistake, but good to know.")
@click.option("--fix", is_flag=True, help="Mend what can be mended without thinking, and show what was changed.")
@click.option("--today", help="The day to compare review dates with, such as 2026-11-24.")
@click.option("--out", type=click.Path(path_type=Path), help="Write to this file instead of the screen.")
@click.option("--force", is_flag=True, help="Write over an existing file.")
@click.option("--lang", type=click.Choice(["nl", "en"]))
@guarded
def check(
    pack: Path | None,
    form: str,
    strict: bool,
    notes: bool,
    fix: bool,
    today: str | None,
    out: Path | None,
    force: bool,
    lang: str | None,
) -> None:
    """Check a content pack and tell everything that is wrong with it."""
    language = language_of(lang)
    day = _day(today, language)
    root = root_of(pack)
    report = _fixed(pack, day, language) if fix else check_pack(root, day, more=case_keys)
    folder = pack.as_posix() if pack is not None else ""
    text = {
        "text": lambda: output.to_text(report, language, notes=notes),
        "json": lambda: output.to_json(report, language),
        "sarif": lambda: output.to_sarif(report, language, folder),
        "github": lambda: output.to_github(report, language, folder),
    }[form]()
    emit(text, out, force, language)
    if any(finding.code == "pack/missing" for finding in report.findings):
        raise SystemExit(BAD_INPUT)
    raise SystemExit(1 if report.fails(strict=strict) else 0)


def case_keys(guide: Guide) -> Iterable[Finding]:
    """What the key of each practice case says otherwise than the rules."""
    if not guide.pack.cases:
        return ()
    return differences(guide.reasoner, guide.pack.cases.values(), notes=True)


def _day(today: str | None, language: Language) -> str:
    if today is not None and not DATE.match(today):
        fail(_say(language, "cli.day"), BAD_INPUT)
    return today or settings.today()


def _say(language: Language, key: str, **values: object) -> str:
    return phrases(language, "tools")(key, **values)


def _fixed(pack: Path | None, day: str, language: Language) -> Report:
    own = folder_of(pack)
    if not isinstance(own, Path):
        fail(_say(language, "cli.packed"), BAD_INPUT)
        raise AssertionError
    mended = fixed(own, day, case_keys, lambda folder: whole(folder, settings.home() / "packs"))
    try:
        write(own, mended)
    except OSError as error:
        fail(_say(language, "cli.mend.unwritten", reason=error.strerror or error), BAD_INPUT)
    click.echo(mended.diff() + _say(language, "cli.mended", number=len(mended.mended)), err=True)
    return mended.report


@click.command()
@click.option(
    "--out", type=click.Path(path_type=Path), help="A folder to write one file per kind to; else all are printed."
)
@click.option("--lang", type=click.Choice(["nl", "en"]))
@click.option("--pack", "pack_dir", type=click.Path(path_type=Path), help="The pack whose names are offered.")
@guarded
def schema(out: Path | None, lang: str | None, pack_dir: Path | None) -> None:
    """JSON Schema for the files of a pack, so that an editor completes the names in it and underlines."""
    made = schemas(pack_of(pack_dir))
    if out is None:
        emit(json.dumps(made, ensure_ascii=False, indent=1) + "\n", None, False, language_of(lang))
        return
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        fail(_say(language_of(lang), "cli.mend.unwritten", reason=error.strerror or error), BAD_INPUT)
    for name, one in made.items():
        emit(as_text(one), out / f"{name}.json", True, language_of(lang))
        (out / f"{name}.json").chmod(0o644)  # for everybody who edits, unlike what is written about a person
