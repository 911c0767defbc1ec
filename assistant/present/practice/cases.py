"""The list of cases."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.dialogue.guide import Guide
from assistant.practice.case_round import Round
from assistant.practice.progress import Keys, history
from assistant.practice.schedule import next_set
from assistant.practice.sentences import Teller
from assistant.records import dataclass


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case on the list. `state` is done, open or empty; `due` when it trains something whose day has come."""

    id: str
    title: str
    about: str
    state: str = ""
    due: bool = False


def case_lines(
    guide: Guide, rounds: Sequence[Round], today: str, code: str, language: Language
) -> tuple[CaseLine, ...]:
    """Every case, those for now first."""
    played = history(Keys(guide.pack), guide.pack.cases, rounds)
    return listed(guide, rounds, [case.id for case in next_set(guide.pack.cases, played, today, code)], language)


def listed(
    guide: Guide, rounds: Sequence[Round], chosen: Sequence[str], language: Language, *, rest: bool = True
) -> tuple[CaseLine, ...]:
    """The `chosen` cases, said to be due, and the `rest` after them."""
    words, cases = phrases(language), guide.pack.cases
    done = {one.case for one in rounds if one.committed}
    begun = {one.case for one in rounds if not one.committed and one.answers}
    others = [case for case in cases.values() if rest and case.id not in chosen]
    lines = []
    for case in (*(cases[name] for name in chosen), *sorted(others, key=lambda case: (case.family, case.id))):
        about = f"{words(f'practice.setting.{case.setting}')}, {words('practice.minutes', minutes=case.minutes)}"
        state = "open" if case.id in begun else "done" if case.id in done else ""
        title = Teller(guide.pack, case, language).say(case.title)
        lines.append(CaseLine(case.id, title, about, state, case.id in chosen))
    return tuple(lines)
