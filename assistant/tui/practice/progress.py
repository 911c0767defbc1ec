"""One's own progress: sentences, each trigger factor over time, what comes back and when, sureness; and taking it along or removing it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.present.practice.practising import lobby
from assistant.present.practice.progress import ProgressView, progress_view
from assistant.present.practice.week import week_view
from assistant.result.words import date_in_words
from assistant.tui.keys import bindings
from assistant.tui.list_screens import ListScreen
from assistant.tui.page_screens import ConfirmScreen
from assistant.tui.picklist import Row
from assistant.tui.practice.base import PracticeScreenBase

MAX_SPARK = 16
MAX_DUE = 12
PLOT = 20


class ProgressScreen(ListScreen, PracticeScreenBase):
    """Everything one can look back on; the ways stand first, and below them it only is read."""

    where = "progress"
    BINDINGS = bindings("progress")

    def heading(self) -> str:
        """The title."""
        return self.say("progress.title")

    def introduction(self) -> str:
        """The code, and what is to be known about keeping."""
        told = self.say("progress.code", code=self.room.desk.code)
        return "\n".join(part for part in (self.room.notice(), told) if part)

    def rows(self) -> list[Row]:
        """The ways, then everything to read."""
        desk = self.room.desk
        view = progress_view(self.host.guide, desk.rounds, desk.today, desk.code, self.host.language)
        return [
            *self._ways(view),
            *self._week(),
            *self._said(view),
            *self._due(view),
            *self._triggers(view),
            *self._plot(view),
        ]

    def _ways(self, view: ProgressView) -> Iterator[Row]:
        titles = "; ".join(line.title for line in view.next)
        ways = [("set", self.say("progress.set", titles=titles))] if view.next else []
        ways += [(name, self.say(f"progress.{name}")) for name in ("export", "code.change")]
        ways += [("forget", self.say("progress.forget"))] if self.room.desk.rounds else []
        for number, (name, text) in enumerate(ways, 1):
            yield Row(name, text, f"{number} ", str(number))

    def _group(self, title: str, lines: Iterable[Row]) -> Iterator[Row]:
        found = list(lines)
        if found:
            yield Row(f"group:{title}", title, enabled=False, style="group")
            yield from found

    def _week(self) -> Iterator[Row]:
        week = week_view(self.room.desk, self.host.language)
        if self.room.desk.finished:
            yield from self._group(self.say("week.title"), (_line(f"week:{n}", t) for n, t in enumerate(week.done)))

    def _said(self, view: ProgressView) -> Iterator[Row]:
        yield from self._group(
            self.say("progress.said"), (_line(f"said:{n}", told) for n, told in enumerate(view.said))
        )

    def _due(self, view: ProgressView) -> Iterator[Row]:
        lines = []
        for number, due in enumerate(view.due[:MAX_DUE]):
            day = date_in_words(due.day, self.host.language)
            when = self.words("practice.progress.due.now") if due.now else self.say("progress.due.later", day=day)
            lines.append(_line(f"due:{number}", f"{when}: {due.told}", "! " if due.now else "- "))
        if len(view.due) > MAX_DUE:
            lines.append(_line("due:more", self.say("progress.due.more", number=len(view.due) - MAX_DUE), "- "))
        if not lines and self.room.desk.finished:
            lines = [_line("due:none", self.say("progress.due.none"))]
        yield from self._group(self.words("practice.progress.due"), lines)

    def _triggers(self, view: ProgressView) -> Iterator[Row]:
        if not view.triggers:
            return
        sparks = {line.trigger: _last(line.spark) for line in view.triggers}
        width = max(map(len, sparks.values())) + 2
        lines = [_line("legend", self.words("practice.progress.triggers.legend"))]
        for line in view.triggers:
            mark = sparks[line.trigger].ljust(width)
            lines.append(_line(f"trigger:{line.trigger}", f"{line.name}: {line.told}", mark))
        yield from self._group(self.words("practice.progress.triggers"), lines)

    def _plot(self, view: ProgressView) -> Iterator[Row]:
        lines = []
        for (sure, right, whole), told in zip(view.plot, view.plot_said, strict=False):
            filled, wanted = round(PLOT * right / whole), round(PLOT * sure / 100)
            bar = "".join("█" if n < filled else "·" for n in range(PLOT))
            lines.append(_line(f"plot:{sure}", told, f"  {bar[:wanted]}│{bar[wanted:]}  "))
        if lines:
            lines.append(_line("plot:read", self.say("plot.read")))
        else:
            lines = [_line(f"plot:{n}", told) for n, told in enumerate(view.plot_said)]
        yield from self._group(self.words("practice.plot.title"), lines)

    def picked(self, row: Row) -> None:
        """Begin a set, take along, another code, or remove everything."""
        if row.id == "set":
            sets = lobby(self.room.desk, self.host.language).sets
            if sets:
                self.room.begin_set(sets[0].cases)
        elif row.id == "export":
            self.room.show_export()
        elif row.id == "code.change":
            self.room.show_codes()
        elif row.id == "forget":
            number = str(len(self.room.desk.rounds))
            screen = ConfirmScreen("forget", "trainee", number=number, code=self.room.desk.code)
            self.app.push_screen(screen, self._forget)

    def _forget(self, yes: bool | None) -> None:
        if yes:
            self.room.leave_set()
            self.room.keep(self.room.desk.forget, lambda _: self.draw())


def _line(name: str, text: str, mark: str = "") -> Row:
    return Row(name, text, mark, enabled=False)


def _last(spark: str) -> str:
    """The end of a long history."""
    return spark if len(spark) <= MAX_SPARK else f"…{spark[1 - MAX_SPARK :]}"
