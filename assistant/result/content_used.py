"""Which content a result rests on: versions, and before when each piece has to be reviewed again."""

from __future__ import annotations

from assistant.content.interface import phrases
from assistant.content.model import Language, Pack
from assistant.result.result import Result
from assistant.result.words import capital, date_in_words


def content_used(result: Result, language: Language) -> tuple[str, ...]:
    """Sentences: the questions and the pack with their versions, then per review date what has that date; what is past it says so."""
    words = phrases(language, "result")
    lines = []
    if result.dialogue is not None:
        title = result.dialogue.title.in_(language)
        lines.append(words("result.content.dialogue", title=title, version=result.dialogue.version))
    lines.append(pack_used(result.pack, language))
    by_date: dict[str, list[str]] = {}
    for ref in result.outcome.conclusions:
        entry = result.pack.entry(*ref.split(":", 1))
        if entry is not None and entry.review_by:
            by_date.setdefault(entry.review_by, []).append(result.name(ref, language))
    for date, names in sorted(by_date.items()):
        key = "result.content.expired" if date < result.as_of else "result.content.review_by"
        lines.append(words(key, date=date_in_words(date, language), names=capital("; ".join(names))))
    return tuple(lines)


def pack_used(pack: Pack, language: Language) -> str:
    """A sentence: which version of the content this is, and when it was last reviewed as a whole."""
    info = pack.info
    reviewed = date_in_words(info.reviewed_on, language) if info.reviewed_on else "-"
    words = phrases(language, "result")
    return words("result.content.pack", version=info.version, digest=pack.digest[:8], date=reviewed)


def expired_banner(result: Result, language: Language) -> tuple[str, ...]:
    """What stands at the top of every form when content is past the day before which it had to be reviewed; nothing otherwise.

    It looks at the whole pack and at no conclusion, so that the note can say it too.
    """
    return expired_in(result.pack, result.as_of, language)


def expired_in(pack: Pack, as_of: str, language: Language) -> tuple[str, ...]:
    """What to say on a day of a pack that holds something that had to be reviewed before that day; nothing otherwise."""
    days = [entry.review_by for kind in pack.entries.values() for entry in kind.values()]
    days += [rule.review_by for rule in pack.rules]
    late = [day for day in days if day and day < as_of]
    if not late:
        return ()
    return (phrases(language, "result")("page.expired", date=date_in_words(min(late), language)),)
