"""Odd and faulty input on the pages: no answer comes of it, nothing breaks, and the page says what is wrong."""

from __future__ import annotations

import pytest
from tui_walk import STORY
from web_visitor import Page, Visitor

CHOICES = (
    *("", " ", "Ja", "ja", "JA", "YES", "Nee", "NO", "no ", " no", "no\n", "no\x00", "ｎｏ", "n\u200bo", "\u202eon"),
    *("1", "2", "²", "0", "-", "+", "true", "null", "on", "refused", "more", "none_of_these", "dismissal"),
    *("no,yes", "[no]", "role=teacher", "<script>alert(1)</script>", "{{7*7}}", "' or 1=1 --", "../../etc", "%00"),
    *("🙂", "a" * 10_000),
)
"""Nothing of this is the id of a choice; an id is never guessed from something that looks like it."""
WORDS = (
    *(
        "<script>alert(1)</script>",
        "{{ 7 * 7 }}",
        "[/b] [@click=app.quit]x[/]",
        "' or 1=1 --",
        "%s %n %00",
        "../../etc",
    ),
    *(
        "\x00",
        "\x1b[2J",
        "\u202eneveil",
        "\u200b\u200b",
        "🙂🙂🙂",
        "ĳ ﬁ ½ ²",
        "?!",
        "\r\n\r\n",
        "9" * 3_000,
        "é" * 4_000,
    ),
)


def at(visitor: Visitor, until: str) -> Page:
    page = visitor.begin()
    while page.key != until:
        page = visitor.answer(page, *STORY.get(page.key, ("unknown",)))
    return page


def answers(visitor: Visitor, page: Page) -> str:
    """All that was answered so far, as the list of answers says it."""
    return visitor.get(f"/check/antwoorden?s={page.token}").root.all("main")[0].text


def says_what_is_wrong(page: Page) -> bool:
    return page.status == 422 and page.title.startswith("Fout") and page.wrong == []


@pytest.mark.parametrize("sent", CHOICES)
def test_what_is_no_choice_answers_nothing(sent: str) -> None:
    visitor = Visitor()
    page = visitor.begin()
    after = visitor.answer(page, sent)
    assert says_what_is_wrong(after)
    assert after.key == "danger_now"
    assert sent not in after.html or len(sent) < 10


@pytest.mark.parametrize(
    "sent",
    [
        ("yes", "no"),
        ("dismissal", "none_of_these"),
        ("unknown", "dismissal"),
        ("refused", "unknown"),
        ("none_of_these", "refused"),
        ("DISMISSAL", "1"),
        ("x",) * 90,
    ],
)
def test_what_cannot_go_together_answers_nothing(sent: tuple[str, ...]) -> None:
    visitor = Visitor()
    page = at(visitor, "events")
    before = answers(visitor, page)
    after = visitor.answer(page, *sent)
    assert says_what_is_wrong(after)
    assert after.key == "events"
    assert answers(visitor, page) == before


@pytest.mark.parametrize(
    "fields",
    [
        {"q": ""},
        {"q": "role"},
        {"q": "nergens"},
        {"q": "danger_now@x"},
        {"q": ["role", "danger_now"]},
        {"do": ""},
        {"do": "exec"},
        {"do": ["nonsense", "next"]},
        {"do": "change", "key": "role"},
        {"do": "change", "key": "<b>"},
        {"do": "lang.xx"},
        {"do": "begin", "dialogue": "nergens"},
        {"do": "confirm", "ref": "danger:nergens", "yes": "x"},
        {"do": "same"},
    ],
)
def test_a_form_with_other_fields_than_ours_answers_nothing(fields: dict[str, str | list[str]]) -> None:
    visitor = Visitor()
    page = visitor.begin()
    after = visitor.post({**page.hidden(), "a": "no", **fields})
    assert after.status < 500
    assert after.wrong == []
    assert "112" in after.text
    again = visitor.get(f"/check?s={page.token}")
    assert again.key == "danger_now"


@pytest.mark.parametrize("value", ["", "RECENT", "recent ", "1", "ja", "<b>", "recent\x00", "x" * 5_000])
def test_a_row_with_something_else_counts_as_not_known(value: str) -> None:
    visitor = Visitor()
    page = at(visitor, "about_event@dismissal")
    after = visitor.answer(page, **{f"{name}@dismissal": value for name in ("when", "impact", "origin")})
    assert after.status == 200
    assert after.key == "changes"
    assert "Korter dan een jaar geleden" not in answers(visitor, after)


@pytest.mark.parametrize("words", WORDS)
def test_odd_words_are_read_and_never_markup_nor_kept(words: str) -> None:
    visitor = Visitor()
    page = at(visitor, "noticed")
    after = visitor.answer(page, n=words)
    assert (after.status, after.wrong) == (200, [])
    assert after.key in ("events", "")  # the next question, or what the words may mean
    assert "<script>alert" not in after.html
    assert "49" not in after.title
    assert not any(words.strip() and words.strip() in address for address in visitor.addresses)
