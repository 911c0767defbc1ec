"""Counts what the cases of a property were about: a property whose cases never had a concern, a negation … has proved nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from generate import constructs

from assistant.content import model as m
from assistant.content.vocabulary import CONCERNS
from assistant.reasoning.situation import Situation

THEMES = ("concerns", "negation", "counting", "danger")


class Tally:
    """`see` every case, then `close`: prints the counts and fails when one of them is zero."""

    def __init__(self, name: str, themes: tuple[str, ...] = THEMES) -> None:
        self.name = name
        self.themes = themes
        self.cases = 0
        self.found: Counter[str] = Counter()

    def see(self, situation: Situation, conclusions: Iterable[str], rules: Iterable[m.Rule]) -> None:
        """One case: the situation, the conclusions it was about, the rules that were involved."""
        self.cases += 1
        kinds = {ref.partition(":")[0] for ref in conclusions}
        used = +constructs(m.Pack(m.PackInfo(), {}, tuple(rules), {}))
        self.found["concerns"] += bool(kinds & set(CONCERNS))
        self.found["negation"] += any("unless" in name or "none" in name or "fewer_than" in name for name in used)
        self.found["counting"] += any("at_least" in name or "fewer_than" in name for name in used)
        self.found["danger"] += situation.in_danger

    def close(self) -> None:
        counts = ", ".join(f"{self.found[theme]} with {theme}" for theme in self.themes)
        print(f"{self.name}: {self.cases} cases, {counts}")
        missing = [theme for theme in self.themes if not self.found[theme]]
        assert self.cases, f"{self.name}: no cases at all"
        assert not missing, f"{self.name}: no case had {', '.join(missing)}"
