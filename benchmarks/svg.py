"""A small writer of line charts with both axes in powers of ten. Readable on light and on dark; shapes and dashes, never colour alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

Point = tuple[float, float]
WIDTH, HEIGHT = 720, 440
LEFT, RIGHT, TOP, BOTTOM = 78, 24, 64, 58
MARKS = ("circle", "square", "diamond", "triangle", "cross", "ring")
DASHES = ("", "7 4", "2 4", "10 4 2 4", "4 2", "1 3")
STYLE = """
  .ground { fill: #ffffff; } text { fill: #1b1b1b; font: 13px system-ui, sans-serif; } .title { font-size: 16px; font-weight: 600; }
  .grid { stroke: #d4d4d4; stroke-width: 1; } .axis { stroke: #5c5c5c; stroke-width: 1.2; }
  .s0 { --c: #0b5fa5; } .s1 { --c: #a33c00; } .s2 { --c: #2b6b2b; } .s3 { --c: #7a2d8c; } .s4 { --c: #6b5900; } .s5 { --c: #8a1f45; }
  .line { fill: none; stroke: var(--c); stroke-width: 2; } .mark { fill: var(--c); stroke: var(--c); stroke-width: 1.6; } .hollow { fill: none; }
  @media (prefers-color-scheme: dark) {
    .ground { fill: #15181c; } text { fill: #ececec; } .grid { stroke: #363c44; } .axis { stroke: #a8afb8; }
    .s0 { --c: #7db8f0; } .s1 { --c: #f5a26b; } .s2 { --c: #86cf86; } .s3 { --c: #d29be6; } .s4 { --c: #dcc455; } .s5 { --c: #f08cb0; }
  }
"""


@dataclass(frozen=True)
class Series:
    """One line: a name for the legend, and points (size, cost), all above zero."""

    name: str
    points: tuple[Point, ...]


class _Axis:
    """One axis in powers of ten, from the power at or below the smallest value to the one at or above the largest."""

    def __init__(self, values: Sequence[float], begin: float, end: float) -> None:
        self.first = math.floor(math.log10(min(values)) + 1e-9)
        self.last = max(self.first + 1, math.ceil(math.log10(max(values)) - 1e-9))
        self.begin, self.end = begin, end

    def place(self, value: float) -> float:
        part = (math.log10(value) - self.first) / (self.last - self.first)
        return round(self.begin + part * (self.end - self.begin), 1)

    @property
    def powers(self) -> range:
        return range(self.first, self.last + 1)


def chart(title: str, description: str, across: str, up: str, lines: Sequence[Series]) -> str:
    """The chart as SVG text. `across` and `up` name the axes; `description` says in words what the lines show."""
    lines = [line for line in lines if line.points]
    points = [point for line in lines for point in line.points]
    if not points or any(value <= 0 for point in points for value in point):
        raise ValueError("a chart in powers of ten needs points above zero")
    x = _Axis([size for size, _ in points], LEFT, WIDTH - RIGHT)
    y = _Axis([cost for _, cost in points], HEIGHT - BOTTOM, TOP + 20 * ((len(lines) + 1) // 2))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="t d">',
        f'<title id="t">{escape(title)}</title>',
        f'<desc id="d">{escape(description)}</desc>',
        f"<style>{STYLE}</style>",
        f'<rect class="ground" width="{WIDTH}" height="{HEIGHT}"/>',
        _text(LEFT, 26, title, extra='class="title"'),
        *_grid(x, y),
        _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12, across, anchor="middle"),
        _text(LEFT, TOP - 14 + 20 * ((len(lines) + 1) // 2), up),
    ]
    for number, line in enumerate(lines):
        parts += _line(number, line, x, y)
        parts += _legend(number, line.name)
    return "\n".join([*parts, "</svg>", ""])


def _grid(x: _Axis, y: _Axis) -> list[str]:
    parts = []
    for power in x.powers:
        at = x.place(10.0**power)
        parts.append(f'<line class="grid" x1="{at}" y1="{y.end}" x2="{at}" y2="{y.begin}"/>')
        parts.append(_text(at, y.begin + 20, number(10.0**power), anchor="middle"))
    for power in y.powers:
        at = y.place(10.0**power)
        parts.append(f'<line class="grid" x1="{LEFT}" y1="{at}" x2="{WIDTH - RIGHT}" y2="{at}"/>')
        parts.append(_text(LEFT - 8, at + 4, number(10.0**power), anchor="end"))
    parts.append(f'<path class="axis" fill="none" d="M{LEFT} {y.end}V{y.begin}H{WIDTH - RIGHT}"/>')
    return parts


def _line(place: int, line: Series, x: _Axis, y: _Axis) -> list[str]:
    spots = [(x.place(size), y.place(cost)) for size, cost in sorted(line.points)]
    dash = DASHES[place % len(DASHES)]
    path = " ".join(f"{a},{b}" for a, b in spots)
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    parts = [f'<g class="s{place % 6}">', f'<polyline class="line"{dashed} points="{path}"/>']
    parts += [
        f"<g>{_mark(place, *spot)}<title>{escape(f'{line.name}: {number(size)}, {number(cost)}')}</title></g>"
        for spot, (size, cost) in zip(spots, sorted(line.points), strict=True)
    ]
    return [*parts, "</g>"]


def _mark(place: int, a: float, b: float) -> str:
    match MARKS[place % len(MARKS)]:
        case "circle":
            return f'<circle class="mark" cx="{a}" cy="{b}" r="3.6"/>'
        case "square":
            return f'<rect class="mark" x="{a - 3.4:.1f}" y="{b - 3.4:.1f}" width="6.8" height="6.8"/>'
        case "diamond":
            return f'<path class="mark" d="M{a} {b - 5:.1f}l5 5-5 5-5-5z"/>'
        case "triangle":
            return f'<path class="mark" d="M{a} {b - 4.6:.1f}l4.8 8.4h-9.6z"/>'
        case "cross":
            return f'<path class="mark" d="M{a - 4:.1f} {b - 4:.1f}l8 8m0-8l-8 8"/>'
    return f'<circle class="mark hollow" cx="{a}" cy="{b}" r="4.2"/>'


def _legend(place: int, name: str) -> list[str]:
    left = LEFT + (place % 2) * (WIDTH - LEFT - RIGHT) / 2
    line = 46 + 20 * (place // 2)
    dash = DASHES[place % len(DASHES)]
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return [
        f'<g class="s{place % 6}"><path class="line"{dashed} d="M{left} {line - 4}h30"/>{_mark(place, left + 15, line - 4)}</g>',
        _text(left + 38, line, name),
    ]


def _text(a: float, b: float, told: str, anchor: str = "", extra: str = "") -> str:
    placed = f" text-anchor={quoteattr(anchor)}" if anchor else ""
    return f'<text x="{a:g}" y="{b:g}"{placed}{" " + extra if extra else ""}>{escape(told)}</text>'


def number(value: float) -> str:
    """A number for an axis: 0.01, 10, 1,000."""
    return f"{value:,.0f}" if value >= 10 else f"{value:.3g}"
