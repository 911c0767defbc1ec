"""Keys one after the other: a key that is typed ahead waits until the one before it was dealt with.

Textual gives a key to the widget in focus at once, but does what a binding says only when the key has come back up to the app. On a slow
machine a digit typed after Enter would so reach the question before Enter did, and end up in the wrong answer. Here the next key is
given only when the answer of the one before was taken and drawn.
"""

from __future__ import annotations

from collections import deque

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

PATIENCE = 1.0
"""Seconds after which a key that did not come back holds up no other."""
ROUNDS = 3
"""A key becomes a choice, the choice an answer, and the answer is drawn: each goes up through the widgets."""


class KeyQueue(App[None]):
    """An app in which keys wait for each other. Keys that win from everything (danger, leave at once) never wait."""

    def _begin_order(self) -> None:
        self._waiting: deque[events.Key] = deque()
        self._under_way: events.Key | None = None

    async def on_event(self, event: events.Event) -> None:
        """Hold a key back while another is under way."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
        elif self._under_way is None:
            await self._deal_with(event)
        elif not await self._check_bindings(event.key, priority=True):
            self._waiting.append(event)
            if len(self._waiting) == 1:
                self._be_patient(self._under_way)

    async def _deal_with(self, key: events.Key) -> None:
        target = self.focused or (self.screen if self.screen_stack else None)
        await super().on_event(key)
        if key.is_forwarded and target is not None:
            self._under_way = key
            self._follow(key, target, target, ROUNDS)

    def _forget_waiting(self) -> None:
        """Keys that wait count for nothing."""
        self._waiting.clear()

    def _follow(self, key: events.Key, target: MessagePump, node: MessagePump, left: int) -> None:
        """Ask to be told once `node` is through with what it was given; then ask its parent, up to the app, `left` times over."""
        if not node.call_later(self._seen_by, key, target, node, left):
            self._done(key)

    def _seen_by(self, key: events.Key, target: MessagePump, node: MessagePump, left: int) -> None:
        parent = node._parent
        if node is not self and parent is not None:
            self._follow(key, target, parent, left)
        elif left:
            self._follow(key, target, target, left - 1)
        else:
            self._done(key)

    def _done(self, key: events.Key) -> None:
        if key is self._under_way:
            self._under_way = None
            self.call_next(self._next)

    async def _next(self) -> None:
        while self._waiting and self._under_way is None:
            await self._deal_with(self._waiting.popleft())
        if self._waiting and self._under_way is not None:
            self._be_patient(self._under_way)

    def _be_patient(self, key: events.Key) -> None:
        """With others waiting, hold them up no longer than this."""
        self.set_timer(PATIENCE, lambda: self._done(key))
