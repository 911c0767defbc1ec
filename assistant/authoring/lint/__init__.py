"""The lints: small looks at a pack, one idea each. The loader says what cannot be read; these say what is better said otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assistant.authoring.lint import (
    concepts,
    flow,
    ordinals,
    plain_words,
    promises,
    reading,
    rule_logic,
    safety,
    translation,
    traps,
    upkeep,
    usage,
)
from assistant.authoring.lint.desk import Desk, Sheet
from assistant.errors import Finding

Lint = Callable[[Desk], Iterator[Finding]]
FileLint = Callable[[Sheet], Iterator[Finding]]

# These look at one file at a time; what they say of a file that did not change need not be worked out again.
FILES: tuple[FileLint, ...] = (plain_words.look, reading.look, translation.look, traps.look)
# These look at one entry at a time and run even when the pack has errors.
EACH: tuple[Lint, ...] = (plain_words.look_at_ids, upkeep.look, concepts.look_at_needs)
# These compare parts of the pack with each other; they wait until the loader finds no errors, or they would repeat them.
WHOLE: tuple[Lint, ...] = (
    rule_logic.look,
    flow.look,
    ordinals.look,
    usage.look,
    safety.look,
    promises.look,
    concepts.look,
)


def lint_file(sheet: Sheet) -> tuple[Finding, ...]:
    """Every finding of the lints that look at one file."""
    return tuple(finding for look in FILES for finding in look(sheet))


def lint(desk: Desk, *, whole: bool) -> Iterator[Finding]:
    """Every finding of the other lints; of those that compare only when the pack is `whole`."""
    for look in (*EACH, *(WHOLE if whole else ())):
        yield from look(desk)
