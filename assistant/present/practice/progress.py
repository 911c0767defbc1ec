"""What a trainee looks back on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.dialogue.guide import Guide
from assistant.practice.case_round import Round
from assistant.practice.progress import FALSE, HIT, MISS, PLOT_FROM, Keys, history, overview
from assistant.practice.schedule import Due, agenda, next_set
from assistant.practice.sentences import Teller, sure_words, topic_sentence
from assistant.present.practice.cases import CaseLine, listed
from assistant.records import dataclass, replace
from assistant.result.words import capital


@dataclass(frozen=True, slots=True)
class TriggerLine:
    """One trigger factor over time. `marks` is a row of hit, miss and false, the oldest first; `told` says it in words."""

    trigger: str
    name: str
    marks: tuple[str, ...]
    told: str

    @property
    def spark(self) -> str:
        """The marks as a little picture."""
        return "".join({HIT: "█", MISS: "▁", FALSE: "×"}[mark] for mark in self.marks)


@dataclass(frozen=True, slots=True)
class DueLine:
    """One thing to come back to."""

    day: str
    told: str
    now: bool


@dataclass(frozen=True)
class ProgressView:
    """What a trainee looks back on. `plot` is per confidence: how sure, how often right, out of how many; empty below forty answers."""

    code: str
    said: tuple[str, ...]
    triggers: tuple[TriggerLine, ...]
    due: tuple[DueLine, ...]
    next: tuple[CaseLine, ...]
    plot: tuple[tuple[int, int, int], ...]
    plot_said: tuple[str, ...]


def progress_view(guide: Guide, rounds: Sequence[Round], today: str, code: str, language: Language) -> ProgressView:
    """Everything on the screen of one's own progress."""
    words, cases = phrases(language), guide.pack.cases
    found = overview(cases, rounds)
    played = history(Keys(guide.pack), cases, rounds)
    said = [words("practice.progress.none")] if not found.rounds else []
    if found.rounds:
        said.append(words("practice.progress.rounds", rounds=found.rounds, cases=found.cases))
        for type_, key in (("acute", "acute"), ("target", "targets"), ("protective", "helps"), ("decoy", "decoys")):
            part, whole = found.tally(type_)
            if whole:
                said.append(words(f"practice.progress.{key}", part=part, whole=whole))
    if found.left_out:
        said.append(words("practice.progress.left_out", number=found.left_out))
    plot = tuple((round(sure * 100), right, whole) for sure, right, whole in found.plot)
    chosen = [case.id for case in next_set(cases, played, today, code)]
    return ProgressView(
        code=code,
        said=tuple(said),
        triggers=tuple(
            _trigger_line(guide, each.trigger, [m for _, m in each.marks], each.number, language)
            for each in found.triggers
        ),
        due=_due_lines(guide, agenda(played), today, language),
        next=listed(guide, rounds, chosen, language, rest=False),
        plot=plot,
        plot_said=_plot_said(plot, len(found.sureness), language),
    )


def _trigger_line(
    guide: Guide, trigger: str, marks: Sequence[str], number: Callable[[str], int], language: Language
) -> TriggerLine:
    words, entry = phrases(language), guide.pack.entry("trigger", trigger)
    parts = [words(f"practice.progress.{what}", number=number(what)) for what in (HIT, MISS, FALSE) if number(what)]
    return TriggerLine(trigger, capital(entry.name.in_(language)) if entry else trigger, tuple(marks), ", ".join(parts))


def _due_lines(guide: Guide, due: Sequence[Due], today: str, language: Language) -> tuple[DueLine, ...]:
    case = next(iter(guide.pack.cases.values()), None)
    if case is None:
        return ()
    teller = Teller(guide.pack, replace(case, profession="other_professional"), language)
    return tuple(DueLine(one.day, topic_sentence(teller, one.topic), one.open_on(today)) for one in due if one.wrong)


def _plot_said(plot: Sequence[tuple[int, int, int]], answers: int, language: Language) -> tuple[str, ...]:
    words = phrases(language)
    if not plot:
        return (words("practice.plot.later", answers=answers, needed=PLOT_FROM),) if answers else ()
    return tuple(
        words("practice.plot.line", sure=sure_words(words, sure), right=right, whole=whole)
        for sure, right, whole in plot
    )
