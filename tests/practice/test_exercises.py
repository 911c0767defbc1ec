"""Short exercises: conversations with a young person, and reports to judge. Every way through each of them is walked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import practice_walk as w
import pytest
import tui_walk as t
from click.testing import CliRunner

from assistant.cli.main import main
from assistant.content.check import Checker
from assistant.content.exercises import ExerciseChecker, read_report
from assistant.content.model import Language, Report, Talk, Text
from assistant.content.nodes import Map
from assistant.content.pack import read_without_broken_cases, shipped
from assistant.content.reader import Fields, Notes
from assistant.content.source import parse
from assistant.content.vocabulary import OUTCOMES, PARTS, URGENT_OUTCOMES
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import NONE_OF_THESE, Answer, Session
from assistant.errors import InputError
from assistant.practice.exercise import exercises, judged, position, said_after, script_of
from assistant.present.practice.exercise import again, begun, exercise_lines, exercise_view, next_exercise
from assistant.records import replace
from assistant.tui.practice.exercise import ExerciseScreen, ExercisesScreen

LANGUAGES: tuple[Language, ...] = ("nl", "en")
NEVER = re.compile(
    r"\b(pillen slikken|overdos|touw|mes\b|pistool|bom|wapen|springen van|doodde|vermoord|knife|gun\b|bomb|rope|pistol|weapon|killed|"
    r"paracetamol|milligram|\d+ ?mg)",
    re.IGNORECASE,
)


def ways(talk: Talk, session: Session) -> Iterator[tuple[str, ...]]:
    """Every way through a conversation, as the options chosen."""
    current = position(talk, session).current
    if current is None:
        yield ()
        return
    for option in current.question.options:
        after = session.answered(current.key, Answer(chosen=(option.id,)))
        for rest in ways(talk, after):
            yield (option.id, *rest)


def texts_of(exercise: Talk | Report) -> Iterator[Text]:
    script = script_of(exercise)
    yield from (script.title, *script.intro)
    for question in script.questions:
        yield from (question.ask, question.help)
        for option in question.options:
            yield from (option.label, option.lands, option.because)


def test_there_are_six_conversations_and_eight_reports(guide: Guide) -> None:
    assert len(guide.pack.talks) >= 6
    assert len(guide.pack.reports) >= 8
    outcomes = [report.outcome for report in guide.pack.reports.values()]
    assert set(outcomes) == set(OUTCOMES)
    assert {"friday_afternoon", "the_letterbox"} <= set(guide.pack.reports), "a misguided one, and a malicious one"


def test_every_way_through_a_conversation_ends_and_every_choice_says_how_it_lands_and_why(guide: Guide) -> None:
    for talk in guide.pack.talks.values():
        found = list(ways(talk, begun(talk, "")))
        assert len(found) >= 4, talk.id
        assert all(2 <= len(way) <= 5 for way in found), talk.id
        assert len({way[-1] for way in found}) >= 2, f"{talk.id} has one ending only"
        reached = {option for way in found for option in way}
        for question in talk.script.questions:
            for option in question.options:
                assert option.id in reached, (talk.id, option.id)
                assert list(said_after(question, (option.id,))) == [option.lands, option.because]


def test_no_exercise_names_a_method_or_ends_in_harm(guide: Guide) -> None:
    for exercise in exercises(guide.pack):
        for text in texts_of(exercise):
            for words in (text.nl, text.en):
                assert not NEVER.search(words), (exercise.id, words)


def test_suicide_is_asked_plainly_no_secrecy_is_promised_and_coercion_goes_to_veilig_thuis_first(guide: Guide) -> None:
    heavy = guide.pack.talks["the_empty_desk"]
    plain = [o for q in heavy.script.questions for o in q.options if "zelfmoord" in o.label.nl]
    assert len(plain) == 2
    for way in ways(heavy, begun(heavy, "")):
        assert way[-1] in ("call", "colleague"), "every way ends with somebody beside her"
    promise = next(o for q in heavy.script.questions for o in q.options if o.id == "promise")
    assert "had ik niet moeten beloven" in promise.lands.nl
    coerced = guide.pack.talks["the_summer_ticket"]
    parents = next(o for q in coerced.script.questions for o in q.options if o.id == "parents")
    assert "Nu niet, eerst Veilig Thuis" in parents.because.nl
    assert "0800-2000" in "".join(o.because.nl for q in coerced.script.questions for o in q.options)


def test_what_is_urgent_is_never_left_whoever_reports(guide: Guide) -> None:
    for report in guide.pack.reports.values():
        assert set(report.told) == set(OUTCOMES)
        assert {part.kind for part in report.parts} <= set(PARTS)
        assert any(each.lacks for each in report.lacks)
        if report.urgent:
            assert {report.outcome, *report.also} <= set(URGENT_OUTCOMES), report.id
        session = begun(report, "").answered("outcome", Answer(chosen=("leave",)))
        assert judged(report, session).left_alone(report) == report.urgent
    assert {"the_letterbox", "the_suitcase"} <= {r.id for r in guide.pack.reports.values() if r.urgent}


def findings_of(guide: Guide, text: str) -> list[str]:
    nodes, _ = parse(text.encode(), "dialogues/reports/x.yaml")
    assert isinstance(nodes[0], Map)
    notes = Notes()
    report = read_report(Fields(nodes[0], notes))
    ExerciseChecker(Checker(replace(guide.pack, talks={}, reports={report.id: report}), notes)).run()
    return [finding.code for finding in notes.findings]


@pytest.mark.parametrize("wrong", ["outcome: leave", "outcome: ordinary_help", "outcome: now\nalso: [leave]"])
def test_a_report_that_leaves_something_urgent_is_refused(guide: Guide, wrong: str) -> None:
    text = (shipped() / "dialogues/reports/only_a_joke.yaml").read_text("utf-8")
    assert findings_of(guide, text) == []
    broken = text.replace("outcome: now\nalso: []", wrong if "also" in wrong else f"{wrong}\nalso: []")
    assert broken != text
    assert "field/choice" in findings_of(guide, broken)


def test_a_conversation_with_a_wrong_branch_is_told_and_left_out(tmp_path: Path) -> None:
    for folder in ("knowledge", "rules", "dialogues", "dialogues/talks"):
        (tmp_path / folder).mkdir(exist_ok=True)
        for file in (shipped() / folder).iterdir():
            if file.name.endswith(".yaml"):
                (tmp_path / folder / file.name).write_bytes(file.read_bytes())
    place = tmp_path / "dialogues/talks/the_empty_desk.yaml"
    place.write_text(place.read_text("utf-8").replace("next: together", "next: nowhere"), "utf-8")
    from assistant.content.pack import read_pack

    with pytest.raises(InputError) as caught:
        read_pack(tmp_path)
    assert {finding.code for finding in caught.value.findings} == {"dialogue/next-unknown"}
    pack, told, aside = read_without_broken_cases(tmp_path, caught.value)
    assert aside == ("dialogues/talks/the_empty_desk.yaml",)
    assert told
    assert "the_empty_desk" not in pack.talks
    assert "the_summer_ticket" in pack.talks


def finished(exercise: Talk | Report, session: Session, place: int = 0) -> Session:
    """Everything answered with the same place in each list."""
    while (current := position(exercise, session).current) is not None:
        options = current.question.options
        session = session.answered(current.key, Answer(chosen=(options[min(place, len(options) - 1)].id,)))
    return session


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", [0, 3])
def test_the_look_back_has_danger_first_sources_and_what_is_next(guide: Guide, language: Language, place: int) -> None:
    urgent = {"nl": "Eerst wat dringend is", "en": "First what is urgent"}[language]
    own = {"nl": "eigen keuze van de makers", "en": "makers' own choice"}[language]
    for exercise in exercises(guide.pack):
        view = exercise_view(guide, exercise, finished(exercise, begun(exercise, ""), place), language)
        assert view.question is None
        assert view.back[0].startswith(urgent) == (isinstance(exercise, Report) and exercise.urgent), exercise.id
        assert (own in view.sources[0]) == (not exercise.sources)
        assert not any("{" in text for line in view.lines for text in (line.ask, line.chosen, *line.told))
        assert next_exercise(guide, exercise, language) is not None
        whole = " ".join(view.back).lower()
        assert not any(word in whole for word in ("score", "punten", "fout", "wrong", "%"))


def test_one_can_go_back_and_choose_something_else(guide: Guide) -> None:
    talk = guide.pack.talks["the_slammed_locker"]
    done = finished(talk, begun(talk, ""))
    back = again(talk, done, "money")
    assert list(back.answers) == ["opening"]
    assert again(talk, done, "nothing").answers == {}


def test_what_is_missing_is_said_when_it_was_not_named(guide: Guide) -> None:
    report = guide.pack.reports["the_screenshot"]
    question = script_of(report).by_id["lacks"]
    lacking = [each.id for each in report.lacks if each.lacks]
    for number in range(len(lacking) + 1):
        for chosen in combinations(lacking, number):
            told = list(said_after(question, chosen or (NONE_OF_THESE,)))
            assert len(told) == len(lacking)


# ---------------------------------------------------------------- the shells


def test_in_lines_a_conversation_ends_with_the_next_one_and_danger_is_a_key_away() -> None:
    typed = "!\nx\n2\n2\n1\n1\nq\n"
    done = CliRunner().invoke(main, ["practise", "the_empty_desk", "--lang", "nl"], input=typed)
    assert done.exit_code == 0, done.output
    assert "112" in done.output.partition("Noor is even stil")[0]
    assert "Dat kan ik niet beloven" in done.output
    assert "Bron: " in done.output
    assert "Het filmpje" in done.output.partition("Typ 1 voor")[2]
    assert "preken" in done.output.rpartition("Typ 1 voor")[2], "the next one was taken"


def test_in_lines_a_report_is_judged_and_listed() -> None:
    typed = "4\n4\n1\n2\n3\n1,3\n4\n\n"
    done = CliRunner().invoke(main, ["practise", "friday_afternoon", "--lang", "en"], input=typed)
    assert done.exit_code == 0, done.output
    assert done.output.count("Yes, this is") == 5
    assert "The makers weigh it so too" in done.output
    listed = CliRunner().invoke(main, ["practise", "--list", "--lang", "en"])
    assert "friday_afternoon" in listed.output


@pytest.mark.parametrize(("kind", "size"), [("talk", (80, 24)), ("report", (60, 20))])
async def test_in_the_app_an_exercise_is_played_and_the_next_one_taken(
    guide: Guide, tmp_path: Path, kind: str, size: tuple[int, int]
) -> None:
    app = w.app_for(guide, tmp_path)
    async with app.run_test(size=size) as pilot:
        await t.settled(pilot)
        app.practice.open()
        await t.settled(pilot)
        await w.press_row(pilot, f"kind:{kind}")
        await t.settled(pilot)
        assert isinstance(app.screen, ExercisesScreen)
        first = exercise_lines(guide, "nl", kind)[0].id
        await w.press_row(pilot, first)
        await t.settled(pilot)
        for _ in range(40):
            screen = app.screen
            assert isinstance(screen, ExerciseScreen)
            rows = w.rows(app)
            if "next" in rows:
                break
            choices = [row for row in rows if row.startswith("choice:")]
            wanted = "on" if "on" in rows else "done" if "done" in rows else choices[0]
            await w.press_row(pilot, wanted)
            await t.settled(pilot)
        assert isinstance(app.screen, ExerciseScreen)
        assert app.screen.exercise.id == first
        await w.press_row(pilot, "next")
        await t.settled(pilot)
        assert isinstance(app.screen, ExerciseScreen)
        assert app.screen.exercise.id == exercise_lines(guide, "nl", kind)[1].id
        assert app.screen.stage == "read"
        await pilot.press("f9")
        await t.settled(pilot)
        assert "Danger" in type(app.screen).__name__
