"""Words: labels, scores, he and she, je, names, markup, and questions that ask what is never an input."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.authoring.lint import never
from assistant.authoring.lint import words as w
from assistant.authoring.lint.desk import Desk, Said, Sheet, found, lighter
from assistant.content.nodes import Scalar
from assistant.errors import Finding

_MARKUP = re.compile(
    r"</?[a-zA-Z][^<>]*>|\[/?(?:b|i|u|bold|italic|red|link|/)[^\[\]]*\]|\[@[^\]]*\]|\[[^\[\]]+\]\([^()]+\)"
    r"|\*\*[^*]+\*\*|__[^_]+__|`[^`]+`|^#{1,6} |&(?:nbsp|amp|lt|gt|quot);|\x1b"
)
_SIGNS = re.compile(r"[<\[*_`#&\x1b]")
_DIGITS_OR_AT = re.compile(r"\d{4}|@")  # nothing in the next is without these
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.\w+|(?<!\w)@\w{3,}|\b\d{9}\b|\b0\d{1,3}[- ]?\d{6,8}\b|\b\d{4} ?[A-Z]{2}\b")
_TITLED = re.compile(r"(?<!\w)(?:dhr\.|mevr\.|mw\.|meneer|mevrouw|Mr\.?|Mrs\.?|Ms\.?) [A-Z][a-z]+")
_NAME = re.compile(
    rf"(?<![\w-])(?<!\d )(?:{'|'.join(w.FIRST_NAMES)})(?![\w-])(?! \d)(?: [A-Z]\w+)?"
)  # 19 Jan 2013 is a day
_TO_THE_PERSON = ("opener", "opening")
_ABOUT_WORDS = ("sources", "glossary", "pack")
_IN_A_STORY = ("cues", "intro", "debrief", "worked", "concordance", "variants")


def look(sheet: Sheet) -> Iterator[Finding]:
    """Every word that does not belong in a text."""
    for said in sheet.texts:
        for language, scalar in said.each():
            if scalar.value:
                yield from _text(said, language, scalar, light=not sheet.person)
    yield from _never_asked(sheet)


def _text(said: Said, language: str, scalar: Scalar, *, light: bool) -> Iterator[Finding]:
    text = scalar.value
    if _SIGNS.search(text) and (markup := _MARKUP.search(text)):
        yield found("text/markup", scalar.place, word=markup.group())
    if said.within("sources"):
        return
    if _DIGITS_OR_AT.search(text) and (contact := _CONTACT.search(text)) and not said.within("partners"):
        yield lighter(found("text/personal-data", scalar.place, word=contact.group()), light)
    if said.within("inquiries") and said.field == "note" and (word := w.investigating(language, text)):
        yield found("inquiry/investigates", scalar.place, word=word)
    if not w.worth_a_look(language, text):
        return
    fiction = scalar.place.file.startswith(("dialogues/cases/", "dialogues/talks/", "dialogues/reports/"))
    if word := w.judging(language, text):
        yield found("text/loaded-word", scalar.place, word=word)
    if word := w.first(w.SCORE[language], text):
        yield lighter(found("text/score", scalar.place, word=word), light)
    if not fiction and (word := w.first(w.GENDER[language], text)):
        yield found("text/gender", scalar.place, word=word)
    if not fiction and not said.within(*_TO_THE_PERSON) and (word := w.first(w.INFORMAL[language], _unquoted(text))):
        yield found("text/informal", scalar.place, word=word)
    if not fiction and (name := _TITLED.search(text) or _NAME.search(text)):
        yield lighter(found("text/name", scalar.place, word=name.group()), light)


def _unquoted(text: str) -> str:
    """The text without the words somebody says: between quotes, or after a colon."""
    text = re.sub(r"[\"“„«][^\"”»]*[\"”»]|'[^']{3,}'", " ", text)
    return re.sub(r": [^.!?]*", " ", text)


def _never_asked(sheet: Sheet) -> Iterator[Finding]:
    """Only what is asked and what is recorded: a help text may say that dress is left out on purpose.

    In a conversation about something other than a person it is a warning: a passport may be what it is about.
    """
    for said in sheet.texts:
        in_question = said.field in ("ask", "label") and said.within("questions")
        in_entry = said.field == "name" and said.within("events", "changes", "cues")
        if not in_question and not in_entry:
            continue
        for language, scalar in said.each():
            if asks := never.asked(language, scalar.value):
                code = "question/asks-belief" if in_question else "entry/names-belief"
                yield lighter(found(code, scalar.place, word=asks.words), in_question and not sheet.person)
                break


def look_at_ids(desk: Desk) -> Iterator[Finding]:
    """Observations that are called after what is never an input."""
    for kind in ("event", "change", "cue"):
        for entry in desk.pack.kind(kind).values():
            if asks := never.asked("en", entry.id.replace("_", " ")):
                yield found("entry/names-belief", desk.value_place(entry.place, entry.kind), word=asks.words)
