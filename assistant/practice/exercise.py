"""An exercise as a conversation: a talk as it is written, a report as a script made from it. Played as every other conversation.

Nothing of an exercise is kept and nothing counts: there is no right or wrong in a talk, and of a report one only gets explanations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.content.interface import phrases
from assistant.content.model import Dialogue, Option, Pack, Question, Report, Section, Talk, Text
from assistant.content.questions import kind_of
from assistant.content.vocabulary import OUTCOMES, PARTS
from assistant.dialogue.replay import Position, replay
from assistant.dialogue.session import Session
from assistant.records import dataclass

PART, LACKS, OUTCOME = "part_", "lacks", "outcome"
Exercise = Talk | Report


def exercises(pack: Pack) -> tuple[Exercise, ...]:
    """Every exercise of a pack, the conversations first."""
    return (*pack.talks.values(), *pack.reports.values())


def exercise_named(pack: Pack, name: str) -> Exercise | None:
    """The exercise with that id."""
    return pack.talks.get(name) or pack.reports.get(name)


def script_of(exercise: Exercise) -> Dialogue:
    """The questions of an exercise."""
    return exercise.script if isinstance(exercise, Talk) else _report_script(exercise)


def position(exercise: Exercise, session: Session) -> Position:
    """Where an exercise stands; a closing word stops nothing."""
    return replay(script_of(exercise), session, lambda *_: True)


def said_after(question: Question, chosen: Iterable[str]) -> Iterator[Text]:
    """What is said after an answer: how it lands and why. Of several choices first why of each that was chosen, then what was left."""
    chosen = tuple(chosen)
    several = kind_of(question).several
    for option in question.options:
        if option.id in chosen:
            if not several and option.lands:
                yield option.lands
            if option.because:
                yield option.because
    for option in question.options if several else ():
        if option.id not in chosen and option.lands:
            yield option.lands


def closing(exercise: Exercise) -> Text:
    """The last word of an exercise."""
    if isinstance(exercise, Report):
        return exercise.closing
    return next((each.ask for each in reversed(exercise.script.questions) if kind_of(each).says), Text())


# ---------------------------------------------------------------- a report


def _report_script(report: Report) -> Dialogue:
    questions = [_part(report, place) for place in range(len(report.parts))]
    questions += [_lacks(report), _outcome(report)]
    section = Section("report", report.title)
    return Dialogue(
        report.id, report.version, report.title, report.minutes, (report.intro,), (section,), tuple(questions)
    )


def _part(report: Report, place: int) -> Question:
    part = report.parts[place]
    kind = _told(f"report.kind.{part.kind}")
    options = []
    for each in PARTS:
        key = "report.part.same" if each == part.kind else "report.part.other"
        options.append(Option(each, _told(f"report.is.{each}"), because=_told(key, kind=kind, why=part.why)))
    ask = _told("report.ask.part", number=place + 1, text=part.text)
    return _question(f"{PART}{part.id}", "one_of", ask, options)


def _lacks(report: Report) -> Question:
    options = [
        Option(
            *(each.id, each.text),
            because=_told("report.lacks.yes" if each.lacks else "report.lacks.no", text=each.text, why=each.why),
            lands=_told("report.lacks.left", text=each.text, why=each.why) if each.lacks else Text(),
        )
        for each in report.lacks
    ]
    return _question(LACKS, "any_of", _told("report.ask.lacks"), options, none=_told("report.lacks.none"))


def _outcome(report: Report) -> Question:
    options = [Option(each, _told(f"report.outcome.{each}"), because=_outcome_told(report, each)) for each in OUTCOMES]
    return _question(OUTCOME, "one_of", _told("report.ask.outcome"), options)


def _outcome_told(report: Report, outcome: str) -> Text:
    fits = "fits" if outcome == report.outcome else "also" if outcome in report.also else "other"
    best = _told(f"report.outcome.{report.outcome}")
    return _told(f"report.outcome.{fits}.told", why=report.told[outcome], best=best)


def _question(key: str, kind: str, ask: Text, options: Iterable[Option], none: Text = Text()) -> Question:  # noqa: B008
    return Question(
        *(key, kind, "report", ask),
        why=_told("why.report"),
        options=tuple(options),
        none_of_these=none,
        refusable=False,
        needs_answer=True,
    )


def _told(key: str, **gaps: Text | int) -> Text:
    """A text of practice in both languages; so is what fills its gaps."""
    in_nl = {name: gap.nl if isinstance(gap, Text) else gap for name, gap in gaps.items()}
    in_en = {name: gap.en if isinstance(gap, Text) else gap for name, gap in gaps.items()}
    return Text(phrases("nl", "trainee")(key, **in_nl), phrases("en", "trainee")(key, **in_en))


@dataclass(frozen=True, slots=True)
class Judged:
    """What somebody made of a report: per kind of sentence how many were called so and how many there are, and the outcome."""

    kinds: tuple[tuple[str, int, int], ...]
    lacks: tuple[int, int]
    outcome: str

    def left_alone(self, report: Report) -> bool:
        """Whether something urgent was left, or put off to ordinary help."""
        return report.urgent and self.outcome not in ("", report.outcome, *report.also)


def judged(report: Report, session: Session) -> Judged:
    """The answers about a report beside what it is."""
    chosen = {key: answer.chosen for key, answer in session.answers.items()}
    kinds = []
    for kind in PARTS:
        parts = [part for part in report.parts if part.kind == kind]
        seen = sum(chosen.get(f"{PART}{part.id}") == (kind,) for part in parts)
        kinds += [(kind, seen, len(parts))] if parts else []
    lacking = [each.id for each in report.lacks if each.lacks]
    found = sum(each in chosen.get(LACKS, ()) for each in lacking)
    return Judged(tuple(kinds), (found, len(lacking)), "".join(chosen.get(OUTCOME, ())))
