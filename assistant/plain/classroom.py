"""The report of a class as Markdown, HTML and JSON: enough to run a debrief from, and no name beside anything."""

from __future__ import annotations

import json
from typing import Any

from assistant.content.model import Case, Language
from assistant.dialogue.guide import Guide
from assistant.practice.classroom import SMALLEST, CaseReport, ClassReport, Gap
from assistant.practice.scores import wilson
from assistant.practice.sentences import base_rates
from assistant.present.case_paper import paper_blocks
from assistant.present.class_report import class_blocks, hands_blocks, to_html, to_markdown
from assistant.present.class_view import case_view, class_view


def class_markdown(guide: Guide, report: ClassReport, language: Language) -> str:
    """The whole report."""
    return to_markdown(class_blocks(class_view(guide, report, language), language))


def class_html(guide: Guide, report: ClassReport, language: Language) -> str:
    """The whole report as a page to print."""
    return to_html(class_blocks(class_view(guide, report, language), language), language)


def hands_markdown(guide: Guide, report: CaseReport, language: Language) -> str:
    """One case with hands counted in a room."""
    return to_markdown(hands_blocks(case_view(guide, report, language), base_rates(language), language))


def hands_html(guide: Guide, report: CaseReport, language: Language) -> str:
    """The same as a page to print."""
    return to_html(hands_blocks(case_view(guide, report, language), base_rates(language), language), language)


def paper(guide: Guide, case: Case, language: Language, form: str = "md") -> str:
    """A case for a room without devices, as Markdown or as a page to print."""
    blocks = paper_blocks(guide, case, language)
    return to_html(blocks, language) if form == "html" else to_markdown(blocks)


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
        "intervals": dict(report.intervals),
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
        "criterion_interval": gap.gap.criterion_interval,
        **({"discordant": [gap.gap.first_only, gap.gap.second_only], "p": gap.gap.p} if gap.both >= SMALLEST else {}),
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
            "percent_interval": agreement.percent_interval,
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
