"""`assistant support`: take the study's degree of support out as CSV, and bring what somebody filled in back into the pack."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from assistant.authoring.support import TRIGGERS, codebook_csv, export_csv, import_cells, read_csv
from assistant.cli.common import BAD_INPUT, fail, guarded, language_of, read_input, root_of, shared
from assistant.content.interface import phrases
from assistant.content.pack import read_pack
from assistant.errors import Finding, InputError, Place
from assistant.report.files import FileNotWritten, FileTaken, write_file


@click.group()
def support() -> None:
    """Complete the study's degree of support per trigger factor, in a spreadsheet."""


@support.command("export")
@click.option("--out", type=click.Path(path_type=Path), help="Write to this file instead of the screen.")
@click.option(
    "--codebook", type=click.Path(path_type=Path), help="Where the code book goes (beside --out if not given)."
)
@click.option("--force", is_flag=True, help="Write over existing files.")
@shared
@guarded
def export(out: Path | None, codebook: Path | None, force: bool, lang: str | None, pack_dir: Path | None) -> None:
    """All cells as CSV, with a code book that says what they mean."""
    language = language_of(lang)
    if codebook is None and out is not None:
        codebook = out.with_name(f"{out.stem}-codebook.csv")
    cells = export_csv(read_pack(root_of(pack_dir)), language)
    files = {path: data for path, data in ((out, cells), (codebook, codebook_csv(language))) if path is not None}
    taken = [path for path in files if path.exists() and not force]
    if taken:
        fail(phrases(language)("support.taken", file=taken[0]), BAD_INPUT)
    for path, data in files.items():
        _write(path, data, lang)
    if out is None:
        sys.stdout.buffer.write(cells)  # as bytes: line ends and byte order mark stay what a spreadsheet expects
        sys.stdout.buffer.flush()


@support.command("import")
@click.argument("file")
@click.option("--check", "only_check", is_flag=True, help="Only check; write nothing.")
@shared
@guarded
def import_(file: str, only_check: bool, lang: str | None, pack_dir: Path | None) -> None:
    """Check the CSV in FILE and write it into knowledge/triggers.yaml of the pack."""
    words = phrases(language_of(lang))
    root = root_of(pack_dir)
    if not isinstance(root, Path):
        raise InputError([Finding("support/packed", Place(str(root)))])
    pack = read_pack(root)
    done = import_cells(root, pack, read_csv(read_input(file), file, pack))
    if not done.filled and not done.emptied:
        click.echo(words("support.nothing"), err=True)
        return
    numbers = {"filled": len(done.filled), "emptied": len(done.emptied)}
    if only_check:
        click.echo(words("support.checked", **numbers), err=True)
        return
    target = (root / TRIGGERS).resolve()
    _write(target, done.data, lang)
    click.echo(words("support.imported", file=target, **numbers), err=True)


def _write(path: Path, data: bytes, lang: str | None) -> None:
    try:
        write_file(path, data, overwrite=True)
    except (FileNotWritten, FileTaken) as error:
        fail(phrases(language_of(lang))("support.unwritten", file=path, reason=error), BAD_INPUT)
