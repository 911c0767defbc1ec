"""A first version of a pack of one's own: it adds to another one, with a folder for every kind of file and what editors need."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.authoring.asking import Ask, both, quoted
from assistant.authoring.schema import as_text, schemas
from assistant.content import model as m
from assistant.content.model import Language

FOLDERS = ("knowledge", "rules", "dialogues/cases", "tests")
_REMARKS = (
    m.Text(
        "Wat dit pakket van zichzelf zegt. Het voegt toe aan het pakket bij extends, en verandert daar niets in.",
        "What this pack says of itself. It adds to the pack at extends, and changes nothing in it.",
    ),
    m.Text(
        "Wie mag dit gebruiken? Bijvoorbeeld: alleen binnen onze school.",
        "Who may use this? For example: only within our school.",
    ),
)


def asks() -> tuple[Ask, ...]:
    """What is asked before a pack is made."""
    return (
        Ask("title_nl", "Hoe heet het pakket?", "What is it called in Dutch?", "Onze casussen"),
        Ask("title_en", "En in het Engels?", "And in English?", "Our cases"),
        Ask("licence", "Wie mag het gebruiken?", "Who may use it?", "nog niet gekozen (not yet chosen)"),
    )


def files(name: str, told: Mapping[str, str], extends: str, language: Language) -> dict[str, str]:
    """The files of the pack by their path in its folder."""
    first, second = (f"# {remark.in_(language)}" for remark in _REMARKS)
    info = f"""# yaml-language-server: $schema=../schema/knowledge.json
{first}
pack:
  id: {name}
  extends: {extends}
  version: "0.1.0"
  title: {both(told["title_nl"], told["title_en"])}
  {second}
  licence: {quoted(told["licence"])}
"""
    return {"knowledge/pack.yaml": info} | {f"schema/{kind}.json": as_text(one) for kind, one in schemas().items()}
