"""Practice under a code in pages: what was chosen is there again in another browser, with progress, and is nobody else's."""

from __future__ import annotations

import json
import re

import pytest
from web_visitor import Clock, Page, Visitor, guide, site_for

from assistant.practice.case_script import MODES, WORKED
from assistant.practice.export import from_json
from assistant.practice.room import is_heavy
from assistant.present.practice.debrief import debrief_view
from assistant.store.people import LASTS_DAYS
from assistant.store.problems import StoreProblem
from assistant.store.rooms_sqlite import SqliteRooms
from assistant.web.room import ClassPlan
from assistant.web.site import Site

CASES = guide().pack.cases
PLAIN = next(case.id for case in CASES.values() if not is_heavy(case) and not case.worked)


def a_site() -> tuple[Site, SqliteRooms]:
    store = SqliteRooms(None, bytes(32))
    return site_for(Clock(), classes=ClassPlan(lambda: store)), store


def with_code(site: Site, **fields: str) -> tuple[Visitor, str]:
    """Somebody with a new practice code, and the code."""
    visitor = Visitor(site)
    page = visitor.post({"do": "new", **fields}, "/oefenen/code")
    return visitor, next(line.text for line in page.root.all("p") if line.get("class") == "call")


def elsewhere(site: Site, code: str) -> Visitor:
    """The same person in another browser."""
    visitor = Visitor(site)
    visitor.post({"do": "use", "code": code.lower().replace("-", " ")}, "/oefenen/code")
    return visitor


def address(page: Page) -> str:
    return str(page.response.url).partition("localhost")[2]


def answered(visitor: Visitor, page: Page, *, place: int = 0) -> Page:
    """The same page with the option at `place` chosen, sent."""
    action = address(page)
    boxes = page.form(action).all("input")
    options = [box.get("value") for box in boxes if box.get("name") == "a"]
    sure = [box.get("value") for box in boxes if box.get("name") == "sure"]
    return visitor.post({**page.hidden(action), "a": options[place], **({"sure": sure[0]} if sure else {})}, action)


def finished(visitor: Visitor, case: str = PLAIN, mode: str = "simulation") -> Page:
    page = visitor.post({"mode": mode}, f"/oefenen/{case}")
    while page.root.all("form")[0].all("input"):
        assert page.wrong == []
        page = answered(visitor, page)
    return page


@pytest.mark.parametrize("mode", MODES)
def test_a_round_goes_on_in_another_browser_and_ends_in_the_debrief_of_what_was_kept(mode: str) -> None:
    site, store = a_site()
    visitor, code = with_code(site)
    case = next(case.id for case in CASES.values() if case.worked) if mode == WORKED else PLAIN
    page = visitor.post({"mode": mode}, f"/oefenen/{case}")
    for _ in range(1 if mode == WORKED else 3):
        page = answered(visitor, page)
    other = elsewhere(site, code)
    if mode != WORKED:
        link = next(a for a in other.get("/oefenen").root.all("a") if "/oefenen/ronde/" in a.get("href"))
        page = other.get(link.get("href"))
        assert address(page).endswith("/4")
        while page.root.all("form")[0].all("input"):
            page = answered(other, page)
    (kept,) = store.played(code)
    assert kept.committed
    here = r"http://localhost/oefenen(/code|/ronde/[0-9a-f]{32}(/\d+)?|/[a-z_]+)?"
    assert all(re.fullmatch(here, each) for each in (*visitor.addresses, *other.addresses))  # no answer in any address
    for each in (visitor, other):
        shown = each.get(f"/oefenen/ronde/{kept.uid}")
        assert shown.wrong == []
        one = from_json(each.get("/oefenen/voortgang/bestand?form=json").response.content, "x")[1][0]
        view = debrief_view(guide(), one, "nl")
        assert all("".join(said.text.split()) in "".join(shown.text.split()) for said in view.said)
        assert "gedaan" in each.get("/oefenen").text


def test_back_changes_an_answer_in_a_simulation_and_not_what_was_explained() -> None:
    site, store = a_site()
    visitor, code = with_code(site)
    for mode, changed in (("simulation", True), ("practice", False)):
        page = visitor.post({"mode": mode}, f"/oefenen/{PLAIN}")
        first = address(page)
        answered(visitor, page)
        again = visitor.get(first)
        assert any("checked" in box.attributes for box in again.root.all("input"))
        key = again.hidden(first)["q"][0]
        before = store.played(code)[-1].answers[key]
        answered(visitor, again, place=-1)
        answered(visitor, again, place=-1)  # a double tap
        assert (store.played(code)[-1].answers[key] != before) == changed


def test_beginning_twice_is_one_round_and_a_later_point_is_not_reached_by_its_address() -> None:
    site, store = a_site()
    visitor, code = with_code(site)
    page = visitor.post({"mode": "practice"}, f"/oefenen/{PLAIN}")
    again = visitor.post({"mode": "practice"}, f"/oefenen/{PLAIN}")
    assert address(page) == address(again)
    assert len(store.played(code)) == 1
    base = address(page).rpartition("/")[0]
    assert address(visitor.get(f"{base}/9")) == address(page)
    assert visitor.post(page.hidden(address(page)), address(page)).status == 422


def test_another_code_sees_nothing_of_it_and_a_guessed_cookie_opens_nothing() -> None:
    site, store = a_site()
    visitor, code = with_code(site)
    finished(visitor)
    uid = store.played(code)[0].uid
    stranger, _ = with_code(site)
    assert address(stranger.get(f"/oefenen/ronde/{uid}")) == "/oefenen"
    assert address(stranger.post({"q": "step", "a": "x"}, f"/oefenen/ronde/{uid}/1")) == "/oefenen"
    guesser = Visitor(site)
    for value in (code, f"{code}.", f"{code}.{'0' * 32}", f"{code}.x", "."):
        guesser.client.cookies.set("oefencode", value, path="/oefenen")
        assert address(guesser.get("/oefenen/voortgang")) == "/oefenen/code"
        guesser.client.cookies.clear()


def test_enter_in_the_field_for_a_code_never_asks_for_a_new_one() -> None:
    site, _ = a_site()
    forms = [
        form for form in Visitor(site).get("/oefenen/code").root.all("form") if form.get("action") == "/oefenen/code"
    ]
    assert [[button.get("value") for button in form.all("button")] for form in forms] == [["new"], ["use"]]
    assert [box.get("id") for box in forms[1].all("input") if box.get("type") == "text"] == ["code"]


def test_wrong_codes_wait_and_who_is_in_goes_on() -> None:
    site, _ = a_site()
    visitor, code = with_code(site)
    guesser = Visitor(site)
    for number in range(60):
        assert guesser.post({"do": "use", "code": f"AAAA-{number:04}"}, "/oefenen/code").status == 422
    assert "Wacht" in guesser.post({"do": "use", "code": code}, "/oefenen/code").text
    site.house.clock.now += 1  # type: ignore[union-attr, attr-defined]
    assert address(guesser.post({"do": "use", "code": code}, "/oefenen/code")) == "/oefenen/code"
    assert visitor.get("/oefenen/voortgang").status == 200


def test_the_code_stays_in_a_browser_only_when_it_is_ones_own_and_goes_to_pages_of_practice_only() -> None:
    site, _ = a_site()
    for stays in ("", "yes"):
        visitor = Visitor(site)
        answer = visitor.client.post("/oefenen/code", data={"do": "new", "stays": stays}, follow_redirects=False)
        cookie = next(value for value in answer.headers.get_list("set-cookie") if value.startswith("oefencode"))
        assert ("Max-Age" in cookie) == (stays == "yes")
        assert "Path=/oefenen" in cookie
        assert "HttpOnly" in cookie
    visitor.post({"do": "leave"}, "/oefenen/code")
    assert address(visitor.get("/oefenen/voortgang")) == "/oefenen/code"


def test_progress_shows_what_other_shells_show_and_a_person_takes_and_removes_everything() -> None:
    site, store = a_site()
    visitor, code = with_code(site)
    finished(visitor)
    page = visitor.get("/oefenen/voortgang")
    assert page.wrong == []
    assert code in page.text
    assert "Rondes: 1" in page.text
    data = json.loads(visitor.get("/oefenen/voortgang/bestand?form=json").response.content)
    assert [one["case"] for one in data["rounds"]] == [PLAIN]
    table = visitor.get("/oefenen/voortgang/bestand?form=csv").response
    assert table.headers["content-disposition"] == 'attachment; filename="ronde.csv"'
    assert PLAIN in table.text
    assert "1 ronde" in visitor.get("/oefenen/voortgang/weg").text
    visitor.post({}, "/oefenen/voortgang/weg")
    assert store.played(code) == ()
    assert not store.knows(code, "2026-11-24")
    assert address(visitor.get("/oefenen/voortgang")) == "/oefenen/code"


def test_after_a_debrief_comes_another_story_and_a_second_reading() -> None:
    site, store = a_site()
    visitor, code = with_code(site)
    page = finished(visitor)
    links = {a.get("href") for a in page.root.all("main")[0].all("a")}
    assert any(f"/oefenen/{case}" in links for case in CASES if case != PLAIN)
    again = next(button for button in page.root.all("button") if button.get("name") == "cue")
    page = visitor.post({"cue": again.get("value")}, address(page))
    assert "/oefenen/ronde/" in address(page)
    assert store.played(code)[-1].again_from == again.get("value")


def test_a_story_about_death_says_so_before_and_whom_to_call_after_and_offers_others() -> None:
    site, _ = a_site()
    visitor, _code = with_code(site)
    page = visitor.get("/oefenen/lost_friend_a")
    assert "zelfdoding, geweld thuis, dwang of de dood" in page.text
    calm = visitor.get(next(a.get("href") for a in page.root.all("a") if a.text == "Kies een ander verhaal"))
    offered = {a.get("href").rpartition("/")[2] for a in calm.root.all("main")[0].all("a")}
    assert {case for case in CASES if case in offered} == {case.id for case in CASES.values() if not is_heavy(case)}
    after = finished(visitor, "lost_friend_a")
    assert any(a.get("href") == "tel:113" for a in after.root.all("main")[0].all("a"))


def test_a_self_check_and_practice_without_a_code_leave_the_store_unopened() -> None:
    def refuse() -> SqliteRooms:
        raise AssertionError("opened")

    visitor = Visitor(site_for(Clock(), classes=ClassPlan(refuse)))
    visitor.begin()
    assert visitor.get("/oefenen").status == 200
    page = visitor.post({"mode": "practice"}, f"/oefenen/{PLAIN}")
    assert "/oefenen/ronde?s=" in address(page)


def test_a_store_that_fails_says_that_nothing_was_kept_and_practice_without_a_code_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    site, store = a_site()
    visitor, code = with_code(site)
    page = visitor.post({"mode": "simulation"}, f"/oefenen/{PLAIN}")

    def full(*_: object) -> None:
        raise StoreProblem("full")

    with monkeypatch.context() as broken:
        broken.setattr(store, "answer_round", full)
        assert answered(visitor, page).status == 503
        broken.setattr(store, "knows", full)
        assert visitor.get("/oefenen").status == 200
        assert visitor.get("/oefenen/voortgang").status == 503
    assert store.played(code)[0].answers == {}
    assert address(answered(visitor, page)).endswith("/2")


def test_who_stays_away_for_long_is_forgotten() -> None:
    assert LASTS_DAYS > 366  # a course of a year comes back


def test_every_page_is_small_well_formed_and_in_both_languages() -> None:
    site, _ = a_site()
    visitor, _code = with_code(site)
    debrief = address(finished(visitor))
    for path in ("/oefenen", "/oefenen/code", "/oefenen/voortgang", "/oefenen/voortgang/weg", debrief):
        for language in ("nl", "en"):
            page = visitor.get(f"{path}?lang={language}")
            assert page.status == 200
            assert page.wrong == []
            assert page.root.all("html")[0].get("lang") == language
            assert len(page.root.all("h1")) == 1
            assert len(page.html) < 40_000


@pytest.mark.parametrize(
    ("path", "fields"), [("/oefenen/code", {"do": "use"}), ("/klas", {"once": "a"}), ("/leiding", {"to": "/leiding"})]
)
@pytest.mark.parametrize("word", ["112", "gevaar"])
def test_the_word_for_danger_where_a_code_is_asked_shows_whom_to_call(
    path: str, fields: dict[str, str], word: str
) -> None:
    site, _ = a_site()
    assert address(Visitor(site).post({**fields, "code": word}, path)) == "/gevaar"


def test_on_another_machine_the_page_of_the_code_says_whose_it_is() -> None:
    store = SqliteRooms(None, bytes(32))
    site = site_for(Clock(), classes=ClassPlan(lambda: store), remote=True, owner="de kast")
    assert "de kast" in Visitor(site).get("/oefenen/code").text
