"""A small writer of line charts with both axes in powers of ten. Readable on light and on dark; shapes and dashes, never colour alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

Point = tuple[float, float]
WIDTH, PLOT = 720, 300
LEFT, RIGHT, BOTTOM, LINE = 78, 28, 58, 20
MARKS = ("circle", "square", "diamond", "triangle", "cross", "ring")
DASHES = ("", "7 4", "2 4", "10 4 2 4", "4 2", "1 3")
LIGHT = ("#0b5fa5", "#a33c00", "#2b6b2b", "#7a2d8c", "#6b5900", "#8a1f45")
DARK = ("#7db8f0", "#f5a26b", "#86cf86", "#d29be6", "#dcc455", "#f08cb0")


def _colours(colours: Sequence[str]) -> str:
    return " ".join(
        f".s{n} .line, .s{n} .mark {{ stroke: {colour}; }} .s{n} .mark {{ fill: {colour}; }}"
        for n, colour in enumerate(colours)
    )


STYLE = f"""
  .ground {{ fill: #ffffff; }} text {{ fill: #1b1b1b; font: 13px system-ui, sans-serif; }} .title {{ font-size: 16px; font-weight: 600; }}
  .grid {{ stroke: #d4d4d4; stroke-width: 1; }} .axis {{ stroke: #5c5c5c; stroke-width: 1.2; }}
  {_colours(LIGHT)}
  .line {{ fill: none; stroke-width: 2; }} .mark {{ stroke-width: 1.6; }} .mark.hollow {{ fill: none; }}
  @media (prefers-color-scheme: dark) {{
    .ground {{ fill: #15181c; }} text {{ fill: #ececec; }} .grid {{ stroke: #363c44; }} .axis {{ stroke: #a8afb8; }}
    {_colours(DARK)}
    .mark.hollow {{ fill: none; }}
  }}
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
    top = 66 + LINE * len(lines)
    height = top + PLOT + BOTTOM
    x = _Axis([size for size, _ in points], LEFT, WIDTH - RIGHT)
    y = _Axis([cost for _, cost in points], top + PLOT, top)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="t d">',
        f'<title id="t">{escape(title)}</title>',
        f'<desc id="d">{escape(description)}</desc>',
        f"<style>{STYLE}</style>",
        f'<rect class="ground" width="{WIDTH}" height="{height}"/>',
        _text(LEFT, 26, title, extra='class="title"'),
        *_grid(x, y),
        _text((LEFT + WIDTH - RIGHT) / 2, height - 14, across, anchor="middle"),
        _text(LEFT - 66, top - 14, up),
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
    line = 50 + LINE * place
    dash = DASHES[place % len(DASHES)]
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return [
        f'<g class="s{place % 6}"><path class="line"{dashed} d="M{LEFT} {line - 4}h34"/>{_mark(place, LEFT + 17, line - 4)}</g>',
        _text(LEFT + 44, line, name),
    ]


def _text(a: float, b: float, told: str, anchor: str = "", extra: str = "") -> str:
    placed = f" text-anchor={quoteattr(anchor)}" if anchor else ""
    return f'<text x="{a:g}" y="{b:g}"{placed}{" " + extra if extra else ""}>{escape(told)}</text>'


def number(value: float) -> str:
    """A number for an axis: 0.01, 10, 1,000."""
    return f"{value:,.0f}" if value >= 10 else f"{value:.3g}"
