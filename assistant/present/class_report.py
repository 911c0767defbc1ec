"""The report of a class as Markdown and as one HTML page, both from the same blocks: enough to run a debrief from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape as escape_html

from assistant.content.interface import Phrases, phrases
from assistant.content.model import Language
from assistant.present.class_numbers import Measure
from assistant.present.class_view import CaseView, ClassView, Question
from assistant.report.html import STYLE
from assistant.report.markdown import escape

BAR = 10
PAGE = '<div style="page-break-after: always"></div>'
_CSS = """
table { border-collapse: collapse; width: 100%; margin: 0.6em 0; font-size: 0.9375rem; }
th, td { text-align: left; vertical-align: top; padding: 0.15em 0.6em 0.15em 0; border-bottom: 1px solid #cccccc; }
.box { list-style: none; margin-left: -1.2em; }
.bar { font-family: monospace; white-space: pre; }
.wide { overflow-x: auto; }
@media print { .wide { overflow-x: visible; } h1, h2, h3 { break-after: avoid; } li, tr, p { break-inside: avoid; } }
"""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a report. `kind` is h1, h2, h3, p, ul, ol, table or page (a new one); `rows` are its items: a bold lead and
    a text, or cells. A paragraph may have a bold `lead`.
    """

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    lead: str = ""


def class_blocks(view: ClassView, language: Language) -> list[Block]:
    """The whole report: in plain words first, and every number with its interval in an annex on a page of its own."""
    words = phrases(language, "class")
    out = [Block("h1", words("title")), *(Block("p", told) for told in view.told)]
    if not view.cases:
        return out
    out += [Block("h2", words("first")), Block("p", words("first.intro"))]
    for place, one in enumerate(view.first, 1):
        out += [Block("h3", f"{place}. {case_title(one)}"), Block("ul", rows=tuple(("", told) for told in one.why))]
        out += _questions(one.questions, words)
    out += [Block("h2", words("numbers")), _in_words(view.measures), Block("p", words("caution"))]
    if view.confused:
        out += [Block("h2", words("confused")), Block("p", words("confused.intro"))]
        out.append(Block("ul", rows=tuple(("", told) for told in view.confused)))
    if view.gaps:
        out += [Block("h2", words("gaps")), Block("p", words("gaps.intro"))]
        for gap in view.gaps:
            out += [Block("h3", gap.title), Block("ul", rows=tuple(("", told) for told in gap.variants))]
            out += [_in_words(gap.measures), Block("p", gap.question)]
    out += [Block("h2", words("cases")), Block("p", words("legend"))]
    for one in view.cases:
        out += _case(one, words, annexed=True)
    return [*out, *_card(view.card), *_annex(view, words)]


def hands_blocks(one: CaseView, card: Sequence[str], language: Language) -> list[Block]:
    """One case with hands counted in a room."""
    words = phrases(language, "class")
    out = [Block("h1", one.title), Block("p", words("hands", number=one.people))]
    if not one.shown:
        return [*out, Block("p", words("nothing", smallest=5))]
    return [*out, *_case(one, words), *_questions(one.questions, words), *_card(card)]


def room_blocks(views: Sequence[CaseView], card: Sequence[str], language: Language) -> list[Block]:
    """The stories that were played in one room, from what was shown of them there."""
    words = phrases(language, "class")
    out = [Block("h1", words("title"))]
    if not views:
        return [*out, Block("p", words("nothing", smallest=5))]
    out += [Block("h2", words("cases")), Block("p", words("legend"))]
    for one in views:
        out += [*_case(one, words), *_questions(one.questions, words)]
    return [*out, *_card(card)]


def case_title(one: CaseView) -> str:
    """The title of a case with what tells it from its variants."""
    return f"{one.title} ({one.variant})" if one.variant else one.title


def _questions(questions: Sequence[Question], words: Phrases) -> list[Block]:
    if not questions:
        return []
    return [
        Block("p", words("questions") + ":"),
        Block("ol", rows=tuple((f"{each.name}.", each.ask) for each in questions)),
    ]


def _measures(measures: Iterable[Measure]) -> Block:
    return Block("ul", rows=tuple((f"{each.name} {each.told}".strip() + ".", each.meaning) for each in measures))


def _in_words(measures: Iterable[Measure]) -> Block:
    """What the numbers mean, without the numbers."""
    return Block("ul", rows=tuple(("", each.meaning) for each in measures if each.meaning))


def _annex(view: ClassView, words: Phrases) -> list[Block]:
    """Every number with its interval."""
    out = [Block("page"), Block("h2", words("annex")), Block("p", words("annex.intro")), _measures(view.measures)]
    for gap in view.gaps:
        out += [Block("h3", gap.title), _measures(gap.measures)]
    for one in view.cases:
        if one.agreement:
            out += [Block("h3", case_title(one)), _measures(one.agreement)]
    return out


def _card(card: Sequence[str]) -> list[Block]:
    return [Block("h2", card[0]), *(Block("p", line) for line in card[1:])]


def _case(one: CaseView, words: Phrases, *, annexed: bool = False) -> list[Block]:
    """The heat map of one case, how much people agreed (in words when the numbers stand in an annex), and what they chose."""
    people = words("screen.people", number=one.people)
    out = [Block("h3", f"{case_title(one)} – {one.id}, {people}")]
    heads = ("point", "type", "yes", "no", "picture", "agreement", "text")
    rows = [tuple(words(f"head.{head}") for head in heads)]
    for cell in one.cells:
        full = round(BAR * cell.yes / cell.people) if cell.people else 0
        kind = f"{cell.type} ⚠" if cell.warn else cell.type
        bar = "█" * full + "·" * (BAR - full)
        rows.append((str(cell.number), kind, str(cell.yes), str(cell.no), bar, cell.agreed, _short(cell.text)))
    out.append(Block("table", rows=tuple(rows)))
    if one.agreement:
        out.append((_in_words if annexed else _measures)(one.agreement))
        if one.worst:
            out.append(Block("p", words("worst", numbers=", ".join(map(str, one.worst)))))
    chosen = []
    for votes in one.votes:
        told = [
            f"{row.name}: {row.number}{f' ({row.verdict})' if row.verdict else ''}" for row in votes.rows if row.number
        ]
        if told:
            chosen.append((f"{votes.title}:", "; ".join(told)))
    return [*out, Block("ul", rows=tuple(chosen))] if chosen else out


def _short(text: str) -> str:
    return text if len(text) <= 70 else text[:69].rstrip() + "…"


# ---------------------------------------------------------------- Markdown


def to_markdown(blocks: Iterable[Block]) -> str:
    """The blocks as Markdown, every text literal."""
    return "\n".join(line for block in blocks for line in [*_markdown(block), ""]).rstrip() + "\n"


def _markdown(block: Block) -> list[str]:
    if block.kind.startswith("h"):
        return [f"{'#' * int(block.kind[1])} {escape(block.text)}"]
    if block.kind == "page":
        return [PAGE]
    if block.kind == "p":
        return [" ".join(part for part in (_bold(block.lead), escape(block.text)) if part)]
    if block.kind == "table":
        head, *rows = block.rows
        lines = [f"| {' | '.join(map(escape, head))} |", "|" + "---|" * len(head)]
        return [*lines, *(f"| {' | '.join(map(escape, row))} |" for row in rows)]
    marks = (f"{n}." if block.kind == "ol" else "-" for n in range(1, len(block.rows) + 1))
    return [
        " ".join(part for part in (mark, _bold(lead), escape(text)) if part)
        for mark, (lead, text) in zip(marks, block.rows, strict=True)
    ]


def _bold(lead: str) -> str:
    return f"**{escape(lead).replace('**', '')}**" if lead else ""


# ---------------------------------------------------------------- HTML


def to_html(blocks: Sequence[Block], language: Language) -> str:
    """The blocks as one page: no script, nothing from outside, fit for print and for a screen reader."""
    title = escape_html(blocks[0].text)
    return "\n".join(
        [
            f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta name="robots" content="noindex">\n<title>{title}</title>',
            f"<style>\n{STYLE}{_CSS}</style>\n</head>\n<body>\n<main>",
            *map(_html, blocks),
            "</main>\n</body>\n</html>\n",
        ]
    )


def _html(block: Block) -> str:
    if block.kind == "table":
        head, *rows = block.rows
        top = "".join(f'<th scope="col">{escape_html(cell)}</th>' for cell in head)
        body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
        table = f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
        named = escape_html(", ".join(filter(None, head)))
        return f'<div class="wide" role="group" tabindex="0" aria-label="{named}">{table}</div>'
    if block.kind in ("ul", "ol"):
        items = (f"<li{_box(text)}>{_lead(lead)}{escape_html(text)}</li>" for lead, text in block.rows)
        return f"<{block.kind}>{''.join(items)}</{block.kind}>"
    if block.kind == "page":
        return PAGE
    return f"<{block.kind}>{_lead(block.lead)}{escape_html(block.text)}</{block.kind}>"


def _box(text: str) -> str:
    return ' class="box"' if text.startswith("☐") else ""


def _lead(lead: str) -> str:
    return f"<strong>{escape_html(lead)}</strong> " if lead else ""


def _cell(cell: str) -> str:
    bar = ' class="bar"' if cell.startswith(("█", "·")) else ""
    return f"<td{bar}>{escape_html(cell)}</td>"
