"""The shortest conversation that still shows something, found by leaving things out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assistant.authoring.script import Script
from assistant.authoring.walked import Path, weight
from assistant.dialogue.session import Answer


def shortened(script: Script, path: Path, shows: Callable[[Path], bool]) -> Path:
    """A conversation that still shows it, with as few questions and as little said as can be found by leaving things out."""
    best, moved = path, True
    while moved:
        moved = False
        for answers in _less(best):
            found = script.follow(answers)
            if size(found) < size(best) and shows(found):
                best, moved = found, True
                break
    return best


def _less(path: Path) -> Iterator[dict[str, Answer]]:
    """The same answers with one of them, or one thing in one of them, left out."""
    answers = dict(path.answers)
    for key, answer in path.answers:
        yield {other: value for other, value in answers.items() if other != key}
        if len(answer.chosen) > 1:
            for name in answer.chosen:
                yield {**answers, key: Answer(chosen=tuple(other for other in answer.chosen if other != name))}
        for pair in answer.rows:
            yield {**answers, key: Answer(rows=tuple(other for other in answer.rows if other != pair))}


def size(path: Path) -> tuple[int, int]:
    """How long a conversation is, and how much is said in it."""
    return (path.questions, sum(sum(weight(answer)) for _, answer in path.answers))
