"""What the tests of the finder share: the shipped pack, one finder per language, and the sentences."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.content.model import GUARDED, Language, Pack
from assistant.content.pack import read_pack, shipped
from assistant.danger import notices
from assistant.finder.finder import Finder

HERE = Path(__file__).parent
LANGUAGES: tuple[Language, ...] = ("nl", "en")


@cache
def pack() -> Pack:
    return read_pack(shipped())


@cache
def finder(language: Language) -> Finder:
    return Finder(pack(), language)


@cache
def frozen(language: Language) -> dict[str, Any]:
    return yaml.safe_load((HERE / f"sentences.{language}.yaml").read_text("utf-8"))


def found(text: str, language: Language) -> list[str]:
    """`kind:id` of every danger that is noticed, then of every proposal, in order: what `assistant find` gives."""
    dangers = [f"danger:{notice.kind}" for notice in notices(pack(), text, language)]
    return [*dangers, *(f"{p.kind}:{p.id}" for p in finder(language).proposals(text))]


def guarded(text: str, language: Language) -> list[str]:
    """The proposals that are, or may lead to, a concern."""
    return [fact for fact in found(text, language) if fact.split(":")[0] in GUARDED]
