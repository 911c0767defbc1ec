"""Persons and their rounds in the SQL that SQLite and PostgreSQL both know."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace

from assistant.store.problems import StoreProblem
from assistant.store.results import Record
from assistant.store.sql import Sql

_ROUND = "uid, case_id, version, mode, started, committed, again_from, cues"


class SqlPeople(Sql):
    """Persons in any store in SQL."""

    def _person(self, code: str) -> str:
        return self._hidden("person", code)

    def enrol(self, code: str, day: str) -> bool:
        """See People."""
        with self._write():
            made = self._all(
                "INSERT INTO person (code, day) VALUES (?,?) ON CONFLICT DO NOTHING RETURNING id",
                *(self._person(code), day),
            )
        return bool(made)

    def knows(self, code: str, day: str) -> bool:
        """See People."""
        hidden = self._person(code)
        with self._read():
            row = self._one("SELECT day FROM person WHERE code = ?", hidden)
        if row is not None and row[0] < day:
            with self._write():
                self._all("UPDATE person SET day = ? WHERE code = ?", day, hidden)
        return row is not None

    def pledge(self, code: str) -> str:
        """See People."""
        return self._hidden("pledge", code)[:32]

    def played(self, code: str) -> tuple[Record, ...]:
        """See People."""
        hidden = self._person(code)
        with self._read():
            rows = self._all(
                f"SELECT played.id, {_ROUND} FROM played JOIN person ON person.id = played.person"
                " WHERE person.code = ? ORDER BY played.id",
                hidden,
            )
            answers: dict[int, dict[str, str]] = {row[0]: {} for row in rows}
            for number, key, value in self._all(
                "SELECT played, key, value FROM choice WHERE played IN (SELECT played.id FROM played"
                " JOIN person ON person.id = played.person WHERE person.code = ?)",
                hidden,
            ):
                answers[number][key] = value
        found = []
        for number, uid, case, version, mode, started, committed, again_from, cues in rows:
            kept = (uid, code, case, version, mode, started, committed, again_from, json.loads(cues))
            found.append(Record(*kept, answers[number]))
        return tuple(found)

    def begin_round(self, code: str, record: Record) -> Record:
        """See People."""
        begun = replace(record, uid=record.uid or uuid.uuid4().hex, code=code, committed="")
        with self._write():
            person = self._one("SELECT id FROM person WHERE code = ?", self._person(code))
            if person is None:
                raise StoreProblem("gone")
            row = (begun.uid, begun.case, begun.version, begun.mode, begun.started, "", begun.again_from)
            number = self._all(
                f"INSERT INTO played (person, {_ROUND}) VALUES (?,?,?,?,?,?,?,?,?) RETURNING id",
                *(person[0], *row, json.dumps(dict(begun.cues))),
            )[0][0]
            for key, value in begun.answers.items():
                self._all("INSERT INTO choice VALUES (?,?,?)", number, key, value)
        return begun

    def answer_round(self, code: str, uid: str, key: str, value: str) -> None:
        """See People."""
        with self._write():
            self._all(
                "INSERT INTO choice VALUES (?,?,?) ON CONFLICT (played, key) DO UPDATE SET value = excluded.value",
                *(self._open(code, uid), key, value),
            )

    def commit_round(self, code: str, uid: str, day: str) -> None:
        """See People."""
        with self._write():
            self._all("UPDATE played SET committed = ? WHERE id = ?", day, self._open(code, uid))

    def _open(self, code: str, uid: str) -> int:
        """The round, kept as it is until the change ends."""
        row = self._one(
            "SELECT id, committed FROM played WHERE uid = ? AND person IN (SELECT id FROM person WHERE code = ?)"
            f"{self.alone}",
            *(uid, self._person(code)),
        )
        if row is None:
            raise StoreProblem("gone")
        if row[1]:
            raise StoreProblem("finished")
        return int(row[0])

    def forget_person(self, code: str) -> int:
        """See People."""
        with self._write():
            row = self._one("SELECT id FROM person WHERE code = ?", self._person(code))
            if row is None:
                return 0
            number = len(self._all("DELETE FROM played WHERE person = ? RETURNING id", row[0]))
            self._all("DELETE FROM person WHERE id = ?", row[0])
        return number

    def purge_people(self, before: str) -> int:
        """See People."""
        with self._write():
            return len(self._all("DELETE FROM person WHERE day < ? RETURNING id", before))
