"""About: what this is, which content it uses, and, once and in one place, what of that a person has checked and what not yet."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.content.directory import Directory, phone_of
from assistant.content.interface import phrases
from assistant.content.model import Language, Pack
from assistant.result.content_used import expired_in, pack_used
from assistant.result.result import NOUN, fill
from assistant.result.verified import Verified, verified


def about_lines(pack: Pack, directory: Directory, as_of: str, language: Language) -> tuple[tuple[str, str], ...]:
    """Pairs of a heading, or nothing, and a text."""
    words, known = phrases(language), verified(pack, directory)
    return (
        ("", words("about.what")),
        *(("", line) for line in expired_in(pack, as_of, language)),
        *([] if known.complete else [("", phrases(language, "result")("page.unchecked"))]),
        (words("about.content"), pack_used(pack, language)),
        *_checked(pack, directory, known, language),
        *([(words("about.licence"), pack.info.licence)] if pack.info.licence else []),
        (words("about.engine"), engine_told(language)),
    )


def engine_told(language: Language) -> str:
    """Which engine draws the conclusions on this machine, and what checks it; with what to do when it does not start."""
    from assistant.reasoning import engine  # only for who asks

    return phrases(language)(f"about.engine.{engine.state}")


def _checked(pack: Pack, directory: Directory, known: Verified, language: Language) -> Iterator[tuple[str, str]]:
    words = phrases(language)
    counts = {"checked": known.sources_checked, "count": known.sources, "whole": known.sources_whole}
    yield words("about.sources"), words("about.sources.text", **counts)
    numbers = [
        f"- {fill(partner.name, language, NOUN)}: {phone_of(partner, directory.contact(partner.id))[0]}"
        for partner in known.unchecked
    ]
    told = words("about.numbers.unchecked" if numbers else "about.numbers.checked")
    yield words("about.numbers"), "\n".join([told, *numbers])
    yield words("about.rules"), words("about.rules.text", own=known.own_rules, count=known.rules)
    yield words("about.study"), words("about.study.text", missing=known.cells_missing, count=known.cells)
