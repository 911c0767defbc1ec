"""The pages of docs/checks: every code has one, its bad example gives the finding at the marked line, its good one does not."""

from __future__ import annotations

import subprocess
import sys

import pytest
from authoring.fragments import PAGES, ROOT, TODAY, blocks, build, check_pack, memory

from assistant.authoring.codes import explained_codes, severity
from assistant.authoring.output import page_of
from assistant.content.telling import tell_all
from assistant.practice.keys import differences

CODES = sorted(explained_codes())
NO_TEXT = {  # made in test_bad_input.py and test_promises.py
    "case/extended",
    "danger/not-proven",
    "dialogue/too-long",
    "promise/not-proven",
    "pack/missing",
    "pack/no-folder",
    "pack/no-triggers",
    "pack/too-large",
    "pack/too-many-rules",
    "pack/unreadable",
    "rule/too-many-conditions",
    "yaml/character",
    "yaml/encoding",
    "yaml/too-deep",
    "yaml/too-large",
}


def test_the_pages_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/check_pages.py", "--check"],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_small_pack_has_no_findings() -> None:
    from authoring.fragments import BASE

    assert check_pack(BASE, TODAY, memory, cases).findings == ()


def cases(guide):  # type: ignore[no-untyped-def]
    return differences(guide.reasoner, guide.pack.cases.values(), notes=True)


@pytest.mark.parametrize("code", CODES)
def test_page(code: str) -> None:
    examples = blocks(ROOT / page_of(code))
    if code in NO_TEXT:
        assert examples == {}
        return
    bad, good = build(examples["bad"]), build(examples["good"])
    wrong = bad.check(cases).findings
    hits = [finding for finding in wrong if finding.code == code]
    assert hits, tell_all(wrong, "en")
    for mark in bad.marks:
        assert mark in [(finding.place.file, finding.place.line) for finding in hits], tell_all(wrong, "en")
    assert {finding.severity for finding in hits} == {severity(code)}
    right = good.check(cases).findings
    assert [f for f in right if f.code == code or f.severity == "error"] == [], tell_all(right, "en")


def test_no_page_is_left_over() -> None:
    assert {page.name for page in PAGES.glob("*.md")} == {page_of(code).split("/")[-1] for code in CODES} | {
        "README.md"
    }
