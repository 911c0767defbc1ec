"""Results to take along: tidy CSV with a code book, JSON from which a round can be rebuilt, and statements for a learning record store.

Made by the trainee, with a pseudonym, without times. A learning system gets only that a case was completed, unless the trainee chooses
every decision.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from assistant.content.interface import phrases
from assistant.content.model import Case, Language
from assistant.errors import Finding, InputError, Place
from assistant.practice.case_round import Round, round_of
from assistant.practice.case_script import DRIVERS, LINE, MARK, MODES, PARTNER, POINT, STEP, TRIGGERS
from assistant.practice.debrief import verdict_of

SCHEMA = 1
KIND = "practice-results"
HOME = "https://trigger-assistant.invalid"
_NAMESPACE = uuid.UUID("5a3c7f0e-6a52-5d8e-9d1b-6f1d3c0a7e11")
COLUMNS = (
    *("code", "round", "case", "family", "ideology", "gender", "version", "mode", "again_from", "day"),
    *("number", "cue", "type", "fact", "matters", "confidence", "verdict"),
    *("named_triggers", "key_triggers", "named_drivers", "key_drivers", "step", "partner"),
)
_RISKY = ("=", "+", "-", "@", "\t", "\r")


# ---------------------------------------------------------------- CSV


def to_csv(cases: Mapping[str, Case], rounds: Iterable[Round], *, excel: bool = False) -> bytes:
    """One row per person and cue. With `excel` for a Dutch spreadsheet: semicolons, decimal commas and a byte order mark."""
    mark = "," if excel else "."
    rows = [COLUMNS, *(row for one in rounds if one.case in cases for row in _rows(cases[one.case], one, mark))]
    return table(rows, excel=excel)


def table(rows: Iterable[Sequence[str]], *, excel: bool = False) -> bytes:
    """Rows as CSV. What a spreadsheet would take for a formula is made harmless."""
    between = ";" if excel else ","
    text = "".join(between.join(_cell(cell, between) for cell in row) + "\r\n" for row in rows)
    return ("\ufeff" if excel else "").encode() + text.encode()


def _cell(value: str, between: str) -> str:
    value = f"'{value}" if value.startswith(_RISKY) else value
    return '"' + value.replace('"', '""') + '"' if any(c in value for c in (between, '"', "\n", "\r")) else value


def _rows(case: Case, one: Round, mark: str) -> Iterator[tuple[str, ...]]:
    head = (one.code, one.uid, case.id, case.family, case.ideology, case.gender, one.version, one.mode, one.again_from)
    named = [_joined(one.named(key) or ()) for key in (TRIGGERS, DRIVERS)]
    keys = [_joined(ref.id for ref in refs) for refs in (case.key.triggers, case.key.drivers)]
    tail = (named[0], keys[0], named[1], keys[1], one.choice(STEP), one.choice(PARTNER))
    for cue in case.cues:
        if one.mode == POINT and cue.id != one.again_from:
            continue
        found = one.marks.get(cue.id)
        marked = (
            ("", "")
            if found is None
            else (("yes" if found.matters else "no"), f"{found.sure / 100:.2f}".replace(".", mark))
        )
        facts = _joined(f"{given.kind}:{given.id}" for given in cue.records)
        own = (str(cue.number), cue.id, cue.type, facts, *marked, verdict_of(cue, found))
        yield (*head, one.committed, *own, *tail)


def _joined(words: Iterable[str]) -> str:
    return "|".join(words)


def codebook(language: Language, *, excel: bool = False) -> bytes:
    """What every column means, as CSV."""
    words = phrases(language)
    rows = [(column, words(f"practice.column.{column}")) for column in COLUMNS]
    return table([(words("practice.column"), words("practice.meaning")), *rows], excel=excel)


# ---------------------------------------------------------------- JSON


def to_json(code: str, rounds: Iterable[Round]) -> str:
    """Everything, so that each round can be rebuilt from it."""
    data = {"schema": SCHEMA, "kind": KIND, "code": code, "rounds": [_plain(one) for one in rounds]}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _plain(one: Round) -> dict[str, Any]:
    return {name: dict(value) if isinstance(value, Mapping) else value for name, value in one.data.items()}


def from_json(data: bytes, file: str) -> tuple[str, tuple[Round, ...]]:
    """The code and the rounds in an export. Raises InputError when it is something else, of another version, or damaged."""
    code, rounds, broken = read_export(data, file)
    if broken:
        raise _unusable("practice/not-an-export", file)
    return code, rounds


def read_export(data: bytes, file: str) -> tuple[str, tuple[Round, ...], int]:
    """The code, the rounds that can be read, and how many cannot. Raises InputError when it is something else, or of another version."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        raise _unusable("practice/not-an-export", file) from None
    if not isinstance(found, dict) or found.get("kind") != KIND:
        raise _unusable("practice/not-an-export", file)
    if found.get("schema") != SCHEMA:
        raise _unusable("practice/export-version", file, word=str(found.get("schema"))[:20], known=str(SCHEMA))
    code, rounds = found.get("code"), found.get("rounds")
    if not isinstance(code, str) or not isinstance(rounds, list):
        raise _unusable("practice/not-an-export", file)
    sound = tuple(one for one in (_round(code, each) for each in rounds) if one is not None)
    return code, sound, len(rounds) - len(sound)


def _round(code: str, data: object) -> Round | None:
    """One round of an export; None when it is damaged."""
    texts = ("case", "version", "mode", "started", "committed", "again_from", "uid")
    if not isinstance(data, dict) or not all(isinstance(data.get(name), str) for name in texts):
        return None
    maps = [data.get(name) for name in ("cues", "answers")]
    for each in maps:
        if not isinstance(each, dict) or not all(isinstance(value, str) for value in each.values()):
            return None
    try:
        one = round_of({name: data[name] for name in (*texts, "cues", "answers")} | {"code": code})
        sound = one.mode in (*MODES, POINT) and all(0 <= mark.sure <= 100 for mark in one.marks.values())
    except ValueError:
        return None
    return one if sound else None


def _unusable(code: str, file: str, **values: str) -> InputError:
    return InputError([Finding(code, Place(file), values)])


# ---------------------------------------------------------------- xAPI


def to_xapi(cases: Mapping[str, Case], rounds: Iterable[Round], language: Language, *, decisions: bool = False) -> str:
    """Statements for a learning record store: that cases were completed, and with `decisions` every answer too. Never a score.

    In order by a sequence number, without any time. A single point is no case that was completed, and is left out.
    """
    found: list[dict[str, Any]] = []
    for one in rounds:
        case = cases.get(one.case)
        if case is None or not one.committed or one.mode == POINT:
            continue
        if decisions:
            found += [_answered(case, one, key, value, language) for key, value in one.kept.items()]
        found.append(_statement(one, case, language, "completed", "", {"completion": True}))
    for number, statement in enumerate(found, 1):
        statement["context"]["extensions"][f"{HOME}/sequence"] = number
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


_VERBS = {"completed": "rondde af", "answered": "beantwoordde"}


def _statement(
    one: Round, case: Case, language: Language, verb: str, key: str, result: dict[str, Any]
) -> dict[str, Any]:
    about = f"{case.id}/{key}" if key else case.id
    activity = _activity(about, _name_of(case, key), "interaction" if key else "assessment")
    around = {
        "grouping": [_activity(case.family, {"nl-NL": case.title.nl, "en-GB": case.title.en}, "course", "families")]
    }
    if key:
        around["parent"] = [_activity(case.id, _name_of(case, ""), "assessment")]
    return {
        "id": str(uuid.uuid5(_NAMESPACE, f"{one.uid}/{verb}/{about}")),
        "actor": {"objectType": "Agent", "account": {"homePage": HOME, "name": one.code}},
        "verb": {
            "id": f"http://adlnet.gov/expapi/verbs/{verb}",
            "display": {"nl-NL": _VERBS[verb], "en-GB": verb},
        },
        "object": activity,
        "result": result,
        "context": {
            "registration": str(uuid.uuid5(_NAMESPACE, f"{one.uid}/{case.id}")),
            "language": {"nl": "nl-NL", "en": "en-GB"}[language],
            "contextActivities": around,
            "extensions": {f"{HOME}/version": one.version, f"{HOME}/mode": one.mode},
        },
    }


def _activity(about: str, name: dict[str, str], kind: str, part: str = "cases") -> dict[str, Any]:
    type_ = f"http://adlnet.gov/expapi/activities/{kind}"
    # The type "interaction" stands here without an interactionType on purpose: cmi.interaction would ask for a right answer.
    return {"objectType": "Activity", "id": f"{HOME}/{part}/{about}", "definition": {"name": name, "type": type_}}


def _name_of(case: Case, key: str) -> dict[str, str]:
    """The title of a case, with what was asked behind it: the text of a point, or the question after the story."""
    cue = case.by_id.get(key.removeprefix(MARK)) if key.startswith(MARK) else None
    names = {}
    for tag, language in _TAGS:
        title = case.title.in_(language)
        asked = (
            f"{cue.number}. {cue.text.in_(language)}"
            if cue
            else key and phrases(language)(_ASKED[key.partition(".")[0]])
        )
        names[tag] = f"{title}: {asked}" if asked else title
    return names


_TAGS: tuple[tuple[str, Language], ...] = (("nl-NL", "nl"), ("en-GB", "en"))
_ASKED = {key: f"practice.ask.{key}" for key in (TRIGGERS, DRIVERS, STEP, PARTNER, LINE)} | {
    "fork": "practice.cue.fork",
    "mark": "practice.ask.mark.help",
}


def _answered(case: Case, one: Round, key: str, value: str, language: Language) -> dict[str, Any]:
    result: dict[str, Any] = {"response": value}
    if key.startswith(MARK):
        word, _, sure = value.partition(" ")
        result = {"response": word, "extensions": {f"{HOME}/confidence": int(sure) / 100}}
    return _statement(one, case, language, "answered", key, result)


# ---------------------------------------------------------------- whichever


def files_of(
    cases: Mapping[str, Case],
    code: str,
    rounds: Sequence[Round],
    kind: str,
    language: Language,
    *,
    excel: bool = False,
    decisions: bool = False,
) -> dict[str, bytes]:
    """The files of an export (csv, json or xapi) by what comes after the name: the first has nothing, a code book its own tail."""
    if kind == "csv":
        return {"": to_csv(cases, rounds, excel=excel), "-codebook.csv": codebook(language, excel=excel)}
    text = to_json(code, rounds) if kind == "json" else to_xapi(cases, rounds, language, decisions=decisions)
    return {"": text.encode()}
