"""A story in pages: the same round and the same debrief as anywhere else; every page keeps the rules."""

from __future__ import annotations

import random

import pytest
from web_visitor import AS_OF, Page, Visitor, guide

from assistant.dialogue.session import NONE_OF_THESE
from assistant.practice.case_round import answer_in, answered, begin, commit, open_key
from assistant.practice.case_script import MODES, WORKED
from assistant.present.practice.debrief import debrief_view

CASES = tuple(guide().pack.cases)


def hidden(page: Page) -> dict[str, list[str]]:
    return page.hidden("/oefenen/ronde")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("place", [0, 7, 20])
def test_a_round_by_lot_ends_in_the_debrief_of_the_same_round(mode: str, place: int) -> None:
    lot, visitor = random.Random(f"{mode}{place}"), Visitor()
    case = guide().pack.cases[CASES[place % len(CASES)]]
    one = begin(case, mode, AS_OF)
    page = visitor.post({"mode": mode}, f"/oefenen/{case.id}")
    while key := open_key(guide().pack, one):
        assert page.wrong == []
        assert hidden(page)["q"] == [key]
        boxes = page.form("/oefenen/ronde").all("input")
        ids = {label.get("for") for label in page.root.all("label")}
        assert all(box.get("id") in ids for box in boxes if box.get("type") != "hidden")
        options = [box.get("value") for box in boxes if box.get("name") == "a" and box.get("value") != NONE_OF_THESE]
        sure = [box.get("value") for box in boxes if box.get("name") == "sure"]
        chosen = lot.sample(options, 2) if key in ("triggers", "drivers") else [lot.choice(options)]
        how = lot.choice(sure) if sure else ""
        page = visitor.post({**hidden(page), "a": chosen, "sure": how}, "/oefenen/ronde")
        kept = [value for value in options if value in chosen]
        answer = answer_in(key, f"{kept[0]} {how}" if sure else " ".join(kept))
        one = answered(guide().pack, one, key, answer)
    view = debrief_view(guide(), commit(guide().pack, one, AS_OF), "nl")
    text = "".join(page.text.split())
    assert all("".join(said.text.split()) in text for said in view.said)
    assert all("".join(row.why.split()) in text for row in view.rows)
    assert mode == WORKED or len(view.rows) == len(case.cues)
    assert page.wrong == []
    assert len(page.root.all("h1")) == 1


def test_a_point_without_an_answer_keeps_the_page() -> None:
    visitor = Visitor()
    page = visitor.post({"mode": "practice"}, f"/oefenen/{CASES[0]}")
    for more in ({}, {"a": "yes"}, {"sure": "80"}, {"a": "yes", "sure": "1000"}, {"a": "nonsense", "sure": "80"}):
        again = visitor.post({**hidden(page), **more}, "/oefenen/ronde")
        assert again.status == 422
        assert hidden(again)["q"] == hidden(page)["q"]


def test_every_story_has_its_doorway() -> None:
    visitor = Visitor()
    links = [link.get("href") for link in visitor.get("/oefenen").root.all("main")[0].all("a")]
    assert {f"/oefenen/{case}" for case in CASES} <= set(links)
    for case in CASES:
        page = visitor.get(f"/oefenen/{case}")
        assert page.status == 200
        assert page.wrong == []


def test_a_round_that_cannot_be_read_and_a_story_that_does_not_exist() -> None:
    visitor = Visitor()
    assert visitor.get("/oefenen/none").status == 404
    assert visitor.post({}, "/oefenen/none").status == 404
    assert visitor.get("/oefenen/ronde?s=1abc").status == 410
    check = visitor.begin()
    visitor.post({}, f"/oefenen/{CASES[0]}")
    assert visitor.get(f"/oefenen/ronde?s={check.token}").status == 410
    assert visitor.get(f"/oefenen/{CASES[0]}?lang=en").root.all("html")[0].get("lang") == "en"


def test_another_language_goes_on_with_the_same_point_and_is_remembered() -> None:
    visitor = Visitor()
    page = visitor.post({"mode": "simulation"}, f"/oefenen/{CASES[0]}")
    page = visitor.post({**hidden(page), "a": "yes", "sure": "80"}, "/oefenen/ronde")
    link = next(a.get("href") for a in page.root.all("footer")[0].all("a") if a.get("hreflang"))
    english = visitor.get(f"/oefenen/ronde{link}")
    assert english.root.all("html")[0].get("lang") == "en"
    assert hidden(english)["q"] == hidden(page)["q"]
    assert visitor.get("/oefenen").root.all("html")[0].get("lang") == "en"


def test_what_was_chosen_stays_when_something_is_still_to_be_said() -> None:
    visitor = Visitor()
    page = visitor.post({"mode": "simulation"}, f"/oefenen/{CASES[0]}")
    again = visitor.post({**hidden(page), "a": "yes"}, "/oefenen/ronde")
    boxes = again.form("/oefenen/ronde").all("input")
    assert [box.get("value") for box in boxes if "checked" in box.attributes] == ["yes"]
