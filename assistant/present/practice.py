"""Practice as plain view data: what the screens in the terminal, the line mode and the files all draw."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from assistant.content.interface import phrases
from assistant.content.model import Case, Cue, Entry, Language, Source, Step, Text
from assistant.dialogue.guide import Guide
from assistant.practice.debrief import MISSED, CueDebrief, Debrief, debrief, verdict_of
from assistant.practice.keys import cues_behind, expected
from assistant.practice.progress import FALSE, HIT, MISS, PLOT_FROM, Keys, history, overview
from assistant.practice.round import (
    FORK,
    FORK_AT,
    MARK,
    PRACTICE,
    SURE,
    WORKED,
    Round,
    changed_since,
    keys_of,
    label_choices,
    open_key,
    partner_choices,
    step_choices,
)
from assistant.practice.schedule import Due, agenda, next_set
from assistant.practice.scores import panel_credit
from assistant.practice.sentences import (
    MAX_COSTS,
    TOLD_COSTS,
    Said,
    Teller,
    base_rates,
    changed_sentence,
    cue_sentence,
    next_time,
    summary,
    topic_sentence,
)
from assistant.reasoning.explainer import Explainer
from assistant.reasoning.reasoner import Outcome
from assistant.records import dataclass, replace
from assistant.result.result import Result
from assistant.result.tree import Branch, how
from assistant.result.words import capital

# ---------------------------------------------------------------- the list of cases


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case on the list. `state` is done, open or empty; `due` when it trains something whose day has come."""

    id: str
    title: str
    about: str
    state: str = ""
    due: bool = False


def case_lines(
    guide: Guide, rounds: Sequence[Round], today: str, code: str, language: Language
) -> tuple[CaseLine, ...]:
    """Every case, those for now first."""
    played = history(Keys(guide.pack), guide.pack.cases, rounds)
    return listed(guide, rounds, [case.id for case in next_set(guide.pack.cases, played, today, code)], language)


def listed(
    guide: Guide, rounds: Sequence[Round], chosen: Sequence[str], language: Language, *, rest: bool = True
) -> tuple[CaseLine, ...]:
    """The `chosen` cases, said to be due, and the `rest` after them."""
    words, cases = phrases(language), guide.pack.cases
    done = {one.case for one in rounds if one.committed}
    begun = {one.case for one in rounds if not one.committed and one.answers}
    others = [case for case in cases.values() if rest and case.id not in chosen]
    lines = []
    for case in (*(cases[name] for name in chosen), *sorted(others, key=lambda case: (case.family, case.id))):
        about = f"{words(f'practice.setting.{case.setting}')}, {words('practice.minutes', minutes=case.minutes)}"
        state = "open" if case.id in begun else "done" if case.id in done else ""
        title = Teller(guide.pack, case, language).say(case.title)
        lines.append(CaseLine(case.id, title, about, state, case.id in chosen))
    return tuple(lines)


# ---------------------------------------------------------------- a round


@dataclass(frozen=True, slots=True)
class StoryPart:
    """A piece of the vignette. `number` is 0 for what is no cue; `state` is current, done or later."""

    text: str
    number: int = 0
    cue: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class OptionView:
    """One thing to choose. `value` is what is kept."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class AskView:
    """The open question. `kind` is mark (then `sure` too), many, one, fork or line."""

    key: str
    kind: str
    ask: str
    help: str
    options: tuple[OptionView, ...]
    sure: tuple[OptionView, ...] = ()


@dataclass(frozen=True)
class RoundView:
    """A round under way. `worked` has the introduction of a worked example and then its lines; `feedback` is about the last answer."""

    title: str
    remark: str
    story: tuple[StoryPart, ...]
    worked: tuple[str, ...]
    ask: AskView | None
    done: int
    total: int
    feedback: tuple[str, ...] = ()
    changed: str = ""


def round_view(guide: Guide, one: Round, language: Language, *, last: str = "", at: str = "") -> RoundView:
    """What a round shows now. `last` is the key that was answered last: in practice mode it gets its feedback here.

    `at` is the key to show; without it the first one that is open.
    """
    case = guide.pack.cases[one.case]
    teller = Teller(guide.pack, case, language)
    keys, key = keys_of(case, one.mode), at or open_key(case, one)
    worked = case.worked if one.mode == WORKED else None
    lines = (
        (teller.say(worked.intro), *(f"{n}. {teller.say(line.text)}" for n, line in enumerate(worked.lines, 1)))
        if worked
        else ()
    )
    return RoundView(
        title=teller.say(case.title),
        remark=teller.key("practice.fictional"),
        story=story(teller, one, key),
        worked=lines,
        ask=ask_view(teller, one, key) if key else None,
        done=sum(1 for each in keys if each in one.answers),
        total=len(keys),
        feedback=feedback(teller, one, last),
        changed=changed_sentence(teller, changed_since(case, one)),
    )


def story(teller: Teller, one: Round, key: str = "") -> tuple[StoryPart, ...]:
    """The vignette in order: the introduction, the cues with their numbers, and what is no cue."""
    parts = [StoryPart(teller.say(teller.case.intro))]
    for part in teller.case.story:
        if isinstance(part, Text):
            parts.append(StoryPart(teller.say(part)))
        else:
            state = "current" if key == MARK + part.id else "done" if MARK + part.id in one.answers else "later"
            parts.append(StoryPart(teller.say(part.text), part.number, part.id, state))
    return tuple(parts)


def ask_view(teller: Teller, one: Round, key: str) -> AskView:
    """The question behind a key."""
    case, words = teller.case, teller.key
    options: tuple[OptionView, ...]
    if key.startswith(MARK):
        number = case.by_id[key.removeprefix(MARK)].number
        options = (OptionView("yes", words("practice.ask.yes")), OptionView("no", words("practice.ask.no")))
        sure = tuple(OptionView(str(n), words(f"practice.sure.{n}")) for n in SURE)
        return AskView(
            key, "mark", words("practice.ask.mark", number=number), words("practice.ask.mark.help"), options, sure
        )
    if key.startswith(FORK_AT):
        fork = next(fork for fork in case.concordance if fork.at == key.removeprefix(FORK_AT))
        told = {"hypothesis": teller.say(fork.hypothesis), "information": teller.say(fork.new_information)}
        options = tuple(OptionView(word, words(f"practice.fork.{word}")) for word in FORK)
        return AskView(key, "fork", words("practice.ask.fork", **told), words("practice.cue.fork"), options)
    if key == "line":
        lines = case.worked.lines if case.worked else ()
        options = tuple(OptionView(line.id, teller.say(line.text)) for line in lines)
        return AskView(key, "line", words("practice.ask.line"), "", options)
    if key in ("triggers", "drivers"):
        entries: Iterable[Entry] = label_choices(teller.pack, key)
        options = tuple(OptionView(entry.id, capital(teller.name(entry.ref))) for entry in entries)
        return AskView(key, "many", words(f"practice.ask.{key}"), "", options)
    choices = step_choices(teller.pack, case) if key == "step" else partner_choices(teller.pack, case)
    options = tuple(OptionView(choice, capital(teller.name(f"{key}:{choice}"))) for choice in choices)
    return AskView(key, "one", words(f"practice.ask.{key}"), "", options)


def feedback(teller: Teller, one: Round, key: str) -> tuple[str, ...]:
    """What is said at once after an answer: after a mark in practice mode, and after finding the mistake."""
    case = teller.case
    if key == "line" and case.worked:
        return worked_feedback(teller, one)
    if one.mode != PRACTICE or not key.startswith(MARK) or key not in one.answers:
        return ()
    cue = case.by_id.get(key.removeprefix(MARK))
    if cue is None:
        return ()
    mark = one.marks[cue.id]
    row = cue_row(teller, CueDebrief(cue, mark, verdict_of(cue, mark)))
    return tuple(text for text in (row.why, row.ordinary) if text)


def worked_feedback(teller: Teller, one: Round) -> tuple[str, ...]:
    """Whether the mistake was found, why it is one, and how it could read."""
    worked = teller.case.worked
    assert worked is not None
    chosen = next((line for line in worked.lines if line.id == one.answers.get("line")), None)
    number = next((n for n, line in enumerate(worked.lines, 1) if line.id == worked.wrong), 0)
    why = teller.say(worked.why)
    if chosen and chosen.id != worked.wrong:
        remark = teller.say(chosen.remark)
        told = teller.key("practice.line.other", remark=remark, number=number, why=why)
    else:
        told = teller.key("practice.line.found", why=why)
    better = teller.key("practice.line.better", better=teller.say(worked.better)) if worked.better else ""
    return tuple(" ".join(text.split()) for text in (told, better) if text)


# ---------------------------------------------------------------- the debrief


@dataclass(frozen=True, slots=True)
class CueRow:
    """One cue afterwards. `why` is the full sentence; `ordinary` the ordinary explanation; `sources` where it comes from."""

    number: int
    cue: str
    text: str
    type: str
    verdict: str
    said: str
    mark: str
    why: str
    ordinary: str
    costs: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProofPair:
    """One conclusion: the trainee's proof beside the expert's. `state` is both, lost or extra.

    `brought_by` are the cues that would bring it back; each of the `ways` does so by itself.
    """

    ref: str
    name: str
    kind: str
    state: str
    mine: Branch | None
    expert: Branch | None
    brought_by: tuple[int, ...] = ()
    ways: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ForkView:
    """A fork afterwards: what one chose, and what a panel chose, where one has voted."""

    ask: str
    chosen: str
    panel: tuple[tuple[str, int], ...] = ()
    credit: float | None = None


@dataclass(frozen=True, slots=True)
class Noticed:
    """How many of one type of points were marked, out of how many: for a small picture, never for a mark."""

    label: str
    part: int
    whole: int
    told: str

    @property
    def dots(self) -> str:
        """As a little picture."""
        return "●" * self.part + "○" * (self.whole - self.part)


@dataclass(frozen=True)
class DebriefView:
    """All that is shown after a round. `again_at` are the cues from which it can be played again."""

    title: str
    said: tuple[Said, ...]
    rows: tuple[CueRow, ...]
    proofs: tuple[ProofPair, ...]
    forks: tuple[ForkView, ...]
    worked: tuple[str, ...]
    questions: tuple[tuple[str, str], ...]
    base_rates: tuple[str, ...]
    again_at: tuple[tuple[str, int], ...]
    next_time: str
    noticed: tuple[Noticed, ...] = ()


def debrief_view(guide: Guide, one: Round, language: Language) -> DebriefView:
    """The debrief of a finished round."""
    case = guide.pack.cases[one.case]
    teller = Teller(guide.pack, case, language)
    if one.mode == WORKED:
        worked = worked_feedback(teller, one)
        questions = debrief_questions(teller)
        return DebriefView(teller.say(case.title), (), (), (), (), worked, questions, base_rates(language), (), "")
    found = debrief(guide.reasoner, case, one)
    return DebriefView(
        title=teller.say(case.title),
        said=summary(teller, found),
        rows=tuple(cue_row(teller, each) for each in found.cues),
        proofs=proofs(guide, found, language),
        forks=tuple(_forks(teller, one)),
        worked=(),
        questions=debrief_questions(teller),
        base_rates=base_rates(language),
        again_at=tuple((each.cue.id, each.cue.number) for each in found.cues if each.right is False),
        next_time=next_time(teller, found),
        noticed=tuple(_noticed(found, language)),
    )


def _noticed(found: Debrief, language: Language) -> Iterable[Noticed]:
    words = phrases(language, "trainee")
    for type_ in ("acute", "target", "protective", "decoy"):
        part, whole = found.tally(type_)
        if whole:
            told = words("noticed.of", part=part, whole=whole)
            yield Noticed(words(f"noticed.{type_}"), part, whole, told)


def cue_row(teller: Teller, each: CueDebrief) -> CueRow:
    """One cue afterwards."""
    cue, words = each.cue, teller.key
    ordinary = ""
    if cue.explanation:
        ordinary = words("practice.cue.ordinary", name=teller.name(f"explanation:{cue.explanation}"))
    elif cue.type != "acute" and cue.overread and each.verdict != "open":
        ordinary = words("practice.cue.both", text=teller.say(cue.overread))
    refs = [ref for ref in each.costs if ref.partition(":")[0] in TOLD_COSTS][:MAX_COSTS]
    mark = (
        "" if each.mark is None else words(f"practice.mark.{'yes' if each.mark.matters else 'no'}", sure=each.mark.sure)
    )
    return CueRow(
        number=cue.number,
        cue=cue.id,
        text=teller.say(cue.text),
        type=words(f"practice.type.{cue.type}"),
        verdict=each.verdict,
        said=words(f"practice.verdict.{each.verdict}"),
        mark=mark,
        why=" ".join(cue_sentence(teller, each).split()),
        ordinary=ordinary,
        costs=words("practice.cue.costs", names=teller.kinds(refs)) if refs and each.verdict == MISSED else "",
        sources=sources_of(teller, cue),
    )


def sources_of(teller: Teller, cue: Cue) -> tuple[str, ...]:
    """Where a cue comes from: its own sources, else those of its ordinary explanation or of the fact it records."""
    behind = [f"explanation:{cue.explanation}", *(f"{given.kind}:{given.id}" for given in cue.records)]
    entries = (teller.pack.entry(*ref.split(":", 1)) for ref in behind)
    cited = [cue.sources, *(entry.sources for entry in entries if entry)]
    found = []
    for citation in next(filter(None, cited), ()):
        entry = teller.pack.entry("source", citation.source)
        if isinstance(entry, Source):
            parts = (entry.name.in_(teller.language), entry.publisher, entry.year, citation.at)
            told = ", ".join(part for part in parts if part)
            found.append(told if entry.verified else f"{told} {teller.words('tree.unverified')}")
    return tuple(found)


def proofs(guide: Guide, found: Debrief, language: Language) -> tuple[ProofPair, ...]:
    """Every conclusion of the two reasonings with both proofs, those that differ first."""
    teller = Teller(guide.pack, found.case, language)
    numbers = {cue.id: cue.number for cue in found.case.cues}
    lost = {each.ref: each for each in found.lost}
    refs = sorted(found.expert.refs | found.mine.refs, key=lambda ref: guide.pack.rank[ref])
    pairs = []
    for ref in refs:
        state = "lost" if ref in lost else "extra" if ref in found.extra else "both"
        found_ways = lost[ref].ways if ref in lost else ()
        ways = tuple(tuple(sorted(numbers[cue] for cue in way)) for way in found_ways)
        cues = tuple(sorted({number for way in ways for number in way}))
        mine, expert = (
            _proof(guide, found, outcomes, ref, language) for outcomes in (found.mine.outcomes, found.expert.outcomes)
        )
        pairs.append(ProofPair(ref, capital(teller.name(ref)), ref.partition(":")[0], state, mine, expert, cues, ways))
    return tuple(sorted(pairs, key=lambda pair: pair.state == "both"))


def _proof(guide: Guide, found: Debrief, outcomes: Iterable[Outcome], ref: str, language: Language) -> Branch | None:
    outcome = next((outcome for outcome in outcomes if ref in outcome.conclusions), None)
    if outcome is None:
        return None
    result = Result(
        guide.pack, found.round.started, outcome.situation, outcome, Explainer(guide.reasoner, outcome), None
    )
    teller = Teller(guide.pack, found.case, language)
    texts = {cue.id: f"{cue.number}. {teller.say(cue.text)}" for cue in found.case.cues}
    return _with_cues(how(result, ref, language), outcome, texts)


def _with_cues(branch: Branch, outcome: Outcome, texts: Mapping[str, str]) -> Branch:
    """The proof with, under every fact, the cue of the story that gave it."""
    children = tuple(_with_cues(child, outcome, texts) for child in branch.children)
    fact = outcome.situation.facts.get(branch.ref) if branch.role == "fact" else None
    if fact is not None:
        children += tuple(Branch("cue", texts[origin], origin) for origin in fact.origins if origin in texts)
    return replace(branch, children=children)


def _forks(teller: Teller, one: Round) -> Iterable[ForkView]:
    for fork in teller.case.concordance:
        word = one.answers.get(FORK_AT + fork.at)
        if word is None:
            continue
        ask = teller.key(
            "practice.ask.fork", hypothesis=teller.say(fork.hypothesis), information=teller.say(fork.new_information)
        )
        labels = [teller.key(f"practice.fork.{each}") for each in FORK]
        credit = panel_credit(fork.panel)
        panel = tuple(zip(labels, fork.panel, strict=True)) if fork.panel else ()
        yield ForkView(ask, labels[FORK.index(word)], panel, credit[FORK.index(word)] if credit else None)


def debrief_questions(teller: Teller) -> tuple[tuple[str, str], ...]:
    """The questions for the talk afterwards, each with the name of its phase."""
    return tuple((teller.key(f"practice.phase.{each.phase}"), teller.say(each.ask)) for each in teller.case.debrief)


# ---------------------------------------------------------------- progress


@dataclass(frozen=True, slots=True)
class TriggerLine:
    """One trigger factor over time. `marks` is a row of hit, miss and false, the oldest first; `told` says it in words."""

    trigger: str
    name: str
    marks: tuple[str, ...]
    told: str

    @property
    def spark(self) -> str:
        """The marks as a little picture."""
        return "".join({HIT: "█", MISS: "▁", FALSE: "×"}[mark] for mark in self.marks)


@dataclass(frozen=True, slots=True)
class DueLine:
    """One thing to come back to."""

    day: str
    told: str
    now: bool


@dataclass(frozen=True)
class ProgressView:
    """What a trainee looks back on. `plot` is per confidence: how sure, how often right, out of how many; empty below forty answers."""

    code: str
    said: tuple[str, ...]
    triggers: tuple[TriggerLine, ...]
    due: tuple[DueLine, ...]
    next: tuple[CaseLine, ...]
    plot: tuple[tuple[int, int, int], ...]
    plot_said: tuple[str, ...]


def progress_view(guide: Guide, rounds: Sequence[Round], today: str, code: str, language: Language) -> ProgressView:
    """Everything on the screen of one's own progress."""
    words, cases = phrases(language), guide.pack.cases
    found = overview(cases, rounds)
    played = history(Keys(guide.pack), cases, rounds)
    said = [words("practice.progress.none")] if not found.rounds else []
    if found.rounds:
        said.append(words("practice.progress.rounds", rounds=found.rounds, cases=found.cases))
        for type_, key in (("acute", "acute"), ("target", "targets"), ("protective", "helps"), ("decoy", "decoys")):
            part, whole = found.tally(type_)
            if whole:
                said.append(words(f"practice.progress.{key}", part=part, whole=whole))
    if found.left_out:
        said.append(words("practice.progress.left_out", number=found.left_out))
    plot = tuple((round(sure * 100), right, whole) for sure, right, whole in found.plot)
    chosen = [case.id for case in next_set(cases, played, today, code)]
    return ProgressView(
        code=code,
        said=tuple(said),
        triggers=tuple(
            _trigger_line(guide, each.trigger, [m for _, m in each.marks], each.number, language)
            for each in found.triggers
        ),
        due=_due_lines(guide, agenda(played), today, language),
        next=listed(guide, rounds, chosen, language, rest=False),
        plot=plot,
        plot_said=_plot_said(plot, len(found.sureness), language),
    )


def _trigger_line(
    guide: Guide, trigger: str, marks: Sequence[str], number: Callable[[str], int], language: Language
) -> TriggerLine:
    words, entry = phrases(language), guide.pack.entry("trigger", trigger)
    parts = [words(f"practice.progress.{what}", number=number(what)) for what in (HIT, MISS, FALSE) if number(what)]
    return TriggerLine(trigger, capital(entry.name.in_(language)) if entry else trigger, tuple(marks), ", ".join(parts))


def _due_lines(guide: Guide, due: Sequence[Due], today: str, language: Language) -> tuple[DueLine, ...]:
    case = next(iter(guide.pack.cases.values()), None)
    if case is None:
        return ()
    teller = Teller(guide.pack, replace(case, profession="other_professional"), language)
    return tuple(DueLine(one.day, topic_sentence(teller, one.topic), one.open_on(today)) for one in due if one.wrong)


def _plot_said(plot: Sequence[tuple[int, int, int]], answers: int, language: Language) -> tuple[str, ...]:
    words = phrases(language)
    if not plot:
        return (words("practice.plot.later", answers=answers, needed=PLOT_FROM),) if answers else ()
    return tuple(words("practice.plot.line", sure=sure, right=right, whole=whole) for sure, right, whole in plot)


# ---------------------------------------------------------------- the key, for print


@dataclass(frozen=True)
class KeyView:
    """The key of a case in words: labels with the cues behind them, steps and partners."""

    triggers: tuple[str, ...]
    not_triggers: tuple[str, ...]
    drivers: tuple[str, ...]
    signals: tuple[str, ...]
    inquiries: tuple[str, ...]
    steps_first: tuple[str, ...]
    steps_then: tuple[str, ...]
    steps_too_early: tuple[str, ...]
    expected: tuple[str, ...]
    also_good: tuple[str, ...]
    too_early: tuple[str, ...]


def key_view(guide: Guide, case: Case, language: Language) -> KeyView:
    """The key of a case."""
    teller, rest = Teller(guide.pack, case, language), expected(guide.reasoner, case).rest
    numbers = {cue.id: str(cue.number) for cue in case.cues}

    def named(refs: Iterable[object]) -> tuple[str, ...]:
        found = []
        for ref in map(str, refs):
            cues = ", ".join(numbers[cue] for cue in cues_behind(case, rest, ref)) if ref in rest.conclusions else ""
            found.append(f"{capital(teller.name(ref))} ({cues})" if cues else capital(teller.name(ref)))
        return tuple(found)

    def plain(refs: Iterable[object], kind: str = "") -> tuple[str, ...]:
        return tuple(capital(teller.name(f"{kind}{ref}")) for ref in refs)

    key = case.key
    return KeyView(
        named(key.triggers),
        plain(key.not_triggers),
        named(key.drivers),
        named(key.signals),
        plain(key.inquiries),
        plain(key.steps_first),
        plain(key.steps_then),
        plain(key.steps_too_early),
        plain(key.partners_expected, "partner:"),
        plain(key.partners_also_good, "partner:"),
        plain(key.partners_too_early, "partner:"),
    )


def step_text(guide: Guide, case: Case, step: str, language: Language) -> str:
    """The full text of a step, for this profession."""
    entry = guide.pack.entry("step", step)
    if not isinstance(entry, Step):
        return ""
    return Teller(guide.pack, case, language).say(entry.text_for.get(case.profession, entry.text))
