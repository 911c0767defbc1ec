#!/usr/bin/env python3
"""Draws docs/cases.md from dialogues/cases/*.yaml: what the case bank practises, how it is spread, and how the keys agree with the rules.

scripts/case_matrix.py            writes docs/cases.md
scripts/case_matrix.py --check    says whether docs/cases.md is up to date (exit 1 if not)
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from assistant.content.cases import in_family_order, texts_of  # noqa: E402
from assistant.content.model import Case, Pack  # noqa: E402
from assistant.content.pack import load_pack  # noqa: E402
from assistant.content.vocabulary import CASE_ANSWERS, CUE_TYPES, IDEOLOGIES, PROFESSIONS  # noqa: E402
from assistant.practice.guesser import LIMIT, guessers, points_of  # noqa: E402
from assistant.practice.keys import differences  # noqa: E402
from assistant.reasoning.reasoner import Reasoner  # noqa: E402

PAGE = ROOT / "docs" / "cases.md"
SHORT = {
    "jihadist": "jihadist",
    "far_right": "far right",
    "far_left": "far left",
    "anti_institutional": "anti-inst.",
    "none": "none",
}
INTRO = """# The case bank

*Drawn by `scripts/case_matrix.py` from `dialogues/cases/`; do not edit by hand.* The format stands in `formats.md`.

All cases are fictional. Within a family every variant has the same cues, the same facts and the same key; only words about dress, belief,
protest, opinion and the theme of a group differ. Those words never record a fact that a rule reads as a concern. A name never goes with one
ideology, and *m* and *f* only say which kind of first name is used. No panel of experts has voted yet: the keys are written by the authors,
and the votes of the forks (*concordance*) are left out until there are real ones.
"""


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """A table in Markdown."""
    head = list(head)
    yield "| " + " | ".join(head) + " |"
    yield "|" + " --- |" * len(head)
    for row in rows:
        yield "| " + " | ".join(str(cell) for cell in row) + " |"
    yield ""


def families(cases: Iterable[Case]) -> dict[str, list[Case]]:
    """Cases by family."""
    found: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        found[case.family].append(case)
    return dict(found)


def name_of(case: Case, names: Iterable[str]) -> str:
    """The first name used in a case."""
    words = set(re.findall(r"\w+", " ".join(text.nl for text in texts_of(case.story))))
    return next((name for name in names if name in words), "")


NAMES = ("Adam", "Daniel", "Elias", "Eva", "Lina", "Luca", "Mila", "Milan", "Noah", "Nora", "Robin", "Sara", "Yara")


def page(pack: Pack) -> str:
    """The whole page."""
    cases = in_family_order(pack.cases.values())
    groups = families(cases)
    lines = [INTRO]
    matched = sum(1 for group in groups.values() if len(group) > 1)
    types = Counter(cue.type for case in cases for cue in case.cues)
    answers = Counter(case.answer for case in cases)
    lines += [
        f"{len(cases)} cases in {len(groups)} stories; {matched} matched families. "
        + ", ".join(f"{answers[answer]} {answer}" for answer in CASE_ANSWERS)
        + ". "
        + f"{sum(types.values())} cues: "
        + ", ".join(f"{types[kind]} {kind}" for kind in CUE_TYPES)
        + ".",
        "",
        "## Stories",
        "",
    ]
    lines += table(
        (
            "story",
            "answer",
            "profession",
            "ideology of each variant",
            "trigger factors",
            "drivers",
            "cues",
            "worked",
            "fork",
        ),
        (
            (
                f"`{family}`",
                group[0].answer,
                group[0].profession,
                ", ".join(f"{SHORT[case.ideology]} ({case.gender})" for case in group),
                ", ".join(ref.id for ref in group[0].key.triggers) or "none",
                ", ".join(ref.id for ref in group[0].key.drivers) or "none",
                "/".join(str(sum(cue.type == kind for cue in group[0].cues)) for kind in CUE_TYPES),
                "yes" if group[0].worked else "",
                "yes" if group[0].concordance else "",
            )
            for family, group in groups.items()
        ),
    )
    lines += ["Cues: " + "/".join(CUE_TYPES) + ".", "", "## Trigger factors and drivers", ""]
    lines += spread(pack, groups)
    lines += ["## Can it be learned as a pattern?", "", *guessed(cases), "## Ideologies", ""]
    lines += table(
        ("ideology", "cases", "m", "f", "no gender", *CASE_ANSWERS),
        (
            (
                SHORT[ideology],
                len(some),
                *(sum(case.gender == gender for case in some) for gender in ("m", "f", "none")),
                *(sum(case.answer == answer for case in some) for answer in CASE_ANSWERS),
            )
            for ideology in IDEOLOGIES
            if (some := [case for case in cases if case.ideology == ideology])
        ),
    )
    lines += ["## Names", "", "Every name goes with at least two ideologies.", ""]
    used = defaultdict(set)
    for case in cases:
        used[name_of(case, NAMES)].add(SHORT[case.ideology])
    lines += table(("name", "ideologies"), ((name, ", ".join(sorted(found))) for name, found in sorted(used.items())))
    lines += ["## Professions", ""]
    lines += table(
        ("profession", "stories", "cases"),
        (
            (
                work,
                sum(group[0].profession == work for group in groups.values()),
                sum(c.profession == work for c in cases),
            )
            for work in PROFESSIONS
        ),
    )
    lines += ["## What explains the decoys", ""]
    decoys = Counter(cue.explanation for case in cases for cue in case.cues if cue.type == "decoy")
    lines += table(("explanation", "decoys"), decoys.most_common())
    lines += ["## Keys and rules", ""]
    found = list(differences(Reasoner(pack), cases))
    lines += [f"- {finding.code}: {finding.values.get('word', '')} ({finding.place})" for finding in found] or [
        "Every key agrees with what the rules derive from the cues."
    ]
    return "\n".join(lines).rstrip() + "\n"


def spread(pack: Pack, groups: dict[str, list[Case]]) -> Iterator[str]:
    """In which stories each trigger factor and driver is to be recognised."""
    for kind in ("trigger", "driver"):
        rows = []
        for entry in pack.kind(kind):
            lists = ((name, getattr(group[0].key, kind + "s")) for name, group in groups.items())
            stories = [f"`{name}`" for name, refs in lists if entry in {ref.id for ref in refs}]
            rows.append((entry, ", ".join(stories) or "none"))
        yield from table((kind, "stories"), rows)


def guessed(cases: Iterable[Case]) -> Iterator[str]:
    """How well one word, the length or the place of a point tells the key: see assistant/practice/guesser.py."""
    cases = list(cases)
    yield "How well one thing about a point tells whether it matters, on stories that it was not chosen on (balanced accuracy; a coin: 0.50,"
    yield f"and never more than {LIMIT}). Words that differ between variants, of belief, dress and theme, are left out; all others count,"
    yield "small ones too. No point is the same to everybody, so this says nothing of how hard a story is."
    yield ""
    rows = [
        (lang, *(f"{g.accuracy:.2f} ({g.looked_at})" for g in guessers(points_of(cases, lang))))
        for lang in ("nl", "en")
    ]
    yield from table(("language", "one word", "length", "place"), rows)


def main() -> int:
    """Write the page, or compare it."""
    loaded = load_pack(ROOT)
    if loaded.pack is None:
        print("The pack has errors; see `assistant check`.", file=sys.stderr)
        return 2
    text = page(loaded.pack)
    if "--check" in sys.argv[1:]:
        same = PAGE.exists() and PAGE.read_text("utf-8") == text
        print("docs/cases.md is up to date." if same else "docs/cases.md is out of date: run scripts/case_matrix.py")
        return 0 if same else 1
    PAGE.write_text(text, "utf-8")
    print(f"Wrote {PAGE.relative_to(ROOT)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
