"""Kill the server of a live class while 30 phones answer over HTTP, start it again, and look at what is kept.

Each phone joins by code, opens the story, and answers points by lot, also ones it answered before. What a phone got a redirect for is
acknowledged. After the last kill it is checked that every acknowledged answer, or one that the same phone sent after it, is there; that
nobody has two seats; and that the file is sound.

    python scripts/class_kills.py [--kills 20] [--phones 30] [--seed 1]
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import socket
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

import httpx2  # noqa: E402

from assistant.store.rooms import store_key  # noqa: E402
from assistant.store.rooms_sqlite import NAME, SqliteRooms  # noqa: E402

CASE = "lost_friend_a"
PATIENCE = 60.0


@dataclass
class Phone:
    """One phone: its cookie, what was acknowledged by point, and what was sent after that."""

    number: int
    lot: random.Random
    ticket: str = ""
    asked: str = ""
    acknowledged: dict[str, str] = field(default_factory=dict)
    sent: dict[str, set[str]] = field(default_factory=dict)
    answers: int = 0
    retries: int = 0

    async def play(self, address: str, code: str, stop: asyncio.Event) -> None:
        """Join, and answer until told to stop."""
        async with httpx2.AsyncClient(base_url=address, headers={"Sec-Fetch-Site": "same-origin"}, timeout=20) as web:
            while not stop.is_set():
                try:
                    await (self._answer(web) if self.ticket else self._join(web, code))
                except httpx2.TransportError:
                    self.retries += 1
                    await asyncio.sleep(0.1)

    async def _join(self, web: httpx2.AsyncClient, code: str) -> None:
        answer = await web.post("/klas", data={"code": code, "once": f"phone {self.number}"})
        if answer.status_code == 303:
            self.ticket = str(web.cookies["plek"])

    async def _answer(self, web: httpx2.AsyncClient) -> None:
        place = self.lot.randrange(1, len(self.acknowledged) + 2)
        page = await web.get(f"/mee/{place}")
        key = re.search(r'name="q" value="(mark\.[^"]+)"', page.text)
        if page.status_code != 200 or key is None:  # not open yet, or all points are marked
            await asyncio.sleep(0.05)
            return
        value = f"{self.lot.choice(('yes', 'no'))} {self.lot.choice((50, 60, 70, 80, 90, 100))}"
        self.sent.setdefault(key[1], set()).add(value)
        matters, sure = value.split()
        answer = await web.post(f"/mee/{place}", data={"q": key[1], "turn": "1", "a": matters, "sure": sure})
        if answer.status_code == 303:
            self.acknowledged[key[1]], self.sent[key[1]] = value, set()
            self.answers += 1


@dataclass
class Found:
    """What was found."""

    kills: int
    answers: int
    retries: int
    lost: int
    doubled: int
    sound: bool


async def started(home: Path, port: int, *options: str) -> tuple[asyncio.subprocess.Process, str]:
    """The server, once it says that it can be stopped, and what it said."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "assistant", "serve", "--no-open", "--port", str(port), *options),
        cwd=ROOT,
        env={**os.environ, "ASSISTANT_HOME": str(home), "ASSISTANT_LANG": "nl"},
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stderr is not None
    said = ""
    while "Ctrl+C" not in said:
        line = await asyncio.wait_for(process.stderr.readline(), PATIENCE)
        if not line:
            raise RuntimeError(said)
        said += line.decode()
    return process, said


async def opened(web: httpx2.AsyncClient, link: str, code: str) -> None:
    """Come in as the trainer, and open the story."""
    await web.post(link)
    await web.post(f"/leiding/{code}", data={"do": "open", "at": "1.lobby.0"})


async def kill(kills: int, phones: int, seed: int, home: Path) -> Found:
    """Kill the server so many times, and look."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    lot, stop, address = random.Random(seed), asyncio.Event(), f"http://localhost:{port}"
    process, said = await started(home, port, "--case", CASE)
    code, link = re.search(r"Klascode (\w+)", said), re.search(r"(/leiding/in/\S+)", said)
    assert code is not None
    assert link is not None
    async with httpx2.AsyncClient(base_url=address, headers={"Sec-Fetch-Site": "same-origin"}) as web:
        await opened(web, link[1], code[1])
    crowd = [Phone(number, random.Random(seed * 1000 + number)) for number in range(phones)]
    playing = [asyncio.create_task(phone.play(address, code[1], stop)) for phone in crowd]
    for _ in range(kills):
        await asyncio.sleep(lot.uniform(0.2, 1.5))
        process.kill()
        await process.wait()
        process, _ = await started(home, port)
    before = sum(phone.answers for phone in crowd)
    end = time.monotonic() + PATIENCE
    while sum(phone.answers for phone in crowd) == before and time.monotonic() < end:
        await asyncio.sleep(0.1)
    stop.set()
    await asyncio.gather(*playing)
    process.kill()
    await process.wait()
    return _looked(crowd, kills, home)


def _looked(crowd: Sequence[Phone], kills: int, home: Path) -> Found:
    rooms = SqliteRooms(home / NAME, store_key(home))
    lost = 0
    for phone in crowd:
        seat = rooms.seat(phone.ticket)
        kept = rooms.given(seat, 1).answers if seat else {}
        lost += sum(kept.get(key) not in {value, *phone.sent[key]} for key, value in phone.acknowledged.items())
    seats = int(rooms._db.execute("SELECT COUNT(*) FROM seat").fetchone()[0])
    sound = rooms._db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    rooms.finish()
    answers, retries = (sum(getattr(phone, name) for phone in crowd) for name in ("answers", "retries"))
    return Found(kills, answers, retries, lost, seats - sum(bool(phone.ticket) for phone in crowd), sound)


def main() -> int:
    """Print what was found; 1 when something was lost or doubled."""
    parser = argparse.ArgumentParser(description="Kill the server of a live class.")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--phones", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        found = asyncio.run(kill(options.kills, options.phones, options.seed, Path(home)))
    sys.stdout.write(f"{found}\n")
    return int(found.lost > 0 or found.doubled > 0 or not found.sound)


if __name__ == "__main__":
    raise SystemExit(main())
