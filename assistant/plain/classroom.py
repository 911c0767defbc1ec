"""The report of a class as Markdown and as JSON: enough to run a debrief from, and no name beside anything."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from assistant.content.interface import Phrases, phrases
from assistant.content.model import Case, Language
from assistant.dialogue.guide import Guide
from assistant.practice.classroom import SMALLEST, Agreement, CaseReport, ClassReport, Gap
from assistant.practice.round import FORK
from assistant.practice.scores import Interval, wilson
from assistant.practice.sentences import Teller, base_rates
from assistant.present.practice import debrief_questions
from assistant.report.markdown import escape
from assistant.result.words import capital

BAR = 10


def class_markdown(guide: Guide, report: ClassReport, language: Language) -> str:
    """The whole report."""
    words = phrases(language)
    out = [f"# {words('practice.class.title')}", "", words("practice.class.people", number=report.people), ""]
    if report.hidden:
        out += [words("practice.class.hidden", names=", ".join(report.hidden), smallest=SMALLEST), ""]
    if report.unknown:
        out += [words("practice.class.unknown", names=", ".join(report.unknown)), ""]
    if not report.cases:
        return "\n".join([*out, words("practice.class.nothing", smallest=SMALLEST), ""])
    out += [f"## {words('practice.class.first')}", ""]
    for number, one in enumerate(report.first, 1):
        out += _first(guide, one, number, language)
    out += [f"## {words('practice.class.numbers')}", "", *_numbers(report, words), ""]
    if report.confused:
        out += [f"## {words('practice.class.confused')}", "", *_confused(guide, report, language), ""]
    if report.gaps:
        out += [f"## {words('practice.class.gaps')}", "", words("practice.class.gaps.intro"), ""]
        out += [_gap(guide, gap, language) for gap in report.gaps] + [""]
    out += [f"## {words('practice.class.cases')}", "", words("practice.class.legend"), ""]
    for one in report.cases:
        out += case_markdown(guide, one, language)
    card = base_rates(language)
    out += [f"## {card[0]}", "", *(f"{line}  " for line in card[1:]), ""]
    return "\n".join(out).rstrip() + "\n"


def hands_markdown(guide: Guide, report: CaseReport, language: Language) -> str:
    """One case with hands counted in a room."""
    words = phrases(language)
    people = report.tally.people
    title = escape(Teller(guide.pack, report.case, language).say(report.case.title))
    out = [f"# {title}", "", words("practice.class.hands", number=people), ""]
    if people < SMALLEST:
        return "\n".join([*out, words("practice.class.nothing", smallest=SMALLEST), ""])
    card = base_rates(language)
    out += [*case_markdown(guide, report, language), *_questions(guide, report.case, language)]
    return "\n".join([*out, f"## {card[0]}", "", *(f"{line}  " for line in card[1:]), ""])


# ---------------------------------------------------------------- parts


def _first(guide: Guide, one: CaseReport, number: int, language: Language) -> list[str]:
    """One of the cases to talk about first: why, and the questions to ask."""
    words, teller = phrases(language), Teller(guide.pack, one.case, language)
    out = [f"### {number}. {escape(teller.say(one.case.title))} (`{one.case.id}`)", ""]
    people = one.tally.people
    acute = [cell for cell in one.cells if cell.cue.type == "acute" and cell.no]
    out += [
        f"- {words('practice.class.why.acute', number=cell.cue.number, part=cell.no, whole=cell.yes + cell.no)}"
        for cell in acute
    ]
    if one.too_early:
        out.append(f"- {words('practice.class.why.too_early', part=one.too_early, whole=people)}")
    wrong = [cell for cell in one.cells if cell.cue.type in ("target", "decoy") and cell.wrong]
    for cell in sorted(wrong, key=lambda cell: -(cell.wrong or 0))[:2]:
        key = "over_read" if cell.cue.type == "decoy" else "missed"
        part = cell.yes if cell.cue.type == "decoy" else cell.no
        text = escape(teller.say(cell.cue.text))
        told = words(
            f"practice.class.why.{key}", number=cell.cue.number, part=part, whole=cell.yes + cell.no, text=text
        )
        out.append(f"- {told}")
    return [*out, "", *_questions(guide, one.case, language)]


def _questions(guide: Guide, case: Case, language: Language) -> list[str]:
    questions = debrief_questions(Teller(guide.pack, case, language))
    lines = [f"{n}. **{escape(phase)}.** {escape(ask)}" for n, (phase, ask) in enumerate(questions, 1)]
    return [f"**{phrases(language)('practice.debrief.questions')}**", "", *lines, ""] if lines else []


def _numbers(report: ClassReport, words: Phrases) -> list[str]:
    """Sensitivity and the like, each with an interval and a sentence."""
    counts = report.counts
    out = []
    if report.acute[1]:
        out.append(f"- {_share(words, 'acute', *report.acute)}")
    out.append(f"- {_share(words, 'sensitivity', counts.hits, counts.signals)}")
    out.append(f"- {_share(words, 'specificity', counts.correct_rejections, counts.noise)}")
    out.append(f"- {_share(words, 'precision', counts.hits, counts.hits + counts.false_alarms)}")
    out.append(f"- {_share(words, 'helps', *report.helps)}")
    if counts.enough_for_one_person and counts.d_prime is not None and counts.criterion is not None:
        told = words(
            "practice.class.d_prime", value=_n(counts.d_prime, words), interval=_between(counts.d_prime_interval, words)
        )
        side = "eager" if counts.criterion < -0.1 else "held" if counts.criterion > 0.1 else "even"
        out.append(f"- {told} {words(f'practice.class.criterion.{side}', value=_n(counts.criterion, words))}")
    if report.macro_f1 is not None and report.micro_f1 is not None:
        out.append(
            f"- {words('practice.class.labels', macro=_n(report.macro_f1, words), micro=_n(report.micro_f1, words))}"
        )
    if report.brier is not None:
        parts = {
            name: _n(getattr(report.brier, name), words)
            for name in ("score", "reliability", "resolution", "uncertainty")
        }
        out.append(f"- {words('practice.class.brier', **parts)}")
    return [*out, f"- {words('practice.class.caution')}"]


def _share(words: Phrases, key: str, part: int, whole: int) -> str:
    if not whole:
        return words("practice.class.no_number", what=words(f"practice.class.{key}.name"))
    interval = _between(wilson(part, whole), words, percent=True)
    return words(f"practice.class.{key}", part=part, whole=whole, percent=round(100 * part / whole), interval=interval)


def _n(value: float | None, words: Phrases, digits: int = 2) -> str:
    """A number with the decimal mark of the language."""
    told = "-" if value is None else f"{value:.{digits}f}"
    return told.replace(".", ",") if words.language == "nl" else told


def _between(interval: Interval | None, words: Phrases, *, percent: bool = False) -> str:
    if interval is None:
        return words("practice.class.no_interval")
    low, high = (f"{100 * x:.0f}%" if percent else _n(x, words) for x in interval)
    return words("practice.class.interval", low=low, high=high)


def _confused(guide: Guide, report: ClassReport, language: Language) -> Iterable[str]:
    words = phrases(language)
    for missed, named, number in report.confused:
        names = [guide.pack.entry("trigger", each) for each in (missed, named)]
        one, two = (
            entry.name.in_(language) if entry else each for entry, each in zip(names, (missed, named), strict=True)
        )
        yield f"- {words('practice.class.confused.line', missed=one, named=two, number=number)}"


def _gap(guide: Guide, gap: Gap, language: Language) -> str:
    words, pair = phrases(language), (gap.first, gap.second)
    one, two = (
        f"{words(f'practice.ideology.{case.ideology}')} (`{case.id}`, n = {n})"
        for case, n in zip(pair, gap.people, strict=True)
    )
    first, second = gap.gap.first, gap.gap.second
    told = words(
        "practice.class.gap",
        first=one,
        second=two,
        a=first.false_alarms,
        an=first.noise,
        b=second.false_alarms,
        bn=second.noise,
        gap=f"{100 * (gap.gap.false_alarms or 0):+.0f}",
        interval=_between(gap.gap.interval, words, percent=True),
        criterion=_n(gap.gap.criterion, words),
    )
    if gap.gap.first_only + gap.gap.second_only:
        pairs = {"one": gap.gap.first_only, "two": gap.gap.second_only, "p": _n(gap.gap.p, words, 3)}
        told += " " + words("practice.class.mcnemar", **pairs)
    return f"- {told}"


def case_markdown(guide: Guide, one: CaseReport, language: Language) -> list[str]:
    """The heat map of one case, how much people agreed, and what they chose."""
    words, teller = phrases(language), Teller(guide.pack, one.case, language)
    out = [f"### {escape(teller.say(one.case.title))} (`{one.case.id}`, n = {one.tally.people})", ""]
    heads = ("point", "type", "yes", "no", "picture", "agreement", "text")
    out += ["| " + " | ".join(words(f"practice.class.head.{head}") for head in heads) + " |", "|" + "---|" * len(heads)]
    for cell in one.cells:
        share = cell.share or 0
        picture = "█" * round(BAR * share) + "·" * (BAR - round(BAR * share))
        agreed = "-" if cell.agreement is None else f"{100 * cell.agreement:.0f}%"
        wrong = cell.wrong or 0
        mark = " ⚠" if wrong >= 0.5 or (wrong and cell.cue.type == "acute") else ""
        row = (cell.cue.number, words(f"practice.type.{cell.cue.type}") + mark, cell.yes, cell.no, picture, agreed)
        out.append(f"| {' | '.join(map(str, row))} | {escape(_short(teller.say(cell.cue.text)))} |")
    out += ["", *_agreement(one, words), ""]
    for name, kind in (("triggers", "trigger"), ("drivers", "driver"), ("steps", "step"), ("partners", "partner")):
        votes: Mapping[str, int] = getattr(one.tally, name)
        chosen = sorted(((number, choice) for choice, number in votes.items() if number), key=lambda x: (-x[0], x[1]))
        if chosen:
            told = "; ".join(f"{capital(teller.name(f'{kind}:{choice}'))}: {number}" for number, choice in chosen)
            out += [f"**{words(f'practice.class.{name}')}** {escape(told)}", ""]
    for at, numbers in one.tally.forks.items():
        if sum(numbers):
            told = "; ".join(f"{words(f'practice.fork.{word}')}: {n}" for word, n in zip(FORK, numbers, strict=True))
            out += [f"**{words('practice.class.fork', number=one.case.by_id[at].number)}** {told}", ""]
    return out


def _short(text: str) -> str:
    return text if len(text) <= 70 else text[:69].rstrip() + "…"


def _agreement(one: CaseReport, words: Phrases) -> list[str]:
    found: Agreement = one.agreement
    if found.percent is None:
        return []
    worst = ", ".join(str(cell.cue.number) for cell in one.least_agreed[:3])
    told = words(
        "practice.class.agreement",
        percent=round(100 * found.percent),
        kappa=_n(found.kappa, words),
        kappa_interval=_between(found.kappa_interval, words),
        ac1=_n(found.ac1, words),
        ac1_interval=_between(found.ac1_interval, words),
        worst=worst,
    )
    return [told]


# ---------------------------------------------------------------- JSON


def class_json(report: ClassReport) -> str:
    """The report as data, with the same cells left out."""
    counts = report.counts
    names = ["sensitivity", "specificity", "precision", "f1", "balanced_accuracy", "youden"]
    if counts.enough_for_one_person:
        names += ["d_prime", "d_prime_interval", "criterion"]
    data: dict[str, Any] = {
        "schema": 1,
        "kind": "class-report",
        "people": report.people,
        "smallest_group": SMALLEST,
        "hidden": list(report.hidden),
        "unknown": list(report.unknown),
        "measures": {name: getattr(counts, name) for name in names},
        "sensitivity_interval": wilson(counts.hits, counts.signals),
        "specificity_interval": wilson(counts.correct_rejections, counts.noise),
        "acute": list(report.acute),
        "helps": list(report.helps),
        "brier": {
            name: getattr(report.brier, name) for name in ("score", "reliability", "resolution", "uncertainty", "skill")
        }
        if report.brier
        else None,
        "macro_f1": report.macro_f1,
        "micro_f1": report.micro_f1,
        "confused": [{"missed": a, "named": b, "times": n} for a, b, n in report.confused],
        "gaps": [_gap_data(gap) for gap in report.gaps],
        "debrief_first": [one.case.id for one in report.first],
        "cases": [case_data(one) for one in report.cases],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _gap_data(gap: Gap) -> dict[str, Any]:
    return {
        "family": gap.family,
        "cases": [gap.first.id, gap.second.id],
        "people": list(gap.people),
        "false_alarm_difference": gap.gap.false_alarms,
        "interval": gap.gap.interval,
        "criterion_difference": gap.gap.criterion,
        "discordant": [gap.gap.first_only, gap.gap.second_only],
        "p": gap.gap.p,
    }


def case_data(one: CaseReport) -> dict[str, Any]:
    """One case as data; nothing of fewer than five people."""
    if one.tally.people < SMALLEST:
        return {"case": one.case.id, "people": None, "cells": []}
    agreement = one.agreement
    return {
        "case": one.case.id,
        "people": one.tally.people,
        "cells": [
            {"cue": c.cue.id, "type": c.cue.type, "yes": c.yes, "no": c.no, "agreement": c.agreement} for c in one.cells
        ],
        "agreement": {
            "percent": agreement.percent,
            "kappa": agreement.kappa,
            "kappa_interval": agreement.kappa_interval,
            "ac1": agreement.ac1,
            "ac1_interval": agreement.ac1_interval,
        },
        "items": [
            {"cue": cell.cue.id, "difficulty": item.difficulty, "discrimination": item.discrimination}
            for cell, item in zip(one.cells, one.items, strict=False)
        ],
        "least_agreed": [cell.cue.id for cell in one.least_agreed],
        "triggers": dict(one.tally.triggers),
        "drivers": dict(one.tally.drivers),
        "steps": dict(one.tally.steps),
        "partners": dict(one.tally.partners),
        "forks": {at: list(votes) for at, votes in one.tally.forks.items()},
    }
