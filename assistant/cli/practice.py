"""`assistant practise`, `progress` and `class`: rounds with cases, one's own results, and a class together."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant import settings
from assistant.cli.common import BAD_INPUT, emit, fail, guarded, language_of, open_guide, read_input, shared, writes
from assistant.content.interface import phrases
from assistant.content.model import Case, Language
from assistant.dialogue.guide import Guide
from assistant.report.files import FileNotWritten, FileTaken, write_file

if TYPE_CHECKING:
    from assistant.practice.round import Round
    from assistant.store.results import Results, StoreProblem

_code = click.option("--code", help="Pseudonym of the person practising, when several share this device.")


def _store_words(problem: StoreProblem, language: Language) -> str:
    return phrases(language)(f"practice.store.{problem.code}", **problem.values)


def _open_results(language: Language) -> Results:
    """The results of this device. When nothing can be kept that is said, and practice goes on without."""
    from assistant.store.results import Results, StoreProblem

    try:
        results = Results(settings.home())
    except StoreProblem as problem:
        if problem.code not in ("folder", "unreadable"):
            fail(_store_words(problem, language), BAD_INPUT)
        click.echo(_store_words(problem, language), err=True)
        results = Results(None)
    if results.set_aside:
        click.echo(phrases(language)("practice.store.aside", path=results.set_aside), err=True)
    return results


def _with_results(language: Language, work: Callable[[Results], Any]) -> Any:
    """Do some work with the results; what goes wrong with the file becomes a sentence."""
    from assistant.store.results import StoreProblem

    with _open_results(language) as results:
        try:
            return work(results)
        except StoreProblem as problem:
            return fail(_store_words(problem, language), BAD_INPUT)


def _rounds(results: Results, code: str) -> list[Round]:
    """Every round of a code, the finished ones first."""
    return [_round(record) for record in (*results.finished(code), *results.unfinished(code))]


def _round(record: object) -> Round:
    from assistant.practice.round import Round

    return Round(**vars(record))


def _record(one: Round) -> Any:
    from assistant.store.results import Record

    return Record(**one.data)


# ---------------------------------------------------------------- practise


@click.command()
@click.argument("case", required=False)
@click.option("--list", "show_list", is_flag=True, help="List the cases.")
@click.option(
    "--mode",
    type=click.Choice(["practice", "simulation", "worked"]),
    help="Feedback at once, at the end, or a worked example.",
)
@click.option("--answers", help="A file with the answers of a round (YAML or JSON), or - for standard input.")
@click.option("--keep", is_flag=True, help="Keep the result of --answers too.")
@click.option("--anyway", is_flag=True, help="Also right after a case of the same family.")
@_code
@writes("text", "json")
@shared
@guarded
def practise(
    case: str | None,
    show_list: bool,
    mode: str | None,
    answers: str | None,
    keep: bool,
    anyway: bool,
    code: str | None,
    form: str,
    out: Path | None,
    force: bool,
    lang: str | None,
    pack_dir: Path | None,
) -> None:
    """Practise with CASE, or with the case whose turn it is, line by line."""
    language = language_of(lang)
    guide = open_guide(pack_dir)
    if answers is not None:
        text = _headless(guide, answers, case, mode, keep, code, form, language)
        emit(text, out, force, language)
        return

    def work(results: Results) -> None:
        own = code or results.code()
        if show_list:
            emit(_list(guide, _rounds(results, own), own, form, language), out, force, language)
        else:
            _converse(guide, results, own, case, mode or "practice", anyway, language)

    _with_results(language, work)


def _list(guide: Guide, rounds: Sequence[Round], code: str, form: str, language: Language) -> str:
    from assistant.plain.practice import case_list
    from assistant.present.practice import case_lines

    lines = case_lines(guide, rounds, settings.today(), code, language)
    if form == "json":
        rows = [{name: getattr(line, name) for name in ("id", "title", "about", "state", "due")} for line in lines]
        return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    return case_list(lines, language)


def _headless(
    guide: Guide,
    answers: str,
    case: str | None,
    mode: str | None,
    keep: bool,
    code: str | None,
    form: str,
    language: Language,
) -> str:
    """A whole round from a file."""
    from assistant.plain.practice import debrief_json, debrief_text
    from assistant.practice.files import read_round
    from assistant.practice.round import commit, keys_of

    today = settings.today()
    found, one = read_round(read_input(answers), answers, guide.pack, today, case=case or "", mode=mode or "")
    still_open = [key for key in keys_of(found, one.mode) if key not in one.answers]
    if still_open:
        click.echo(phrases(language)("practice.not_finished", keys=", ".join(still_open)), err=True)
    one = commit(found, one, today)
    if keep:

        def work(results: Results) -> Round:
            record = results.begin(_record(replace(one, code=code or results.code())))
            if one.committed:
                results.commit(record.uid, one.committed)
            return replace(one, uid=record.uid, code=record.code)

        one = _with_results(language, work)
    return debrief_json(guide, one, language) if form == "json" else debrief_text(guide, one, language)


def _converse(
    guide: Guide, results: Results, code: str, name: str | None, mode: str, anyway: bool, language: Language
) -> None:
    """A round in lines, kept answer by answer; then the debrief, and playing on from a point."""
    from assistant.plain.practice import Line, debrief_text, play
    from assistant.practice.round import again, answered, commit, open_key

    words, today = phrases(language), settings.today()
    line = Line(_read, click.echo)
    case, one = _begin(guide, results, code, name, mode, anyway, language)
    while True:

        def keep(key: str, value: str, case: Case = case) -> Round:
            nonlocal one
            after = answered(guide.pack, case, one, key, value)
            if after is not one:
                results.answer(one.uid, key, after.answers[key])
            one = after
            return one

        one = play(guide, one, line, keep, language)
        if open_key(case, one):
            click.echo(words("practice.kept", case=case.id), err=True)
            return
        one = commit(case, one, today)
        results.commit(one.uid, today)
        click.echo("\n" + debrief_text(guide, one, language), nl=False)
        cue = _again_at(guide, one, language)
        if cue is None:
            return
        one = again(case, one, cue, today)
        one = replace(one, uid=results.begin(_record(one)).uid)


def _begin(
    guide: Guide, results: Results, code: str, name: str | None, mode: str, anyway: bool, language: Language
) -> tuple[Case, Round]:
    """The round to play: one that was begun, else a new one with the case asked for or the one whose turn it is."""
    from assistant.practice.files import case_named
    from assistant.practice.round import begin
    from assistant.practice.schedule import last_family, next_set
    from assistant.present.practice import played_of

    words, cases, today = phrases(language), guide.pack.cases, settings.today()
    if not cases:
        fail(words("practice.list.none"), BAD_INPUT)
    if name is not None:
        case_named(cases, name)
    for record in results.unfinished(code):
        if record.case in cases and name in (None, record.case):
            click.echo(words("practice.resumed"))
            return cases[record.case], _round(record)
    rounds = [_round(record) for record in results.finished(code)]
    played = played_of(guide, rounds)
    chosen = next_set(cases, played, today, code)
    case = cases[name] if name is not None else (chosen[0] if chosen else next(iter(cases.values())))
    if name is not None and case.family == last_family(played) and played[-1].case != case.id and not anyway:
        fail(words("practice.same_family", other=chosen[0].id if chosen else "-"), BAD_INPUT)
    one = begin(case, mode, today, code=code)
    return case, replace(one, uid=results.begin(_record(one)).uid)


def _read(prompt: str) -> str | None:
    """One line of standard input, None at the end; the prompt only where somebody sees it."""
    if sys.stdin.isatty():
        click.echo(prompt, nl=False)
    line = sys.stdin.readline()
    return line.rstrip("\n") if line else None


def _again_at(guide: Guide, one: Round, language: Language) -> str | None:
    """The cue to play on from, when one is chosen."""
    from assistant.present.practice import debrief_view

    points = debrief_view(guide, one, language).again_at
    if not points:
        return None
    numbers = {str(number): cue for cue, number in points}
    click.echo("\n" + phrases(language)("practice.again.ask", numbers=", ".join(numbers)))
    return numbers.get((_read("> ") or "").strip())


# ---------------------------------------------------------------- progress


@click.command()
@_code
@click.option("--export", "kind", type=click.Choice(["csv", "json", "xapi"]), help="Take the results along as a file.")
@click.option("--excel", is_flag=True, help="CSV for a Dutch spreadsheet: semicolons, decimal commas, byte order mark.")
@click.option("--decisions", is_flag=True, help="xAPI: every decision too, not only that cases were completed.")
@click.option("--forget", is_flag=True, help="Remove every round of this code.")
@writes("text", "json")
@shared
@guarded
def progress(
    code: str | None,
    kind: str | None,
    excel: bool,
    decisions: bool,
    forget: bool,
    form: str,
    out: Path | None,
    force: bool,
    lang: str | None,
    pack_dir: Path | None,
) -> None:
    """Look back on one's own rounds, and see what comes next; or take the results along."""
    language = language_of(lang)
    words = phrases(language)
    guide = open_guide(pack_dir)

    def work(results: Results) -> None:
        own = code or results.code()
        if forget:
            click.echo(words("practice.forgotten", rounds=results.forget(own), code=own))
            return
        rounds = _rounds(results, own)
        if kind is None:
            emit(_progress(guide, rounds, own, form, language), out, force, language)
            return
        finished = [one for one in rounds if one.committed]
        _export(guide, own, finished, kind, excel, decisions, out, force, language)

    _with_results(language, work)


def _progress(guide: Guide, rounds: Sequence[Round], code: str, form: str, language: Language) -> str:
    from assistant.plain.practice import progress_text
    from assistant.present.practice import progress_view

    view = progress_view(guide, rounds, settings.today(), code, language)
    if form == "json":
        data = {
            "code": view.code,
            "said": list(view.said),
            "triggers": [{"trigger": line.trigger, "marks": list(line.marks)} for line in view.triggers],
            "due": [{"day": line.day, "text": line.told, "now": line.now} for line in view.due],
            "next": [line.id for line in view.next],
            "plot": [list(point) for point in view.plot],
        }
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    return progress_text(view, language)


def _export(
    guide: Guide,
    code: str,
    rounds: Sequence[Round],
    kind: str,
    excel: bool,
    decisions: bool,
    out: Path | None,
    force: bool,
    language: Language,
) -> None:
    from assistant.practice.export import codebook, to_csv, to_json, to_xapi

    words, cases = phrases(language), guide.pack.cases
    if kind == "csv":
        files = {out: to_csv(cases, rounds, excel=excel)}
        if out is not None:
            files[out.with_name(f"{out.stem}-codebook.csv")] = codebook(language, excel=excel)
    elif kind == "json":
        files = {out: to_json(code, rounds).encode()}
    else:
        files = {out: to_xapi(cases, rounds, language, decisions=decisions).encode()}
        if not decisions:
            click.echo(words("practice.export.completed_only"), err=True)
    for path, data in files.items():
        if path is None:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        else:
            _write(path, data, force, language)
    if out is not None:
        click.echo(words("practice.export.done", rounds=len(rounds), path=out), err=True)


def _write(path: Path, data: bytes, force: bool, language: Language) -> None:
    words = phrases(language)
    try:
        write_file(path, data, overwrite=force)
    except FileTaken:
        fail(words("practice.file.taken", path=path), BAD_INPUT)
    except FileNotWritten as error:
        fail(words("practice.file.unwritten", path=path, reason=error), BAD_INPUT)


# ---------------------------------------------------------------- class


@click.group("class")
def class_() -> None:
    """A class together: collect results, print a case, enter counted hands."""


@class_.command()
@click.argument("files", nargs=-1, required=True)
@writes("md", "json")
@shared
@guarded
def collect(
    files: tuple[str, ...], form: str, out: Path | None, force: bool, lang: str | None, pack_dir: Path | None
) -> None:
    """Join the results in FILES (made with: assistant progress --export json) and make the report of the class."""
    from assistant.errors import Finding, InputError
    from assistant.plain.classroom import class_json, class_markdown
    from assistant.practice.classroom import class_report
    from assistant.practice.export import from_json

    rounds: list[Round] = []
    findings: list[Finding] = []
    for file in files:
        try:
            rounds += from_json(read_input(file), file)[1]
        except InputError as error:
            findings += error.findings
    if findings:
        raise InputError(findings)
    guide, language = open_guide(pack_dir), language_of(lang)
    report = class_report(guide.pack.cases, rounds)
    emit(class_json(report) if form == "json" else class_markdown(guide, report, language), out, force, language)


@class_.command("print")
@click.argument("case")
@writes("md")
@shared
@guarded
def print_(case: str, form: str, out: Path | None, force: bool, lang: str | None, pack_dir: Path | None) -> None:
    """CASE for a room without devices: vignette, answer sheet and key."""
    from assistant.plain.practice import case_markdown
    from assistant.practice.files import case_named

    guide, language = open_guide(pack_dir), language_of(lang)
    emit(case_markdown(guide, case_named(guide.pack.cases, case), language), out, force, language)


@class_.command()
@click.argument("file")
@writes("md", "json")
@shared
@guarded
def hands(file: str, form: str, out: Path | None, force: bool, lang: str | None, pack_dir: Path | None) -> None:
    """The report of one case from hands counted in a room, in FILE (YAML or JSON)."""
    from assistant.plain.classroom import case_data, hands_markdown
    from assistant.practice.classroom import case_report
    from assistant.practice.files import read_hands

    guide, language = open_guide(pack_dir), language_of(lang)
    report = case_report(*read_hands(read_input(file), file, guide.pack))
    if form == "json":
        emit(json.dumps(case_data(report), ensure_ascii=False, indent=1) + "\n", out, force, language)
        return
    emit(hands_markdown(guide, report, language), out, force, language)
