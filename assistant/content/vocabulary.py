"""The words of the field that formats and rules are made of. Order here is the order of results."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

OBSERVED = ("event", "change", "cue", "context", "protective", "explanation", "danger")
DERIVED = ("trigger", "driver", "signal", "inquiry", "step", "partner")
CONCERNS = ("trigger", "driver", "signal")
NUMBER = "number"
FACT_KINDS = (*OBSERVED, *DERIVED, NUMBER)
PRESENT, ABSENT, UNKNOWN, NOT_REPORTED, NOT_ASKED = "present", "absent", "unknown", "not_reported", "not_asked"
"""The states of an observed fact."""

QUALIFIERS = {
    "when": ("recent", "ongoing", "older"),
    "impact": ("strong", "some", "none"),
    "origin": ("seen", "told"),
}
DOUBTED = ("when", "impact")
"""Details of which it is told what becomes possible once they are known; who saw it is no such detail."""
COUNTS_AS = {("when", "ongoing"): ("when", "recent")}
"""What still goes on counts as recent, however long ago it began."""
QUALIFIED = ("event", "change", "cue", "context", "protective", "explanation", "danger", "trigger")
WITNESS_KINDS = ("event", "change")

COMPARISONS = {"less_than": "<", "at_most": "<=", "equals": "=", "at_or_above": ">=", "more_than": ">"}

LEVELS = ("micro", "meso", "macro")
DIRECTIONS = ("radicalising", "deradicalising", "both", "not_entered")
ROLES = ("turning_point", "catalyst", "both", "not_entered")
BASES = ("seen", "recalled", "inference", "not_entered", "product_choice")
SUPPORT_CELLS = ("overall", "identity", "justice", "significance", "sensation", "sex", "age", "education")
SETTINGS = ("school", "youth_work", "police", "care", "municipality", "detention")
PHASES = ("now", "first", "then")
ACTS = ("talk", "weigh", "help", "grow", "note", "refrain")
DUTIES = ("law", "consent", "sharing")
Again = Literal["day", "week", "two_weeks", "month"]
AGAIN: tuple[Again, ...] = ("day", "week", "two_weeks", "month")
PROFESSIONS = (
    "teacher",
    "teacher_mbo",
    "youth_worker",
    "care_worker",
    "police_officer",
    "municipal_officer",
    "detention_worker",
    "other_professional",
)
# Dutch law draws these lines: consent to care at 12 and 16, of age at 18, youth law to 23, Doorstroompunt to 27.
AGE_BANDS = ("age_0_11", "age_12_15", "age_16_17", "age_18_22", "age_23_26", "age_27_up", "age_unsure")
LAW_ABOUT = ("ages", "reporting_code", "sharing", "help")
LAW_TRUTHS = ("law", "practice", "ask")
PAGE_PARTS = ("lines", "today", "do_not")
ASK_AGAIN = "ask_again"
PAGE_ENDINGS = ("out_of_scope", "several")
DANGER = "danger"
"""The kind of facts that are acute, and the ending of a conversation in which one of them is there."""
ENDINGS = (DANGER, *PAGE_ENDINGS)
ABOUT = ("person", "organisation", "sharing")
NOT_PERSON = ("organisation",)
"""What a conversation is about where it is not about a person, and people are spared nothing by leaving a question open."""
EXACTLY_ONE_OF, AT_LEAST_ONE_OF = GROUPS = ("exactly_one_of", "at_least_one_of")
PARTS = ("fact", "heard", "opinion", "private")
"""What a sentence of a report is: seen by the writer, heard from others, thought, or something that should not stand in it."""
URGENT_OUTCOMES = ("now", "ask_first")
OUTCOMES = (*URGENT_OUTCOMES, "ordinary_help", "leave")
"""What one does with a report."""
SHARING_PARTS = ("how", "fits", "not_needed", "with_whom", "say")
LANGUAGES = ("nl", "en")
CUE_TYPES = ("target", "decoy", "protective", "ambiguous", "acute")
IDEOLOGIES = ("jihadist", "far_right", "far_left", "anti_institutional", "none")
GENDERS = ("m", "f", "none")
CASE_ANSWERS = ("concern", "ordinary", "acute")
DEBRIEF_PHASES = ("reaction", "facts", "analysis", "other_side", "take_away")


def carried(quals: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """All that these qualifiers say: themselves, and what they count as."""
    found = frozenset(quals)
    return found.union(COUNTS_AS[pair] for pair in COUNTS_AS.keys() & found)


def stricter(name: str, one: str, two: str) -> str:
    """The value of a qualifier that says what both values say; empty when no value does."""
    if one == two or COUNTS_AS.get((name, one)) == (name, two):
        return one
    return two if COUNTS_AS.get((name, two)) == (name, one) else ""
