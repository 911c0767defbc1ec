"""A conversation in a preview, or a round with a practice case, as a test of the pack.

Only what an author or trainee made up can become a test. These functions take a preview or a case, never the session of a
self-check: that is about a real person and is not to be kept.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from assistant.authoring.preview import Preview
from assistant.authoring.written import answer_words, facts_in_words, quoted, refs_in_words, schema_line
from assistant.content.model import Case, Given
from assistant.content.questions import kind_of
from assistant.content.reader import ID
from assistant.dialogue.guide import Guide
from assistant.dialogue.replay import Turn
from assistant.dialogue.session import Session
from assistant.reasoning.situation import Situation, gather
from assistant.result.shown import shown_refs

TOLD_APART = ("trigger", "driver", "signal", "step", "partner")
"""The kinds of which a saved test also says what must stay away."""
END = "end"

Written = Callable[[str], str]
"""Gives the text of a test under the name it will have."""


def story_of_preview(preview: Preview) -> Written:
    """The answers of a preview with all that follows from them, and what does not. The order of the questions does not matter to it."""
    guide, turns = _turns(preview)
    session = _only(preview.session, turns)
    position = guide.position(session)

    def written(name: str) -> str:
        lines = [*_head("case", name, session.as_of), f"dialogue: {session.dialogue}", "answers:"]
        lines += [f"  {quoted(turn.key)}: {answer_words(turn.key, turn.answer)}" for turn in turns if turn.answer]
        lines = lines if turns else [*lines[:-1], "answers: {}"]
        lines += _follows(guide, position.situation, guide.dialogue(session.dialogue).about)
        return _text([*lines, f"ended: {position.ended or 'partial'}"])

    return written


def transcript_of_preview(preview: Preview) -> Written:
    """The conversation of a preview turn by turn: what is asked next, and at the end all that follows and what does not."""
    guide, turns = _turns(preview)
    position = guide.position(_only(preview.session, turns))
    about = guide.dialogue(preview.session.dialogue).about
    after = [turn.key for turn in turns[1:]] + [position.current.key if position.current else END]

    def written(name: str) -> str:
        lines = [*_head("transcript", name, preview.session.as_of), f"dialogue: {preview.session.dialogue}"]
        lines.append("steps:" if turns else "steps: []")
        for turn, then in zip(turns, after, strict=True):
            answer = answer_words(turn.key, turn.answer) if turn.answer else ""
            lines += [f"  - question: {quoted(turn.key)}", f"    answer: {answer}", f"    next: {quoted(then)}"]
        if turns:
            lines += [f"    {line}" for line in _follows(guide, position.situation, about)]
        return _text(lines)

    return written


def story_of_case(guide: Guide, case: Case, marked: Collection[str], as_of: str) -> Written:
    """The facts of the `marked` cues of a practice case (for a round: `round.marked`) with all that follows, and what does not."""
    stated = [Given("context", case.profession), *case.given]
    stated += [given for cue in case.cues if cue.id in marked for given in cue.records]
    situation = gather(("", given) for given in stated)[0]

    def written(name: str) -> str:
        facts = [f"  - {fact}" for fact in facts_in_words(situation)]
        return _text([*_head("case", name, as_of), "facts:", *facts, *_follows(guide, situation)])

    return written


def keep(root: Path, name: str, written: Written) -> Path:
    """Write a test into the pack in `root`, under the first free name. Never over a file. Raises OSError when it cannot be written."""
    schema = "transcript" if written("any").startswith("transcript:") else "story"
    folder = root / "tests" / "cases"
    folder = folder if folder.is_dir() else root / "tests"
    folder.mkdir(exist_ok=True)
    for number in range(1, 10_000):
        free = name if number == 1 else f"{name}_{number}"
        path = folder / f"{free}.yaml"
        try:
            with path.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(schema_line(root, folder.relative_to(root).as_posix(), schema) + written(free))
        except FileExistsError:
            continue
        return path
    raise FileExistsError(str(folder / name))


def name_for(*parts: str) -> str:
    """A name for a test, made of ids."""
    name = "_".join(part.replace("-", "_") for part in parts if part)
    return name if ID.match(name) else "saved"


def _turns(preview: Preview) -> tuple[Guide, list[Turn]]:
    """The answered questions on the path, without texts to read and notes for oneself."""
    if preview.guide is None:
        raise ValueError("nothing was previewed yet")
    position = preview.guide.position(preview.session)
    return preview.guide, [turn for turn in position.turns if not kind_of(turn.question).silent]


def _only(session: Session, turns: Iterable[Turn]) -> Session:
    return Session(session.dialogue, session.as_of, {turn.key: turn.answer for turn in turns if turn.answer})


def _head(kind: str, name: str, as_of: str) -> Iterator[str]:
    yield f"{kind}: {name}"
    yield f'title: {{nl: "Bewaard op {as_of}", en: "Saved on {as_of}"}}'
    yield f'as_of: "{as_of}"'


def _follows(guide: Guide, situation: Situation, about: str = "") -> Iterator[str]:
    """All conclusions, and what the rules could conclude but did not."""
    rank = guide.pack.rank
    drawn = shown_refs(guide.reasoner, situation, about)
    shown = {f"{kind}:{name}" for kind, name in guide.reasoner.program.shown.values() if kind in TOLD_APART}
    for key, refs in (("expect", drawn), ("expect_not", shown - drawn)):
        items = list(refs_in_words(sorted(refs, key=lambda ref: rank[ref])))
        yield f"{key}:" if items else f"{key}: []"
        yield from (f"  - {item}" for item in items)


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"
