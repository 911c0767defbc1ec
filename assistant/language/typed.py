"""What people type to a conversation besides its answers, in either language: commands, yes and no, numbers in words."""

from __future__ import annotations

from assistant.content.model import Language

COMMANDS: dict[str, tuple[str, ...]] = {
    "help": ("?", "hulp", "help"),
    "why": ("waarom", "why"),
    "repeat": ("herhaal", "repeat"),
    "back": ("terug", "back"),
    "review": ("antwoorden", "review", "answers"),
    "change": ("wijzig", "change"),
    "overview": ("overzicht", "overview"),
    "danger": ("gevaar", "danger", "!"),
    "self": ("uzelf", "myself"),
    "more": ("meer", "more"),
    "lookup": ("zoek", "look"),
    "note": ("notitie", "note"),
    "save": ("opslaan", "save"),
    "plan": ("agenda", "calendar"),
    "share": ("delen", "share"),
    "earlier": ("eerder", "earlier"),
    "keep": ("bewaar", "keep"),
    "resume": ("hervat", "resume"),
    "about": ("over", "about"),
    "stop": ("stop", "q", "quit"),
    "leave": ("weg", "leave"),
}
"""The commands of a conversation in lines."""
COMMAND_NOT: dict[Language, str] = {"nl": "niet", "en": "not"}
"""After the command for *why*: about what is not there."""
WITH_ANNEX_WORDS = ("alles", "full")
"""After the name of a file: with the annex."""
YES_NO = {
    **dict.fromkeys(
        ("ja", "j", "jawel", "jazeker", "ja hoor", "ja zeker", "ja graag", "ja inderdaad", "ja klopt"), "yes"
    ),
    **dict.fromkeys(("yes", "y", "yep", "yes please", "yes indeed", "yes it is", "yes i do"), "yes"),
    **dict.fromkeys(("nee", "n", "neen", "nee hoor", "nee joh", "nee zeker niet", "nee dank je", "nee dank u"), "no"),
    **dict.fromkeys(("nee bedankt", "no", "nope", "no thanks", "no thank you", "no it is not", "no i dont"), "no"),
}
MORE_WORDS = ("+", "meer", "more", "toon meer", "show more")
"""What opens the part of a list that is too long to stand there at once."""
SAME = ("hetzelfde", "zelfde", "same", "the same", "=")
"""The same for all that is left."""
NOT_KNOWN = (
    *("onbekend", "unknown", "weet niet", "weet ik niet", "weet ik echt niet", "ik weet het niet", "geen idee"),
    *("dont know", "i dont know", "do not know", "i do not know", "no idea", "not sure"),
    *("niet zeker", "weet ik niet zeker", "ik twijfel", "i am in doubt"),
)
NUMBERS = (
    ("nul", "zero"),
    ("een", "one"),
    ("twee", "two"),
    ("drie", "three"),
    ("vier", "four"),
    ("vijf", "five"),
    ("zes", "six"),
    ("zeven", "seven"),
    ("acht", "eight"),
    ("negen", "nine"),
    ("tien", "ten"),
    ("elf", "eleven"),
    ("twaalf", "twelve"),
)
SPOKEN = {word: str(number) for number, words in enumerate(NUMBERS) for word in words}
BEFORE_A_NUMBER = ("nummer", "number", "optie", "option", "antwoord", "answer", "keuze", "choice", "nr")
BETWEEN_NUMBERS = ("en", "and", "plus", "+", "&")
