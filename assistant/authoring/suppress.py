"""Switching a finding off with a comment: `# check: off CODE reason`, on its line or on the line above."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.authoring.codes import explained_codes
from assistant.authoring.lint.desk import found
from assistant.content.reader import nearest
from assistant.errors import Finding, Place

_COMMENT = re.compile(r"(?:^|\s)#\s*check:\s*off\b[ \t]*(?P<code>\S*)[ \t]*(?P<reason>.*?)\s*$")


@dataclass(frozen=True, slots=True)
class Off:
    """One such comment. It counts for the line in `covers`: its own, or the next when it stands alone on a line."""

    code: str
    reason: str
    place: Place
    covers: int


def comments(lines: Mapping[str, list[str]]) -> list[Off]:
    """All of them, in the order of the files."""
    result: list[Off] = []
    for name, text in lines.items():
        waiting: list[tuple[str, str, Place]] = []
        for number, line in enumerate(text, 1):
            match = _COMMENT.search(line) if "check:" in line else None
            alone = line.lstrip().startswith("#")
            if not alone and line.strip():
                result += [Off(code, reason, place, number) for code, reason, place in waiting]
                waiting = []
            if match:
                place = Place(name, number, match.start() + line[match.start() :].index("#") + 1)
                if alone:
                    waiting.append((match["code"], match["reason"], place))
                else:
                    result.append(Off(match["code"], match["reason"], place, number))
        result += [Off(code, reason, place, 0) for code, reason, place in waiting]
    return result


def apply(
    findings: Iterable[Finding], lines: Mapping[str, list[str]], *, waiting: bool = False
) -> tuple[list[Finding], list[Finding]]:
    """The findings that stay (with what is wrong with the comments themselves) and those that were switched off.

    While lints are `waiting` nobody can say that a comment switches nothing off; while a field of a file cannot be read, nobody can say how
    grave what else is found there is (what a conversation is about decides it), so its comments hold and the field is the finding.
    """
    offs, findings = comments(lines), list(findings)
    if not offs:
        return findings, []
    known = explained_codes()
    good = {(off.place.file, off.covers, off.code): off for off in offs if off.reason and off.code in known}
    stay: list[Finding] = []
    gone: list[Finding] = []
    used: set[Off] = set()
    unread = {finding.place.file for finding in findings if finding.code.startswith("field/")}
    for finding in findings:
        off = good.get((finding.place.file, finding.place.line, finding.code))
        if off is None:
            stay.append(finding)
            continue
        used.add(off)
        if finding.severity == "error" and finding.place.file not in unread:
            stay += [finding, found("check/not-possible", off.place, also=finding.place, word=off.code)]
        else:
            gone.append(finding)
    for off in offs:
        if off.code not in known:
            stay.append(found("check/unknown-code", off.place, word=off.code, near=nearest(off.code, known)))
        elif not off.reason:
            stay.append(found("check/no-reason", off.place, word=off.code))
        elif off not in used and not waiting:
            stay.append(found("check/needless", off.place, word=off.code))
    return stay, gone
