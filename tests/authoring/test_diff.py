"""What `diff` finds against brute force: small dialogues by lot, each edited by lot, and every conversation of both played by replay."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from authoring import brute, trial

from assistant.authoring.diff import diff
from assistant.content.pack import read_pack
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import Session
from assistant.errors import InputError

EDITS = (
    (r"\{context: [a-e]\}", "{context: X}"),
    (r"less_than", "at_most"),
    (r"at_or_above", "more_than"),
    (r"\{all: \[", "{any: ["),
    (r"\{none: \[", "{any: ["),
    (r"count: 1", "count: 2"),
    (r"unless: \[.*?\], then", "then"),
    (r", next: last", ""),
    (r", ends: out_of_scope", ""),
    (r", when: recent", ""),
    (r"less_than: ([0-9.-]+)", r"less_than: 0.5"),
    (r"step: goal", "partner: friend"),
)


def edited(made: brute.Lot, chance: random.Random) -> tuple[str, str] | None:
    """Questions and rules with one thing in them written otherwise; None when there is nothing of the kind."""
    wanted, other = chance.choice(EDITS)
    texts = [made.questions, made.rules]
    places = [(part, found) for part, text in enumerate(texts) for found in re.finditer(wanted, text)]
    if not places:
        return None
    part, found = chance.choice(places)
    text = texts[part]
    texts[part] = text[: found.start()] + found.expand(other.replace("X", chance.choice("abcde"))) + text[found.end() :]
    return (texts[0], texts[1]) if texts != [made.questions, made.rules] else None


def plays_alike(one: Guide, two: Guide, made: brute.Lot) -> bool:
    """Whether every conversation of `one` goes, ends and means the same in `two`."""
    waiting = [Session("d", brute.AS_OF, {})]
    while waiting:
        session = waiting.pop()
        first, second = one.position(session), two.position(session)
        if first.current is not None:
            waiting += [session.answered(first.current.key, answer) for answer in brute.answers(first.current, made)]
            continue
        keys = [[turn.key for turn in position.turns] for position in (first, second)]
        drawn = [guide.reasoner.refs(position.situation) for guide, position in ((one, first), (two, second))]
        if second.current is not None or first.ended != second.ended or keys[0] != keys[1] or drawn[0] != drawn[1]:
            return False
    return True


@pytest.mark.parametrize("chunk", [0, *(pytest.param(chunk, marks=pytest.mark.long) for chunk in (1, 2))])
def test_diff_finds_every_edit_that_changes_an_outcome(tmp_path: Path, chunk: int) -> None:
    compared = changed = 0
    for seed in range(chunk * 60, (chunk + 1) * 60):
        chance, made = random.Random(seed), brute.lot(seed)
        texts = next(filter(None, (edited(made, chance) for _ in range(6))), None)
        if texts is None:
            continue
        roots = [tmp_path / f"{seed}-{side}" for side in ("old", "new")]
        trial.write(roots[0], made.questions, made.rules, made.knowledge)
        trial.write(roots[1], *texts, made.knowledge)
        try:
            old, new = (Guide(read_pack(root)) for root in roots)
            for guide in (old, new):
                brute.everything(guide, made)
        except (brute.TooLarge, InputError):
            continue
        made.bounds.setdefault("amount", set()).add(500)
        alike = plays_alike(old, new, made) and plays_alike(new, old, made)
        found = diff(old, new, (roots[0], roots[1]), brute.AS_OF)
        compared += 1
        changed += not alike
        assert not found.sampled
        assert alike == (not (found.paths or found.endings or found.conclusions)), seed
        if alike:
            continue
        said = [example.said for example in found.examples]
        assert said
        assert len(said) == len(set(said)), seed
        assert any(example.lost for example in found.examples) == bool(found.lost), seed
        for example in found.examples:
            one, two = (guide.position(example.session) for guide in (old, new))
            drawn = [guide.reasoner.refs(at.situation) for guide, at in ((old, one), (new, two))]
            if one.ended and two.ended:
                assert (set(example.lost), set(example.gained)) == (
                    set(drawn[0] - drawn[1]),
                    set(drawn[1] - drawn[0]),
                ), seed
    assert changed >= 10
    assert compared > changed
