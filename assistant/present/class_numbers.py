"""The numbers of a class in words: each with its interval and a sentence that says what it means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.content.interface import Phrases, phrases
from assistant.content.model import Language
from assistant.dialogue.guide import Guide
from assistant.practice.classroom import SMALLEST, Agreement, ClassReport, Gap
from assistant.practice.scores import Interval, wilson
from assistant.practice.sentences import Teller

LEANS = 0.1
"""From here on a criterion is called a leaning."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One number. `value` and `interval` are empty when there was nothing to count; `meaning` says so then."""

    id: str
    name: str
    value: str
    interval: str
    meaning: str

    @property
    def told(self) -> str:
        """The number with its interval."""
        return f"{self.value} ({self.interval})" if self.interval else self.value


@dataclass(frozen=True, slots=True)
class GapView:
    """Two variants of one family beside each other: a question for the talk, not a verdict."""

    title: str
    variants: tuple[str, str]
    measures: tuple[Measure, ...]
    question: str


def number(value: float | None, words: Phrases, digits: int = 2) -> str:
    """A number with the decimal mark of the language."""
    told = "-" if value is None else f"{value:.{digits}f}"
    return told.replace(".", ",") if words.language == "nl" else told


def between(interval: Interval | None, words: Phrases, *, percent: bool = False) -> str:
    """A 95% interval."""
    if interval is None:
        return words("no_interval")
    low, high = (f"{100 * x:.0f}%" if percent else number(x, words) for x in interval)
    return words("interval", low=low, high=high)


def class_measures(report: ClassReport, language: Language) -> tuple[Measure, ...]:
    """The numbers over all cases, danger first."""
    words, counts = phrases(language, "class"), report.counts
    found = [_share(words, "acute", *report.acute)] if report.acute[1] else []
    found += [
        _share(words, "sensitivity", counts.hits, counts.signals),
        _share(words, "specificity", counts.correct_rejections, counts.noise),
        _share(words, "precision", counts.hits, counts.hits + counts.false_alarms),
        _share(words, "helps", *report.helps),
    ]
    if counts.enough_for_one_person:
        found += _detection(report, words)
    for name in ("macro_f1", "micro_f1"):
        value: float | None = getattr(report, name)
        if value is not None:
            found.append(_plain(words, name, value, report.intervals.get(name)))
    if report.brier is not None:
        parts = {
            name: number(getattr(report.brier, name), words) for name in ("reliability", "resolution", "uncertainty")
        }
        found.append(_plain(words, "brier", report.brier.score, report.intervals.get("brier"), **parts))
        found.append(_plain(words, "reliability", report.brier.reliability, report.intervals.get("reliability")))
    return tuple(found)


def _detection(report: ClassReport, words: Phrases) -> Iterable[Measure]:
    counts = report.counts
    if counts.d_prime is None or counts.criterion is None:
        return
    yield _plain(words, "d_prime", counts.d_prime, counts.d_prime_interval)
    side = "eager" if counts.criterion < -LEANS else "held" if counts.criterion > LEANS else "even"
    told = between(counts.criterion_interval, words)
    yield Measure(
        "criterion", words("criterion.name"), number(counts.criterion, words), told, words(f"criterion.{side}")
    )


def _share(words: Phrases, key: str, part: int, whole: int) -> Measure:
    name = words(f"{key}.name")
    if not whole:
        return Measure(key, name, "", "", words("no_number"))
    interval = between(wilson(part, whole), words, percent=True)
    meaning = words(f"{key}.meaning", part=part, whole=whole)
    return Measure(key, name, f"{round(100 * part / whole)}%", interval, meaning)


def _plain(words: Phrases, key: str, value: float | None, interval: Interval | None, **values: str) -> Measure:
    meaning = words(f"{key}.meaning", **values)
    return Measure(key, words(f"{key}.name"), number(value, words), between(interval, words), meaning)


def agreement_measures(found: Agreement, language: Language) -> tuple[Measure, ...]:
    """Percent, kappa and AC1: never one of them alone."""
    if found.percent is None:
        return ()
    words, percent = phrases(language, "class"), round(100 * found.percent)
    interval = between(found.percent_interval, words, percent=True)
    meaning = words("percent.meaning", percent=percent)
    return (
        Measure("percent", words("percent.name"), f"{percent}%", interval, meaning),
        _plain(words, "kappa", found.kappa, found.kappa_interval),
        _plain(words, "ac1", found.ac1, found.ac1_interval),
    )


def gap_view(guide: Guide, gap: Gap, language: Language) -> GapView:
    """The difference between two variants, with its interval; pairs of the same people only from five people on."""
    words, found = phrases(language, "class"), gap.gap
    counts = (found.first, found.second)
    one, two = (
        words(
            "gap.variant",
            name=phrases(language)(f"practice.ideology.{case.ideology}"),
            case=case.id,
            people=people,
            part=each.false_alarms,
            whole=each.noise,
        )
        for case, people, each in zip((gap.first, gap.second), gap.people, counts, strict=True)
    )
    return GapView(
        title=Teller(guide.pack, gap.first, language).say(gap.first.title),
        variants=(one, two),
        measures=tuple(_gap_measures(gap, words)),
        question=words("gap.question"),
    )


def _gap_measures(gap: Gap, words: Phrases) -> Iterable[Measure]:
    found, interval = gap.gap, gap.gap.interval
    value = words("gap.difference.value", gap=f"{100 * (found.false_alarms or 0):+.0f}")
    zero = interval is None or interval[0] <= 0 <= interval[1]
    meaning = words(f"gap.difference.{'zero' if zero else 'apart'}")
    yield Measure("difference", words("gap.difference.name"), value, between(interval, words, percent=True), meaning)
    if found.criterion is not None:
        told = between(found.criterion_interval, words)
        name, meaning = words("gap.criterion.name"), words("gap.criterion.meaning")
        yield Measure("criterion", name, number(found.criterion, words), told, meaning)
    if gap.both >= SMALLEST and found.first_only + found.second_only:
        value = words("gap.pairs.value", p=number(found.p, words, 3))
        meaning = words("gap.pairs.meaning", one=found.first_only, two=found.second_only)
        yield Measure("pairs", words("gap.pairs.name"), value, words("gap.pairs.interval"), meaning)
