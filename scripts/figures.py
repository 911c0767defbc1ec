"""Puts the figures of a script in its own part of docs/reliability.md, between two marks; the rest of the page is written by hand."""

from __future__ import annotations

from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reliability.md"


def put(name: str, text: str, page: Path = PAGE) -> None:
    """Replace what stands between the marks of `name`."""
    begin, end = f"<!-- {name}: made by a script -->\n", f"<!-- end of {name} -->"
    whole = page.read_text(encoding="utf-8")
    before, _, rest = whole.partition(begin)
    _, _, after = rest.partition(end)
    page.write_text(f"{before}{begin}\n{text.strip()}\n\n{end}{after}", encoding="utf-8")
