"""The result as one HTML file: no script, nothing from outside, fit for print and for a screen reader."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.report.picture import to_svg
from assistant.report.sheet import Annex, Sheet, sheet_of
from assistant.result.page import BALANCE, Item, Part, ResultPage
from assistant.result.result import Result
from assistant.result.tree import Branch

FONT = "Georgia, 'Times New Roman', serif"
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
.duty { border-left: 3px solid #555555; padding-left: 0.6em; }
ul, ol { margin: 0.3em 0; padding-left: 1.5em; }
li { margin: 0.35em 0; }
figure { margin: 1em 0; overflow-x: auto; }
svg { max-width: 100%; height: auto; }
footer { margin-top: 2.5em; border-top: 1px solid #555555; padding-top: 0.5em; }
@media print {
  @page { size: A4; margin: 17mm; }
  main { max-width: none; padding: 0; }
  body { font-size: 10pt; line-height: 1.35; }
  h1 { font-size: 14pt; margin: 0.4em 0; }
  h2 { font-size: 11pt; margin: 0.9em 0 0.3em; }
  h2, h3 { break-after: avoid; }
  li { margin: 0.2em 0; }
  li, figure { break-inside: avoid; }
  .quiet, footer { font-size: 9pt; }
  footer { margin-top: 1em; }
  .beside { grid-template-columns: 1fr 1fr; }
  .annex { break-before: page; }
}
""".strip()


def to_html(result: Result, language: Language, *, full: bool = False) -> str:
    """The page of a result as one HTML file; `full` adds the annex."""
    return _file(sheet_of(result, language, full=full))


def _file(sheet: Sheet) -> str:
    body = [*_page(sheet.page), *(_annex(sheet.annex) if sheet.annex is not None else ())]
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{sheet.language}">',
            "<head>",
            '<meta charset="utf-8">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="robots" content="noindex">',
            f"<title>{escape(phrases(sheet.language)('result.title'))}</title>",
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


def _page(page: ResultPage) -> list[str]:
    body = [f'<p class="motto">{escape(page.motto)}</p>'] if page.motto else []
    body.append(f"<h1>{escape(page.title)}</h1>")
    body += [f"<p><strong>{escape(page.under_title)}</strong></p>"] if page.under_title else []
    body += [f"<p><strong>{escape(line)}</strong></p>" for line in page.banner]
    body += [_part(part, f"first-{number}") for number, part in enumerate(page.first, 1)]
    body += [
        f"<p>{f'<strong>{escape(label)}:</strong> ' if label else ''}{escape(text)}</p>" for label, text in page.own
    ]
    body += _parts(page.rest, "page")
    return [*body, f"<footer><p>{escape(page.footer)}</p></footer>"]


def _annex(annex: Annex) -> list[str]:
    body = ['<div class="annex">', f"<h1>{escape(annex.title)}</h1>", *_parts(annex.document.parts, "part")]
    if annex.picture is not None:
        svg = to_svg(annex.picture, font=FONT)
        body.append(_section("picture", annex.picture_title, [f"<figure>{svg}</figure>"]))
    if annex.proofs:
        body.append(_section("proof", annex.proof_title, [_branches(annex.proofs)]))
    for each in annex.lists:
        items = "".join(f"<li>{escape(line)}</li>" for line in each.lines)
        body.append(_section(each.id, each.title, [f'<ul class="quiet">{items}</ul>']))
    return [*body, f"<footer><p>{escape(annex.document.footer)}</p></footer>", "</div>"]


def _parts(parts: tuple[Part, ...], before: str) -> list[str]:
    """Sections, of which those that have one size stand beside each other. `before` makes their names differ from other lists."""
    beside = [part for part in parts if part.id in BALANCE]
    rest = parts if len(beside) != 2 else tuple(part for part in parts if part.id not in BALANCE)
    pair = ['<div class="beside">', *(_part(part, f"{before}-{part.id}") for part in beside), "</div>"]
    numbered = (_part(part, f"{before}-{part.id}-{number}") for number, part in enumerate(rest, 1))
    return [*(pair if len(beside) == 2 else ()), *numbered]


def _section(name: str, title: str, inner: Iterable[str]) -> str:
    head = f'<section aria-labelledby="{escape(name)}">\n<h2 id="{escape(name)}">{escape(title)}</h2>'
    return "\n".join([head, *inner, "</section>"])


def _part(part: Part, name: str) -> str:
    if part.id == "do_not":  # short sentences that belong together
        said = " ".join(item.title for item in part.items)
        return f"<p><strong>{escape(part.title)}.</strong> {escape(said)}</p>"
    tag = "ol" if part.numbered else "ul"
    inner = [f"<p>{escape(part.intro)}</p>"] if part.intro else []
    inner += [f"<{tag}>", *map(_item, part.items), f"</{tag}>"]
    inner += [f'<p class="quiet">{escape(part.outro)}</p>'] if part.outro else []
    return _section(name, part.title, inner)


def _item(item: Item) -> str:
    label = f" ({escape(item.label)})" if item.label else ""
    text = f"<p>{escape(item.text)}</p>" if item.text else ""
    duties = "".join(f'<p class="duty">{escape(duty)}</p>' for duty in item.duties)
    sources = f'<p class="quiet">{escape("; ".join(item.sources))}</p>' if item.sources else ""
    title = escape(item.title)
    strong = f"<strong>{title}</strong>" if item.text or item.label else title  # a bare line needs no weight
    return f"<li>{strong}{label}{text}{duties}{sources}</li>"


def _branches(branches: Iterable[Branch]) -> str:
    return f"<ul>{''.join(map(_branch, branches))}</ul>"


def _branch(branch: Branch) -> str:
    text = escape(branch.text)
    head = f"<strong>{text}</strong>" if branch.role == "conclusion" else text
    return f"<li>{head}{_branches(branch.children) if branch.children else ''}</li>"
