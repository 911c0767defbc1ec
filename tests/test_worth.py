"""What is worth finding out: short, kind, and never a reason to go looking."""

from __future__ import annotations

from assistant.dialogue.guide import Guide
from assistant.result.worth import MOST, effects, worth_finding_out
from tests.promises.sessions import results


def test_the_list_is_short_and_asks_only_what_the_conversation_asks(guide: Guide) -> None:
    asked = {pair for q in guide.dialogue("self_check").questions for pair in q.recordable}
    seen = 0
    for _, result in results(guide, 25, seed=31):
        items = worth_finding_out(result)
        assert len(items) <= MOST
        for item in items:
            ref, _, detail = item.fact.partition("@")
            kind, _, name = ref.partition(":")
            assert detail or (kind, name) in asked
            assert result.situation.state(ref) != "absent"
            assert not any(effect.startswith("inquiry:") for group in effects(item) for effect in group)
            seen += 1
    assert seen


def test_what_something_possible_waits_for_comes_first_then_what_the_user_does_not_know(guide: Guide) -> None:
    waiting = unknown = 0
    for _, result in results(guide, 25, seed=32):
        items = worth_finding_out(result)
        waits = {f"{e.target}@{e.qualifier}" for each in result.possible for needs in each.needs for e in needs}
        first = [item.fact in waits for item in items]
        assert first == sorted(first, reverse=True)
        states = [item.state == "unknown" and "@" not in item.fact for item in items if item.fact not in waits]
        assert states == sorted(states, reverse=True)
        waiting, unknown = waiting + any(first), unknown + any(states)
    assert waiting
    assert unknown
