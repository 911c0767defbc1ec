"""Forward chaining with durable_rules, in the subset that is safe. The only module that imports it.

Only flat ground facts with an explicit id are asserted, in the default session; a rule is a conjunction of at most fifteen ground
patterns; an action does nothing but note its rule. The host asserts what was concluded, closes negations and counts between strata, and
deletes the state at the end of every evaluation. Why each of these: the engine miscounts, leaks or kills the process otherwise.
"""

from __future__ import annotations

import itertools
import threading
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import durable_rules_engine
from durable import engine as durable

from assistant.errors import InternalFault
from assistant.reasoning.literals import base_atoms
from assistant.reasoning.program import Clause, Model, Program
from assistant.reasoning.situation import Situation

RULES_PER_SET = 4_000
RULES_PER_PATTERN = 250
BUCKET = 200
_BOOT = "boot"
_NAMES = itertools.count(1)


class _Host(durable.Host):  # type: ignore[misc]
    """A host without the background timers of the stock one, which walk freed sessions."""

    def _run(self) -> None:
        return


@dataclass(slots=True)
class _Copy:
    """One fact to assert for an atom: an atom that very many rules test is asserted as several facts."""

    fact: dict[str, Any]
    users: int = 0


class _Shard:
    """One durable_rules rule set: at most RULES_PER_SET of the clauses."""

    def __init__(self, host: _Host, clauses: list[tuple[int, Clause]], noted: list[int]) -> None:
        self.name = f"pack-{next(_NAMES)}"
        self.host = host
        self.copies: dict[int, list[_Copy]] = {}
        self.ids = _Ids()
        self.values = itertools.count(BUCKET)
        self.boot = {"id": self.ids.take(_BOOT), "b": 0, "k": _BOOT}
        definition: dict[str, Any] = {
            _BOOT: {"all": [{"c0": {"$and": [{"b": 0}, {"k": _BOOT}]}}], "run": _only_note(None, noted)}
        }
        for number, clause in clauses:
            patterns = [{f"c{position}": self._pattern(atom)} for position, atom in enumerate(clause.body)]
            definition[f"r{number}"] = {"all": patterns, "run": _only_note(number, noted)}
        host.register_rulesets({self.name: definition})
        self.rules = host.get_ruleset(self.name)

    def _pattern(self, atom: int) -> dict[str, Any]:
        copies = self.copies.setdefault(atom, [])
        if not copies or copies[-1].users >= RULES_PER_PATTERN:
            value = next(self.values)
            key = f"{atom}#{len(copies)}"
            copies.append(_Copy({"id": self.ids.take(key), "b": value // BUCKET, "k": key}))
        copies[-1].users += 1
        return {"$and": [{"b": copies[-1].fact["b"]}, {"k": copies[-1].fact["k"]}]}


class _Ids:
    """Fact ids that do not collide in the engine's 32-bit FNV hash (it takes colliding facts for duplicates)."""

    def __init__(self) -> None:
        self.hashes: set[int] = set()

    def take(self, wish: str) -> str:
        for attempt in itertools.count():
            name = wish if not attempt else f"{wish}~{attempt}"
            value = fnv32(name)
            if value not in self.hashes:
                self.hashes.add(value)
                return name
        raise AssertionError  # pragma: no cover - count() does not end


def fnv32(text: str) -> int:
    """The 32-bit FNV-1a hash of `text` in UTF-8."""
    value = 2166136261
    for byte in text.encode():
        value = ((value ^ byte) * 16777619) & 0xFFFFFFFF
    return value


def _only_note(number: int | None, noted: list[int]) -> Callable[[Any], None]:
    # One positional parameter, nothing but a note: an exception here would be swallowed, an assert would reorder the agenda.
    def action(_closure: Any) -> None:
        if number is not None:
            noted.append(number)

    return action


class Engine:
    """A compiled program in durable_rules. Build it once; `evaluate` may be called any number of times."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._lock = threading.Lock()
        self._noted: list[int] = []
        self._shards: list[_Shard] = []
        self._clean_up: weakref.finalize[Any, Any] | None = None
        self._build()

    def _build(self) -> None:
        numbered = list(enumerate(self.program.clauses))
        host = _Host()
        size = RULES_PER_SET - 1
        parts = [numbered[start : start + size] for start in range(0, len(numbered), size)] or [[]]
        self._shards = [_Shard(host, part, self._noted) for part in parts]
        self._clean_up = weakref.finalize(self, _delete, [shard.rules for shard in self._shards])

    def close(self) -> None:
        """Give the memory of the rule sets back. The engine cannot be used afterwards."""
        if self._clean_up is not None:
            self._clean_up()

    def evaluate(self, situation: Situation) -> Model:
        """The conclusions for one situation. Raises InternalFault when durable_rules reports an error of its own."""
        with self._lock:
            return self._evaluate(base_atoms(self.program, situation))

    def _evaluate(self, base: list[int]) -> Model:
        started: list[_Shard] = []
        true = bytearray(len(self.program.atoms))
        fired: set[int] = set()
        finished = False
        try:
            for shard in self._shards:
                shard.host.assert_fact(shard.name, dict(shard.boot))
                started.append(shard)
            self._noted.clear()
            for closures in ((), *self.program.strata):
                queue = base if not closures else [c.atom for c in closures if c.holds(true)]
                self._chain(queue, true, fired)
            finished = True
        finally:
            self._noted.clear()
            for shard in started:
                shard.host.delete_state(shard.name)
            if not finished and len(started) < len(self._shards):
                # Interrupted inside the very first assertion: a state in which nothing fired may not be deleted.
                self._build()
        return Model(frozenset(atom for atom, holds in enumerate(true) if holds), frozenset(fired))

    def _chain(self, queue: list[int], true: bytearray, fired: set[int]) -> None:
        """Assert breadth first until nothing new is concluded."""
        clauses = self.program.clauses
        for atom in queue:
            true[atom] = 1
        waiting = queue
        while waiting:
            for atom in waiting:
                for shard in self._shards:
                    for copy in shard.copies.get(atom, ()):
                        self._assert(shard, copy)
            concluded: dict[int, None] = {}
            for number in self._noted:
                fired.add(number)
                head = clauses[number].head
                if not true[head]:
                    true[head] = 1
                    concluded[head] = None
            self._noted.clear()
            waiting = list(concluded)

    @staticmethod
    def _assert(shard: _Shard, copy: _Copy) -> None:
        try:
            state = shard.host.assert_fact(shard.name, dict(copy.fact))
        except (durable.MessageObservedException, durable.MessageNotHandledException) as error:
            raise InternalFault(f"durable_rules refused a fact it should know: {copy.fact['k']}") from error
        if state and "exception" in state:
            # The stock host swallows whatever an action raises, an interrupt by the user too.
            raise InternalFault(f"durable_rules stopped in an action: {state['exception']}")


def _delete(rulesets: list[Any]) -> None:
    for ruleset in rulesets:
        durable_rules_engine.delete_ruleset(ruleset._handle)
