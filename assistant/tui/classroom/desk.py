"""What a trainer does in the app: read results, open a class or a case, count hands, save. It keeps nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.content.interface import phrases
from assistant.content.model import Case
from assistant.content.nodes import MAX_BYTES
from assistant.content.regular import read_regular
from assistant.content.telling import tell_all
from assistant.dialogue.guide import Guide
from assistant.errors import InputError
from assistant.practice.classroom import CaseReport, case_report
from assistant.practice.files import read_hands
from assistant.practice.gather import Gathered, gather
from assistant.present.case_paper import paper_blocks
from assistant.present.class_report import class_blocks, to_html, to_markdown
from assistant.present.class_view import ClassView, remark_text
from assistant.tui.router import made

if TYPE_CHECKING:
    from assistant.tui.host import Host

HTML = (".html", ".htm")


def is_hands(names: Sequence[str]) -> bool:
    """Whether this is one file of counted hands, and not results."""
    return len(names) == 1 and Path(names[0]).suffix.lower() in (".yaml", ".yml")


class ClassController:
    """The way between the screens of a trainer."""

    def __init__(self, app: Host) -> None:
        self.app = app

    @property
    def guide(self) -> Guide:
        """The content in use."""
        return self.app.guide

    def ask_for_files(self) -> None:
        """The screen that asks for a folder or files."""
        self.app.push_screen(made("class.files", self))

    def read(self, names: Sequence[str]) -> list[str]:
        """Read results and open the class, or one file of counted hands; gives sentences about what is wrong with them."""
        if is_hands(names):
            return self._read_hands(names[0])
        found = gather(names, self.guide.pack)
        if found.rounds:
            self.open(found)
            return []
        language = self.app.language
        told = [remark_text(self.guide, remark, language) for remark in found.remarks]
        return [*told, phrases(language, "class")("nothing_read")]

    def _read_hands(self, name: str) -> list[str]:
        try:
            case, tally = read_hands(read_regular(Path(name).expanduser(), MAX_BYTES), name, self.guide.pack)
        except OSError as error:
            return [phrases(self.app.language, "class")("remark.unreadable", files=name, reason=error.strerror or "?")]
        except InputError as error:
            return tell_all(error.findings, self.app.language).splitlines()
        self.open_case(case_report(case, tally))
        return []

    def open(self, gathered: Gathered) -> None:
        """The class screen."""
        self.app.push_screen(made("class.numbers", self, gathered))

    def open_case(self, report: CaseReport) -> None:
        """The steps of one case."""
        self.app.push_screen(made("class.case", self, report))

    def choose_case(self) -> None:
        """A case to count hands with."""
        self.app.push_screen(made("class.choose", self))

    def count_hands(self, name: str) -> None:
        """The screen to count hands on."""
        self.app.push_screen(made("class.hands", self, self.guide.pack.cases[name]))

    # ------------------------------------------------------------ saving

    def save_report(self, view: Callable[[], ClassView]) -> None:
        """The report as Markdown, or as a page when the name ends in .html."""

        def text(path: Path) -> str:
            language = self.app.language
            blocks = class_blocks(view(), language)
            return to_html(blocks, language) if path.suffix.lower() in HTML else to_markdown(blocks)

        name = phrases(self.app.language, "class")("save.name", day=self.app.as_of)
        self._save("report", name, text)

    def save_hands(self, case: str, text: Callable[[], str], kept: Callable[[], None]) -> None:
        """Counted hands as a file that `assistant class hands` reads."""
        name = phrases(self.app.language, "class")("save.hands_name", case=case)
        self._save("hands", name, lambda _: text(), kept)

    def save_paper(self, case: Case) -> None:
        """A case for a room without devices: story, answer sheet and key, as a page to print."""

        def text(path: Path) -> str:
            language = self.app.language
            blocks = paper_blocks(self.guide, case, language)
            return to_markdown(blocks) if path.suffix.lower() == ".md" else to_html(blocks, language)

        name = phrases(self.app.language, "class")("save.paper_name", case=case.id)
        self._save("paper", name, text)

    def _save(self, what: str, name: str, text: Callable[[Path], str], kept: Callable[[], None] = lambda: None) -> None:
        def done(path: Path | None) -> None:
            if path is not None:
                kept()
                told = phrases(self.app.language, "class")("save.done", path=path)
                self.app.notify(told, markup=False, timeout=10)

        self.app.push_screen(made("class.save", self, what, name, text), done)
