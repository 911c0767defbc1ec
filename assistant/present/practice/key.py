"""The key of a case in words, for print."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.content.model import Case, Language, Step
from assistant.dialogue.guide import Guide
from assistant.practice.keys import cues_behind, expected
from assistant.practice.sentences import Teller
from assistant.records import dataclass
from assistant.result.words import capital


@dataclass(frozen=True)
class KeyView:
    """The key of a case in words: labels with the cues behind them, steps and partners."""

    triggers: tuple[str, ...]
    not_triggers: tuple[str, ...]
    drivers: tuple[str, ...]
    signals: tuple[str, ...]
    inquiries: tuple[str, ...]
    steps_first: tuple[str, ...]
    steps_then: tuple[str, ...]
    steps_too_early: tuple[str, ...]
    expected: tuple[str, ...]
    also_good: tuple[str, ...]
    too_early: tuple[str, ...]


def key_view(guide: Guide, case: Case, language: Language) -> KeyView:
    """The key of a case."""
    teller, rest = Teller(guide.pack, case, language), expected(guide.reasoner, case).rest
    numbers = {cue.id: str(cue.number) for cue in case.cues}

    def named(refs: Iterable[object]) -> tuple[str, ...]:
        found = []
        for ref in map(str, refs):
            cues = ", ".join(numbers[cue] for cue in cues_behind(case, rest, ref)) if ref in rest.conclusions else ""
            found.append(f"{capital(teller.name(ref))} ({cues})" if cues else capital(teller.name(ref)))
        return tuple(found)

    def plain(refs: Iterable[object], kind: str = "") -> tuple[str, ...]:
        return tuple(capital(teller.name(f"{kind}{ref}")) for ref in refs)

    key = case.key
    return KeyView(
        named(key.triggers),
        plain(key.not_triggers),
        named(key.drivers),
        named(key.signals),
        plain(key.inquiries),
        plain(key.steps_first),
        plain(key.steps_then),
        plain(key.steps_too_early),
        plain(key.partners_expected, "partner:"),
        plain(key.partners_also_good, "partner:"),
        plain(key.partners_too_early, "partner:"),
    )


def step_text(guide: Guide, case: Case, step: str, language: Language) -> str:
    """The full text of a step, for this profession."""
    entry = guide.pack.entry("step", step)
    if not isinstance(entry, Step):
        return ""
    return Teller(guide.pack, case, language).say(entry.text_for.get(case.profession, entry.text))
