"""A dialogue, or the rules from facts to conclusions, as a graph: Mermaid, SVG, or a tree for the terminal."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from assistant.authoring.tally import words_of
from assistant.content import model as m
from assistant.content.mentions import facts_in
from assistant.content.model import Dialogue, Language, Pack
from assistant.content.questions import kind_of
from assistant.content.vocabulary import NUMBER, OBSERVED

WIDTH, HEIGHT, ACROSS, DOWN, MARGIN = 210, 44, 240, 78, 20
LABEL = 30


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


# ---------------------------------------------------------------- what is drawn


def dialogue_graph(dialogue: Dialogue, language: Language, marked: Collection[str] = ()) -> Graph:
    """Questions in their order, with conditions on the arrows, jumps and endings. `marked` are question ids."""
    nodes = [
        Node(q.id, f"{q.id}: {_short(q.ask.in_(language))}", kind_of(q).name, q.id in marked)
        for q in dialogue.questions
    ]
    edges: list[Edge] = []
    ends: dict[str, None] = {}
    questions = dialogue.questions
    for number, question in enumerate(questions):
        following = questions[number + 1].id if number + 1 < len(questions) else "complete"
        after = _next_always(questions, number)
        if following == "complete":
            ends["complete"] = None
        between = questions[number + 1] if number + 1 < len(questions) else None
        on = question.id in marked and (following in marked or following == "complete")
        edges.append(Edge(question.id, following, _if(between), on))
        if between is not None and (between.only_if or between.for_each):
            skips = question.id in marked and between.id not in marked and (after in marked or after == "complete")
            edges.append(Edge(question.id, after, "", skips))
            if after == "complete":
                ends["complete"] = None
        for option in question.options:
            if option.ends:
                ends[option.ends] = None
                edges.append(Edge(question.id, option.ends, option.id))
            elif option.next:
                edges.append(Edge(question.id, option.next, option.id))
    nodes += [Node(name, name, "end") for name in ends]
    return Graph(dialogue.title.in_(language), tuple(nodes), tuple(dict.fromkeys(edges)))


def _next_always(questions: tuple[m.Question, ...], number: int) -> str:
    """The next question that is always asked."""
    for question in questions[number + 1 :]:
        if not question.only_if and not question.for_each:
            return question.id
    return "complete"


def _if(question: m.Question | None) -> str:
    if question is None:
        return ""
    if question.for_each:
        return "for each"
    return " and ".join(words_of(one) for one in question.only_if)


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
                for kind, name, _, _ in facts_in(condition):
                    ref = f"{kind}:{name}"
                    nodes.setdefault(ref, Node(ref, ref, "fact" if kind in (*OBSERVED, NUMBER) else "conclusion"))
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
                for kind, name, _, _ in facts_in(condition):
                    ref = f"{kind}:{name}"
                    if ref not in seen:
                        seen.add(ref)
                        work.append(ref)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59].rstrip() + "…"


# ---------------------------------------------------------------- Mermaid


def to_mermaid(graph: Graph) -> str:
    """The graph as Mermaid text."""
    names = {node.id: f"n{number}" for number, node in enumerate(graph.nodes)}
    shapes = {"end": ('(["', '"])'), "rule": ('{{"', '"}}'), "conclusion": ('(["', '"])')}
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


def dialogue_tree(dialogue: Dialogue, language: Language, marked: Collection[str] = ()) -> str:
    """The dialogue as an indented list: sections, questions, conditions, and where answers lead."""
    lines = [f"{dialogue.title.in_(language)} ({dialogue.id})"]
    for section in dialogue.sections:
        lines.append(f"├─ {section.title.in_(language)}")
        for question in (q for q in dialogue.questions if q.section == section.id):
            mark = "●" if question.id in marked else "○"
            lines.append(f"│  {mark} {question.id} · {kind_of(question).name} · {_short(question.ask.in_(language))}")
            if condition := _if(question):
                lines.append(f"│      ? {condition}")
            for option in question.options:
                records = ", ".join(
                    f"{'' if g.state == 'present' else g.state + ' '}{g.kind}:{g.id}" for g in option.records
                )
                where = f" → {option.ends or option.next}" if option.ends or option.next else ""
                lines.append(f"│      {option.id}: {records or '-'}{where}")
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
                for kind, name, _, _ in facts_in(condition):
                    inner = f"{kind}:{name}"
                    if inner in giving and inner not in above and inner != ref and len(above) < 4:
                        yield from _branch(inner, giving, indent + "        ", marked, above | {ref})


def _condition(condition: m.Condition) -> Iterator[str]:
    if isinstance(condition, m.All | m.AnyOf | m.NoneOf):
        yield {"All": "all", "AnyOf": "any", "NoneOf": "none"}[type(condition).__name__] + " of"
        for inner in condition.of:
            yield from (f"  {line}" for line in _condition(inner))
    else:
        yield words_of(condition)
