"""Writes docs/keys.md from the key table: `python scripts/keys_page.py`. A test keeps the page true."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from assistant.content.interface import phrases  # noqa: E402 - found through the line above
from assistant.tui.keys import EVERYWHERE, KEYS, Key  # noqa: E402

PAGE = ROOT / "docs" / "keys.md"
_HEAD = """# Keys

Made by `scripts/keys_page.py` from the one key table in `assistant/tui/keys.py`, which also makes the footer, the help (F1) and the list of
everything (Ctrl+P).

On every screen: the arrows move, Enter chooses, a digit chooses at once, Esc steps out, Tab goes to the next field. Everything can be done with
the mouse too. In lists `j` and `k`, `g` and `G` move as well. There are no time limits.
"""
_OWN = """
## Keys of your own

Some keyboards and terminals do not pass on every key. Put a file `keys.yaml` in the folder where the program keeps things (`ASSISTANT_HOME`, or
the data folder of your system) with the names and keys you want to change, for instance:

```yaml
review: f11
palette: ctrl+p, f12
```

A key that cannot be used (a letter alone, a name that is not known, a key that already does something on the same screen) is named when
the program starts; it then does what it always does. Below are all names with the keys as they are. Copy what you want to change.

```yaml
"""


def page() -> str:
    """The whole page."""
    lines = [_HEAD]
    places: dict[str, list[Key]] = {}
    for key in KEYS:
        for where in key.where:
            places.setdefault(where, []).append(key)
    for where in (EVERYWHERE, *(place for place in places if place != EVERYWHERE)):
        lines += [f"## {_title(where)}", "", "| key | name | does |", "|---|---|---|"]
        lines += [f"| {_written(key)} | `{key.name}` | {_told(key)} |" for key in places[where]]
        lines.append("")
    own = "\n".join(f"{key.name}: {key.keys.replace(',', ', ')}" for key in _unique() if key.keys)
    return "\n".join(lines).rstrip() + "\n" + _OWN + own + "\n```\n"


def _unique() -> list[Key]:
    return list({key.name: key for key in KEYS}.values())


def _title(where: str) -> str:
    return "Everywhere" if where == EVERYWHERE else f"Screen: {where}"


def _written(key: Key) -> str:
    return key.shown or "in the list (Ctrl+P)"


def _told(key: Key) -> str:
    return phrases("en")(f"tui.key.{key.name}.help")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
