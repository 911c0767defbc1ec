"""Seeds faults into the shipped content, one at a time, and sees whether `assistant check` finds each at the right line.

    python scripts/seed_faults.py            all of them, with the number per kind (make faults)
    python scripts/seed_faults.py --list     only their names

A fault is a small change to one file: what is written, the code that must be told, and the line. The clean pack must have no finding at all
(notes aside), and a fault may bring errors and warnings only of the kinds named with it.
"""

from __future__ import annotations

import itertools
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.authoring.checking import Memory, Report, check_pack
from assistant.authoring.overlay import Overlay
from assistant.content.telling import tell_all

ROOT = Path(__file__).parent.parent
TODAY = "2026-11-24"
SEED = 6


@dataclass(frozen=True)
class Fault:
    """One change: the new text of `file`, and the finding it must give."""

    kind: str
    file: str
    text: str
    code: str
    line: int

    @property
    def name(self) -> str:
        """A name that says which fault this is."""
        return f"{self.kind} in {self.file}:{self.line}"


@dataclass
class Source:
    """One shipped file, as lines."""

    file: str
    lines: list[str]

    def where(self, pattern: str) -> list[int]:
        """The numbers (from 0) of the lines that match."""
        wanted = re.compile(pattern)
        return [number for number, line in enumerate(self.lines) if wanted.search(line)]

    def changed(self, number: int, new: str | list[str], *, drop: int = 1) -> str:
        """The text with `drop` lines from `number` replaced."""
        new_lines = [new] if isinstance(new, str) else new
        return "\n".join([*self.lines[:number], *new_lines, *self.lines[number + drop :]]) + "\n"


Maker = Callable[[Source], Iterator[tuple[str, str, str, int]]]
_MAKERS: list[tuple[str, int, Maker]] = []


def seeds(folder: str, each: int) -> Callable[[Maker], Maker]:
    """Register a maker of faults for the files of a folder: at most `each` of each kind, chosen by a fixed seed."""

    def decorate(maker: Maker) -> Maker:
        _MAKERS.append((folder, each, maker))
        return maker

    return decorate


def replaced(
    source: Source, pattern: str, by: str, code: str, kind: str, also: str = ""
) -> Iterator[tuple[str, str, str, int]]:
    """A fault for every line that matches `pattern` (and `also`): the match replaced."""
    for number in source.where(pattern):
        line = source.lines[number]
        if line.lstrip().startswith("#") or (also and not re.search(also, line)):
            continue
        new = re.sub(pattern, by, line, count=1)
        if new != line:
            yield kind, source.changed(number, new), code, number + 1


# ---------------------------------------------------------------- YAML


@seeds("*", 6)
def unquoted_dates(source: Source) -> Iterator[tuple[str, str, str, int]]:
    yield from replaced(source, r'review_by: "([\d-]+)"', r"review_by: \1", "yaml/unquoted-date", "date without quotes")


@seeds("dialogues", 6)
def boolean_keys(source: Source) -> Iterator[tuple[str, str, str, int]]:
    yield from replaced(source, r'"(yes|no)":', r"\1:", "yaml/boolean-key", "yes or no without quotes")


@seeds("*", 5)
def tabs(source: Source) -> Iterator[tuple[str, str, str, int]]:
    for number in source.where(r"^    basis: "):
        line = "\t" + source.lines[number].lstrip()
        yield "tab as indentation", source.changed(number, line), "yaml/tab", number + 1
    for number in source.where(r"^    basis: "):
        line = source.lines[number].replace("basis: ", "basis:\t")
        yield "tab inside a line", source.changed(number, line), "yaml/tab-inside", number + 1


@seeds("*", 5)
def double_keys(source: Source) -> Iterator[tuple[str, str, str, int]]:
    for number in source.where(r"^    basis: "):
        again = [source.lines[number], source.lines[number]]
        yield "key twice", source.changed(number, again), "yaml/duplicate-key", number + 2


@seeds("*", 4)
def open_quotes(source: Source) -> Iterator[tuple[str, str, str, int]]:
    for number in source.where(r'^    name: \{nl: "[^"]*", en: "[^"]*"\}$'):
        line = source.lines[number].replace('"}', '"')
        yield "bracket not closed", source.changed(number, line), "yaml/bracket", number + 1


@seeds("*", 4)
def tags(source: Source) -> Iterator[tuple[str, str, str, int]]:
    yield from replaced(source, r"^    basis: ", "    basis: !x ", "yaml/tag", "tag")


# ---------------------------------------------------------------- references and fields


@seeds("rules", 10)
def misspelt_facts(source: Source) -> Iterator[tuple[str, str, str, int]]:
    pattern = r"\{(event|change|protective): (\w{4,})(\w)(\w)\b"
    yield from replaced(source, pattern, r"{\1: \2\4\3", "reference/unknown", "misspelt fact")


@seeds("rules", 6)
def misspelt_conclusions(source: Source) -> Iterator[tuple[str, str, str, int]]:
    yield from replaced(
        source,
        r"^(    then: \[\{(?:step|trigger|signal|inquiry|partner): \w+)\}",
        r"\1x}",
        "reference/unknown",
        "misspelt conclusion",
    )


@seeds("rules", 4)
def misspelt_sources(source: Source) -> Iterator[tuple[str, str, str, int]]:
    yield from replaced(source, r"^    source: \[(\w+)", r"    source: [\1x", "reference/unknown", "misspelt source")


@seeds("rules", 4)
def wrong_kinds(source: Source) -> Iterator[tuple[str, str, str, int]]:
    yield from replaced(source, r"\{change: (\w+)", r"{event: \1", "reference/other-kind", "wrong kind")


@seeds("rules", 4)
def misspelt_kinds(source: Source) -> Iterator[tuple[str, str, str, int]]:
    yield from replaced(source, r"\{event: ", "{evnt: ", "fact/kind", "misspelt kind")


@seeds("rules", 4)
def wrong_qualifiers(source: Source) -> Iterator[tuple[str, str, str, int]]:
    yield from replaced(
        source, r"when: recent\b", "when: recently", "field/choice", "misspelt value", r"^    when: \[|^      - \{"
    )


@seeds("*", 4)
def misspelt_fields(source: Source) -> Iterator[tuple[str, str, str, int]]:
    yield from replaced(source, r"^    review_by:", "    reviewby:", "field/unknown", "misspelt field")


@seeds("*", 4)
def missing_names(source: Source) -> Iterator[tuple[str, str, str, int]]:
    for number in source.where(r"^    name: \{"):
        yield "missing name", source.changed(number, [], drop=1), "field/missing", number


# ---------------------------------------------------------------- rules


def rules_in(source: Source) -> Iterator[tuple[int, int]]:
    """Where each rule of a file begins and ends."""
    starts = source.where(r"^  - rule: ")
    for start, end in zip(starts, [*starts[1:], len(source.lines)], strict=True):
        while not source.lines[end - 1].strip() or source.lines[end - 1].lstrip().startswith("#"):
            end -= 1
        yield start, end


def in_rule(source: Source, start: int, end: int, pattern: str) -> int | None:
    return next((n for n in range(start, end) if re.search(pattern, source.lines[n])), None)


@seeds("rules", 3)
def without(source: Source) -> Iterator[tuple[str, str, str, int]]:
    wanted = {
        "source": ("rule/no-source", "rule without source"),
        "basis": ("rule/no-basis", "rule without basis"),
        "review_by": ("rule/no-review", "rule without review date"),
        "because": ("field/missing", "rule without because"),
    }
    for start, end in rules_in(source):
        for name, (code, kind) in wanted.items():
            number = in_rule(source, start, end, rf"^    {name}: ")
            if number is not None and not source.lines[number].endswith(("because:", "|", ">")):
                yield kind, source.changed(number, []), code, start + 1


@seeds("rules", 4)
def without_examples(source: Source) -> Iterator[tuple[str, str, str, int]]:
    for start, end in rules_in(source):
        number = in_rule(source, start, end, r"^    examples:")
        if number is not None:
            yield "rule without examples", source.changed(number, [], drop=end - number), "rule/no-examples", start + 1


@seeds("rules", 6)
def doubled(source: Source) -> Iterator[tuple[str, str, str, int]]:
    for start, end in rules_in(source):
        copy = [re.sub(r"- rule: (\w+)", r"- rule: \1_again", source.lines[start]), *source.lines[start + 1 : end]]
        text = source.changed(end, ["", *copy], drop=0)
        yield "the same rule twice", text, "rule/duplicate", end + 2


@seeds("rules", 6)
def narrowed(source: Source) -> Iterator[tuple[str, str, str, int]]:
    """A copy that asks for one thing more and concludes nothing of its own."""
    for start, end in rules_in(source):
        number = in_rule(source, start, end, r"^    when: \[\{.*\}\]$")
        if number is None or "signal" in source.lines[number] or "danger" in source.lines[number]:
            continue
        copy = [re.sub(r"- rule: (\w+)", r"- rule: \1_narrow", source.lines[start]), *source.lines[start + 1 : end]]
        copy[number - start] = source.lines[number][:-1] + ", {explanation: grief, origin: seen}]"
        text = source.changed(end, ["", *copy], drop=0)
        yield "a rule that adds nothing", text, "rule/subsumed", end + 2


@seeds("rules", 8)
def contradicting(source: Source) -> Iterator[tuple[str, str, str, int]]:
    for start, end in rules_in(source):
        number = in_rule(source, start, end, r"^    when: \[\{event: \w+, when: recent.*\}\]$")
        if number is not None:
            name = re.search(r"event: (\w+)", source.lines[number])
            new = source.lines[number][:-1] + f", {{event: {name[1] if name else ''}, when: older}}]"
            yield "details that exclude each other", source.changed(number, new), "condition/contradiction", number + 1
        number = in_rule(source, start, end, r"^    when: \[\{(event|change|cue|protective|explanation): \w+\}[\],]")
        if number is not None:
            fact = re.search(r"\{(\w+): (\w+)\}", source.lines[number])
            new = source.lines[number][:-1] + f", {{absent: {{{fact[1]}: {fact[2]}}}}}]" if fact else ""
            yield "present and absent", source.changed(number, new), "condition/contradiction", number + 1


@seeds("rules", 5)
def with_danger(source: Source) -> Iterator[tuple[str, str, str, int]]:
    for start, end in rules_in(source):
        number = in_rule(source, start, end, r"^    when: \[\{(event|change): \w+[^\[]*\}\]$")
        if number is not None:
            new = source.lines[number][:-1] + ", {danger: immediate}]"
            yield "danger together with more", source.changed(number, new), "condition/danger-alone", number + 1


@seeds("rules", 5)
def two_answers(source: Source) -> Iterator[tuple[str, str, str, int]]:
    for start, end in rules_in(source):
        number = in_rule(source, start, end, r"^    when: \[\{(event|change|trigger|signal|driver): \w+[^\[]*\}\]$")
        if number is not None:
            new = source.lines[number][:-1] + ", {context: teacher}, {context: care_worker}]"
            yield "two answers to one question", source.changed(number, new), "condition/one-answer", number + 1


@seeds("rules", 4)
def numbers(source: Source) -> Iterator[tuple[str, str, str, int]]:
    for start, end in rules_in(source):
        number = in_rule(source, start, end, r"^    when: \[\{.*\}\]$")
        if number is not None:
            never = source.lines[number][:-1] + ", {number: months_since, more_than: 100000}]"
            yield "a number nobody can have", source.changed(number, never), "condition/number-never", number + 1
            always = source.lines[number][:-1] + ", {number: months_since, at_or_above: 0}]"
            yield "a number everybody has", source.changed(number, always), "condition/number-always", number + 1


@seeds("rules", 4)
def said_twice(source: Source) -> Iterator[tuple[str, str, str, int]]:
    for start, end in rules_in(source):
        number = in_rule(
            source,
            start,
            end,
            r"^    when: \[\{(event|change|cue|protective|explanation|trigger|signal): \w+[^{}\[]*\}\]$",
        )
        if number is not None:
            inside = source.lines[number].split("[", 1)[1][:-1]
            new = source.lines[number][:-1] + f", {inside}]"
            yield "a condition twice", source.changed(number, new), "condition/twice", number + 1


@seeds("rules", 4)
def idle_exceptions(source: Source) -> Iterator[tuple[str, str, str, int]]:
    for start, end in rules_in(source):
        number = in_rule(source, start, end, r"^    when: \[\{event: \w+, when: recent[^\[]*\}\]$")
        then = in_rule(source, start, end, r"^    then: \[\{(step|inquiry|partner)")
        if number is not None and then is not None and in_rule(source, start, end, "unless:") is None:
            name = re.search(r"event: (\w+)", source.lines[number])
            new = [source.lines[number], f"    unless: [{{event: {name[1] if name else ''}, when: older}}]"]
            yield "an exception that never applies", source.changed(number, new), "condition/never-blocks", number + 2
        number = in_rule(source, start, end, r"^    when: \[\{change: (\w+)\}\]$")
        if number is not None and then is not None and in_rule(source, start, end, "unless:") is None:
            name = re.search(r"change: (\w+)", source.lines[number])
            new = [source.lines[number], f"    unless: [{{absent: {{change: {name[1] if name else ''}}}}}]"]
            yield "an exception that never applies", source.changed(number, new), "condition/never-blocks", number + 2


@seeds("rules", 4)
def on_absence(source: Source) -> Iterator[tuple[str, str, str, int]]:
    for start, end in rules_in(source):
        then = in_rule(source, start, end, r"^    then: \[\{(trigger|signal|driver)")
        number = in_rule(source, start, end, r"^    when: \[\{.*\}\]$")
        if then is not None and number is not None:
            new = source.lines[number][:-1] + ", {none: [{protective: trusted_adult}]}]"
            yield "a concern on what is missing", source.changed(number, new), "rule/concern-on-absence", start + 1


# ---------------------------------------------------------------- dialogues


def options_in(source: Source) -> Iterator[tuple[int, str]]:
    """Options on three lines: where, and their indentation."""
    for number in source.where(r"^ +- option: "):
        yield number, source.lines[number][: source.lines[number].index("-")]


@seeds("dialogues", 6)
def idle_options(source: Source) -> Iterator[tuple[str, str, str, int]]:
    for number, indent in options_in(source):
        records = number + 2
        if records < len(source.lines) and source.lines[records].startswith(f"{indent}  records: ["):
            follow = source.lines[records + 1] if records + 1 < len(source.lines) else ""
            fact = source.lines[records].partition("[")[2].rpartition("]")[0]
            # one that a later question reads would put that question in error first
            read_later = any(fact in line for line in source.lines[records + 1 :])
            if "ends:" not in follow and not read_later:
                yield (
                    "an answer that records nothing",
                    source.changed(records, []),
                    "option/records-nothing",
                    number + 1,
                )


@seeds("dialogues", 4)
def twin_options(source: Source) -> Iterator[tuple[str, str, str, int]]:
    for number, indent in options_in(source):
        block = source.lines[number : number + 3]
        if len(block) == 3 and block[2].startswith(f"{indent}  records: [") and "ends" not in source.lines[number + 3]:
            twin = [re.sub(r"option: (\w+)", r"option: \1_too", block[0]), *block[1:]]
            yield (
                "two answers that say the same",
                source.changed(number + 3, twin, drop=0),
                "option/same-records",
                number + 4,
            )
            same = source.changed(number + 3, block, drop=0)
            yield "an option twice", same, "option/duplicate", number + 4


@seeds("dialogues", 4)
def danger_goes_on(source: Source) -> Iterator[tuple[str, str, str, int]]:
    for number in source.where(r"^ +ends: danger$"):
        back = next(n for n in range(number, 0, -1) if "- option:" in source.lines[n])
        yield "danger, and the talk goes on", source.changed(number, []), "option/danger-goes-on", back + 1


@seeds("dialogues", 6)
def jumps(source: Source) -> Iterator[tuple[str, str, str, int]]:
    for number, indent in options_in(source):
        if (
            number + 2 < len(source.lines)
            and "records: [" in source.lines[number + 2]
            and "ends" not in source.lines[number + 3]
        ):
            for target, code, kind in (
                ("nowhere_at_all", "dialogue/next-unknown", "a jump to nowhere"),
                ("danger_now", "dialogue/next-back", "a jump back"),
            ):
                new = [*source.lines[number : number + 3], f"{indent}  next: {target}"]
                yield kind, source.changed(number, new, drop=3), code, number + 4


@seeds("dialogues", 5)
def no_why(source: Source) -> Iterator[tuple[str, str, str, int]]:
    for number in source.where(r"^        why: \{"):
        back = next(n for n in range(number, 0, -1) if "- question:" in source.lines[n])
        yield "a question without why", source.changed(number, []), "question/no-why", back + 1


@seeds("dialogues", 4)
def no_none(source: Source) -> Iterator[tuple[str, str, str, int]]:
    for number in source.where(r"^        none_of_these: \{"):
        back = next(n for n in range(number, 0, -1) if "- question:" in source.lines[n])
        yield "a list without 'none of these'", source.changed(number, []), "question/no-none", back + 1


@seeds("dialogues", 4)
def never_asked(source: Source) -> Iterator[tuple[str, str, str, int]]:
    for number in source.where(r"^        kind: (one_of|any_of|yes_no)$"):
        back = next(n for n in range(number, 0, -1) if "- question:" in source.lines[n])
        if "danger_now" in source.lines[back] or any("only_if" in line for line in source.lines[number : number + 6]):
            continue
        new = [source.lines[number], "        only_if: [{danger: immediate}]"]
        yield "a question nobody is asked", source.changed(number, new), "condition/never-here", number + 2
        always = "        only_if: [{any: [{danger: immediate}, {absent: {danger: immediate}}, {unknown: {danger: immediate}}]}]"
        yield (
            "a condition that always holds",
            source.changed(number, [source.lines[number], always]),
            "condition/always",
            number + 2,
        )


@seeds("dialogues", 2)
def danger_not_first(source: Source) -> Iterator[tuple[str, str, str, int]]:
    for number in source.where(r"^      - question: danger_now"):
        refusable = next(n for n in range(number, number + 9) if "refusable: false" in source.lines[n])
        yield "danger that can be refused", source.changed(refusable, []), "danger/refusable", number + 1


@seeds("dialogues", 4)
def endings(source: Source) -> Iterator[tuple[str, str, str, int]]:
    for number in source.where(r"^  out_of_scope:$"):
        page = [
            "  danger:",
            '    title: {nl: "Gevaar", en: "Danger"}',
            '    lines: [{nl: "Bel 112.", en: "Call 112."}]',
        ]
        if not source.where(r"^ +ends: danger$"):
            continue
        new = source.changed(number, ["  out_of_scopes:"])
        yield "a misspelt ending", new, "field/unknown", number + 1
        del page


# ---------------------------------------------------------------- knowledge and words


def plain_texts(source: Source) -> Iterator[tuple[int, str]]:
    """Lines with both languages of one text that is said to the user."""
    for number in source.where(r'^    (text|note|help): \{nl: "[^"{]+", en: "[^"{]+"\}$'):
        yield number, source.lines[number]


@seeds("knowledge", 3)
def words(source: Source) -> Iterator[tuple[str, str, str, int]]:
    """Something added to the Dutch text (and, so that only one thing is wrong, often the same in English)."""
    added = [
        ("a label", " Denk aan een radicale jongere.", " Think of a young person who worries you.", "text/loaded-word"),
        ("a score", " Er is dan een hoog risico.", " There is then some worry.", "text/score"),
        ("he or she", " Vraag hem hoe het gaat.", " Ask how things are.", "text/gender"),
        ("too familiar", " Dan weet jij meer.", " Then you know more.", "text/informal"),
        ("a name", " Vraag het aan Fatima.", " Ask it then.", "text/name"),
        ("an address", " Mail naar info@example.org.", " Send a message.", "text/personal-data"),
        ("markup", " Dit is **belangrijk**.", " This matters.", "text/markup"),
        ("a link", " Lees [meer](http://example.org).", " Read more.", "text/markup"),
        ("numbers that differ", " Bel 112.", " Call 113.", "text/numbers-differ"),
        ("a gap that does not exist", " Praat met de {leerling}.", " Talk with them.", "text/placeholder"),
    ]
    for number, line in plain_texts(source):
        for kind, dutch, english, code in added:
            new = line.replace('", en:', dutch + '", en:').replace('"}', english + '"}')
            yield kind, source.changed(number, new), code, number + 1


@seeds("knowledge", 4)
def translations(source: Source) -> Iterator[tuple[str, str, str, int]]:
    for number, line in plain_texts(source):
        dutch, english = re.findall(r'"([^"]*)"', line)
        head = line.split("{")[0]
        yield "no translation", source.changed(number, f'{head}{{nl: "{dutch}"}}'), "text/translation", number + 1
        yield (
            "not translated",
            source.changed(number, f'{head}{{nl: "{dutch}", en: "{dutch}"}}'),
            "text/same",
            number + 1,
        )
        if len(dutch.split()) > 7 and len(english.split()) > 7:
            swapped = f'{head}{{nl: "{english}", en: "{dutch}"}}'
            if len(re.findall(r"\b(the|that|and|of|what|for|with|you|to|this)\b", english, re.IGNORECASE)) >= 4:
                yield (
                    "languages the wrong way round",
                    source.changed(number, swapped),
                    "text/wrong-language",
                    number + 1,
                )
        if len(dutch) > 90:
            yield (
                "half a translation",
                source.changed(number, f'{head}{{nl: "{dutch}", en: "{english[:25]}."}}'),
                "text/lengths-differ",
                number + 1,
            )
        if len(dutch.split()) > 20:
            glued = re.sub(r"[.?!] (\w)", r" en \1", dutch)
            if len(re.split(r"[.!?:;]", glued)[0].split()) > 26:
                yield (
                    "a sentence without end",
                    source.changed(number, f'{head}{{nl: "{glued}", en: "{english}"}}'),
                    "text/long-sentence",
                    number + 1,
                )


@seeds("knowledge", 4)
def upkeep(source: Source) -> Iterator[tuple[str, str, str, int]]:
    for number in source.where(r'^    review_by: "20'):
        yield "past its date", source.changed(number, '    review_by: "2024-01-01"'), "entry/expired", number + 1
    for number in source.where(r'^    review_by: "20'):
        head = next(n for n in range(number, 0, -1) if re.match(r"  - \w+: ", source.lines[n]))
        if "source:" not in source.lines[head]:
            yield "no review date", source.changed(number, []), "entry/no-review", head + 1


@seeds("knowledge", 4)
def sources_gone(source: Source) -> Iterator[tuple[str, str, str, int]]:
    for number in source.where(r"^    sources: \["):
        if source.lines[number - 1].strip() == "basis: seen":
            head = next(n for n in range(number, 0, -1) if re.match(r"  - \w+: ", source.lines[n]))
            yield "seen, but no source", source.changed(number, []), "entry/no-source", head + 1


@seeds("knowledge", 4)
def beliefs(source: Source) -> Iterator[tuple[str, str, str, int]]:
    if source.file == "knowledge/observations.yaml":
        end = next((n for n in source.where(r"^cues:")), 0)
        for number in source.where(r'^    name: \{nl: "[^"]*", en: "[^"]*"\}'):
            if number < end:
                new = '    name: {nl: "draagt een hoofddoek", en: "wears a headscarf"}'
                yield "an observation of dress", source.changed(number, new), "entry/names-belief", number + 1


@seeds("dialogues", 5)
def belief_questions(source: Source) -> Iterator[tuple[str, str, str, int]]:
    for number in source.where(r'^        ask: \{nl: "'):
        new = '        ask: {nl: "Bidt deze {persoon} vaak?", en: "Does this {person} pray often, as the mosque asks?"}'
        if "Over: {item}" not in source.lines[number]:
            yield "a question about belief", source.changed(number, new), "question/asks-belief", number + 1


@seeds("knowledge", 5)
def unbalanced(source: Source) -> Iterator[tuple[str, str, str, int]]:
    for number in source.where(r"^    ordinary: \["):
        head = next(n for n in range(number, 0, -1) if re.match(r"  - \w+: ", source.lines[n]))
        if re.match(r"  - (trigger|signal): ", source.lines[head]):
            yield "no ordinary explanation", source.changed(number, []), "balance/no-ordinary", head + 1


@seeds("knowledge", 4)
def presuming(source: Source) -> Iterator[tuple[str, str, str, int]]:
    for number in source.where(r"^    needs: "):
        head = next(n for n in range(number, 0, -1) if re.match(r"  - \w+: ", source.lines[n]))
        if re.match(r"  - (step|explanation): ", source.lines[head]):
            yield "presupposes nobody knows what", source.changed(number, []), "needs/missing", head + 1
    yield from replaced(
        source,
        r"^    needs: \[\{event: (\w+)\}.*$",
        r"    needs: [{event: \1_x}]",
        "reference/unknown",
        "needs misspelt",
    )


@seeds("dialogues", 4)
def drifting(source: Source) -> Iterator[tuple[str, str, str, int]]:
    for number in source.where(r"^          - option: ") if source.file.endswith("self_check.yaml") else ():
        records = source.lines[number + 2 : number + 3]
        if records and re.match(
            r"            records: \[\{(event|change|cue|protective|explanation): \w+\}\]$", records[0]
        ):
            label = '            label: {nl: "Kwam onlangs dikwijls langs.", en: "Came round quite often."}'
            yield "an answer that drifts", source.changed(number + 1, label), "option/other-words", number + 1


@seeds("knowledge", 4)
def orphans(source: Source) -> Iterator[tuple[str, str, str, int]]:
    for section, kind in (("events", "event"), ("changes", "change"), ("steps", "step"), ("signals", "signal")):
        for number in source.where(rf"^{section}:$"):
            lines = [
                f"  - {kind}: nobody_knows_this",
                '    name: {nl: "iets nieuws", en: "something new"}',
                *(['    text: {nl: "Doe iets.", en: "Do something."}'] if kind == "step" else []),
                *(["    ordinary: [grief]"] if kind == "signal" else []),
                "    basis: product_choice",
                '    review_by: "2027-05-01"',
            ]
            code = "fact/nobody-records" if kind in ("event", "change") else "entry/nobody-concludes"
            yield f"a {kind} that stands apart", source.changed(number + 1, lines, drop=0), code, number + 2


@seeds("knowledge", 3)
def dangers(source: Source) -> Iterator[tuple[str, str, str, int]]:
    for number in source.where(r"^    page:"):
        head = next(n for n in range(number, 0, -1) if re.match(r"  - \w+: ", source.lines[n]))
        if not source.lines[head].startswith("  - danger: "):  # a page beside the kinds of danger
            continue
        end = next(n for n in range(number + 1, len(source.lines)) if re.match(r"    \w|  - ", source.lines[n]))
        yield "danger without a page", source.changed(number, [], drop=end - number), "danger/no-page", head + 1


@seeds("knowledge", 3)
def doubled_entries(source: Source) -> Iterator[tuple[str, str, str, int]]:
    starts = source.where(r"^  - (event|change|cue|step|inquiry|protective|explanation): ")
    for start, after in itertools.pairwise(starts):
        end = after
        while not source.lines[end - 1].strip() or source.lines[end - 1].lstrip().startswith("#"):
            end -= 1
        if any(re.match(r"\w", line) for line in source.lines[start:end]):
            continue
        yield "an entry twice", source.changed(end, source.lines[start:end], drop=0), "pack/duplicate", end + 1


# ---------------------------------------------------------------- all of them


def faults() -> list[Fault]:
    """Every fault, in a fixed order: of each kind as many as its maker wants, spread over the files."""
    sources = [
        Source(f"{folder}/{file.name}", file.read_text("utf-8").splitlines())
        for folder in ("dialogues", "knowledge", "rules")
        for file in sorted((ROOT / folder).glob("*.yaml"))
        if file.name not in ("lexicon.yaml", "word_forms.yaml")
    ]
    found: list[Fault] = []
    for folder, each, maker in _MAKERS:
        by_kind: dict[str, list[Fault]] = {}
        for source in sources:
            if folder in ("*", source.file.partition("/")[0]):
                for kind, text, code, line in maker(source):
                    by_kind.setdefault(kind, []).append(Fault(kind, source.file, text, code, line))
        for kind, all_of_kind in sorted(by_kind.items()):
            random.Random(f"{SEED} {kind}").shuffle(all_of_kind)
            found += all_of_kind[:each]
    return found


class Bench:
    """Checks faults one after another, without parsing twice what did not change."""

    def __init__(self) -> None:
        self.memory = Memory()

    def clean(self) -> Report:
        """The report on the pack as it is."""
        return check_pack(ROOT, TODAY, self.memory)

    def check(self, fault: Fault) -> str:
        """What is wrong with how a fault is told; empty when it is told at the right line."""
        report = check_pack(Overlay(ROOT, {fault.file: fault.text.encode()}), TODAY, self.memory)
        told = [finding for finding in report.findings if finding.severity != "note"]
        if any(f.code == fault.code and (f.place.file, f.place.line) == (fault.file, fault.line) for f in told):
            return ""
        return f"{fault.name}: expected {fault.code}\n" + tell_all(told[:8], "en")


def main() -> int:
    """Check every fault and say how many of each kind were found."""
    bench, all_faults = Bench(), faults()
    if "--list" in sys.argv:
        sys.stdout.write("".join(f"{fault.name}: {fault.code}\n" for fault in all_faults))
        return 0
    noise = [finding for finding in bench.clean().findings if finding.severity != "note"]
    wrong = [told for fault in all_faults if (told := bench.check(fault))]
    for told in wrong:
        sys.stdout.write(told + "\n\n")
    kinds = Counter(fault.kind for fault in all_faults)
    for kind, number in sorted(kinds.items()):
        sys.stdout.write(f"{number:4}  {kind}\n")
    found = len(all_faults) - len(wrong)
    sys.stdout.write(f"{found} of {len(all_faults)} faults of {len(kinds)} kinds found at the right line. ")
    sys.stdout.write(f"{len(noise)} findings on the pack as it is.\n")
    return 1 if wrong or noise else 0


if __name__ == "__main__":
    raise SystemExit(main())
