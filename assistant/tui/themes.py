"""Our own themes: light, dark and high contrast. Words are never coloured to mean something; see tests/tui for the contrast."""

from __future__ import annotations

from textual.theme import Theme

LIGHT = Theme(
    name="light",
    primary="#1f4e6b",
    secondary="#35566b",
    accent="#1f4e6b",
    foreground="#1d2528",
    background="#fbfaf7",
    surface="#f3f1ec",
    panel="#e7e4dc",
    success="#2c5b45",
    warning="#6b4a12",
    error="#7a2e2e",
    dark=False,
    variables={"quiet": "#525c60", "danger-background": "#7a2e2e", "danger-text": "#ffffff"},
)
DARK = Theme(
    name="dark",
    primary="#9cc7dd",
    secondary="#b7cdd8",
    accent="#9cc7dd",
    foreground="#e6e6e1",
    background="#14191c",
    surface="#1b2226",
    panel="#263036",
    success="#a5cdb8",
    warning="#e0c58f",
    error="#e8aaa5",
    dark=True,
    variables={"quiet": "#a9b3b6", "danger-background": "#f0c9c4", "danger-text": "#1d0f0e"},
)
CONTRAST = Theme(
    name="contrast",
    primary="#ffff66",
    secondary="#ffffff",
    accent="#ffff66",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    success="#ffffff",
    warning="#ffff66",
    error="#ffffff",
    dark=True,
    variables={"quiet": "#dddddd", "danger-background": "#ffffff", "danger-text": "#000000"},
)
THEMES = (LIGHT, DARK, CONTRAST)
"""In the order in which the theme key goes through them."""
QUIET_ANSI = {"quiet": "ansi_default", "danger-background": "ansi_default", "danger-text": "ansi_default"}
"""The same names without colours of our own, for terminals that want none."""
