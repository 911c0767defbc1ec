"""Answers and facts as they stand in a file that a person may write too."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from importlib.resources.abc import Traversable

from assistant.content.model import Ref
from assistant.dialogue.session import KNOWN, Answer
from assistant.reasoning.situation import NOT_REPORTED, PRESENT, Situation

_SAYS_OTHERWISE = ("yes", "no", "on", "off", "true", "false", "null", "y", "n", "none")


def quoted(word: str) -> str:
    """A word, in quotes where YAML would read it as something else."""
    plain = word.replace("_", "").isalnum() and word[0].isalpha() and word.casefold() not in _SAYS_OTHERWISE
    return word if plain else f'"{word}"'


def answer_words(key: str, answer: Answer) -> str:
    """The answer to the question `key` as it stands in an answers file. A note for oneself is never written: it becomes empty."""
    if answer.state != KNOWN:
        return answer.state
    if "@" in key:
        return "{" + ", ".join(f"{name}: {quoted(value)}" for name, value in answer.rows) + "}"
    if answer.moment:
        return f'"{answer.moment}"'
    if answer.chosen:
        words = [quoted(name) for name in answer.chosen]
        return words[0] if len(words) == 1 else "[" + ", ".join(words) + "]"
    return thousandths(answer.number)


def thousandths(value: int) -> str:
    """A number that is kept times 1,000, as it was said."""
    whole, rest = divmod(abs(value), 1000)
    sign = "-" if value < 0 else ""
    return sign + (f"{whole}.{rest:03d}".rstrip("0") if rest else str(whole))


def wrap(item: str) -> str:
    """An item of a list in lines of at most some 110 characters, those after the first further in."""
    return "\n".join(
        textwrap.wrap(item, 110, subsequent_indent=" " * 8, break_long_words=False, break_on_hyphens=False)
    )


def facts_in_words(situation: Situation) -> Iterator[str]:
    """Every fact as one item of a list. What was offered and left open is not said: no rule can read it."""
    for fact in situation.facts.values():
        said = f"{fact.kind}: {fact.id}"
        if fact.state == PRESENT:
            yield "{" + ", ".join([said, *(f"{name}: {quoted(value)}" for name, value in fact.quals)]) + "}"
        elif fact.state != NOT_REPORTED:
            yield f"{{{fact.state}: {{{said}}}}}"
    for number in situation.numbers.values():
        yield f"{{number: {number.id}, value: {thousandths(number.value)}}}"


def refs_in_words(refs: Iterable[str]) -> Iterator[str]:
    """References as items of a list, one item per kind; a long one goes on over several lines."""
    groups: dict[str, list[str]] = {}
    for ref in refs:
        kind, name = Ref.parse(ref).pair
        groups.setdefault(kind, []).append(name)
    for kind, names in groups.items():
        yield wrap(f"{{{kind}: [{', '.join(names)}]}}")


def schema_line(root: Traversable, folder: str, name: str) -> str:
    """The comment with which an editor finds the schema `name` for a file in `folder`, where the pack has one beside it."""
    up = "../" * (folder.count("/") + 1)
    for place in ("docs/schema", "schema"):
        if root.joinpath(*place.split("/"), f"{name}.json").is_file():
            return f"# yaml-language-server: $schema={up}{place}/{name}.json\n"
    return ""
