"""What somebody looks for is no concern: alone it points to nothing, and stands in everyday words as a way in for help."""

from __future__ import annotations

import pytest

from assistant.content.model import Driver, Given
from assistant.dialogue.guide import Guide
from assistant.reasoning.situation import gather
from assistant.result.document import document_of
from assistant.result.one_page import page_of
from assistant.result.result import Result, result_of_facts

CUES = {
    "seeks_belonging": "identity",
    "speaks_of_injustice": "justice",
    "wants_to_matter": "significance",
    "seeks_thrill": "sensation",
}
LOST = Given("event", "dismissal", quals=(("impact", "strong"), ("origin", "seen"), ("when", "recent")))


def result_for(guide: Guide, *given: Given) -> Result:
    return result_of_facts(guide, gather(("", fact) for fact in given)[0], "2026-11-24")


@pytest.mark.parametrize(("cue", "driver"), CUES.items())
def test_alone_it_points_to_nothing(guide: Guide, cue: str, driver: str) -> None:
    result = result_for(guide, Given("cue", cue))
    entry = guide.pack.entry("driver", driver)
    assert isinstance(entry, Driver)
    for whole in (document_of(result, "nl"), page_of(result, "nl")):
        points, sought = whole.part("concerns"), whole.part("seeks")
        assert points is not None
        assert sought is not None
        assert not any(item.ref for item in points.items)
        assert [item.ref for item in sought.items] == [entry.ref]
        assert entry.sought.nl in sought.items[0].title.lower()
    assert not any(entry.name.nl in text for _, text in page_of(result, "nl").own)  # nor what holds of most people


@pytest.mark.parametrize(("cue", "driver"), CUES.items())
def test_beside_a_trigger_factor_it_stands_with_that(guide: Guide, cue: str, driver: str) -> None:
    page = page_of(result_for(guide, Given("cue", cue), LOST), "nl")
    points = page.part("concerns")
    assert points is not None
    assert [item.ref for item in points.items][:2] == ["trigger:loss_school_work", f"driver:{driver}"]
    assert page.part("seeks") is None
