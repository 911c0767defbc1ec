"""The pages, asked over HTTP on this machine: a thousand conversations, a class of three hundred phones, each beside an empty page of Starlette.

Server and askers share the machine. A server is a process of its own, as `assistant serve` starts it; the askers speak HTTP/1.1 themselves,
for a library would take more of the processor than the pages do.
"""

from __future__ import annotations

import asyncio
import gzip
import itertools
import json
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import yaml

from benchmarks.report import ROOT, Section, mib, ms

ANSWERS = ROOT / "tests/cases/model_conversation.yaml"
CASE = "big_questions_a"
CONVERSATIONS, PACE = 1_000, 20.0
PHONES = 300
POINT = re.compile(r'name="q" value="([^"]+)"')
OPTION = re.compile(r'name="a" value="([^"]+)"')
TOKEN = re.compile(r'name="s" value="([^"]+)"')
EMPTY = """
import sys
sys.path.insert(0, sys.argv[1])
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route
from assistant.web import edge
async def page(request):
    return HTMLResponse("<p>page</p>")
edge.serve(Starlette(routes=[Route("/", page)]), "127.0.0.1", 0, lambda port: print(f"http://127.0.0.1:{port} Ctrl+C", file=sys.stderr, flush=True))
"""


@dataclass(frozen=True)
class Answer:
    """What came back: status, headers that matter here, the page, how long it took in ms and how many bytes were sent for it."""

    status: int
    to: str
    tag: str
    text: str
    took: float
    sent: int


@dataclass
class Asker:
    """One browser: one connection that is kept open, and its cookies."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    _streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, path: str, fields: Mapping[str, str | Sequence[str]] | None = None, tag: str = "") -> Answer:
        """A page, or with `fields` a form that is sent."""
        body = urlencode(fields, doseq=True) if fields is not None else ""
        lines = [
            f"{'POST' if fields is not None else 'GET'} {path} HTTP/1.1",
            f"Host: localhost:{self.port}",
            "Sec-Fetch-Site: same-origin",
            "Accept-Encoding: gzip",
        ]
        lines += [f"Cookie: {'; '.join(f'{name}={value}' for name, value in self.cookies.items())}"] * bool(
            self.cookies
        )
        lines += [f"If-None-Match: {tag}"] * bool(tag)
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"] * bool(body)
        begun = time.perf_counter()
        if self._streams is None or self._streams[1].is_closing() or self._streams[0].at_eof():  # idle for too long
            self._streams = await asyncio.open_connection("127.0.0.1", self.port, limit=1_000_000)
        reader, writer = self._streams
        writer.write("\r\n".join((*lines, "", body)).encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        found: dict[str, str] = {}
        for line in head.split("\r\n")[1:]:
            name, _, value = line.partition(": ")
            if name.lower() == "set-cookie":
                cookie, _, kept = value.partition(";")[0].partition("=")
                self.cookies[cookie] = kept.strip('"')
            else:
                found[name.lower()] = value
        data = await reader.readexactly(int(found.get("content-length", "0")))
        took = 1000 * (time.perf_counter() - begun)
        text = gzip.decompress(data) if found.get("content-encoding") == "gzip" else data
        return Answer(
            int(head.split()[1]), found.get("location", ""), found.get("etag", ""), text.decode(), took, len(data)
        )

    def close(self) -> None:
        """Close the connection."""
        if self._streams is not None:
            self._streams[1].close()


@dataclass(frozen=True)
class Server:
    """A server that runs, and what it said when it was ready."""

    pid: int
    port: int
    said: str

    @property
    def cpu(self) -> float:
        """Processor time used so far, in ms; 0 where the system does not tell."""
        try:
            part = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return 0.0
        return 1000 * (int(part[11]) + int(part[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def memory(self) -> float:
        """The most memory it took, in MiB; 0 where the system does not tell."""
        try:
            found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{self.pid}/status").read_text())
        except OSError:
            return 0.0
        return int(found[1]) / 1024 if found else 0.0


@asynccontextmanager
async def running(home: str, *command: str) -> AsyncIterator[Server]:
    """A server of its own; ended afterwards."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, *command),
        cwd=ROOT,
        env={**os.environ, "ASSISTANT_HOME": home, "ASSISTANT_LANG": "nl"},
        stderr=asyncio.subprocess.PIPE,
    )
    said = ""
    assert process.stderr is not None
    while "Ctrl+C" not in said:
        line = await asyncio.wait_for(process.stderr.readline(), 60)
        if not line:
            raise RuntimeError(said)
        said += line.decode()
    port = re.search(r"http://[\w.]+:(\d+)", said)
    assert port is not None
    try:
        yield Server(process.pid, int(port[1]), said)
    finally:
        process.terminate()
        await process.wait()


def pages(home: str, *options: str) -> AbstractAsyncContextManager[Server]:
    """`assistant serve`."""
    return running(home, "-m", "assistant", "serve", "--no-open", "--port", "0", *options)


class Times:
    """How long things took, by name, in ms."""

    def __init__(self) -> None:
        self.of: dict[str, list[float]] = {}

    def took(self, name: str, answer: Answer, status: int = 200) -> Answer:
        """Keep one. Raises RuntimeError when the answer is not what it must be."""
        if answer.status != status:
            raise RuntimeError(f"{name}: {answer.status}, not {status}")
        self.of.setdefault(name, []).append(answer.took)
        return answer

    def at(self, name: str, part: float) -> float:
        """The value that `part` of all stay within."""
        found = sorted(self.of[name])
        return found[min(len(found) - 1, int(part * len(found)))]


# ---------------------------------------------------------------- conversations


@dataclass(frozen=True)
class Turn:
    """A page of a conversation, and the form that answers it; no form on the result."""

    path: str
    form: Mapping[str, str | Sequence[str]] | None
    sent: int


async def walked(port: int) -> tuple[list[Turn], Asker]:
    """The model conversation, page by page. A page holds all of its state, so a thousand people may each stand at any of them."""
    asker, turns = Asker(port), list[Turn]()
    told = yaml.safe_load(ANSWERS.read_text("utf-8"))["answers"]
    at = (await asker.ask("/check", {"do": "begin", "dialogue": "self_check"})).to
    for _ in range(60):
        page = await asker.ask(at)
        key, token = POINT.search(page.text), TOKEN.search(page.text)
        if key is None or token is None:
            turns.append(Turn(at, None, page.sent))
            return turns, asker
        given, _, about = told.get(key[1], "unknown"), *key[1].partition("@")[1:]
        form: dict[str, str | Sequence[str]] = {"s": token[1], "q": key[1], "do": "next"}
        if isinstance(given, dict):
            form |= {f"{name}@{about}": value for name, value in given.items()}
        else:
            form["a"] = ["none_of_these"] if given == "none" else given
        turns.append(Turn(at, form, page.sent))
        at = (await asker.ask("/check", form)).to
    raise RuntimeError("The conversation does not end.")


async def conversations(seconds: float, people: int = CONVERSATIONS) -> tuple[Times, list[Turn], dict[str, float]]:
    """So many people for so long, each answering every PACE seconds; beside each answer an empty page."""
    with tempfile.TemporaryDirectory() as home:
        async with pages(home) as server, running(home, "-c", EMPTY, str(ROOT)) as empty:
            turns, walker = await walked(server.port)
            first = Times()
            for _ in range(40):
                first.took("first page", await walker.ask("/"))
            times, end = Times(), time.monotonic() + seconds
            cpu, lot = server.cpu, random.Random(1)

            async def person(place: int) -> None:
                asker, other = Asker(server.port, dict(walker.cookies)), Asker(empty.port)
                await asyncio.sleep(lot.uniform(0, PACE))
                while time.monotonic() < end:
                    turn = turns[place % len(turns)]
                    if turn.form is None:
                        times.took("result", await asker.ask(turn.path))
                    else:
                        asker.cookies.pop("latest", None)  # with it, what all of them answered later would count too
                        answer = times.took("answer", await asker.ask("/check", turn.form), 303)
                        last = turns[(place + 1) % len(turns)].form is None
                        times.took("result" if last else "next question", await asker.ask(answer.to))
                    times.took("empty page", await other.ask("/"))
                    place += 1
                    await asyncio.sleep(lot.uniform(0.5, 1.5) * PACE)
                asker.close()
                other.close()

            await asyncio.gather(*(person(number) for number in range(people)))
            number = len(times.of["answer"])
            found = {"cpu": (server.cpu - cpu) / number, "memory": server.memory, "first": first.at("first page", 0.5)}
            walker.close()
    return times, turns, found


# ---------------------------------------------------------------- a class


async def a_class(pace: float, phones: int = PHONES) -> tuple[Times, dict[str, float]]:
    """A class whose phones answer every `pace` seconds; the wall looks every two seconds, and is led through its steps."""
    with tempfile.TemporaryDirectory() as home:
        async with pages(home, "--case", CASE) as server:
            code, key = re.search(r"Klascode (\w+)", server.said), re.search(r"(/leiding/in/\S+)", server.said)
            assert code is not None
            assert key is not None
            desk, times, changed = Asker(server.port), Times(), list[float]()
            await desk.ask(key[1], {})
            await desk.ask(f"/leiding/{code[1]}", {"do": "open", "at": "1.lobby.0"})
            seats = [Asker(server.port) for _ in range(phones)]
            for number, seat in enumerate(seats):
                times.took("join", await seat.ask("/klas", {"code": code[1], "once": f"phone {number}"}), 303)
            cpu, lot = server.cpu, random.Random(2)

            async def phone(seat: Asker) -> None:
                await asyncio.sleep(lot.uniform(0, pace))
                page = await seat.ask("/mee/1")
                for place in itertools.count(1):
                    asked = POINT.search(page.text)
                    if asked is None:
                        break
                    await asyncio.sleep(lot.uniform(0.5, 1.5) * pace)
                    chosen = {"a": lot.choice(OPTION.findall(page.text)), "sure": "80", "q": asked[1], "turn": "1"}
                    answer = times.took("answer", await seat.ask(f"/mee/{place}", chosen), 303)
                    page = times.took("next point", await seat.ask(answer.to))
                times.took("ready", await seat.ask("/mee/klaar", {"turn": "1"}), 303)

            at, moved = "", 0.0

            async def wall() -> None:
                nonlocal at, moved
                eye, tag = Asker(server.port, desk.cookies), ""
                while True:
                    seen = await eye.ask(f"/wand/{code[1]}/stand", tag=tag)
                    if seen.status == 200:
                        tag, now = seen.tag, json.loads(seen.text)["at"]
                        if moved and now != at:
                            changed.append(time.monotonic() - moved)
                            times.took("wall", await eye.ask(f"/wand/{code[1]}"))
                            moved = 0.0
                        at = now
                    await asyncio.sleep(2 * lot.uniform(0.8, 1.2))

            watching = asyncio.create_task(wall())
            await asyncio.gather(*map(phone, seats))
            used = (server.cpu - cpu) / len(times.of["answer"])
            for do, stands in (("close", "1.open.0"), ("on", "1.closed.1"), ("on", "1.closed.2"), ("on", "1.closed.3")):
                moved = time.monotonic()
                times.took("desk", await desk.ask(f"/leiding/{code[1]}", {"do": do, "at": stands}), 303)
                for _ in range(100):
                    await asyncio.sleep(0.1)
                    if not moved:
                        break
                if stands == "1.closed.2":
                    for _ in range(11):
                        times.took("class view", await desk.ask(f"/wand/{code[1]}"))
            watching.cancel()
            tag, before, polls = (await seats[0].ask("/mee/stand")).tag, server.cpu, 1_500
            for number in range(polls):
                times.took("poll", await seats[number % len(seats)].ask("/mee/stand", tag=tag), 304)
            poll = (server.cpu - before) / polls
            commit = await _commit(home)
            figures = {"changed": max(changed), "poll": poll, "memory": server.memory, "commit": commit}
            figures["cpu"] = used
            for seat in seats:
                seat.close()
    return times, figures


async def _commit(home: str) -> float:
    """How long one answer of a class takes to be on disk in SQLite, in ms; the median of 200."""
    from assistant.store.rooms import Change, StoryRow
    from assistant.store.rooms_sqlite import SqliteRooms

    store, took = SqliteRooms(Path(home) / "commit.sqlite3", bytes(32)), list[float]()
    room = store.make("", "a", 1)
    store.change(room.id, lambda _: Change(StoryRow(1, CASE, "1", "simulation", "open", 0, 0, True)), 1)
    seat = store.join(room.id, "ticket", "once")
    for number in range(200):
        begun = time.perf_counter()
        store.answer(seat, 1, "step", str(number), settles=False)
        took.append(1000 * (time.perf_counter() - begun))
    store.finish()
    return sorted(took)[100]


# ---------------------------------------------------------------- told


def measure(quick: bool) -> list[Section]:
    """The two parts; `quick` asks for less long."""
    pace = 5.0 if quick else 12.0
    times, turns, found = asyncio.run(conversations(30 if quick else 90))
    phones, room = asyncio.run(a_class(pace))
    questions = sorted(turn.sent for turn in turns if turn.form is not None)
    static = ROOT / "assistant" / "web" / "static"
    css = sum(file.stat().st_size for file in static.glob("*.css"))  # a page of a class loads both
    js = max(file.stat().st_size for file in static.glob("*.js"))  # each page loads one
    figures = {
        "answer_p95": times.at("answer", 0.95),
        "question_p95": times.at("next question", 0.95),
        "result_p95": times.at("result", 0.95),
        "empty_p95": times.at("empty page", 0.95),
        "first_page": found["first"],
        "memory": found["memory"],
        "answer_cpu": found["cpu"],
        "class_answer_p95": phones.at("answer", 0.95),
        "class_changed_ms": 1000 * room["changed"],
        "class_view": max(phones.of["wall"] + phones.of["class view"]),
        "class_memory": room["memory"],
        "class_answer_cpu": room["cpu"],
        "poll_cpu": room["poll"],
        "commit": room["commit"],
        "question_bytes": questions[len(questions) // 2],
        "question_bytes_largest": questions[-1],
        "result_bytes": turns[-1].sent,
        "css_bytes": css,
        "js_bytes": js,
    }
    rows = [("what", "median", "95 of 100 within", "longest", "how many"), *_rows(times), *_rows(phones, "class: ")]
    told = [
        f"{CONVERSATIONS:,} conversations that each answer every {PACE:.0f} s, at any page of one; then {PHONES} phones in one class that each answer "
        f"every {pace:.0f} s. Server and askers share the machine. Beside every answer an empty page of Starlette was asked for, from a server of its own."
    ]
    notes = [
        f"First page: {ms(found['first'])} with nothing else to do. Together {mib(found['memory'])}; the class {mib(room['memory'])}.",
        f"Processor time: {found['cpu']:.1f} ms for an answer with its next page, {room['cpu']:.1f} ms in a class, {room['poll']:.2f} ms for a phone that "
        f"looks whether something changed. An answer is on disk after {ms(room['commit'])}.",
        f"A change of the desk was on the wall after {room['changed']:.1f} s at most; the wall with {PHONES} phones took {ms(figures['class_view'])} at most.",
        f"Bytes: a question {figures['question_bytes']:,} (the longest {figures['question_bytes_largest']:,}), the result {figures['result_bytes']:,}, styles {css:,}, script {js:,} "
        "(pages as they are sent, packed).",
    ]
    return [Section("Pages", told, rows, notes, {name: round(value, 3) for name, value in figures.items()})]


def _rows(times: Times, before: str = "") -> Iterable[tuple[str, ...]]:
    for name, found in times.of.items():
        yield f"{before}{name}", ms(times.at(name, 0.5)), ms(times.at(name, 0.95)), ms(max(found)), f"{len(found):,}"
