"""The seal: both halves open it, nothing else does, and it ends by itself."""

from __future__ import annotations

import base64
import json
import stat
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from web_visitor import AS_OF, Clock, Visitor, guide, site_for

from assistant.dialogue.session import Answer, Session
from assistant.present.talk import Talk
from assistant.web.carried import LASTS, Carried, carried_from, data_of, with_later
from assistant.web.seal import BLOCK, DAY, MOST, Keys, NotOpened, new_half, opened, sealed
from assistant.web.site import Plan, Site

KEYS = Keys(None, Clock())
HALF = new_half()


@given(st.binary(max_size=2_000))
def test_what_is_sealed_comes_out_whole_and_its_length_tells_little(data: bytes) -> None:
    token = sealed(KEYS, HALF, data)
    assert opened(KEYS, HALF, token) == data
    assert (len(base64.urlsafe_b64decode(token[1:] + "==")) - 28) % BLOCK == 0


def test_every_changed_sign_closes_it() -> None:
    token = sealed(KEYS, HALF, b'{"a": 1}')
    for place in range(len(token)):
        other = "A" if token[place] != "A" else "B"
        changed = token[:place] + other + token[place + 1 :]
        if base64.urlsafe_b64decode(changed[1:] + "==") == base64.urlsafe_b64decode(token[1:] + "==") and place:
            continue  # the last sign has bits that stand for nothing
        with pytest.raises(NotOpened):
            opened(KEYS, HALF, changed)


@given(st.text(max_size=300))
def test_what_is_no_seal_does_not_open(text: str) -> None:
    with pytest.raises(NotOpened):
        opened(KEYS, HALF, text)
    with pytest.raises(NotOpened):
        opened(KEYS, text, sealed(KEYS, HALF, b"x"))


def test_another_half_another_server_and_a_huge_one_do_not_open() -> None:
    token = sealed(KEYS, HALF, b"x")
    for keys, half, text in [
        (KEYS, new_half(), token),
        (Keys(None, Clock()), HALF, token),
        (KEYS, "", token),
        (KEYS, HALF, "1" + "A" * MOST),
    ]:
        with pytest.raises(NotOpened):
            opened(keys, half, text)


def test_what_unpacks_to_more_than_a_page_does_not_open() -> None:
    with pytest.raises(NotOpened):
        opened(KEYS, HALF, sealed(KEYS, HALF, b"\0" * 1_000_000))


def test_a_restart_loses_nothing_and_yesterdays_key_still_opens(tmp_path: Path) -> None:
    clock, path = Clock(), tmp_path / "home" / "web.key"
    token = sealed(Keys(path, clock), HALF, b"x")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert opened(Keys(path, clock), HALF, token) == b"x"
    clock.now += DAY + 1
    renewed = Keys(path, clock)
    assert opened(renewed, HALF, token) == b"x"
    clock.now += DAY + 1
    with pytest.raises(NotOpened):
        opened(Keys(path, clock), HALF, token)


@pytest.mark.parametrize("text", ["", "{", '{"made": 1, "keys": ["zz"]}', '{"made": 1, "keys": []}', "[]", "\xff"])
def test_a_damaged_key_file_makes_new_keys(tmp_path: Path, text: str) -> None:
    path = tmp_path / "web.key"
    path.write_text(text, "latin-1")
    assert len(Keys(path, Clock()).all()[0]) == 32
    assert json.loads(path.read_text())["keys"]


def test_a_disk_that_takes_nothing_costs_only_a_restart(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    keys = Keys(tmp_path / "file" / "web.key", Clock())
    assert opened(keys, HALF, sealed(keys, HALF, b"x")) == b"x"


def test_a_conversation_ends_two_hours_after_its_last_answer() -> None:
    visitor = Visitor()
    page = visitor.begin()
    visitor.clock.now += LASTS - 1
    page = visitor.answer(page, "no")
    visitor.clock.now += LASTS - 1
    assert visitor.get(str(page.response.url)).key == "urgent_today"
    visitor.clock.now += 2
    assert visitor.get(str(page.response.url)).status == 410
    over = visitor.answer(page, "none_of_these")
    assert over.status == 410
    assert "112" in over.text


def test_the_address_is_dead_in_another_browser_and_after_leaving() -> None:
    visitor = Visitor()
    page = visitor.answer(visitor.begin(), "no")
    other = Visitor(visitor.site)
    other.begin()
    assert other.get(str(page.response.url)).status == 410
    left = visitor.client.get("/weg", follow_redirects=False)
    assert left.status_code == 303
    assert left.headers["location"].startswith("https://")
    assert '"cache"' in left.headers["clear-site-data"]
    assert not {"half", "latest"} & {cookie.name for cookie in visitor.client.cookies.jar}
    assert visitor.get(str(page.response.url)).status == 410


def test_danger_opens_for_who_has_lost_the_conversation() -> None:
    visitor = Visitor()
    page = visitor.get("/check/gevaar?s=gone")
    assert any(link.get("href") == "tel:112" for link in page.root.all("main")[0].all("a"))


def test_a_server_that_starts_again_goes_on_with_an_open_page(tmp_path: Path) -> None:
    clock = Clock()
    first = Visitor(Site(Plan(guide(), Keys(tmp_path / "k", clock), lambda: AS_OF, clock=clock)))
    page = first.answer(first.begin(), "no")
    again = Visitor(Site(Plan(guide(), Keys(tmp_path / "k", clock), lambda: AS_OF, clock=clock)))
    again.client.cookies = first.client.cookies
    assert again.answer(page, "none_of_these").key == "role"


def conversation(answers: dict[str, Answer], name: str = "one") -> Carried:
    return Carried(Talk(Session("self_check", AS_OF, MappingProxyType(answers))), name, 1_000)


def test_what_a_page_carries_comes_back_the_same_and_without_own_words() -> None:
    answers = {
        "danger_now": Answer(chosen=("no",)),
        "noticed": Answer(text="geheim"),
        "about_event@dismissal": Answer(rows=(("when", "recent"),)),
        "month": Answer(moment="2026-08"),
        "number": Answer(number=6_000),
    }
    waiting = conversation({"danger_now": Answer("unknown")}, "two")
    before = Carried(conversation(answers).talk, "one", 1_000, waiting, before=("trigger:x",))
    raw = data_of(guide(), before)
    assert b"geheim" not in raw
    after = carried_from(guide(), raw, 1_000)
    assert after.waiting == waiting
    assert after.before == before.before
    assert dict(after.talk.session.answers) == {**answers, "noticed": Answer()}


@pytest.mark.parametrize(
    "raw", [b"", b"[]", b"{}", b"null", b'{"i":1,"t":"x"}', b'{"t":1000,"d":"nothing"}', b"[" * 9_000]
)
def test_what_was_never_a_conversation_is_over(raw: bytes) -> None:
    with pytest.raises(NotOpened):
        carried_from(guide(), raw, 1_000)


def test_content_that_was_renewed_meanwhile_asks_again_what_no_longer_fits() -> None:
    data = json.loads(data_of(guide(), conversation({"danger_now": Answer(chosen=("no",))})))
    data["p"] = "another"
    data["a"]["role"] = {"state": "known", "chosen": ["astronaut"]}
    after = carried_from(guide(), json.dumps(data).encode(), 1_000)
    assert set(after.talk.session.answers) == {"danger_now"}
    assert after.again == 1


def test_answers_of_another_conversation_are_not_taken_over() -> None:
    early, late = conversation({}), conversation({"danger_now": Answer(chosen=("no",))})
    assert set(with_later(early, late).talk.session.answers) == {"danger_now"}
    assert with_later(early, conversation({"danger_now": Answer()}, "two")) is early


def test_the_site_of_the_helper_keeps_its_keys_in_memory() -> None:
    clock = Clock()
    assert site_for(clock).plan.keys.all() != site_for(clock).plan.keys.all()
