"""What is said about one answer: about a cue that was marked, and about the mistake that was looked for."""

from __future__ import annotations

from assistant.content.model import Cue, Ref, Source
from assistant.practice.case_round import Round
from assistant.practice.case_script import LINE, MARK, POINT, PRACTICE
from assistant.practice.debrief import MISSED, OVER_READ, CueDebrief, verdict_of
from assistant.practice.sentences import MAX_COSTS, TOLD_COSTS, Teller, cue_sentence, sure_words
from assistant.records import dataclass


def feedback(teller: Teller, one: Round, key: str) -> tuple[str, ...]:
    """What is said at once after an answer: after a mark in practice mode, and after finding the mistake."""
    case = teller.case
    if key == LINE and case.worked:
        return worked_feedback(teller, one)
    if one.mode not in (PRACTICE, POINT) or not key.startswith(MARK) or key not in one.answers:
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
    chosen = next((line for line in worked.lines if line.id == one.choice(LINE)), None)
    number = next((n for n, line in enumerate(worked.lines, 1) if line.id == worked.wrong), 0)
    why = teller.say(worked.why)
    if chosen and chosen.id != worked.wrong:
        remark = teller.say(chosen.remark)
        told = teller.key("practice.line.other", remark=remark, number=number, why=why)
    else:
        told = teller.key("practice.line.found", why=why)
    better = teller.key("practice.line.better", better=teller.say(worked.better)) if worked.better else ""
    return tuple(" ".join(text.split()) for text in (told, better) if text)


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


def cue_row(teller: Teller, each: CueDebrief) -> CueRow:
    """One cue afterwards."""
    cue, words = each.cue, teller.key
    ordinary = ""
    own = teller.say(cue.overread)
    if cue.explanation and not own:
        ordinary = words("practice.cue.ordinary", name=teller.name(f"explanation:{cue.explanation}"))
    elif cue.explanation:
        # What this story says of it, and not what the explanation is called in all stories; who read a worry in it was told so above.
        ordinary = "" if each.verdict == OVER_READ else own
    elif cue.type != "acute" and cue.overread and each.verdict != "open":
        ordinary = words("practice.cue.both", text=teller.say(cue.overread))
    refs = [ref for ref in each.costs if Ref.parse(ref).kind in TOLD_COSTS][:MAX_COSTS]
    mark = (
        ""
        if each.mark is None
        else words(
            f"practice.mark.{'yes' if each.mark.matters else 'no'}", sure=sure_words(teller.words, each.mark.sure)
        )
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
    entries = (teller.pack.entry_at(ref) for ref in behind)
    cited = [cue.sources, *(entry.sources for entry in entries if entry)]
    found = []
    for citation in next(filter(None, cited), ()):
        entry = teller.pack.entry("source", citation.source)
        if isinstance(entry, Source):
            parts = (entry.name.in_(teller.language), entry.publisher, entry.year, citation.at)
            found.append(", ".join(part for part in parts if part))
    return tuple(found)
