"""Forward chaining with durable_rules, in the subset that is safe. The only module that imports it.

Only flat ground facts with an explicit id are asserted, in the default session; a rule is a conjunction of at most fifteen ground
patterns; nothing happens when a rule fires but a note of its number. This module asserts what was concluded, closes negations and counts
between strata, and deletes the state at the end of every evaluation. Why each of these: the engine miscounts, leaks or kills the process
otherwise. It calls the entry points of the C module itself: the stock Python host around them starts timers that walk freed sessions,
swallows whatever is raised while a rule runs (an interrupt by the user too), and takes twice as long.
"""

from __future__ import annotations

import itertools
import json
import threading
import weakref
from importlib import import_module
from typing import Any, Literal

from assistant.errors import InternalFault
from assistant.reasoning.grounding import base_atoms
from assistant.reasoning.program import Model, Program
from assistant.reasoning.situation import Situation

State = Literal["at_work", "absent", "broken"]
durable: Any = None
state: State = "at_work"
try:
    durable = import_module("durable_rules_engine")
except ImportError as error:
    # Not on this system (it has to be built, and Windows cannot), or built for another Python: `reasoner` goes on without it.
    state = "absent" if isinstance(error, ModuleNotFoundError) else "broken"

# The engine admits 4,096 rules per set. Its state takes some 8 kB per pattern, in one block; up to 32 MB the C library keeps such a block
# for the next evaluation, beyond that (and with many small ones) every evaluation asks the system for fresh memory: three times slower.
PATTERNS_PER_SET = 3500
RULES_PER_SET = 3000
RULES_PER_PATTERN = 250
BUCKET = 200
_BOOT = "boot"
_NAMES = itertools.count(1)


Bodies = list[tuple[tuple[int, ...], list[int]]]


class _Shard:
    """One durable_rules rule set: some of the bodies, each with the clauses it fires; and the state of one evaluation at a time."""

    def __init__(self, bodies: Bodies) -> None:
        self.facts: dict[int, list[str]] = {}
        self.begun = self.may_delete = False
        self._clauses = [clauses for _, clauses in bodies]
        self._users: dict[int, int] = {}
        self._ids = _Ids()
        self._places = itertools.count(BUCKET)
        self._patterns: dict[int, dict[str, Any]] = {}
        self._boot = json.dumps({"id": self._ids.take(_BOOT), "b": 0, "k": _BOOT})
        definition: dict[str, Any] = {_BOOT: {"all": [{"c0": {"$and": [{"b": 0}, {"k": _BOOT}]}}]}}
        for number, (body, _) in enumerate(bodies):
            patterns = [{f"c{position}": self._pattern(atom)} for position, atom in enumerate(body)]
            definition[str(number)] = {"all": patterns}
        self.handle: int = durable.create_ruleset(f"pack-{next(_NAMES)}", json.dumps(definition))

    def _pattern(self, atom: int) -> dict[str, Any]:
        """The pattern for an atom. One that very many rules test is asserted as several facts, each for a part of the rules."""
        facts = self.facts.setdefault(atom, [])
        if self._users.get(atom, RULES_PER_PATTERN) >= RULES_PER_PATTERN:
            key = f"{atom}#{len(facts)}"
            # Buckets keep every property under the number of different values from which on the engine errs.
            bucket = next(self._places) // BUCKET
            facts.append(json.dumps({"id": self._ids.take(key), "b": bucket, "k": key}))
            self._patterns[atom] = {"$and": [{"b": bucket}, {"k": key}]}
            self._users[atom] = 0
        self._users[atom] += 1
        return self._patterns[atom]

    def _begin(self) -> None:
        """Open a state in which one rule has fired: any other kind may not be deleted."""
        self.begun = True
        state = self._assert(self._boot)
        durable.start_action_for_state(self.handle, state)
        self.may_delete = True
        durable.complete_and_start_action(self.handle, state)

    def tell(self, fact: str) -> list[int]:
        """Assert one fact; the clauses that fire on it."""
        if not self.begun:
            self._begin()
        noted: list[int] = []
        state = self._assert(fact)
        started = durable.start_action_for_state(self.handle, state)
        message = started[1] if started else None
        while message:
            noted += self._clauses[int(message[2 : message.index('"', 2)])]  # {"17":{"c0":…
            message = durable.complete_and_start_action(self.handle, state)
        return noted

    def end(self) -> None:
        """Delete the state; after an interrupted beginning it is left alone, and this shard is not used again."""
        if self.may_delete:
            durable.delete_state(self.handle, None)
            self.begun = self.may_delete = False

    def _assert(self, fact: str) -> int:
        code, state = durable.assert_fact(self.handle, fact)
        if code:
            raise InternalFault(f"durable_rules answered {code} to a fact it should know: {fact}")
        return int(state)


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


class Engine:
    """A compiled program in durable_rules. Build it once; `evaluate` may be called any number of times."""

    def __init__(self, program: Program) -> None:
        if durable is None:
            raise InternalFault(f"durable_rules is {state} here")
        self.program = program
        self._lock = threading.Lock()
        self._shards: list[_Shard] = []
        self._clean_up: weakref.finalize[Any, Any] | None = None
        self._build()

    def _build(self) -> None:
        self.close()
        self._shards = [_Shard(part) for part in _parts(self.program)]
        self._clean_up = weakref.finalize(self, _delete, [shard.handle for shard in self._shards])

    def close(self) -> None:
        """Give the memory of the rule sets back. The engine cannot be used afterwards."""
        if self._clean_up is not None:
            self._clean_up()

    def evaluate(self, situation: Situation) -> Model:
        """The conclusions for one situation. Raises InternalFault when durable_rules reports an error of its own.

        Anything else that is raised meanwhile, such as an interrupt, passes through; the next evaluation starts clean.
        """
        with self._lock:
            if any(shard.begun for shard in self._shards):
                self._build()
            try:
                return self._evaluate(base_atoms(self.program, situation))
            except durable.error as error:
                raise InternalFault(f"durable_rules: {error}") from error
            finally:
                for shard in self._shards:
                    shard.end()

    def _evaluate(self, base: list[int]) -> Model:
        true = bytearray(len(self.program.atoms))
        fired: set[int] = set()
        self._chain(base, true, fired)
        for closures in self.program.strata:
            self._chain([closure.atom for closure in closures if closure.holds(true)], true, fired)
        return Model(frozenset(atom for atom, holds in enumerate(true) if holds), frozenset(fired))

    def _chain(self, queue: list[int], true: bytearray, fired: set[int]) -> None:
        """Assert breadth first until nothing new is concluded."""
        clauses = self.program.clauses
        for atom in queue:
            true[atom] = 1
        waiting = queue
        while waiting:
            concluded: list[int] = []
            for atom in waiting:
                for shard in self._shards:
                    for fact in shard.facts.get(atom, ()):
                        for number in shard.tell(fact):
                            fired.add(number)
                            head = clauses[number].head
                            if not true[head]:
                                true[head] = 1
                                concluded.append(head)
            waiting = concluded


def _parts(program: Program) -> list[Bodies]:
    """The distinct bodies of all clauses, each with its clauses, cut into rule sets."""
    bodies: dict[tuple[int, ...], list[int]] = {}
    for number, clause in enumerate(program.clauses):
        bodies.setdefault(clause.body, []).append(number)
    parts: list[Bodies] = []
    room = 0
    for body, clauses in bodies.items():
        if room < len(body) or len(parts[-1]) == RULES_PER_SET:
            parts.append([])
            room = PATTERNS_PER_SET
        parts[-1].append((body, clauses))
        room -= len(body)
    return parts


def _delete(handles: list[int]) -> None:
    for handle in handles:
        durable.delete_ruleset(handle)
