"""The class of a trainer: what to talk about first, what the whole group shows, and every case. Nothing here is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal

from assistant.content.interface import Phrases, phrases
from assistant.content.model import Ref, of_kind
from assistant.practice.classroom import class_report
from assistant.practice.gather import Gathered
from assistant.present.class_report import case_title
from assistant.present.class_view import CaseView, ClassView, class_view, remark_text
from assistant.tui.base import BaseScreen, T
from assistant.tui.classroom import pages
from assistant.tui.classroom.paper import BLANK, Draw, Line, Sheet, paragraphs, title
from assistant.tui.keys import bindings
from assistant.tui.picklist import PickList, Row
from assistant.tui.text import Words, literal

if TYPE_CHECKING:
    from assistant.tui.classroom.desk import ClassController

QUOTE = " “"
WHOLE = ("numbers", "confused", "gaps", "card")


class ClassBase(BaseScreen[T]):
    """A screen with the words of a class, and its desk."""

    def __init__(self, desk: ClassController) -> None:
        super().__init__()
        self.desk = desk

    @property
    def class_words(self) -> Phrases:
        """The words of a class in the language in use."""
        return phrases(self.host.language, "class")


class ClassPageScreen(ClassBase[None]):
    """One page about the group, over the whole width: fit to project."""

    where = "classpage"
    BINDINGS = bindings("classpage")

    def __init__(self, desk: ClassController, name: Callable[[], str], draw: Draw) -> None:
        super().__init__(desk)
        self.name_of = name
        self.page = draw

    def body(self) -> ComposeResult:
        """The page."""
        yield Sheet()

    def heading(self) -> str:
        """The title of the page."""
        return self.name_of()

    def redraw(self) -> None:
        """The page in the language in use."""
        self.query_one(Sheet).put(lambda width: [BLANK, *self.page(width)], again=True)

    def home_focus(self) -> None:
        """The page."""
        self.query_one(Sheet).focus()


class ClassScreen(ClassBase[None]):
    """The list of all there is to talk about; in a wide window the page of the row under the cursor beside it."""

    where = "class"
    BINDINGS = bindings("class")
    CSS = """
    ClassScreen #class-told { padding: 1 2; }
    ClassScreen #class-columns { height: 1fr; }
    ClassScreen PickList { width: 1fr; height: 1fr; padding: 0 1; }
    ClassScreen Sheet { display: none; width: 1fr; border-left: solid $panel; }
    ClassScreen.-two Sheet, ClassScreen.-panel Sheet { display: block; }
    """

    def __init__(self, desk: ClassController, gathered: Gathered) -> None:
        super().__init__(desk)
        self.gathered = gathered
        self.report = class_report(desk.guide.pack.cases, gathered.rounds)
        self._views: dict[str, ClassView] = {}

    @property
    def view(self) -> ClassView:
        """The class in the language in use."""
        language = self.host.language
        if language not in self._views:
            self._views[language] = class_view(self.desk.guide, self.report, language)
        return self._views[language]

    def body(self) -> ComposeResult:
        """Who and what; the list; the page beside it."""
        yield Words(id="class-told")
        with Horizontal(id="class-columns"):
            yield PickList()
            yield Sheet()

    def heading(self) -> str:
        """The title."""
        return self.class_words("screen.title")

    def home_focus(self) -> None:
        """The list."""
        self.query_one(PickList).focus()

    def redraw(self) -> None:
        """Everything in the language in use."""
        view, told = self.view, self.class_words
        lines = [told("screen.counts", people=view.people, cases=len(view.cases)), *view.told[1:]]
        lines += [told("screen.hint")] if view.cases else []
        self.query_one("#class-told", Words).say(literal("\n".join(lines)))
        self.query_one(PickList).show(self.rows())
        self._preview()

    # ------------------------------------------------------------ rows

    def rows(self) -> list[Row]:
        """First what to talk about first, then the group, every case, and what else can be done."""
        view, told = self.view, self.class_words
        first = {one.id for one in view.first}
        rest = [one for one in view.cases if one.id not in first]
        groups: list[tuple[str, list[tuple[str, str]]]] = []
        if view.cases:
            groups.append((told("first"), [(f"case:{one.id}", self._first(one)) for one in view.first]))
            groups.append((told("screen.whole"), [(name, self._named(name)) for name in WHOLE]))
        if rest:
            groups.append((told("screen.cases"), [(f"case:{one.id}", self._line(one)) for one in rest]))
        more = [(name, told(f"screen.row.{name}")) for name in ("save", "hands") if view.cases or name == "hands"]
        if self.gathered.remarks:
            more.insert(0, ("remarks", self._named("remarks")))
        groups.append((told("screen.more"), more))
        found: list[Row] = []
        number = 0
        for head, rows in groups:
            found.append(Row(f"group:{head}", head, enabled=False, style="group"))
            for name, text in rows:
                number += 1
                key = str(number) if number < 10 else ""
                found.append(Row(name, text, f"{number:>2} ", key))
        return found

    def _line(self, one: CaseView) -> str:
        people = self.class_words("screen.people", number=one.people)
        return f"{case_title(one)}, {people}"

    def _first(self, one: CaseView) -> str:
        return f"{case_title(one)}. {one.why[0].partition(QUOTE)[0]}" if one.why else self._line(one)

    def _named(self, name: str) -> str:
        """The name of a page, with what is on it in a few words."""
        view, told = self.view, self.class_words
        if name == "card":
            return view.card[0]
        if name == "numbers":
            values = {each.id: each.value for each in view.measures}
            row = told("screen.row.numbers", noticed=values.get("sensitivity"), left=values.get("specificity"))
            return f"{told('numbers')}: {row}"
        number = {"confused": len(view.confused), "gaps": len(view.gaps), "remarks": len(self.gathered.remarks)}[name]
        how = f"screen.row.{name}" if number else "screen.row.none"
        return f"{self._title(name)}: {told(how, number=number)}"

    # ------------------------------------------------------------ pages

    def page(self, name: str, width: int) -> list[Line]:
        """What stands on the page of a row."""
        view, told = self.view, self.class_words
        if of_kind(name, "case"):
            return pages.case_preview(self._case(name), told, width)
        if name == "remarks":
            texts = [remark_text(self.desk.guide, each, self.host.language) for each in self.gathered.remarks]
            return paragraphs(texts, width)
        if name == "card":
            return pages.card_page(view.card, width)
        draw = {"numbers": pages.numbers_page, "confused": pages.confused_page, "gaps": pages.gaps_page}.get(name)
        return draw(view, told, width) if draw else []

    def _case(self, row: str) -> CaseView:
        name = Ref.parse(row).id
        return next(one for one in self.view.cases if one.id == name)

    def _title(self, name: str) -> str:
        if of_kind(name, "case"):
            return case_title(self._case(name))
        if name == "card":
            return self.view.card[0]
        return self.class_words(name)

    def _preview(self) -> None:
        row = self.query_one(PickList).current
        name = row.id if row and row.id not in ("save", "hands") else ""
        head = title(self._title(name), 70) if name else []

        def draw(width: int) -> list[Line]:
            return [*head, BLANK, *self.page(name, width)] if name else []

        self.query_one(Sheet).put(draw)

    def on_pick_list_moved(self, message: PickList.Moved) -> None:
        """Show the page of the row under the cursor."""
        message.stop()
        self._preview()

    def picked(self, row: Row) -> None:
        """Open a case, a page, or what else was chosen."""
        if row.id == "save":
            self.action_save()
        elif row.id == "hands":
            self.desk.choose_case()
        elif of_kind(row.id, "case"):
            name = Ref.parse(row.id).id
            self.desk.open_case(next(one for one in self.report.cases if one.case.id == name))
        else:
            name = row.id
            self.app.push_screen(
                ClassPageScreen(self.desk, lambda: self._title(name), lambda width: self.page(name, width))
            )

    def action_save(self) -> None:
        """Save the report."""
        if self.view.cases:
            self.desk.save_report(lambda: self.view)
