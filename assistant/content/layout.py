"""Where somebody probably slipped in the layout of a file. The parser often notices only lines further on, and in its own words.

Only asked once the parser has refused a file: nothing here decides whether a file is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Slip = tuple[str, int, int]
"""Code of the finding, line and column (from 1)."""

_CLOSES = {"{": "}", "[": "]"}
_VALUE = re.compile(r"\s*[\w\"'-]+:\s+[^\s#|>&{\[]")
"""A name with a plain value, below which nothing can stand."""
_KEY = re.compile(r'(?P<lead> *(?:- +)*)(?P<key>"?\w+"?):(?= |$)')
_NO_COLON = re.compile(r" *(?:- +)*[a-z_]+(?::[^\s:]| +[^\s:#])")
_BLOCK = re.compile(r":\s+[|>][+-]?\d?\s*$")


def slip(text: str, line: int) -> Slip | None:
    """The likeliest slip at or above `line`, where the parser stopped; None when nothing stands out."""
    lines = text.splitlines()[:line]
    if any(_BLOCK.search(each) for each in lines):  # any sign may stand in a block of text
        return None
    return _plain_to_see(lines) or _sign(lines) or _colon(lines) or _indent(lines)


def _plain_to_see(lines: list[str]) -> Slip | None:
    """What can be seen on a line by itself: a space or dash of a word processor, no space after a dash, a text that needs quotes.

    Looked for from where the parser stopped upwards: it stops on the line itself or on one of the next.
    """
    for number in range(len(lines), 0, -1):
        line = lines[number - 1]
        for code, pattern in _SEEN:
            if found := pattern.search(line):
                return code, number, found.start("at") + 1
        if number < len(lines) - 2:
            break
    return None


_TEXT = r"(?:^[ -]*|[{,] *)\w+: +(?![\"'{\[|>#])"
"""A name and its colon, before a value without quotes."""
_SEEN = (
    ("yaml/hard-space", re.compile("^[ -]*(?:\\w+:?)?(?P<at>[\u00a0\u2007\u202f])")),
    ("yaml/other-dash", re.compile("^ *(?P<at>[\u2013\u2014\u2212])\\s*[\\w{\"']")),
    ("yaml/dash-space", re.compile(r"^ *(?P<at>-)(?=\w+:(?: |$)|\{)")),
    ("yaml/first-sign", re.compile(r"(?:^[ -]*|[{,] *)\w+: +(?P<at>[@`%])")),
    ("yaml/colon", re.compile(_TEXT + r"[^\"',{}\[\]]*?\w(?P<at>:)(?: |$)")),
    ("yaml/hash", re.compile(_TEXT + r"[^\"'{}\[\]]*? (?P<at>#)(?=.*\})")),
)


def _sign(lines: list[str]) -> Slip | None:
    """A quote or bracket that was opened and never closed, or stands where none can."""
    opened: list[tuple[str, int, int]] = []
    quote, start = "", (0, 0)
    for number, line, at, sign in _signs(lines):
        after = line[at + 1 :].lstrip()
        if quote:
            if sign == quote and not _escaped(line, at, quote):
                if after and after[0] not in ",}]:#":
                    return ("yaml/quote", *(start if start[0] < number else (number, at + 1)))
                quote = ""
        elif sign in "\"'":
            if _begins(line, at):
                quote, start = sign, (number, at + 1)
        elif sign in "{[":
            if opened or _begins(line, at):
                opened.append((sign, number, at + 1))
        elif opened:
            if _CLOSES[opened[-1][0]] != sign:
                return ("yaml/bracket", number, at + 1)
            opened.pop()
        elif after[:1] in ("", "}", "]", ","):
            return ("yaml/bracket", number, at + 1)
    if opened and opened[-1][1] < (start[0] if quote else len(lines)):
        return ("yaml/bracket", *opened[-1][1:])
    return ("yaml/unfinished", *start) if quote else None


def _signs(lines: list[str]) -> Iterator[tuple[int, str, int, str]]:
    """Every quote and bracket: number of the line, the line, where in it, and the sign. Not those in remarks."""
    for number, line in enumerate(lines, 1):
        if not line.lstrip().startswith("#"):
            for found in re.finditer(r"[\"'{}\[\]]", line):
                yield number, line, found.start(), found[0]


def _escaped(line: str, at: int, quote: str) -> bool:
    if quote == "'":
        return line[at + 1 : at + 2] == "'" or (line[at - 1 : at] == "'" and not _begins(line, at - 1))
    return (at - len(line[:at].rstrip("\\"))) % 2 == 1


def _begins(line: str, at: int) -> bool:
    """Whether a value or a name can begin here."""
    before = line[:at].rstrip()
    return not before or before[-1] in "{[," or (before[-1] in ":-" and before != line[:at])


def _colon(lines: list[str]) -> Slip | None:
    """A name without a colon, or without the space after it, on the line where the parser stopped or the one before."""
    for number in range(len(lines), max(0, len(lines) - 2), -1):
        line = lines[number - 1]
        if _NO_COLON.match(line) and not _KEY.match(line) and line.count('"') % 2 == 0:
            return ("yaml/no-colon", number, len(line) - len(line.lstrip(" -")) + 1)
    return None


def _indent(lines: list[str]) -> Slip | None:
    """A last line that begins further to the left or right than any line it can belong to."""
    here = _KEY.match(lines[-1]) if lines else None
    if not here:
        return None
    dash = "-" in here["lead"]
    column = here["lead"].find("-") if dash else len(here["lead"])
    open_at: list[int] = []
    lowest = 1_000
    for line in reversed(lines[:-1]):
        key = _KEY.match(line)
        if not key or line.lstrip().startswith("#"):
            continue
        first, own = key["lead"].find("-"), len(key["lead"])
        if own < lowest or 0 <= first < lowest:
            open_at += [first] if dash and 0 <= first < lowest else [] if dash or own >= lowest else [own]
            lowest = min(lowest, first if first >= 0 else own)
    if not open_at or column in open_at:
        return None
    before = _KEY.match(lines[-2]) if len(lines) > 2 else None
    if (
        before
        and len(before["lead"]) < column
        and _VALUE.match(lines[-2])
        and _indent([*lines[:-2], lines[-1]]) is None
    ):
        return (
            "yaml/indent",
            len(lines) - 1,
            len(before["lead"]) + 1,
        )  # without the line before, this one stands right
    return ("yaml/indent", len(lines), column + 1)
