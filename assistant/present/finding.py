"""What typed words may mean: observations to confirm one by one. A confirmed one is ticked beforehand when its question comes.

Nothing here is kept: the text is read once, and what remains are the few words that are shown back until the user has answered.
"""

from __future__ import annotations

from collections.abc import Collection

from assistant.content.interface import phrases
from assistant.content.model import Dialogue, Language, Option, Pack, Question, Text
from assistant.present.conversation import UNKNOWN_CHOICE, Choice, QuestionView
from assistant.records import dataclass, replace
from assistant.result.result import fill

MOST = 5
"""How many proposals are asked about: each is a question."""
PROPOSAL = "proposal"
YES, NO = "yes", "no"
PRESENT, DANGER = "present", "danger"


@dataclass(frozen=True, slots=True)
class Meant:
    """One observation that the words may mean. `words` are shown back until the user has answered."""

    ref: str
    words: str

    @property
    def danger(self) -> bool:
        """Whether it is about acute danger."""
        return self.ref.startswith(f"{DANGER}:")


def warm(pack: Pack, language: Language) -> None:
    """Make the lexicon ready, so that the first search is as quick as the others."""
    from assistant.finder.finder import proposals  # and with it the libraries for words

    proposals(pack, "", language, most=1)


def meant_by(pack: Pack, dialogue: Dialogue, after: str, text: str, language: Language) -> tuple[Meant, ...]:
    """What `text` may mean, best first and danger before all else: only what a question after `after` asks about, or danger."""
    if not text.strip():
        return ()
    from assistant.finder.finder import proposals  # as above

    ids = [question.id for question in dialogue.questions]
    later = dialogue.questions[ids.index(after) + 1 :] if after in ids else dialogue.questions
    asked = {(question.id, option.id): _present(option) for question in later for option in question.options}
    told: set[tuple[str, str]] = set()
    found: list[Meant] = []
    for each in proposals(pack, text, language):
        ref = f"{each.kind}:{each.id}"
        places = {place for place, refs in asked.items() if ref in refs}
        if len(found) == MOST or (each.kind != DANGER and (not places or places <= told)):
            continue
        told |= places
        together = " ".join(each.matched)
        found.append(Meant(ref, together if together in text else " … ".join(each.matched)))
    return tuple(found)


def proposal_view(pack: Pack, meant: Meant, language: Language, noun: Text) -> QuestionView:
    """The question about one proposal."""
    words = phrases(language)
    kind, _, name = meant.ref.partition(":")
    entry = pack.entry(kind, name)
    shown = fill(entry.name, language, noun) if entry else name
    part = DANGER if meant.danger else "fact"
    choices = (
        Choice(YES, "1", words(f"tui.proposal.{part}.yes")),
        Choice(NO, "2", words(f"tui.proposal.{part}.no")),
        Choice(UNKNOWN_CHOICE, "0", words("answer.unknown")),
    )
    ask = words("tui.proposal.ask", words=meant.words, name=shown if meant.danger else shown.rstrip("."))
    return QuestionView(
        f"meant@{meant.ref}",
        PROPOSAL,
        ask,
        words(f"tui.proposal.{part}.help"),
        words("tui.proposal.why"),
        choices,
    )


def question_about(dialogue: Dialogue, ref: str) -> str:
    """The question where this can be said; empty when there is none."""
    places = (q.id for q in dialogue.questions if any(ref in _present(option) for option in q.options))
    return next(places, "")


def beforehand(question: Question, view: QuestionView, confirmed: Collection[str]) -> QuestionView:
    """The question with the options chosen already that say what was confirmed. The user still answers it."""
    if not confirmed or view.chosen or view.chosen_rows or question.choose_from:
        return view
    fit = [o.id for o in question.options if not o.ends and _present(o) & set(confirmed)]
    most = view.at_most if view.multiple else 1
    return replace(view, chosen=tuple(fit[:most] if most else fit)) if fit else view


def _present(option: Option) -> frozenset[str]:
    return frozenset(f"{given.kind}:{given.id}" for given in option.records if given.state == PRESENT)
