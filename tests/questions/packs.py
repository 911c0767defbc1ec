"""The small pack of the checks, with questions of the kinds that the shipped dialogues do not use."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from assistant.authoring.overlay import Overlay
from assistant.content.pack import read_pack
from assistant.dialogue.guide import Guide

BASE = Path(__file__).parents[1] / "authoring" / "base"
DIALOGUE = "dialogues/base.yaml"
AS_OF = "2026-11-24"
QUESTIONS = """
      - question: on_day
        ask: {nl: "Op welke dag was dat?", en: "On which day was that?"}
        why: {nl: "Dan weet u hoe vers het is.", en: "Then you know how fresh it is."}
        kind: date
        records: [{number: days_since}]
      - question: in_month
        ask: {nl: "In welke maand begon het?", en: "In which month did it begin?"}
        why: {nl: "Dan weet u hoe vers het is.", en: "Then you know how fresh it is."}
        kind: month
        records: [{number: months_since}]
      - question: seen_on
        ask: {nl: "Wanneer spreekt u iemand?", en: "When will you speak to somebody?"}
        why: {nl: "Dat is voor uzelf.", en: "That is for yourself."}
        kind: date
      - question: still_new
        ask: {nl: "Is het nog nieuw?", en: "Is it still new?"}
        why: {nl: "Dan past rust.", en: "Then calm fits."}
        kind: yes_no
        only_if: [{number: days_since, at_most: 14}]
        "yes": {records: [{context: changed_after}]}
        "no": {records: [{absent: {context: changed_after}}]}
"""
DAYS = """numbers:
  - number: days_since
    name: {nl: "dagen geleden", en: "days ago"}
    unit: {nl: "dagen", en: "days"}
    minimum: 0
    maximum: 36500
    basis: product_choice
    review_by: "2099-01-01"
"""


def files(*, days: str = DAYS, **changed: tuple[str, str]) -> Overlay:
    """The small pack with those questions; `changed` replaces text in the dialogue, `days` is how the days are declared."""
    dialogue = (BASE / DIALOGUE).read_text("utf-8").replace("endings:\n", QUESTIONS.lstrip("\n") + "endings:\n")
    knowledge = (BASE / "knowledge" / "base.yaml").read_text("utf-8").replace("numbers:\n", days)
    for old, new in changed.values():
        assert old in dialogue
        dialogue = dialogue.replace(old, new, 1)
    return Overlay(BASE, {DIALOGUE: dialogue.encode(), "knowledge/base.yaml": knowledge.encode()})


@cache
def guide() -> Guide:
    """That pack, ready."""
    return Guide(read_pack(files()))
