"""Why does this stand here? The proof as a tree: short (what you said) or full (every rule, down to the sources)."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult

from assistant.content.model import Ref, Source
from assistant.result.result import Result
from assistant.result.tree import Branch, grounds, how
from assistant.tui.base import BaseScreen
from assistant.tui.keys import bindings
from assistant.tui.page_screens import Lines
from assistant.tui.picklist import PickList, Row
from assistant.tui.text import Words, literal

CHOOSABLE = ("answer", "source")


class WhyScreen(BaseScreen[str]):
    """The proof of one conclusion. Choosing a source opens it; choosing an answer goes to its question, to change it."""

    where = "why"
    BINDINGS = bindings("why")

    def __init__(self, result: Result, ref: str) -> None:
        super().__init__()
        self.result = result
        self.ref = ref
        self.full = True

    def body(self) -> ComposeResult:
        """The tree as a list of lines."""
        yield Words(classes="intro padded")
        yield PickList()

    def heading(self) -> str:
        """The title."""
        return self.words("part.proof")

    def redraw(self) -> None:
        """The tree in the language in use."""
        self.query_one(".intro", Words).say(literal(self.words("tui.why.full" if self.full else "tui.why.short")))
        if self.ref in self.result.outcome.conclusions:
            tree = how(self.result, self.ref, self.host.language, full=self.full)
        else:
            tree = grounds(self.result, self.ref, self.host.language)
        self.query_one(PickList).show(_rows(tree))

    def home_focus(self) -> None:
        """The tree."""
        self.query_one(PickList).focus()

    def action_depth(self) -> None:
        """Short or full."""
        self.full = not self.full
        self.draw()

    def picked(self, row: Row) -> None:
        """Open a source, or go to an answer."""
        role, _, ref = row.id.partition("|")[2].partition("|")
        if role == "answer":
            self.dismiss(ref)
        else:
            self.host.show_page(lambda: self.words("tui.source.title"), lambda: self.source(ref))

    def source(self, ref: str) -> Lines:
        """What is known of a source."""
        entry = self.result.pack.entry("source", Ref.parse(ref).id)
        if not isinstance(entry, Source):
            return [("", ref)]
        checked = self.words("tui.source.checked" if entry.verified else "tui.source.unchecked")
        read = f"tui.source.read.{entry.read}"
        lines = [
            (self.result.say(entry.name, self.host.language), ", ".join(x for x in (entry.publisher, entry.year) if x)),
            ("", entry.url),
            ("", self.words(read) if read in self.words.texts else ""),
            ("", checked),
        ]
        return [line for line in lines if line[0] or line[1]]


def _rows(tree: Branch) -> list[Row]:
    rows = []
    for number, (before, branch) in enumerate(_walk(tree, "", "")):
        row_id = f"{number}|{branch.role}|{branch.ref}"
        choosable = branch.role in CHOOSABLE
        mark = before + ("✎ " if branch.role == "answer" else "")
        rows.append(Row(row_id, branch.text, mark, "", choosable, f"proof-{branch.role}"))
    return rows


def _walk(branch: Branch, before: str, below: str) -> Iterator[tuple[str, Branch]]:
    yield before, branch
    for number, child in enumerate(branch.children, 1):
        last = number == len(branch.children)
        yield from _walk(child, below + ("└─ " if last else "├─ "), below + ("   " if last else "│  "))
