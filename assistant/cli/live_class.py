"""What `assistant serve` does for live classes: where rooms are kept, a first story, and what a trainer is told."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant import settings
from assistant.cli.common import BAD_INPUT, fail
from assistant.content.interface import phrases
from assistant.content.model import Language, Pack
from assistant.content.reader import nearest
from assistant.store.people import LASTS_DAYS
from assistant.store.problems import StoreProblem
from assistant.store.rooms import store_key
from assistant.store.rooms_sqlite import NAME, SqliteRooms

if TYPE_CHECKING:
    from assistant.store.rooms import Store
    from assistant.web.room import ClassPlan
    from assistant.web.site import Site

SWEEP_SECONDS = 3600.0


def store_opener(url: str, language: Language) -> Callable[[], Store]:
    """Opens the store of rooms, once: a file in the folder of the assistant, or the database at `url`. Stops when that is no address."""
    words = phrases(language, "room")
    if url and not url.startswith(("postgresql://", "postgres://")):
        fail(words("serve.store"), BAD_INPUT)
    if url:
        try:
            from assistant.store import rooms_pg  # only there with the library for PostgreSQL
        except ImportError:
            fail(words("serve.store"), BAD_INPUT)

    @lru_cache(1)
    def opened() -> Store:
        key = settings.web_key() or store_key(settings.home())
        if url:
            return rooms_pg.PostgresRooms(url, key)
        return SqliteRooms(settings.home() / NAME, key)

    return opened


def sweep(opened: Callable[[], Store], url: str) -> None:
    """Remove rooms that are over and persons who stayed away, now and every hour; a store that nobody used yet is not made for it."""

    def sweeping() -> None:
        while True:
            try:
                if url or (settings.home() / NAME).exists():
                    opened().purge(int(time.time() // 3600))
                    opened().purge_people(str(date.fromisoformat(settings.today()) - timedelta(days=LASTS_DAYS)))
            except (StoreProblem, OSError):
                pass  # the next page about a class says it
            time.sleep(SWEEP_SECONDS)

    threading.Thread(target=sweeping, daemon=True).start()


def known_case(pack: Pack, name: str, language: Language) -> None:
    """Stops when a story does not exist."""
    if name and name not in pack.cases:
        near = nearest(name, pack.cases) or ", ".join(list(pack.cases)[:3])
        fail(phrases(language, "room")("serve.case", case=name, near=near), BAD_INPUT)


def told_of_classes(site: Site, plan: ClassPlan, address: str, case: str, mode: str, language: Language) -> list[str]:
    """What is printed: the address of the wall, how the trainer comes in, and the first room, when a story was named."""
    words = phrases(language, "room")
    lines = [
        words("serve.wall", address=address),
        words("serve.code", address=address, code=plan.code, key=plan.link),
    ]
    if case and site.house is not None:
        live = site.house.live
        room = live.make("", plan.link)
        live.set_story(room.id, case, mode, "0.none")
        title = live.view(case, language, {}).title
        lines.append(words("serve.room", code=room.code, title=title))
    return lines
