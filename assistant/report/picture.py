"""A picture of the reasoning: what was named, what that may point to, and, as large, what speaks against it and what helps."""

from __future__ import annotations

import textwrap
from html import escape

from assistant.content.interface import phrases
from assistant.content.model import Language, Ref, about
from assistant.records import dataclass
from assistant.result.page import Document
from assistant.result.result import Result
from assistant.result.words import capital

WIDTH = 720
MOST_BOXES = 9
_COLUMN, _GAP, _LINE, _PAD, _BETWEEN, _HEAD = 208, 48, 16, 9, 12, 44
_LETTERS = 29


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its place on the picture, its lines; `small` is the line that says what it is."""

    ref: str
    column: int
    y: int
    lines: tuple[str, ...]
    small: tuple[str, ...] = ()

    @property
    def x(self) -> int:
        """The left side."""
        return self.column * (_COLUMN + _GAP)

    @property
    def height(self) -> int:
        """From top to bottom."""
        return 2 * _PAD + _LINE * (len(self.lines) + len(self.small))

    @property
    def middle(self) -> int:
        """Where lines arrive."""
        return self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Picture:
    """Boxes in three columns, and the lines between the first and the second. `told` says the same in words."""

    title: str
    heads: tuple[str, str, str]
    boxes: tuple[Box, ...]
    lines: tuple[tuple[str, str], ...]
    told: str
    height: int


def picture_of(result: Result, document: Document, language: Language) -> Picture | None:
    """The picture of a result; None where nothing points to anything, and where it would not read: many boxes, or lines that cross."""
    concerns, helps = document.part("concerns"), document.part("helps")
    if concerns is None or helps is None or not any(item.ref for item in concerns.items):
        return None
    words = phrases(language, "hands")
    grounds = {item.ref: _grounds(result, item.ref) for item in concerns.items}
    facts = list(dict.fromkeys(fact for found in grounds.values() for fact in found))
    left = [(fact, capital(result.name(fact, language)), "") for fact in facts]
    names = {item.ref: capital(result.name(item.ref, language)) for item in concerns.items}
    middle = [
        (item.ref, item.label, "")
        if names[item.ref].lower() in item.label.lower()
        else (item.ref, names[item.ref], item.label)
        for item in concerns.items
    ]
    right = [(item.ref, item.title, item.label) for item in helps.items]
    lines = tuple((fact, ref) for ref, found in grounds.items() for fact in found)
    if len(left) + len(middle) + len(right) > MOST_BOXES or _crossing(lines, facts, list(grounds)):
        return None
    boxes = [box for column, entries in enumerate((left, middle, right)) for box in _stack(column, entries)]
    told = [
        words("picture.line", concern=capital(label), facts="; ".join(result.name(f, language) for f in grounds[ref]))
        for ref, label, _ in middle
    ]
    told.append(words("picture.beside", names="; ".join(title for _, title, _ in right)))
    return Picture(
        title=words("picture.title"),
        heads=(words("picture.said"), concerns.title, helps.title),
        boxes=tuple(boxes),
        lines=lines,
        told=" ".join(told),
        height=max(box.y + box.height for box in boxes) + 8,
    )


def _crossing(lines: tuple[tuple[str, str], ...], facts: list[str], concerns: list[str]) -> bool:
    """Whether two lines cross: one starts higher than the other and ends lower."""
    places = [(facts.index(fact), concerns.index(ref)) for fact, ref in lines]
    return any(a < c and b > d for a, b in places for c, d in places)


def _grounds(result: Result, ref: str) -> tuple[str, ...]:
    found = (about(fact) for fact in result.explainer.ground(ref))
    return tuple(dict.fromkeys(fact for fact in found if Ref.parse(fact).kind in ("event", "change", "cue")))


def _stack(column: int, entries: list[tuple[str, str, str]]) -> list[Box]:
    boxes: list[Box] = []
    y = _HEAD
    for ref, text, label in entries:
        lines = tuple(textwrap.wrap(capital(text), _LETTERS)) or ("",)
        box = Box(ref, column, y, lines, tuple(textwrap.wrap(label, _LETTERS + 3)))
        boxes.append(box)
        y += box.height + _BETWEEN
    return boxes


def to_svg(picture: Picture, *, font: str, labelled: bool = True) -> str:
    """The picture as SVG: shapes and text only, nothing from outside. No colour carries a meaning."""
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {picture.height}" width="{WIDTH}" '
        f'height="{picture.height}" font-family="{escape(font)}" font-size="13"'
        + (' role="img" aria-labelledby="picture-title picture-told">' if labelled else ">")
    ]
    if labelled:
        out.append(f'<title id="picture-title">{escape(picture.title)}</title>')
        out.append(f'<desc id="picture-told">{escape(picture.told)}</desc>')
    for column, head in enumerate(picture.heads):
        for number, line in enumerate(textwrap.wrap(head, _LETTERS - 3)[:2]):
            x, y = column * (_COLUMN + _GAP), 14 + number * _LINE
            out.append(f'<text x="{x}" y="{y}" font-weight="bold" fill="#1b1b1b">{escape(line)}</text>')
    places = {(box.ref, box.column): box for box in picture.boxes}
    for fact, ref in picture.lines:
        start, end = places[fact, 0], places[ref, 1]
        x, half = start.x + _COLUMN, _GAP // 2
        out.append(
            f'<path d="M{x} {start.middle} C{x + half} {start.middle} {end.x - half} {end.middle} {end.x} {end.middle}" '
            'fill="none" stroke="#555555"/>'
        )
    for box in picture.boxes:
        out.append(
            f'<rect x="{box.x + 0.5}" y="{box.y}" width="{_COLUMN - 1}" height="{box.height}" rx="5" '
            'fill="#ffffff" stroke="#555555"/>'
        )
        for number, line in enumerate((*box.lines, *box.small)):
            y = box.y + _PAD + 12 + number * _LINE
            shade, size = ("#1b1b1b", 13) if number < len(box.lines) else ("#4a4a4a", 12)
            out.append(f'<text x="{box.x + _PAD}" y="{y}" font-size="{size}" fill="{shade}">{escape(line)}</text>')
    return "\n".join([*out, "</svg>"])
