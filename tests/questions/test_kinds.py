"""A kind of question is one class: nothing else knows which there are, and who forgets something has no kind."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from questions.packs import AS_OF, DAYS, DIALOGUE, files

from assistant.authoring.checking import check_pack
from assistant.content.interface import phrases
from assistant.content.questions import IN_PACKS, KINDS
from assistant.content.questions.kind import Kind
from assistant.content.questions.silent import Silent
from assistant.content.questions.typed import Entry
from assistant.content.vocabulary import LANGUAGES
from assistant.errors import Finding

PRODUCT = Path(__file__).parents[2] / "assistant"
HERE = PRODUCT / "content" / "questions"
AUTHORS = (PRODUCT / "practice" / "case_script.py", PRODUCT / "practice" / "exercise.py")
"""They write dialogues, as an author does in YAML."""
OF_ONE_KIND = {type(kind).__module__ for kind in KINDS.values()}
MEAN_MORE = {"number", "month", "date", "text", "say", "mark"}
"""Words that other parts of the program use for things of their own."""


def findings(**changed: tuple[str, str]) -> list[Finding]:
    return [each for each in check_pack(files(**changed), AS_OF).findings if each.severity == "error"]


def test_a_kind_that_forgets_something_cannot_be_made() -> None:
    class Forgetful(Silent):
        name = "forgetful"
        control = "read"

    missing = sorted(Forgetful.__abstractmethods__)
    assert missing == ["read", "read_answer", "said"]
    with pytest.raises(TypeError, match="abstract"):
        Forgetful()  # type: ignore[abstract]
    assert not any(type(kind).__abstractmethods__ for kind in KINDS.values())


def test_every_class_of_a_kind_is_in_the_registry() -> None:
    def below(cls: type[Kind]) -> set[type[Kind]]:
        return {cls, *(each for sub in cls.__subclasses__() for each in below(sub))}

    made = {cls for cls in below(Kind) if not cls.__abstractmethods__ and cls.__module__.startswith("assistant.")}
    assert made >= {type(kind) for kind in KINDS.values()}
    assert {cls.name for cls in made if "name" in vars(cls)} == set(KINDS)
    assert len({cls.__module__ for cls in map(type, KINDS.values())}) == len(KINDS), "one module a kind"


def test_no_other_module_names_a_kind() -> None:
    """No name that is a kind's alone stands anywhere else, and nobody else asks a question for the word of its kind."""
    told = []
    for path in sorted(PRODUCT.rglob("*.py")):
        if HERE in path.parents or path in AUTHORS:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and node.value in set(KINDS) - MEAN_MORE:
                told.append(f"{path.relative_to(PRODUCT)}:{node.lineno} {node.value}")
            if isinstance(node, ast.Attribute) and node.attr == "kind" and _is_question(node.value):
                told.append(f"{path.relative_to(PRODUCT)}:{node.lineno} asks for the word of a kind")
            if isinstance(node, ast.ImportFrom) and node.module in OF_ONE_KIND:
                told.append(f"{path.relative_to(PRODUCT)}:{node.lineno} imports one kind")
            if isinstance(node, ast.Compare) and any(_is_name_of_kind(each) for each in (node.left, *node.comparators)):
                told.append(f"{path.relative_to(PRODUCT)}:{node.lineno} compares the name of a kind")
    assert told == []


def _is_question(node: ast.expr) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return name in ("q", "question")


def _is_name_of_kind(node: ast.expr) -> bool:
    call = node.value if isinstance(node, ast.Attribute) and node.attr == "name" else None
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "kind_of"


def test_no_page_asks_for_a_kind() -> None:
    assert [path.name for path in PRODUCT.rglob("*.html") if "question.kind" in path.read_text("utf-8")] == []


def test_a_kind_that_nobody_implements_is_one_finding_with_its_line() -> None:
    text = files(kind=("kind: number", "kind: slider")).joinpath(DIALOGUE).read_text("utf-8")
    told = [each for each in findings(kind=("kind: number", "kind: slider")) if each.code == "field/choice"]
    assert [(each.place.file, each.place.line, each.values["word"]) for each in told] == [
        (DIALOGUE, text[: text.index("kind: slider")].count("\n") + 1, "slider")
    ]
    assert all(each.code != "field/unknown" for each in findings(kind=("kind: number", "kind: slider")))


def test_a_kind_that_only_the_program_asks_is_none_for_authors() -> None:
    ours = sorted(KINDS.keys() - IN_PACKS.keys())
    assert ours == ["mark"]
    told = findings(kind=("kind: number", "kind: mark"))
    assert [each.values["word"] for each in told if each.code == "field/choice"] == ours


def test_a_field_of_another_kind_is_refused() -> None:
    told = findings(field=("kind: month\n", "kind: month\n        for_each: [events]\n"))
    assert [(each.code, each.values["word"]) for each in told] == [("field/unknown", "for_each")]


PUPIL = 'label: {nl: "Trekt zich terug.", en: "Withdraws."}'
MATTERS = 'label: {nl: "Wil ertoe doen.", en: "Wants to matter."}'


@pytest.mark.parametrize(
    ("first", "second", "refused"),
    [
        *(("1", "2", True), ("1 (bijna nooit)", "5 (altijd)", True), ("Laag.", "Hoog.", True), ("30%", "60%", True)),
        *(
            ("Hoog", "Trekt zich terug", False),
            ("1 keer gebeurd", "2 keer gebeurd", False),
            ("Laag geschoold", "Hoog", False),
        ),
    ],
)
def test_no_options_are_steps_of_a_scale(first: str, second: str, refused: bool) -> None:
    labels = {
        "one": (PUPIL, f'label: {{nl: "{first}", en: "Sits apart."}}'),
        "two": (MATTERS, f'label: {{nl: "{second}", en: "Speaks up."}}'),
    }
    told = [(each.code, each.values["word"]) for each in findings(**labels)]
    assert told == ([("question/ordinal", "changes")] if refused else [])


@pytest.mark.parametrize("about", ["person", "organisation"])
def test_a_number_about_a_person_counts_something(about: str) -> None:
    """Whatever kind of question records it."""
    points = DAYS.replace('"dagen", en: "days"', '"punten", en: "points"')
    told = check_pack(files(days=points, about=("minutes: 3", f"minutes: 3\nabout: {about}")), AS_OF).findings
    ordinals = [each.values["word"] for each in told if each.code == "question/ordinal"]
    assert ordinals == (["on_day"] if about == "person" else [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_way_to_answer_is_told_in_every_shell(language: str) -> None:
    for kind in IN_PACKS.values():
        if kind.typed is None:
            assert phrases(language, "hands")(f"plain.hint.{kind.control}")  # type: ignore[arg-type]
            continue
        entry = Entry(kind.typed, 0, 12, AS_OF)
        for shell in ("app", "line", "page"):
            for told in (entry.hint(shell, language), entry.wrong(shell, language)):  # type: ignore[arg-type]
                assert told.endswith((".", "12", "08"))
                assert "{" not in told
