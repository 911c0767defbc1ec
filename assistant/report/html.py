"""The result as one HTML file: no script, nothing from outside, fit for print and for a screen reader."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from assistant.content.model import Language
from assistant.report.picture import to_svg
from assistant.report.sheet import Sheet, sheet_of
from assistant.result.page import Item, Part
from assistant.result.result import Result
from assistant.result.tree import Branch

FONT = "Georgia, 'Times New Roman', serif"
_BESIDE = ("concerns", "helps")
STYLE = """
:root { color-scheme: light; }
body { margin: 0; background: #ffffff; color: #1b1b1b; font: 1.0625rem/1.5 Georgia, "Times New Roman", serif; }
main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1.25rem 3rem; }
h1, h2, h3 { line-height: 1.25; font-weight: bold; margin: 1.6em 0 0.4em; }
h1 { font-size: 1.6rem; margin-top: 0.6em; }
h2 { font-size: 1.2rem; }
h3 { font-size: 1.0625rem; margin: 0.9em 0 0.1em; }
body { overflow-wrap: break-word; }
p { margin: 0.3em 0; }
.motto { font-style: italic; border-bottom: 1px solid #555555; padding-bottom: 0.5em; }
.quiet, footer { color: #4a4a4a; font-size: 0.9375rem; }
.beside { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(19rem, 100%), 1fr)); column-gap: 2rem; }
ul, ol { margin: 0.3em 0; padding-left: 1.5em; }
li { margin: 0.35em 0; }
figure { margin: 1em 0; overflow-x: auto; }
svg { max-width: 100%; height: auto; }
footer { margin-top: 2.5em; border-top: 1px solid #555555; padding-top: 0.5em; }
@media print {
  @page { margin: 20mm; }
  main { max-width: none; padding: 0; }
  body { font-size: 11pt; }
  h2, h3 { break-after: avoid; }
  li, figure { break-inside: avoid; }
}
""".strip()


def to_html(result: Result, language: Language) -> str:
    """The whole result as one HTML file."""
    return _page(sheet_of(result, language))


def _page(sheet: Sheet) -> str:
    document = sheet.document
    body = [f'<p class="motto">{escape(sheet.motto)}</p>', f"<h1>{escape(document.title)}</h1>"]
    if document.remark:
        body.append(f"<p>{escape(document.remark)}</p>")
    body += [f"<p><strong>{escape(label)}.</strong> {escape(text)}</p>" for label, text in document.overview]
    beside = [part for part in document.parts if part.id in _BESIDE]
    if len(beside) == 2:
        body += ['<div class="beside">', *map(_part, beside), "</div>"]
    for part in document.parts:
        if len(beside) != 2 or part.id not in _BESIDE:
            body.append(_part(part))
    if sheet.picture is not None:
        svg = to_svg(sheet.picture, font=FONT)
        body.append(_section("picture", sheet.picture_title, [f"<figure>{svg}</figure>"]))
    if sheet.proofs:
        body.append(_section("proof", sheet.proof_title, [_branches(sheet.proofs)]))
    if sheet.answers:
        items = "".join(f"<li>{escape(line)}</li>" for line in sheet.answers)
        body.append(_section("answers", sheet.answers_title, [f"<ul>{items}</ul>"]))
    if sheet.sources:
        items = "".join(f"<li>{escape(line)}</li>" for line in sheet.sources)
        body.append(_section("sources", sheet.sources_title, [f'<ul class="quiet">{items}</ul>']))
    if sheet.content:
        items = "".join(f"<li>{escape(line)}</li>" for line in sheet.content)
        body.append(_section("content", sheet.content_title, [f'<ul class="quiet">{items}</ul>']))
    body.append(f"<footer><p>{escape(document.footer)}</p></footer>")
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{sheet.language}">',
            "<head>",
            '<meta charset="utf-8">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="robots" content="noindex">',
            f"<title>{escape(document.title)}</title>",
            f"<style>\n{STYLE}\n</style>",
            "</head>",
            "<body>",
            "<main>",
            *body,
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _section(name: str, title: str, inner: Iterable[str]) -> str:
    head = f'<section aria-labelledby="{escape(name)}">\n<h2 id="{escape(name)}">{escape(title)}</h2>'
    return "\n".join([head, *inner, "</section>"])


def _part(part: Part) -> str:
    tag = "ol" if part.numbered else "ul"
    inner = [f"<p>{escape(part.intro)}</p>"] if part.intro else []
    inner += [f"<{tag}>", *map(_item, part.items), f"</{tag}>"]
    inner += [f"<p>{escape(part.outro)}</p>"] if part.outro else []
    return _section(f"part-{part.id}", part.title, inner)


def _item(item: Item) -> str:
    label = f" ({escape(item.label)})" if item.label else ""
    text = f"<p>{escape(item.text)}</p>" if item.text else ""
    sources = f'<p class="quiet">{escape("; ".join(item.sources))}</p>' if item.sources else ""
    return f"<li><strong>{escape(item.title)}</strong>{label}{text}{sources}</li>"


def _branches(branches: Iterable[Branch]) -> str:
    return f"<ul>{''.join(map(_branch, branches))}</ul>"


def _branch(branch: Branch) -> str:
    text = escape(branch.text)
    head = f"<strong>{text}</strong>" if branch.role == "conclusion" else text
    return f"<li>{head}{_branches(branch.children) if branch.children else ''}</li>"
