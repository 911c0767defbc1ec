"""The headers that every answer has, of the pages and of the terminal in a browser."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

EVERY: Mapping[str, str] = MappingProxyType(
    {
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    }
)
