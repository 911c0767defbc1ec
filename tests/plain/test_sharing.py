"""May I share this, in lines: one word away from a result, and one word back."""

from __future__ import annotations

from pathlib import Path

from plain_walk import LINES, hold

from assistant.dialogue.guide import Guide
from assistant.present.keeping import resume
from assistant.store.kept import FOLDER, Shelf

SHARING = ("6", "1", "1", "7", "5", "5", "0", "1", "3", "2")
"""Police, the other asks, what one saw, nothing private, evidence, not asked, home unknown, telling is safe, it can wait, not yet."""


def test_the_result_names_the_word_and_the_word_leads_there(guide: Guide, tmp_path: Path) -> None:
    _, written = hold(guide, LINES, tmp_path)
    assert "Met delen vraagt u" in written
    talk, written = hold(guide, (*LINES, "delen"), tmp_path)
    assert talk.talk.session.dialogue == "sharing"
    assert set(talk.talk.session.answers) == {"danger_now", "urgent_today", "role", "age_band"}
    assert written.rstrip(" >\n").endswith("-  Dat wil ik niet zeggen") or "Met wie wilt u delen?" in written


def test_it_runs_to_its_result_and_the_earlier_conversation_comes_back(guide: Guide, tmp_path: Path) -> None:
    first, _ = hold(guide, LINES, tmp_path)
    talk, written = hold(guide, (*LINES, "delen", *SHARING, "waarom 1", "gevaar", "eerder"), tmp_path)
    said = " ".join(written.split())
    assert "Vraag het op papier" in said
    assert "Met eerder gaat u terug" in said
    assert talk.talk.session == first.talk.session
    assert said.count("Typ waarom en een nummer") == 3  # the result, that of sharing, and the result again


def test_keeping_goes_on_with_the_earlier_conversation_only(guide: Guide, tmp_path: Path) -> None:
    talk, _ = hold(guide, (*LINES, "bewaar 7", "delen", *SHARING), tmp_path)
    assert talk.keeping.kept is None
    (name,) = [file.stem for file in (tmp_path / FOLDER).glob("*.json")]
    kept = resume(guide, Shelf(tmp_path, talk.talk.session.as_of), name, "nl").session
    assert kept.dialogue == "self_check"
    talk, _ = hold(guide, (*LINES, "delen", "eerder", "bewaar 7"), tmp_path)
    assert talk.keeping.kept is not None
    assert talk.keeping.kept.session.dialogue == "self_check"


def test_the_words_say_so_where_there_is_nothing_to_go_to(guide: Guide, tmp_path: Path) -> None:
    _, written = hold(guide, (*LINES, "eerder", "delen", "delen"), tmp_path)
    assert "Er wacht geen eerder gesprek" in written
    assert "Dit gesprek gaat al over delen" in written
