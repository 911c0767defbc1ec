"""Pages to read: a plain page, the help of a screen, the danger page, the fault page, and a question before something is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content

from assistant.content.interface import Phrases, phrases
from assistant.content.vocabulary import PROFESSIONS
from assistant.present.danger import DangerPage, at_a_glance, chosen_first, danger_pages, page_lines, reader_of
from assistant.present.danger import Reader as Told
from assistant.records import replace
from assistant.result.result import NOUN, noun_of
from assistant.tui.base import BaseScreen
from assistant.tui.keys import KEYS, bindings, keys_for, shown
from assistant.tui.picklist import PickList, Row
from assistant.tui.text import Words, hanging, joined, literal

Lines = Sequence[tuple[str, str]]
KEY_WIDTH = 8
"""Cells for the name of a key on a help page."""
SELF_KEY = "9"
"""On the danger page: the page to the user about the user."""


class Reader(VerticalScroll, can_focus=True):
    """A text that scrolls with the arrows."""

    BINDINGS = [
        Binding("j", "scroll_down", show=False),
        Binding("k", "scroll_up", show=False),
        Binding("space", "page_down", show=False),
    ]

    def compose(self) -> ComposeResult:
        """One text."""
        yield Words(classes="reading")

    _lines: Lines = ()

    def tell(self, lines: Lines) -> None:
        """Show a text: see `page_text`."""
        self._lines = lines
        self._fit()

    def on_resize(self) -> None:
        """What hangs under a mark depends on the width."""
        self._fit()

    def _fit(self) -> None:
        words = self.query_one(Words)
        words.say(page_text(self._lines, words.content_size.width))


def page_text(lines: Lines, width: int = 0) -> Content:
    """Headings in bold above their text, a blank line between. Where `width` is known, a marked line goes on under its own text."""
    parts: list[str | tuple[str, str]] = []
    for heading, text in lines:
        if parts:
            parts.append("\n\n")
        if heading:
            parts.append((heading, "bold"))
            parts.append("\n" if text else "")
        parts.append("\n".join(_hung(line, width) for line in text.split("\n")))
    return joined(*parts)


def _hung(line: str, width: int) -> str:
    """A line that begins with a dash, or with the name of a key and a tab, wrapped under its own text."""
    mark, tab, text = line.partition("\t")
    if tab:
        mark = f"{mark:<{KEY_WIDTH}}"
    elif line.startswith("- "):
        mark, text = "- ", line[2:]
    else:
        return line
    return "\n".join(hanging(mark, text, width)) if width else mark + text


class PageScreen(BaseScreen[None]):
    """A page with a title. What it says comes from a function, so that it follows the language."""

    where = "page"
    BINDINGS = bindings("page")

    def __init__(self, title: Callable[[], str], lines: Callable[[], Lines]) -> None:
        super().__init__()
        self._title = title
        self._lines = lines

    def body(self) -> ComposeResult:
        """The text."""
        yield Reader()

    def heading(self) -> str:
        """The title of the page."""
        return self._title()

    def redraw(self) -> None:
        """The text in the language in use."""
        self.query_one(Reader).tell(self._lines())

    def home_focus(self) -> None:
        """The text."""
        self.query_one(Reader).focus()


class HelpScreen(PageScreen):
    """What a screen does, and its keys."""

    where = "help"
    BINDINGS = bindings("help")

    def __init__(self, about: str, words: Callable[[], Phrases]) -> None:
        super().__init__(
            lambda: words()("tui.help.title"), lambda: help_lines(about, words(), self.host.preferences.keys)
        )
        self.about = about


def help_lines(about: str, words: Phrases, own: Mapping[str, str] | None = None) -> Lines:
    """The help of the screen `about`, made from the key table; `own` are keys of the user's own."""
    known = f"tui.help.{about}" in words.texts
    palette = next(shown(key, own or {}) for key in KEYS if key.name == "palette")  # where one finds what has no key
    told: dict[str, list[str]] = {}
    for key in keys_for(about):
        told.setdefault(shown(key, own or {}) or palette, []).append(words(f"tui.key.{key.name}.help"))
    keys = [f"{name}\t{' '.join(texts)}" for name, texts in told.items()]
    danger = shown(next(key for key in KEYS if key.name == "danger"), own or {}) or palette
    lines = [("", words("tui.help.begins", key=danger))]
    lines += [("", words(f"tui.help.{about}" if known else "tui.help.page")), (words("tui.help.keys"), "\n".join(keys))]
    return [*lines, ("", words("tui.help.moving"))]


class DangerScreen(BaseScreen[None]):
    """Whom to call. It changes no answer. `written` says that it is shown because of what was typed."""

    where = "danger"
    BINDINGS = bindings("danger")
    # Whom to call fits in every window: it scrolls, and in the smallest it has no margins.
    HORIZONTAL_BREAKPOINTS = [(0, "-small"), (80, "-normal"), (100, "-two"), (120, "-panel")]
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (16, "-high-enough")]

    def __init__(self, *, written: bool = False, about_self: bool = False, kinds: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.written = written
        self.about_self = about_self
        self.kinds = kinds
        self.profession = ""
        """The work that was said on this page only; it is recorded nowhere."""

    def body(self) -> ComposeResult:
        """The pages, the most urgent first."""
        yield Words(id="unchanged")
        yield Reader(id="danger-text")

    @property
    def roomy(self) -> bool:
        """Always: see above."""
        return True

    def heading(self) -> str:
        """The title of the page."""
        return self.words("tui.danger.title")

    def redraw(self) -> None:
        """The pages of the pack, those of the chosen kinds first; whom to call and the first minutes stand before any question."""
        pages = self._pages()
        lines = [(page.title, "\n".join(page_lines(page, self.host.language))) for page in pages]
        if not self._told().kinds and (glance := at_a_glance(pages)):
            lines.insert(0, ("", "\n".join(glance)))
        lines += [("", ask) for ask in self._asks() if lines]
        self.query_one(Reader).tell(lines or [("", self.words("tui.danger.none"))])
        self.query_one("#unchanged", Words).say(literal(self.words(self._top())))

    def _pages(self) -> tuple[DangerPage, ...]:
        pack, language = self.host.guide.pack, self.host.language
        if self.about_self:
            return danger_pages(pack, language, about_self=True)
        noun = noun_of(pack, self.host.position().situation) if self.host.talk else NOUN
        return chosen_first(pack, language, self._told(), noun, self.profession)

    def _told(self) -> Told:
        """What the answers so far tell about the reader."""
        told = reader_of(self.host.guide.pack, self.host.position().situation) if self.host.talk else Told()
        return replace(told, kinds=(*self.kinds, *told.kinds))

    def _asks(self) -> tuple[str, ...]:
        """What a digit does here: say one's work, when it is not known, and go to the page about oneself."""
        if self.about_self:
            return ()
        roles = ", ".join(
            f"{number} {self.words(f'tui.danger.role.{name}')}" for number, name in enumerate(PROFESSIONS, 1)
        )
        work = () if self._told().profession else (self.words("tui.danger.role", roles=roles),)
        return (*work, self.words("tui.danger.self", key=SELF_KEY))

    def on_key(self, event: events.Key) -> None:
        """A digit changes this page, nothing else."""
        if self.about_self or not event.key.isdecimal():
            return
        number = int(event.key)
        if event.key == SELF_KEY:
            self.about_self = True
        elif 1 <= number <= len(PROFESSIONS) and not self._told().profession:
            self.profession = PROFESSIONS[number - 1]
        else:
            return
        event.stop()
        self.redraw()
        self.query_one(Reader).scroll_home(animate=False)

    def _top(self) -> str:
        return "tui.danger.written" if self.written else "tui.danger.unchanged"

    def home_focus(self) -> None:
        """The text."""
        self.query_one(Reader).focus()


class ConfirmScreen(BaseScreen[bool]):
    """A question before something is lost. The safe choice comes first. `part` is the interface file its words stand in."""

    where = "confirm"
    BINDINGS = bindings("confirm")

    def __init__(self, key: str, part: str = "", **values: str) -> None:
        super().__init__()
        self.key = key
        self.part = part
        self.values = values

    def body(self) -> ComposeResult:
        """The question and two choices."""
        yield Words(classes="ask padded")
        yield PickList()

    def redraw(self) -> None:
        """The question in the language in use."""
        words = phrases(self.host.language, self.part)
        self.query_one(".ask", Words).say(literal(words(self.key, **self.values)))
        rows = [Row(name, words(f"{self.key}.{name}"), f"{n} ", str(n)) for n, name in enumerate(self.choices(), 1)]
        self.query_one(PickList).show(rows)

    def choices(self) -> tuple[str, ...]:
        """The choices, the safe one first."""
        return ("no", "yes")

    def home_focus(self) -> None:
        """The choices."""
        self.query_one(PickList).focus()

    def picked(self, row: Row) -> None:
        """Give back the choice."""
        self.dismiss(row.id == "yes")

    def action_step_out(self) -> None:
        """Nothing is lost."""
        self.dismiss(False)


class FaultScreen(BaseScreen[None]):
    """Something went wrong inside: what happened, what is safe, how to go on. No conclusions."""

    where = "fault"

    def body(self) -> ComposeResult:
        """The text and the ways on."""
        yield Words(classes="reading padded")
        yield PickList()

    def heading(self) -> str:
        """The title of the page."""
        return self.words("tui.fault.title")

    def redraw(self) -> None:
        """The text in the language in use."""
        told = [self.words("tui.fault.what"), self.host.keeping.fault_sentence(), self.host.report_sentence()]
        lines = [("", sentence) for sentence in (*told, self.words("tui.fault.on")) if sentence]
        self.query_one(".reading", Words).say(page_text(lines))
        names = ("back", "review", "quit") if self.host.talk else ("back", "quit")
        rows = [Row(name, self.words(f"tui.fault.{name}"), f"{n} ", str(n)) for n, name in enumerate(names, 1)]
        self.query_one(PickList).show(rows)

    def home_focus(self) -> None:
        """The ways on."""
        self.query_one(PickList).focus()

    def picked(self, row: Row) -> None:
        """Home, the answers, or out with exit code 3."""
        self.host.after_fault(row.id)

    def guarded(self, draw: Callable[[], object]) -> None:
        """What goes wrong here cannot be told on this page."""
        try:
            draw()
        except Exception as fault:
            self.host.give_up(fault)

    def broke(self, fault: Exception) -> None:
        """As above."""
        self.host.give_up(fault)
