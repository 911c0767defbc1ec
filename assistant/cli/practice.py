"""`assistant practise` and `progress`: rounds with cases, and one's own results."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant import settings
from assistant.cli.common import BAD_INPUT, emit, fail, guarded, language_of, open_guide, read_input, shared, writes
from assistant.cli.opening import open_app
from assistant.cli.plain import clear, comes
from assistant.content.interface import phrases
from assistant.content.model import Case, Language
from assistant.dialogue.guide import Guide
from assistant.plain.exercise import exercise_list, play_exercise
from assistant.plain.leaving import Left
from assistant.plain.lines import Line
from assistant.plain.next_story import asked_for_next
from assistant.plain.practice import case_list, debrief_json, debrief_text, play, progress_text, read_line
from assistant.practice.case_round import commit, keys_of, open_key
from assistant.practice.exercise import exercise_named
from assistant.practice.export import files_of
from assistant.practice.files import case_named, read_round
from assistant.practice.schedule import last_family, next_set
from assistant.present.practice.cases import case_lines
from assistant.present.practice.debrief import debrief_view
from assistant.present.practice.desk import PracticeDesk, problem_text
from assistant.present.practice.progress import progress_view
from assistant.present.practice.week import points_now, week_view
from assistant.present.reading import row_number
from assistant.report.files import FileNotWritten, FileTaken, write_file
from assistant.store.problems import StoreProblem

if TYPE_CHECKING:
    from assistant.dialogue.session import Answer
    from assistant.plain.lines import Line
    from assistant.practice.case_round import Round
    from assistant.present.practice.desk import PracticeDesk

_code = click.option("--code", help="Pseudonym of the person practising, when several share this device.")


def _with_desk(guide: Guide, code: str | None, language: Language, work: Callable[[PracticeDesk], Any]) -> Any:
    """Do some work with the rounds of this device; what goes wrong with the file becomes a sentence.

    When nothing can be kept that is said, and practice goes on without.
    """
    desk = PracticeDesk(guide, settings.home(), settings.today(), code or "")
    try:
        desk.open()
        for problem in desk.problems:
            click.echo(problem_text(problem, language), err=True)
        return work(desk)
    except StoreProblem as problem:
        return fail(problem_text(problem, language), BAD_INPUT)
    finally:
        desk.close()


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
@click.option("--plain", is_flag=True, help="Line by line, also in a terminal.")
@click.option("--points", is_flag=True, help="Two minutes: the single points of today.")
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
    plain: bool,
    points: bool,
    anyway: bool,
    code: str | None,
    form: str,
    out: Path | None,
    force: bool,
    lang: str | None,
    pack_dir: Path | None,
) -> None:
    """Practise with CASE, or with the case whose turn it is: in the app, and line by line through a pipe or with --plain.

    CASE can also be a conversation to practise, or a report to judge: these go line by line, and nothing of them is kept.
    """
    language = language_of(lang)
    guide = open_guide(pack_dir)
    if case is not None and answers is None and _exercise(guide, case, language):
        return
    if answers is None and not (show_list or plain or points or out) and settings.has_screen():
        if case is not None:
            case_named(guide.pack.cases, case)
        open_app(lang, pack_dir, None, code=code or "", asked=True, case=case or "", mode=mode or "")
    if answers is not None:
        text = _headless(guide, answers, case, mode, keep, code, form, language, pack_dir)
        emit(text, out, force, language)
        return

    def work(desk: PracticeDesk) -> None:
        if show_list:
            emit(_list(desk, form, language), out, force, language)
        elif points:
            with suppress(Left):
                _points(desk, language)
        else:
            _converse(desk, case, mode or "practice", anyway, language, partial(_command, pack_dir, code))

    _with_desk(guide, code, language, work)


def _exercise(guide: Guide, name: str, language: Language) -> bool:
    """Play a short exercise, and those that are taken after it; False when there is none called so."""
    exercise, line = exercise_named(guide.pack, name), Line(_read, click.echo, comes, clear)
    if exercise is None:
        return False
    with suppress(Left):
        while exercise is not None:
            exercise = exercise_named(guide.pack, play_exercise(guide, exercise, settings.today(), line, language))
    return True


def _list(desk: PracticeDesk, form: str, language: Language) -> str:
    lines = case_lines(desk.guide, desk.rounds, desk.today, desk.code, language)
    if form == "json":
        rows = [{name: getattr(line, name) for name in ("id", "title", "about", "state", "due")} for line in lines]
        return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    return case_list(lines, language) + exercise_list(desk.guide, language)


def _headless(
    guide: Guide,
    answers: str,
    case: str | None,
    mode: str | None,
    keep: bool,
    code: str | None,
    form: str,
    language: Language,
    pack_dir: Path | None = None,
) -> str:
    """A whole round from a file."""
    today = settings.today()
    _, one = read_round(read_input(answers), answers, guide.pack, today, case=case or "", mode=mode or "")
    still_open = [key for key in keys_of(guide.pack, one) if key not in one.answers]
    if still_open:
        click.echo(phrases(language)("practice.not_finished", keys=", ".join(still_open)), err=True)
    one = commit(guide.pack, one, today)
    if keep:
        begun = one
        one = _with_desk(guide, code, language, lambda desk: desk.keep(begun))
        if still_open:
            command = _command(pack_dir, one.code, one.case)
            click.echo(phrases(language)("practice.kept", command=command), err=True)
    return debrief_json(guide, one, language) if form == "json" else debrief_text(guide, one, language)


def _command(pack_dir: Path | None, code: str | None, case: str) -> str:
    """What to type to go on with a round: the same pack and the same code."""
    given = [part for name, value in (("--pack", pack_dir), ("--code", code)) if value for part in (name, str(value))]
    return shlex.join(["assistant", "practise", case, *given])


def _converse(
    desk: PracticeDesk, name: str | None, mode: str, anyway: bool, language: Language, command: Callable[[str], str]
) -> None:
    """A round in lines, kept answer by answer; then its debrief and what comes next. `command` goes on with a case."""
    with suppress(Left):  # then the screen is empty, and stays so
        _rounds(desk, Line(_read, click.echo, comes, clear), name, mode, anyway, language, command)


def _rounds(
    desk: PracticeDesk,
    line: Line,
    name: str | None,
    mode: str,
    anyway: bool,
    language: Language,
    command: Callable[[str], str],
) -> None:
    case, one = _begin(desk, name, mode, anyway, language)
    while True:

        def keep(key: str, answer: Answer) -> Round:
            nonlocal one
            one = desk.answer(one, key, answer)
            return one

        one = play(desk.guide, one, line, keep, language)
        if open_key(desk.guide.pack, one):
            said = "practice.kept" if desk.keeps else "practice.unkept"
            click.echo(phrases(language)(said, command=command(case.id)), err=True)
            return
        one = desk.commit(one)
        click.echo("\n" + debrief_text(desk.guide, one, language), nl=False)
        cue = _again_at(desk.guide, one, line, language)
        if cue is not None:
            one = desk.again(one, cue)
            continue
        following = asked_for_next(desk, settings.home(), line, language)
        if not following:
            return
        case = desk.guide.pack.cases[following]
        one = desk.begin(case, mode if case.worked or mode != "worked" else "practice")


def _points(desk: PracticeDesk, language: Language) -> None:
    """The single points of today in lines, each kept as it is answered; then the next story. Raises Left."""
    line, cases = Line(_read, click.echo, comes, clear), desk.guide.pack.cases
    for point in points_now(desk, language).points:
        begun = desk.point(cases[point.case], point.cue)
        one = play(desk.guide, begun, line, partial(desk.answer, begun), language)
        if open_key(desk.guide.pack, one):
            return
        desk.commit(one)
    line.write("")
    line.tell(points_now(desk, language).told)
    following = asked_for_next(desk, settings.home(), line, language)
    if following:
        _converse(desk, following, "practice", True, language, partial(_command, None, None))


def _begin(desk: PracticeDesk, name: str | None, mode: str, anyway: bool, language: Language) -> tuple[Case, Round]:
    """The round to play: one that was begun, else a new one with the case asked for or the one whose turn it is."""
    words, cases = phrases(language), desk.guide.pack.cases
    if not cases:
        fail(words("practice.list.none"), BAD_INPUT)
    if name is not None:
        case_named(cases, name)
    for one in desk.resumable:
        if name in (None, one.case):
            click.echo(words("practice.resumed"))
            return cases[one.case], one
    played = desk.played
    chosen = next_set(cases, played, desk.today, desk.code)
    case = cases[name] if name is not None else (chosen[0] if chosen else next(iter(cases.values())))
    if name is not None and case.family == last_family(played) and played[-1].case != case.id and not anyway:
        fail(words("practice.same_family", other=chosen[0].id if chosen else "-"), BAD_INPUT)
    return case, desk.begin(case, mode)


def _read(prompt: str) -> str | None:
    """One line of standard input, None at the end; the prompt only where somebody sees it."""
    if sys.stdin.isatty():
        click.echo(prompt, nl=False)
    line = sys.stdin.readline()
    return line.rstrip("\n") if line else None


def _again_at(guide: Guide, one: Round, line: Line, language: Language) -> str | None:
    """The cue to play on from, when one is chosen."""
    points = debrief_view(guide, one, language).again_at
    if not points:
        return None
    numbers = {str(number): cue for cue, number in points}
    ask = phrases(language)("practice.again.ask", numbers=", ".join(numbers))
    line.tell("", ask)
    return numbers.get(str(row_number(read_line(guide, line, language, (ask,)))))


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

    def work(desk: PracticeDesk) -> None:
        if forget:
            click.echo(words("practice.forgotten", rounds=desk.forget(), code=desk.code))
        elif kind is None:
            emit(_progress(desk, form, language), out, force, language)
        else:
            _export(desk, kind, excel, decisions, out, force, language)

    _with_desk(guide, code, language, work)


def _progress(desk: PracticeDesk, form: str, language: Language) -> str:
    view = progress_view(desk.guide, desk.rounds, desk.today, desk.code, language)
    week = week_view(desk, language)
    if form == "json":
        data = {
            "code": view.code,
            "said": list(view.said),
            "week": {"done": list(week.done), "back": list(week.back)},
            "triggers": [{"trigger": line.trigger, "marks": list(line.marks)} for line in view.triggers],
            "due": [{"day": line.day, "text": line.told, "now": line.now} for line in view.due],
            "next": [line.id for line in view.next],
            "plot": [list(point) for point in view.plot],
        }
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    return progress_text(view, week, language)


def _export(
    desk: PracticeDesk, kind: str, excel: bool, decisions: bool, out: Path | None, force: bool, language: Language
) -> None:
    words, rounds = phrases(language), desk.finished
    files = files_of(desk.guide.pack.cases, desk.code, rounds, kind, language, excel=excel, decisions=decisions)
    if kind == "xapi" and not decisions:
        click.echo(words("practice.export.completed_only"), err=True)
    if out is None:
        sys.stdout.buffer.write(files[""])
        sys.stdout.buffer.flush()
        return
    for tail, data in files.items():
        _write(out.with_name(f"{out.stem}{tail}") if tail else out, data, force, language)
    click.echo(words("practice.export.done", rounds=len(rounds), path=out), err=True)


def _write(path: Path, data: bytes, force: bool, language: Language) -> None:
    words = phrases(language)
    try:
        write_file(path, data, overwrite=force)
    except FileTaken:
        fail(words("practice.file.taken", path=path), BAD_INPUT)
    except FileNotWritten as error:
        fail(words("practice.file.unwritten", path=path, reason=error), BAD_INPUT)
