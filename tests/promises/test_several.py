"""What lives in a class or group: danger first, then one page of help; no fact, number or description of a group, and no conclusion."""

from __future__ import annotations

import json
import re
from itertools import product

import pytest
import tui_walk as walk
from click.testing import CliRunner

from assistant.cli.main import main
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import NONE_OF_THESE, Answer, Session
from assistant.present.conversation import panel_view
from assistant.present.result_pages import result_pages
from assistant.result.contract import to_data
from assistant.result.document import document_of
from assistant.result.note import note_of
from assistant.result.result import Result, result_of_session
from assistant.tui.app import AssistantApp
from assistant.tui.picklist import PickList
from assistant.tui.result.cards import Card
from assistant.tui.result.screen import ResultScreen
from tests.promises.sessions import DAY

DANGERS = ("suicide", "child", "coercion", "leaving", "camp")


def session(now: str = "no", today: str = NONE_OF_THESE) -> Session:
    def answer(value: str) -> Answer:
        return Answer("unknown") if value == "unknown" else Answer(chosen=(value,))

    later = {"events": Answer(chosen=("closed_group",)), "changes": Answer(chosen=("violence",))}
    first = {"danger_now": answer(now), "urgent_today": answer(today), "role": answer("several")}
    return Session("self_check", DAY, {**first, **later})


def outcome(guide: Guide, now: str = "no", today: str = NONE_OF_THESE) -> Result:
    return result_of_session(guide, session(now, today))


def test_danger_comes_first(guide: Guide) -> None:
    assert outcome(guide, now="yes").ended == "danger"
    for option in DANGERS:
        assert outcome(guide, today=option).ended == "danger"
    asked = [question.id for question in guide.dialogue("self_check").questions]
    assert asked.index("urgent_today") < asked.index("role")


@pytest.mark.parametrize(("now", "today"), [*product(("no", "unknown"), (NONE_OF_THESE, "unknown"))])
def test_it_ends_with_one_page_records_nothing_and_concludes_nothing(guide: Guide, now: str, today: str) -> None:
    result = outcome(guide, now, today)
    assert result.ended == "several"
    assert list(result.situation.present()) == []
    assert {ref.partition(":")[0] for ref in result.situation.facts} <= {"danger"}
    assert to_data(result, "nl")["conclusions"] == []
    assert [page.id for page in result_pages(result, "nl")] == ["all"]
    assert panel_view(guide, session(now, today), "nl").points == ()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_names_the_talk_and_people_and_112(guide: Guide, language: str) -> None:
    (part,) = document_of(outcome(guide), language).parts  # type: ignore[arg-type]
    lines = [item.title for item in part.items]
    assert "112" in lines[0]
    said = " ".join(lines)
    for words in (("klas", "class"), ("lijst", "list"), ("collega", "colleague"), ("contactpersoon", "contact person")):
        assert words[language == "en"] in said
    assert not re.search(r"\{|\d{2,} (leerlingen|pupils)", said)


def test_the_note_has_no_place_for_a_group(guide: Guide) -> None:
    parts = {part.id: part.lines for part in note_of(outcome(guide), "nl").parts}
    assert not any(parts.get(name) for name in ("seen", "told", "unsure", "well", "opinion"))


def test_run_from_the_command_line() -> None:
    answers = json.dumps({"answers": {"danger_now": "no", "urgent_today": "none_of_these", "role": "several"}})
    for form in ("text", "md", "json", "html", "note"):
        done = CliRunner().invoke(main, ["run", "self_check", "--answers", "-", "--format", form], input=answers)
        assert done.exit_code == 0, done.output


async def test_in_the_app_the_page_comes_at_once_and_offers_no_note_and_no_sharing() -> None:
    app = walk.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await walk.by_keys(pilot, until="role")
        await pilot.press("end", "enter" if not (rows := prompt_rows(app)) or rows[-1] == "several" else "up", "enter")
        await walk.settled(pilot)
        assert isinstance(app.screen, ResultScreen)
        assert app.screen.result.ended == "several"
        ways = [card.item.ref for card in app.screen.query(".part-more Card").results(Card)]
        assert ways == ["do:review", "do:home"]


def prompt_rows(app: AssistantApp) -> list[str]:
    return [row.id for row in walk.prompt(app).query_one(PickList).rows]
