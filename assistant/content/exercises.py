"""Exercises: files of dialogues/talks/ and dialogues/reports/ to typed values, and what must hold in them."""

from __future__ import annotations

from assistant.content import model as m
from assistant.content import vocabulary as v
from assistant.content.check import Checker, DialogueChecker
from assistant.content.dialogues import read_dialogue
from assistant.content.reader import Fields
from assistant.records import replace


def read_talk(fields: Fields) -> m.Talk:
    """The conversation in a file of dialogues/talks/: a dialogue, and where it comes from. Every question in it needs a choice."""
    sources = fields.citations("sources")
    script = read_dialogue(fields)
    questions = tuple(replace(question, needs_answer=True, refusable=False) for question in script.questions)
    return m.Talk(replace(script, questions=questions), sources, fields.place)


def read_report(fields: Fields) -> m.Report:
    """The report in a file of dialogues/reports/."""
    parts, lacks = [], []
    for inner in fields.each("parts"):
        kind = inner.choice("is", v.PARTS, need=True, default="fact")
        why = inner.text("why", need=True)
        parts.append(m.ReportPart(inner.identifier("part"), inner.text("text", need=True), kind, why, inner.place))
        inner.done()
    for inner in fields.each("lacks"):
        name, text = inner.identifier("lack"), inner.text("text", need=True)
        lacks.append(m.Lack(name, text, inner.flag("missing", True), inner.text("why", need=True), inner.place))
        inner.done()
    report = m.Report(
        id=fields.identifier("report"),
        version=fields.word("version", need=True),
        title=fields.text("title", need=True),
        minutes=fields.minutes(3),
        intro=fields.text("intro", need=True),
        parts=tuple(parts),
        lacks=tuple(lacks),
        outcome=fields.choice("outcome", v.OUTCOMES, need=True, default=v.OUTCOMES[0]),
        also=fields.choices("also", v.OUTCOMES) if fields.has("also") else (),
        urgent=fields.flag("urgent"),
        told=fields.text_map("told", v.OUTCOMES),
        closing=fields.text("closing"),
        sources=fields.citations("sources"),
        place=fields.place,
    )
    fields.done()
    return report


class ExerciseChecker:
    """Checks the exercises of a pack."""

    def __init__(self, checker: Checker) -> None:
        self.checker = checker
        self.notes = checker.notes
        self.pack = checker.pack

    def run(self) -> None:
        """Check every conversation and every report."""
        for talk in self.pack.talks.values():
            DialogueChecker(self.checker, talk.script).run()
            self.checker.citations(talk.sources)
            for question in talk.script.questions:
                for option in question.options:
                    self.checker.texts((option.lands, option.because), option.place)
                    for name in ("lands", "because"):
                        if not getattr(option, name):
                            self.notes.add("field/missing", option.place, field=name)
        for report in self.pack.reports.values():
            self._report(report)

    def _report(self, report: m.Report) -> None:
        self.checker.citations(report.sources)
        wrong = [each for each in (report.outcome, *report.also) if report.urgent and each not in v.URGENT_OUTCOMES]
        for word in wrong:
            known = ", ".join(v.URGENT_OUTCOMES)
            self.notes.unknown("field/choice", report.place, word, v.URGENT_OUTCOMES, field="outcome", known=known)
        for outcome in v.OUTCOMES:
            if outcome not in report.told:
                self.notes.add("field/missing", report.place, field=f"told: {outcome}")
        for name, found in (("parts", report.parts), ("lacks", report.lacks)):
            if not found:
                self.notes.add("field/missing", report.place, field=name)
        seen: set[str] = set()
        every: tuple[m.ReportPart | m.Lack, ...] = (*report.parts, *report.lacks)
        for part in every:
            if part.id in seen:
                self.notes.add("option/duplicate", part.place, also=report.place, word=part.id)
            seen.add(part.id)
            self.checker.texts((part.text, part.why), part.place)
