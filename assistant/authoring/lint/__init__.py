"""The lints: small looks at a pack, one idea each. The loader says what cannot be read; these say what is better said otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assistant.authoring.lint import flow, plain_words, reading, rule_logic, safety, translation, traps, upkeep, usage
from assistant.authoring.lint.desk import Desk
from assistant.errors import Finding

Lint = Callable[[Desk], Iterator[Finding]]

# These look at one text, file or entry at a time and run even when the pack has errors.
EACH: tuple[Lint, ...] = (plain_words.look, reading.look, translation.look, traps.look, upkeep.look)
# These compare parts of the pack with each other; they wait until the loader finds no errors, or they would repeat them.
WHOLE: tuple[Lint, ...] = (rule_logic.look, flow.look, usage.look, safety.look)


def lint(desk: Desk, *, whole: bool) -> Iterator[Finding]:
    """Every finding of every lint; of those that need a pack without errors only when it is `whole`."""
    for look in (*EACH, *(WHOLE if whole else ())):
        yield from look(desk)
