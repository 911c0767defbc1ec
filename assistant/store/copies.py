"""A copy of everything in the shared store, as lines of a file that either kind of store restores; also one of an earlier version."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from assistant.store.problems import StoreProblem
from assistant.store.sql import COLUMNS, NUMBERED, VERSION, Sql

KIND = "rooms"


class SqlCopies(Sql):
    """Copies of a store in SQL."""

    def copied(self) -> Iterator[str]:
        """See Rooms."""
        with self._read():
            found = [
                (name, row)
                for name, columns in COLUMNS.items()
                for row in self._all(f"SELECT {columns} FROM {name} ORDER BY {columns}")
            ]
        yield json.dumps({"kind": KIND, "version": VERSION})
        for name, row in found:
            yield json.dumps([name, list(row)], ensure_ascii=False)

    def restored(self, lines: Iterable[str]) -> int:
        """See Rooms."""
        rows = _read_copy(lines)
        with self._write():
            if (
                self._one("SELECT 1 FROM room")
                or self._one("SELECT 1 FROM person")
                or self._one("SELECT 1 FROM trainer")
            ):
                raise StoreProblem("not_empty")
            for name, row in rows:
                marks = ",".join("?" * len(row))
                self._all(f"INSERT INTO {name} ({COLUMNS[name]}) VALUES ({marks})", *row)
            for name in NUMBERED:
                self._numbered(name)
        return sum(name == "room" for name, _ in rows)

    def _numbered(self, table: str) -> None:
        """New rows of this table get numbers after the highest."""


def _read_copy(lines: Iterable[str]) -> list[tuple[str, list[Any]]]:
    """The rows of a copy, by table. Raises StoreProblem."""
    try:
        head, *rows = [json.loads(line) for line in lines]
        if head["kind"] != KIND or not isinstance(head["version"], int):
            raise StoreProblem("copy")
        if head["version"] > VERSION:
            raise StoreProblem("newer")
        if any(len(row) != len(COLUMNS[name].split(",")) for name, row in rows):
            raise StoreProblem("copy")
        return [(name, row) for name, row in rows]
    except (ValueError, KeyError, TypeError) as error:
        raise StoreProblem("copy") from error
