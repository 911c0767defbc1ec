"""What is called proven is proven: the exact course against brute force, and the type that only it can make."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from authoring import brute

from assistant.authoring.course import Course, Proven, course
from assistant.authoring.explore import Wish, explore
from assistant.authoring.promises import DANGER_EXIT, HUMAN_AT_END
from assistant.authoring.script import Script
from assistant.dialogue.guide import Guide

DIALOGUES = int(os.environ.get("BRUTE_FORCE", "320"))
"""How many small dialogues are drawn; `make soak` asks for more than 2,000."""
CHUNKS = 4
EACH = DIALOGUES // CHUNKS


def small_ones(folder: Path, seeds: Iterable[int]) -> Iterator[tuple[int, brute.Lot, Guide, brute.Everything]]:
    """The dialogues of these seeds that brute force can walk whole, with what it found."""
    for seed in seeds:
        made = brute.lot(seed)
        guide = made.guide(folder)
        try:
            whole = brute.everything(guide, made)
        except brute.TooLarge:
            continue
        yield seed, made, guide, whole


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_the_course_is_what_brute_force_finds(tmp_path: Path, chunk: int) -> None:
    compared = 0
    for seed, made, guide, whole in small_ones(tmp_path, range(chunk * EACH, (chunk + 1) * EACH)):
        script = Script(guide, guide.dialogue("d"))
        shown = {f"{kind}:{name}": atom for atom, (kind, name) in script.program.shown.items()}
        goals = [shown[ref] for ref in brute.GOALS if ref in shown]
        found = course(script, goals)
        names = {atom: ref for ref, atom in shown.items()}
        ends = {(end.ended, end.danger, frozenset(names[atom] for atom in end.holds)) for end in found.ends}
        assert ends == whole.ends, seed
        assert found.asked == whole.asked, seed
        assert {end.ended: set(end.lengths) for end in found.by_ending} == whole.lengths, seed
        if not made.typed:
            assert found.ways == whole.ways, seed
            assert found.ways == sum(1 for _ in script.every()), seed
        plain = course(script)
        assert {(end.ended, end.danger) for end in plain.ends} == {end[:2] for end in whole.ends}, seed
        assert plain.ways == found.ways, seed
        compared += 1
    assert compared >= 0.7 * EACH  # few are too large for brute force


@pytest.mark.parametrize("chunk", range(4))
def test_every_verdict_is_what_brute_force_finds(tmp_path: Path, chunk: int) -> None:
    for seed, _, guide, whole in small_ones(tmp_path, range(chunk * 50, (chunk + 1) * 50)):
        shown = {f"{kind}:{name}" for kind, name in guide.reasoner.program.shown.values()}
        wishes = [Wish(kind, ref) for ref in brute.GOALS if ref in shown for kind in ("reach", "never", "always")]
        for number in (20, 20_000):  # a few walked, then all
            found = explore(guide, guide.dialogue("d"), wishes, number=number)
            assert found.exhaustive == (found.course is not None and found.course.ways <= number), seed
            if found.exhaustive:
                assert found.walked == found.course.ways, seed  # type: ignore[union-attr]
            for verdict in found.verdicts:
                assert verdict.exact, (seed, verdict)
                assert verdict.met == _so(verdict.kind, verdict.about, whole), (seed, number, verdict)
                if verdict.shown is not None:
                    position = guide.position(verdict.shown)
                    drawn = guide.reasoner.refs(position.situation)
                    assert position.ended, seed
                    if verdict.kind in ("reach", "never"):
                        assert verdict.about in drawn, seed
                    if verdict.kind == "always":
                        assert verdict.about not in drawn, seed
                    if verdict.kind == HUMAN_AT_END:
                        assert "partner:friend" not in drawn, seed


def _so(kind: str, about: str, whole: brute.Everything) -> bool:
    complete = [end for end in whole.ends if end[0] == "complete"]
    some = any(about in end[2] for end in whole.ends)
    return {
        DANGER_EXIT: not any(end[1] and end[0] != "danger" for end in whole.ends),
        HUMAN_AT_END: all("partner:friend" in end[2] for end in complete),
        "reach": some,
        "never": not some,
        "always": all(about in end[2] for end in complete),
    }.get(kind, True)


def test_only_the_course_proves(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        Proven(object(), 1)
    part = Course((), frozenset(), frozenset(), 0, whole=False)
    assert part.proven is None
