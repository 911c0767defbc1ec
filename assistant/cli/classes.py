"""`assistant class`: the results of a class together, a case on paper, and counted hands."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from assistant import settings
from assistant.cli.common import BAD_INPUT, emit, fail, guarded, language_of, open_guide, read_input, shared, writes
from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.dialogue.guide import Guide
from assistant.plain.classroom import (
    case_data,
    class_html,
    class_json,
    class_markdown,
    hands_html,
    hands_markdown,
    paper,
)
from assistant.practice.classroom import case_report, class_report
from assistant.practice.files import case_named, read_hands
from assistant.practice.gather import gather, read_file
from assistant.present.class_view import remark_text
from assistant.present.practice.packages import Form, package

if TYPE_CHECKING:
    from assistant.practice.gather import Gathered
    from assistant.tui.app import AssistantApp

FINDINGS = 1


@click.group("class")
def class_() -> None:
    """A class together: collect results, print a case, enter counted hands."""


def _gathered(files: tuple[str, ...], guide: Guide, language: Language, *, tell: bool = True) -> tuple[Gathered, bool]:
    """What can be used of FILES, and whether all of it can. Remarks go to standard error; exits with 2 when nothing is left.

    Without `tell` the remarks are for whoever gets them, as long as something is left.
    """
    found = gather(files, guide.pack, lambda file: sys.stdin.buffer.read() if file == "-" else read_file(file))
    for remark in found.remarks if tell or not found.rounds else ():
        click.echo(remark_text(guide, remark, language), err=True)
    if not found.rounds:
        fail(phrases(language, "class")("nothing_read"), BAD_INPUT)
    return found, not any(remark.left_out for remark in found.remarks)


@class_.command()
@click.argument("files", nargs=-1, required=True)
@writes("md", "html", "json")
@shared
@guarded
def collect(
    files: tuple[str, ...], form: str, out: Path | None, force: bool, lang: str | None, pack_dir: Path | None
) -> None:
    """Join the results in FILES (made with: assistant progress --export json) and make the report of the class.

    FILES may be folders and patterns. What cannot be used is told, and the rest counts; the exit code is 1 then.
    """
    guide, language = open_guide(pack_dir), language_of(lang)
    found, whole = _gathered(files, guide, language)
    report = class_report(guide.pack.cases, found.rounds)
    write = {"md": class_markdown, "html": class_html}.get(form)
    emit(write(guide, report, language) if write else class_json(report), out, force, language)
    raise SystemExit(0 if whole else FINDINGS)


@class_.command()
@click.argument("files", nargs=-1, required=True)
@shared
@guarded
def show(files: tuple[str, ...], lang: str | None, pack_dir: Path | None) -> None:
    """Open the class in FILES on the screen, to debrief with the group; or one file of counted hands (YAML)."""
    guide, language = open_guide(pack_dir), language_of(lang)
    opening: Callable[[AssistantApp], object]
    if len(files) == 1 and Path(files[0]).suffix.lower() in (".yaml", ".yml"):
        report = case_report(*read_hands(read_input(files[0]), files[0], guide.pack))
        opening = lambda app: app.class_desk.open_case(report)  # noqa: E731 - read by the type checker
    else:
        found, _ = _gathered(files, guide, language, tell=False)  # the screen has them
        opening = lambda app: app.class_desk.open(found)  # noqa: E731
    if not settings.has_screen():
        fail(phrases(language, "class")("screen.no_terminal"), BAD_INPUT)
    from assistant.tui.app import run_app  # Textual: only when a screen is really opened

    raise SystemExit(run_app(guide, language, settings.today(), no_color=settings.no_color(), opening=opening))


@class_.command("print")
@click.argument("case")
@writes("md", "html")
@shared
@guarded
def print_(case: str, form: str, out: Path | None, force: bool, lang: str | None, pack_dir: Path | None) -> None:
    """CASE for a room without devices: vignette, answer sheet and key."""
    guide, language = open_guide(pack_dir), language_of(lang)
    emit(paper(guide, case_named(guide.pack.cases, case), language, form), out, force, language)


@class_.command()
@click.argument("file")
@writes("md", "html", "json")
@shared
@guarded
def hands(file: str, form: str, out: Path | None, force: bool, lang: str | None, pack_dir: Path | None) -> None:
    """The report of one case from hands counted in a room, in FILE (YAML or JSON)."""
    guide, language = open_guide(pack_dir), language_of(lang)
    report = case_report(*read_hands(read_input(file), file, guide.pack))
    if form == "json":
        text = json.dumps(case_data(report), ensure_ascii=False, indent=1) + "\n"
    else:
        text = (hands_html if form == "html" else hands_markdown)(guide, report, language)
    emit(text, out, force, language)


@class_.command("package")
@click.argument("cases", nargs=-1, required=True)
@writes("scorm", "moodle")
@shared
@guarded
def package_(
    cases: tuple[str, ...], form: str, out: Path | None, force: bool, lang: str | None, pack_dir: Path | None
) -> None:
    """CASES for a learning system: a SCORM 1.2 package that only tells that a story was completed, or a question bank of Moodle."""
    guide, language = open_guide(pack_dir), language_of(lang)
    names = tuple(dict.fromkeys(case_named(guide.pack.cases, name).id for name in cases))
    made = package(guide, names, cast("Form", form), language)
    emit(made, out, force, language, told=True)
    if out is not None:
        size = max(1, round(len(made) / 1000))
        click.echo(phrases(language, "trainee")("package.made", path=out, number=len(names), size=size), err=True)
