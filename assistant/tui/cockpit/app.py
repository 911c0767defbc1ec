"""`assistant preview`: the app around the cockpit. Its conversations are made up by authors; it keeps nothing but tests they ask for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from importlib.resources.abc import Traversable
from pathlib import Path

from textual.screen import Screen

from assistant.authoring import saving
from assistant.authoring.checking import More, Report
from assistant.authoring.extend import lines_of
from assistant.authoring.preview import Preview, Read, Seen
from assistant.content.model import Language
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import Session
from assistant.errors import Finding
from assistant.practice.keys import differences
from assistant.present.cockpit import part, worst_first
from assistant.present.talk import Talk, revisited
from assistant.tui.app import AssistantApp, run_to_end
from assistant.tui.cockpit.screen import TALK, CockpitScreen
from assistant.tui.cockpit.watch import Watcher, folders_of


def case_keys(guide: Guide) -> list[Finding]:
    """What the keys of practice cases say otherwise than the rules."""
    return list(differences(guide.reasoner, guide.pack.cases.values()))


class CockpitApp(AssistantApp):
    """One dialogue of a pack under an author's hands. `folder` is where tests are kept, None when the pack cannot be written to."""

    def __init__(
        self,
        preview: Preview,
        find_root: Callable[[], Traversable],
        folder: Path | None,
        language: Language,
        *,
        no_color: bool = False,
        more: More = case_keys,
    ) -> None:
        """`preview` has been read once: it has content that works."""
        assert preview.guide is not None
        super().__init__(preview.guide, language, preview.today, preview.dialogue, no_color)
        self.preview = preview
        self.folder = folder
        self.seen: Seen = preview.seen(Report(()))
        self.before: Seen | None = None
        self.report: Report | None = None
        self.findings: tuple[Finding, ...] = ()
        self.watching = True
        self.note = ""
        self.watcher = Watcher(preview, find_root, more, self._read, self._checked, self._stopped)
        self.talk = Talk(self.seen.session)

    def first_screen(self) -> Screen[None]:
        """The cockpit instead of home."""
        return CockpitScreen()

    def on_ready(self) -> None:
        """Watch the files, and check them once now."""
        self.run_worker(self.watcher.run(), exit_on_error=False)
        self.run_worker(self.watcher.watch(folders_of(self.folder or self.preview.root)), exit_on_error=False)
        self.watcher.soon()

    # ------------------------------------------------------------ the files

    def lines(self, name: str) -> list[str]:
        """The lines of a file of the pack as it is now; none when it cannot be read."""
        known = lines_of(self.preview.root).get(name) or ((self.report.lines or {}).get(name) if self.report else None)
        if known is not None:
            return known
        try:
            return (self.preview.root / name).read_bytes().decode("utf-8", errors="replace").splitlines()
        except (OSError, ValueError):
            return []

    def _read(self, read: Read) -> None:
        """The files were read again: the answers are replayed on them, or on the last good version."""
        self.before, self.seen, self.note = self.seen, self.preview.take(read), ""
        if read.guide is not None:
            self.guide = read.guide
            self.report = None
        else:
            self.report = self.seen.findings
            self.findings = worst_first(self.report)
        assert self.talk is not None
        self.talk = Talk(self.seen.session, self.talk.revisiting)
        self._draw()

    def _checked(self, report: Report) -> None:
        """The complete check is done. It never hides why the last good version is shown."""
        if self.seen.stale and not report.count("error"):
            return
        self.report, self.findings = report, worst_first(report)
        self._draw()

    def _stopped(self) -> None:
        """Saves are not seen any more; the files can still be read with a key."""
        self.watching = False
        self._draw()

    def _draw(self) -> None:
        screen = self.screen
        if isinstance(screen, CockpitScreen):
            screen.draw()

    # ------------------------------------------------------------ the conversation

    def go_on(self, talk: Talk) -> None:
        """The talk after an answer. Answers that fit nothing now are kept: the next save may bring their question back."""
        kept = {**self.preview.session.answers, **talk.session.answers}
        self.preview.session = Session(talk.session.dialogue, talk.session.as_of, kept)
        self.talk, self.before, self.note = talk, self.seen, ""
        stale = self.seen.stale
        self.seen = self.preview.seen(self.report or Report(()), stale=stale)
        self._draw()

    def restart(self) -> None:
        """Begin again, without answers."""
        self.preview.session = Session(self.preview.dialogue, self.preview.today)
        self.go_on(Talk(self.preview.session))

    def jump(self, question: str) -> None:
        """Stand at a question, with one's own answers as far as they lead there."""
        assert self.talk is not None
        turn = next((t for t in self.position().turns if t.key.partition("@")[0] == question), None)
        if turn is not None:
            self.talk = revisited(self.guide, self.talk, turn.key)
            self._draw()
            return
        self.run_worker(self._go_to(question), exclusive=True, group="jump", exit_on_error=False)

    async def _go_to(self, question: str) -> None:
        """Look for the way there beside the screen: it may take a second."""
        session = await asyncio.to_thread(self.preview.way_to, question)
        words = part(self.language)
        if session is None:
            self.say(words("jump.not_found", question=question))
            return
        own = self.preview.session.answers
        filled = [key for key, answer in session.answers.items() if own.get(key) != answer]
        self.preview.session = session
        self.go_on(Talk(session))
        if filled:
            self.say(words("jump.filled", number=len(filled)))

    def save_test(self, *, transcript: bool) -> None:
        """Keep the conversation as a test of the pack, under a new name."""
        words = part(self.language)
        if self.folder is None:
            self.say(words("save.no_folder"))
            return
        written = (saving.transcript_of_preview if transcript else saving.story_of_preview)(self.preview)
        name = saving.name_for("transcript" if transcript else "story", self.preview.dialogue)
        try:
            path = saving.keep(self.folder, name, written)
        except OSError as error:
            self.say(words("save.failed", reason=error.strerror or "?"))
        else:
            self.say(words("save.done", path=path.relative_to(self.folder)))

    def say(self, note: str) -> None:
        """Tell something in a line of its own, until the next answer or save."""
        self.note = note
        self._draw()

    # ------------------------------------------------------------ what the app does otherwise here

    def show_talk(self) -> None:
        """The cockpit."""
        self.go_home()
        if isinstance(self.screen, CockpitScreen):
            self.screen.part = TALK
        self._draw()

    def action_leave_politely(self) -> None:
        """Stop. Nothing is lost: the answers were made up."""
        self.exit(return_code=0)


def run_cockpit(
    preview: Preview, find_root: Callable[[], Traversable], folder: Path | None, language: Language, *, no_color: bool
) -> int:
    """Run the cockpit; gives the exit code."""
    return run_to_end(CockpitApp(preview, find_root, folder, language, no_color=no_color))
