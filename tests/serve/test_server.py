"""The server without a browser: who comes in, what every page carries, how many at once, and that nothing stays behind."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, ClassVar

import pytest

pytest.importorskip("textual_serve", reason="assistant serve is an extra")

from aiohttp import WSMsgType
from aiohttp.test_utils import TestClient, TestServer

from assistant.content.interface import phrases
from assistant.web import server as web_server
from assistant.web.pages import House, full_page, gone_page, problem_page, session_page
from assistant.web.server import FULL, Plan, Server, _size
from assistant.web.session import Offer, surroundings

CODE = "K7QM-4TXR-9WHC"
OFFER = Offer((), {"ASSISTANT_SERVED": "practice", "ASSISTANT_SERVED_BY": "de computer van de trainer"})


class Quiet:
    """In the place of a session: starts no process."""

    started: ClassVar[list[Path]] = []

    def __init__(self, offer: Offer, home: Path, language: str, **_: Any) -> None:
        self.home = home

    async def start(self, width: int, height: int) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        self.started.append(self.home)

    async def stop(self) -> None:
        pass

    async def send_bytes(self, data: bytes) -> bool:
        return True


@asynccontextmanager
async def serving(folder: Path, *, fake: bool = True, **more: Any) -> AsyncIterator[tuple[Server, TestClient]]:
    plan = Plan(OFFER, House(False, "<b>de computer</b>"), folder, code=CODE, **more)
    server = Server(plan, clock=lambda: 1000.0)
    with pytest.MonkeyPatch.context() as patch:
        if fake:
            Quiet.started = []
            patch.setattr(web_server, "Session", Quiet)
        async with TestClient(TestServer(server.app())) as client:
            yield server, client


def own(client: TestClient) -> dict[str, str]:
    return {"Origin": f"http://{client.host}:{client.port}"}


async def enter(client: TestClient, code: str = CODE, own_code: str = "", **headers: str) -> Any:
    client.session.cookie_jar.clear()
    form = {"code": code, "own": own_code}
    return await client.post("/enter", data=form, headers=headers or own(client), allow_redirects=False)


async def test_nothing_is_reached_without_the_code(tmp_path: Path) -> None:
    async with serving(tmp_path) as (_, client):
        for path in ("/welcome", "/session"):
            answer = await client.get(path, allow_redirects=False)
            assert (answer.status, answer.headers["Location"]) == (303, "/")
        assert (await client.get("/ws", headers=own(client))).status == 403
        assert (await client.get("/download/abc")).status == 404
        assert (await enter(client, "AAAA-BBBB-CCCC")).status == 403
        assert Quiet.started == []


async def test_the_right_code_lets_in_with_a_cookie_that_scripts_and_other_sites_cannot_use(tmp_path: Path) -> None:
    async with serving(tmp_path) as (_, client):
        answer = await enter(client, CODE.lower())
        assert answer.status == 303
        cookie = answer.cookies["seat"]
        assert (cookie["httponly"], cookie["samesite"], len(cookie.value) >= 40) == (True, "Strict", True)
        assert CODE not in await (await client.get("/welcome")).text()


async def test_after_some_wrong_codes_even_the_right_one_must_wait(tmp_path: Path) -> None:
    async with serving(tmp_path) as (_, client):
        for _ in range(4):
            last = await enter(client, "wrong")
        assert last.status == 429
        assert (await enter(client)).status == 429
        assert int((await enter(client)).headers["Retry-After"]) >= 1


async def test_every_answer_keeps_the_page_here(tmp_path: Path) -> None:
    async with serving(tmp_path) as (_, client):
        await enter(client)
        for path in ("/", "/welcome", "/session", "/gone", "/nowhere", "/static/pages.css", "/static/..%2fserver.py"):
            headers = (await client.get(path)).headers
            policy = headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "frame-ancestors 'none'" in policy
            assert "script-src 'self';" in policy
            assert headers["Referrer-Policy"] == "no-referrer"
            assert headers["Cache-Control"] == ("no-cache" if path.startswith("/static/") else "no-store")


async def test_forms_and_sockets_of_other_sites_are_refused(tmp_path: Path) -> None:
    async with serving(tmp_path) as (_, client):
        assert (await enter(client, Origin="http://elsewhere.example")).status == 403
        assert (await enter(client, Origin="null")).status == 403
        await enter(client)
        for origin in ("http://elsewhere.example", "null", ""):
            assert (await client.get("/ws", headers={"Origin": origin})).status == 403


async def test_only_who_asks_for_this_machine_by_its_own_name_is_answered(tmp_path: Path) -> None:
    async with serving(tmp_path, hosts=frozenset({"127.0.0.1"})) as (_, client):
        assert (await client.get("/", headers={"Host": "rebound.example"})).status == 403
        assert (await client.get("/")).status == 200


async def test_behind_a_proxy_its_address_counts(tmp_path: Path) -> None:
    url = "https://practice.example"
    async with serving(tmp_path, hosts=frozenset({"127.0.0.1"}), public_url=url) as (_, client):
        answer = await enter(client, Origin=url, Host="practice.example")
        assert answer.status == 303
        assert answer.cookies["seat"]["secure"]
        assert "wss://practice.example" in answer.headers["Content-Security-Policy"]
        assert (await enter(client, Origin="http://127.0.0.1", Host="practice.example")).status == 403


async def test_no_more_sessions_than_there_are_places(tmp_path: Path) -> None:
    async with serving(tmp_path, most=1) as (server, client):
        await enter(client)
        async with client.ws_connect("/ws", headers=own(client)):
            await enter(client)  # somebody else
            full = await client.get("/session")
            assert (full.status, "Retry-After" in full.headers) == (503, True)
            async with client.ws_connect("/ws", headers=own(client)) as second:
                assert (await second.receive()).data == FULL
            assert len(Quiet.started) == 1
        while server.sessions:
            await asyncio.sleep(0)
        assert (await client.get("/session")).status == 200


async def test_one_comes_back_by_own_code_and_an_unknown_one_is_refused(tmp_path: Path) -> None:
    async with serving(tmp_path) as (server, client):
        await enter(client)
        async with client.ws_connect("/ws", headers=own(client)):
            [folder] = server.sessions
        code = next(iter(server.people._by_cookie.values())).code
        assert (await enter(client, own_code=code)).status == 303
        assert server.people.by_cookie(next(reversed(server.people._by_cookie))).folder == folder  # type: ignore[union-attr]
        assert (await enter(client, own_code="AAAA-AAAA")).status == 403


async def test_leaving_forgets_the_browser(tmp_path: Path) -> None:
    async with serving(tmp_path) as (server, client):
        await enter(client)
        await client.post("/leave", headers=own(client))
        assert (await client.get("/session", allow_redirects=False)).status == 303
        assert not server.people._by_cookie


@pytest.mark.parametrize(
    "message", ["", "[]", "7", '["stdin"]', '["resize",{"width":"x"}]', '["stdin",5]', '{"a":1}', "[" * 9_000]
)
async def test_a_message_that_makes_no_sense_harms_nobody(message: str, tmp_path: Path) -> None:
    async with serving(tmp_path) as (_, client):
        await enter(client)
        async with client.ws_connect("/ws", headers=own(client)) as socket:
            await socket.send_str(message)
            await socket.send_str('["ping", 1]')
            assert (await socket.receive()).type in (WSMsgType.TEXT, WSMsgType.CLOSE)
        assert (await client.get("/session")).status == 200


@pytest.mark.parametrize(
    ("given", "size"),
    [
        ((None, None), (80, 24)),
        (("99999", "-3"), (400, 5)),
        (("1e999", "; rm -rf"), (80, 24)),
        (("120", 40), (120, 40)),
    ],
)
def test_a_size_is_always_within_reason(given: tuple[Any, Any], size: tuple[int, int]) -> None:
    assert _size(*given) == size


def test_a_session_gets_nothing_of_the_surroundings_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "s3cret")
    monkeypatch.setenv("NO_COLOR", "1")
    found = surroundings(OFFER, Path("/x/y"), 100, 30, "nl")
    assert "s3cret" not in str(found)
    assert found["ASSISTANT_HOME"] == found["HOME"] == str(Path("/x/y"))
    assert "NO_COLOR" not in found


def test_the_pages_have_the_same_words_in_both_languages_and_show_names_as_text() -> None:
    assert set(phrases("nl", "web").texts) == set(phrases("en", "web").texts)
    house = House(True, "<script>alert(1)</script>")
    for language in ("nl", "en"):
        made = session_page(language, house, "<i>", reader=True) + full_page(language, house)
        made += gone_page(language) + problem_page(language, "missing")
        assert "<script>alert" not in made
        assert "<i>" not in made
        assert f'<html lang="{language}">' in made
        assert "http" not in made  # nothing from elsewhere


async def test_a_real_session_draws_its_screen_and_is_gone_afterwards(tmp_path: Path) -> None:
    async with serving(tmp_path, fake=False) as (server, client):
        await enter(client)
        socket = await client.ws_connect("/ws?width=90&height=30", headers=own(client))
        seen = b""
        while b"F8" not in seen:
            seen += (await socket.receive()).data
        [(session, _)] = server.sessions.values()
        pid = session.pid
        os.kill(pid, 0)
        await socket.close()
        while server.sessions:
            await asyncio.sleep(0.02)
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
