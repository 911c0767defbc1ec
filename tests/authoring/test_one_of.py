"""No conversation ends without an outcome, or with two, unseen: groups of conclusions, and questions that must be answered."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest
from authoring import brute, trial

from assistant.authoring.checking import check_pack
from assistant.authoring.explore import explore
from assistant.authoring.script import Script
from assistant.authoring.stories import read_story, run_story
from assistant.authoring.walker import Walker
from assistant.content.pack import read_pack
from assistant.dialogue.guide import Guide
from assistant.errors import InputError

TODAY = "2026-11-24"
BOTH = "[{step: goal}, {partner: friend}]"


def guide(folder: Path, questions: str, rules: str, head: str = "") -> Guide:
    trial.write(folder, questions, rules)
    file = folder / "dialogues" / "d.yaml"
    file.write_text(file.read_text("utf-8").replace("sections:", f"{head}\nsections:", 1), "utf-8")
    return Guide(read_pack(folder))


def rules(one: str, two: str) -> str:
    return trial.rule("one", one, "step: goal") + trial.rule("two", two, "partner: friend")


@pytest.mark.parametrize(
    ("one", "two", "exactly", "some"),
    [
        ("{context: a}", "{none: [{context: a}]}", True, True),
        ("{context: a}", "{absent: {context: a}}", False, False),  # don't know gives neither
        ("{context: a}", "{any: [{context: b}, {none: [{context: a}]}]}", False, True),  # a and b give both
    ],
)
def test_a_group_holds_or_is_shown_not_to(tmp_path: Path, one: str, two: str, exactly: bool, some: bool) -> None:
    head = f"exactly_one_of: [{{of: {BOTH}}}]\nat_least_one_of: [{{of: {BOTH}}}]"
    made = guide(tmp_path, trial.DANGER_FIRST + trial.WHAT, rules(one, two), head)
    for number in (3, 20_000):
        found = {verdict.kind: verdict for verdict in explore(made, made.dialogue("d"), number=number).verdicts}
        for kind, holds in (("exactly_one_of", exactly), ("at_least_one_of", some)):
            verdict = found[kind]
            assert (verdict.met, verdict.exact, verdict.about) == (holds, True, "step:goal, partner:friend")
            if not holds:
                assert verdict.shown is not None
                drawn = made.reasoner.refs(made.position(verdict.shown).situation)
                several = len(drawn & {"step:goal", "partner:friend"})
                assert several == 0 if kind == "at_least_one_of" else several != 1
    codes = {finding.code for finding in check_pack(tmp_path, TODAY).findings}
    assert ("dialogue/not-one" in codes, "dialogue/none-of" in codes) == (not exactly, not some)


def test_groups_are_what_brute_force_finds(tmp_path: Path) -> None:
    compared = 0
    for seed in range(40):
        made = brute.lot(seed)
        shown = {f"{kind}:{name}" for kind, name in made.guide(tmp_path).reasoner.program.shown.values()}
        if not shown.issuperset(brute.GOALS):
            continue
        head = f"exactly_one_of: [{{of: {BOTH}}}]\nat_least_one_of: [{{of: {BOTH}}}]"
        trial.write(tmp_path, made.questions, made.rules, made.knowledge)
        file = tmp_path / "dialogues" / "d.yaml"
        file.write_text(file.read_text("utf-8").replace("sections:", f"{head}\nsections:", 1), "utf-8")
        ready = Guide(read_pack(tmp_path))
        try:
            whole = brute.everything(ready, made)
        except brute.TooLarge:
            continue
        met = {verdict.kind: verdict.met for verdict in explore(ready, ready.dialogue("d"), number=10).verdicts}
        numbers = {len(goals) for ended, _, goals in whole.ends if ended == "complete"}
        assert (met["exactly_one_of"], met["at_least_one_of"]) == (numbers <= {1}, 0 not in numbers), seed
        compared += 1
    assert compared > 5


def story(made: Guide, exactly: str) -> list[str]:
    text = f'case: x\ntitle: {{nl: X, en: X}}\ndialogue: d\nanswers: {{danger_now: "no", what: [a]}}\nexactly: [{exactly}]\n'
    return [
        f"{miss.what} {miss.expected or miss.found}"
        for miss in run_story(read_story(text.encode(), "x.yaml", made, TODAY), made)
    ]


def test_a_story_says_exactly(tmp_path: Path) -> None:
    head = f"exactly_one_of: [{{of: {BOTH}}}]"
    made = guide(tmp_path, trial.DANGER_FIRST + trial.WHAT, rules("{context: a}", "{context: a}"), head)
    assert story(made, "{step: goal}") == ["unexpected partner:friend"]
    assert story(made, "{step: goal}, {partner: friend}") == []
    with pytest.raises(InputError):
        story(made, "{step: call_now}")  # it stands in no group


# ---------------------------------------------------------------- questions that must be answered


def codes(folder: Path, about: str, fields: str, yes: str = "records: [{context: a}]") -> set[str]:
    question = trial.question("it", f"{fields}\n" + trial.yes_no("", yes))
    trial.write(folder, trial.DANGER_FIRST + question, knowledge=brute.KNOWLEDGE)
    file = folder / "dialogues" / "d.yaml"
    file.write_text(file.read_text("utf-8").replace("sections:", f"about: {about}\nsections:", 1), "utf-8")
    return {finding.code for finding in check_pack(folder, TODAY).findings if finding.severity == "error"}


@pytest.mark.parametrize("field", ["unknown: false", "refusable: false"])
def test_only_context_is_compulsory_about_a_person(tmp_path: Path, field: str) -> None:
    assert "question/compulsory" in codes(tmp_path / "a", "person", field, "records: [{event: loss}]")
    assert "question/compulsory" not in codes(tmp_path / "b", "person", field)
    assert "question/compulsory" not in codes(tmp_path / "c", "organisation", field, "records: [{event: loss}]")


def test_danger_may_leave_out_rather_not_but_never_dont_know(tmp_path: Path) -> None:
    weapon = "records: [{danger: weapon}], ends: danger"
    assert "question/compulsory" not in codes(tmp_path / "a", "person", "refusable: false", weapon)
    assert "question/compulsory" in codes(tmp_path / "b", "person", "unknown: false", weapon)


def test_a_compulsory_question_has_no_dont_know_anywhere(tmp_path: Path) -> None:
    ticks = trial.WHAT.replace("kind: any_of", "kind: any_of\n        unknown: false")
    questions = ticks + trial.question("n", "unknown: false\n" + trial.yes_no())
    made = guide(tmp_path, questions, "")
    walker = Walker(Script(made, made.dialogue("d")))
    assert walker.course is not None
    assert walker.course.ways == (2**4) * 2 == sum(1 for _ in walker.every())
    assert all(answer.state == "known" for path in islice(walker.by_lot("1"), 200) for _, answer in path.answers)
    question = made.dialogue("d").questions[0]
    assert (question.needs_answer, question.refusable) == (True, False)
