"""The words of danger in a pack: word families, and the cues that are made of them. Read from any file in `knowledge/`."""

from __future__ import annotations

from functools import cache

from assistant.content import model as m
from assistant.content.check import Checker
from assistant.content.files import shipped
from assistant.content.lexicon import read_phrases
from assistant.content.nodes import Map, Seq
from assistant.content.reader import Fields, Notes
from assistant.errors import Place

LEVELS = ("clear", "possible", "hint")
FILE = "knowledge/danger_words.yaml"
SIGNS = ("*", "..", "$")
"""What stands for no word of its own in a wording: any word, some words, the end of the sentence."""
SHORTEST = 3
"""The fewest letters of a word's beginning or end: with fewer, ordinary words would count."""


def read_families(fields: Fields) -> list[m.WordFamily]:
    """The list `danger_families:`."""
    families = []
    for inner in fields.each("danger_families"):
        family = m.WordFamily(inner.identifier("family"), read_phrases(inner), inner.place)
        inner.done()
        if family.id:
            families.append(family)
    return families


def read_cues(fields: Fields) -> list[m.DangerCue]:
    """The list `danger_cues:`; a part is one family, or a list of families of which one is enough."""
    cues = []
    for inner in fields.each("danger_cues"):
        cue = m.DangerCue(
            inner.identifier("cue"),
            inner.identifier("danger"),
            _level(inner),
            _parts(inner),
            inner.flag("sure"),
            inner.words("unless"),
            inner.words("lowered_by"),
            inner.number("within", default=9),
            inner.place,
        )
        if not cue.parts:
            inner.missing("all")
        inner.done()
        if cue.id and cue.danger and cue.parts:
            cues.append(cue)
    return cues


def _level(fields: Fields) -> m.CueLevel:
    level = fields.choice("level", LEVELS, need=True, default="possible")
    return "clear" if level == "clear" else "hint" if level == "hint" else "possible"


def _parts(fields: Fields) -> tuple[tuple[str, ...], ...]:
    parts = []
    for item in fields.items("all"):
        names = item.items if isinstance(item, Seq) else (item,)
        parts.append(tuple(name for one in names if (name := fields.id_of(one, "all"))))
    return tuple(part for part in parts if part)


class DangerWordsChecker:
    """Checks that a cue is about a danger the pack has and made of families that exist, and that wordings can be looked up."""

    def __init__(self, checker: Checker) -> None:
        self.checker = checker
        self.words = checker.pack.danger_words

    def run(self) -> None:
        """Check every cue and every wording."""
        known = {family.id for family in self.words.families}
        for cue in self.words.cues:
            self.checker.declared("danger", cue.danger, cue.place)
            named = (*(name for part in cue.parts for name in part), *cue.unless, *cue.lowered_by)
            for name in dict.fromkeys(named):
                if name not in known:
                    self.checker.notes.unknown("reference/unknown", cue.place, name, known, kind="danger_families")
        for family in self.words.families:
            for written in (*family.words.nl, *family.words.en):
                if not written.replace(" ", "").isalnum():
                    self._wording(written, family.place, known)

    def _wording(self, written: str, place: Place, known: set[str]) -> None:
        """A wording with signs in it begins with a word, its beginnings are long enough, and the families it names exist."""
        notes = self.checker.notes
        parts = [word for part in written.split() for word in part.split("/")]
        if parts[0] in SIGNS:
            notes.add("danger_words/begins", place, word=written)
        for part in parts:
            if part[:1] == "<" and part[1:-1] not in known:
                notes.unknown("reference/unknown", place, part.strip("<>"), known, kind="danger_families")
            elif part not in SIGNS and "*" in part and len(part) <= SHORTEST:
                notes.add("danger_words/short", place, word=part, letters=str(SHORTEST))


@cache
def shipped_danger_words() -> m.DangerWords:
    """The danger words that come with the program: they work whatever a pack says, or leaves out."""
    from assistant.content.source import parse  # and with it the YAML library

    notes = Notes()
    nodes, _ = parse((shipped() / FILE).read_bytes(), FILE)
    if not nodes or not isinstance(nodes[0], Map):
        raise RuntimeError(f"{FILE} is damaged")
    fields = Fields(nodes[0], notes)
    families, cues = read_families(fields), read_cues(fields)
    return m.DangerWords(
        tuple(sorted(families, key=lambda family: family.id)), tuple(sorted(cues, key=lambda cue: cue.id))
    )
