"""Screens that are a list: all answers, the side panel, why something is not there, and what is worth finding out."""

from __future__ import annotations

from textual.app import ComposeResult

from assistant.content.model import Entry, Trigger
from assistant.present.conversation import panel_view
from assistant.present.review import review_lines
from assistant.reasoning.open_facts import Open
from assistant.result.result import Result
from assistant.result.whynot_words import why_not_in_words
from assistant.result.words import capital
from assistant.result.worth import effects, how_of, worth_finding_out
from assistant.tui.base import BaseScreen
from assistant.tui.keys import bindings
from assistant.tui.page_screens import Lines
from assistant.tui.picklist import PickList, Row
from assistant.tui.talk_screen import point_rows
from assistant.tui.text import Words, literal


class ListScreen(BaseScreen[str]):
    """An introduction and a list; choosing gives back the id of a row."""

    def body(self) -> ComposeResult:
        """Introduction and list."""
        yield Words(classes="intro padded")
        yield PickList()

    def introduction(self) -> str:
        """The text above the list."""
        return ""

    def rows(self) -> list[Row]:
        """The list."""
        return []

    def redraw(self) -> None:
        """Everything in the language in use."""
        text, intro = self.introduction(), self.query_one(".intro", Words)
        intro.say(literal(text))
        intro.display = bool(text)
        self.query_one(PickList).show(self.rows())

    def home_focus(self) -> None:
        """The list."""
        self.query_one(PickList).focus()

    def picked(self, row: Row) -> None:
        """Give back what was chosen."""
        self.dismiss(row.id)


class ReviewScreen(ListScreen):
    """Every answer; choosing one shows its question again. Answers that do not count now stand apart, dimmed and in words."""

    where = "review"
    BINDINGS = bindings("review")

    def heading(self) -> str:
        """The title."""
        return self.words("tui.review.title")

    def introduction(self) -> str:
        """What one can do here."""
        return self.words("tui.review.intro")

    def rows(self) -> list[Row]:
        """The answers by part of the conversation."""
        if self.host.talk is None:
            return []
        found: list[Row] = []
        section = ""
        for line in review_lines(self.host.guide, self.host.talk.session, self.host.language):
            title = line.section if line.counted else self.words("tui.review.unused")
            if title != section:
                section = title
                found.append(Row(f"section:{title}", title, enabled=False, style="group"))
            text = f"{line.ask} {line.answer}"
            found.append(
                Row(
                    line.key, text, "  " if line.counted else "  – ", "", line.counted, "" if line.counted else "unused"
                )
            )
        return found


class PanelScreen(ListScreen):
    """The side panel for a narrow window."""

    where = "panel"
    BINDINGS = bindings("panel")

    def heading(self) -> str:
        """The title."""
        return self.words("tui.panel.said")

    def introduction(self) -> str:
        """What one sees here."""
        return ""

    def rows(self) -> list[Row]:
        """What was said, then the points."""
        host = self.host
        if host.talk is None:
            return []
        panel = panel_view(host.guide, host.talk.session, host.language)
        found = []
        for title, items in panel.said:
            found.append(Row(f"group:{title}", title, enabled=False, style="group"))
            found += [Row(f"said:{title}:{item}", item, "  - ", enabled=False) for item in items]
        if not panel.said:
            found.append(Row("none", self.words("tui.panel.empty"), enabled=False))
        found.append(Row("points", self.words("tui.panel.points"), enabled=False, style="group"))
        if panel.hint:
            found.append(Row("hint", panel.hint, "  ", enabled=False))
        return [*found, *point_rows(panel)]

    def picked(self, row: Row) -> None:
        """Why does it stand there? This screen stays below."""
        self.host.show_why(row.id)


class WhyNotScreen(ListScreen):
    """Every concern that was not drawn; choosing one explains what is missing for it."""

    where = "whynot"
    BINDINGS = bindings("whynot")

    def __init__(self, result: Result) -> None:
        super().__init__()
        self.result = result

    def heading(self) -> str:
        """The title."""
        return self.words("part.why_not")

    def introduction(self) -> str:
        """What one can do here."""
        return self.words("tui.whynot.intro")

    def rows(self) -> list[Row]:
        """Trigger factors by level, then drivers and reasons to ask further."""
        groups: dict[str, list[Row]] = {}
        for kind in ("trigger", "driver", "signal"):
            for name, entry in self.result.pack.kind(kind).items():
                ref = f"{kind}:{name}"
                if ref not in self.result.outcome.conclusions:
                    row = Row(ref, capital(self.result.name(ref, self.host.language)))
                    groups.setdefault(capital(self._group(entry, kind)), []).append(row)
        found: list[Row] = []
        for title, rows in groups.items():
            found += [Row(f"group:{title}", title, enabled=False, style="group"), *rows]
        return found

    def _group(self, entry: Entry, kind: str) -> str:
        """The heading an entry stands under: for trigger factors their level, and whether later sources added them."""
        if not isinstance(entry, Trigger):
            return self.words(f"tui.whynot.kind.{kind}")
        level = self.words(f"tui.lookup.level.{entry.level}")
        return self.words("label.later", label=level) if entry.list == "later" else level

    def picked(self, row: Row) -> None:
        """Explain one; this list stays below."""
        ref = row.id
        self.host.show_page(lambda: self.words("part.why_not"), lambda: self.explained(ref))

    def explained(self, ref: str) -> Lines:
        """What is missing for one conclusion, and what would make it appear."""
        told = why_not_in_words(self.result, ref, self.host.language)
        because = "\n".join(told.because) or self.words("tui.whynot.no_rule")
        changes = "\n".join(told.changes) or self.words("tui.whynot.far")
        lines = [(told.title, ""), ("", because), (self.words("tui.whynot.appears"), changes)]
        return [*lines, ("", self.words("tui.whynot.unknown_is_no_signal"))]


class OpenScreen(ListScreen):
    """What is still worth finding out, one thing at a time."""

    where = "open"
    BINDINGS = bindings("open")

    def __init__(self, result: Result) -> None:
        super().__init__()
        self.result = result

    def heading(self) -> str:
        """The title."""
        return self.words("tui.open.title")

    def introduction(self) -> str:
        """How to read the list."""
        return self.words("tui.open.intro")

    def rows(self) -> list[Row]:
        """At most ten things, those that tell most first."""
        found: list[Row] = []
        for item in worth_finding_out(self.result):
            fact, _, detail = item.fact.partition("@")
            name = capital(self.result.name(fact, self.host.language))
            label = f"{name} ({self.words('tui.open.' + detail)})" if detail else name
            found.append(Row(item.fact, label, style="group", enabled=False))
            noun, how = self.result.noun, how_of(self.result.pack, item.fact)
            told = capital(self.words(f"how.{how}", persoon=noun.nl, person=noun.en))
            found.append(Row(f"{item.fact}/how", told, "    ", enabled=False))
            found += [
                Row(f"{item.fact}/{n}", line, "    ", enabled=False) for n, line in enumerate(self._effects(item))
            ]
        return found or [Row("none", self.words("tui.open.none"), enabled=False)]

    def _effects(self, item: Open) -> list[str]:
        added, removed = effects(item)
        lines = []
        for key, refs in (("tui.open.add", added), ("tui.open.remove", removed)):
            names = [self.result.name(ref, self.host.language) for ref in refs[:3]]
            if names:
                lines.append(self.words(key, names="; ".join(names)))
        return lines

    def picked(self, row: Row) -> None:
        """Nothing to choose here."""
