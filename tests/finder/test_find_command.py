"""`assistant find`."""

import json

import pytest
from click.testing import CliRunner

from assistant.cli.main import main
from tests.finder.helpers import pack


@pytest.fixture(autouse=True)
def load_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pack_of", "read_pack"):
        monkeypatch.setattr(f"assistant.cli.find.{name}", lambda _: pack(), raising=False)


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, ["find", *arguments])
    return done.exit_code, done.stdout, done.stderr


def test_json_gives_kind_id_name_and_the_words() -> None:
    code, out, err = run("is van school gestuurd", "--format", "json", "--lang", "nl")
    assert (code, err) == (0, "")
    first = json.loads(out)[0]
    assert first == {
        "kind": "event",
        "id": "left_school",
        "name": "gestopt met school, of van school gestuurd",
        "matched": ["van", "school", "gestuurd"],
    }


def test_words_may_come_without_quotes() -> None:
    assert (
        run("was", "fired", "--lang", "en", "--format", "json")[1]
        == run("was fired", "--lang", "en", "--format", "json")[1]
    )


def test_nothing_found_is_an_empty_list_and_no_failure() -> None:
    assert run("qwerty zxcvb", "--format", "json") == (0, "[]\n", "")
    assert "Try other words" in run("qwerty", "--lang", "en")[1]


def test_text_says_that_the_user_chooses() -> None:
    _, out, _ = run("hij is ontslagen", "--lang", "nl")
    assert "ontslag, of werk verloren (gebeurtenis). U schreef: ontslagen" in out
    assert "Dit is geen conclusie." in out


def test_words_of_danger_give_whom_to_call_before_all_else() -> None:
    assert run("wil niet meer leven", "--lang", "nl")[1].splitlines()[0].endswith("bel samen 113.")
    assert run("he has a knife on him", "--lang", "en")[1].startswith("Call 112 now.")


def test_empty_words_are_answered_with_an_example() -> None:
    for arguments in ((), ("",), ("  ",), ("?!",)):
        code, out, err = run(*arguments, "--lang", "en")
        assert (code, out) == (2, "")
        assert "assistant find" in err
