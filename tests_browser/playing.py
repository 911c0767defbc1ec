"""Playing a story by keyboard, as somebody who reads the screen and answers what it asks."""

from __future__ import annotations

from tests_browser.room import Seat

POINT, SURE, END = "Doet dit ertoe?", "Hoe zeker bent u?", "Terugblik"


async def begin(one: Seat) -> str:
    """Enter, and open the first story; gives the own code."""
    own = await one.sit_down()
    await one.press("1")
    await one.shows("Een setje")
    await one.press("1")
    await one.shows("Ik heb het gelezen")
    await one.press("Enter")
    await one.shows(POINT)
    return own


def heading(screen: str) -> str:
    """The title in the top line of a screen."""
    return screen.strip().splitlines()[0].partition("F9")[0].strip()


def key_for(screen: str) -> str:
    """The key somebody would press now: go on where that is offered, answer what is asked, tick one and be ready."""
    asked = screen.rpartition("───")[2]
    if SURE in asked:
        return "3"
    if POINT in asked:
        return "2"
    if "[ ]" in asked and "[x]" in asked:
        return "Enter"
    return "Enter" if "→" in asked and "[ ]" not in asked else "1"


async def play(one: Seat, until: str = END, most: int = 80) -> str:
    """Play on until something is on screen; gives that screen."""
    for _ in range(most):
        screen = await one.text()
        if until in screen:
            return screen
        await one.press(key_for(screen))
    raise AssertionError(f"{until} never came on screen:\n{await one.text()}")
