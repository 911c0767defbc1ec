"""A pack that extends another: its files beside those of the other, its questions inside the other's conversations.

`knowledge/pack.yaml` says `pack: {extends: triggerfactoren_nl, …}`; a dialogue file says `extends: self_check`, `after: QUESTION` and
`questions: […]`. The result is a folder like any other, so everything that reads packs can read it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib.resources.abc import Traversable

from assistant.authoring.overlay import Overlay
from assistant.content.files import MAX_FILE_BYTES, TEST_FOLDERS, read_files
from assistant.content.nodes import Map, Scalar, Seq
from assistant.content.reader import Fields, Notes
from assistant.content.source import parse
from assistant.errors import Finding, InputError, Place

Find = Callable[[str], Traversable | None]
Origin = tuple[str, int, int]
PACK = "knowledge/pack.yaml"
DEEPEST = 4


def base_of(root: Traversable) -> str:
    """The id of the pack that this one extends; empty when it stands on its own."""
    info = _info(root)
    value = info.entries.get("extends") if info else None
    return value.value if isinstance(value, Scalar) else ""


def id_of(root: Traversable) -> str:
    """The id a pack gives itself."""
    info = _info(root)
    value = info.entries.get("id") if info else None
    return value.value if isinstance(value, Scalar) else ""


def version_of(root: Traversable) -> str:
    """The version a pack gives itself in knowledge/pack.yaml; empty when it gives none there."""
    info = _info(root)
    value = info.entries.get("version") if info else None
    return value.value if isinstance(value, Scalar) else ""


def _info(root: Traversable) -> Map | None:
    place = root.joinpath("knowledge", "pack.yaml")
    if not place.is_file():
        return None
    nodes, _ = parse(place.read_bytes(), PACK)
    node = nodes[0].entries.get("pack") if nodes and isinstance(nodes[0], Map) else None
    return node if isinstance(node, Map) else None


@dataclass(frozen=True)
class Extended(Overlay):
    """A pack with what it extends. `origins` says of every line of a changed file where it comes from: file, line, and how much
    further to the right it now stands; `sources` has the files that its own lines come from.
    """

    origins: Mapping[str, tuple[Origin, ...]] = field(default_factory=dict)
    sources: Mapping[str, list[str]] = field(default_factory=dict)
    own: Traversable | None = None
    """The folder of the pack itself."""

    def place(self, place: Place) -> Place:
        """Where something stands in the files as they were written."""
        lines = self.origins.get(place.file, ())
        if not 0 < place.line <= len(lines):
            return place
        file, line, shift = lines[place.line - 1]
        return Place(file, line, max(1, place.column - shift))

    def wrote(self, place: Place) -> bool:
        """Whether this pack itself wrote what stands there, and not the pack it extends."""
        if place.file in self.origins:
            return self.place(place).file in self.sources
        return place.file in self.over


def placed(root: Traversable, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with places in the files as they were written, for a pack that extends another; without notes on the other."""
    if not isinstance(root, Extended):
        return tuple(findings)
    told = [each for each in findings if each.severity != "note" or root.wrote(each.place)]
    return tuple(
        replace(each, place=root.place(each.place), also=root.place(each.also) if each.also else None) for each in told
    )


def theirs_by_them(root: Traversable, findings: Iterable[Finding]) -> Iterator[Finding]:
    """What is said of keys of cases, each judged by the rules of the pack that it stands in.

    What this pack adds to a case of the pack that it extends is no mistake of anybody: it becomes one note for each thing that is added.
    """
    added: dict[str, list[str]] = {}
    for finding in findings:
        if not isinstance(root, Extended) or not finding.code.startswith("case/key-") or root.wrote(finding.place):
            yield finding
        elif finding.severity == "error":
            added.setdefault(finding.values.get("word", ""), []).append(finding.place.file.rpartition("/")[2])
    for word, cases in added.items():
        names = ", ".join(dict.fromkeys(name.rpartition(".")[0] for name in cases))
        yield Finding("case/extended", Place(PACK, 1, 1), {"word": word, "cases": names}, severity="note")


def own_folder(root: Traversable) -> Traversable:
    """The folder of the pack itself, without what it extends."""
    return root.own if isinstance(root, Extended) and root.own is not None else root


def mine(root: Traversable, place: Place) -> bool:
    """Whether what stands there was written in this pack itself; in one that extends nothing everything was."""
    return not isinstance(root, Extended) or root.wrote(place)


def lines_of(root: Traversable) -> Mapping[str, list[str]]:
    """The lines of files that a pack was put together from and that are not in it themselves."""
    return root.sources if isinstance(root, Extended) else {}


def extended(root: Traversable, find: Find, depth: int = 0) -> Traversable:
    """The pack in `root` with what it extends; `root` itself when it extends nothing. `find` gives the folder of a pack by its id.

    Raises InputError when the other pack or a named question is not there.
    """
    name = base_of(root)
    if not name:
        return root
    base = find(name)
    if base is None or depth >= DEEPEST or name == id_of(root):
        raise InputError([Finding("extend/pack", Place(PACK), {"word": name})])
    whole = extended(base, find, depth + 1)
    own = {path: data for _, path, data in read_files(root)[0]}
    theirs = {path: data for _, path, data in read_files(whole)[0]}
    over: dict[str, bytes] = {}
    origins: dict[str, list[Origin]] = {}
    sources: dict[str, list[str]] = {}
    notes = Notes()
    for path, data in own.items():
        nodes, problems = parse(data, path)
        tree = nodes[0] if nodes and isinstance(nodes[0], Map) else None
        if path == PACK:
            over[PACK] = _without_extends(data)
        elif not problems and tree and path.startswith("dialogues/") and "extends" in tree.entries:
            sources[path] = data.decode("utf-8-sig").splitlines()
            _insert(Fields(tree, notes), data, theirs, over, origins)
        else:
            over[_free(path, theirs, id_of(root))] = data
    if notes.findings:
        raise InputError(notes.findings)
    for path, data in _tests(root):
        taken = whole.joinpath(*path.split("/")).is_file()
        over[_free(path, {path: b""} if taken else {}, id_of(root))] = data
    return Extended(whole, over, "", {path: tuple(lines) for path, lines in origins.items()}, sources, root)


def _tests(root: Traversable) -> Iterator[tuple[str, bytes]]:
    """The test files of the pack itself, which stand beside those of the other."""
    for folder in TEST_FOLDERS:
        place = root.joinpath(*folder.split("/"))
        for file in sorted(place.iterdir(), key=lambda item: item.name) if place.is_dir() else ():
            if file.name.endswith((".yaml", ".yml")) and file.is_file():
                with file.open("rb") as stream:
                    yield f"{folder}/{file.name}", stream.read(MAX_FILE_BYTES + 1)


def _without_extends(data: bytes) -> bytes:
    """The file of the pack without the word `extends`, on its own line or among others."""
    text = data.decode("utf-8-sig")
    nodes, _ = parse(data, PACK)
    assert isinstance(nodes[0], Map)
    info = nodes[0].entries["pack"]
    assert isinstance(info, Map)
    value, key = info.entries["extends"], info.keys["extends"]
    assert isinstance(value, Scalar)
    lines = text.splitlines(keepends=True)
    line = lines[key.line - 1]
    start, quoted = key.column - 1, line[value.place.column - 1] in "\"'"
    end = value.place.column - 1 + len(value.value) + 2 * quoted
    before, after = line[:start], line[end:]
    after = after.lstrip(" ").removeprefix(",").lstrip(" ") if after.lstrip(" ").startswith(",") else after
    if after.lstrip(" ").startswith("}"):
        before = before.rstrip(" ").removesuffix(",")
    lines[key.line - 1] = "" if not (before + after).strip() else before + after
    return "".join(lines).encode()


def _free(path: str, taken: dict[str, bytes], name: str) -> str:
    """A name for a file that does not stand over one of the other pack."""
    if path not in taken:
        return path
    stem, _, end = path.rpartition(".")
    return f"{stem}__{name}.{end}"


def _insert(
    fields: Fields,
    data: bytes,
    theirs: dict[str, bytes],
    over: dict[str, bytes],
    origins: dict[str, list[Origin]],
) -> None:
    """Put questions into a conversation of the other pack, after one of its questions."""
    notes, name, after = fields.notes, fields.identifier("extends"), fields.identifier("after")
    fields.items("questions")
    fields.done()
    questions = fields.node.entries.get("questions")
    for path, original in theirs.items():
        nodes, _ = parse(over.get(path, original), path)
        tree = nodes[0] if nodes else None
        found = tree.entries.get("dialogue") if isinstance(tree, Map) else None
        if not (path.startswith("dialogues/") and isinstance(found, Scalar) and found.value == name):
            continue
        assert isinstance(tree, Map)
        place = _question(tree, after)
        if place is None or not isinstance(questions, Seq) or not questions.items:
            notes.unknown("extend/question", fields.at("after"), after, _questions(tree), dialogue=name)
            return
        text = over.get(path, original)
        over[path], at, added = _with(text, place, data, questions)
        lines = origins.setdefault(path, [(path, number + 1, 0) for number in range(text.count(b"\n") + 1)])
        lines[at:at] = [(fields.place.file, line, shift) for line, shift in added]
        return
    notes.add("extend/dialogue", fields.at("extends"), word=name)


def _question(tree: Map, name: str) -> Seq | None:
    """The list that ends with the question called `name`, so that its last item is that question."""
    return next((found for each, found in _each_question(tree) if each == name), None)


def _questions(tree: Map) -> list[str]:
    """What the questions of a conversation are called."""
    return [each for each, _ in _each_question(tree)]


def _each_question(tree: Map) -> Iterator[tuple[str, Seq]]:
    """Every question by name, with the list that ends with it."""
    sections = tree.entries.get("sections")
    for section in sections.items if isinstance(sections, Seq) else ():
        questions = section.entries.get("questions") if isinstance(section, Map) else None
        for number, item in enumerate(questions.items if isinstance(questions, Seq) else ()):
            value = item.entries.get("question") if isinstance(item, Map) else None
            if isinstance(value, Scalar) and isinstance(questions, Seq):
                yield value.value, Seq(questions.items[: number + 1], questions.place)


def _with(text: bytes, until: Seq, data: bytes, questions: Seq) -> tuple[bytes, int, list[tuple[int, int]]]:
    """The text with the new questions after the last line of the question they follow, indented like it; at which line they
    stand, and of each new line its own number and how far it moved to the right.
    """
    lines = text.decode("utf-8-sig").splitlines(keepends=True)
    last = until.items[-1]
    indent = last.place.column - 3
    end = max(place.line for place in _places(last))
    while end < len(lines):
        row = lines[end]
        if row.strip() and len(row) - len(row.lstrip(" ")) <= indent:
            break
        end += 1
    while end > 0 and not lines[end - 1].strip():
        end -= 1
    own = data.decode("utf-8-sig").splitlines(keepends=True)
    first = questions.items[0]
    shift = indent - (first.place.column - 3)
    start = first.place.line - 1
    stop = max(place.line for item in questions.items for place in _places(item))
    while stop < len(own) and (not own[stop].strip() or own[stop].startswith(" " * (first.place.column - 1))):
        stop += 1
    rows = []
    for row in own[start:stop]:
        kept = row if row.endswith("\n") else row + "\n"
        rows.append((" " * shift + kept if shift >= 0 else kept[-shift:]) if kept.strip() else "\n")
    added = [(start, 0), *((start + 1 + number, shift) for number in range(len(rows)))]
    return "".join([*lines[:end], "\n", *rows, *lines[end:]]).encode(), end, added


def _places(node: object) -> list[Place]:
    if isinstance(node, Map):
        return [
            node.place,
            *node.keys.values(),
            *(place for value in node.entries.values() for place in _places(value)),
        ]
    if isinstance(node, Seq):
        return [node.place, *(place for item in node.items for place in _places(item))]
    return [node.place] if isinstance(node, Scalar) else []
