"""Writes the frame of the pages in docs/checks from the messages of `assistant check`; the examples on them are written by hand and kept.

python scripts/check_pages.py            writes every page, and the list of all codes in docs/checks/README.md
python scripts/check_pages.py --check    only says which pages are not up to date (exit 1)
"""

from __future__ import annotations

import sys
from pathlib import Path

from assistant.authoring.codes import explained_codes, severity
from assistant.content.interface import phrases

PAGES = Path(__file__).parent.parent / "docs" / "checks"
EXAMPLES = "\n## Not like this\n"
NO_EXAMPLES = """
## Not like this

This cannot be shown as text. `tests/authoring/test_bad_input.py` `test_promises.py` or `test_mine.py` makes it.
"""
WEIGHT = {
    "error": "An **error**: the pack cannot be used until it is mended.",
    "case": "An **error**: the cases in this file do not take part until it is mended.",
    "key": "An **error**: `assistant check` fails until it is mended.",
    "warning": "A **warning**: the pack works. With `--strict` it counts as an error.",
    "note": "A **note**: no mistake, but good to know. Shown with `--notes`.",
}
KEYS = ("case/key-lacks", "case/key-not-derived", "case/key-too-early")
"""Found by comparing with the rules, in `check` only."""


def page(code: str, old: str) -> str:
    """The page for a code, with the examples of the old one."""
    english, dutch = phrases("en", "findings").texts, phrases("nl", "findings").texts
    start = old.find(EXAMPLES)
    examples = old[start:] if start >= 0 else NO_EXAMPLES
    level = severity(code)
    weight = WEIGHT["key" if code in KEYS else "case" if level == "error" and code.startswith("case/") else level]
    off = (
        f"\nTo switch it off here: `# check: off {code} REASON` on the line or the line above.\n"
        if level != "error"
        else ""
    )
    return f"""# {code}

{weight}

| | What it says | How to mend it |
|---|---|---|
| en | {_cell(english[code])} | {_cell(english[code + "!"])} |
| nl | {_cell(dutch[code])} | {_cell(dutch[code + "!"])} |
{off}{examples}"""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def index() -> str:
    """The list of all codes."""
    english = phrases("en", "findings").texts
    rows = [
        f"| [{code}]({file_of(code).name}) | {severity(code)} | {_cell(english[code])} |"
        for code in sorted(explained_codes())
    ]
    head = """# What `assistant check` can find

Each code has a page with an example of what is wrong and what is right. The tests of this program run every example. An example shows only
what matters; it is put into a small pack first. A line marked `# <--` is where the finding is told.

`assistant check [PACK]` tells all findings in one run, each with its place, the line, and how to mend it. An **error** stops a pack. A
**warning** stops it only with `--strict`. A **note** is shown with `--notes`.

- `--fix` mends what needs no thinking: quotes around dates and yes or no, tabs, and a slip of the pen in a word (letters swapped, one or two wrong). It shows what it
  changed. It only writes what can be read, makes no new finding, and takes away the one it was made for.
- `--format json`, `sarif` or `github` is for editors and build services; `--today 2027-01-01` compares review dates with another day.
- A warning or note can be switched off with a comment on its line or on the line above: `# check: off CODE reason`. The reason is needed. A
  comment that switches nothing off is a finding too. An error cannot be switched off.
- `assistant schema --out schema` writes JSON Schema for all files. An editor with a YAML language server then completes and underlines. Our own
  files point to it in their first line: `# yaml-language-server: $schema=../docs/schema/rules.json`.
- `assistant new dialogue|case|rule NAME` asks a few questions and makes a first version that is valid.

| code | weight | what it says |
|---|---|---|
"""
    return head + "\n".join(rows) + "\n"


def file_of(code: str) -> Path:
    """Where the page of a code is."""
    return PAGES / f"{code.replace('/', '-')}.md"


def main() -> int:
    """Write or compare all pages."""
    wanted = {file_of(code): code for code in explained_codes()}
    texts = {file: page(code, file.read_text("utf-8") if file.exists() else "") for file, code in wanted.items()}
    texts[PAGES / "README.md"] = index()
    stale = [file for file, text in texts.items() if not file.exists() or file.read_text("utf-8") != text]
    stray = [file for file in PAGES.glob("*.md") if file not in texts]
    if "--check" in sys.argv:
        for file in [*stale, *stray]:
            sys.stderr.write(f"not up to date: {file.name}\n")
        return 1 if stale or stray else 0
    for file in stale:
        file.write_text(texts[file], "utf-8")
    for file in stray:
        sys.stderr.write(f"no such code any more: {file.name}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
