"""The result as a tagged PDF (PDF/UA-1). All text reaches the typesetter as data, so no word of a pack or an answer can be markup."""

from __future__ import annotations

import datetime
import json
from typing import Any

from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.report.picture import to_svg
from assistant.report.sheet import Annex, Sheet, sheet_of
from assistant.result.page import BALANCE, Part
from assistant.result.result import Result
from assistant.result.tree import Branch

FONT = "Libertinus Serif"
REMEMBERED = 11
"""Documents after which the typesetter forgets one: it keeps the last ten, to be quick with the same again. They hold up to 75 MiB and
every word of a report, and neither has a place in the memory of who goes on with another conversation. Setting nothing takes 0.1 ms.
"""
_TEMPLATE = r"""
#let it = json(bytes(sys.inputs.sheet))
#let day = it.day
#set document(title: it.file_title, date: datetime(year: day.at(0), month: day.at(1), day: day.at(2)))
#set text(lang: it.language, font: "Libertinus Serif", size: 11pt, fill: rgb("#1b1b1b"), hyphenate: false)
#let grey = rgb("#4a4a4a")
#let number = context align(right, text(9pt, fill: grey)[#counter(page).display("1 / 1", both: true)])
#set page(paper: "a4", margin: (x: 20mm, top: 16mm, bottom: 16mm), footer: number)
#set par(leading: 0.55em, spacing: 0.65em)
#set list(spacing: 0.6em)
#set enum(spacing: 0.7em)
#show heading.where(level: 1): set text(15pt)
#show heading.where(level: 2): set text(11.5pt)
#show heading: set block(above: 1.15em, below: 0.55em, sticky: true)
#let quiet(said) = text(9.5pt, fill: grey, said)
#let rule = line(length: 100%, stroke: 0.5pt + rgb("#555555"))
#let duty(said) = block(stroke: (left: 1.5pt + rgb("#555555")), inset: (left: 6pt, y: 2pt), above: 0.5em, below: 0.5em, said)

#let entry(item) = {
  if item.text != "" or item.label != "" { strong(item.title) } else { item.title }
  if item.label != "" [ (#item.label)]
  if item.text != "" { linebreak(); item.text }
  for said in item.duties { duty(said) }
  if item.sources != "" { linebreak(); quiet(item.sources) }
}
#let section(part) = if part.together {
  par[#strong(part.title + ".") #part.items.map(item => item.title).join(" ")]
} else {
  heading(level: 2, part.title)
  if part.intro != "" { par(part.intro) }
  if part.numbered { enum(..part.items.map(entry)) } else { list(..part.items.map(entry)) }
  if part.outro != "" { par(part.outro) }
}
#let sections(parts) = {
  let beside = parts.filter(part => part.balance)
  if beside.len() == 2 {
    v(0.4em)
    grid(columns: (1fr, 1fr), column-gutter: 8mm, ..beside.map(section))
  } else { for part in beside { section(part) } }
  for part in parts.filter(part => not part.balance) { section(part) }
}

#if it.motto != "" {
  emph(it.motto)
  rule
}
= #it.title
#if it.under != "" { par(strong(it.under)) }
#for said in it.banner { par(strong(said)) }
#for part in it.first { section(part) }
#for (label, said) in it.own { if label == "" { par(said) } else { par[#strong(label + ":") #said] } }
#sections(it.rest)
#rule
#quiet(it.closing)

#let branch(node) = {
  if node.role == "conclusion" { strong(node.text) } else { node.text }
  if node.children.len() > 0 { list(..node.children.map(branch)) }
}
#let small(title, lines) = {
  heading(level: 2, title)
  set text(9.5pt, fill: grey)
  list(..lines)
}
#if it.annex != none {
  pagebreak()
  heading(level: 1, it.annex.title)
  sections(it.annex.parts)
  if it.annex.picture != none {
    heading(level: 2, it.annex.picture.title)
    figure(image(bytes(it.annex.picture.svg), format: "svg", width: 100%, alt: it.annex.picture.told), supplement: none)
  }
  if it.annex.proofs.len() > 0 {
    heading(level: 2, it.annex.proof_title)
    set text(10pt)
    list(..it.annex.proofs.map(branch))
  }
  for each in it.annex.lists { small(each.title, each.lines) }
  rule
  quiet(it.annex.footer)
}
"""


def to_pdf(result: Result, language: Language, *, full: bool = False) -> bytes:
    """The page of a result as a PDF; `full` adds the annex. The same result gives the same bytes."""
    import typst  # only for who wants this: a large library

    sheet = sheet_of(result, language, full=full)
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
    page = sheet.page
    return {
        "language": sheet.language,
        "day": [int(part) for part in sheet.as_of.split("-")],
        "title": page.title,
        "file_title": phrases(sheet.language)(
            "result.title"
        ),  # the same for every result: nothing of a person in what a file says of itself
        "under": page.under_title,
        "motto": page.motto,
        "banner": list(page.banner),
        "own": [list(line) for line in page.own],
        "first": [_part(part) for part in page.first],
        "rest": [_part(part) for part in page.rest],
        "closing": page.footer,
        "annex": _annex(sheet.annex) if sheet.annex else None,
    }


def _annex(annex: Annex) -> dict[str, Any]:
    picture = annex.picture
    return {
        "title": annex.title,
        "parts": [_part(part) for part in annex.document.parts],
        "picture": {
            "title": annex.picture_title,
            "told": picture.told,
            "svg": to_svg(picture, font=FONT, labelled=False),
        }
        if picture
        else None,
        "proof_title": annex.proof_title,
        "proofs": [_branch(branch) for branch in annex.proofs],
        "lists": [{"title": each.title, "lines": list(each.lines)} for each in annex.lists],
        "footer": annex.document.footer,
    }


def _part(part: Part) -> dict[str, Any]:
    items = [
        {
            "title": item.title,
            "label": item.label,
            "text": item.text,
            "duties": list(item.duties),
            "sources": "; ".join(item.sources),
        }
        for item in part.items
    ]
    told = {"title": part.title, "intro": part.intro, "outro": part.outro, "numbered": part.numbered}
    drawn = {"together": part.id == "do_not", "balance": part.id in BALANCE}
    return told | drawn | {"items": items}


def _branch(branch: Branch) -> dict[str, Any]:
    return {"text": branch.text, "role": branch.role, "children": [_branch(child) for child in branch.children]}
