"""The catalogue of texts: what the code asks for is there in both languages, with the same gaps, and what is there is asked for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from assistant.content.interface import Phrases, phrases

ROOT = Path(__file__).parents[1] / "assistant"
PARTS = sorted({path.name.removesuffix(".yaml")[:-2] for path in (ROOT / "interface").glob("*.yaml")})
CALLED = {"words", "say", "phrase", "told", "texts", "tell"}
"""What the code calls the texts of one language by."""


@cache
def texts(part: str, language: str) -> dict[str, str]:
    loaded: dict[str, str] = yaml.safe_load((ROOT / "interface" / f"{part}{language}.yaml").read_text("utf-8"))
    return loaded


@cache
def trees() -> tuple[ast.Module, ...]:
    return tuple(ast.parse(path.read_text("utf-8")) for path in sorted(ROOT.rglob("*.py")))


def _pieces(node: ast.expr) -> list[str | None]:
    """The pieces of a string that is put together: text, or None for what is filled in."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.JoinedStr(values=values):
            return [piece for value in values for piece in _pieces(value)]
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            return _pieces(left) + _pieces(right)
    return [None]


def _asked_in_code() -> Iterator[re.Pattern[str]]:
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr | ast.BinOp | ast.Constant):
                pieces = _pieces(node)
                fixed = "".join(piece or "" for piece in pieces)
                if len(re.sub(r"[^a-z]", "", fixed)) > 1 or fixed == "!":
                    yield re.compile("".join(".+" if piece is None else re.escape(piece) for piece in pieces))


def _asked_in_pages() -> Iterator[re.Pattern[str]]:
    for path in ROOT.rglob("*.html"):
        for key, more in re.findall(r"""(?:words|room|told|say)\(["']([\w.]+)["'](\s*~)?""", path.read_text("utf-8")):
            yield re.compile(re.escape(key) + (".+" if more else ""))


@cache
def asked() -> tuple[set[str], list[re.Pattern[str]]]:
    patterns = {pattern.pattern: pattern for pattern in (*_asked_in_code(), *_asked_in_pages())}
    plain = {text for text in patterns if ".+" not in text}
    return {re.sub(r"\\(.)", r"\1", text) for text in plain}, [patterns[text] for text in patterns if text not in plain]


@pytest.mark.parametrize("part", PARTS)
def test_every_text_is_used(part: str) -> None:
    """Asked for as it stands, by a text that is put together, or by two names that are put together."""
    keys, patterns = asked()
    unused = [
        key
        for key in texts(part, "nl")
        if key not in keys
        and not any(pattern.fullmatch(key) for pattern in patterns)
        and not {key.rpartition(".")[0], key.rpartition(".")[2]} <= keys
    ]
    assert unused == []


def test_every_text_that_is_asked_for_is_there() -> None:
    there = {key for part in PARTS for key in texts(part, "nl")}
    missing = set()
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                key = node.args[0].value
                if (
                    name in CALLED
                    and isinstance(key, str)
                    and re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", key)
                    and key not in there
                ):
                    missing.add(key)
    assert missing == set()


@pytest.mark.parametrize("part", PARTS)
def test_no_text_stands_twice(part: str) -> None:
    """The reader of the program refuses a key that stands twice; the library of this test does not."""
    for language in ("nl", "en"):
        assert phrases(language, part.removesuffix(".")).texts == {
            key: text.strip() for key, text in texts(part, language).items()
        }


@pytest.mark.parametrize("part", PARTS)
def test_both_languages_have_the_same_keys_and_gaps(part: str) -> None:
    nl, en = texts(part, "nl"), texts(part, "en")
    assert sorted(nl) == sorted(en)
    gaps = {
        key: [set(re.findall(r"{(\w+)[}:]", told[key].replace("{persoon}", "{person}"))) for told in (nl, en)]
        for key in nl
    }
    assert {key for key, (one, other) in gaps.items() if one != other} == set()


# ---------------------------------------------------------------- numbers

COUNTED = {"count", "days", "minutes", "number", "people", "questions", "rounds", "seconds", "ways"}
"""Gaps that always hold a number of what follows."""
AFTER = {"nl": r"[a-zé]{2,}(?:en|s)", "en": r"[a-z]{2,}s|people|are|were"}
"""What looks like several things, or is said of several."""
OF_ONE = {
    "is",
    "las",
    "was",
    "has",
    "comes",
    "always",
    "van",
    "tot",
    "are",
    "were",
    "zijn",
    "worden",
    "horen",
    "tellen",
    "komen",
}


@cache
def several_words(language: str) -> frozenset[str]:
    """Every word that the catalogue itself has for several things."""
    forms = [
        form for part in PARTS for text in texts(part, language).values() for form in re.findall(r"\|([^{}|]*)}", text)
    ]
    return frozenset(form.split()[0] for form in forms) - OF_ONE


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("part", PARTS)
def test_one_thing_is_never_told_as_several(part: str, language: str) -> None:
    """No *1 answers*: after a number the word for several stands only where the word for one stands beside it."""
    wrong = [
        (key, found[0])
        for key, text in texts(part, language).items()
        for found in re.finditer(r"{(\w+)} (?:gewone |ordinary |more )?([a-zé]+)\b", text)
        if found[2] in several_words(language)
        or (found[1] in COUNTED and re.fullmatch(AFTER[language], found[2]) and found[2] not in OF_ONE)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("part", PARTS)
def test_a_text_with_two_forms_says_the_one_for_1_and_the_other_for_2(part: str, language: str) -> None:
    for key, text in texts(part, language).items():
        for gap, one, several in re.findall(r"{(\w+):([^{}|]*)\|([^{}|]*)}", text):
            told = {number: Phrases(language, {key: text})(key, **{gap: number}) for number in (0, 1, 2)}
            assert one != several
            assert one in told[1]
            assert several in told[2]
            assert several in told[0]
            assert "{" + gap not in told[1] + told[2]


# ---------------------------------------------------------------- words inside Python

STILL = {
    "authoring/asking.py",
    "authoring/lint/concepts.py",
    "authoring/lint/never.py",
    "authoring/lint/translation.py",
    "authoring/lint/words.py",
    "authoring/new.py",
    "authoring/new_case.py",
    "authoring/new_pack.py",
    "authoring/slips.py",
    "authoring/telltale.py",
    "finder/finder.py",
    "finder/lexicon.py",
    "practice/export.py",
    "result/privacy.py",
    "web/check.py",
}
"""Where Dutch still stands in Python: what the tools of authors write and weigh, word parts of the finder, signs of names, addresses."""
DUTCH = re.compile(
    r"\b(?:de|het|een|niet|van|voor|met|naar|deze|dit|geen|heeft|wordt|zijn|uw|wat|ook|bij|hij|zij|ik|jaar|maand|dag|nee|weet|terug|"
    r"alles|uit|aan|twee|drie|vier|januari|maart|gisteren)\b",
    re.I,
)


def strings(tree: ast.Module) -> Iterator[str]:
    """Every text in a module that is no docstring."""
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def test_no_table_of_dutch_or_english_stands_in_python() -> None:
    """Words people read stand in the catalogue, words they type or tell with in `language`."""
    found = set()
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if name.startswith("language/"):
            continue
        tree = ast.parse(path.read_text("utf-8"))
        tables = [node for node in ast.walk(tree) if isinstance(node, ast.Dict) and _by_language(node)]
        if tables or sum(bool(DUTCH.search(text)) for text in strings(tree)) > 1:
            found.add(name)
    assert found == STILL  # what has gone leaves the list too


def _by_language(node: ast.Dict) -> bool:
    """Whether it holds texts by language, and not one language by another."""
    keys = {key.value for key in node.keys if isinstance(key, ast.Constant)}
    values = [part.value for value in node.values for part in ast.walk(value) if isinstance(part, ast.Constant)]
    return {"nl", "en"} <= keys and any(isinstance(value, str) and value not in ("nl", "en") for value in values)
