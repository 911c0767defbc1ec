"""What the screens of a class show, as lines: the pages about the whole group, and the steps of one case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from assistant.content.interface import Phrases
from assistant.practice.classroom import SMALLEST
from assistant.present.class_numbers import Measure
from assistant.present.class_view import SHADES, CaseView, CellRow, ClassView, Question, Votes
from assistant.present.practice.key import KeyView
from assistant.tui.classroom.paper import BLANK, Line, paragraphs, prose, title
from assistant.tui.text import wrap

BOX = 4
BAR = 12
QUESTION_WIDTH = 52


# ---------------------------------------------------------------- the whole group


def measures(found: Iterable[Measure], width: int) -> list[Line]:
    """Each number with its interval, and under it what it means."""
    lines: list[Line] = []
    for each in found:
        lines += [BLANK] if lines else []
        lines += prose(f"{each.name}  {each.told}".rstrip(), width, "bold")
        lines += prose(each.meaning, width, mark="  ")
    return lines


def numbers_page(view: ClassView, words: Phrases, width: int) -> list[Line]:
    """What the group noticed."""
    return [*measures(view.measures, width), BLANK, *prose(words("caution"), width, "quiet")]


def confused_page(view: ClassView, words: Phrases, width: int) -> list[Line]:
    """Trigger factors that get mixed up, most often first."""
    if not view.confused:
        return prose(words("confused.none"), width)
    return [*prose(words("confused.intro"), width, "bold"), BLANK, *paragraphs(view.confused, width, "- ")]


def gaps_page(view: ClassView, words: Phrases, width: int) -> list[Line]:
    """The same conduct with another story around it: a question for the talk."""
    lines = prose(words("gaps.intro"), width)
    if not view.gaps:
        return [*lines, BLANK, *prose(words("gaps.none"), width)]
    for gap in view.gaps:
        lines += [*title(gap.title, width), *paragraphs(gap.variants, width, "- "), BLANK]
        lines += [*measures(gap.measures, width), BLANK, *prose(gap.question, width, "bold")]
    return lines


def card_page(card: Sequence[str], width: int) -> list[Line]:
    """The base rates, title left out."""
    return paragraphs(card[1:], width)


def case_preview(one: CaseView, words: Phrases, width: int) -> list[Line]:
    """Why to talk about this case, and where people differ."""
    lines = [*paragraphs(one.why, width, "- "), BLANK] if one.why else []
    lines += heat_map(one, words, width)
    if one.worst:
        lines += [BLANK, *prose(words("worst", numbers=", ".join(map(str, one.worst))), width)]
    return lines


# ---------------------------------------------------------------- one case


def story_page(one: CaseView, words: Phrases, width: int) -> list[Line]:
    """The vignette with its numbered points, and nothing of the key."""
    lines: list[Line] = []
    for part in one.story:
        lines += [BLANK] if lines else []
        lines += prose(part.text, width, mark=f"{f'[{part.number}]':<5}" if part.number else "     ")
    return [*lines, BLANK, *prose(words("case.story.ask"), width, "bold")]


def choices_page(one: CaseView, words: Phrases, width: int) -> list[Line]:
    """What the group chose, without the key: heat map, labels, step, partner, and how much people agree."""
    if not one.shown:
        return prose(words("case.hidden", smallest=SMALLEST), width)
    lines = [*prose(words("case.choices.ask"), width, "bold"), BLANK, *heat_map(one, words, width), BLANK]
    if one.worst:
        cells = {cell.number: cell for cell in one.cells}
        lines += prose(words("worst", numbers=", ".join(map(str, one.worst))), width, "bold")
        lines += [line for n in one.worst for line in prose(cells[n].text, width, mark=f"{n:>3}  ")]
    for votes in one.votes:
        lines += _bars(votes, one, width, key=False)
    if one.agreement:
        lines += [*title(words("agreement"), width), *measures(one.agreement, width)]
    return lines


def heat_map(one: CaseView, words: Phrases, width: int) -> list[Line]:
    """Point by choice: a box per choice, the fuller the more people, with the number beside it."""
    heads = [words(f"case.head.{name}") for name in ("yes", "no")]
    columns = [max(BOX + 4, cell_len(head)) + 2 for head in heads]
    agreed = words("head.agreement")
    before = 5 + sum(columns) + max(5, cell_len(agreed)) + 2
    head = " " * 5 + "".join(f"{text:<{room}}" for text, room in zip(heads, columns, strict=True)) + agreed
    lines: list[Line] = [((head, "bold"),)]
    for cell in one.cells:
        boxes = "".join(f"{_box(cell, matters):<{room}}" for matters, room in zip((True, False), columns, strict=True))
        told = f"{cell.number:>3}  {boxes}{cell.agreed:>{max(5, cell_len(agreed))}}  "
        lines.append(((told, ""), (_cut(cell.text, width - before), "quiet")))
    shades = f"{SHADES[0]} {words('case.nobody')}, {SHADES[1:-1]}, {SHADES[-1]} {words('case.everybody')}"
    return [*lines, BLANK, *prose(words("case.legend", shades=shades), width, "quiet")]


def _box(cell: CellRow, matters: bool) -> str:
    if not cell.people:
        return " " * BOX + "   -"
    return f"{cell.shade(matters) * BOX} {cell.yes if matters else cell.no:>3}"


def _cut(text: str, room: int) -> str:
    return text if cell_len(text) <= room else text[: max(0, room - 1)].rstrip() + "…"


def _bars(votes: Votes, one: CaseView, width: int, *, key: bool) -> list[Line]:
    """Each choice with how many made it, as a bar and a number, where that may be shown; with the key also what that says."""
    rows = [row for row in votes.rows if row.number or (key and row.verdict)]
    lines: list[Line] = []
    for row in rows:
        full = min(BAR, -(-BAR * row.number // max(1, one.people)))
        mark = f"{'█' * full}{'·' * (BAR - full)} {row.number:>3}  " if one.shown else "- "
        told = f"{row.name} ({row.verdict})" if key and row.verdict else row.name
        lines += prose(told, width, "" if row.number or not one.shown else "quiet", mark)
    return [*title(votes.title, width), *lines] if lines else []


def key_page(one: CaseView, key: KeyView, words: Phrases, width: int, *, sources: bool = False) -> list[Line]:
    """The key beside what the group chose: danger first, every point with its reason, then labels, steps and partners."""
    lines = prose(words("case.key.ask"), width, "bold")
    acute = [cell for cell in one.cells if cell.acute]
    for head, cells in (("case.key.acute", acute), ("case.key.others", [c for c in one.cells if not c.acute])):
        if cells:
            lines += title(words(head), width)
            for place, cell in enumerate(cells):
                lines += [BLANK] if place else []
                lines += _keyed(cell, words, width, sources=sources)
    for votes in one.votes:
        if any(row.verdict for row in votes.rows):
            lines += _bars(votes, one, width, key=True)
    for label, names in (("signals", key.signals), ("inquiries", key.inquiries)):
        if names:
            lines += [*title(words(f"case.{label}"), width), *paragraphs(names, width, "- ")]
    return lines


def _keyed(cell: CellRow, words: Phrases, width: int, *, sources: bool) -> list[Line]:
    parts = [cell.type]
    if cell.people:
        parts.append(words("case.key.count", part=cell.yes, whole=cell.people))
    if cell.warn:
        parts.append(f"⚠ {cell.warn}")
    lines = prose("; ".join(parts), width, "bold", f"{cell.number:>3}  ")
    lines += [*prose(cell.text, width, "quiet", "     "), *prose(cell.why, width, mark="     ")]
    for source in cell.sources if sources else ():
        lines += prose(words("case.source", source=source), width, "quiet", "     ")
    return lines


def question_page(question: Question, words: Phrases, width: int, height: int) -> list[Line]:
    """One question, with room around it: to be read from the back of the room."""
    room = min(QUESTION_WIDTH, width - 4)
    asked = [line for text in _sentences(question.ask) for line in [*wrap(text, room), ""]][:-1]
    rule = "━" * room
    block = [rule, "", *asked, "", rule]
    left = " " * max(0, (width - room) // 2)
    above = max(0, (height - len(block) - 2) // 3)
    lines: list[Line] = [BLANK] * above
    lines += [((left + question.name, "quiet"),)]
    return [*lines, *(((left + line, "bold"),) if line else BLANK for line in block)]


def _sentences(text: str) -> list[str]:
    """The sentences of a question, so that each starts on a line of its own."""
    found, start = [], 0
    for place, character in enumerate(text):
        if character in "?!." and text[place + 1 : place + 2] in ("", " "):
            found.append(text[start : place + 1].strip())
            start = place + 1
    return [each for each in (*found, text[start:].strip()) if each]
