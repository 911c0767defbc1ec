"""Where a conversation takes what somebody says in their own words: the option that holds it, or the question that keeps it as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.content import model as m
from assistant.content.check import Checker
from assistant.content.questions import kind_of
from assistant.records import replace

PLACED = ("event", "change", "cue", "protective", "explanation")
"""The kinds that a conversation asks about, so that words which mean one of these must lead somewhere."""


def place_of(pack: m.Pack, dialogue: m.Dialogue, ref: str) -> tuple[str, str]:
    """The question and the option of `dialogue` where the observation `ref` (`kind:id`) belongs.

    What its `part_of` says goes first; else the first option that records just this. The option is empty when none holds it and the
    question keeps it as a tick of its own. Both are empty when the dialogue has no place for it.
    """
    kind, _, name = ref.partition(":")
    entry = pack.entry(kind, name)
    spot = entry.part_of if isinstance(entry, m.Observation) else None
    if spot and _holds(dialogue, spot):
        return spot.question, spot.option
    return next(_recording(dialogue, kind, name), ("", ""))


def _holds(dialogue: m.Dialogue, spot: m.Spot) -> bool:
    """Whether the dialogue has that question with ticks, and that option, with which it goes on."""
    question = dialogue.by_id.get(spot.question)
    if question is None or not kind_of(question).several or question.choose_from:
        return False
    option = question.option(spot.option) if spot.option else None
    return not spot.option or (option is not None and not option.ends)


def _recording(dialogue: m.Dialogue, kind: str, name: str) -> Iterator[tuple[str, str]]:
    for question in dialogue.questions:
        for option in question.options:
            if not option.ends and any((g.kind, g.id, g.state) == (kind, name, "present") for g in option.records):
                yield question.id, option.id


def with_fine_facts(pack: m.Pack) -> Mapping[str, m.Dialogue]:
    """The dialogues of the pack, in which every question also holds the fine facts that belong there: see `Question.finer`."""
    return {
        name: _with_finer(pack, dialogue) if dialogue.about == "person" else dialogue
        for name, dialogue in pack.dialogues.items()
    }


def _with_finer(pack: m.Pack, dialogue: m.Dialogue) -> m.Dialogue:
    finer: dict[str, list[m.Option]] = {}
    for entry in (each for kind in PLACED for each in pack.kind(kind).values()):
        spot = entry.part_of if isinstance(entry, m.Observation) else None
        if spot is None or not _holds(dialogue, spot) or any(_recording(dialogue, entry.kind, entry.id)):
            continue
        given = m.Given(entry.kind, entry.id, place=entry.place)
        finer.setdefault(spot.question, []).append(
            m.Option(entry.id, entry.name, (given,), within=spot.option, place=entry.place)
        )
    if not finer:
        return dialogue
    by_id = {name: tuple(sorted(each, key=lambda option: option.id)) for name, each in finer.items()}
    questions = (replace(each, finer=by_id.get(each.id, ())) for each in dialogue.questions)
    return replace(dialogue, questions=tuple(questions))


class PlaceChecker:
    """Checks that what can be said in own words leads somewhere, in packs with a conversation that takes own words."""

    def __init__(self, checker: Checker) -> None:
        self.pack = checker.pack
        self.notes = checker.notes
        self.dialogues = [each for each in self.pack.dialogues.values() if each.about == "person"]

    def run(self) -> None:
        """Check every observation; see docs/checks/fact-no-place.md and its neighbours."""
        for entry in (each for kind in PLACED for each in self.pack.kind(kind).values()):
            if isinstance(entry, m.Observation) and entry.part_of:
                self._spot(entry, entry.part_of)
        asked = [each for each in self.dialogues if any(kind_of(question).own_words for question in each.questions)]
        for wording in self.pack.lexicon.wordings if asked else ():
            said = self.pack.entry(wording.kind, wording.id) if wording.kind in PLACED else None
            if not isinstance(said, m.Observation) or said.part_of or said.practice_only:
                continue
            if not any(place_of(self.pack, each, said.ref)[0] for each in asked):
                self.notes.add("fact/no-place", said.place, word=said.ref)

    def _spot(self, entry: m.Observation, spot: m.Spot) -> None:
        if entry.practice_only:
            self.notes.add("fact/two-places", spot.place, word=entry.ref)
        if not any(_holds(each, spot) for each in self.dialogues):
            known = [place for each in self.dialogues for place in _places(each)]
            self.notes.unknown("fact/part-of", spot.place, str(spot), known)


def _places(dialogue: m.Dialogue) -> Iterator[str]:
    for question in dialogue.questions:
        spots = (m.Spot(question.id), *(m.Spot(question.id, option.id) for option in question.options))
        yield from (str(spot) for spot in spots if _holds(dialogue, spot))
