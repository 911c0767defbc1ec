"""`kind:id` is taken apart in one place of the program."""

from __future__ import annotations

import ast
from pathlib import Path

from assistant.content.model import Ref, about, of_kind
from assistant.content.vocabulary import DERIVED, OBSERVED
from assistant.reasoning.situation import Fact, Number, Situation

PRODUCT = Path(__file__).parents[1] / "assistant"
HERE = PRODUCT / "content" / "model" / "refs.py"
NOT_REFS = {"danger/patterns.py", "web/doors.py", "web/guard.py"}
"""A family of kept words, and the port behind the name of a host."""
CUTS = {"partition", "rpartition", "split", "rsplit", "find", "index", "rfind", "rindex"}
STARTS = {"startswith", "removeprefix"}
KINDS = {*OBSERVED, *DERIVED, "number", "source", "law", "case"}


def test_a_reference_is_taken_apart_and_put_together_again() -> None:
    assert Ref.parse("trigger:loss_school_work") == Ref("trigger", "loss_school_work")
    assert str(Ref.parse("event:a@when=recent")) == "event:a@when=recent"
    assert Ref.parse("first").pair == ("first", "")
    assert of_kind("danger:now", "context", "danger")
    assert not of_kind("danger", "danger")
    assert not of_kind("dangerous:now", "danger")


def test_what_a_line_of_a_proof_is_about_is_that_and_not_something_whose_name_begins_like_it() -> None:
    lines = (
        "event:a@impact=strong,when=recent",
        "event:a=absent",
        "number:weeks_2<=6",
        "number:weeks>=1.5",
        "step:talk",
    )
    assert [about(line) for line in lines] == ["event:a", "event:a", "number:weeks_2", "number:weeks", "step:talk"]
    fact, weeks, weeks_2 = Fact("event", "a"), Number("weeks", 1000), Number("weeks_2", 2000)
    situation = Situation({fact.ref: fact}, {"weeks": weeks, "weeks_2": weeks_2})
    assert [situation.said(about(line)) for line in lines] == [fact, fact, weeks_2, weeks, None]


def test_no_other_module_takes_a_reference_apart() -> None:
    told = []
    for path in sorted(PRODUCT.rglob("*.py")):
        name = path.relative_to(PRODUCT).as_posix()
        if path == HERE or name in NOT_REFS:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args and _cuts(node):
                told.append(f"{name}:{node.lineno}")
    assert told == []


def _cuts(call: ast.Call) -> bool:
    """Whether a call cuts a text at a colon, or asks whether it starts with a kind and a colon."""
    assert isinstance(call.func, ast.Attribute)
    if call.func.attr in CUTS:
        return isinstance(call.args[0], ast.Constant) and call.args[0].value == ":"
    if call.func.attr not in STARTS:
        return False
    given = call.args[0]
    texts = given.elts if isinstance(given, ast.Tuple) else [given]
    return any(_is_prefix(each) for each in texts)


def _is_prefix(node: ast.expr) -> bool:
    match node:
        case ast.Constant(value=str(text)):
            return text.partition(":")[0] in KINDS and ":" in text
        case ast.JoinedStr(values=[ast.FormattedValue(), ast.Constant(value=str(text)), *_]):
            return text.startswith(":")
        case ast.JoinedStr(values=[ast.Constant(value=str(text)), *_]):
            return text.partition(":")[0] in KINDS and ":" in text
        case ast.BinOp(right=ast.Constant(value=":")):
            return True
    return False
