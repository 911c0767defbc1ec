"""Results and explanations as text for scripts and pipes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from assistant.cli.common import source_lines
from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.content.reader import nearest
from assistant.content.telling import tell_all
from assistant.errors import Finding, InputError, Place
from assistant.report.explain_text import change_text, how_text, open_text, why_not_text
from assistant.report.forms import made
from assistant.result import contract
from assistant.result.result import Result


def render(result: Result, form: str, language: Language, *, full: bool = False) -> str | bytes:
    """The result in one of the formats text, json, md, html, pdf (bytes), note; `full` adds the annex."""
    if form == "json":
        return contract.to_json(result, language)
    data = made(result, form, language, full=full)
    return data if form == "pdf" else data.decode()


def tell_read(findings: Sequence[Finding], language: Language) -> None:
    """Say on stderr what was read otherwise than it stands there: facts and options that have another name now."""
    if findings:
        click.echo(tell_all(findings, language, source_lines(Path())), err=True)


def warn_unused(result: Result, language: Language) -> None:
    """Say on standard error which answers were not on the path."""
    if result.position and result.position.unused:
        names = ", ".join(result.position.unused)
        click.echo(phrases(language)("run.unused", names=names), err=True)


def explanation(result: Result, explain: str, about: str | None, form: str, language: Language) -> str:
    """An explanation of one conclusion, or of all that it fits, as text or JSON."""
    refs = _refs(result, explain, about)
    if form == "json":
        items = [_data(result, explain, ref, language) for ref in refs]
        if explain == "open":
            items = contract.open_items(result)
            if about:
                items = [i for i in items if about in (i["fact"], *i["could_add"], *i["could_remove"])]
        data = {"schema": contract.SCHEMA, "explain": explain, "about": about, "items": items}
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    if explain == "open":
        return open_text(result, about, language)
    write = {"how": how_text, "why-not": why_not_text, "change": change_text}[explain]
    return "\n".join(write(result, ref, language) for ref in refs) or phrases(language)("explain.nothing") + "\n"


def _refs(result: Result, explain: str, about: str | None) -> tuple[str, ...]:
    known = {f"{kind}:{name}" for kind, name in result.explainer.reasoner.program.shown.values()}
    if about is not None:
        declared = {entry.ref for kind in result.pack.entries.values() for entry in kind.values()}
        if about not in known and not (explain == "open" and about in declared):
            values = {"word": about, "near": nearest(about, known)}
            raise InputError([Finding("input/conclusion", Place("KIND:ID"), values)])
        return (about,)
    return result.explainer.not_drawn if explain == "why-not" else result.outcome.conclusions


def _data(result: Result, explain: str, ref: str, language: Language) -> dict[str, Any]:
    if explain == "why-not":
        return contract.why_not(result, ref, language)
    whole = contract.conclusion(result, ref, language) | {"drawn": ref in result.outcome.conclusions}
    if explain == "change":
        kept = {key: whole[key] for key in ("kind", "id", "name", "drawn", "would_change_if")}
        return kept | {"not_tried": list(result.explainer.left_alone(ref))}
    supports, more = result.explainer.supports(ref)
    return whole | {"supports": [list(support) for support in supports], "more_supports": more}
