"""A conversation in pages is the conversation of every other shell: the same questions, the same answers, the same result."""

from __future__ import annotations

import os
import random

import pytest
from tui_walk import STORY
from web_visitor import AS_OF, Page, Visitor, guide

from assistant.dialogue.session import Session
from assistant.present.conversation import MORE, QuestionView, answer_of, answers_of
from assistant.present.review import review_lines
from assistant.present.talk import (
    Talk,
    answered_all,
    revisited,
    sharing_dialogue,
    shown_key,
    stepped_back,
    talk_view,
    with_same_answers,
)
from assistant.result.one_page import page_of
from assistant.result.result import result_of_session
from assistant.web.carried import Carried, carried_from
from assistant.web.seal import opened

WALKS = int(os.environ.get("PAGE_WALKS", "5"))
"""For each conversation; more by hand."""
DIALOGUES = ("self_check", "quickscan", "sharing")


def carried(visitor: Visitor, page: Page) -> Carried:
    """What a page carries."""
    half = next(cookie.value for cookie in visitor.client.cookies.jar if cookie.name == "half")
    raw = opened(visitor.site.plan.keys, str(half), page.token)
    return carried_from(guide(), raw, visitor.clock())


def path(session: Session) -> list[tuple[str, object]]:
    """The answers that count."""
    return [(turn.key, turn.answer) for turn in guide().position(session, silent_stops=True).turns]


def told(visitor: Visitor, page: Page, key: str, chosen: tuple[str, ...]) -> Page:
    """Answer as in the story; `when=recent` fills in a short question."""
    rows = dict(part.split("=") for part in chosen if "=" in part)
    item = key.partition("@")[2]
    return visitor.answer(page, *chosen, **{f"{name}@{item}": value for name, value in rows.items()})


def whole_self_check(visitor: Visitor) -> Page:
    """The model conversation."""
    page = visitor.begin()
    while page.key:
        page = told(visitor, page, page.key, STORY.get(page.key, ("unknown",)))
        assert page.status == 200
    return page


def test_a_whole_self_check_gives_the_result_of_every_other_shell() -> None:
    visitor = Visitor()
    page = whole_self_check(visitor)
    result = result_of_session(guide(), carried(visitor, page).talk.session)
    whole = page_of(result, "nl")
    text = "".join(page.text.split())
    for part in whole.parts:
        for item in part.items:
            assert "".join(item.title.split()) in text
            assert "".join(item.text.split()) in text
            assert all("".join(duty.split()) in text for duty in item.duties)


@pytest.mark.parametrize("dialogue", DIALOGUES)
@pytest.mark.parametrize("seed", range(WALKS))
def test_a_walk_by_lot_gives_the_answers_of_the_talk(dialogue: str, seed: int) -> None:
    lot, visitor = random.Random(f"{dialogue}{seed}"), Visitor()
    page, talk = visitor.begin(dialogue), Talk(Session(dialogue, AS_OF))
    seen: list[Page] = [page]
    for _ in range(60):
        key = shown_key(guide(), talk)
        assert page.key == key
        view = talk_view(guide(), talk, "nl").question
        move = lot.random()
        if move < 0.1:
            talk, page = stepped_back(guide(), talk), visitor.answer(page, do="back")
        elif move < 0.2 and (lines := [line for line in review_lines(guide(), talk.session, "nl") if line.counted]):
            line = lot.choice(lines)
            talk, page = revisited(guide(), talk, line.key), visitor.answer(page, do="change", key=line.key)
        elif move < 0.3:
            page = visitor.get(str(page.response.url))  # reload
        elif view is None:
            break
        else:
            talk, page = answered_by_lot(lot, visitor, page, talk, view)
        seen.append(page)
        assert page.wrong == []
    assert path(carried(visitor, page).talk.session) == path(talk.session)


def answered_by_lot(
    lot: random.Random, visitor: Visitor, page: Page, talk: Talk, view: QuestionView
) -> tuple[Talk, Page]:
    """Answer a question on its page by what its controls offer, and the same question in the talk."""
    if view.rows:
        rows = {row.id: lot.choice(row.choices).id for row in view.rows if lot.random() < 0.8}
        return answered_all(guide(), talk, view.key, answers_of(view, rows)), visitor.answer(page, **rows)
    if not view.choices:
        after = answered_all(guide(), talk, view.key, {view.key: answer_of(view, ())})
        return after, visitor.answer(page, n="")
    offered = [box.get("value") for box in page.form().all("input") if box.get("name") == "a"]
    assert sorted(offered) == sorted(choice.id for choice in view.choices if choice.id != MORE)
    choice = lot.choice([choice for choice in view.choices if choice.id != MORE])
    picked = {choice.id, choice.under} - {"", MORE}
    if view.multiple and not choice.alone:
        free = [each for each in view.choices if not each.alone and not each.under and each.id != MORE]
        picked |= {each.id for each in free if lot.random() < 0.2 and len(picked) < (view.at_most or 99)}
    if (choice.id == "yes" and view.careful) or any(each in picked for each in ("camp",)):
        picked = {"no"} if any(each.id == "no" for each in view.choices) else picked
    after = answered_all(guide(), talk, view.key, {view.key: answer_of(view, tuple(picked))})
    return after, visitor.answer(page, *picked)


def test_back_in_the_browser_and_another_answer_lose_nothing_that_came_later() -> None:
    visitor = Visitor()
    pages = [visitor.begin()]
    while pages[-1].key != "changes":
        key = pages[-1].key
        pages.append(told(visitor, pages[-1], key, STORY.get(key, ("unknown",))))
    early = next(page for page in pages if page.key == "age_band")
    again = visitor.get(str(early.response.url))  # the back button asks for the address again
    assert again.key == "age_band"
    after = visitor.answer(again, "age_12_15")
    assert after.key == "changes"
    answers = carried(visitor, after).talk.session.answers
    assert answers["age_band"].chosen == ("age_12_15",)
    assert answers["events"].chosen == STORY["events"]


def test_two_conversations_in_two_tabs_do_not_mix() -> None:
    visitor = Visitor()
    first, second = visitor.begin(), visitor.begin("quickscan")
    first = visitor.answer(first, "no")
    other = visitor.begin()
    other = visitor.answer(other, "unknown")
    first = visitor.answer(first, "none_of_these")
    assert carried(visitor, first).talk.session.answers["danger_now"].chosen == ("no",)
    assert visitor.get(str(second.response.url)).key == second.key


def test_the_same_answer_sent_twice_counts_once() -> None:
    visitor = Visitor()
    page = visitor.begin()
    once, twice = visitor.answer(page, "no"), visitor.answer(page, "no")
    assert once.key == twice.key == "urgent_today"
    assert path(carried(visitor, once).talk.session) == path(carried(visitor, twice).talk.session)


def test_danger_ends_the_conversation_with_whom_to_call() -> None:
    visitor = Visitor()
    page = visitor.answer(visitor.begin(), "yes")
    assert page.key == ""
    assert any(link.get("href") == "tel:112" for link in page.root.all("main")[0].all("a"))


@pytest.mark.parametrize(
    ("chosen", "code"),
    [((), 422), (("nonsense",), 422), (("yes", "no"), 422), (("no", "unknown"), 422), (("no",), 200)],
)
def test_what_is_no_answer_keeps_the_page_and_says_what_is_wrong(chosen: tuple[str, ...], code: int) -> None:
    visitor = Visitor()
    page = visitor.answer(visitor.begin(), *chosen)
    assert page.status == code
    if code == 422:
        assert page.key == "danger_now"
        assert page.title.startswith("Fout")
        summary = next(node for node in page.root.all("div") if node.get("id") == "summary")
        target = summary.all("a")[0].get("href").removeprefix("#")
        assert any(box.get("id") == target for box in page.form().all("input"))


def test_more_than_one_may_be_chosen_but_not_beside_none_of_these() -> None:
    visitor = Visitor()
    page = visitor.begin()
    while page.key != "changes":
        page = told(visitor, page, page.key, STORY.get(page.key, ("unknown",)))
    wrong = visitor.answer(page, "withdraws", "none_of_these")
    assert wrong.status == 422
    ticked = {box.get("value") for box in wrong.form().all("input") if "checked" in box.attributes}
    assert ticked == {"withdraws", "none_of_these"}


def test_the_same_for_all_fills_in_the_other_rows() -> None:
    visitor = Visitor()
    page = visitor.begin()
    while not page.key.startswith("about_event@"):
        chosen = ("dismissal", "bereavement") if page.key == "events" else STORY.get(page.key, ("unknown",))
        page = told(visitor, page, page.key, chosen)
    names = list(dict.fromkeys(b.get("name") for b in page.form().all("input") if b.get("type") == "radio"))
    first = names[0].partition("@")[2]
    page = visitor.answer(page, do="same", **{f"when@{first}": "recent"})
    checked = {b.get("name"): b.get("value") for b in page.form().all("input") if "checked" in b.attributes}
    assert {value for name, value in checked.items() if name.startswith("when@")} == {"recent"}
    assert len([name for name in checked if name.startswith("when@")]) == 2


def test_a_changed_answer_says_what_it_changed_in_the_result() -> None:
    visitor = Visitor()
    page = whole_self_check(visitor)
    page = visitor.answer(page, do="change", key="protective")
    assert page.key == "protective"
    assert {b.get("value") for b in page.form().all("input") if "checked" in b.attributes} == set(STORY["protective"])
    page = visitor.answer(page, "club")
    assert page.key == ""
    assert any(node.get("id") == "changed" for node in page.root.all("h2"))


def test_the_conversation_about_sharing_takes_answers_along_and_leads_back() -> None:
    visitor = Visitor()
    page = whole_self_check(visitor)
    before = carried(visitor, page).talk.session
    sharing = visitor.answer(page, do="share")
    now = carried(visitor, sharing).talk.session
    assert now.dialogue == sharing_dialogue(guide().pack)
    assert dict(now.answers) == dict(with_same_answers(guide(), before, now.dialogue).answers)
    back = visitor.answer(sharing, do="earlier")
    assert carried(visitor, back).talk.session == before


@pytest.mark.parametrize("form", ["pdf", "html", "md", "text"])
def test_the_result_comes_as_a_file_with_a_name_that_tells_nothing(form: str) -> None:
    visitor = Visitor()
    page = whole_self_check(visitor)
    done = visitor.client.get("/check/bestand", params={"s": page.token, "form": form})
    assert done.status_code == 200
    assert len(done.content) > 500
    assert done.headers["content-disposition"].startswith('attachment; filename="pagina.')
    other = visitor.get(f"/check/bestand?s={page.token}&form=exe")
    assert other.status == 200
    assert "content-disposition" not in other.response.headers


def test_own_words_in_the_note_are_in_the_file_and_in_no_address() -> None:
    visitor = Visitor()
    page = whole_self_check(visitor)
    note = visitor.get(f"/check/notitie?s={page.token}")
    own = {"facts": "Zij huilde op dinsdag.\r\nDaarna ging het beter.", "question": "Ziet u dat ook?"}
    made = visitor.post({**note.hidden("/check/notitie"), **own, "do": "save"}, "/check/notitie")
    assert "Zij huilde op dinsdag." in made.html
    assert made.response.headers["content-type"].startswith("text/plain")
    shown = visitor.post({**note.hidden("/check/notitie"), "facts": "Bel Jan de Vries", "do": "show"}, "/check/notitie")
    assert any("Jan de Vries" in node.text for node in shown.root.all("div") if node.get("role") == "alert")
    assert not any("huilde" in address or "Vries" in address for address in visitor.addresses)


def test_pages_behind_the_result_lead_to_the_open_question_while_there_is_one() -> None:
    visitor = Visitor()
    page = visitor.begin()
    for name in ("deel/why", "waarom", "niet", "notitie", "bestand"):
        assert visitor.get(f"/check/{name}?s={page.token}").key == "danger_now"


def test_why_not_gives_a_reason_for_what_is_chosen() -> None:
    visitor = Visitor()
    page = whole_self_check(visitor)
    chosen = visitor.get(f"/check/niet?s={page.token}&n=1")
    assert any(node.get("id") == "chosen" for node in chosen.root.all("h2"))
    for number in ("0", "-1", "9999", "x", "１"):
        assert not any(
            node.get("id") == "chosen" for node in visitor.get(f"/check/niet?s={page.token}&n={number}").root.all("h2")
        )
