"""Practice cases: files of dialogues/cases/ to typed values, and what must hold in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, TypeVar

from assistant.content import model as m
from assistant.content import vocabulary as v
from assistant.content.check import Checker
from assistant.content.conditions import read_given
from assistant.content.nodes import Map
from assistant.content.reader import Fields
from assistant.errors import Place
from assistant.records import PLAIN, is_dataclass, replace
from assistant.records import fields as fields_of

T = TypeVar("T")
MAX_CUES = 20
PANEL = 5
_CONCERN_KINDS = ("event", "change", "cue", "danger")
KEY_LISTS = {
    "triggers": "trigger",
    "not_triggers": "trigger",
    "drivers": "driver",
    "signals": "signal",
    "not_signals": "signal",
    "inquiries": "inquiry",
    "steps_first": "step",
    "steps_then": "step",
    "steps_too_early": "step",
}


# ---------------------------------------------------------------- reading


def read_cases(fields: Fields) -> tuple[m.Case, ...]:
    """The case in a file of dialogues/cases/, or one case for each of its variants."""
    variants = [_variant(inner) for inner in fields.each("variants")]
    case = _case(fields)
    fields.done()
    if not fields.has("variants"):
        return (case,)
    return tuple(_filled_case(case, *variant) for variant in variants)


def _case(fields: Fields) -> m.Case:
    story: list[m.Cue | m.Text] = []
    number = 0
    for inner in fields.each("cues"):
        if inner.has("cue"):
            number += 1
            story.append(_cue(inner, number))
        else:
            story.append(inner.text("text", need=True))
        inner.done()
    key_node = fields.mapping("key")
    if key_node is None:
        fields.missing("key")
    worked = fields.mapping("worked")
    name = fields.identifier("case")
    return m.Case(
        id=name,
        family=fields.identifier("family") if fields.has("family") else name,
        version=fields.word("version", need=True),
        title=fields.text("title", need=True),
        setting=fields.choice("setting", v.SETTINGS, need=True),
        profession=fields.identifier("profession"),
        answer=fields.choice("answer", v.CASE_ANSWERS, need=True, default="concern"),
        intro=fields.text("intro", need=True),
        story=tuple(story),
        key=_key(Fields(key_node, fields.notes)) if key_node else m.CaseKey(place=fields.place),
        ideology=fields.choice("ideology", v.IDEOLOGIES, default="none"),
        gender=fields.choice("gender", v.GENDERS, default="none"),
        minutes=fields.minutes(5),
        given=_given(fields, "given"),
        concordance=tuple(_concordance(inner) for inner in fields.each("concordance")),
        worked=_worked(Fields(worked, fields.notes)) if worked else None,
        debrief=_debriefed(fields),
        place=fields.place,
        profession_at=fields.at("profession"),
    )


def _given(fields: Fields, key: str) -> tuple[m.Given, ...]:
    return tuple(given for item in fields.items(key) if (given := read_given(item, fields)) is not None)


def _cue(fields: Fields, number: int) -> m.Cue:
    return m.Cue(
        id=fields.identifier("cue"),
        number=number,
        type=fields.choice("type", v.CUE_TYPES, need=True),
        text=fields.text("text", need=True),
        records=_given(fields, "records"),
        explanation=fields.identifier("explanation") if fields.has("explanation") else "",
        missed=fields.text("missed"),
        overread=fields.text("overread"),
        sources=fields.citations("sources"),
        place=fields.place,
        explanation_at=fields.at("explanation"),
    )


def _key(fields: Fields) -> m.CaseKey:
    lists = {name: fields.refs(name, kind) for name, kind in KEY_LISTS.items()}
    node = fields.mapping("partners")
    inner = Fields(node, fields.notes) if node else None
    expected, also_good, too_early = (
        _partners(inner, word) if inner else () for word in ("expected", "also_good", "too_early")
    )
    if inner:
        inner.done()
    fields.done()
    return m.CaseKey(
        **lists,
        partners_expected=expected,
        partners_also_good=also_good,
        partners_too_early=too_early,
        place=fields.place,
    )


def _partners(fields: Fields, key: str) -> tuple[m.PartnerChoice, ...]:
    """Ids, or `{partner: municipality, named: true}` for sharing with a name."""
    found: list[m.PartnerChoice] = []
    for item in fields.items(key):
        if isinstance(item, Map):
            inner = Fields(item, fields.notes)
            found.append(m.PartnerChoice(inner.identifier("partner"), inner.flag("named"), item.place))
            inner.done()
        elif word := fields.id_of(item, key):
            found.append(m.PartnerChoice(word, place=item.place))
    return tuple(found)


def _concordance(fields: Fields) -> m.Concordance:
    panel: list[int] = []
    for item in fields.items("panel"):
        word = getattr(item, "value", "")
        if word.isascii() and word.isdigit() and len(word) < 6:
            panel.append(int(word))
        else:
            fields.notes.add("field/type", item.place, field="panel", wanted="number")
    if panel and (len(panel) != PANEL or not sum(panel)):
        fields.notes.add("case/panel", fields.at("panel"))
        panel = []
    fork = m.Concordance(
        at=fields.identifier("at"),
        hypothesis=fields.text("hypothesis", need=True),
        new_information=fields.text("new_information", need=True),
        panel=tuple(panel),
        place=fields.place,
    )
    fields.done()
    return fork


def _worked(fields: Fields) -> m.Worked:
    lines = []
    for inner in fields.each("lines"):
        lines.append(m.WorkedLine(inner.identifier("line"), inner.text("text", need=True), inner.text("remark")))
        inner.done()
    worked = m.Worked(
        intro=fields.text("intro"),
        lines=tuple(lines),
        wrong=fields.identifier("wrong"),
        why=fields.text("why", need=True),
        better=fields.text("better"),
        place=fields.place,
    )
    fields.done()
    return worked


def _debriefed(fields: Fields) -> tuple[m.DebriefQuestion, ...]:
    """The questions to look back with, in the order of their phases."""
    found: list[m.DebriefQuestion] = []
    for inner in fields.each("debrief"):
        question = _debrief(inner)
        before = found[-1].phase if found else question.phase
        if _place_of(question.phase) < _place_of(before):
            order = ", ".join(v.DEBRIEF_PHASES)
            fields.notes.add("case/phase-order", inner.at("phase"), word=question.phase, before=before, order=order)
        found.append(question)
    return tuple(found)


def _place_of(phase: str) -> int:
    return (
        v.DEBRIEF_PHASES.index(phase) if phase in v.DEBRIEF_PHASES else 0
    )  # what is no phase was told where it is read


def _debrief(fields: Fields) -> m.DebriefQuestion:
    question = m.DebriefQuestion(
        fields.choice("phase", v.DEBRIEF_PHASES, need=True, default="analysis"), fields.text("ask", need=True)
    )
    fields.done()
    return question


# ---------------------------------------------------------------- variants


def _variant(fields: Fields) -> tuple[dict[str, Any], Mapping[str, m.Text]]:
    """What one variant sets apart, and the words for its gaps."""
    node = fields.mapping("fill")
    inner = Fields(node, fields.notes) if node else None
    fills = {name: inner.text(name, need=True) for name in node.entries} if node and inner else {}
    own: dict[str, Any] = {"id": fields.identifier("variant"), "place": fields.place}
    for name, known in (("ideology", v.IDEOLOGIES), ("gender", v.GENDERS)):
        if word := fields.choice(name, known):
            own[name] = word
    if fields.has("title"):
        own["title"] = fields.text("title")
    fields.done()
    return own, fills


def _filled_case(case: m.Case, own: dict[str, Any], fills: Mapping[str, m.Text]) -> m.Case:
    filled = replace(case, **own)
    return _fill(filled, fills) if fills else filled


def _fill(value: T, fills: Mapping[str, m.Text]) -> T:
    """The value with every gap in its texts filled in."""
    if isinstance(value, m.Text):
        nl, en = value.nl, value.en
        for name, text in fills.items():
            gap = "{" + name + "}"
            nl, en = nl.replace(gap, text.nl), en.replace(gap, text.en)
        return value if (nl, en) == (value.nl, value.en) else m.Text(nl, en)  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple([item if item.__class__ in _WITHOUT_TEXT else _fill(item, fills) for item in value])  # type: ignore[return-value]
    changed: dict[str, object] = {}
    cls: Any = value.__class__
    for name in _names(cls):
        old = getattr(value, name)
        if old.__class__ not in _WITHOUT_TEXT and (new := _fill(old, fills)) is not old and new != old:
            changed[name] = new
    return replace(value, **changed) if changed else value  # type: ignore[type-var]


# ---------------------------------------------------------------- checking


class CaseChecker:
    """Checks the cases of a pack; what the rules make of a case is checked in assistant.practice.keys."""

    def __init__(self, checker: Checker) -> None:
        self.checker = checker
        self.notes = checker.notes
        self.pack = checker.pack

    def run(self) -> None:
        """Check every case, and that the cases of a family match."""
        families: dict[str, m.Case] = {}
        for case in self.pack.cases.values():
            self._case(case)
            first = families.setdefault(case.family, case)
            if first is not case and shape(first) != shape(case):
                self.notes.add("case/family-differs", case.place, also=first.place, word=case.id, other=first.id)

    def _case(self, case: m.Case) -> None:
        profession = self.pack.entry("context", case.profession)
        if not (isinstance(profession, m.Observation) and profession.profession):
            known = [e.id for e in self.pack.kind("context").values() if isinstance(e, m.Observation) and e.profession]
            self.notes.unknown("case/profession", case.profession_at, case.profession, known)
        self.checker.texts(texts_of(case), case.place)
        for given in case.given:
            if given.kind != "context":
                self.notes.add("case/given", given.place, kind=given.kind)
            self.checker.declared(given.kind, given.id, given.place)
        for ref in case.key.refs:
            self.checker.declared(ref.kind, ref.id, ref.place)
        self._cues(case)
        self._key(case)
        for fork in case.concordance:
            if fork.at not in case.by_id:
                self.notes.unknown("case/no-cue", fork.place, fork.at, case.by_id)
        if case.worked:
            lines = [line.id for line in case.worked.lines]
            if case.worked.wrong not in lines:
                self.notes.unknown("case/no-line", case.worked.place, case.worked.wrong, lines)

    def _cues(self, case: m.Case) -> None:
        seen: dict[str, m.Cue] = {}
        for cue in case.cues:
            if cue.id in seen:
                self.notes.add("case/duplicate-cue", cue.place, also=seen[cue.id].place, word=cue.id)
            seen[cue.id] = cue
            self._cue(cue)
        types = {cue.type for cue in case.cues}
        if not case.cues or len(case.cues) > MAX_CUES:
            where = case.cues[MAX_CUES].place if case.cues else case.place
            self.notes.add("case/number-of-cues", where, word=case.id, limit=str(MAX_CUES))
        elif case.answer == "concern" and "target" not in types:
            self.notes.add("case/no-target", case.place, word=case.id)
        if (case.answer == "acute") != ("acute" in types):
            self.notes.add("case/acute", case.place, word=case.id)

    def _cue(self, cue: m.Cue) -> None:
        self.checker.citations(cue.sources)
        if cue.explanation:
            self.checker.declared("explanation", cue.explanation, cue.explanation_at)
        for given in cue.records:
            self.checker.declared(given.kind, given.id, given.place)
            if cue.type in ("decoy", "protective") and given.kind in _CONCERN_KINDS and given.state == "present":
                self.notes.add("case/records-concern", given.place, word=cue.id, type=cue.type, kind=given.kind)
            if given.kind == "danger" and cue.type != "acute":
                self.notes.add("case/danger-not-acute", given.place, word=cue.id)
        if not cue.type:  # told where it is read; what it needs is not known
            return
        if cue.type != "decoy" and not cue.records:
            self.notes.add("case/no-fact", cue.place, word=cue.id, type=cue.type)
        if cue.type == "acute" and not any(given.kind == "danger" for given in cue.records):
            self.notes.add("case/acute-no-danger", cue.place, word=cue.id)
        if cue.type == "decoy" and not cue.explanation:
            self.notes.add("case/no-explanation", cue.place, word=cue.id)
        for name, needed in (("missed", cue.type != "decoy"), ("overread", cue.type != "acute")):
            if needed and not getattr(cue, name):
                self.notes.add("case/no-why", cue.place, word=cue.id, field=name)

    def _key(self, case: m.Case) -> None:
        key = case.key
        if not key.steps_first:
            self.notes.add("case/no-first-step", key.place, word=case.id)
        if not key.partners_expected:
            self.notes.add("case/no-partner", key.place, word=case.id)
        for first, second in (
            (key.triggers, key.not_triggers),
            (key.signals, key.not_signals),
            (key.steps_first, key.steps_then),
            (key.steps_first, key.steps_too_early),
            (key.steps_then, key.steps_too_early),
            (key.partners_expected, key.partners_also_good),
            (key.partners_expected, key.partners_too_early),
            (key.partners_also_good, key.partners_too_early),
        ):
            for one in second:
                if same := next((other for other in first if other == one), None):
                    self.notes.add("case/key-twice", one.place, also=same.place, word=str(one))


def shape(case: m.Case) -> tuple[object, ...]:
    """What all cases of one family have in common: cues with their types and facts, what is given, and the key."""
    cues = tuple((cue.id, cue.type, cue.records) for cue in case.cues)
    return (cues, case.given, case.key, case.profession, case.answer)


def texts_of(value: object) -> Iterator[m.Text]:
    """Every text in a case."""
    if isinstance(value, m.Text):
        yield value
        return
    cls: Any = value.__class__
    inner = value if isinstance(value, tuple) else [getattr(value, name) for name in _names(cls)]
    for item in inner:
        if item.__class__ not in _WITHOUT_TEXT:
            yield from texts_of(item)


_WITHOUT_TEXT = PLAIN | {Place, m.Given, m.Ref, m.Citation, m.PartnerChoice}


@cache
def _names(cls: Any) -> tuple[str, ...]:
    """The fields of a class of the model; none of another class."""
    return tuple(each.name for each in fields_of(cls)) if is_dataclass(cls) else ()


def in_family_order(cases: Iterable[m.Case]) -> tuple[m.Case, ...]:
    """Cases by family, then by id."""
    return tuple(sorted(cases, key=lambda case: (case.family, case.id)))
