"""A live class over the application itself, without a browser: trainer, wall and eight phones, and what goes wrong on the way."""

from __future__ import annotations

import json
import re

import pytest
from starlette.testclient import TestClient
from web_visitor import Clock, Page, Visitor, guide, site_for

from assistant.practice.case_script import script_of
from assistant.practice.files import read_hands
from assistant.present.conversation import answer_of
from assistant.present.practice.live import Live
from assistant.present.practice.story import play_view
from assistant.store.problems import StoreProblem
from assistant.store.rooms import HOURS, Store
from assistant.store.rooms_sqlite import SqliteRooms
from assistant.web.doors import Address
from assistant.web.render import assets
from assistant.web.room import ClassPlan, qr_code
from assistant.web.site import Site
from tests.store import postgres

CODE = "K7QM-4TXR-9WHC"
PLAIN, HEAVY = "big_questions_a", "lost_friend_a"


class Room:
    """A class: its pages, its trainer, and its phones."""

    def __init__(self, case: str = PLAIN, mode: str = "simulation", store: Store | None = None) -> None:
        self.clock, kept = Clock(), store or SqliteRooms(None, bytes(32))
        self.site: Site = site_for(self.clock, classes=ClassPlan(lambda: kept, CODE, "link"))
        self.trainer = Visitor(self.site)
        assert self.trainer.post({"code": CODE.lower()}, "/leiding").status == 200
        page = self.trainer.post({"case": case, "mode": mode, "once": "a"}, "/leiding/nieuw")
        self.code = str(page.response.url).rpartition("/")[2]
        self.case, self.mode = guide().pack.cases[case], mode
        self.keys = tuple(script_of(guide().pack, self.case, mode).by_id)

    def desk(self, do: str = "", **fields: str) -> Page:
        """The desk, after an act on what it shows now."""
        page = self.trainer.get(f"/leiding/{self.code}")
        if not do:
            return page
        at = page.hidden(f"/leiding/{self.code}")["at"][0]
        return self.trainer.post({"do": do, "at": at, **fields}, f"/leiding/{self.code}")

    def wall(self) -> Page:
        return self.trainer.get(f"/wand/{self.code}")

    def phone(self) -> Visitor:
        """Somebody who typed the code."""
        visitor = Visitor(self.site)
        form = visitor.get("/klas").hidden("/klas")
        assert visitor.post({**form, "code": f" {self.code[:3].lower()}-{self.code[3:]} "}, "/klas").status == 200
        return visitor

    def phones(self, number: int) -> list[Visitor]:
        return [self.phone() for _ in range(number)]

    @property
    def live(self) -> Live:
        assert self.site.house is not None
        return self.site.house.live

    def play(self, visitor: Visitor, *, yes: bool = True, most: int = 99, klaar: bool = True) -> Page:
        """Answer point by point without the pages, and *Klaar* on its page."""
        seat = self.live.rooms.seat(visitor.client.cookies["plek"])
        assert seat is not None
        sat = self.live.sat(seat)
        assert sat is not None
        assert sat.round is not None
        for key in self.keys[:most]:
            ask = play_view(guide(), sat.round, "nl", at=key).question
            assert ask is not None
            options = [choice.id for choice in ask.choices if not choice.alone]
            self.live.answer(sat, key, answer_of(ask, (options[0 if yes else -1],), {"sure": "50"}))
        page = visitor.get("/mee")
        if klaar and str(page.response.url).endswith("/mee/klaar"):
            page = visitor.post(page.hidden("/mee/klaar"), "/mee/klaar")
        return page

    def walk(self, visitor: Visitor, *, yes: bool = True, most: int = 99, klaar: bool = True) -> Page:
        """Answer point by point, as the pages lead."""
        page = visitor.get("/mee")
        if any(link.get("href") == "/mee/1" for link in page.root.all("a")):
            page = visitor.get("/mee/1")
        for _ in range(most):
            place = re.search(r"/mee/(\d+)$", str(page.response.url))
            if place is None:
                break
            page = self.answer(visitor, page, yes=yes)
        if klaar and str(page.response.url).endswith("/mee/klaar"):
            page = visitor.post(page.hidden("/mee/klaar"), "/mee/klaar")
        return page

    def answer(self, visitor: Visitor, page: Page, *, yes: bool = True) -> Page:
        action = str(page.response.url).partition("localhost")[2]
        boxes = page.form(action).all("input")
        options = [box.get("value") for box in boxes if box.get("name") == "a"]
        sure = [box.get("value") for box in boxes if box.get("name") == "sure"]
        chosen = options[0 if yes else -1]
        return visitor.post({**page.hidden(action), "a": chosen, **({"sure": sure[0]} if sure else {})}, action)

    def to(self, name: str) -> Page:
        """Lead on to a step."""
        for _ in range(12):
            if self.wall().root.all("h1")[0].text == name:
                return self.wall()
            self.desk("on")
        raise AssertionError(name)


def numbers(page: Page) -> list[tuple[str, str]]:
    """How many said yes and no, by point, on the wall."""
    return [(row.all("td")[0].text, row.all("td")[1].text) for row in page.root.all("tbody")[0].all("tr")]


def test_a_class_of_eight_from_the_lobby_to_the_last_step_and_the_report() -> None:
    room = Room()
    pages = [room.desk(), room.wall()]
    assert room.wall().root.all("svg")
    assert f"{room.code[:3]} {room.code[3:]}" in room.wall().text
    phones = room.phones(8)
    pages.append(phones[0].get("/mee"))
    room.desk("open")
    first = room.walk(phones[0])
    pages += [phones[1].get("/mee"), phones[1].get("/mee/1"), first]
    assert "1 klaar · 7 bezig" in room.desk().text  # whoever asked for a page lately, and is not ready
    for place, phone in enumerate(phones[1:7]):
        room.walk(phone, yes=place < 3)
    room.walk(phones[7], klaar=False)
    assert "7 klaar · 1 bezig" in room.wall().text
    room.desk("close")
    pages.append(room.wall())
    room.desk("on")
    room.desk("on")
    choices = room.wall()
    pages.append(choices)
    assert numbers(choices) == [("4", "3")] * len(room.case.cues)
    room.walk(phones[7])  # one more: not shown, for it would be one person
    assert numbers(room.wall()) == [("4", "3")] * len(room.case.cues)
    assert "8 klaar" in room.desk().text
    while "on" in buttons(room.desk(), f"/leiding/{room.code}"):
        room.desk("on")
        pages.append(room.wall())
    pages += [room.desk(), phones[0].get("/mee")]
    assert "Terugkijken" in phones[0].get("/mee").text
    report = room.trainer.client.get(f"/leiding/{room.code}/verslag?form=md")
    assert f"{room.case.id}, 7" in report.text.replace("\\", "")
    file = room.trainer.client.get(f"/leiding/{room.code}/bestand/1")
    case, tally = read_hands(file.content, "klas.yaml", guide().pack)
    assert (case.id, tally.people) == (room.case.id, 7)
    assert set(tally.yes.values()) == {4}
    for page in pages:
        assert page.status == 200
        assert page.wrong == []
        assert len(page.root.all("h1")) == 1
        ids = [node.get("id") for node in page.root.all() if node.get("id")]
        assert len(ids) == len(set(ids))
        labels = {label.get("for") for label in page.root.all("label")}
        boxes = page.root.all("input", "select", "textarea")
        assert all(box.get("id") in labels for box in boxes if box.get("type") != "hidden")


def buttons(page: Page, action: str) -> list[str]:
    forms = [form for form in page.root.all("form") if form.get("action") == action]
    return [button.get("value") for form in forms for button in form.all("button")]


def test_nothing_of_the_key_is_on_the_wall_before_its_step() -> None:
    room = Room(HEAVY)
    phones = room.phones(5)
    room.desk("open")
    for phone in phones:
        room.play(phone)
    walls = [room.wall()]
    room.desk("close")
    for _ in range(4):
        walls.append(room.wall())
        room.desk("on")
    key = room.wall()
    reasons = [text.nl for cue in room.case.cues for text in (cue.missed, cue.overread) if text]
    told = [reason.partition("{")[0][:40] for reason in reasons if len(reason.partition("{")[0]) > 25]
    assert len(told) > 3
    assert sum(reason in key.text for reason in told) > 3
    for wall in walls:
        assert not any(reason in wall.html for reason in told)
        for word in ("hoort in de sleutel", "gaat voor alles", "te vroeg"):
            assert word not in wall.text


def test_with_four_phones_no_choice_is_shown_and_the_story_can_be_opened_again() -> None:
    room = Room()
    phones = room.phones(5)
    room.desk("open")
    for phone in phones[:4]:
        room.play(phone)
    room.desk("close")
    room.desk("on")
    page = room.desk("on")
    assert not room.wall().root.all("table")
    assert "reopen" in buttons(page, f"/leiding/{room.code}")
    room.desk("reopen")
    room.play(phones[4])
    room.desk("close")
    room.desk("on")
    page = room.desk("on")
    assert numbers(room.wall())[0] == ("5", "0")
    assert "reopen" not in buttons(page, f"/leiding/{room.code}")


def test_phones_that_come_later_count_by_five() -> None:
    room = Room()
    phones = room.phones(10)
    room.desk("open")
    for phone in phones[:5]:
        room.play(phone)
    for phone in phones[5:]:
        room.play(phone, most=2)
    room.desk("close")
    room.desk("on")
    room.desk("on")
    for phone in phones[5:9]:
        room.play(phone, yes=False)
        assert numbers(room.wall())[0] == ("5", "0")
    room.play(phones[9], yes=False)
    assert numbers(room.wall())[3] == ("5", "5")


def test_hands_are_counted_into_the_same_room() -> None:
    room = Room()
    where = f"/leiding/{room.code}/handen"
    room.desk("open")
    for phone in room.phones(5):
        room.play(phone)
    form = room.trainer.get(where)
    fields = {box.get("name"): "1" for box in form.form(where).all("input") if box.get("name").startswith("marks/")}
    hidden = form.hidden(where)
    assert len(fields) == len(room.case.cues)
    wrong = [
        {"people": "0"},
        {"people": "x"},
        {"people": "3", next(iter(fields)): ""},
        {"people": "3", next(iter(fields)): "4"},
    ]
    for more in wrong:
        page = room.trainer.post({**hidden, **fields, **more}, where)
        assert page.status == 422
        target = next(node for node in page.root.all("div") if node.get("id") == "summary").all("a")[0].get("href")
        assert target.removeprefix("#") in {box.get("id") for box in page.root.all("input")}
    for _ in range(2):  # entered again, it replaces what was entered
        assert room.trainer.post({**hidden, **fields, "people": "3"}, where).status == 200
    room.desk("close")
    few = room.trainer.post({**room.trainer.get(where).hidden(where), **fields, "people": "3"}, where)
    assert few.status == 422
    room.desk("on")
    room.desk("on")
    assert numbers(room.wall())[0] == ("6", "2")
    many = room.trainer.post({**room.trainer.get(where).hidden(where), **fields, "people": "5"}, where)
    assert many.status == 200
    assert numbers(room.wall())[0] == ("7", "6")


def test_back_reload_double_tap_and_two_tabs_keep_one_answer_each() -> None:
    room = Room()
    (phone,) = room.phones(1)
    room.desk("open")
    one = phone.get("/mee/1")
    two = room.answer(phone, one)
    assert room.answer(phone, one).response.url == two.response.url  # a double tap, or the other tab
    back = phone.get("/mee/1")
    assert next(box.get("value") for box in back.root.all("input") if "checked" in box.attributes) == "yes"
    room.answer(phone, back, yes=False)
    again = phone.get("/mee/1")
    assert next(box.get("value") for box in again.root.all("input") if "checked" in box.attributes) == "no"
    assert str(phone.get("/mee").response.url).endswith("/mee/2")  # a phone that slept
    assert str(phone.get("/mee/9").response.url).endswith("/mee/2")  # the story comes in order
    empty = phone.post(phone.get("/mee/2").hidden("/mee/2"), "/mee/2")
    assert empty.status == 422
    assert empty.title.startswith("Fout")


def test_klaar_freezes_and_a_stale_page_says_where_one_is() -> None:
    room = Room()
    (phone,) = room.phones(1)
    room.desk("open")
    one = phone.get("/mee/1")
    done = room.play(phone)
    assert "Kijk naar het scherm" in done.text
    stale = room.answer(phone, one, yes=False)
    assert "Kijk naar het scherm" in stale.text
    seat = room.live.rooms.seat(phone.client.cookies["plek"])
    assert seat is not None
    given = room.live.rooms.given(seat, 1)
    assert given.answers[room.keys[0]].startswith("yes")


def test_practice_explains_at_once_and_settles() -> None:
    room = Room(mode="practice")
    (phone,) = room.phones(1)
    room.desk("open")
    two = room.answer(phone, phone.get("/mee/1"))
    assert [node for node in two.root.all("p") if node.get("class") == "note"]
    room.answer(phone, phone.get("/mee/1"), yes=False)
    marked = [box.get("value") for box in phone.get("/mee/1").root.all("input") if "checked" in box.attributes]
    assert marked[0] == "yes"


def test_the_next_story_plays_in_the_same_room_with_the_same_phones() -> None:
    room = Room()
    phones = room.phones(5)
    room.desk("open")
    for phone in phones:
        room.play(phone)
    room.desk("close")
    room.desk("on")
    room.desk("on")
    again = room.desk("story", case=PLAIN, mode="simulation")
    assert again.status == 422  # its choices were shown here
    room.desk("story", case="closed_door_a", mode="practice")
    assert "Dit verhaal" not in phones[0].get("/mee").text
    room.desk("open")
    assert str(phones[0].get("/mee/1").response.url).endswith("/mee/1")
    report = room.trainer.client.get(f"/leiding/{room.code}/verslag?form=html").text
    assert f"{PLAIN}, 5" in report
    assert "closed_door_a" not in report


def test_who_is_late_reads_along_and_a_closed_door_lets_nobody_in() -> None:
    room = Room()
    room.desk("open")
    room.desk("close")
    late = room.phone()
    page = late.get("/mee")
    assert any(link.get("href") == f"/oefenen/{PLAIN}" for link in page.root.all("a"))
    room.desk("door.close")
    visitor = Visitor(room.site)
    assert visitor.post({**visitor.get("/klas").hidden("/klas"), "code": room.code}, "/klas").status == 422
    room.desk("door.open")
    assert room.phone().get("/mee").status == 200


def test_a_seat_code_goes_on_in_another_browser() -> None:
    room = Room()
    (phone,) = room.phones(1)
    room.desk("open")
    room.answer(phone, phone.get("/mee/1"))
    seat = next(node.text for node in phone.get("/mee/stoel").root.all("p") if node.get("class") == "code")
    other = Visitor(room.site)
    form = other.get("/klas").hidden("/klas")
    page = other.post({**form, "code": room.code, "seat": seat.lower()}, "/klas")
    assert str(page.response.url).endswith("/mee/2")
    for _ in range(6):
        assert other.post({**form, "code": room.code, "seat": "AAAA"}, "/klas").status == 422
    assert other.post({**form, "code": room.code, "seat": seat}, "/klas").status == 422  # five tries
    room.clock.now += 600
    assert other.post({**form, "code": room.code, "seat": seat}, "/klas").status == 200


def test_the_qr_code_leads_in_and_looking_takes_no_seat() -> None:
    room = Room()
    row = room.live.rooms.by_code(room.code)
    assert row is not None
    visitor, address = Visitor(room.site), f"/k/{row.joinkey}"
    assert qr_code(f"http://localhost{address}") in room.wall().html
    page = visitor.get(address)
    assert "plek" not in visitor.client.cookies
    twice = [visitor.post(page.hidden(address), address) for _ in range(2)]
    assert all(str(each.response.url).endswith("/mee") for each in twice)
    assert str(visitor.get(address).response.url).endswith("/mee")
    assert Visitor(room.site).get("/k/nothing").status == 410


def test_a_story_about_death_says_so_before_and_offers_another_with_the_same_button() -> None:
    room = Room(HEAVY)
    (phone,) = room.phones(1)
    assert "zwaar onderwerp" in next(o.text for o in room.desk().root.all("option") if o.get("value") == HEAVY)
    room.desk("open")
    page = phone.get("/mee")
    begin, other = (link for link in page.root.all("a") if link.get("class") == "button")
    assert begin.get("href") == "/mee/1"
    calm = phone.get(other.get("href"))
    links = {link.get("href") for link in calm.root.all("a")}
    assert f"/oefenen/{HEAVY}" not in links
    assert f"/oefenen/{PLAIN}" in links
    assert "0 klaar · 1 bezig" in room.desk().text  # nobody sees who chose otherwise
    plain = Room().phone().get("/mee")
    assert "113" not in plain.text


def test_after_the_key_comes_ones_own_debrief_and_the_round_as_a_file() -> None:
    room = Room(HEAVY)
    phones = room.phones(2)
    room.desk("open")
    room.play(phones[0])
    room.desk("close")
    assert phones[0].client.get("/mee/ronde.json", follow_redirects=False).status_code == 303
    while "Terugkijken" not in phones[0].get("/mee").text:
        room.desk("on")
    assert room.wall().root.all("h1")[0].text == "De sleutel"
    assert any(link.get("href") == "tel:113" for link in phones[0].get("/mee").root.all("main")[0].all("a"))
    file = phones[0].client.get("/mee/ronde.json")
    data = json.loads(file.content)
    assert data["rounds"][0]["case"] == HEAVY
    assert phones[0].client.cookies["plek"] not in file.text
    assert "gesloten" in phones[1].get("/mee").text


def test_a_round_goes_along_under_a_practice_code_and_no_seat_leads_to_it() -> None:
    room = Room()
    store, phones = room.live.rooms, room.phones(6)
    room.desk("open")
    for phone in phones:
        room.play(phone)
    room.desk("close")
    phones[1].post({"do": "new"}, "/oefenen/code")
    page = phones[1].post({}, "/oefenen/bewaar")
    assert str(page.response.url).endswith("/mee")  # nothing before the key: the answers are still to be counted
    room.to("De sleutel")
    shown = room.wall().html
    page = phones[0].post({}, "/oefenen/bewaar")
    assert str(page.response.url).endswith("/oefenen/code?na=klas")
    page = phones[0].post({"do": "new", "na": "klas"}, "/oefenen/code")
    code = next(line.text for line in page.root.all("p") if line.get("class") == "call")
    (kept,) = store.played(code)
    assert (kept.case, bool(kept.committed)) == (PLAIN, True)
    assert phones[0].get(f"/oefenen/ronde/{kept.uid}").status == 200
    assert "Uw ronde is meegenomen" in phones[0].get("/mee").text
    phones[0].post({}, "/oefenen/bewaar")
    assert len(store.played(code)) == 1
    assert room.wall().html == shown
    seat = store.seat(phones[0].client.cookies["plek"])
    assert seat is not None
    assert store.given(seat, 1).answers == {}
    room.desk("on")
    room.desk("back")
    assert room.wall().html == shown
    for phone in phones[1:]:
        assert "Terugkijken" in phone.get("/mee").text


def test_forgetting_takes_the_answers_and_leaves_what_was_shown() -> None:
    room = Room()
    phones = room.phones(6)
    room.desk("open")
    for phone in phones:
        room.play(phone)
    phones[0].post({}, "/mee/weg")
    assert phones[0].get("/mee").status == 410
    room.desk("close")
    room.desk("on")
    room.desk("on")
    assert numbers(room.wall())[0] == ("5", "0")
    phones[1].post({}, "/mee/weg")
    assert numbers(room.wall())[0] == ("5", "0")


def test_a_wall_that_waits_is_told_only_of_changes() -> None:
    room = Room()
    (phone,) = room.phones(1)
    first = room.trainer.client.get(f"/wand/{room.code}/stand")
    tag = first.headers["etag"]
    same = room.trainer.client.get(f"/wand/{room.code}/stand", headers={"if-none-match": tag})
    assert (same.status_code, same.content) == (304, b"")
    room.desk("open")
    changed = room.trainer.client.get(f"/wand/{room.code}/stand", headers={"if-none-match": tag})
    assert changed.status_code == 200
    main = room.wall().root.all("main")[0]
    assert changed.json()["at"] == main.get("data-at")
    room.play(phone)
    waits = phone.get("/mee").root.all("main")[0]
    assert phone.client.get("/mee/stand").json()["at"] == waits.get("data-at")


def test_only_the_trainer_comes_to_desk_and_wall() -> None:
    room = Room()
    visitor = room.phone()
    for address in ("", "/handen", "/verslag", "/bestand/1"):
        page = visitor.get(f"/leiding/{room.code}{address}")
        assert any(form.get("action") == "/leiding" for form in page.root.all("form"))
        assert room.case.title.nl not in page.text
    assert visitor.client.get(f"/wand/{room.code}/stand").status_code == 403
    assert visitor.post({"do": "open", "at": "1.lobby.0"}, f"/leiding/{room.code}").root.all("form")
    assert "lobby" in room.desk().hidden(f"/leiding/{room.code}")["at"][0]
    for _ in range(10):
        assert visitor.post({"code": "AAAA-BBBB-CCCC"}, "/leiding").status == 422
    assert visitor.post({"code": "AAAA-BBBB-CCCC"}, "/leiding").status == 429
    # somebody at the same school who guesses locks no trainer out
    assert visitor.post({"code": CODE, "to": "https://elsewhere.example/"}, "/leiding").status == 200
    assert all("elsewhere" not in address for address in visitor.addresses)


def test_the_link_works_once_and_only_by_its_button() -> None:
    room = Room()
    one, two = Visitor(room.site), Visitor(room.site)
    assert one.get("/leiding/in/link").status == two.get("/leiding/in/link").status == 200
    assert str(one.post({}, "/leiding/in/link").response.url).endswith(room.code)
    assert two.post({}, "/leiding/in/link").status == 410
    assert two.get("/leiding/in/link").status == 410


def test_wrong_class_codes_stop_typing_but_not_the_qr_code() -> None:
    room = Room()
    visitor = Visitor(room.site)
    for _ in range(31):
        page = visitor.post({"code": "AAAAAA", "once": "x"}, "/klas")
        assert page.status == 422
    assert visitor.post({"code": room.code, "once": "x"}, "/klas").status == 422
    row = room.live.rooms.by_code(room.code)
    assert row is not None
    assert str(visitor.post({"once": "x"}, f"/k/{row.joinkey}").response.url).endswith("/mee")


@pytest.mark.parametrize("end", ["close", "hours"])
def test_a_class_that_is_over_says_so_everywhere_and_leaves_nothing(end: str) -> None:
    room = Room()
    (phone,) = room.phones(1)
    if end == "close":
        room.desk("end")
    else:
        room.clock.now += (HOURS + 1) * 3600
        room.live.rooms.purge(room.live.hour)
        room.trainer.post({"code": CODE}, "/leiding")
    assert phone.get("/mee").status == 410
    assert phone.client.get("/mee/stand").status_code == 410
    assert room.trainer.get(f"/leiding/{room.code}").status == 410
    assert room.trainer.get(f"/wand/{room.code}").status == 410
    visitor = Visitor(room.site)
    assert visitor.post({"code": room.code, "once": "x"}, "/klas").status == 422
    dump = "\n".join(room.live.rooms._db.iterdump())  # type: ignore[attr-defined]
    assert PLAIN not in dump


def test_a_trainer_who_taps_twice_goes_one_step() -> None:
    room = Room()
    page = room.desk("open")
    room.desk("close")
    at = room.desk().hidden(f"/leiding/{room.code}")["at"][0]
    for _ in range(2):
        room.trainer.post({"do": "on", "at": at}, f"/leiding/{room.code}")
        room.trainer.post({"do": "on", "at": at}, f"/wand/{room.code}")
    assert ".2" in room.desk().hidden(f"/leiding/{room.code}")["at"][0]
    assert page.status == 200


def test_without_classes_nothing_of_them_is_there() -> None:
    visitor = Visitor()
    assert all(link.get("href") != "/klas" for link in visitor.get("/").root.all("a"))
    for address in ("/klas", "/leiding", "/wand", "/mee"):
        assert visitor.get(address).status == 404
    assert any(link.get("href") == "/klas" for link in Visitor(Room().site).get("/").root.all("a"))


def test_a_self_check_leaves_the_store_of_classes_unopened() -> None:
    def never() -> SqliteRooms:
        raise AssertionError("opened")

    clock = Clock()
    visitor = Visitor(site_for(clock, classes=ClassPlan(never)))
    page = visitor.answer(visitor.begin(), "no")
    assert page.key == "urgent_today"
    for address in ("/", "/klas", "/leiding", "/oefenen", f"/oefenen/{HEAVY}"):
        assert visitor.get(address).status == 200


def test_a_store_that_fails_says_that_nothing_was_kept_and_goes_on_when_it_works_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    room = Room()
    (phone,) = room.phones(1)
    room.desk("open")
    page = phone.get("/mee/1")

    def full(*_: object, **__: object) -> None:
        raise StoreProblem("full")

    with monkeypatch.context() as patch:
        patch.setattr(SqliteRooms, "answer", full)
        failed = room.answer(phone, page)
        assert failed.status == 503
        assert phone.get("/gevaar").status == 200
    assert str(room.answer(phone, page).response.url).endswith("/mee/2")


def test_a_class_on_postgresql_is_the_same_class() -> None:
    if why := postgres.missing():
        pytest.skip(why)
    from assistant.store.rooms_pg import PostgresRooms

    with postgres.running() as url:
        store = PostgresRooms(url, bytes(32))
        room = Room(store=store)
        phones = room.phones(6)
        room.desk("open")
        for place, phone in enumerate(phones):
            room.play(phone, yes=place < 4)
        room.desk("close")
        room.desk("on")
        room.desk("on")
        assert numbers(room.wall()) == [("4", "2")] * len(room.case.cues)
        room.desk("end")
        assert phones[0].get("/mee").status == 410
        store.finish()


def test_a_proxy_may_say_which_trainer_is_signed_on_and_only_a_proxy() -> None:
    store = SqliteRooms(None, bytes(32))
    plan = ClassPlan(lambda: store, CODE, "link", header="X-Remote-User")
    address = Address(public_url="https://class.example")

    def trainer(site: Site, name: str, client: str) -> Visitor:
        visitor = Visitor(site, "https://class.example")
        visitor.client = TestClient(site.app(), base_url="https://class.example", client=(client, 5))
        visitor.client.headers.update({"sec-fetch-site": "same-origin", "x-remote-user": name})
        return visitor

    site = site_for(Clock(), classes=plan, address=address)
    one, two, stranger = (
        trainer(site, name, client)
        for name, client in (("Anna Jansen", "127.0.0.1"), ("Bo", "127.0.0.1"), ("Anna Jansen", "203.0.113.9"))
    )
    made = one.post({"case": PLAIN, "once": "a"}, "/leiding/nieuw")
    assert made.status == 200
    mine = str(made.response.url).partition("example")[2]
    assert one.get("/leiding").title == made.title
    assert two.get(mine).status == 410  # the room of another trainer
    assert any(form.get("action") == "/leiding" for form in stranger.get(mine).root.all("form"))
    assert "Anna" not in "\n".join(store._db.iterdump())


def test_pages_are_light_and_their_addresses_tell_no_answer() -> None:
    room = Room(HEAVY)
    (phone,) = room.phones(1)
    room.desk("open")
    assert len(phone.get("/mee/1").html.encode()) < 5_000
    room.walk(phone)
    assert all(re.fullmatch(r"http://localhost/(klas|mee(/\d+|/klaar)?)", address) for address in phone.addresses)
    loaded = {name: len(asset.data) for name, asset in assets().items()}
    assert loaded["app.css"] + loaded["room.css"] < 8_000
    assert loaded["live.js"] < 3_000
    assert loaded["app.js"] < 3_000
    names = re.findall(r"/static/[\w.]+", phone.get("/mee").html)
    assert set(names) == {assets()[name].address for name in ("app.css", "room.css", "live.js")}


def test_a_phone_in_english_reads_the_same_class_in_english() -> None:
    room = Room()
    phone = room.phone()
    phone.client.headers["accept-language"] = "en"
    assert "You are in" in phone.get("/mee").text
    room.desk("open")
    assert phone.get("/mee/1").root.all("html")[0].get("lang") == "en"


def test_a_wall_opened_as_localhost_tells_phones_the_address_that_they_can_reach() -> None:
    plan = ClassPlan(lambda: SqliteRooms(None, bytes(32)), CODE, "link", "http://10.0.0.5:8000")
    site = site_for(Clock(), classes=plan)
    trainer = Visitor(site)
    trainer.post({"code": CODE}, "/leiding")
    trainer.post({"case": PLAIN, "once": "a"}, "/leiding/nieuw")
    assert "10.0.0.5:8000/klas" in trainer.get("/wand").text  # phones cannot reach localhost
