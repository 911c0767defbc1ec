"""A pack of its own for the tests of practice: the shipped rules, and cases that do not change when the bank does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.content.cases import read_cases
from assistant.content.model import Case, Ref, Text
from assistant.content.nodes import Map
from assistant.content.reader import Fields, Notes
from assistant.content.source import parse
from assistant.dialogue.guide import Guide
from assistant.practice.case_round import Round, answer_in, answered, begin, commit, open_key

FILE = Path(__file__).parent / "lost_friend.yaml"
TODAY = "2026-11-24"


def cases_in(text: str) -> tuple[tuple[Case, ...], list[str]]:
    """The cases in a text, and the codes of what is wrong with how they are written."""
    nodes, findings = parse(text.encode(), "case.yaml")
    notes = Notes()
    notes.findings += findings
    assert isinstance(nodes[0], Map)
    cases = read_cases(Fields(nodes[0], notes))
    return cases, [finding.code for finding in notes.findings]


@pytest.fixture(scope="session")
def gym(guide: Guide) -> Guide:
    """The guide with two variants of one family, an ordinary case and a second family."""
    cases, findings = cases_in(FILE.read_text("utf-8"))
    assert findings == []
    acute = cases[0]
    cues = tuple(part for part in acute.story if isinstance(part, Text) or part.type != "acute")
    key = replace(
        acute.key,
        steps_first=tuple(Ref("step", name) for name in ("talk_open", "share_with_colleague")),
        steps_then=(Ref("step", "write_facts"),),
        partners_expected=tuple(one for one in acute.key.partners_expected if one.id in ("colleague", "grief_support")),
    )
    calm = replace(acute, id="calm", family="calm", answer="concern", story=cues, key=key, ideology="none", worked=None)
    found = {case.id: case for case in (*cases, calm)}
    made = object.__new__(Guide)
    made.__dict__.update(guide.__dict__ | {"pack": replace(guide.pack, cases=found)})
    return made


@pytest.fixture(scope="session")
def case(gym: Guide) -> Case:
    return gym.pack.cases["friend_a"]


def said(gym: Guide, one: Round, key: str, words: str) -> Round:
    """The round after an answer, in the words in which it is kept."""
    return answered(gym.pack, one, key, answer_in(key, words))


EXPERT = {"best_friend_died": 90, "old_friends": 80, "matter": 70, "cooks": 80, "talks": 60, "message": 100}


def played(
    gym: Guide,
    name: str = "friend_a",
    yes: dict[str, int] | None = None,
    *,
    day: str = TODAY,
    mode: str = "practice",
    code: str = "ABCD-EFGH",
    uid: str = "u1",
    **choices: str,
) -> Round:
    """A finished round: these cues marked yes (with how sure), the others no with 60."""
    case = gym.pack.cases[name]
    yes = EXPERT if yes is None else yes
    one = begin(case, mode, day, code=code, uid=uid)
    for cue in case.cues:
        one = said(gym, one, f"mark.{cue.id}", f"yes {yes[cue.id]}" if cue.id in yes else "no 60")
    usual = {
        "triggers": " ".join(ref.id for ref in case.key.triggers),
        "drivers": " ".join(ref.id for ref in case.key.drivers),
        "step": case.key.steps_first[0].id,
        "partner": str(case.key.partners_expected[0]),
        "fork.closed_group": "1",
    }
    for key, value in {**usual, **{k.replace("fork_", "fork."): v for k, v in choices.items()}}.items():
        one = said(gym, one, key, value)
    assert open_key(gym.pack, one) == ""
    return commit(gym.pack, one, day)
