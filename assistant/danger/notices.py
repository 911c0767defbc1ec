"""The notices themselves; see `notices`. The words of both languages are read whatever the language of the screen: people mix."""

from __future__ import annotations

from assistant.content.model import DangerWords, Language, Lexicon, Pack
from assistant.danger.detector import GUARDED, SOME, Detector, Level, Notice
from assistant.language import Whose

__all__ = ["GUARDED", "SOME", "Level", "Notice", "Whose", "notices"]

_recent: list[tuple[DangerWords, Lexicon, Detector]] = []


def notices(pack: Pack, text: str, language: Language) -> tuple[Notice, ...]:
    """What `text` tells of danger: at most one notice a kind, clear ones first. Nothing of it is kept.

    A pack that has no danger words of its own is read with those that come with the program. `language` changes nothing today.
    """
    return detector_of(pack).notices(text)


def detector_of(pack: Pack) -> Detector:
    """The detector for the danger words of a pack, made ready once."""
    words = pack.danger_words
    if not words.cues:
        from assistant.content.danger_words import shipped_danger_words  # and with it what checks a pack

        words = shipped_danger_words()
    for known, lexicon, detector in _recent:
        if known is words and lexicon is pack.lexicon:
            return detector
    detector = Detector(words, pack.lexicon)
    _recent.insert(0, (words, pack.lexicon, detector))
    del _recent[3:]
    return detector
