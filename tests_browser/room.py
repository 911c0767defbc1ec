"""The browser that pages are tested with."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, async_playwright

ROOT = Path(__file__).parents[1]
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-extensions", "--no-proxy-server"),
]
PATIENCE = 90.0
"""Seconds that anything may take here: other work may hold the processor."""


def find_chromium() -> str:
    """The Chromium of this machine: the variable CHROMIUM, else a known name; empty when there is none."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), "")


NO_CHROMIUM = (
    "These tests need Chromium (or Chrome), and none was found. On Debian: apt-get install chromium. Fedora: dnf install chromium. "
    "Elsewhere: point to it with CHROMIUM=/path/to/chromium."
)


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A headless browser without a past, that asks nothing of the network by itself."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        try:
            yield browser
        finally:
            await browser.close()
