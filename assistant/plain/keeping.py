"""Keeping a conversation in lines on this device, and going on with one that was kept."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.content.interface import Phrases, phrases
from assistant.content.model import Language
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import Session
from assistant.plain.lines import Line, wrap
from assistant.present.keeping import SHORTEST, begin_keeping, keep_on, problem_sentence, resume, shelf_view
from assistant.present.reading import row_number
from assistant.store.days import MOST_DAYS
from assistant.store.kept import Shelf
from assistant.store.kept_file import Kept
from assistant.store.problems import StoreProblem

_ASKED = re.compile(r"\d{1,4}(?: (?:wachtwoord|passphrase|password))?\Z", re.ASCII)
Secret = Callable[[str], str | None]


def says_how_long(typed: str) -> bool:
    """Whether what follows the command to keep is a number of days, with or without a passphrase."""
    return bool(_ASKED.match(typed.lower()))


class PlainKeeping:
    """What is kept of one conversation, if anything; `secret` asks for a passphrase."""

    def __init__(self, guide: Guide, line: Line, language: Language, shelf: Shelf, secret: Secret) -> None:
        self.guide = guide
        self.line = line
        self.language: Language = language
        self.say: Phrases = phrases(language, "hands")
        self.shelf = shelf
        self.secret = secret
        self.kept: Kept | None = None
        self.listed = False

    def whole(self, session: Session) -> bool:
        """Whether all answers are on disk, as far as they are ever written."""
        return self.kept is not None and self.kept.session.answers == session.answers

    def opening(self) -> None:
        """Say, when there are conversations to go on with, how to do that."""
        view = shelf_view(self.guide, self.shelf, self.language)
        self.line.tell(*view.remarks)
        if view.lines:
            self.line.tell(self.say("plain.can_resume"))

    def keep_on(self, session: Session) -> None:
        """Put the answers so far on disk, when the conversation is kept."""
        if self.kept is None:
            return
        try:
            self.kept, remark = keep_on(self.shelf, self.kept, session, self.language)
        except StoreProblem as problem:
            self.line.tell(problem_sentence(problem, self.language))
            if problem.code == "gone":
                self.kept = None
        else:
            self.line.tell(*([remark] if remark else []))

    def begin(self, rest: str, session: Session) -> bool:
        """Keep this conversation for some days: `bewaar 7`, or `bewaar 7 wachtwoord` to be asked for a passphrase. Gives whether a
        number of days was asked for.
        """
        days, _, more = rest.partition(" ")
        if self.kept is not None:
            self.line.tell(self.say("plain.keep.already", expires=self.kept.expires))
            return False
        if not says_how_long(rest):
            self.line.tell(self.say("plain.keep.how", most=MOST_DAYS))
            return True
        passphrase = ""
        if more:
            passphrase = self.secret(self.say("plain.keep.passphrase")) or ""
            if len(passphrase) < SHORTEST:
                self.line.tell(self.say("plain.keep.short", letters=SHORTEST))
                return False
        try:
            self.kept, told = begin_keeping(self.guide, self.shelf, session, int(days), self.language, passphrase)
        except StoreProblem as problem:
            told = problem_sentence(problem, self.language)
        self.line.tell(told)
        return False

    def resume(self, rest: str, session: Session) -> Session | None:
        """Show what is kept, or give one of those to go on with; not instead of answers that are not kept. `listed` then says whether
        the list was written.
        """
        self.listed = False
        shown = shelf_view(self.guide, self.shelf, self.language)
        self.line.tell(*shown.remarks)
        if not shown.lines:
            self.line.tell(self.say("plain.resume.none"))
            return None
        if not 1 <= row_number(rest) <= len(shown.lines):
            for number, line in enumerate(shown.lines, 1):
                self.line.write("\n".join(wrap(f"{line.title}: {line.told}", "    ", f"{number:>2}  ")))
            self.line.tell(self.say("plain.resume.how"))
            self.listed = True
            return None
        if session.answers and self.kept is None:
            self.line.tell(self.say("plain.resume.busy"))
            return None
        line = shown.lines[row_number(rest) - 1]
        passphrase = (self.secret(self.say("plain.resume.passphrase")) or "") if line.locked else ""
        try:
            found = resume(self.guide, self.shelf, line.id, self.language, passphrase)
        except StoreProblem as problem:
            self.line.tell(problem_sentence(problem, self.language))
            return None
        self.kept = found.kept
        self.line.tell(*found.remarks)
        return found.session
