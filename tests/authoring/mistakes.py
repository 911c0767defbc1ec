"""Mistakes that authors make, one at a time, in the small pack: the edit, with § on the line where it is to be told; and edits that are right.

`make faults` and `test_mistakes.py` measure how many `check` tells at the right line. The first part follows mistakes that were really made.
"""

# ruff: noqa: E501 (a mistake is read best on one line)
from __future__ import annotations

from dataclasses import dataclass

D, C, R, K = "dialogues/base.yaml", "dialogues/cases/base.yaml", "rules/base.yaml", "knowledge/base.yaml"


@dataclass(frozen=True)
class Mistake:
    """`old` in `file` becomes `new`, in which § marks the right line."""

    name: str
    file: str
    old: str
    new: str


def rows(*given: tuple[str, str, str, str]) -> tuple[Mistake, ...]:
    return tuple(Mistake(*row) for row in given)


REAL = rows(
    ("question one space too far left", D, "      - question: months\n", "     - question: months§\n"),
    ("a key at the left", D, "        kind: number\n", "kind: number§\n"),
    ("tab in indentation", D, "        kind: number\n", "    \t    kind: number§\n"),
    ("smart quotes", D, '"Hoeveel maanden geleden was het?"', "“Hoeveel maanden geleden was het?”§"),
    ("smart single quotes", C, '"{name} draait nieuwe muziek."', "‘Er is nieuwe muziek.’§"),
    ("quote not closed", D, 'en: "How many months ago was it?"}', 'en: "How many months ago was it?}§'),
    ("bracket not closed", D, "records: [{number: months_since}]", "records: [{number: months_since}§"),
    ("quote inside a text", C, '"Muziek zegt niets."', '"Muziek "zegt" niets."§'),
    ("backslash in a text", C, '"Muziek zegt niets."', '"Muziek \\zegt niets."§'),
    ("hash in text without quotes", R, '"Bij verlies helpt een gesprek."', "Bij verlies #1 helpt een gesprek.§"),
    ("text begins with @", R, '"Bij verlies helpt een gesprek."', "@verlies helpt een gesprek.§"),
    ("text begins with %", R, '"Bij verlies helpt een gesprek."', "%verlies helpt een gesprek.§"),
    ("text begins with *", R, '"Bij verlies helpt een gesprek."', "*verlies helpt een gesprek.§"),
    ("colon in text without quotes", R, '{nl: "Bij verlies helpt een gesprek."', "{nl: Let op: een gesprek helpt.§"),
    ("colon forgotten", D, "        kind: number\n", "        kind number§\n"),
    ("no space after the colon", D, "        kind: number\n", "        kind:number§\n"),
    ("no space after the dash", D, "      - question: months\n", "      -question: months§\n"),
    ("hard space in a key", D, "        kind: number\n", "        kind\u00a0: number§\n"),
    ("en dash for a dash", D, "      - question: months\n", "      – question: months§\n"),
    ("no without quotes as key", D, '        "no": {label: {nl: "Nee", en: "No"}, records: [{absent: {context', '        no: {label: {nl: "Nee", en: "No"}§, records: [{absent: {context'),
    ("label No without quotes", D, '{label: {nl: "Ja", en: "Yes"}, records: [{context: changed_after}]}', '{label: {nl: Ja, en: Yes}, records: [{context: changed_after}]}§'),
    ("option id no", D, "{option: adult,", "{option: no,§"),
    ("a Dutch date", K, 'review_by: "2099-01-01"\n\ncues', 'review_by: "1-1-2099"§\n\ncues'),
    ("a date that does not exist", K, 'review_by: "2099-01-01"\n\ncues', 'review_by: "2099-02-31"§\n\ncues'),
    ("minutes 7,5", D, "minutes: 3", "minutes: 7,5§"),
    ("minutes negative", D, "minutes: 3", "minutes: -3§"),
    ("map instead of list", D, "records: [{number: months_since}]", "records: {number: months_since}§"),
    ("word instead of condition", R, "when: [{event: bereavement}]", "when: [bereavement]§"),
    ("key twice", D, "        kind: number\n", "        kind: number\n        kind: number§\n"),
    ("misspelt fact", D, "[{event: bereavement}]}", "[{event: bereavment}]}§"),
    ("Dutch word as id", D, "[{event: bereavement}]}", "[{event: overlijden}]}§"),
    ("space in an id", D, "question: months\n", "question: how many§\n"),
    ("Dutch field", D, "        kind: number\n", "        soort: number§\n"),
    ("unknown setting", C, "setting: school", "setting: schoolplein§"),
    ("question id twice", D, "question: months\n", "question: events§\n"),
    ("rule id twice", R, "rule: loss_calls_for_a_talk", "rule: ask_about_work§"),
    ("next to unknown question", D, "records: [{context: changed_after}]}", "records: [{context: changed_after}], next: nowhere}§"),
    ("missing translation", C, '{nl: "Muziek zegt niets.", en: "Music says nothing."}', '{nl: "Muziek zegt niets."}§'),
    ("translation is the same", C, '"Music says nothing."', '"Muziek zegt niets."§'),
    ("placeholder misspelt", D, '"Wat is er anders?"', '"Wat is er anders bij de {persoom}?"§'),
    ("double braces", D, '"Wat is er anders?"', '"Wat is er anders bij de {{persoon}}?"§'),
    ("circle through unless", R, "when: [{event: bereavement}]\n    then: [{step: talk}]", "when: [{event: bereavement}]\n    unless: [{step: talk}]§\n    then: [{step: talk}]"),
    ("condition contradicts itself", R, "{number: months_since, less_than: 6}]", "{number: months_since, less_than: 6, more_than: 9}]§"),
    ("only_if contradicts itself", D, "only_if: [{event: dismissal}]", "only_if: [{event: dismissal}, {absent: {event: dismissal}}]§"),
    ("only_if on a later answer", D, "only_if: [{event: dismissal}]", "only_if: [{protective: trusted_adult}]§"),
    ("danger is not first", D, "[{danger: immediate}], ends: danger}", "[{danger: immediate}]}§"),
    ("any_of without none", D, '        none_of_these: {label: {nl: "Niets hiervan.", en: "None of these."}}\nendings', "endings"),
    ("decoy records an event", C, "explanation: setback\n", "explanation: setback\n    records: [{event: dismissal}]§\n"),
    ("target without missed", C, '  - cue: quiet\n', '  - cue: extra§\n    type: target\n    text: {nl: "Zo.", en: "So."}\n    records: [{change: withdraws}]\n    overread: {nl: "Stil.", en: "Quiet."}\n  - cue: quiet\n'),
    ("key lacks a trigger", C, "  triggers: [work_lost]\n", "  triggers: []§\n"),
    ("count larger than the list", R, "when: [{event: bereavement}]", "when: [{at_least: {count: 3, of: [{event: bereavement}, {event: dismissal}]}}]§"),
    ("reach unknown value", K, "care_worker: direct}", "care_worker: direkt}§"),
    ("review date passed", K, 'review_by: "2099-01-01"\n\ncues', 'review_by: "2020-01-01"§\n\ncues'),
    ("two documents in one file", C, "key:\n", "---§\nkey:\n"),
    ("null byte", C, "Music says nothing.", "Music\x00 says nothing.§"),
)  # fmt: skip

MORE = rows(
    ("unknown profession", C, "profession: teacher", "profession: teachr§"),
    ("unknown kind of question", D, "kind: number", "kind: getal§"),
    ("unknown cue type", C, "type: decoy", "type: decoi§"),
    ("unknown partner", C, "expected: [colleague]", "expected: [colleaque]§"),
    ("unknown step in a key", C, "steps_first: [help_with_work]", "steps_first: [help_with_wrk]§"),
    ("unknown source", R, "source: [study]\n    review_by: \"2099-01-01\"\n    examples:\n      - {given: [{event: bereavement}]", "source: [studie]§\n    review_by: \"2099-01-01\"\n    examples:\n      - {given: [{event: bereavement}]"),
    ("for_each unknown", D, "for_each: [events]", "for_each: [gebeurd]§"),
    ("for_each later", D, "for_each: [events]", "for_each: [changes]§"),
    ("qualifier unknown", D, "qualifier: when", "qualifier: wanneer§"),
    ("row option unknown", D, "{option: older, label", "{option: long_ago§, label"),
    ("ending unknown", D, "ends: out_of_scope", "ends: buiten§"),
    ("number without a comparison", R, "{number: months_since, less_than: 6}", "{number: months_since}§"),
    ("number in words", R, "less_than: 6", "less_than: zes§"),
    ("minimum above maximum", K, "minimum: 0", "minimum: 700§"),
    ("rule concludes an observation", R, "then: [{inquiry: how_is_work}]", "then: [{event: dismissal}]§"),
    ("rule without then", R, "    then: [{inquiry: how_is_work}]\n", ""),
    ("unknown basis", R, "basis: product_choice\n    source: [study]\n    review_by: \"2099-01-01\"\n    examples:\n      - {given: [{event: bereavement}]", "basis: gut§\n    source: [study]\n    review_by: \"2099-01-01\"\n    examples:\n      - {given: [{event: bereavement}]"),
    ("qualifier value unknown", R, "{event: dismissal, when: recent}]\n    then", "{event: dismissal, when: recently}]§\n    then"),
    ("concern on an absence", R, "when: [{cue: wants_to_matter}]", "when: [{none: [{cue: wants_to_matter}]}]§"),
    ("phase unknown", K, "needs: none\n", "needs: none\n    phase: later§\n"),
    ("how unknown", K, "how: ask_person", "how: ask_everybody§"),
    ("asks about belief", D, "What is different?", "Does the pupil go to church?§"),
    ("a first name", D, '"Who or what helps?"', '"Who helps Kevin?"§'),
    ("a score", D, '"Who or what helps?"', '"Is it a high risk?"§'),
    ("he", D, '"Who or what helps?"', '"Who helps him?"§'),
    ("je", D, '"Wie of wat helpt?"', '"Wie helpt je?"§'),
    ("markup", D, '"Who or what helps?"', '"Who or **what** helps?"§'),
    ("a loaded word", R, '"Het is nog niet lang geleden."', '"De geradicaliseerde is te vinden."§'),
    ("personal data", D, '"Who or what helps?"', '"Who helps a.person@example.org?"§'),
    ("wrong language", C, '"Music says nothing."', '"Dat zegt niets over het kind en de rest"§'),
    ("option twice", D, "{option: setback,", "{option: adult,§"),
    ("cue twice", C, "cue: music", "cue: quiet§"),
    ("variant without fill", C, 'variant: side_job_b, fill: {name: {nl: "Sam", en: "Sam"}}}', "variant: side_job_b, fill: {}}§"),
    ("case version missing", C, 'version: "1.0.0"\n', ""),
    ("question without why", D, '        why: {nl: "Dit telt net zo zwaar.", en: "This weighs just as much."}\n', ""),
    ("choose_from unknown", D, "        none_of_these: {label: {nl: \"Niets hiervan.\", en: \"None of these.\"}}\nendings", "        choose_from: [dingen]§\nendings"),
    ("at_most of one", D, "for_each: [events]", "for_each: [events]\n        at_most: 0§"),
    ("comma forgotten in a map", D, "{option: adult, label", "{option: adult label§"),
    ("semicolon for a comma", D, "{option: adult, label", "{option: adult; label§"),
    ("a brace too many", D, "records: [{number: months_since}]", "records: [{number: months_since}}]§"),
    ("ids with a capital", R, "rule: loss_calls_for_a_talk", "rule: Loss_talk§"),
    ("example names unknown fact", R, "given: [{event: bereavement}], expect", "given: [{event: bereavemnt}], expect§"),
    ("expects what does not follow", R, "expect: [{step: talk}]}", "expect: [{step: help_with_work}]}§"),
)  # fmt: skip

VALID = rows(
    ("BOM", C, "case: side_job", "\ufeffcase: side_job"),
    ("trailing spaces", D, "        kind: number\n", "        kind: number   \n"),
    ("no quotes", C, '{nl: "Muziek zegt niets.", en: "Music says nothing."}', "{nl: Muziek zegt niets., en: Music says nothing.}"),
    ("block literal", R, '{nl: "Bij verlies helpt een gesprek.", en: "With a loss a talk helps."}', "\n      nl: |\n        Bij verlies helpt een gesprek.\n      en: |\n        With a loss a talk helps.\n"),
    ("--- at the start", C, "case: side_job", "---\ncase: side_job"),
    ("colon in quoted text", C, '"Muziek zegt niets."', '"Muziek: dat zegt niets."'),
    ("note comments", R, "    when: [{event: bereavement}]", "    # alleen bij verlies\n    when: [{event: bereavement}]"),
    ("a number in both languages", C, '{nl: "Muziek zegt niets.", en: "Music says nothing."}', '{nl: "Muziek zegt 2 dingen niet.", en: "Music does not say 2 things."}'),
    ("a month as a date", R, '"Het is nog niet lang geleden.", en: "It is not long ago."', '"Het was voor 19 jan 2013.", en: "It was before 19 Jan 2013."'),
    ("a list over several lines", C, "  triggers: [work_lost]\n", "  triggers:\n    - work_lost\n"),
)  # fmt: skip
