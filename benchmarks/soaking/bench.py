"""What every activity of the soak works with: guides for several packs, a home of its own, and what was counted and seen."""

from __future__ import annotations

import random
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from assistant.content.files import shipped
from assistant.content.model import Language
from assistant.content.opened import open_pack
from assistant.dialogue.guide import Guide
from benchmarks import packs
from benchmarks.report import ROOT

sys.path.insert(0, str(ROOT / "tests"))
LANGUAGES: tuple[Language, Language] = ("nl", "en")


class Different(Exception):
    """Something was not as it must be. The message says what was seen."""


@dataclass
class Bench:
    """The place where it all happens. `folder` is thrown away afterwards."""

    folder: Path
    counted: Counter[str] = field(default_factory=Counter)
    guides: dict[str, Guide] = field(default_factory=dict)

    @property
    def home(self) -> Path:
        return self.folder / "home"

    def __post_init__(self) -> None:
        packs.write_pack(self.folder / "written", 40, 40)
        for name in ("shipped", "written"):
            self.open(name)

    def root(self, name: str) -> Path:
        """The folder of a pack."""
        return Path(str(shipped())) if name == "shipped" else self.folder / name

    def open(self, name: str) -> None:
        """Open a pack anew; the guide that was there is let go."""
        self.guides[name] = Guide(open_pack(self.root(name), self.home / "cache"))
        self.counted["packs opened"] += 1

    def choice(self, rng: random.Random) -> tuple[str, Guide, str]:
        """A pack and one of its dialogues; now and then the pack is opened anew."""
        name = rng.choice(("shipped", "shipped", "written"))
        if rng.random() < 0.1:
            self.open(name)
        guide = self.guides[name]
        return name, guide, rng.choice(sorted(guide.pack.dialogues))


def must(holds: object, told: str) -> None:
    """Stop with what was seen unless it holds."""
    if not holds:
        raise Different(told)
