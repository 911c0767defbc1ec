"""What is told of a workbook that is read back."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources.abc import Traversable

import click

from assistant.authoring.sheet import read_sheet
from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.content.telling import no_lines, tell


def received(
    data: bytes, file: str, root: Traversable, language: Language
) -> tuple[int, Mapping[tuple[str, str, str], str]]:
    """How many rows were left out, each told on standard error, and what the others change. Raises InputError for another sheet."""
    found = read_sheet(data, file, root)
    words = phrases(language, "trainer")
    for finding in found.findings:
        click.echo(tell(finding, language, lambda name: no_lines(name)), err=True)
    if found.findings:
        click.echo(words("sheet.rows", number=len(found.findings)), err=True)
    if found.older:
        click.echo(words("sheet.older", number=found.older), err=True)
    return len(found.findings), found.cells
