"""Examples on the pages of docs/checks as packs: a fragment is put into a small pack that has no findings of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from assistant.authoring.checking import Memory, More, Report, check_pack, nothing
from assistant.authoring.overlay import Overlay
from assistant.content.knowledge import LISTS

ROOT = Path(__file__).parents[2]
BASE = Path(__file__).parent / "base"
PAGES = ROOT / "docs" / "checks"
TODAY = "2026-11-24"
QUESTIONS_END = "endings:\n"
_HEAD = re.compile(
    r"# (?P<list>[a-z_]+)\Z|# file: (?P<file>\S+)\Z|# in (?P<name>\S+), (?P<how>instead of|after): (?P<text>.+)\Z"
)
_MARK = re.compile(r"[ \t]*# <--.*$")
memory = Memory()


@dataclass
class Example:
    """A fragment built into files; `marks` are the places (file, line) where a finding is expected."""

    files: dict[str, bytes]
    marks: list[tuple[str, int]] = field(default_factory=list)

    def check(self, more: More = nothing) -> Report:
        """What `assistant check` says of the small pack with this fragment in it."""
        return check_pack(Overlay(BASE, self.files), TODAY, memory, more)


@cache
def blocks(page: Path) -> dict[str, str]:
    """The two examples of a page, `bad` and `good`; empty when it has none."""
    text = page.read_text("utf-8")
    found = re.findall(r"^## (Not like this|Like this)\n+```yaml\n(.*?)^```$", text, flags=re.S | re.M)
    return {"bad" if title.startswith("Not") else "good": body for title, body in found}


def build(fragment: str) -> Example:
    """Put a fragment into the small pack."""
    texts: dict[str, str] = {}
    parts: list[tuple[re.Match[str], list[str]]] = []
    for line in fragment.splitlines():
        head = _HEAD.match(line)
        if head and (head["list"] is None or head["list"] in (*LISTS, "rules", "questions")):
            parts.append((head, []))
        else:
            parts[-1][1].append(line)
    for head, lines in parts:
        _add(texts, head, lines)
    return _marked(texts)


def _current(texts: dict[str, str], name: str) -> str:
    return texts[name] if name in texts else (BASE / name).read_text("utf-8")


def _add(texts: dict[str, str], head: re.Match[str], lines: list[str]) -> None:
    if head["file"]:
        texts[head["file"]] = "\n".join(lines) + "\n"
    elif head["name"]:
        texts[head["name"]] = _changed(_current(texts, head["name"]), head["how"], head["text"], lines)
    elif head["list"] == "questions":
        text = _current(texts, "dialogues/base.yaml")
        extra = "\n".join(f"      {line}" for line in lines) + "\n"
        texts["dialogues/base.yaml"] = text.replace(QUESTIONS_END, extra + QUESTIONS_END, 1)
    else:
        folder = "rules" if head["list"] == "rules" else "knowledge"
        body = "\n".join(f"  {line}" for line in lines)
        texts[f"{folder}/example_{head['list']}.yaml"] = f"{head['list']}:\n{body}\n"


def _changed(text: str, how: str, wanted: str, lines: list[str]) -> str:
    old = text.splitlines()
    position = next(number for number, line in enumerate(old) if line.strip() == wanted)
    indent = old[position][: len(old[position]) - len(old[position].lstrip())]
    if how == "after" and lines[0].startswith("- "):
        indent = indent[: len(indent) - 2]
    new = [indent + line for line in lines]
    return "\n".join([*old[:position], *([old[position]] if how == "after" else []), *new, *old[position + 1 :]]) + "\n"


def _marked(texts: dict[str, str]) -> Example:
    example = Example({})
    for name, text in texts.items():
        lines = []
        for line in text.splitlines():
            if line.strip().startswith("# <--"):
                example.marks.append((name, len(lines) + 2))
            elif "# <--" in line:
                example.marks.append((name, len(lines) + 1))
            lines.append(_MARK.sub("", line))
        example.files[name] = ("\n".join(lines) + "\n").encode()
    return example
