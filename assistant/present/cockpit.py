"""The preview of a conversation as view data: how the files are, what follows from the answers, what is wrong, where one can go."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.authoring.checking import Report
from assistant.authoring.preview import Seen
from assistant.content.interface import Phrases, phrases
from assistant.content.model import Dialogue, Language, Pack, Rule
from assistant.content.nodes import printable
from assistant.content.telling import Lines, sentences
from assistant.dialogue.replay import Position
from assistant.errors import Finding
from assistant.reasoning.situation import NOT_REPORTED, PRESENT
from assistant.result.result import NOUN, fill

WORST_FIRST = {"error": 0, "warning": 1}
GLYPHS = {"error": "✗ ", "warning": "! "}
WIDE = 66


@dataclass(frozen=True, slots=True)
class Status:
    """How the files are: a glyph, a sentence, and whether something is wrong."""

    glyph: str
    text: str
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One line beside the conversation. `new` since the last answer or save; `id` leads further when it can be opened."""

    text: str
    id: str = ""
    head: bool = False
    new: bool = False
    mark: str = ""


def part(language: Language) -> Phrases:
    """The words of the cockpit."""
    return phrases(language, "cockpit")


def status(seen: Seen, report: Report | None, language: Language, *, watching: bool) -> Status:
    """What one looks at: the last save or the last good version, and whether the complete check is known (`report`) or still runs."""
    words = part(language)
    if seen.stale:
        return Status("✗", words("stale"), wrong=True)
    if report is None:
        return Status("…", words("fresh.checking"))
    told = words("fresh", errors=report.count("error"), warnings=report.count("warning"))
    if not watching:
        told = f"{told} {words('not_watching')}"
    return Status("✗" if report.count("error") else "✓", told, wrong=bool(report.count("error")))


def lost(seen: Seen, language: Language) -> str:
    """Which answers fit nothing any more; empty when all do."""
    return part(language)("lost", names=", ".join(seen.lost)) if seen.lost else ""


# ---------------------------------------------------------------- what follows


def follows(seen: Seen, before: Seen | None, pack: Pack, language: Language) -> tuple[Item, ...]:
    """Conclusions, the rules that fire and the facts; what was not there at `before` is new."""
    words = part(language)
    old = before or seen
    items: list[Item] = []

    def group(name: str, found: list[Item]) -> None:
        items.append(Item(words(f"follows.{name}", number=len(found)), head=True))
        items.extend(found or [Item(words("follows.none"))])

    group(
        "conclusions",
        [Item(_named(pack, ref, language), f"ref|{ref}", new=ref not in old.conclusions) for ref in seen.conclusions],
    )
    group("rules", [Item(rule, f"rule|{rule}", new=rule not in old.rules) for rule in seen.rules])
    facts = sorted((f for f in seen.facts if f.state != NOT_REPORTED), key=lambda fact: fact.state != PRESENT)
    known = {(fact.ref, fact.state, fact.quals) for fact in old.facts}
    group(
        "facts",
        [
            Item(
                ", ".join([f"{fact.ref} {words('state.' + fact.state)}", *(f"{n} {v}" for n, v in fact.quals)]),
                new=(fact.ref, fact.state, fact.quals) not in known,
            )
            for fact in facts
        ],
    )
    return tuple(items)


def _named(pack: Pack, ref: str, language: Language) -> str:
    entry = pack.entry_at(ref)
    return f"{ref} – {fill(entry.name, language, NOUN)}" if entry else ref


def rule_page(rule: Rule, language: Language) -> tuple[tuple[str, str], ...]:
    """A rule that fires: its reason, what it concludes, and where it stands."""
    words = part(language)
    drawn = "\n".join(f"- {ref}" for ref in rule.then)
    return (
        (rule.id, fill(rule.because, language, NOUN)),
        (words("rule.then"), drawn),
        (words("rule.place"), str(rule.place)),
    )


# ---------------------------------------------------------------- what is wrong


def worst_first(report: Report) -> tuple[Finding, ...]:
    """Errors, then warnings, each by place. Notes are left out, as in `assistant check`."""
    told = [finding for finding in report.findings if finding.severity in WORST_FIRST]
    return tuple(sorted(told, key=lambda finding: (WORST_FIRST[finding.severity], finding.key())))


def finding_line(finding: Finding, language: Language) -> tuple[str, str]:
    """One finding on a line: a glyph, and severity, place and sentence."""
    severity = phrases(language, "findings")("severity." + finding.severity)
    return GLYPHS[finding.severity], f"{severity} {finding.place} {sentences(finding, language)[0]}"


def finding_page(finding: Finding, lines: Lines, language: Language) -> tuple[tuple[str, str], ...]:
    """A whole finding: place, the source line with a caret, the sentence, an example, and how to mend it."""
    words, told = part(language), phrases(language, "findings")
    message, mend = sentences(finding, language)
    severity = told("severity." + finding.severity)
    parts = [(f"{GLYPHS[finding.severity]}{severity}: {finding.place}", excerpt(finding, lines)), ("", message)]
    if finding.values.get("witness"):
        parts.append(("", told("witness", witness=printable(finding.values["witness"]))))
    parts += [(words("finding.mend"), mend), ("", words("finding.page", code=finding.code, page=page_of(finding.code)))]
    return tuple(parts)


def page_of(code: str) -> str:
    """The page about a kind of finding."""
    return f"docs/checks/{code.replace('/', '-')}.md"


def excerpt(finding: Finding, lines: Lines) -> str:
    """The source line with a caret under the spot, cut so that both fit in a small window."""
    place = finding.place
    source = lines(place.file) if place.line else []
    if not 0 < place.line <= len(source):
        return ""
    line = printable(source[place.line - 1].replace("\t", " ")).rstrip()
    spot = max(place.column - 1, 0)
    cut = max(0, min(spot, len(line)) - WIDE * 2 // 3) if len(line) > WIDE else 0
    start = cut + len(line[cut:]) - len(line[cut:].lstrip()) if cut <= spot else cut
    before, after = ("…" if line[:start].strip() else ""), ("…" if len(line) > start + WIDE else "")
    shown = before + line[start : start + WIDE] + after
    number = str(place.line)
    caret = " " * max(0, spot - start + len(before)) + "^"
    return f"{number} │ {shown}\n{' ' * len(number)} │ {caret}"


# ---------------------------------------------------------------- where one can go


def questions(dialogue: Dialogue, position: Position, language: Language) -> tuple[Item, ...]:
    """Every question by part: answered (✓), open now (▶), not asked (·)."""
    answered = {turn.key.partition("@")[0] for turn in position.turns}
    current = position.current.question.id if position.current else ""
    found: list[Item] = []
    section = ""
    for question in dialogue.questions:
        if question.section != section:
            section = question.section
            title = next((each.title for each in dialogue.sections if each.id == section), None)
            found.append(Item(fill(title, language, NOUN) if title else section, head=True))
        glyph = "▶" if question.id == current else "✓" if question.id in answered else "·"
        found.append(Item(f"{question.id}: {fill(question.ask, language, NOUN)}", question.id, mark=f"{glyph} "))
    return tuple(found)
