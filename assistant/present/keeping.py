"""Keeping a conversation on this device, in words: the list, beginning, going on, resuming. Every shell uses these functions."""

from __future__ import annotations

from dataclasses import replace

from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.dialogue.carried import carried_over
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import Session
from assistant.records import dataclass
from assistant.result.result import NOUN, fill
from assistant.result.words import date_in_words
from assistant.store.kept import Listed, Shelf
from assistant.store.kept_file import Kept
from assistant.store.problems import StoreProblem

WORDS = "hands"
SHORTEST = 8
"""The fewest characters of a passphrase."""


@dataclass(frozen=True, slots=True)
class KeptView:
    """One kept conversation: what it is called and what there is to say of it."""

    id: str
    title: str
    told: str
    locked: bool


@dataclass(frozen=True, slots=True)
class ShelfView:
    """All kept conversations, the newest first, and what must be said: damaged files, files of a newer version, expired ones.

    `aside` are the files that were set aside, now or before.
    """

    lines: tuple[KeptView, ...]
    remarks: tuple[str, ...]
    aside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resumed:
    """A conversation taken up again. `remarks` says which answers are asked again and which are gone.

    `renewed`: there is more to say than that it goes on.
    """

    kept: Kept
    session: Session
    remarks: tuple[str, ...]

    @property
    def renewed(self) -> bool:
        """Whether the questions have changed since it was kept."""
        return len(self.remarks) > 1


def shelf_view(guide: Guide, shelf: Shelf, language: Language) -> ShelfView:
    """What is kept on this device. Clears what has expired."""
    words = phrases(language, WORDS)
    found = shelf.shelved()
    remarks = [words("kept.set_aside", path=path) for path in found.set_aside]
    remarks += [words("kept.newer", path=path) for path in found.newer]
    remarks += [problem_sentence(problem, language) for problem in found.unopened]
    if found.expired:
        remarks.append(words("kept.cleared"))
    return ShelfView(tuple(_line(guide, line, language) for line in found.lines), tuple(remarks), found.aside)


def _line(guide: Guide, line: Listed, language: Language) -> KeptView:
    words = phrases(language, WORDS)
    dialogue = guide.pack.dialogues.get(line.dialogue)
    title = words("kept.locked_title") if line.locked else dialogue.title.in_(language) if dialogue else line.dialogue
    parts = [how_far(guide, line.session, language)] if line.session else []
    parts.append(words("kept.since", day=date_in_words(line.kept_on, language)))
    parts.append(words("kept.one_day") if line.days_left == 1 else words("kept.days_left", days=line.days_left))
    return KeptView(line.id, title, ", ".join(part for part in parts if part), line.locked)


def how_far(guide: Guide, session: Session, language: Language) -> str:
    """How far a conversation is: `vraag 4 van ongeveer 9`. Empty when its questions no longer exist."""
    words = phrases(language, WORDS)
    dialogue = guide.pack.dialogues.get(session.dialogue)
    if dialogue is None:
        return ""
    session = replace(session, answers=dict(carried_over(dialogue, session.answers).answers))
    position = guide.position(session, silent_stops=True)
    if position.current is None:
        return words("kept.ready")
    progress = guide.progress(session, position)
    return words("kept.how_far", question=progress.done + 1, of=progress.done + progress.left)


def begin_keeping(
    guide: Guide, shelf: Shelf, session: Session, days: int, language: Language, passphrase: str = ""
) -> tuple[Kept, str]:
    """Keep a conversation from now on; what to say about it. Raises StoreProblem: then nothing is kept."""
    kept = shelf.keep(session, guide.dialogue(session.dialogue).version, days, passphrase)
    until = date_in_words(kept.expires, language)
    return kept, phrases(language, WORDS)("kept.begun", expires=until, folder=shelf.folder)


def keep_on(shelf: Shelf, kept: Kept, session: Session, language: Language) -> tuple[Kept, str]:
    """Put the answers so far on disk; what to say, if anything. Raises StoreProblem: what was kept before is then still whole."""
    new = shelf.save(kept, session)
    return new, phrases(language, WORDS)("kept.split") if new.split_from else ""


def resume(guide: Guide, shelf: Shelf, name: str, language: Language, passphrase: str = "") -> Resumed:
    """Take up a kept conversation. Raises StoreProblem."""
    words = phrases(language, WORDS)
    kept = shelf.open(name, passphrase)
    dialogue = guide.pack.dialogues.get(kept.session.dialogue)
    if dialogue is None:
        raise StoreProblem("no_dialogue", name=kept.session.dialogue)
    carried = carried_over(dialogue, kept.session.answers)
    since, until = date_in_words(kept.kept_on, language), date_in_words(kept.expires, language)
    remarks = [words("kept.resumed", day=since, expires=until)]
    if kept.version != dialogue.version:
        remarks.append(words("kept.other_version", old=kept.version, new=dialogue.version))
    for key in carried.again:
        ask = fill(dialogue.by_id[key.partition("@")[0]].ask, language, NOUN).replace("{item}", "…")
        remarks.append(words("kept.again", ask=ask))
    if carried.gone:
        remarks.append(words("kept.gone_questions", number=len(carried.gone), names=", ".join(carried.gone)))
    session = Session(kept.session.dialogue, kept.session.as_of, dict(carried.answers))
    return Resumed(Kept(**{**vars(kept), "version": dialogue.version}), session, tuple(remarks))


def problem_sentence(problem: StoreProblem, language: Language) -> str:
    """What went wrong with keeping, and what is safe."""
    return phrases(language, WORDS)(f"kept.problem.{problem.code}", **problem.values)
