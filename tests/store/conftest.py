"""The shared store, as tests use it: on SQLite, and on a PostgreSQL of our own where one is installed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.store.rooms import Store
from assistant.store.rooms_sqlite import NAME, SqliteRooms
from tests.store import postgres


@pytest.fixture(scope="session")
def database() -> Iterator[str]:
    if why := postgres.missing():
        pytest.skip(why)
    with postgres.running() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def rooms(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    made: Store
    if request.param == "sqlite":
        made = SqliteRooms(tmp_path / NAME, postgres.KEY)
    else:
        made = postgres.store(request.getfixturevalue("database"), request.node.name)
    yield made
    made.finish()
