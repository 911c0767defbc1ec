"""A round is a conversation: every case compiles to a script of the usual kinds of question, and the usual replay plays it."""

from __future__ import annotations

import random

import pytest

from assistant.content.model import Case, Pack, Question, Text
from assistant.content.questions import CERTAIN, GUESS, kind_of
from assistant.content.vocabulary import LANGUAGES
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import DONT_KNOW, NONE_OF_THESE, RATHER_NOT, Answer
from assistant.errors import InputError
from assistant.practice.case_round import Round, answer_in, answered, begin, commit, keys_of, position, round_of
from assistant.practice.case_script import MODES, WORKED, label_choices, partner_choices, script_of, step_choices
from assistant.practice.sentences import Teller
from assistant.result.words import capital

DAY = "2026-11-28"


def words_for(question: Question, lot: random.Random) -> str:
    """An answer by lot, in the words in which it is kept."""
    ids = [option.id for option in question.options]
    if question.rows:
        return f"{lot.choice(ids)} {lot.randint(GUESS, CERTAIN)}"
    if question.none_of_these:
        return " ".join(each for each in ids if lot.random() < 0.2)
    return lot.choice(ids)


def course(case: Case, mode: str) -> list[str]:
    """What is asked of a case, told once more and apart from the script."""
    if mode == WORKED and case.worked:
        return ["line"]
    forks = [f"fork.{fork.at}" for fork in case.concordance if any(cue.id == fork.at for cue in case.cues)]
    return [*(f"mark.{cue.id}" for cue in case.cues), "triggers", "drivers", "step", "partner", *forks]


def offered(pack: Pack, case: Case, key: str) -> list[str]:
    """What may be chosen there, told once more."""
    known = {
        "triggers": lambda: [entry.id for entry in label_choices(pack, "triggers")],
        "drivers": lambda: [entry.id for entry in label_choices(pack, "drivers")],
        "step": lambda: list(step_choices(pack, case)),
        "partner": lambda: list(partner_choices(pack, case)),
        "line": lambda: [line.id for line in case.worked.lines] if case.worked else [],
        "fork": lambda: ["-2", "-1", "0", "1", "2"],
        "mark": lambda: ["yes", "no"],
    }
    return known[key.partition(".")[0]]()


def test_every_case_is_played_by_the_replay_of_every_conversation(guide: Guide) -> None:
    pack, lot, steps = guide.pack, random.Random(1), 0
    for case in pack.cases.values():
        for mode in MODES:
            one = begin(case, mode, DAY)
            for number, key in enumerate(course(case, mode)):
                at = position(pack, one)
                assert at.current is not None
                assert (at.current.key, len(at.turns)) == (key, number)
                assert [option.id for option in at.current.question.options] == offered(pack, case, key)
                assert commit(pack, one, DAY) is one
                words = words_for(at.current.question, lot)
                one = answered(pack, one, key, answer_in(key, words))
                assert one.kept[key] == words
                assert round_of(one.data) == one
                steps += 1
            at = position(pack, one)
            assert (at.current, at.ended, at.unused) == (None, "complete", ())
            assert dict(at.situation.facts) == {}, "nothing is recorded of a story"
            assert commit(pack, one, DAY).committed == DAY
    assert steps > 1200


def test_every_text_is_there_in_both_languages(guide: Guide) -> None:
    def told(question: Question) -> list[Text]:
        options = (*question.options, *(option for row in question.rows for option in row.options))
        return [question.ask, question.why, *(option.label for option in options), *(row.ask for row in question.rows)]

    for case in guide.pack.cases.values():
        for mode in MODES:
            for question in script_of(guide.pack, case, mode).questions:
                assert all(text.nl and text.en for text in told(question))


def test_a_choice_is_named_as_everywhere_in_practice(guide: Guide) -> None:
    kinds = {"triggers": "trigger", "drivers": "driver", "step": "step", "partner": "partner"}
    for case in guide.pack.cases.values():
        script = script_of(guide.pack, case, "simulation").by_id
        for language in LANGUAGES:
            teller = Teller(guide.pack, case, language)  # type: ignore[arg-type]
            for key, kind in kinds.items():
                for option in script[key].options:
                    assert teller.say(option.label) == capital(teller.name(f"{kind}:{option.id}"))
                    assert teller.say(option.label) != option.id


def test_a_refusal_names_the_word_that_is_not_offered(gym: Guide, case: Case) -> None:
    one = begin(case, "simulation", DAY)
    with pytest.raises(InputError) as caught:
        answered(gym.pack, one, "triggers", answer_in("triggers", "death_confrontation traning"))
    values = caught.value.findings[0].values
    assert (values["word"], values["near"]) == ("traning", "training")


@pytest.mark.parametrize("answer", [DONT_KNOW, RATHER_NOT, Answer(), Answer(chosen=(NONE_OF_THESE,))])
def test_a_choice_is_made(gym: Guide, case: Case, answer: Answer) -> None:
    one = begin(case, "simulation", DAY)
    for key in keys_of(gym.pack, one):
        if key in ("triggers", "drivers") and answer.chosen:
            assert answered(gym.pack, one, key, answer).named(key) == ()
        else:
            with pytest.raises(InputError):
                answered(gym.pack, one, key, answer)


def test_an_answer_that_is_no_longer_offered_is_asked_again(gym: Guide, case: Case) -> None:
    kept = {key: "no 60" if key.startswith("mark.") else "" for key in course(case, "simulation")}
    one = round_of(
        Round(begin(case, "simulation", DAY).session, mode="simulation").data | {"answers": kept | {"step": "gone"}}
    )
    current = position(gym.pack, one).current
    assert current is not None
    assert current.key == "step"


def test_every_answer_that_is_worth_trying_fits(gym: Guide, case: Case) -> None:
    marks = [q for q in script_of(gym.pack, case, "practice").questions if q.rows]
    for question in marks[:2]:
        ways = list(kind_of(question).ways(question, None))  # type: ignore[arg-type]
        assert len(ways) == 12
        assert all(kind_of(question).fits(question, way, ()) for way in ways)
        assert [kind_of(question).as_words(way) for way in ways[:2]] == [["yes", "50"], ["yes", "60"]]
