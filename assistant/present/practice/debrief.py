"""The debrief of a round: every cue, both reasonings side by side, the forks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.content.interface import phrases
from assistant.content.model import Language, Ref
from assistant.dialogue.guide import Guide
from assistant.practice.case_round import Round, script_for
from assistant.practice.case_script import FORK, FORK_AT, WORKED
from assistant.practice.debrief import Debrief, debrief
from assistant.practice.scores import panel_credit
from assistant.practice.sentences import Said, Teller, base_rates, next_time, summary
from assistant.present.practice.feedback import CueRow, cue_row, worked_feedback
from assistant.present.practice.story import asked
from assistant.reasoning.explainer import Explainer
from assistant.reasoning.reasoner import Outcome
from assistant.records import dataclass, replace
from assistant.result.result import Result
from assistant.result.tree import Branch, how
from assistant.result.words import capital


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
        pairs.append(ProofPair(ref, capital(teller.name(ref)), Ref.parse(ref).kind, state, mine, expert, cues, ways))
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
    questions = script_for(teller.pack, one).by_id
    for fork in teller.case.concordance:
        key = FORK_AT + fork.at
        word = one.choice(key)
        if not word or key not in questions:
            continue
        view, place = asked(teller, one, key), FORK.index(word)
        labels = [choice.label for choice in view.choices]
        credit = panel_credit(fork.panel)
        panel = tuple(zip(labels, fork.panel, strict=True)) if fork.panel else ()
        yield ForkView(view.ask, labels[place], panel, credit[place] if credit else None)


def debrief_questions(teller: Teller) -> tuple[tuple[str, str], ...]:
    """The questions for the talk afterwards, each with the name of its phase."""
    return tuple((teller.key(f"practice.phase.{each.phase}"), teller.say(each.ask)) for each in teller.case.debrief)
