"""docs/administrator.md: each fact has its test, and the tables, columns and cookies are those of the program."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.testclient import TestClient
from web_visitor import AS_OF, Clock, Visitor, guide, site_for

from assistant.store.rooms_sqlite import NAME, SqliteRooms
from assistant.store.sql import COLUMNS
from assistant.web.room import ClassPlan
from assistant.web.seal import Keys
from assistant.web.site import Plan, Site

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


def test_two_processes_with_one_key_and_one_store_serve_the_same_people(tmp_path: Path) -> None:
    clock, key = Clock(), bytes(range(32))
    stores = [SqliteRooms(tmp_path / NAME, key) for _ in range(2)]
    plans = [ClassPlan(lambda store=store: store) for store in stores]  # type: ignore[misc]
    one, two = (
        Visitor(Site(Plan(guide(), Keys(None, clock, key), lambda: AS_OF, clock=clock, classes=plan))) for plan in plans
    )
    page = one.answer(one.begin(), "no")
    one.post({"do": "new"}, "/oefenen/code")
    one.post({"mode": "practice"}, f"/oefenen/{next(iter(guide().pack.cases))}")
    two.client.cookies = one.client.cookies
    assert two.answer(page, "none_of_these").key == "role"
    assert "Verder waar u was" not in two.get("/oefenen").text  # nothing was answered yet
    assert two.get("/oefenen/voortgang").status == 200
    for store in stores:
        store.finish()
