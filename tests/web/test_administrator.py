"""docs/administrator.md: each fact has its test, and the tables, columns and cookies are those of the program."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.testclient import TestClient
from web_visitor import Clock, Visitor, guide, site_for

from assistant.store.rooms_sqlite import SqliteRooms
from assistant.store.sql import COLUMNS
from assistant.web.room import ClassPlan

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "administrator.md").read_text("utf-8")


def test_every_fact_has_a_test_that_exists() -> None:
    facts = PAGE.partition("## Facts for a DPIA")[2].partition("\n## ")[0]
    rows = [line for line in facts.splitlines() if line.startswith("|")][2:]
    assert len(rows) > 20
    for row in rows:
        found = re.search(r"`([\w/]+\.py)::(test_\w+)`", row)
        assert found is not None, row
        assert re.search(rf"^(async )?def {found[2]}\(", (ROOT / found[1]).read_text("utf-8"), re.MULTILINE), row


def test_these_are_all_the_tables_and_columns() -> None:
    told = dict(re.findall(r"^\| `(\w+)` \| ([\w, ]+) \|", PAGE, re.MULTILINE))
    assert told == COLUMNS
    kept = SqliteRooms(None, bytes(32))
    there = {row[0] for row in kept._all("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert there == {*COLUMNS, "meta"}
    for table, columns in COLUMNS.items():
        assert [row[1] for row in kept._all(f"PRAGMA table_info({table})")] == columns.split(", ")


def test_these_are_all_the_cookies() -> None:
    kept = SqliteRooms(None, bytes(32))
    visitor = Visitor(site_for(Clock(), classes=ClassPlan(lambda: kept, "AAAA-AAAA-AAAA")))
    visitor.get("/?lang=en")
    visitor.answer(visitor.begin(), "no")
    visitor.post({"code": "AAAA-AAAA-AAAA"}, "/leiding")
    page = visitor.post({"case": next(iter(guide().pack.cases)), "once": "a"}, "/leiding/nieuw")
    visitor.post({"code": str(page.response.url).rpartition("/")[2], "once": "b"}, "/klas")
    visitor.post({"do": "new"}, "/oefenen/code")
    visitor.post({"mode": "practice"}, f"/oefenen/{next(iter(guide().pack.cases))}")
    told = re.findall(r"`(\w+)`", PAGE.partition("Cookies,")[2].partition("\n\n")[0])
    assert sorted(told) == sorted({cookie.name for cookie in visitor.client.cookies.jar})


def test_health_is_told_on_this_computer_only() -> None:
    site = site_for(Clock(), classes=ClassPlan(lambda: SqliteRooms(None, bytes(32))))
    for client, headers, code in (
        ("127.0.0.1", {}, 200),
        ("127.0.0.1", {"x-forwarded-for": "1.2.3.4"}, 404),
        ("1.2.3.4", {}, 404),
    ):
        asking = TestClient(site.app(), base_url="http://localhost", client=(client, 1))
        assert asking.get("/gezond", headers=headers).status_code == code
