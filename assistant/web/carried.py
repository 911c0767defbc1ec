"""What a page of a conversation carries: the talk as data, without own words, and back again."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from assistant.dialogue.carried import carried_over
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import Answer, Session
from assistant.present.talk import Talk
from assistant.store.kept_file import answer_in, answer_out, compact
from assistant.web.seal import NotOpened

LASTS = 7_200
"""Seconds after the last answer that a conversation can be gone on with."""


@dataclass(frozen=True, slots=True)
class Carried:
    """One conversation as its pages carry it.

    `id` tells two conversations in one browser apart; `at` is the second of the last answer. `waiting` is the conversation that waits
    while one asks about sharing. `again` is how many answers are asked again because the content changed meanwhile. `before` is what a
    finished conversation said before an answer was changed.
    """

    talk: Talk
    id: str
    at: int
    waiting: Carried | None = None
    again: int = 0
    before: tuple[str, ...] = ()


def begun(session: Session, now: float, waiting: Carried | None = None) -> Carried:
    """A conversation that begins now."""
    return Carried(Talk(session), secrets.token_hex(6), int(now), waiting)


def answered_at(before: Carried, talk: Talk, now: float) -> Carried:
    """The conversation after an answer."""
    return replace(before, talk=talk, at=int(now), again=0)


def with_later(page: Carried, latest: Carried) -> Carried:
    """A page of before, with the answers that were given after it in the same conversation: going back in the browser loses none."""
    if page.id != latest.id or page.talk.session.dialogue != latest.talk.session.dialogue:
        return page
    session = page.talk.session
    known: Mapping[str, Answer] = MappingProxyType({**latest.talk.session.answers, **session.answers})
    talk = replace(
        page.talk,
        session=Session(session.dialogue, session.as_of, known),
        confirmed=page.talk.confirmed | latest.talk.confirmed,
    )
    return replace(page, talk=talk, waiting=page.waiting or latest.waiting)


def data_of(guide: Guide, carried: Carried) -> bytes:
    """What is sealed of a conversation."""
    return compact(_out(guide, carried))


def _out(guide: Guide, carried: Carried) -> dict[str, Any]:
    talk = carried.talk
    data: dict[str, Any] = {
        "i": carried.id,
        "t": carried.at,
        "d": talk.session.dialogue,
        "p": guide.pack.digest[:16],
        "o": talk.session.as_of,
        "a": {key: answer_out(answer) for key, answer in talk.session.answers.items()},
    }
    if talk.revisiting:
        data["r"] = talk.revisiting
    if talk.confirmed:
        data["c"] = sorted(talk.confirmed)
    if talk.unfound:
        data["u"] = 1
    if carried.before:
        data["b"] = list(carried.before)
    if carried.waiting is not None:
        data["w"] = _out(guide, carried.waiting)
    return data


def carried_from(guide: Guide, raw: bytes, now: float) -> Carried:
    """The conversation in that data. Raises NotOpened for one that is over, or that this content does not know."""
    try:
        return _in(guide, json.loads(raw), now)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise NotOpened from None


def _in(guide: Guide, data: Mapping[str, Any], now: float) -> Carried:
    at, name = int(data["t"]), str(data["d"])
    if not -60 <= now - at <= LASTS or name not in guide.pack.dialogues:
        raise NotOpened
    answers = {str(key): answer_in(value) for key, value in data["a"].items()}
    again = 0
    if data["p"] != guide.pack.digest[:16]:  # the content changed under an open conversation
        kept = carried_over(guide.dialogue(name), answers)
        answers, again = dict(kept.answers), len(kept.again) + len(kept.gone)
    talk = Talk(
        Session(name, str(data["o"]), MappingProxyType(answers)),
        revisiting=str(data.get("r", "")),
        confirmed=frozenset(map(str, data.get("c", ()))),
        unfound=bool(data.get("u")),
    )
    waiting = _in(guide, data["w"], at) if "w" in data else None
    return Carried(talk, str(data["i"]), at, waiting, again, tuple(map(str, data.get("b", ()))))
