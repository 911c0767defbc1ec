"""Rules that hold for every page: whole without scripts, to be read aloud, danger one link away, and nothing that tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import pytest
from tui_walk import STORY
from web_visitor import Page, Visitor

from assistant.web.render import assets

BEHIND = ("antwoorden", "deel/why", "deel/do", "deel/talk", "waarom", "niet", "notitie", "gevaar")


@cache
def pages(language: str) -> tuple[tuple[str, Page], ...]:
    """Every kind of page, in one language."""
    return tuple(_pages(Visitor(lang=language)))


def _pages(visitor: Visitor) -> Iterator[tuple[str, Page]]:
    for address in (
        "/",
        "/gevaar",
        "/zelf",
        "/over",
        "/privacy",
        "/toegankelijkheid",
        "/opzoeken",
        "/opzoeken?q=school",
        "/opzoeken/partner/police",
        "/nergens",
        "/check?s=1abc",
    ):
        yield address, visitor.get(address)
    for dialogue in ("quickscan", "sharing"):
        yield dialogue, visitor.begin(dialogue)
    page = visitor.begin()
    yield "fout", visitor.answer(page)
    while page.key:
        key = page.key
        yield key, page
        if key == "noticed":
            yield "urgent", visitor.answer(page, n="Ze wil niet meer leven. She wants to kill herself.")
            yield (
                "meant",
                visitor.answer(
                    page,
                    n="Hij is zijn baan kwijt. He lost his job, says Kees de Boer.",
                ),
            )
        chosen = STORY.get(key, ("unknown",))
        rows = dict(part.split("=") for part in chosen if "=" in part)
        page = visitor.answer(page, *chosen, **{f"{name}@{key.partition('@')[2]}": row for name, row in rows.items()})
    yield "result", page
    for name in BEHIND:
        yield name, visitor.get(f"/check/{name}?s={page.token}")
    yield "niet 1", visitor.get(f"/check/niet?s={page.token}&n=1")
    yield "danger", visitor.answer(visitor.begin(), "yes")


def every(language: str) -> Iterator[tuple[str, Page]]:
    found = pages(language)
    assert len(found) > 30
    yield from found


both = pytest.mark.parametrize("language", ["nl", "en"])


@both
def test_every_page_is_well_formed_and_says_its_language(language: str) -> None:
    for name, page in every(language):
        assert page.wrong == [], name
        assert page.html.startswith("<!DOCTYPE html>"), name
        assert page.root.all("html")[0].get("lang") == language, name
        assert len(page.root.all("h1")) == 1, name
        assert len(page.root.all("main")) == 1, name
        ids = [node.get("id") for node in page.root.all() if node.get("id")]
        assert len(ids) == len(set(ids)), name
        levels = [int(node.tag[1]) for node in page.root.all("h1", "h2", "h3", "h4")]
        assert all(after - before <= 1 for before, after in pairwise(levels)), (name, levels)
        assert all(node.text for node in page.root.all("h1", "h2", "h3", "legend", "summary", "button", "a")), name


@both
def test_every_control_has_a_label_and_what_describes_it_exists(language: str) -> None:
    for name, page in every(language):
        ids = {node.get("id") for node in page.root.all() if node.get("id")}
        labels = {label.get("for") for label in page.root.all("label") if label.text}
        for box in page.root.all("input", "textarea", "select"):
            if box.get("type") != "hidden":
                assert box.get("id") in labels, (name, box.attributes)
        for node in page.root.all():
            for reference in ("aria-describedby", "aria-labelledby", "for", "form"):
                assert set(node.get(reference).split()) <= ids, (name, node.tag, node.attributes)
        for group in page.root.all("fieldset"):
            assert group.all("legend"), name
        for link in page.root.all("a"):
            assert link.get("href"), name
            if link.get("href").startswith("#"):
                assert link.get("href")[1:] in ids, name


@both
def test_danger_is_the_first_link_after_the_skip_link_and_leads_to_whom_to_call(language: str) -> None:
    for name, page in every(language):
        first, second = page.root.all("a")[:2]
        assert first.get("href") == "#main", name
        assert second.get("href").partition("?")[0] in ("/gevaar", "/check/gevaar"), name
        assert "112" in second.text, name
        assert any(link.get("href") == "/zelf" for link in page.root.all("a")), name


@both
def test_the_danger_page_can_be_called_from(language: str) -> None:
    calls = {"/gevaar", "urgent", "gevaar", "danger"}
    for name, page in every(language):
        if name in calls:
            assert "tel:112" in {link.get("href") for link in page.root.all("main")[0].all("a")}, name
            calls.discard(name)
    assert not calls


@both
def test_no_page_needs_a_script_or_holds_one(language: str) -> None:
    for name, page in every(language):
        for script in page.root.all("script"):
            assert script.get("src").startswith("/static/"), name
            assert not script.text, name
        assert not page.root.all("style", "iframe", "img", "object", "svg"), name
        for node in page.root.all():
            assert not any(attribute.startswith("on") or attribute == "style" for attribute in node.attributes), name
            for attribute in ("href", "src", "action"):
                assert not re.match(r"(?i)(https?:|//|javascript:|data:)", node.get(attribute)), (name, node.attributes)


@both
def test_the_title_and_the_address_never_tell_what_was_asked_or_answered(language: str) -> None:
    for name, page in every(language):
        if page.key and name != "urgent":  # that page says in its title what it is, as every page about danger
            assert page.root.all("h1")[0].text not in page.title, name
            assert re.match(
                r"((Fout|Error): )?(Zelfcheck, vraag|Self-check, question|Quickscan,|Delen,|Sharing,)\D* \d+ – ",
                page.title,
            ), page.title
        address = str(page.response.url).partition("?")[0]
        assert address.startswith("http://localhost/"), name
        assert not re.search(r"dismissal|danger_now|events", str(page.response.url)), name


@both
def test_pages_are_small(language: str) -> None:
    for name, page in every(language):
        question = page.key and name != "urgent"
        assert len(page.html.encode()) < (10_000 if question else 40_000), name
        assert int(page.response.headers["content-length"]) < (5_000 if question else 10_000), name  # as it is sent
    assert len(assets()["app.css"].data) < 8_000
    assert len(assets()["app.js"].data) < 3_000


def test_both_languages_have_the_same_pages() -> None:
    shape = [
        [
            (name, [node.tag for node in page.root.all("form", "fieldset", "h1")])
            for name, page in pages(lang)
            if name not in ("urgent", "meant")
        ]
        for lang in ("nl", "en")
    ]
    assert shape[0] == shape[1]


def test_the_language_can_be_changed_in_the_middle_and_nothing_is_lost() -> None:
    visitor = Visitor()
    page = visitor.answer(visitor.begin(), "no")
    english = visitor.answer(page, do="lang.en")
    assert english.key == page.key
    assert english.root.all("html")[0].get("lang") == "en"
    assert visitor.get("/").root.all("html")[0].get("lang") == "en"
    assert visitor.get("/?lang=nl").root.all("html")[0].get("lang") == "nl"
    review = visitor.get(f"/check/antwoorden?s={english.token}")
    assert visitor.answer(review, do="lang.en", at="antwoorden").root.all("dl")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_of_text_stands_out_enough(scheme: str) -> None:
    css = assets()["app.css"].data.decode()
    block = re.findall(r":root \{([^}]*)\}", css)[0 if scheme == "light" else 1]
    colour = dict(re.findall(r"--(\w[\w-]*): (#\w+)", block))
    pairs = [(name, "paper", 4.5) for name in ("ink", "quiet", "accent", "problem", "stop")]
    pairs += [(name, "note", 4.5) for name in ("ink", "quiet", "accent", "problem")]
    pairs += [("on", "accent", 4.5), ("on-stop", "stop", 4.5), ("line", "paper", 3.0)]
    for front, back, least in pairs:
        assert contrast(colour[front], colour[back]) >= least, (front, back)


def contrast(front: str, back: str) -> float:
    """The contrast of two colours, as WCAG counts it."""
    bright, dark = sorted((luminance(front), luminance(back)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(sign * 2 for sign in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@both
def test_the_danger_page_begins_with_every_kind_and_its_numbers(language: str) -> None:
    page = dict(every(language))["/gevaar"]
    first = next(node for node in page.root.all("main")[0].all("ul", "section"))
    assert first.tag == "ul"
    assert len(first.all("li")) == 6
    assert all("112" in line.text for line in first.all("li"))
    titles = {link.get("href"): link.text for link in first.all("a") if link.get("href").startswith("#")}
    assert titles == {f"#{node.get('id')}": node.text for node in page.root.all("h2")[:6]}
