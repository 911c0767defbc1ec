"""The catalogue of texts: what the code asks for is there in both languages, with the same gaps, and what is there is asked for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

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
def test_both_languages_have_the_same_keys_and_gaps(part: str) -> None:
    nl, en = texts(part, "nl"), texts(part, "en")
    assert sorted(nl) == sorted(en)
    gaps = {
        key: [set(re.findall(r"{(\w+)}", told[key].replace("{persoon}", "{person}"))) for told in (nl, en)]
        for key in nl
    }
    assert {key for key, (one, other) in gaps.items() if one != other} == set()
