"""Findings as sentences: where, what is wrong, did-you-mean, how to mend it, with the source line and a caret."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from assistant.content.interface import Phrases, phrases
from assistant.content.model import Language
from assistant.content.nodes import printable
from assistant.errors import Finding, Place

NO_TEXT = ("/encoding", "/character")  # of what is no text, a line shows nothing
MOST_TOLD = 200
"""Who has more of them mends these first."""
Lines = Callable[[str], list[str]]


def no_lines(_file: str) -> list[str]:
    """For when the source of a file is not at hand."""
    return []


def tell(finding: Finding, language: Language, lines: Lines = no_lines) -> str:
    """One finding as text of a few lines: place and severity, source line with caret, sentence, and how to mend it."""
    words = phrases(language, "findings")
    message, mend = sentences(finding, language)
    told = [f"{finding.place}: {words('severity.' + finding.severity)}: {message} [{finding.code}]"]
    if not finding.code.endswith(NO_TEXT):
        told += _excerpt(finding.place, lines)
    if finding.values.get("witness"):
        told.append(f"  {words('witness', witness=printable(finding.values['witness']))}")
    told.append(f"  → {mend}")
    return "\n".join(told)


def sentences(finding: Finding, language: Language) -> tuple[str, str]:
    """What is the matter (with did-you-mean and the other place), and how to mend it."""
    words = phrases(language, "findings")
    values = {key: printable(value) for key, value in finding.values.items()}
    for name in ("language", "wanted"):  # what our own words for these are called in the language of the reader
        values |= {name: words.texts.get(f"{name}.{values[name]}", values[name])} if name in values else {}
    told = [words(finding.code, **values)]
    if values.get("near"):
        told.append(words("near", near=values["near"]))
    elif values.get("choices"):
        told.append(words("choices", known=values["choices"]))
    if finding.also:
        told.append(words("also", place=finding.also))
    return " ".join(told).strip(), words(finding.code + "!", **values)


def tell_all(findings: Iterable[Finding], language: Language, lines: Lines = no_lines) -> str:
    """The first MOST_TOLD findings, how many more there are, and their number."""
    found = list(findings)
    words: Phrases = phrases(language, "findings")
    errors = sum(1 for finding in found if finding.severity == "error")
    total = words("count.errors", errors=errors, warnings=len(found) - errors)
    return "\n".join([*tell_first(found, language, lines), total])


def tell_first(findings: list[Finding], language: Language, lines: Lines = no_lines) -> list[str]:
    """The first MOST_TOLD findings as text, then how many more there are. When there are more, errors go before all else."""
    if len(findings) <= MOST_TOLD:
        return [tell(finding, language, lines) for finding in findings]
    first = sorted(findings, key=lambda finding: finding.severity != "error")[:MOST_TOLD]
    more = phrases(language, "findings")("count.more", more=len(findings) - MOST_TOLD)
    return [*(tell(finding, language, lines) for finding in first), more]


def _excerpt(place: Place, lines: Lines) -> list[str]:
    source = lines(place.file) if place.line else []
    if not 0 < place.line <= len(source):
        return []
    line = printable(source[place.line - 1].replace("\t", " "))[:160]
    number = str(place.line)
    caret = " " * min(max(place.column - 1, 0), 160) + "^"
    return [f"  {number} | {line}", f"  {' ' * len(number)} | {caret}"]
