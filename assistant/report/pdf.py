"""The result as a tagged PDF (PDF/UA-1). All text reaches the typesetter as data, so no word of a pack or an answer can be markup."""

from __future__ import annotations

import datetime
import json
from typing import Any

from assistant.content.model import Language
from assistant.report.picture import to_svg
from assistant.report.sheet import Sheet, sheet_of
from assistant.result.page import Part
from assistant.result.result import Result
from assistant.result.tree import Branch

BESIDE = ("concerns", "helps")
FONT = "Libertinus Serif"
REMEMBERED = 11
"""Documents after which the typesetter forgets one: it keeps the last ten, to be quick with the same again. They hold up to 75 MiB and
every word of a report, and neither has a place in the memory of who goes on with another conversation. Setting nothing takes 0.1 ms.
"""
_TEMPLATE = r"""
#let it = json(bytes(sys.inputs.sheet))
#let day = it.day
#set document(title: it.title, date: datetime(year: day.at(0), month: day.at(1), day: day.at(2)))
#set text(lang: it.language, font: "Libertinus Serif", size: 11pt, fill: rgb("#1b1b1b"), hyphenate: false)
#let grey = rgb("#4a4a4a")
#let number = context align(right, text(9pt, fill: grey)[#counter(page).display("1 / 1", both: true)])
#set page(paper: "a4", margin: 22mm, footer: number)
#set par(leading: 0.62em, spacing: 0.8em)
#set list(spacing: 0.8em)
#set enum(spacing: 0.8em)
#show heading.where(level: 1): set text(16pt)
#show heading.where(level: 2): set text(12.5pt)
#show heading: set block(above: 1.5em, below: 0.7em, sticky: true)
#let quiet(said) = text(9.5pt, fill: grey, said)

#emph(it.motto)
#line(length: 100%, stroke: 0.5pt + rgb("#555555"))
= #it.title
#if it.remark != "" { par(it.remark) }
#for (label, said) in it.overview { par[#strong(label + ".") #said] }

#let entry(item) = {
  strong(item.title)
  if item.label != "" [ (#item.label)]
  if item.text != "" { linebreak(); item.text }
  if item.sources != "" { linebreak(); quiet(item.sources) }
}
#let section(part) = {
  heading(level: 2, part.title)
  if part.intro != "" { par(part.intro) }
  if part.numbered { enum(..part.items.map(entry)) } else { list(..part.items.map(entry)) }
  if part.outro != "" { par(part.outro) }
}
#if it.beside.len() == 2 {
  v(0.8em)
  grid(columns: (1fr, 1fr), column-gutter: 8mm, ..it.beside.map(section))
} else { for part in it.beside { section(part) } }
#for part in it.parts { section(part) }

#if it.picture != none {
  heading(level: 2, it.picture.title)
  figure(image(bytes(it.picture.svg), format: "svg", width: 100%, alt: it.picture.told), supplement: none)
}

#let branch(node) = {
  if node.role == "conclusion" { strong(node.text) } else { node.text }
  if node.children.len() > 0 { list(..node.children.map(branch)) }
}
#if it.proofs.len() > 0 {
  heading(level: 2, it.proof_title)
  set text(10pt)
  list(..it.proofs.map(branch))
}
#if it.answers.len() > 0 {
  heading(level: 2, it.answers_title)
  list(..it.answers)
}
#let small(title, lines) = if lines.len() > 0 {
  heading(level: 2, title)
  set text(9.5pt, fill: grey)
  list(..lines)
}
#small(it.sources_title, it.sources)
#small(it.content_title, it.content)
#line(length: 100%, stroke: 0.5pt + rgb("#555555"))
#quiet(it.footer)
"""


def to_pdf(result: Result, language: Language) -> bytes:
    """The whole result as a PDF. The same result gives the same bytes."""
    import typst  # only for who wants this: a large library

    sheet = sheet_of(result, language)
    year, month, day = map(int, sheet.as_of.split("-"))
    typesetter = typst.Compiler(b"", ignore_system_fonts=True)
    try:
        made = typesetter.compile(
            _TEMPLATE.encode(),
            format="pdf",
            pdf_standards="ua-1",
            timestamp=datetime.datetime(year, month, day, tzinfo=datetime.UTC),
            sys_inputs={"sheet": json.dumps(_data(sheet), ensure_ascii=False)},
        )
    finally:  # also what failed halfway is remembered
        for _ in range(REMEMBERED):
            typesetter.compile(b"", format="svg")
    assert isinstance(made, bytes)
    return made


def _data(sheet: Sheet) -> dict[str, Any]:
    document = sheet.document
    picture = sheet.picture
    return {
        "language": sheet.language,
        "day": [int(part) for part in sheet.as_of.split("-")],
        "title": document.title,
        "motto": sheet.motto,
        "remark": document.remark,
        "overview": [list(pair) for pair in document.overview],
        "beside": [_part(part) for part in document.parts if part.id in BESIDE],
        "parts": [_part(part) for part in document.parts if part.id not in BESIDE],
        "picture": {
            "title": sheet.picture_title,
            "told": picture.told,
            "svg": to_svg(picture, font=FONT, labelled=False),
        }
        if picture
        else None,
        "proof_title": sheet.proof_title,
        "proofs": [_branch(branch) for branch in sheet.proofs],
        "sources_title": sheet.sources_title,
        "sources": list(sheet.sources),
        "content_title": sheet.content_title,
        "content": list(sheet.content),
        "answers_title": sheet.answers_title,
        "answers": list(sheet.answers),
        "footer": document.footer,
    }


def _part(part: Part) -> dict[str, Any]:
    items = [
        {"title": item.title, "label": item.label, "text": item.text, "sources": "; ".join(item.sources)}
        for item in part.items
    ]
    told = {"title": part.title, "intro": part.intro, "outro": part.outro, "numbered": part.numbered}
    return told | {"items": items}


def _branch(branch: Branch) -> dict[str, Any]:
    return {"text": branch.text, "role": branch.role, "children": [_branch(child) for child in branch.children]}
