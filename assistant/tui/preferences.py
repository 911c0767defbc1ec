"""What this device remembers of how one likes to work: keys of one's own, the theme, and that the tour was seen.

Never anything of a conversation.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import settings
from assistant.content.interface import phrases
from assistant.store.remembered import remember, remembered
from assistant.tui.keys import EVERYWHERE, KEYS, Key, binding_id
from assistant.tui.router import made

if TYPE_CHECKING:
    from assistant.tui.host import Host

WORDS = "result"
FILE_NAME = "keys.yaml"
TOUR_SEEN = "tour-seen"
THEME = "theme"
_KEY = re.compile(
    r"(?:(?:ctrl|alt|shift)\+){0,3}(?:[a-z]|f(?:[1-9]|1[0-9]|2[0-4])|escape|insert|delete|pause|backspace)\Z"
)
_TAKEN = ("ctrl+c", "ctrl+m", "ctrl+i", "ctrl+h", "ctrl+s", "ctrl+j", "ctrl+o", "ctrl+b", "backspace")
"""Keys that terminals keep for themselves, or that arrive as something else."""


class Preferences:
    """The keys in use, and the tour of a first start. `greets`: whether the tour may show itself."""

    def __init__(self, app: Host) -> None:
        self.app = app
        self.greets = False
        self.keys: dict[str, str] = {}
        self.problems: tuple[tuple[str, str], ...] = ()

    def apply(self) -> None:
        """Take over the keys of the file, show what is wrong with it, and greet who is here for the first time."""
        wanted = _in_file(settings.home() / FILE_NAME)
        if wanted is None:
            self.problems = (("keys.unreadable", ""),)
        elif wanted:
            self.keys, self.problems = judged(wanted)
            names = {
                binding_id(where, key): self.keys[key.name]
                for key in KEYS
                for where in key.where
                if key.name in self.keys
            }
            self.app.set_keymap(names)
        if self.problems:
            self.app.show_page(lambda: self.say("keys.title"), self.told)
        if self.greets and not (settings.home() / TOUR_SEEN).exists():
            self.show_tour()

    def say(self, key: str, **values: object) -> str:
        """Words about keys and the tour, in the language in use."""
        return phrases(self.app.language, WORDS)(key, **values)

    def told(self) -> list[tuple[str, str]]:
        """What is wrong with the file of keys, what is safe, and how to go on."""
        path = settings.home() / FILE_NAME
        wrong = "\n".join(f"- {self.say(key, name=name)}" for key, name in self.problems)
        return [("", self.say("keys.intro", path=path)), ("", wrong), ("", self.say("keys.on"))]

    def show_tour(self) -> None:
        """The tour; once it was seen it no longer shows itself, if that can be written down."""
        self.app.push_screen(made("tour"), lambda _: self.tour_was_seen())

    def tour_was_seen(self) -> None:
        """Remember that, in the home folder only. Where nothing can be written, the tour simply shows again."""
        remember(settings.home(), TOUR_SEEN)

    def theme_was_chosen(self) -> None:
        """Remember the theme in use for the next time."""
        remember(settings.home(), THEME, self.app.theme)


def theme_of_last_time(names: Collection[str], otherwise: str) -> str:
    """The theme that was chosen on this device, one of `names`."""
    return remembered(settings.home(), THEME, names) or otherwise


def _in_file(path: Path) -> dict[str, str] | None:
    if not path.exists():
        return {}
    from assistant.content.keymap import read_keymap  # 10 ms, with the YAML library: only for who has keys of their own

    return read_keymap(path)


def judged(wanted: Mapping[str, str]) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """The keys that can be used, and what is wrong with the others: an unknown name, a key that is none, or one that is taken."""
    known = {key.name: key for key in KEYS if key.keys}
    good: dict[str, str] = {}
    problems: list[tuple[str, str]] = []
    for name, keys in wanted.items():
        given = [each.strip().lower() for each in keys.split(",")]
        if name not in known:
            problems.append(("keys.unknown", name))
        elif not all(_usable(each) for each in given):
            problems.append(("keys.unusable", name))
        else:
            good[name] = ",".join(given)
    for name in [name for name in good if clashes(known[name], good)]:
        problems.append(("keys.clash", name))
    clashing = {name for key, name in problems if key == "keys.clash"}
    return {name: keys for name, keys in good.items() if name not in clashing}, tuple(problems)


def _usable(key: str) -> bool:
    """Whether a key can do something by itself: letters and digits alone are for typing and choosing."""
    return bool(_KEY.match(key)) and key not in _TAKEN and not (len(key) == 1 or re.fullmatch(r"shift\+[a-z]", key))


def clashes(key: Key, keys: Mapping[str, str]) -> bool:
    """Whether a key does two things on some screen."""
    own = set(keys.get(key.name, key.keys).split(","))
    for other in KEYS:
        meet = set(key.where) & set(other.where) or EVERYWHERE in (*key.where, *other.where)
        if other.name != key.name and meet and own & set(keys.get(other.name, other.keys).split(",")) - {""}:
            return True
    return False
