"""Giving back what is left of a screen that has gone."""

from __future__ import annotations

from textual._styles_cache import StylesCache


def let_go() -> None:
    """Forget the drawings of widgets that are no longer there.

    Textual keeps the last thousand of them alive by accident (`StylesCache.get_inner_outer` remembers its own `self`), whole lines of
    text included: some 20 MiB in a small terminal and more in a large one. What is forgotten is worked out again when it is drawn.
    """
    forget = getattr(getattr(StylesCache, "get_inner_outer", None), "cache_clear", None)
    if forget is not None:
        forget()
