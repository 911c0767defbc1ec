"""How far an exploration came, in a small file, so that it can go on later as if it had never stopped."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from assistant.authoring.script import Script
from assistant.authoring.walked import Path
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import Answer
from assistant.errors import AssistantError

SCHEMA = 1


class Refused(AssistantError):
    """The file cannot be gone on from. `key` leads to the sentence that says why, `values` fill it."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


@dataclass
class Kept:
    """What is known of one dialogue after `walked` conversations: counts, and the conversation that shows best what was looked for."""

    seed: int
    wishes: tuple[tuple[str, str], ...]
    walked: int = 0
    endings: Counter[str] = field(default_factory=Counter)
    lengths: Counter[int] = field(default_factory=Counter)
    refs: Counter[str] = field(default_factory=Counter)
    best: dict[tuple[str, str], dict[str, Answer]] = field(default_factory=dict)

    def paths(self, script: Script) -> dict[tuple[str, str], Path]:
        """The best conversations, walked again."""
        return {key: script.follow(answers) for key, answers in self.best.items()}


def write_state(guide: Guide, kept: Mapping[str, Kept]) -> str:
    """The file for these dialogues."""
    data = {
        "schema": SCHEMA,
        "kind": "explore",
        "pack": guide.pack.digest,
        "dialogues": {name: _written(one) for name, one in kept.items()},
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _written(one: Kept) -> dict[str, Any]:
    return {
        "seed": one.seed,
        "wishes": [list(pair) for pair in one.wishes],
        "walked": one.walked,
        "endings": dict(one.endings),
        "lengths": {str(length): number for length, number in one.lengths.items()},
        "refs": dict(one.refs),
        "best": [
            {"kind": kind, "about": about, "answers": {key: _said(answer) for key, answer in answers.items()}}
            for (kind, about), answers in one.best.items()
        ],
    }


def _said(answer: Answer) -> dict[str, Any]:
    told = {"state": answer.state, "chosen": answer.chosen, "number": answer.number, "month": answer.moment}
    return {name: value for name, value in told.items() if value} | {"rows": [list(pair) for pair in answer.rows]}


def read_state(data: bytes, guide: Guide, seed: int, wishes: Iterable[tuple[str, str]]) -> dict[str, Kept]:
    """What a file knows, by dialogue. Raises Refused when it is damaged, or of another pack, seed or question."""
    try:
        found = json.loads(data)
        if found["schema"] != SCHEMA or found["kind"] != "explore":
            raise ValueError
        kept = {str(name): _read(one) for name, one in found["dialogues"].items()}
        pack = str(found["pack"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Refused("explore.state_damaged") from None
    if pack != guide.pack.digest:
        raise Refused("explore.state_pack")
    for one in kept.values():
        if one.seed != seed:
            raise Refused("explore.state_seed", seed=str(one.seed))
        if one.wishes != tuple(wishes):
            raise Refused("explore.state_wishes")
    return kept


def _read(one: dict[str, Any]) -> Kept:
    return Kept(
        seed=int(one["seed"]),
        wishes=tuple((str(kind), str(ref)) for kind, ref in one["wishes"]),
        walked=_count(one["walked"]),
        endings=Counter({str(name): _count(number) for name, number in one["endings"].items()}),
        lengths=Counter({int(length): _count(number) for length, number in one["lengths"].items()}),
        refs=Counter({str(name): _count(number) for name, number in one["refs"].items()}),
        best={
            (str(each["kind"]), str(each["about"])): {str(key): _answer(said) for key, said in each["answers"].items()}
            for each in one["best"]
        },
    )


def _count(number: Any) -> int:
    if not isinstance(number, int) or number < 0:
        raise ValueError
    return number


def _answer(said: dict[str, Any]) -> Answer:
    return Answer(
        state=str(said["state"]),
        chosen=tuple(str(name) for name in said.get("chosen", ())),
        rows=tuple((str(name), str(value)) for name, value in said["rows"]),
        number=int(said.get("number", 0)),
        moment=str(said.get("month", "")),
    )
