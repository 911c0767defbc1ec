"""The one table of keys. Bindings, footer, help page, palette and documentation are all made from it."""

from __future__ import annotations

from collections.abc import Mapping

from textual.binding import Binding, BindingType

from assistant.records import dataclass

EVERYWHERE = "everywhere"
SHOWN_KEYS = {
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "ctrl+g": "Ctrl+G",
    "ctrl+k": "Ctrl+K",
    "ctrl+o": "Ctrl+O",
    "ctrl+p": "Ctrl+P",
    "ctrl+q": "Ctrl+Q",
    "ctrl+t": "Ctrl+T",
}


@dataclass(frozen=True, slots=True)
class Key:
    """One key. `name` leads to its words: `tui.key.NAME` (short) and `tui.key.NAME.help` (a sentence).

    `where` names the screens it works on; `footer` is its place in the footer, 0 when it is not shown there. Without `keys` it is
    only in the palette; `label` is how people write keys that are bound elsewhere.
    """

    name: str
    keys: str
    action: str
    where: tuple[str, ...]
    footer: int = 0
    label: str = ""

    @property
    def shown(self) -> str:
        """The first of its keys as people write it."""
        return self.label or written(self.keys)


def written(keys: str) -> str:
    """The first of some keys as people write it: `ctrl+p,f10` is Ctrl+P."""
    first = keys.partition(",")[0]
    return SHOWN_KEYS.get(first) or "+".join(part.capitalize() for part in first.split("+"))


def shown(key: Key, own: Mapping[str, str]) -> str:
    """How people write a key, with the keys of their own in place of ours."""
    return written(own[key.name]) if key.name in own else key.shown


CLASS = ("class", "classpage", "classcase", "classfiles", "classchoose", "classsave", "hands")
WITH_LINE = ("save", "classsave", "classfiles", "hands", "export", "code", "unlock", "keep")
KEYS: tuple[Key, ...] = (
    # everywhere
    Key("danger", "f9", "danger", (EVERYWHERE,)),
    Key("help", "f1", "help", (EVERYWHERE,), 1),
    Key("language", "f5", "language", (EVERYWHERE,), 8),
    Key("leave", "f8", "leave", (EVERYWHERE,), 9),
    Key("theme", "ctrl+t", "theme", (EVERYWHERE,)),
    Key("palette", "ctrl+p,f10", "palette", (EVERYWHERE,), 8),
    Key("quit", "ctrl+q", "leave_politely", (EVERYWHERE,)),
    Key("tour", "", "tour", (EVERYWHERE,)),
    Key("about", "", "about", (EVERYWHERE,)),
    # a way out of every screen
    Key("back_out", "escape", "step_out", ("home", "cockpit")),
    Key("back_out", "escape", "step_out", ("talk", "result"), 7),
    Key(
        "close",
        "escape",
        "step_out",
        (
            "review",
            "panel",
            "why",
            "page",
            "whynot",
            "open",
            "lookup",
            "entry",
            "save",
            "plan",
            "note",
            "confirm",
            "danger",
            "help",
            "palette",
            "keep",
            "unlock",
            "kept",
            "shelf",
        ),
        7,
    ),
    Key("skip", "escape", "step_out", ("tour",), 7),
    # the conversation
    Key("why_asked", "f2", "why_asked", ("talk",), 2),
    Key("review", "f4", "review", ("talk", "result"), 4),
    Key("back", "f7", "back", ("talk",), 5),
    Key("panel", "f6", "panel", ("talk",), 6),
    Key("back_to_talk", "f7", "back", ("result",)),
    # the result
    Key("why", "enter", "why", ("result",), 2),
    Key("parts", "", "next_part", ("result",), 5, label="1-5"),
    Key("whynot", "f2", "why_not", ("result",)),
    Key("save", "f6", "save", ("result",), 3),
    Key("keep", "ctrl+g", "keep", ("talk", "result")),
    Key("open", "", "still_open", ("result",)),
    Key("note", "", "note", ("result",)),
    Key("plan", "", "plan", ("result",)),
    Key("open_saved", "", "open_saved", ("result",)),
    Key("share", "", "share", ("result",)),
    # the reasons
    Key("depth", "f2", "depth", ("why",), 2),
    # a class, for its trainer
    Key("class", "f6", "trainer", ("home",)),
    Key("close", "escape", "step_out", CLASS, 7),
    Key("class_next", "enter,space,right", "next", ("classcase",), 2),
    Key("class_back", "f7,left,backspace", "back", ("classcase",), 3),
    Key("class_sources", "f3", "sources", ("classcase",)),
    Key("hands_show", "f2", "show", ("hands",), 2),
    Key("save", "f6", "save", ("class", "hands"), 5),
    # the cockpit of authors
    Key("findings", "f2", "findings", ("cockpit",), 2),
    Key("jump", "f3", "jump", ("cockpit",), 3),
    Key("follows", "f4", "follows", ("cockpit",), 4),
    Key("save_test", "f6", "save_test", ("cockpit",), 5),
    Key("back_one", "f7", "back", ("cockpit",)),
    Key("save_transcript", "ctrl+r", "save_transcript", ("cockpit",)),
    Key("restart", "ctrl+n", "restart", ("cockpit",)),
    Key("reload", "ctrl+l", "reload", ("cockpit",)),
    Key("names", "ctrl+o", "names", ("cockpit",)),
    Key("names", "", "names", ("home",)),
    Key("close_jump", "escape", "step_out", ("jump", "names"), 7),
    # practice
    Key("back_out", "escape", "step_out", ("round",), 7),
    Key(
        "close",
        "escape",
        "step_out",
        (
            "practice",
            "door",
            "sector",
            "exercises",
            "exercise",
            "debrief",
            "set_end",
            "progress",
            "export",
            "code",
            "store",
        ),
        7,
    ),
    Key("why_asked", "f2", "why_asked", ("round",), 2),
    Key("review", "f4", "review", ("round",), 4),
    Key("back", "f7", "back", ("round",), 6),
    Key("find_case", "f3", "find", ("practice",), 2),
    Key("progress", "f6", "progress", ("practice",), 5),
    Key("proofs", "f2", "proofs", ("debrief",), 3),
    Key("on", "f6", "on", ("debrief",), 2),
    Key("round_test", "ctrl+k", "save_test", ("debrief",)),
    # a line with a name, a number or a passphrase; Enter is bound in the line itself
    Key("take_line", "", "take_line", WITH_LINE, 2, label="Enter"),
    # the look-up
    Key("lookup", "f3", "lookup", ("home",), 2),
    Key("shelf", "ctrl+g", "shelf", ("home",)),
    Key("words", "f3", "lookup", ("talk", "result", "why", "review")),
)


def keys_for(where: str) -> tuple[Key, ...]:
    """The keys that work on a screen: its own first, then those that work everywhere."""
    own = [key for key in KEYS if where in key.where]
    return (*own, *(key for key in KEYS if EVERYWHERE in key.where))


def footer_for(where: str) -> tuple[Key, ...]:
    """The keys shown in the footer of a screen, in order."""
    return tuple(sorted((key for key in keys_for(where) if key.footer), key=lambda key: key.footer))


def binding_id(where: str, key: Key) -> str:
    """What a binding is called, so that it can get other keys."""
    return f"{where}.{key.name}"


def bindings(where: str) -> list[BindingType]:
    """Bindings for a screen, or for the app with EVERYWHERE (these win from whatever has the focus)."""
    first = where == EVERYWHERE
    return [
        Binding(key.keys, key.action, key.name, show=False, priority=first, id=binding_id(where, key))
        for key in KEYS
        if where in key.where and key.keys
    ]
