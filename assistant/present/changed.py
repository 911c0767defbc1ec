"""What a changed answer did to the result, in names: what came and what went, also of what helps."""

from __future__ import annotations

from assistant.content.interface import phrases
from assistant.content.model import Language, Ref
from assistant.result.result import Result
from assistant.result.words import capital

HELPING = ("protective", "explanation")
CONCLUDED = ("trigger", "driver", "signal", "inquiry", "step", "partner")


def standing(result: Result) -> tuple[str, ...]:
    """Everything that stands in a result, as `kind:id`: the conclusions, and what speaks against them and helps."""
    concluded = [ref for ref in result.outcome.conclusions if Ref.parse(ref).kind in CONCLUDED]
    helping = [fact.ref for fact in result.situation.present() if fact.kind in HELPING]
    return (*concluded, *helping)


def changed_lines(result: Result, before: tuple[str, ...], language: Language) -> tuple[str, ...]:
    """A line per thing that came or went since `before` (what stood there then); one line that says so when nothing did."""
    words, now = phrases(language), standing(result)

    def told(ref: str) -> str:
        return f"{capital(result.name(ref, language))} ({words('kind.' + Ref.parse(ref).kind)})."

    lines = [f"{words('tui.changed.added')} {told(ref)}" for ref in now if ref not in before]
    lines += [f"{words('tui.changed.removed')} {told(ref)}" for ref in before if ref not in now]
    return tuple(lines) or (words("tui.changed.nothing"),)
