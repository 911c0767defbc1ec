"""What a trainee is told: sentences about this case, never a mark, a rank or a verdict on the trainee."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.content.interface import Phrases, phrases
from assistant.content.model import Case, Language, Observation, Pack, Ref, Text
from assistant.practice.case_round import Changed
from assistant.practice.case_script import SURE, partner_of, partner_told
from assistant.practice.debrief import (
    KINDS,
    MISSED,
    OVER_READ,
    SEEN,
    VERY_SURE,
    CueDebrief,
    Debrief,
    Named,
    Topic,
    behind,
    mistakes,
    plan_of,
)
from assistant.records import dataclass
from assistant.result.result import NOUN, entry_name, fill
from assistant.result.words import capital

TOLD_COSTS = ("trigger", "driver", "signal", "step", "partner")
MAX_COSTS = 3
GUESSED = 60
"""How sure one who guesses is at most."""


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence or two about one thing. `role` says where it belongs, `cue` which cue it is about."""

    role: str
    text: str
    cue: str = ""


class Teller:
    """Words for one case: texts with the word for the person, names of entries for this profession."""

    def __init__(self, pack: Pack, case: Case, language: Language) -> None:
        self.pack = pack
        self.case = case
        self.language = language
        self.words: Phrases = phrases(language)
        work = pack.entry("context", case.profession)
        self.noun = work.noun if isinstance(work, Observation) and work.noun else NOUN

    def say(self, text: Text) -> str:
        """A text of the pack."""
        return fill(text, self.language, self.noun)

    def key(self, key: str, **values: object) -> str:
        """A text of the interface."""
        told = self.words(key, **values)
        return fill(Text(told, told), self.language, self.noun)

    def name(self, ref: str) -> str:
        """The name of `kind:id`; a partner with a name says so."""
        kind, rest = Ref.parse(ref).pair
        choice = partner_of(rest)
        entry = self.pack.entry(kind, choice.id)
        if entry is None:
            return rest
        name = self.say(entry_name(entry, self.case.profession))
        how = partner_told(self.case, entry, rest) if kind == "partner" else ""
        return self.key(how, name=name) if how else name

    def names(self, refs: Iterable[str]) -> str:
        """Names in a row."""
        return "; ".join(self.name(ref) for ref in refs)

    def kinds(self, refs: Iterable[str]) -> str:
        """Names in a row, each with what kind of thing it is."""
        return "; ".join(f"{self.name(ref)} ({self.words('kind.' + Ref.parse(ref).kind)})" for ref in refs)


def cue_sentence(teller: Teller, each: CueDebrief) -> str:
    """What is said about one cue once it is marked: why it matters, or what it does not mean."""
    cue, number = each.cue, each.cue.number
    if each.verdict == SEEN:
        key = {"acute": "practice.cue.acute_seen", "protective": "practice.cue.help_seen"}.get(
            cue.type, "practice.cue.seen"
        )
        return f"{teller.key(key, number=number)} {teller.say(cue.missed)}".strip()
    if each.verdict == MISSED:
        key = "practice.cue.acute_missed" if cue.type == "acute" else "practice.cue.missed"
        return f"{teller.key(key, number=number)} {teller.say(cue.missed)}".strip()
    if each.verdict == OVER_READ:
        key = "practice.cue.over_sure" if each.very_sure else "practice.cue.over"
        return f"{teller.key(key, number=number)} {teller.say(cue.overread)}".strip()
    if each.verdict == "left":
        return teller.key("practice.cue.left", number=number)
    if each.verdict == "open":
        return f"{teller.key('practice.cue.open', number=number)} {teller.say(cue.missed)} {teller.say(cue.overread)}"
    return teller.key("practice.cue.not_asked", number=number)


def summary(teller: Teller, found: Debrief) -> tuple[Said, ...]:
    """The debrief in sentences: danger first, then what was seen, missed and read into it, labels, step, partner, and what is next."""
    said: list[Said] = []
    said.append(Said("changed", changed_sentence(teller, found.changed)))
    said += [Said("acute", cue_sentence(teller, each), each.cue.id) for each in found.of_type("acute") if each.mark]
    said.append(Said("counts", counted(teller, found)))
    for each in found.cues:
        if each.verdict in (MISSED, OVER_READ) and each.cue.type != "acute":
            said.append(Said(each.verdict, f"{cue_sentence(teller, each)} {costs(teller, each)}".strip(), each.cue.id))
    for key, named in (("triggers", found.triggers), ("drivers", found.drivers)):
        if named:
            said += [Said(key, text) for text in _labels(teller, key, named)]
    said += [Said("step", _step(teller, found))] if found.step else []
    said += [Said("partner", _partner(teller, found))] if found.partner else []
    said.append(Said("sure", sureness(teller, found)))
    said.append(Said("next", next_time(teller, found)))
    return tuple(each for each in said if each.text)


def counted(teller: Teller, found: Debrief) -> str:
    """`U zag 2 van de 3 dingen die ertoe doen …`: how many, never how good."""
    parts = []
    for key, type_ in (("targets", "target"), ("helps", "protective"), ("decoys", "decoy")):
        part, whole = found.tally(type_)
        if whole:
            how = "none" if part == 0 else "one" if whole == 1 else "some"
            parts.append(teller.key(f"practice.counted.{key}.{how}", part=part, whole=whole))
    return " ".join(parts)


def costs(teller: Teller, each: CueDebrief) -> str:
    """What a missed cue cost in one's own conclusions."""
    refs = [ref for ref in each.costs if Ref.parse(ref).kind in TOLD_COSTS][:MAX_COSTS]
    if each.verdict != MISSED or not refs:
        return ""
    return teller.key("practice.cue.costs", names=teller.kinds(refs))


def _labels(teller: Teller, key: str, named: Named) -> Iterable[str]:
    kind = key[:-1]
    if named.hit:
        yield teller.key(f"practice.{key}.hit", names=teller.names(f"{kind}:{name}" for name in named.hit))
    if named.missed:
        yield teller.key(f"practice.{key}.missed", names=teller.names(f"{kind}:{name}" for name in named.missed))
    if named.extra:
        yield teller.key(f"practice.{key}.extra", names=teller.names(f"{kind}:{name}" for name in named.extra))
    if not named.hit and not named.missed and not named.extra:
        yield teller.key(f"practice.{key}.none")


def _step(teller: Teller, found: Debrief) -> str:
    assert found.step is not None
    first = teller.names(f"step:{ref.id}" for ref in found.case.key.steps_first)
    name = capital(teller.name(f"step:{found.step.id}"))
    return teller.key(f"practice.step.{found.step.verdict}", name=name, first=first)


def _partner(teller: Teller, found: Debrief) -> str:
    assert found.partner is not None
    fits = teller.names(f"partner:{choice}" for choice in found.case.key.partners_expected)
    name = capital(teller.name(f"partner:{found.partner.id}"))
    return teller.key(f"practice.partner.{found.partner.verdict}", name=name, fits=fits)


def next_time(teller: Teller, found: Debrief) -> str:
    """The one thing to look at next time: the gravest kind of mistake first."""
    found_topics = mistakes(found.case, found.round, plan_of(found.case, behind(found.case, found.expert)))
    topics = sorted(found_topics, key=lambda topic: (KINDS.index(topic.kind), topic.ref))
    if not topics:
        return teller.key("practice.next.nothing")
    first = topics[0]
    if (
        first.kind == "over_read"
    ):  # what explains it has a name for all stories; here it is told by the point it is about
        numbers = [each.cue.number for each in found.cues if each.verdict == OVER_READ and _explains(each, first)]
        if numbers:
            return teller.key("practice.next.over_read.point", number=numbers[0])
    return topic_sentence(teller, first)


def _explains(each: CueDebrief, topic: Topic) -> bool:
    return topic.ref == f"explanation:{each.cue.explanation}"


def sureness(teller: Teller, found: Debrief) -> str:
    """One sentence about how sure one was and whether that fitted; from the first story on, and never a number."""
    judged = [each for each in found.cues if each.mark is not None and each.right is not None]
    sure = [each for each in judged if each.mark is not None and each.mark.sure > VERY_SURE]
    wrong = [each for each in sure if not each.right]
    if wrong:
        key = "practice.sureness.over.one" if len(wrong) == 1 else "practice.sureness.over.some"
        return teller.key(key, numbers=", ".join(str(each.cue.number) for each in wrong))
    if sure:
        return teller.key("practice.sureness.fits")
    guesses = [each for each in judged if each.mark is not None and each.mark.sure <= GUESSED]
    if len(guesses) * 2 > len(judged) and sum(bool(each.right) for each in guesses) * 2 > len(guesses):
        return teller.key("practice.sureness.guess")
    return teller.key("practice.sureness.mixed") if judged else ""


def sure_words(words: Phrases, sure: int) -> str:
    """How sure, in words: that of the nearest step."""
    return words(f"practice.sure.{min(SURE, key=lambda step: abs(step - sure))}")


def topic_sentence(teller: Teller, topic: Topic) -> str:
    """What to look at, for one topic."""
    return teller.key(f"practice.next.{topic.kind}", name=teller.name(topic.ref))


def changed_sentence(teller: Teller, changed: Changed) -> str:
    """What is different in the case since the round was begun; empty when nothing is."""
    if not changed:
        return ""
    now = {cue.id: cue.number for cue in teller.case.cues}
    parts = [teller.key("practice.changed")]
    if changed.new:
        parts.append(teller.key("practice.changed.new", numbers=", ".join(str(now[cue]) for cue in changed.new)))
    if changed.reworded:
        numbers = ", ".join(str(now[cue]) for cue in changed.reworded)
        parts.append(teller.key("practice.changed.reworded", numbers=numbers))
    if changed.gone:
        parts.append(teller.key("practice.changed.gone", number=len(changed.gone)))
    return " ".join(parts)


def base_rates(language: Language) -> tuple[str, ...]:
    """The card that stands beside every debrief: what training says about the street, and what not."""
    words = phrases(language)
    return tuple(words(f"practice.base.{line}") for line in ("title", "mix", "suppose", "half", "some", "rare", "so"))
