"""A class as plain view data: what the screens of the trainer and the written report both draw.

Nothing of fewer than five people is in it, and no code: a view that lacks something cannot show it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.content.interface import Phrases, phrases
from assistant.content.model import Case, Language, Ref
from assistant.content.nodes import printable
from assistant.dialogue.guide import Guide
from assistant.practice.case_round import begin
from assistant.practice.case_script import FORK, SIMULATION
from assistant.practice.classroom import SMALLEST, CaseReport, Cell, ClassReport
from assistant.practice.gather import Remark
from assistant.practice.sentences import Teller, base_rates
from assistant.present.class_numbers import GapView, Measure, agreement_measures, class_measures, gap_view
from assistant.present.practice.feedback import sources_of
from assistant.present.practice.story import StoryPart, story
from assistant.result.words import capital

SHADES = "·░▒▓█"
"""Nobody, three thirds between, everybody."""
MOST_FILES = 3
TOLD = ("in", "out", "first", "expected")
"""What the key says of a choice that is told even when nobody made it."""
OFTEN = 2
"""A pair of trigger factors that came up once is no pattern, and may be about one person."""


@dataclass(frozen=True, slots=True)
class CellRow:
    """One point of a story in the heat map: how many said it matters, how many that it is ordinary.

    `warn` says in words why to look at it; `why` is the authored reason, `sources` where it comes from.
    """

    number: int
    cue: str
    text: str
    type: str
    yes: int
    no: int
    agreed: str
    warn: str
    why: str
    sources: tuple[str, ...]
    acute: bool

    @property
    def people(self) -> int:
        """How many gave an answer here."""
        return self.yes + self.no

    def shade(self, matters: bool) -> str:
        """The box of a choice: the fuller, the more people made it."""
        part = self.yes if matters else self.no
        if not self.people:
            return " "
        if part in (0, self.people):
            return SHADES[-1 if part else 0]
        return SHADES[1 + 3 * part // self.people]


@dataclass(frozen=True, slots=True)
class Vote:
    """One choice: how many made it, and what the key says of it; `verdict` is empty where it says nothing."""

    name: str
    number: int
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Votes:
    """What people named or chose on one question; those in the key that nobody chose are in it too."""

    title: str
    rows: tuple[Vote, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One question for the talk. `phase` is reaction, facts, analysis, other_side or take_away; `name` says it in words."""

    phase: str
    name: str
    ask: str


@dataclass(frozen=True)
class CaseView:
    """One case for a group. `shown` is false below five people: then it has a story, a key and questions, and no choices."""

    id: str
    title: str
    variant: str
    people: int
    shown: bool
    story: tuple[StoryPart, ...]
    cells: tuple[CellRow, ...]
    votes: tuple[Votes, ...]
    agreement: tuple[Measure, ...]
    worst: tuple[int, ...]
    why: tuple[str, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class ClassView:
    """Everything a trainer sees of a class. `told` are sentences about who and what is in it; `card` the base rates, title first."""

    people: int
    told: tuple[str, ...]
    first: tuple[CaseView, ...]
    measures: tuple[Measure, ...]
    confused: tuple[str, ...]
    gaps: tuple[GapView, ...]
    cases: tuple[CaseView, ...]
    card: tuple[str, ...]


# ---------------------------------------------------------------- the class


def class_view(guide: Guide, report: ClassReport, language: Language) -> ClassView:
    """The whole class."""
    words = phrases(language, "class")
    told = [words("people", number=report.people)]
    if report.hidden:
        names = ", ".join(_title_of(guide, name, language) for name in report.hidden)
        told.append(words("hidden", names=names, smallest=SMALLEST))
    if report.unknown:
        told.append(words("unknown", names=", ".join(report.unknown)))
    if not report.cases:
        told.append(words("nothing", smallest=SMALLEST))
    views = {one.case.id: case_view(guide, one, language) for one in report.cases}
    return ClassView(
        people=report.people,
        told=tuple(told),
        first=tuple(views[one.case.id] for one in report.first),
        measures=class_measures(report, language) if report.cases else (),
        confused=tuple(_confused(guide, report, words)),
        gaps=tuple(gap_view(guide, gap, language) for gap in report.gaps),
        cases=tuple(views.values()),
        card=base_rates(language),
    )


def _title_of(guide: Guide, name: str, language: Language) -> str:
    case = guide.pack.cases[name]
    return f"{Teller(guide.pack, case, language).say(case.title)} ({name})"


def _confused(guide: Guide, report: ClassReport, words: Phrases) -> Iterable[str]:
    for missed, named, number in report.confused:
        if number < OFTEN:
            continue
        one, two = (guide.pack.entry("trigger", each) for each in (missed, named))
        if one and two:  # a name that only an export has is not told
            names = {"missed": one.name.in_(words.language), "named": two.name.in_(words.language)}
            yield words("confused.line", number=number, **names)


# ---------------------------------------------------------------- one case


def case_view(guide: Guide, report: CaseReport, language: Language) -> CaseView:
    """One case, from exports or from counted hands."""
    case, shown = report.case, report.tally.people >= SMALLEST
    teller = Teller(guide.pack, case, language)
    siblings = sum(1 for each in guide.pack.cases.values() if each.family == case.family)
    return CaseView(
        id=case.id,
        title=teller.say(case.title),
        variant=teller.key(f"practice.ideology.{case.ideology}") if siblings > 1 else "",
        people=report.tally.people,
        shown=shown,
        story=story(teller, begin(case, SIMULATION, "")),
        cells=tuple(_row(teller, cell, shown) for cell in report.cells),
        votes=tuple(_votes(teller, report, shown)),
        agreement=agreement_measures(report.agreement, language) if shown else (),
        worst=tuple(cell.cue.number for cell in report.least_agreed[:3] if (cell.agreement or 0) < 1) if shown else (),
        why=tuple(_why(teller, report)) if shown else (),
        questions=tuple(
            Question(each.phase, teller.key(f"practice.phase.{each.phase}"), teller.say(each.ask))
            for each in case.debrief
        ),
    )


def _row(teller: Teller, cell: Cell, shown: bool) -> CellRow:
    cue, words = cell.cue, phrases(teller.language, "class")
    warn = ""
    if shown and cue.type == "acute" and cell.no:
        warn = words("case.acute_missed", part=cell.no, whole=cell.yes + cell.no)
    elif shown and (cell.wrong or 0) >= 0.5:
        warn = words("case.differs")
    return CellRow(
        number=cue.number,
        cue=cue.id,
        text=teller.say(cue.text),
        type=teller.key(f"practice.type.{cue.type}"),
        yes=cell.yes if shown else 0,
        no=cell.no if shown else 0,
        agreed=f"{100 * cell.agreement:.0f}%" if shown and cell.agreement is not None else "-",
        warn=warn,
        why=" ".join(teller.say(text) for text in (cue.missed, cue.overread) if text),
        sources=sources_of(teller, cue),
        acute=cue.type == "acute",
    )


def _votes(teller: Teller, report: CaseReport, shown: bool) -> Iterable[Votes]:
    words = phrases(teller.language, "class")
    for name, kind in (("triggers", "trigger"), ("drivers", "driver"), ("steps", "step"), ("partners", "partner")):
        counted: Mapping[str, int] = getattr(report.tally, name) if shown else {}
        verdicts = _verdicts(report.case, name, words)
        named = [each for each, told in verdicts.items() if told in {words(f"key.{verdict}") for verdict in TOLD}]
        known = [each for each in {**counted, **dict.fromkeys(named, 0)} if _known(teller, kind, each)]
        rows = [
            Vote(capital(teller.name(f"{kind}:{each}")), counted.get(each, 0), verdicts.get(each, "")) for each in known
        ]
        yield Votes(words(name), tuple(sorted(rows, key=lambda row: (-row.number, row.name))))
    for at, numbers in report.tally.forks.items() if shown else ():
        if sum(numbers):
            labels = [teller.key(f"practice.fork.{word}") for word in FORK]
            title = words("fork", number=report.case.by_id[at].number)
            yield Votes(title, tuple(Vote(label, n) for label, n in zip(labels, numbers, strict=True)))


def _known(teller: Teller, kind: str, choice: str) -> bool:
    return teller.pack.entry(kind, choice.partition("@")[0]) is not None


def _verdicts(case: Case, name: str, words: Phrases) -> dict[str, str]:
    """What the key says, by choice."""
    key = case.key

    def told(verdict: str, refs: Sequence[object]) -> dict[str, str]:
        return {ref.id if isinstance(ref, Ref) else str(ref): words(f"key.{verdict}") for ref in refs}

    if name == "triggers":
        return told("out", key.not_triggers) | told("in", key.triggers)
    if name == "drivers":
        return told("in", key.drivers)
    if name == "steps":
        return told("too_early", key.steps_too_early) | told("then", key.steps_then) | told("first", key.steps_first)
    found = told("too_early", key.partners_too_early) | told("also_good", key.partners_also_good)
    return found | told("expected", key.partners_expected)


def _why(teller: Teller, report: CaseReport) -> Iterable[str]:
    """Why to talk about this case: missed danger, a partner too early, the two points with most differences from the key."""
    words = phrases(teller.language, "class")
    for cell in report.cells:
        if cell.cue.type == "acute" and cell.no:
            yield words("why.acute", number=cell.cue.number, part=cell.no, whole=cell.yes + cell.no)
    if report.too_early:
        yield words("why.too_early", part=report.too_early, whole=report.tally.people)
    wrong = [cell for cell in report.cells if cell.cue.type in ("target", "decoy") and cell.wrong]
    for cell in sorted(wrong, key=lambda cell: -(cell.wrong or 0))[:2]:
        key, part = ("over_read", cell.yes) if cell.cue.type == "decoy" else ("missed", cell.no)
        text = teller.say(cell.cue.text)
        yield words(f"why.{key}", number=cell.cue.number, part=part, whole=cell.yes + cell.no, text=text)


# ---------------------------------------------------------------- what was handed in


def remark_text(guide: Guide, remark: Remark, language: Language) -> str:
    """A remark about files, as a sentence or two."""
    words, values = phrases(language, "class"), {name: printable(text) for name, text in remark.values.items()}
    if remark.case:
        case = guide.pack.cases.get(remark.case)
        values["case"] = _title_of(guide, remark.case, language) if case else remark.case
        values["changed"] = _changed(remark, case, words) if case else ""
    return words(f"remark.{remark.code}", files=_files(remark.files, words), **values)


def _files(files: Sequence[str], words: Phrases) -> str:
    shown = ", ".join(files[:MOST_FILES])
    left = len(files) - MOST_FILES
    return words("remark.more", files=shown, number=left) if left > 0 else shown


def _changed(remark: Remark, case: Case, words: Phrases) -> str:
    numbers = {cue.id: str(cue.number) for cue in case.cues}
    told = []
    for name in ("new", "reworded"):
        cues: tuple[str, ...] = getattr(remark.changed, name)
        if cues:
            told.append(words(f"remark.changed.{name}", numbers=", ".join(numbers[cue] for cue in cues)))
    if remark.changed.gone:
        told.append(words("remark.changed.gone", number=len(remark.changed.gone)))
    return " ".join(told)
