"""A page that scrolls and has no keys of its own."""

from __future__ import annotations

from textual.containers import VerticalScroll


class Scrolled(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The screen moves its pointer and the page together. With the keys of a scrolling container the pointer would never move."""
