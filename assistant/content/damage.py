"""Files of which little or nothing could be read: then only that is told, and not what others miss in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from assistant.errors import Finding

# What these say of one file may only be so because another file could not be read.
_FOLLOWS = (
    "reference/",
    "condition/never-concluded",
    "pack/no-triggers",
    "question/later-fact",
    "partner/",
    "case/",
    "lexicon/",
)
_HOPELESS = "yaml/too-deep"


def damaged(findings: Iterable[Finding], files: Iterable[str], trees: Collection[str]) -> set[str]:
    """The files of which little or nothing could be read: those in `files` without a tree, and those nested hopelessly deep."""
    findings = list(findings)
    told = {finding.place.file for finding in findings} & (set(files) - set(trees))
    return told | {finding.place.file for finding in findings if finding.code == _HOPELESS}


def readable(findings: Iterable[Finding], hurt: Collection[str], trees: Collection[str]) -> tuple[Finding, ...]:
    """The findings to tell: of each file in `hurt` the first, and of other files nothing that may only follow from that."""
    if not hurt:
        return tuple(findings)
    kept: list[Finding] = []
    told: set[str] = set()
    for finding in findings:
        file = finding.place.file
        if file in hurt:
            if file not in told and (finding.code == _HOPELESS or file not in trees):
                kept.append(finding)
                told.add(file)
        elif not finding.code.startswith(_FOLLOWS):
            kept.append(finding)
    return tuple(kept)
