"""Cards that unfold, and two proofs beside each other."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from textual import events
from textual.app import ComposeResult, RenderResult
from textual.binding import Binding
from textual.containers import Container, Vertical
from textual.errors import NoWidget
from textual.message import Message

from assistant.records import dataclass
from assistant.result.tree import Branch
from assistant.tui.text import Lined, Words, hanging, joined, quiet, wrap

CLOSED, OPEN = "▸", "▾"
NO_TREE = ("source", "support", "more")
MAX_DEPTH = 4


@dataclass(frozen=True, slots=True)
class Fold:
    """What a card says: a head, lines that always stand there, and lines that unfold, each with a style (`quiet` too)."""

    id: str
    head: str
    lines: tuple[tuple[str, str], ...] = ()
    more: tuple[tuple[str, str], ...] = ()
    open: bool = False


class FoldCard(Lined, can_focus=True):
    """A card. Enter, space or a click unfolds it, or folds it again; one with nothing to unfold says that it was chosen."""

    BINDINGS = [Binding("enter", "choose", show=False), Binding("space", "choose", show=False)]

    class Chosen(Message):
        """A card without anything to unfold was chosen."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, fold: Fold, *, opened: bool | None = None) -> None:
        super().__init__(classes="card")
        self.fold = fold
        self.opened = fold.open if opened is None else opened

    def lines(self, width: int) -> list[tuple[str, str]]:
        """Every line with its style."""
        fold = self.fold
        glyph = "  " if not fold.more else f"{OPEN if self.opened else CLOSED} "
        mark = "› " if self.has_focus else "  "
        found = [(line, "bold") for line in hanging(mark + glyph, fold.head, width)]
        for text, style in (*fold.lines, *(fold.more if self.opened else ())):
            found += [(f"    {line}", style) for line in wrap(text, max(1, width - 4))]
        return found

    def render(self) -> RenderResult:
        """The lines."""
        parts: list[str | tuple[str, str]] = []
        for number, (line, style) in enumerate(self.lines(self.room)):
            style = quiet(self) if style == "quiet" else style
            text = f"\n{line}" if number else line
            parts.append((text, style) if style else text)
        return joined(*parts)

    @property
    def in_sight(self) -> bool:
        """Whether a part of it can be seen: the page may have been turned."""
        try:
            return bool(self.screen.find_widget(self).visible_region)
        except NoWidget:
            return False

    def action_choose(self) -> None:
        """Unfold, fold, or choose. What one does not see does not unfold: it comes into sight first."""
        if not self.fold.more:
            self.post_message(self.Chosen(self.fold.id))
        elif self.in_sight:
            self.opened = not self.opened
            self.refresh(layout=True)
        else:
            self.scroll_visible(animate=False)

    def on_click(self, event: events.Click) -> None:
        """A click does what Enter does."""
        event.stop()
        self.focus()
        self.action_choose()


Line = tuple[int, str]
"""How deep a line of a proof stands, and what it says."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A conclusion with two columns: the title of each, and its lines."""

    head: str
    note: str
    left: tuple[str, tuple[Line, ...]]
    right: tuple[str, tuple[Line, ...]]


class Column(Lined):
    """One reasoning: a title, and lines that hang under their own mark."""

    def __init__(self, title: str, lines: tuple[Line, ...]) -> None:
        super().__init__(classes="proof-side")
        self.head = title
        self.told = lines

    def lines(self, width: int) -> list[str]:
        """The title, and the lines below it."""
        found = [self.head]
        for depth, text in self.told:
            indent = "  " * min(depth, MAX_DEPTH)
            found += hanging(f"{indent}- " if depth else "", text, max(10, width))
        return found

    def render(self) -> RenderResult:
        """The lines."""
        head, *lines = self.lines(self.room)
        return joined((head, "underline"), *(f"\n{line}" for line in lines))


class ProofBox(Vertical):
    """Two reasonings about one conclusion, beside each other where there is room."""

    def __init__(self, beside: Beside) -> None:
        super().__init__(classes="proof")
        self.beside = beside

    def compose(self) -> ComposeResult:
        """Head, note, and the two columns."""
        yield Words(joined((f"{self.beside.head}. ", "bold"), self.beside.note))
        with Container(classes="proof-columns"):
            for title, lines in (self.beside.left, self.beside.right):
                yield Column(title, lines)


def cues_in(branch: Branch | None) -> set[str]:
    """The points of the story that a proof rests on."""
    if branch is None:
        return set()
    found = {branch.ref} if branch.role == "cue" else set()
    return found.union(*(cues_in(child) for child in branch.children))


def tree_lines(branch: Branch | None, elsewhere: Collection[str], depth: int = 0) -> Iterator[Line]:
    """A proof as lines, without sources. What has a proof of its own `elsewhere` is only named."""
    for child in branch.children if branch else ():
        if child.role not in NO_TREE:
            yield depth, child.text
            if child.role != "conclusion" or child.ref not in elsewhere:
                yield from tree_lines(child, elsewhere, depth + 1)
