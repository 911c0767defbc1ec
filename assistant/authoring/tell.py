"""What the tools for authors found, as text for the terminal and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from assistant.authoring.course import median_length
from assistant.authoring.coverage import Coverage, Line
from assistant.authoring.diff import Meaning
from assistant.authoring.explore import Explored, playable
from assistant.authoring.promises import Verdict
from assistant.authoring.testing import Tested
from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.content.telling import tell_all

FEW = 12


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


# ---------------------------------------------------------------- explore


def explored_text(found: Explored, language: Language) -> str:
    """An exploration in sentences."""
    words = phrases(language, "tools")
    name, lines = found.dialogue.id, []
    if found.exhaustive:
        lines.append(words("explore.all", dialogue=name, number=found.walked))
    else:
        ways = _number(found.course.ways) if found.course else words("explore.many")
        some = "explore.some" if found.even else "explore.uneven"
        lines.append(words(some, dialogue=name, ways=ways, number=found.walked, seed=found.seed))
    if found.stopped:
        lines.append(words("explore.stopped"))
    speed = round((found.walked - found.earlier) / found.walking) if found.walking else 0
    lines.append(words("explore.speed", seconds=f"{found.seconds:.1f}", speed=speed))
    longest, median = _lengths(found)
    if found.course:
        more = any(question.finer for question in found.dialogue.questions)
        lines.append(words("explore.course_more" if more else "explore.course"))
    else:
        lines.append(words("explore.course_not", question=found.course_stopped_at))
    minutes = max(1, round(found.dialogue.minutes * median / max(1, longest)))
    lines.append(words("explore.length", longest=longest, median=median, minutes=minutes))
    if found.course:
        for end in found.course.by_ending:
            share = f"{end.share:.1%}"
            ways = _number(end.ways)
            lines.append(words("explore.ending", ended=end.ended, ways=ways, share=share, shortest=end.asked))
    for ended, number in sorted(found.endings.items()):
        lines.append(words("explore.ending_walked", ended=ended, number=number))
    if found.never_asked:
        lines.append(words("explore.never_asked", names=", ".join(found.never_asked)))
    lines += [words("explore.alike", question=a.question, options=", ".join(a.options)) for a in found.alike]
    if found.never_drawn:
        lines.append(words("explore.never_drawn", number=len(found.never_drawn), names=", ".join(found.never_drawn)))
    for verdict in found.verdicts:
        lines += _verdict(verdict, name, language)
    return "\n".join(lines) + "\n"


def _lengths(found: Explored) -> tuple[int, int]:
    complete = [end for end in found.course.by_ending if end.ended == "complete"] if found.course else []
    if complete:
        return max(complete[0].lengths), median_length(complete[0].lengths)
    return max(found.lengths, default=0), found.median()


def _number(number: int) -> str:
    if number < 10_000_000:
        return str(number)
    digits, _, power = f"{number:.2g}".partition("e+")
    return f"{digits} × 10^{int(power)}"


def _verdict(verdict: Verdict, dialogue: str, language: Language) -> Iterator[str]:
    words = phrases(language, "tools")
    say = words(f"explore.{verdict.kind}", about=verdict.about, questions=verdict.questions)
    how = {"proven": "", "shown": "", "words": "_words", "walked": "_walked"}[verdict.basis]
    met = ("yes" if verdict.met else "no") + how
    yield f"{'✓' if verdict.met else '✗'} {say} {words(f'explore.{met}')}"
    if verdict.shown is not None:
        yield "  " + words("explore.shown", dialogue=dialogue)
        yield from (f"    {line}" for line in playable(verdict.shown).splitlines())


def explored_json(found: list[Explored]) -> str:
    """Explorations as JSON."""
    return _json({"schema": 1, "dialogues": [_explored(each) for each in found]})


def _explored(found: Explored) -> dict[str, Any]:
    longest, median = _lengths(found)
    return {
        "dialogue": found.dialogue.id,
        "exhaustive": found.exhaustive,
        "even": found.exhaustive or found.even,
        "walked": found.walked,
        "seed": found.seed,
        "stopped": found.stopped,
        "course_exact": found.course is not None,
        "course_stopped_at": found.course_stopped_at,
        "ways": str(found.course.ways) if found.course else None,
        "longest": longest,
        "median": median,
        "endings": [
            {"ended": e.ended, "ways": str(e.ways), "share": round(e.share, 6), "shortest": e.asked}
            for e in (found.course.by_ending if found.course else ())
        ],
        "endings_walked": dict(sorted(found.endings.items())),
        "never_asked": list(found.never_asked),
        "never_drawn": list(found.never_drawn),
        "alike": [{"question": each.question, "options": list(each.options)} for each in found.alike],
        "verdicts": [
            {
                "kind": v.kind,
                "about": v.about,
                "met": v.met,
                "exact": v.exact,
                "basis": v.basis,
                "questions": v.questions,
                "answers": playable(v.shown) if v.shown else None,
            }
            for v in found.verdicts
        ],
    }


# ---------------------------------------------------------------- coverage


def coverage_text(found: Coverage, language: Language, *, everything: bool = False) -> str:
    """Coverage as short tables, with the place of what is missing."""
    words = phrases(language, "tools")
    lines: list[str] = []
    for title, some in (
        ("by_tests", found.tests),
        ("by_exploring", found.explored),
        ("together", found.together),
        ("trained", found.trained),
    ):
        if title != "by_tests" and title != "trained" and not found.explorations:
            continue
        lines.append(words(f"coverage.{title}"))
        for line in some:
            kind = words(f"coverage.kind.{line.kind}")
            lines.append("  " + words("coverage.line", kind=kind, percent=line.percent, used=line.used, all=line.all))
            shown = line.missing if everything else line.missing[:FEW]
            if title != "by_exploring" or everything:
                lines += [f"    {part.place}: {part.name} · {words(f'coverage.what.{part.what}')}" for part in shown]
                if len(shown) < len(line.missing):
                    lines.append("    " + words("coverage.more", number=len(line.missing) - len(shown)))
    if found.beyond:
        lines.append(words("coverage.beyond"))
    for each in found.beyond:
        lines.append(f"  {each.rule.place}: {each.rule.id}")
        for entry in each.waits_for:
            why = entry.practice_only.in_(language) or words("coverage.no_reason")
            lines.append(f"    {entry.ref} · {why}")
    return "\n".join(lines) + "\n"


def coverage_json(found: Coverage) -> str:
    """Coverage as JSON."""

    def table(lines: tuple[Line, ...]) -> list[dict[str, Any]]:
        return [
            {
                "kind": line.kind,
                "all": line.all,
                "used": line.used,
                "missing": [
                    {"what": p.what, "name": p.name, "file": p.place.file, "line": p.place.line} for p in line.missing
                ],
            }
            for line in lines
        ]

    names = ("tests", "explored", "together", "trained")
    beyond = [{"rule": each.rule.id, "waits_for": [entry.ref for entry in each.waits_for]} for each in found.beyond]
    return _json({"schema": 1, **{name: table(getattr(found, name)) for name in names}, "beyond": beyond})


# ---------------------------------------------------------------- test


def tested_text(found: Tested, language: Language) -> str:
    """What tests gave: both sides of every difference beside each other, with the proof below."""
    words = phrases(language, "tools")
    lines: list[str] = []
    for one in found.differences:
        lines.append(f"{one.place}: {one.name}: {words(f'test.what.{one.what}')}")
        sides = (one.expected or words("test.nothing"), one.found or words("test.nothing"))
        width = max(len(sides[0]), len(words("test.expected")))
        if width > 60:
            lines += [f"  {words('test.expected')}: {sides[0]}", f"  {words('test.found')}: {sides[1]}"]
        else:
            lines += [
                f"  {words('test.expected'):<{width}} │ {words('test.found')}",
                f"  {sides[0]:<{width}} │ {sides[1]}",
            ]
        lines += [f"    {line}" for line in one.proof]
    if found.broken:
        lines.append(tell_all(found.broken, language))
        lines.append(words("test.broken", number=len({finding.place.file for finding in found.broken})))
    lines.append(words("test.total", **found.numbers, differences=len(found.differences)))
    return "\n".join(lines) + "\n"


def tested_json(found: Tested) -> str:
    """The same as JSON."""
    return _json(
        {
            "schema": 1,
            "numbers": found.numbers,
            "differences": [
                {
                    "file": d.place.file,
                    "line": d.place.line,
                    "test": d.name,
                    "what": d.what,
                    "expected": d.expected,
                    "found": d.found,
                    "proof": list(d.proof),
                }
                for d in found.differences
            ],
            "broken": [{"file": f.place.file, "line": f.place.line, "code": f.code} for f in found.broken],
        }
    )


# ---------------------------------------------------------------- diff


def meaning_text(found: Meaning, language: Language) -> str:
    """What an edit means, in sentences."""
    words = phrases(language, "tools")
    lines: list[str] = []
    if found.edits:
        told = [words(f"diff.edit.{edit.change}", what=edit.what, name=edit.name) for edit in found.edits]
        more = ["…"] if len(told) > 2 * FEW else []
        lines.append(words("diff.edits", edits="; ".join([*told[: 2 * FEW], *more])))
    if found.sampled:
        lines.append(words("diff.sampled", dialogues=", ".join(found.sampled)))
    if not (found.paths or found.endings or found.conclusions):
        lines.append(words("diff.none", explored=found.explored))
    else:
        numbers = {"paths": found.paths, "endings": found.endings, "conclusions": found.conclusions}
        lines.append(words("diff.total", explored=found.explored, **numbers))
        for key, counter in (("gained", found.gained), ("lost", found.lost)):
            if counter:
                refs = ", ".join(f"{ref} ({number})" for ref, number in counter.most_common())
                lines.append(words(f"diff.{key}", refs=refs))
    for key, names in (("tests", found.tests), ("cases", found.cases)):
        if names:
            lines.append(words(f"diff.{key}", names=", ".join(names)))
    for number, one in enumerate(found.examples, 1):
        lines.append(words("diff.example", number=number, dialogue=one.dialogue, questions=one.questions))
        lines += [f"    {line}" for line in playable(one.session).splitlines()]
        if one.path_before != one.path_after:
            gone = [key for key in one.path_before if key not in one.path_after]
            come = [key for key in one.path_after if key not in one.path_before]
            lines.append(f"  {' '.join([*(f'-{key}' for key in gone), *(f'+{key}' for key in come)])}")
        if one.ended_before != one.ended_after:
            lines.append(f"  {words('diff.before')}: {one.ended_before} │ {words('diff.after')}: {one.ended_after}")
        if one.gained or one.lost:
            lines.append("  " + " ".join([*(f"-{ref}" for ref in one.lost), *(f"+{ref}" for ref in one.gained)]))
    return "\n".join(lines) + "\n"


def meaning_json(found: Meaning) -> str:
    """The same as JSON."""
    return _json(
        {
            "schema": 1,
            "edits": [{"change": e.change, "what": e.what, "name": e.name} for e in found.edits],
            "explored": found.explored,
            "sampled": list(found.sampled),
            "paths": found.paths,
            "endings": found.endings,
            "conclusions": found.conclusions,
            "gained": dict(found.gained.most_common()),
            "lost": dict(found.lost.most_common()),
            "tests": found.tests,
            "cases": found.cases,
            "examples": [
                {
                    "dialogue": e.dialogue,
                    "answers": playable(e.session),
                    "path": {"before": list(e.path_before), "after": list(e.path_after)},
                    "ended": {"before": e.ended_before, "after": e.ended_after},
                    "gained": list(e.gained),
                    "lost": list(e.lost),
                }
                for e in found.examples
            ],
        }
    )
