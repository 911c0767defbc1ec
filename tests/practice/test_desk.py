"""The rounds of one person, without a terminal: on disk before anything goes on, whatever is wrong with the file."""

from __future__ import annotations

import itertools
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.dialogue.guide import Guide
from assistant.errors import InputError
from assistant.practice.case_round import Round, answer_in, keys_of, open_key
from assistant.practice.case_script import MODES, partner_choices, step_choices
from assistant.present.practice.desk import PracticeDesk
from assistant.present.practice.practising import doorway, glance_at, lobby, take_along
from assistant.present.practice.progress import progress_view
from assistant.store.problems import StoreProblem
from assistant.store.results import NAME, Results
from assistant.tui.practice.room import KEPT
from tests.practice.conftest import EXPERT, TODAY, played

WHEN = {"patience": 0.05}


@pytest.fixture
def desk(gym: Guide, tmp_path: Path) -> Iterator[PracticeDesk]:
    made = PracticeDesk(gym, tmp_path, TODAY, **WHEN)
    yield made
    made.close()


def on_disk(folder: Path, uid: str) -> dict[str, str]:
    with Results(folder) as results:
        found = results.find(uid)
        return {} if found is None else dict(found.answers)


def value_for(gym: Guide, one: Round, key: str) -> str:
    """A usual answer."""
    case = gym.pack.cases[one.case]
    if key.startswith("mark."):
        return f"yes {EXPERT[key[5:]]}" if key[5:] in EXPERT else "no 60"
    usual = {"triggers": "", "drivers": "significance", "step": step_choices(gym.pack, case)[0]}
    usual |= {"partner": partner_choices(gym.pack, case)[0], "line": case.worked.lines[0].id if case.worked else ""}
    return usual.get(key, "1")


def complete(desk: PracticeDesk, one: Round) -> Round:
    while key := open_key(desk.guide.pack, one):
        one = desk.answer(one, key, answer_in(key, value_for(desk.guide, one, key)))
    return desk.commit(one)


def test_an_answer_is_on_disk_when_it_is_given(desk: PracticeDesk, tmp_path: Path) -> None:
    one = desk.begin(desk.guide.pack.cases["friend_a"], "simulation")
    for key in keys_of(desk.guide.pack, one):
        one = desk.answer(one, key, answer_in(key, value_for(desk.guide, one, key)))
        assert on_disk(tmp_path, one.uid) == dict(one.kept)
    done = desk.commit(one)
    assert done.committed == TODAY
    assert desk.finished == (done,)
    assert desk.unfinished == ()


OPERATIONS = st.lists(
    st.one_of(
        st.tuples(st.just("begin"), st.sampled_from(["friend_a", "friend_b", "calm"]), st.sampled_from(MODES)),
        st.tuples(st.just("answer"), st.integers(0, 3), st.integers(0, 20)),
        st.tuples(st.just("finish"), st.integers(0, 3)),
        st.tuples(st.just("again"), st.integers(0, 3), st.integers(0, 8)),
        st.tuples(st.just("use"), st.sampled_from(["AAAA", "BBBB"])),
        st.tuples(st.just("forget")),
        st.tuples(st.just("reopen")),
    ),
    max_size=12,
)


@settings(max_examples=25)
@given(steps=OPERATIONS)
def test_memory_and_disk_say_the_same_after_anything(gym: Guide, steps: list[tuple[object, ...]]) -> None:
    folder = Path(tempfile.mkdtemp())
    desk = PracticeDesk(gym, folder, TODAY, "AAAA")
    desk.open()
    try:
        for what, *rest in steps:
            desk = _do(gym, folder, desk, str(what), rest)
            fresh = PracticeDesk(gym, folder, TODAY, desk.code)
            fresh.open()
            assert {one.uid: one for one in fresh.rounds} == {one.uid: one for one in desk.rounds}
            assert {one.uid for one in fresh.unfinished} == {one.uid for one in desk.unfinished}
            fresh.close()
    finally:
        desk.close()
        shutil.rmtree(folder)


def _do(gym: Guide, folder: Path, desk: PracticeDesk, what: str, rest: list[object]) -> PracticeDesk:
    cases = gym.pack.cases
    if what == "begin":
        desk.begin(cases[str(rest[0])], str(rest[1]))
    elif what == "use":
        desk.use(str(rest[0]))
    elif what == "forget":
        desk.forget()
    elif what == "reopen":
        code = desk.code
        desk.close()
        desk = PracticeDesk(gym, folder, TODAY, code)
        desk.open()
    elif what == "again" and desk.finished:
        one = desk.finished[int(str(rest[0])) % len(desk.finished)]
        desk.again(one, cases[one.case].cues[int(str(rest[1])) % len(cases[one.case].cues)].id)
    elif what in ("answer", "finish") and desk.unfinished:
        one = desk.unfinished[int(str(rest[0])) % len(desk.unfinished)]
        if what == "finish":
            complete(desk, one)
        else:
            keys = keys_of(gym.pack, one)
            key = keys[int(str(rest[1])) % len(keys)]
            desk.answer(one, key, answer_in(key, value_for(gym, one, key)))
    return desk


# ---------------------------------------------------------------- what can be wrong


def test_without_a_place_to_keep_it_goes_on_in_memory(gym: Guide, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    desk = PracticeDesk(gym, tmp_path / "file" / "inside", TODAY)
    desk.open()
    assert [problem.code for problem in desk.problems] == ["folder"]
    assert not desk.keeps
    assert complete(desk, desk.begin(gym.pack.cases["calm"], "practice")) in desk.finished
    desk.refresh()
    assert len(desk.finished) == 1
    desk.close()


def test_a_damaged_file_is_set_aside_and_said(gym: Guide, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"x" * 9000)
    desk = PracticeDesk(gym, tmp_path, TODAY)
    desk.open()
    assert [problem.code for problem in desk.problems] == ["aside"]
    assert Path(desk.problems[0].values["path"]).read_bytes() == b"x" * 9000
    assert desk.keeps
    desk.close()


def test_a_locked_file_changes_nothing_and_the_same_answer_can_be_given_again(
    desk: PracticeDesk, tmp_path: Path
) -> None:
    one = desk.begin(desk.guide.pack.cases["friend_a"], "practice")
    one = desk.answer(one, "mark.best_friend_died", answer_in("mark.", "yes 90"))
    other = sqlite3.connect(tmp_path / NAME, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreProblem, match="busy"):
        desk.answer(one, "mark.clothes", answer_in("mark.", "no 60"))
    assert desk.find(one.uid) == one
    other.execute("ROLLBACK")
    other.close()
    after = desk.answer(one, "mark.clothes", answer_in("mark.", "no 60"))
    assert on_disk(tmp_path, one.uid) == dict(after.kept)


def test_going_on_without_keeping_takes_the_round_along(desk: PracticeDesk, tmp_path: Path) -> None:
    desk.keep(played(desk.guide, "calm", uid="before", code=desk.code))
    one = desk.answer(
        desk.begin(desk.guide.pack.cases["friend_a"], "simulation"), "mark.clothes", answer_in("mark.", "no 60")
    )
    desk.without_keeping(StoreProblem("full"))
    done = complete(desk, one)
    assert {each.uid for each in desk.finished} == {"before", one.uid}
    assert desk.code == done.code
    assert not desk.keeps
    assert on_disk(tmp_path, one.uid) == {"mark.clothes": "no 60"}


def test_a_newer_file_is_left_alone(gym: Guide, tmp_path: Path) -> None:
    with Results(tmp_path) as results:
        results._db.execute("PRAGMA user_version=9")
    desk = PracticeDesk(gym, tmp_path, TODAY)
    with pytest.raises(StoreProblem, match="newer"):
        desk.open()
    assert not desk.is_open


# ---------------------------------------------------------------- codes


def test_each_code_has_its_own_rounds(desk: PracticeDesk) -> None:
    first = desk.code
    complete(desk, desk.begin(desk.guide.pack.cases["calm"], "practice"))
    desk.use("OTHER-1")
    assert desk.rounds == ()
    complete(desk, desk.begin(desk.guide.pack.cases["calm"], "practice"))
    assert desk.codes() == tuple(sorted([first, "OTHER-1"]))
    assert desk.forget() == 1
    desk.use(first)
    assert len(desk.finished) == 1


# ---------------------------------------------------------------- what screens show


def test_looking_from_home_makes_no_file(gym: Guide, tmp_path: Path) -> None:
    assert glance_at(gym, tmp_path, TODAY, "nl").due == 0
    assert list(tmp_path.iterdir()) == []
    assert KEPT == NAME


def test_home_says_what_was_begun_and_what_is_due(desk: PracticeDesk, tmp_path: Path) -> None:
    desk.keep(played(desk.guide, "calm", {"clothes": 90}, uid="old", code=desk.code, day="2026-11-18"))
    one = desk.begin(desk.guide.pack.cases["friend_a"], "practice")
    desk.answer(one, "mark.best_friend_died", answer_in("mark.", "yes 90"))
    seen = glance_at(desk.guide, tmp_path, TODAY, "en")
    assert "point 2 of 10" in seen.resume
    assert seen.due > 0
    view = lobby(desk, "en")
    assert [line.uid for line in view.resume] == [one.uid]
    assert str(seen.due) in view.due


def test_a_round_that_was_only_looked_at_leaves_no_trace(desk: PracticeDesk) -> None:
    case = desk.guide.pack.cases["friend_a"]
    one = desk.begin(case, "practice")
    assert desk.begin(case, "practice") == one
    assert lobby(desk, "en").resume == ()
    assert {line.state for line in lobby(desk, "en").lines} == {""}
    assert doorway(desk, case, "en").open == ""
    desk.refresh()
    assert desk.begin(case, "practice") == one
    desk.answer(one, "mark.clothes", answer_in("mark.", "no 60"))
    assert [line.uid for line in lobby(desk, "en").resume] == [one.uid]
    assert desk.begin(case, "practice").uid != one.uid


def test_a_set_says_how_long_it_takes(desk: PracticeDesk) -> None:
    cases = desk.guide.pack.cases
    for offer in lobby(desk, "en").sets:
        assert offer.minutes == sum(cases[name].minutes for name in offer.cases)
        families = [cases[name].family for name in offer.cases]
        assert all(one != other for one, other in itertools.pairwise(families))


def test_variants_are_told_apart_by_number_only(desk: PracticeDesk) -> None:
    titles = [line.title for line in lobby(desk, "nl").lines]
    assert len(set(titles)) == len(titles)


def test_opening_reasons_about_nothing(desk: PracticeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening practice reads and counts; however many rounds there are, no case is worked out."""
    for number in range(6):
        name = ("friend_a", "calm")[number % 2]
        desk.keep(played(desk.guide, name, uid=f"u{number}", code=desk.code, day=f"2026-11-{10 + number}"))
    monkeypatch.setattr(type(desk.guide.reasoner), "conclude_fast", lambda *_: pytest.fail("a case was worked out"))
    desk.refresh()
    lobby(desk, "nl")
    progress_view(desk.guide, desk.rounds, desk.today, desk.code, "nl")
    doorway(desk, desk.guide.pack.cases["friend_a"], "nl")


def test_what_to_take_along_is_the_gravest(desk: PracticeDesk) -> None:
    missed_danger = {name: sure for name, sure in EXPERT.items() if name != "message"}
    rounds = [
        desk.keep(played(desk.guide, "calm", {"clothes": 90}, uid="a", code=desk.code)),
        desk.keep(played(desk.guide, "friend_a", missed_danger, uid="b", code=desk.code)),
    ]
    assert take_along(desk.guide, rounds, "en").startswith("Next time look for danger first")
    assert take_along(desk.guide, rounds[:0], "en") == ""
    good = desk.keep(played(desk.guide, "friend_a", uid="c", code=desk.code))
    assert "what helps" in take_along(desk.guide, [good], "en")


def test_a_refused_answer_keeps_nothing(desk: PracticeDesk, tmp_path: Path) -> None:
    one = desk.begin(desk.guide.pack.cases["friend_a"], "practice")
    with pytest.raises(InputError):
        desk.answer(one, "step", answer_in("step", "no_such_step"))
    assert on_disk(tmp_path, one.uid) == {}
    assert desk.find(one.uid) == one
