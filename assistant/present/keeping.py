"""Keeping a conversation on this device, in words: the list, beginning, going on, resuming. Every shell uses these functions."""

from __future__ import annotations

from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.dialogue.carried import carried_over
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import Session
from assistant.records import dataclass
from assistant.result.result import NOUN, fill
from assistant.store.kept import Kept, KeptProblem, Listed, Shelf

WORDS = "hands"


@dataclass(frozen=True, slots=True)
class KeptView:
    """One kept conversation: what it is called and what there is to say of it."""

    id: str
    title: str
    told: str
    locked: bool


@dataclass(frozen=True, slots=True)
class ShelfView:
    """All kept conversations, the newest first, and what must be said: damaged files, files of a newer version, expired ones."""

    lines: tuple[KeptView, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resumed:
    """A conversation taken up again. `remarks` says which answers are asked again and which are gone."""

    kept: Kept
    session: Session
    remarks: tuple[str, ...]


def shelf_view(guide: Guide, shelf: Shelf, language: Language) -> ShelfView:
    """What is kept on this device. Clears what has expired."""
    words = phrases(language, WORDS)
    found = shelf.shelved()
    remarks = [words("kept.set_aside", path=path) for path in found.set_aside]
    remarks += [words("kept.newer", path=path) for path in found.newer]
    if found.expired:
        remarks.append(words("kept.cleared", number=found.expired))
    return ShelfView(tuple(_line(guide, line, language) for line in found.lines), tuple(remarks))


def _line(guide: Guide, line: Listed, language: Language) -> KeptView:
    words = phrases(language, WORDS)
    dialogue = guide.pack.dialogues.get(line.dialogue)
    title = words("kept.locked_title") if line.locked else dialogue.title.in_(language) if dialogue else line.dialogue
    parts = [words("kept.since", day=line.kept_on)]
    parts.append(words("kept.one_day") if line.days_left == 1 else words("kept.days_left", days=line.days_left))
    if not line.locked:
        parts.append(words("kept.answers", number=line.answers))
    return KeptView(line.id, title, ", ".join(parts), line.locked)


def begin_keeping(
    guide: Guide, shelf: Shelf, session: Session, days: int, language: Language, passphrase: str = ""
) -> tuple[Kept, str]:
    """Keep a conversation from now on; what to say about it. Raises KeptProblem: then nothing is kept."""
    kept = shelf.keep(session, guide.dialogue(session.dialogue).version, days, passphrase)
    return kept, phrases(language, WORDS)("kept.begun", expires=kept.expires, folder=shelf.folder)


def keep_on(shelf: Shelf, kept: Kept, session: Session, language: Language) -> tuple[Kept, str]:
    """Put the answers so far on disk; what to say, if anything. Raises KeptProblem: what was kept before is then still whole."""
    new = shelf.save(kept, session)
    return new, phrases(language, WORDS)("kept.split") if new.split_from else ""


def resume(guide: Guide, shelf: Shelf, name: str, language: Language, passphrase: str = "") -> Resumed:
    """Take up a kept conversation. Raises KeptProblem."""
    words = phrases(language, WORDS)
    kept = shelf.open(name, passphrase)
    dialogue = guide.pack.dialogues.get(kept.session.dialogue)
    if dialogue is None:
        raise KeptProblem("no_dialogue", name=kept.session.dialogue)
    carried = carried_over(dialogue, kept.session.answers)
    remarks = [words("kept.resumed", day=kept.kept_on, expires=kept.expires)]
    if kept.version != dialogue.version:
        remarks.append(words("kept.other_version", old=kept.version, new=dialogue.version))
    for key in carried.again:
        ask = fill(dialogue.by_id[key.partition("@")[0]].ask, language, NOUN).replace("{item}", "…")
        remarks.append(words("kept.again", ask=ask))
    if carried.gone:
        remarks.append(words("kept.gone_questions", number=len(carried.gone), names=", ".join(carried.gone)))
    session = Session(kept.session.dialogue, kept.session.as_of, dict(carried.answers))
    return Resumed(Kept(**{**vars(kept), "version": dialogue.version}), session, tuple(remarks))


def problem_sentence(problem: KeptProblem, language: Language) -> str:
    """What went wrong with keeping, and what is safe."""
    return phrases(language, WORDS)(f"kept.problem.{problem.code}", **problem.values)
