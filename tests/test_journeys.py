"""The journeys in docs/journeys can be made, by keyboard alone, and every screen on the way is the one it says."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))
import journeys


@pytest.mark.parametrize("journey", journeys.JOURNEYS, ids=lambda journey: journey.name)
async def test_a_journey_can_be_made(
    journey: journeys.Journey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_HOME", str(tmp_path))
    monkeypatch.setenv("ASSISTANT_TODAY", "2026-11-24")
    seen = await journeys.made(journey, tmp_path)
    assert [each for each, _ in seen] == list(journey.steps)
    assert all("F9" in text for _, text in seen), "the way to the danger page stands on every screen"
