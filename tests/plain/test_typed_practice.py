"""Line mode of practice reads a line as all faces do."""

from __future__ import annotations

import pytest

from assistant.plain.practice import half, parse
from assistant.present.practice.round import AskView, OptionView


@pytest.fixture(scope="module")
def mark() -> AskView:
    return AskView("mark.x", "mark", "?", "", (OptionView("yes", "Ja"), OptionView("no", "Nee")))


@pytest.mark.parametrize("typed", ["ja 3", "Ja, 3.", "ja hoor 3", "1 3", "① ③", "JA 3)", "yes 3", "ja ３", "één drie"])
def test_a_mark_and_how_sure(mark: AskView, typed: str) -> None:
    assert parse(mark, typed) == "yes 70"


@pytest.mark.parametrize("typed", ["ja", "Ja.", "ja hoor", "1", "①", "j", "yes"])
def test_a_mark_without_how_sure_is_half(mark: AskView, typed: str) -> None:
    assert parse(mark, typed) is None
    assert half(mark, typed) == "yes"


@pytest.mark.parametrize(
    "typed", ["", " ", "...", "9 3", "ja 9", "misschien 3", "½ 3", "ja 3 4", "\u202e", "3 ja", "x" * 5000]
)
def test_what_is_no_mark(mark: AskView, typed: str) -> None:
    assert parse(mark, typed) is None
