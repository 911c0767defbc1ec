"""What typed words may mean: danger, told at once or asked about quietly, and observations to confirm one by one.

A confirmed observation is ticked beforehand when its question comes.

Nothing here is kept: the text is read once, and what remains are the few words that are shown back until the user has answered.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from assistant.content.interface import phrases
from assistant.content.model import Dialogue, Language, Option, Pack, Question, Ref, Text, of_kind
from assistant.content.questions import kind_of
from assistant.later import later
from assistant.present.conversation import UNKNOWN_CHOICE, Choice, QuestionView
from assistant.records import dataclass
from assistant.result.result import fill

if TYPE_CHECKING:
    from assistant import danger as hearing
    from assistant.finder import finder as lookup
else:
    hearing = later("assistant.danger")  # 70 ms: its lists of words, only where words are typed
    lookup = later("assistant.finder.finder")  # 60 ms: the libraries for words, as above

MOST = 5
"""How many proposals are asked about: each is a question."""
MOST_SHOWN = 600
"""How many letters of what was typed stand beside a proposal."""
YES, NO = "yes", "no"
PRESENT, DANGER = "present", "danger"


@dataclass(frozen=True, slots=True)
class Meant:
    """One observation, or kind of danger, that the words may mean. `words` are shown back until the user has answered.

    Only for danger: `clear` says that its page opens at once, `about_self` that the user tells of the user.
    """

    ref: str
    words: str
    clear: bool = False
    about_self: bool = False

    @property
    def danger(self) -> bool:
        """Whether it is about acute danger."""
        return of_kind(self.ref, DANGER)


def warm(pack: Pack, language: Language) -> None:
    """Make the lexicon ready, so that the first search is as quick as the others."""
    lookup.proposals(pack, "", language, most=1)


def meant_by(pack: Pack, dialogue: Dialogue, after: str, text: str, language: Language) -> tuple[Meant, ...]:
    """What `text` may mean, best first and danger before all else: only what a question after `after` asks about, or danger."""
    if not text.strip():
        return ()
    ids = [question.id for question in dialogue.questions]
    later = dialogue.questions[ids.index(after) + 1 :] if after in ids else dialogue.questions
    asked = {ref for question in later for option in question.answerable if not option.ends for ref in _present(option)}
    found: list[Meant] = []
    for each in lookup.proposals(pack, text, language):
        ref = f"{each.kind}:{each.id}"
        if each.kind != DANGER and ref in asked and len(found) < MOST:
            found.append(Meant(ref, _shown(each.matched, text)))
    return (*danger_meant(pack, text, language), *found)


def danger_meant(pack: Pack, text: str, language: Language) -> tuple[Meant, ...]:
    """What `text` may mean of danger, clear kinds first."""
    return tuple(
        Meant(
            f"{DANGER}:{notice.kind}",
            _shown(notice.matched, text),
            clear=notice.level == "clear",
            about_self=notice.whose == "self",
        )
        for notice in hearing.notices(pack, text, language)
        if notice.kind == hearing.SOME or pack.entry(DANGER, notice.kind)
    )


def _shown(matched: tuple[str, ...], text: str) -> str:
    together = " ".join(matched)
    return together if together in text else " … ".join(matched)


def quiet_question(kind: str, language: Language) -> str:
    """The one quiet question about a kind of danger that words may tell of."""
    words, key = phrases(language), f"danger.quiet.{kind}"
    return words(key if key in words.texts else "danger.quiet")


def proposal_view(pack: Pack, meant: Meant, language: Language, noun: Text, typed: str = "") -> QuestionView:
    """The question about one proposal; for danger a quiet one of its kind, that records nothing. `typed` is shown with it."""
    words = phrases(language)
    kind, name = Ref.parse(meant.ref).pair
    part = DANGER if meant.danger else "fact"
    choices = [Choice(YES, "1", words(f"tui.proposal.{part}.yes")), Choice(NO, "2", words(f"tui.proposal.{part}.no"))]
    if meant.danger:
        ask = quiet_question(name, language)
    else:
        choices.append(Choice(UNKNOWN_CHOICE, "0", words("answer.unknown")))
        entry = pack.entry(kind, name)
        shown = fill(entry.name, language, noun) if entry else name
        ask = words("tui.proposal.ask", words=meant.words, name=shown.rstrip("."))
    help_ = words(f"tui.proposal.{part}.help", words=meant.words)
    if typed.strip():
        help_ = f"{help_}\n{words('tui.proposal.typed')}\n{_start_of(typed.strip())}"
    why = words("tui.proposal.why")
    return QuestionView(f"meant@{meant.ref}", "one", ask, help_, why, tuple(choices), proposes=meant.ref)


def _start_of(text: str) -> str:
    """What was typed, as far as there is room for it beside a question."""
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN].rstrip()} …"


def beforehand(question: Question, confirmed: Collection[str]) -> tuple[str, ...]:
    """What stands ticked when the question comes: the options that say what was confirmed, or hold it, and what no option says so
    exactly. The user still answers the question.
    """
    if question.choose_from or not kind_of(question).chooses:
        return ()
    said = [option for option in question.answerable if not option.ends and _present(option) & set(confirmed)]
    ids = {option.id for option in said} | {option.within for option in said}
    ticked = tuple(option.id for option in question.answerable if option.id in ids)
    most = question.at_most if kind_of(question).several else 1
    return ticked[:most] if most else ticked


def _present(option: Option) -> frozenset[str]:
    return frozenset(f"{given.kind}:{given.id}" for given in option.records if given.state == PRESENT)
