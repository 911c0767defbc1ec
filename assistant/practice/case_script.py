"""A case as a script of questions: what is asked in a round, in order, and what may be chosen. Played as every other conversation is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.content.interface import phrases
from assistant.content.model import (
    NO_TEXT,
    Case,
    Cue,
    Dialogue,
    Entry,
    Language,
    Option,
    Pack,
    PartnerChoice,
    Question,
    Row,
    Section,
    Text,
    Trigger,
)
from assistant.content.questions import CERTAIN, GUESS, HOW_SURE
from assistant.result.result import entry_name
from assistant.result.words import capital

PRACTICE, SIMULATION, WORKED = MODES = ("practice", "simulation", "worked")
MARK, FORK_AT = "mark.", "fork."
"""What the keys of questions about one cue begin with."""
POINT = "point"
"""One point of a story, asked by itself: the story up to there, one question and its explanation."""
TRIGGERS, DRIVERS, STEP, PARTNER, LINE = "triggers", "drivers", "step", "partner", "line"
SURE = tuple(range(GUESS, CERTAIN + 1, 10))
FORK = ("-2", "-1", "0", "1", "2")
MAX_CHOICES = 9


def mode_of(case: Case, wish: str) -> str:
    """How a case is played: as wished, but one without a worked example is practised instead."""
    return PRACTICE if wish == WORKED and case.worked is None else wish


def script_of(pack: Pack, case: Case, mode: str, at: str = "") -> Dialogue:
    """The questions about a case. Every one needs an answer; nothing is recorded, for the case is made up.

    `at` is the cue of a single point.
    """
    # Made once for each pack and case: a round asks for its script at every answer, a class for those of everybody.
    made: dict[str, tuple[Case, Dialogue]] = pack.__dict__.setdefault("_case_scripts", {})
    key = WORKED if mode == WORKED else f"{POINT}/{at}" if mode == POINT else PRACTICE
    known, script = made.get(f"{case.id}/{key}", (None, None))
    if known is not case or script is None:
        script = _Writer(pack, case).script(mode, at)
        made[f"{case.id}/{key}"] = (case, script)
    return script


class _Writer:
    """Writes the script of one case, in every language at once."""

    def __init__(self, pack: Pack, case: Case) -> None:
        self.pack = pack
        self.case = case

    def script(self, mode: str, at: str) -> Dialogue:
        case = self.case
        if mode == POINT:
            questions = self._marks(cue for cue in case.cues if cue.id == at)
        else:
            questions = self._worked() if mode == WORKED else self._round()
        section = Section("case", case.title)
        return Dialogue(case.id, case.version, case.title, case.minutes, (case.intro,), (section,), tuple(questions))

    def _worked(self) -> Iterable[Question]:
        lines = self.case.worked.lines if self.case.worked else ()
        yield self._question(LINE, "one_of", (Option(line.id, line.text) for line in lines))

    def _marks(self, cues: Iterable[Cue]) -> Iterable[Question]:
        return (self._mark(f"{MARK}{cue.id}", cue.number) for cue in cues)

    def _round(self) -> Iterable[Question]:
        yield from self._marks(self.case.cues)
        none = _told("practice.ask.none")
        for key in (TRIGGERS, DRIVERS):
            options = (Option(entry.id, self._name(entry)) for entry in label_choices(self.pack, key))
            yield self._question(key, "any_of", options, none_of_these=none)
        steps = ((step, self.pack.entry("step", step)) for step in step_choices(self.pack, self.case))
        yield self._question(STEP, "one_of", (Option(step, self._name(entry)) for step, entry in steps if entry))
        partners = partner_choices(self.pack, self.case)
        yield self._question(PARTNER, "one_of", (Option(each, self._partner(each)) for each in partners))
        for fork in self.case.concordance:
            if fork.at in self.case.by_id:
                yield self._fork(f"{FORK_AT}{fork.at}", fork.hypothesis, fork.new_information)

    def _mark(self, key: str, number: int) -> Question:
        options = [Option(word, _told(f"practice.ask.{word}")) for word in ("yes", "no")]
        sures = [Option(str(n), _told(f"practice.sure.{n}")) for n in SURE]
        row = Row(HOW_SURE, _told("practice.ask.sure"), tuple(sures))
        return self._question(
            *(key, "mark", options),
            ask=_told("practice.ask.mark", number=number),
            help=_told("practice.ask.mark.help"),
            rows=(row,),
        )

    def _fork(self, key: str, hypothesis: Text, information: Text) -> Question:
        ask = _told("practice.ask.fork", hypothesis=hypothesis, information=information)
        options = [Option(word, _told(f"practice.fork.{word}")) for word in FORK]
        return self._question(key, "one_of", options, ask=ask, help=_told("practice.cue.fork"))

    def _question(
        self,
        key: str,
        kind: str,
        options: Iterable[Option],
        *,
        ask: Text = NO_TEXT,
        help: Text = NO_TEXT,  # noqa: A002 the field's name
        rows: tuple[Row, ...] = (),
        none_of_these: Text = NO_TEXT,
    ) -> Question:
        about = key.partition(".")[0]
        return Question(
            *(key, kind, "case", ask or _told(f"practice.ask.{about}")),
            help=help,
            why=_told(f"why.{about}", "trainee"),
            options=tuple(options),
            rows=rows,
            none_of_these=none_of_these,
            refusable=False,
            needs_answer=True,
        )

    def _name(self, entry: Entry) -> Text:
        name = entry_name(entry, self.case.profession)
        return Text(capital(name.nl), capital(name.en))

    def _partner(self, choice: str) -> Text:
        entry = self.pack.entry("partner", partner_of(choice).id)
        if entry is None:
            return Text(choice, choice)
        how = partner_told(self.case, entry, choice)
        name = self._name(entry)
        return _told(how, name=name) if how else name


def _told(key: str, part: str = "", **gaps: Text | int) -> Text:
    """A text of the interface in both languages; so is what fills its gaps."""
    return Text(_in("nl", key, part, gaps), _in("en", key, part, gaps))


def _in(language: Language, key: str, part: str, gaps: Mapping[str, Text | int]) -> str:
    values = {name: gap.in_(language) if isinstance(gap, Text) else gap for name, gap in gaps.items()}
    return phrases(language, part)(key, **values)


# ---------------------------------------------------------------- what is offered


def label_choices(pack: Pack, key: str) -> tuple[Entry, ...]:
    """The drivers, or the trigger factors: those of the study, and of later sources those that some case is about."""
    if key == DRIVERS:
        return tuple(pack.kind("driver").values())
    later = {ref.id for case in pack.cases.values() for ref in (*case.key.triggers, *case.key.not_triggers)}
    known = (entry for entry in pack.kind("trigger").values() if isinstance(entry, Trigger))
    return tuple(entry for entry in known if entry.list == "study_2015" or entry.id in later)


def step_choices(pack: Pack, case: Case) -> tuple[str, ...]:
    """The steps to choose the first one from, in the order of the pack: of the key, and some that it does not name."""
    key = case.key
    named = [ref.id for ref in (*key.steps_first[:3], *key.steps_too_early[:2], *key.steps_then[:3])]
    taken = {ref.id for ref in key.refs if ref.kind == "step"}
    named += [step for step in _USUAL_STEPS if step not in taken][: max(0, MAX_CHOICES - len(named))]
    return tuple(step for step in pack.kind("step") if step in named)


_USUAL_STEPS = ("talk_with_parents", "call_municipal_contact_today", "give_time", "make_small_talk", "weigh_together")
_USUAL_PARTNERS = ("colleague", "municipality", "wijkagent", "meld_anoniem", "veilig_thuis", "police_cter")


def partner_choices(pack: Pack, case: Case) -> tuple[str, ...]:
    """The partners to choose from, in the order of the pack: every one of the key, and some that it does not name."""
    named = [str(choice) for choice in case.key.partners]
    spare = [name for name in _USUAL_PARTNERS if name in pack.kind("partner")]
    for name in spare:
        if len(named) < MAX_CHOICES and name not in {choice.partition("@")[0] for choice in named}:
            named.append(name)
    order = {name: place for place, name in enumerate(pack.kind("partner"))}
    return tuple(sorted(dict.fromkeys(named), key=lambda name: (order.get(partner_of(name).id, len(order)), name)))


def partner_of(choice: str) -> PartnerChoice:
    """A choice such as `municipality@named` as a value."""
    name, _, how = choice.partition("@")
    return PartnerChoice(name, how == "named")


def partner_told(case: Case, entry: Entry, choice: str) -> str:
    """The text of the interface that says whether a partner is told the name of the person; empty when that goes without saying."""
    if partner_of(choice).named:
        return "practice.partner.named"
    reach = getattr(entry, "reach", {}).get(case.profession)
    return "practice.partner.unnamed" if reach == "without_name" else ""
