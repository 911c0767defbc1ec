"""Findings for people and programs: text, JSON, SARIF and annotations for a build on GitHub."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from assistant import __version__
from assistant.authoring.checking import Report
from assistant.authoring.codes import explained_codes, severity
from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.content.nodes import printable
from assistant.content.telling import no_lines, sentences, tell_first
from assistant.errors import Finding

PAGES = "docs/checks"
_SARIF_LEVELS = {"error": "error", "warning": "warning", "note": "note"}


def page_of(code: str) -> str:
    """The page that explains a code."""
    return f"{PAGES}/{code.replace('/', '-')}.md"


def to_text(report: Report, language: Language, *, notes: bool) -> str:
    """Each finding in a few lines, then the numbers."""
    words = phrases(language, "findings")
    lines = (report.lines or {}).get
    shown = [finding for finding in report.findings if notes or finding.severity != "note"]
    told = tell_first(shown, language, lambda name: lines(name) or no_lines(name))
    total = words("count.errors", errors=report.count("error"), warnings=report.count("warning"))
    if report.count("note") and not notes:
        total += " " + words("count.notes", notes=report.count("note"))
    if report.switched_off:
        total += " " + words("count.off", number=len(report.switched_off))
    if report.waiting:
        total += " " + words("count.waiting")
    return "\n".join([*told, total, *_read(report, language)]) + "\n"


def _read(report: Report, language: Language) -> list[str]:
    """How many files were read, and which were not, and why; nothing when all were."""
    if not report.unread:
        return []
    words = phrases(language, "findings")
    files = "; ".join(words(f"unread.{each.why}", file=each.file, near=each.near) for each in report.unread)
    return [f"{words('count.read', number=report.read)} {words('count.unread', files=files)}"]


def to_json(report: Report, language: Language) -> str:
    """All findings as data, notes too, with what was switched off and why it may stay."""
    data = {
        "schema": 1,
        "errors": report.count("error"),
        "warnings": report.count("warning"),
        "notes": report.count("note"),
        "waiting": report.waiting,
        "read": report.read,
        "not_read": [{"file": each.file, "why": each.why, "near": each.near} for each in report.unread],
        "findings": [_plain(finding, language) for finding in report.findings],
        "switched_off": [_plain(finding, language) for finding in report.switched_off],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _plain(finding: Finding, language: Language) -> dict[str, Any]:
    message, mend = sentences(finding, language)
    place = {"file": finding.place.file, "line": finding.place.line, "column": finding.place.column}
    also = finding.also and {"file": finding.also.file, "line": finding.also.line, "column": finding.also.column}
    near = [word for word in finding.values.get("near", "").split(", ") if word]
    told = {"code": finding.code, "severity": finding.severity, **place, "message": message, "mend": mend}
    return told | {
        "near": near,
        "also": also,
        "witness": finding.values.get("witness", ""),
        "page": page_of(finding.code),
    }


def to_sarif(report: Report, language: Language, folder: str = "") -> str:
    """SARIF 2.1.0, for editors and build services. `folder` stands before every file."""
    words = phrases(language, "findings")
    codes = sorted(explained_codes())
    rules = [
        {
            "id": code,
            "shortDescription": {"text": _gapless(words.texts[code])},
            "help": {"text": f"{_gapless(words.texts[code + '!'])} ({page_of(code)})"},
            "defaultConfiguration": {"level": _SARIF_LEVELS[severity(code)]},
        }
        for code in codes
    ]
    results = [_result(finding, language, codes, folder) for finding in report.findings]
    results += [
        _result(finding, language, codes, folder) | {"suppressions": [{"kind": "inSource"}]}
        for finding in report.switched_off
    ]
    driver = {"name": "assistant check", "version": __version__, "rules": rules}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    run = {"tool": {"driver": driver}, "results": results, "columnKind": "unicodeCodePoints"}
    return json.dumps({"version": "2.1.0", "$schema": schema, "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _gapless(text: str) -> str:
    return text.replace("{", "‹").replace("}", "›")


def _result(finding: Finding, language: Language, codes: list[str], folder: str) -> dict[str, Any]:
    message, mend = sentences(finding, language)
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _SARIF_LEVELS[finding.severity],
        "message": {"text": f"{message} {mend}"},
        "locations": [_location(finding.place, folder)],
    }
    if finding.code in codes:
        result["ruleIndex"] = codes.index(finding.code)
    if finding.also:
        result["relatedLocations"] = [_location(finding.also, folder)]
    return result


def _location(place: Any, folder: str) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(_path(place.file, folder))}}
    if place.line:
        physical["region"] = {"startLine": place.line, "startColumn": max(1, place.column)}
    return {"physicalLocation": physical}


def _path(file: str, folder: str) -> str:
    return f"{folder}/{file}" if folder not in ("", ".") else file


def to_github(report: Report, language: Language, folder: str = "") -> str:
    """One workflow command per finding: shown beside the line of the change it is about."""
    level = {"error": "error", "warning": "warning", "note": "notice"}
    told = []
    for finding in report.findings:
        message, mend = sentences(finding, language)
        where = f"file={_escape(_path(finding.place.file, folder))}"
        if finding.place.line:
            where += f",line={finding.place.line},col={max(1, finding.place.column)}"
        title = _escape(finding.code)
        told.append(f"::{level[finding.severity]} {where},title={title}::{_escape(f'{message} {mend}', value=False)}")
    return "".join(f"{line}\n" for line in told)


def _escape(text: str, *, value: bool = True) -> str:
    text = printable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if value else text
