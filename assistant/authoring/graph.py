"""A dialogue, or the rules from facts to conclusions, as a graph: Mermaid, SVG, or a tree for the terminal."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import islice

from assistant.authoring.course import TooMany, course
from assistant.authoring.script import Script
from assistant.content import model as m
from assistant.content.interface import phrases
from assistant.content.model import Dialogue, Language, Pack
from assistant.content.model.conditions import FILE, facts_in, in_words
from assistant.content.questions import kind_of
from assistant.content.vocabulary import NUMBER, OBSERVED, UNKNOWN

WIDTH, HEIGHT, ACROSS, DOWN, MARGIN = 210, 44, 240, 78, 20
LABEL = 30
WALKS = 4_000
MANY = 40
"""With more questions than this a conversation is drawn folded, one box a section, unless one asks otherwise."""


@dataclass(frozen=True)
class Node:
    """One box: its text, what kind it is, and whether it is marked."""

    id: str
    text: str
    kind: str
    marked: bool = False


@dataclass(frozen=True)
class Edge:
    """One arrow."""

    start: str
    end: str
    label: str = ""
    marked: bool = False


@dataclass(frozen=True)
class Graph:
    """Boxes and arrows, in a fixed order."""

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    whole: bool = True
    """Whether every arrow that there can be is drawn."""


# ---------------------------------------------------------------- what is drawn


@dataclass(frozen=True)
class Moves:
    """From which question a conversation can go where, with the answers that lead there; `whole` when these are all."""

    of: Mapping[tuple[str, str], frozenset[str]]
    whole: bool = True


def moves_of(script: Script) -> Moves:
    """Every move of the exact course; where that is too large, those of walked conversations."""
    try:
        return Moves(course(script).moves)
    except TooMany:
        pass
    seen: dict[tuple[str, str], frozenset[str]] = {}
    for path in islice(script.walks(random.Random(1), branches=4), WALKS):
        names = list(dict.fromkeys(key.partition("@")[0] for key, _ in path.answers))
        said = dict(path.answers)
        for name, to in zip(names, [*names[1:], path.ended], strict=True):
            answer = said.get(name)
            chosen = answer.chosen[:1] if answer and answer.chosen else (UNKNOWN,)
            seen[name, to] = seen.get((name, to), frozenset()) | frozenset(chosen)
    return Moves(seen, whole=False)


@dataclass(frozen=True)
class View:
    """What of a conversation is drawn: `fold` makes one box of each section that is not `opened`, `focus` keeps to one question."""

    fold: bool = False
    opened: Collection[str] = ()
    focus: str = ""


ALL = View()


def dialogue_graph(
    dialogue: Dialogue, moves: Moves, language: Language, marked: Collection[str] = (), view: View = ALL
) -> Graph:
    """Questions in their order, with an arrow for every move that can happen. `marked` are question ids."""
    sections = {section.id: section for section in dialogue.sections}
    box: dict[str, str] = {}
    nodes: dict[str, Node] = {}
    for question in dialogue.questions:
        folded = view.fold and question.section not in view.opened
        name = box[question.id] = f"section:{question.section}" if folded else question.id
        if folded:
            number = sum(1 for each in dialogue.questions if each.section == question.section)
            on = any(each.section == question.section and each.id in marked for each in dialogue.questions)
            nodes[name] = Node(name, f"{sections[question.section].title.in_(language)} ({number})", "section", on)
        else:
            text = f"{question.id}: {_short(question.ask.in_(language))}"
            nodes[name] = Node(name, text, kind_of(question).name, question.id in marked)
    edges: dict[tuple[str, str], Edge] = {}
    for (start, end), options in moves.of.items():
        first, second = box[start], box.get(end, end)
        if first == second or (view.focus and view.focus not in (start, end)):
            continue
        nodes.setdefault(second, Node(second, second, "end"))
        on = start in marked and (end in marked or end == "complete")
        label = "" if first.startswith("section:") else _label(dialogue.by_id[start], end, options, moves, language)
        old = edges.get((first, second))
        edges[first, second] = Edge(first, second, old.label if old else label, on or (old is not None and old.marked))
    kept = {name for pair in edges for name in pair} if view.focus else set(nodes)
    shown = tuple(node for node in nodes.values() if node.id in kept or node.id == view.focus)
    return Graph(dialogue.title.in_(language), shown, tuple(edges.values()), moves.whole)


def _label(question: m.Question, end: str, options: frozenset[str], moves: Moves, language: Language) -> str:
    """Which answers lead there, in words that fit on an arrow; nothing where all do, or where no single answer decides it."""
    kind = kind_of(question)
    if not kind.chooses or kind.repeated:
        return ""
    if kind.several or question.choose_from:
        meant = [option for option in question.options if end in (option.ends, option.next)]
    else:
        every = frozenset().union(*(some for (start, _), some in moves.of.items() if start == question.id))
        if options == every:
            return ""
        meant = [option for option in question.options if option.id in options]
    words = phrases(language)
    said = [
        option.label.in_(language).rstrip(".") or words.texts.get(f"answer.{option.id}", option.id) for option in meant
    ]
    if not kind.several and UNKNOWN in options:
        said.append(words("answer.unknown").rstrip("."))
    more = f" +{len(said) - 2}" if len(said) > 2 else ""
    return ", ".join(_cut(each, 20 if len(said) > 1 else 36) for each in said[:2]) + more


def rules_graph(pack: Pack, about: str = "", marked: Collection[str] = ()) -> Graph:
    """Facts, rules and conclusions. With `about` (KIND:ID) only what that rests on; `marked` are rule ids."""
    rules = [*_below(pack, about)] if about else list(pack.rules)
    nodes: dict[str, Node] = {}
    edges: dict[Edge, None] = {}
    for rule in rules:
        on = rule.id in marked
        nodes[f"rule:{rule.id}"] = Node(f"rule:{rule.id}", rule.id, "rule", on)
        for negative, conditions in ((False, rule.when), (True, rule.unless)):
            for condition in conditions:
                for fact in facts_in(condition):
                    ref = str(fact)
                    nodes.setdefault(ref, Node(ref, ref, "fact" if fact.kind in (*OBSERVED, NUMBER) else "conclusion"))
                    edges[
                        Edge(ref, f"rule:{rule.id}", "not" if negative or isinstance(condition, m.NoneOf) else "", on)
                    ] = None
        for then in rule.then:
            nodes.setdefault(str(then), Node(str(then), str(then), "conclusion"))
            edges[Edge(f"rule:{rule.id}", str(then), "", on)] = None
    return Graph(about or "rules", tuple(nodes.values()), tuple(edges))


def _below(pack: Pack, about: str) -> Iterator[m.Rule]:
    giving: dict[str, list[m.Rule]] = {}
    for rule in pack.rules:
        for then in rule.then:
            giving.setdefault(str(then), []).append(rule)
    work, seen = [about], {about}
    done: set[str] = set()
    while work:
        for rule in giving.get(work.pop(), ()):
            if rule.id in done:
                continue
            done.add(rule.id)
            yield rule
            for condition in (*rule.when, *rule.unless):
                for ref in map(str, facts_in(condition)):
                    if ref not in seen:
                        seen.add(ref)
                        work.append(ref)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59].rstrip() + "…"


# ---------------------------------------------------------------- Mermaid


def to_mermaid(graph: Graph) -> str:
    """The graph as Mermaid text."""
    names = {node.id: f"n{number}" for number, node in enumerate(graph.nodes)}
    shapes = {"section": ('[["', '"]]'), "end": ('(["', '"])'), "rule": ('{{"', '"}}'), "conclusion": ('(["', '"])')}
    lines = ["flowchart TD"]
    for node in graph.nodes:
        before, after = shapes.get(node.kind, ('["', '"]'))
        lines.append(f"  {names[node.id]}{before}{_mermaid(node.text)}{after}")
    for edge in graph.edges:
        if edge.start in names and edge.end in names:
            arrow = "==>" if edge.marked else "-->"
            label = f'|"{_mermaid(edge.label)}"|' if edge.label else ""
            lines.append(f"  {names[edge.start]} {arrow}{label} {names[edge.end]}")
    lines.append("  classDef marked stroke-width:4px")
    if marked := [names[node.id] for node in graph.nodes if node.marked]:
        lines.append(f"  class {','.join(marked)} marked")
    return "\n".join(lines) + "\n"


def _mermaid(text: str) -> str:
    for character, code in (("#", "#35;"), ('"', "#quot;"), ("<", "#lt;"), (">", "#gt;"), ("\n", " ")):
        text = text.replace(character, code)
    return text


# ---------------------------------------------------------------- SVG


def to_svg(graph: Graph) -> str:
    """The graph in layers, as SVG without scripts: every arrow goes down from one layer to a later one."""
    places = _places(graph)
    width = max((x for x, _ in places.values()), default=0) + WIDTH + MARGIN
    height = max((y for _, y in places.values()), default=0) + HEIGHT + MARGIN
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'role="img" font-family="sans-serif" font-size="11">',
        f"<title>{escape(graph.title)}</title>",
        '<defs><marker id="a" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0L8 4L0 8z"/></marker></defs>',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for edge in graph.edges:
        if edge.start in places and edge.end in places:
            (x1, y1), (x2, y2) = places[edge.start], places[edge.end]
            x1, y1, x2 = x1 + WIDTH // 2, y1 + HEIGHT, x2 + WIDTH // 2
            bend = 0 if y2 - y1 < DOWN and x1 == x2 else 24
            path = f"M{x1} {y1}C{x1 + bend * 5} {y1 + 30} {x2 + bend * 5} {y2 - 30} {x2} {y2}"
            stroke = 3 if edge.marked else 1
            dash = ' stroke-dasharray="4 3"' if edge.label == "not" else ""
            lines.append(
                f'<path d="{path}" fill="none" stroke="#444" stroke-width="{stroke}"{dash} marker-end="url(#a)"/>'
            )
            if edge.label:
                x, y = (x1 + x2) // 2 + bend * 3 + 4, (y1 + y2) // 2
                lines.append(f'<text x="{x}" y="{y}" fill="#333">{escape(_cut(edge.label, 44))}</text>')
    for node in graph.nodes:
        x, y = places[node.id]
        round_ = {"end": 20, "conclusion": 20, "rule": 0}.get(node.kind, 6)
        stroke = 3 if node.marked else 1
        lines.append(f"<g><title>{escape(node.text)}</title>")
        lines.append(
            f'<rect x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" rx="{round_}" '
            f'fill="{"#e8eef7" if node.marked else "#f7f7f5"}" stroke="#333" stroke-width="{stroke}"/>'
        )
        first, rest = _two(node.text)
        lines.append(f'<text x="{x + 8}" y="{y + (18 if rest else 26)}">{escape(first)}</text>')
        if rest:
            lines.append(f'<text x="{x + 8}" y="{y + 34}">{escape(rest)}</text>')
        lines.append("</g>")
    return "\n".join([*lines, "</svg>"]) + "\n"


def _places(graph: Graph) -> dict[str, tuple[int, int]]:
    """Top left of every box: as far down as the longest way to it; across by the middle of what leads to it."""
    names = [node.id for node in graph.nodes]
    into: dict[str, list[str]] = {name: [] for name in names}
    for edge in graph.edges:
        if edge.start in into and edge.end in into:
            into[edge.end].append(edge.start)
    layer: dict[str, int] = {}

    def depth(name: str, on_way: frozenset[str]) -> int:
        if name not in layer:
            above = [depth(other, on_way | {name}) for other in into[name] if other not in on_way | {name}]
            layer[name] = max(above, default=-1) + 1
        return layer[name]

    for name in names:
        depth(name, frozenset())
    rows: dict[int, list[str]] = {}
    for name in names:
        rows.setdefault(layer[name], []).append(name)
    column: dict[str, float] = {}
    for number in sorted(rows):
        row = rows[number]

        def middle(name: str) -> float:
            known = [column[other] for other in into[name] if other in column]
            return sum(known) / len(known) if known else 0.0

        row.sort(key=lambda name: (middle(name), names.index(name)))
        for position, name in enumerate(row):
            column[name] = float(position)
    return {name: (MARGIN + int(column[name]) * ACROSS, MARGIN + layer[name] * DOWN) for name in names}


def _two(text: str) -> tuple[str, str]:
    """A text over two lines."""
    if len(text) <= LABEL:
        return text, ""
    cut = text.rfind(" ", 0, LABEL + 1)
    cut = cut if cut > 0 else LABEL
    return text[:cut], _cut(text[cut:].strip(), LABEL)


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


# ---------------------------------------------------------------- for the terminal


def dialogue_tree(
    dialogue: Dialogue, moves: Moves, language: Language, marked: Collection[str] = (), view: View = ALL
) -> str:
    """The dialogue as an indented list: sections, questions, conditions, where answers lead, and what can come next."""
    lines = [f"{dialogue.title.in_(language)} ({dialogue.id})"]
    for section in dialogue.sections:
        inside = [q for q in dialogue.questions if q.section == section.id]
        folded = view.fold and section.id not in view.opened
        lines.append(f"├─ {section.title.in_(language)}" + (f" ({len(inside)})" if folded else ""))
        for question in () if folded else inside:
            if view.focus not in ("", question.id):
                continue
            mark = "●" if question.id in marked else "○"
            lines.append(f"│  {mark} {question.id} · {kind_of(question).name} · {_short(question.ask.in_(language))}")
            if condition := " and ".join(in_words(one, FILE) for one in question.only_if):
                lines.append(f"│      ? {condition}")
            for option in question.options:
                records = ", ".join(
                    f"{'' if g.state == 'present' else g.state + ' '}{g.kind}:{g.id}" for g in option.records
                )
                where = f" → {option.ends or option.next}" if option.ends or option.next else ""
                lines.append(f"│      {option.id}: {records or '-'}{where}")
            before = [start for start, end in moves.of if end == question.id]
            after = [end for start, end in moves.of if start == question.id]
            lines.append(f"│      ← {', '.join(before) or '-'}")
            lines.append(f"│      → {', '.join(after) or '-'}")
    return "\n".join([*lines, "└─ complete"]) + "\n"


def rules_tree(pack: Pack, about: Iterable[str], marked: Collection[str] = ()) -> str:
    """Each conclusion with the rules that give it, and below each what it needs, down to what is observed."""
    giving: dict[str, list[m.Rule]] = {}
    for rule in pack.rules:
        for then in rule.then:
            giving.setdefault(str(then), []).append(rule)
    lines: list[str] = []
    for ref in about:
        lines += _branch(ref, giving, "", marked, frozenset())
    return "\n".join(lines) + "\n"


def _branch(
    ref: str, giving: Mapping[str, list[m.Rule]], indent: str, marked: Collection[str], above: frozenset[str]
) -> Iterator[str]:
    yield f"{indent}{ref}"
    for rule in giving.get(ref, ()):
        yield f"{indent}  {'●' if rule.id in marked else '○'} {rule.id}"
        for word, conditions in (("", rule.when), ("unless ", rule.unless)):
            for condition in conditions:
                for line in _condition(condition):
                    yield f"{indent}      {word}{line}"
                for inner in map(str, facts_in(condition)):
                    if inner in giving and inner not in above and inner != ref and len(above) < 4:
                        yield from _branch(inner, giving, indent + "        ", marked, above | {ref})


def _condition(condition: m.Condition) -> Iterator[str]:
    if isinstance(condition, m.Group):
        yield f"{condition.word} of"
        for inner in condition.of:
            yield from (f"  {line}" for line in _condition(inner))
    else:
        yield in_words(condition, FILE)
