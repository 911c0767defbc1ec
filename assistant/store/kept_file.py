"""One kept conversation as a file: what is written, what is read back, and what makes a file unreadable.

Own words (text answers) are never written.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.dialogue.session import KNOWN, REFUSED, UNKNOWN, Answer, Session
from assistant.store.days import DAY
from assistant.store.encryption import NotOpened, Seal, opened, sealed
from assistant.store.problems import StoreProblem

FORMAT = 1
_MOMENT = "month"
"""The name of a moment in a file: when only months were asked, it was called so."""
_HEADER = ("kept", "id", "kept_on", "expires", "revision", "writer")


class Unreadable(Exception):
    """A file that is not what was written. `newer` when a later version of this program wrote it."""

    def __init__(self, *, newer: bool = False) -> None:
        self.newer = newer
        super().__init__()


@dataclass(frozen=True)
class Kept:
    """A conversation that is kept. `version` is that of the dialogue; `split_from` names the file another program went on with.

    `writer` marks what this program wrote itself: after a write that only half succeeded it knows its own file again.
    """

    id: str
    session: Session
    version: str
    kept_on: str
    expires: str
    revision: int = 1
    seal: Seal | None = field(default=None, repr=False)
    split_from: str = ""
    writer: str = field(default_factory=lambda: secrets.token_hex(8), repr=False)


def bytes_of(kept: Kept) -> bytes:
    """What is written of a conversation; sealed when it has a passphrase."""
    header = {
        "kept": FORMAT,
        "id": kept.id,
        "kept_on": kept.kept_on,
        "expires": kept.expires,
        "revision": kept.revision,
        "writer": kept.writer,
    }
    body = {
        "dialogue": kept.session.dialogue,
        "version": kept.version,
        "as_of": kept.session.as_of,
        "answers": {key: answer_out(answer) for key, answer in kept.session.answers.items()},
    }
    part = {"body": body} if kept.seal is None else {"sealed": sealed(kept.seal, compact(body), compact(header))}
    data = {**header, **part}
    data["check"] = check_of(data)
    return compact(data) + b"\n"


def data_in(raw: bytes, name: str) -> dict[str, Any]:
    """The data in the file of the conversation `name`, as it was written. Raises Unreadable."""
    try:
        data = json.loads(raw, parse_constant=_none)
    except (ValueError, RecursionError):
        raise Unreadable from None
    if not isinstance(data, dict):
        raise Unreadable
    if isinstance(data.get("kept"), int) and data["kept"] > FORMAT:
        raise Unreadable(newer=True)
    sound = (
        data.get("kept") == FORMAT
        and data.get("id") == name
        and isinstance(data.get("revision"), int)
        and isinstance(data.get("writer"), str)
        and all(isinstance(data.get(day), str) and DAY.match(data[day]) for day in ("kept_on", "expires"))
        and (isinstance(data.get("body"), dict) or isinstance(data.get("sealed"), dict))
        and data.get("check") == check_of(data)
    )
    if not sound:
        raise Unreadable
    return data


def _none(word: str) -> None:
    """Infinity and NaN: this program writes no such numbers."""
    raise ValueError(word)


def kept_in(data: Mapping[str, Any], passphrase: str, path: Path) -> Kept:
    """The conversation in that data, from the file `path`. Raises StoreProblem: locked, passphrase, damaged."""
    seal: Seal | None = None
    body = data.get("body")
    if body is None:
        if not passphrase:
            raise StoreProblem("locked")
        try:
            raw, seal = opened(passphrase, data["sealed"], compact({name: data[name] for name in _HEADER}))
            body = json.loads(raw)
        except (NotOpened, ValueError, RecursionError):
            raise StoreProblem("passphrase") from None
    try:
        answers = {str(key): answer_in(value) for key, value in body["answers"].items()}
        session = Session(str(body["dialogue"]), str(body["as_of"]), answers)
        return Kept(data["id"], session, str(body["version"]), data["kept_on"], data["expires"], data["revision"], seal)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        raise StoreProblem("damaged", path=path) from None


def answer_out(answer: Answer) -> dict[str, Any]:
    """An answer as data. Own words are left out, always."""
    found: dict[str, Any] = {"state": answer.state}
    if answer.chosen:
        found["chosen"] = list(answer.chosen)
    if answer.rows:
        found["rows"] = [list(row) for row in answer.rows]
    if answer.number:
        found["number"] = answer.number
    if answer.moment:
        found[_MOMENT] = answer.moment
    return found


def answer_in(value: Mapping[str, Any]) -> Answer:
    """An answer from that data. Raises KeyError, TypeError, ValueError or AttributeError for what is none."""
    state = value["state"]
    if state not in (KNOWN, UNKNOWN, REFUSED):
        raise ValueError
    rows = tuple((str(name), str(each)) for name, each in value.get("rows", ()))
    chosen = tuple(str(each) for each in value.get("chosen", ()))
    return Answer(state, chosen, rows, int(value.get("number", 0)), str(value.get(_MOMENT, "")))


def compact(data: object) -> bytes:
    """Data as JSON, the same data always the same bytes."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def check_of(data: Mapping[str, Any]) -> str:
    """The fingerprint of everything else in a file."""
    return hashlib.sha256(compact({name: value for name, value in data.items() if name != "check"})).hexdigest()
