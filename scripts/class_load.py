"""One class of 300 phones over HTTP: how long an answer takes, the next point, and the wall; beside it the page for danger.

    python scripts/class_load.py [--phones 300] [--pace 6]

`pace` is the mean number of seconds between two answers of one phone; people take twenty. Server and phones share this machine.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import ssl
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

import httpx2  # noqa: E402
from class_kills import CASE, opened, started  # noqa: E402

POINT = re.compile(r'name="q" value="([^"]+)"')
OPTION = re.compile(r'name="a" value="([^"]+)"')
HEADERS = {"Sec-Fetch-Site": "same-origin"}
TLS = ssl.create_default_context()
"""Made once: every phone would make its own, and that takes longer than a page."""


class Times:
    """How long things took, by name."""

    def __init__(self) -> None:
        self.of: dict[str, list[float]] = {}

    async def ask(self, name: str, web: httpx2.AsyncClient, address: str, **fields: str) -> httpx2.Response:
        """Ask for a page, or send a form."""
        begun = time.perf_counter()
        done = await (web.post(address, data=fields) if fields else web.get(address))
        self.of.setdefault(name, []).append(1000 * (time.perf_counter() - begun))
        return done

    def lines(self) -> Iterable[str]:
        """Number, median, 95th percentile and longest."""
        for name, found in self.of.items():
            found.sort()
            middle, most = found[len(found) // 2], found[max(0, int(len(found) * 0.95) - 1)]
            yield f"{name:22} {len(found):6}   median {middle:6.1f}   p95 {most:6.1f}   longest {found[-1]:7.1f} ms"


async def phone(times: Times, address: str, code: str, number: int, pace: float) -> None:
    """Join, answer every point, and be done."""
    lot = random.Random(number)
    await asyncio.sleep(lot.uniform(0, 2 * pace))
    async with httpx2.AsyncClient(base_url=address, headers=HEADERS, timeout=60, verify=TLS) as web:
        await times.ask("join", web, "/klas", code=code, once=f"phone {number}")
        page = await times.ask("next point", web, "/mee/1")
        for place in range(1, 99):
            key = POINT.search(page.text)
            if key is None:
                break
            await asyncio.sleep(lot.uniform(0.5, 1.5) * pace)
            chosen = {"a": lot.choice(OPTION.findall(page.text)), "sure": "80"}
            done = await times.ask("answer", web, f"/mee/{place}", q=key[1], turn="1", **chosen)
            if done.status_code != 303:
                raise RuntimeError(f"{done.status_code} at point {place}")
            page = await times.ask("next point", web, str(done.headers["location"]))
        await times.ask("Klaar", web, "/mee/klaar", turn="1")


async def watch(times: Times, wall: httpx2.AsyncClient, code: str) -> None:
    """The wall, which looks every two seconds."""
    while True:
        await times.ask("wall looks", wall, f"/wand/{code}/stand")
        await times.ask("page for danger", wall, "/gevaar")
        await asyncio.sleep(2)


async def run(phones: int, pace: float, home: Path) -> Iterable[str]:
    """The whole class."""
    process, said = await started(home, 0, "--case", CASE)
    code, link, where = (
        re.search(each, said) for each in (r"Klascode (\w+)", r"(/leiding/in/\S+)", r"(http://\S+:\d+)")
    )
    assert code is not None
    assert link is not None
    assert where is not None
    times, address = Times(), where[1]
    async with httpx2.AsyncClient(base_url=address, headers=HEADERS, timeout=60, verify=TLS) as desk:
        await opened(desk, link[1], code[1])
        watching = asyncio.create_task(watch(times, desk, code[1]))
        await asyncio.gather(*(phone(times, address, code[1], number, pace) for number in range(phones)))
        watching.cancel()
        for do, at in (("close", "1.open.0"), ("on", "1.closed.1"), ("on", "1.closed.2")):
            await times.ask(f"{do} at {at}", desk, f"/leiding/{code[1]}", do=do, at=at)
        wall = await times.ask("wall with the choices", desk, f"/wand/{code[1]}")
        ready = re.search(r"(\d+) klaar", wall.text)
    memory = Path(f"/proc/{process.pid}/status")
    held = re.search(r"VmHWM:\s+(\d+)", memory.read_text()) if memory.exists() else None
    process.kill()
    await process.wait()
    return [
        *times.lines(),
        f"ready: {ready and ready[1]}; memory of the server: {int(held[1]) // 1024 if held else '?'} MiB",
    ]


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="One class of many phones.")
    parser.add_argument("--phones", type=int, default=300)
    parser.add_argument("--pace", type=float, default=6.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        sys.stdout.write("\n".join(asyncio.run(run(options.phones, options.pace, Path(home)))) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
