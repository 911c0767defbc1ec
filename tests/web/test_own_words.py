"""Own words in pages: danger in them comes first, what they mean is asked once, and they are in no address, cookie or seal."""

from __future__ import annotations

import pytest
from web_visitor import Page, Visitor

from assistant.web.carried import carried_from
from assistant.web.seal import opened

CLEAR = "Hij zei dat hij morgen een einde aan zijn leven wil maken.\nIk schrok."
PLAIN = "Hij is zijn baan kwijt en trekt zich helemaal terug."


def at_own_words(visitor: Visitor) -> Page:
    """The page where one can type."""
    page = visitor.answer(visitor.begin(), "no")
    for chosen in ("none_of_these", "teacher_mbo", "age_16_17"):
        page = visitor.answer(page, chosen)
    assert page.key == "noticed"
    return page


def test_clear_danger_has_its_page_first_and_the_words_go_on_once() -> None:
    visitor = Visitor()
    page = visitor.answer(at_own_words(visitor), n=CLEAR)
    assert page.status == 200
    assert page.hidden()["n"] == [CLEAR]
    assert any(link.get("href") in ("tel:113", "tel:112") for link in page.root.all("main")[0].all("a"))
    after = visitor.post({**page.hidden(), "do": "words"})
    assert "n" not in after.hidden() or after.key != "noticed"
    assert after.key != "noticed"


def test_what_words_mean_is_asked_on_one_page_and_ticked_beforehand_when_confirmed() -> None:
    visitor = Visitor()
    page = visitor.answer(at_own_words(visitor), n=PLAIN)
    offered = [box.get("value") for box in page.form().all("input") if box.get("type") == "checkbox"]
    assert "event:dismissal" in offered
    after = visitor.post({**page.hidden(), "yes": ["event:dismissal"], "do": "confirm"})
    ticked = {box.get("value") for box in after.form().all("input") if "checked" in box.attributes}
    assert after.key == "events"
    assert ticked == {"dismissal"}
    none = visitor.post({**page.hidden(), "do": "confirm"})
    assert not [box for box in none.form().all("input") if "checked" in box.attributes]


def test_possible_danger_is_asked_quietly_and_yes_shows_whom_to_call() -> None:
    visitor = Visitor()
    page = visitor.answer(at_own_words(visitor), n="Hij praat de hele tijd over messen.")
    dangers = [ref for ref in page.hidden().get("ref", []) if ref.startswith("danger:")]
    assert dangers
    name = dangers[0].rstrip("!")
    shown = visitor.post({**page.hidden(), name: "yes", "do": "confirm"})
    assert any(link.get("href").startswith("tel:") for link in shown.root.all("main")[0].all("a"))
    quiet = visitor.post({**page.hidden(), name: "no", "do": "confirm"})
    assert quiet.key == "events"


@pytest.mark.parametrize("words", ["112", "gevaar", " GEVAAR! ", "danger"])
def test_the_word_for_danger_in_any_field_for_words_shows_whom_to_call(words: str) -> None:
    visitor = Visitor()
    page = visitor.answer(at_own_words(visitor), n=words)
    assert str(page.response.url).partition("?")[0].endswith("/check/gevaar")
    back = next(link for link in page.root.all("main")[0].all("a") if "button" in link.get("class"))
    assert visitor.get(back.get("href")).key == "noticed"


def test_nothing_typed_and_skipped_words_go_on() -> None:
    visitor = Visitor()
    page = at_own_words(visitor)
    assert visitor.answer(page, n="").key == "events"
    assert visitor.answer(page, n=CLEAR, do="skip").key == "events"


def test_words_that_are_not_understood_are_told_of_on_the_next_page() -> None:
    visitor = Visitor()
    page = visitor.answer(at_own_words(visitor), n="zoiets vaags misschien")
    assert page.key == "events"
    assert "begrijpt niet alles" in page.text


def test_a_name_in_the_words_is_warned_for() -> None:
    visitor = Visitor()
    page = visitor.answer(at_own_words(visitor), n="Bel mij op 06 12345678, zei Jan de Vries.")
    assert "06 12345678" in page.text
    assert visitor.post({**page.hidden(), "do": "confirm"}).key == "events"


def test_the_words_are_in_no_address_no_cookie_and_no_seal() -> None:
    visitor = Visitor()
    for words in (CLEAR, PLAIN):
        page = visitor.answer(at_own_words(visitor), n=words)
        if "n" in page.hidden():
            page = visitor.post({**page.hidden(), "do": "words"})
        page = visitor.post({**page.hidden(), "do": "confirm"}) if page.key != "events" else page
        half = str(next(cookie.value for cookie in visitor.client.cookies.jar if cookie.name == "half"))
        raw = opened(visitor.site.plan.keys, half, page.token)
        carried_from(visitor.site.plan.guide, raw, visitor.clock())
        cookies = " ".join(str(cookie.value) for cookie in visitor.client.cookies.jar)
        for word in ("morgen", "leven", "baan", "schrok"):
            assert word.encode() not in raw
            assert word not in cookies
            assert not any(word in address for address in visitor.addresses)


def test_too_long_a_text_is_kept_in_the_page_and_told_of() -> None:
    visitor = Visitor()
    page = visitor.answer(at_own_words(visitor), n="a" * 4_001)
    assert page.status == 422
    assert page.key == "noticed"
