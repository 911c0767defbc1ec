"""Write docs/content.md (the map of the content) and docs/status.md (what a person must still verify), from the files.

python scripts/content_pages.py          writes both
python scripts/content_pages.py --check  exits 1 when they are out of date
"""

from __future__ import annotations

import lzma
import sys
from collections import Counter
from pathlib import Path

from assistant.content.directory import NO_DIRECTORY
from assistant.content.model import Given, Law, Pack, Partner, Step, Trigger
from assistant.content.pack import read_pack, shipped
from assistant.content.vocabulary import PROFESSIONS, SUPPORT_CELLS
from assistant.dialogue.guide import Guide
from assistant.reasoning.situation import gather
from assistant.result.verified import verified

ROOT = Path(__file__).parent.parent
SHORT = {
    "teacher": "school",
    "teacher_mbo": "mbo, higher",
    "youth_worker": "youth work",
    "care_worker": "care",
    "police_officer": "community police",
    "municipal_officer": "municipality",
    "detention_worker": "detention, probation",
    "other_professional": "other",
}
QUALS = (("impact", "strong"), ("origin", "seen"), ("when", "recent"))


def partners_for(guide: Guide, trigger: Trigger, profession: str) -> list[str]:
    """The partners that the rules give when this trigger is drawn alone for this profession."""
    rules = [rule for rule in guide.pack.rules if any(str(ref) == trigger.ref for ref in rule.then)]
    for rule in rules:
        for example in guide.pack.examples[rule.id]:
            if any(str(ref) == trigger.ref for ref in example.expect):
                given = [fact for fact in example.given if fact.kind != "context"]
                facts = [*given, Given("context", profession), Given("context", "impression_unclear")]
                refs = guide.reasoner.refs(gather(("", fact) for fact in facts)[0])
                names = [ref.partition(":")[2] for ref in refs if ref.startswith("partner:")]
                return [name for name in guide.pack.kind("partner") if name in names]
    return []


def content_page(guide: Guide) -> str:
    """The map: trigger by profession by partner, and what the pack holds."""
    pack = guide.pack
    counts = {kind: len(found) for kind, found in pack.entries.items() if found}
    observations = sum(counts.get(kind, 0) for kind in ("event", "change", "cue", "context"))
    lines = [
        "# What the content holds",
        "",
        "Drawn from the files by `scripts/content_pages.py`; a test keeps it true.",
        "",
        f"Pack `{pack.info.id}` version {pack.info.version}, reviewed on {pack.info.reviewed_on}: {len(pack.rules)} rules with "
        f"{sum(map(len, pack.examples.values()))} examples, {len(pack.dialogues)} dialogues, {observations} observations "
        "(events, changes, cues, context).",
        "",
        "| kind | entries |",
        "|---|---|",
        *(f"| {kind} | {number} |" for kind, number in counts.items()),
        "",
        "## Danger in own words",
        "",
        "Who types what worries them is never met with silence about danger, as far as the program understands. It reads the words of",
        f"`knowledge/danger_words.yaml` ({len(pack.danger_words.families)} families of wordings, {len(pack.danger_words.cues)} cues that are made of them; both languages, "
        "whatever the screen speaks). A clear sentence opens",
        "the page of its kind. One cue that may mean danger, or two small things together, give one quiet question. Nothing of it is recorded. `112` and `gevaar`,",
        "however they are spelled, lead to the page wherever one types.",
        "",
        "What it can do: words in any tense and person, verbs in two parts (*neemt een mes mee*), a wrong letter in a long word, things told in plain words and in whatever",
        "order. Games, films, lessons, fixed expressions, kitchen, sport, hunting and denial lower danger or take it away, but never that of suicide, self-harm, an unsafe child",
        "or coercion: there denial, games, films and lessons leave the quiet question, and only fixed expressions and words that show something ordinary close by (the",
        "scratch of a cat, a wedding of one's own choice) count for nothing. What is harmless before a turn (*we talked of football, and then he said*) says nothing of what",
        "follows. Belief, origin, place and dress are read over: exchanging them changes nothing.",
        "",
        f"**The ear.** Beside the cues, the program weighs the words of a text together: {sentences()} sentences by many hands, all made up and all in `tests/danger/sentences`,",
        "tell which words, beginnings, fields of meaning and pairs stand in danger and which in what only sounds like it (`assistant/danger/heard.tsv`). When no cue speaks and",
        "the words together do, one quiet question follows, of its kind where that is plain, else *Is iemand in gevaar?* When a longer text sounds harmless, a clear cue asks",
        "before it opens its page, and a cue that is only possible says nothing; one of suicide, self-harm, an unsafe child or coercion only where it is far from danger and",
        "neither denied nor told as a story. The ear opens no page, records nothing and weighs a text, never a person.",
        "",
        "What it cannot do: it knows words and how close they stand, not what is meant. It misses danger that is told in a way nobody thought of, above all hints",
        "without a word of danger in them; it sometimes asks about another kind of danger than was meant, or about a sorrow that is no danger, and now and then opens a page for",
        "something harmless. `make exam` tells how often, on sentences by other hands, and those figures are not yet what they should be. So no text of the program ever says that there is no",
        "danger, and beside the box stands that it does not understand everything.",
        "",
        "## May I share this",
        "",
        "The conversation `dialogues/sharing.yaml` asks which kinds of information there are, with whom, what for, who said yes, the age, who has authority, whether",
        "home and telling are safe, and how urgent it is; never what the information says. Danger and coercion come first: then nothing is said of sharing. Something",
        "fits only for work for which a rule was seen (school, mbo and higher education, youth work, care), and only when every answer that matters is known. For",
        "other work there is a ready question for the privacy officer. Belief, origin, orientation, opinion and names of others each give one line: not needed.",
        "`python scripts/plain_sentences.py` measures how plain the texts on danger, law and sharing are.",
        "",
        "## Whole situations",
        "",
        "126 situations, most from public sources, written down with what is expected by hands that had not seen the rules, stand in `tests/world/`; its README says",
        "how they were made and what to doubt in them. `make exam` tells how many of the trigger factors that a source names are drawn or shown as possible,",
        "what was drawn that must not be, and whether danger opens its page for every role. Half of them is never looked at when rules are mended. Fifty",
        "more ordinary ones, and twenty-two that go one step further to where a concern is right, stand beside them (`tests/world/ordinary_too`). Nobody who",
        "works with young people has read the expectations yet.",
        "",
        "## Trigger factors",
        "",
        "| trigger factor | level | list | speaks to (basis) | usually explained otherwise by | may lead to |",
        "|---|---|---|---|---|---|",
    ]
    for trigger in pack.kind("trigger").values():
        assert isinstance(trigger, Trigger)
        drivers = ", ".join(f"{link.driver} ({link.basis})" for link in trigger.drivers) or "not found"
        ordinary = ", ".join(ref.id for ref in trigger.ordinary)
        leads = ", ".join(f"{link.trigger} ({link.basis})" for link in trigger.leads_to) or "-"
        lines.append(f"| {trigger.name.en} | {trigger.level} | {trigger.list} | {drivers} | {ordinary} | {leads} |")
    lines += [
        "",
        "## Whom a result offers, per trigger factor and profession",
        "",
        "When that trigger factor is the only one, and the professional worries without knowing what about. "
        "Partners that every result of a profession shares stand in the first row.",
        "",
        "| trigger factor | " + " | ".join(SHORT.values()) + " |",
        "|---|" + "---|" * len(SHORT),
    ]
    triggers = [t for t in pack.kind("trigger").values() if isinstance(t, Trigger)]
    table = {(t.id, p): partners_for(guide, t, p) for t in triggers for p in PROFESSIONS}
    common = {p: set.intersection(*(set(table[t.id, p]) for t in triggers)) for p in PROFESSIONS}
    lines.append("| *always* | " + " | ".join(", ".join(sorted(common[p])) or "-" for p in PROFESSIONS) + " |")
    for trigger in triggers:
        cells = (", ".join(n for n in table[trigger.id, p] if n not in common[p]) or "-" for p in PROFESSIONS)
        lines.append(f"| {trigger.name.en} | " + " | ".join(cells) + " |")
    lines += ["", "## How each profession reaches a partner", "", "| partner | " + " | ".join(SHORT.values()) + " |"]
    lines.append("|---|" + "---|" * len(SHORT))
    for partner in pack.kind("partner").values():
        assert isinstance(partner, Partner)
        lines.append(f"| {partner.name.en} | " + " | ".join(partner.reach.get(p, "-") for p in PROFESSIONS) + " |")
    return "\n".join([*lines, ""])


def status_page(guide: Guide) -> str:
    """Everything a person must still verify or fill in."""
    pack = guide.pack
    known = verified(pack, NO_DIRECTORY)
    own = [rule for rule in pack.rules if rule.basis != "seen"]
    lines = [
        "# What a person must still verify",
        "",
        "Drawn from the files by `scripts/content_pages.py`; a test keeps it true.",
        "",
        f"- **Sources not checked live**: {known.sources - known.sources_checked} of {known.sources}. Set `verified: true` in "
        "`knowledge/sources.yaml` once a person has opened the page and read the place.",
        f"- **Sources read in part** (openings, abstracts or contents pages): {known.sources - known.sources_whole}.",
        f"- **Degree of support in the study**: {known.cells_missing} of {known.cells} cells are `not_entered`. See `docs/support.md`.",
        f"- **Telephone numbers not verified**: {', '.join(f'{p.name.en} ({p.phone})' for p in known.unchecked) or 'none'}. Set `verified_on`.",
        f"- **Rules that are our own reasoning or a choice of this program**: {len(own)} of {len(pack.rules)}. Each says so in its own sentence. "
        "A specialist should read them.",
        "- **Texts about danger and law** (the pages of `knowledge/danger.yaml`, the entries of `knowledge/law_and_help.yaml`, the steps of phase `now`, consent, the "
        "reporting code, `knowledge/sharing.yaml` with `rules/sharing.yaml`) are to be read by a specialist before release.",
        "- **What a result says first, for professionals**: with whom each step is done (`with`), which steps say the same (`same_as`), which duty limits which "
        "step (`limits`) and when to look again (`again`; else tomorrow, a week or two weeks by the phase) are choices of this program, in `knowledge/steps.yaml`.",
        "- **Sharing, for a jurist**: whether the ages of consent of care and social work (12 and 16) also hold for a school and for youth work towards others than "
        "parents; what parents without authority, and parents who are separated, may hear; what an order of police or justice asks of each kind of work; whether "
        "health needs the consent of the parents or of the pupil from 16 (sources differ); what police, municipality, detention and probation may share.",
        "- **Licence of the content**: " + (pack.info.licence or "not chosen") + ".",
        "",
        *by_reader(guide),
        "## Entries whose basis is not *seen*",
        "",
        "| entry | basis | fields with another basis |",
        "|---|---|---|",
    ]
    for kind, entries in pack.entries.items():
        if kind in ("source", "context"):
            continue
        for entry in entries.values():
            other = ", ".join(f"{name}: {basis}" for name, basis in entry.basis_of.items() if basis != "seen")
            if entry.basis != "seen" or other:
                lines.append(f"| {entry.ref} | {entry.basis} | {other or '-'} |")
    lines += [
        "",
        "## Rules that are not from a source",
        "",
        "| rule | basis | the sentence that says so |",
        "|---|---|---|",
    ]
    lines += [f"| {rule.id} | {rule.basis} | {rule.because.en} |" for rule in own]
    lines += ["", "## Review dates", "", "| review by | entries and rules |", "|---|---|"]
    dates = Counter(
        [e.review_by or "none" for k in pack.entries.values() for e in k.values()] + [r.review_by for r in pack.rules]
    )
    lines += [f"| {date} | {number} |" for date, number in sorted(dates.items())]
    return "\n".join([*lines, ""])


def by_reader(guide: Guide) -> list[str]:
    """What a lawyer, somebody who works with young people and families, and a reader of the study must each still verify, entry by entry."""
    pack = guide.pack
    steps = [entry for entry in pack.kind("step").values() if isinstance(entry, Step)]
    concluded: dict[str, set[str]] = {"sharing.yaml": set(), "quickscan.yaml": set()}
    for rule in pack.rules:
        name = Path(rule.place.file).name
        if name in concluded:
            concluded[name] |= {ref.id for ref in rule.then if ref.kind == "step"}
    bound = [step for step in steps if step.duty or step.id in concluded["sharing.yaml"]]
    now = [s for s in steps if s.phase == "now" and s not in bound and s.id not in concluded["quickscan.yaml"]]
    return [*for_a_lawyer(pack, bound), *for_practice(pack, now), *for_readers_of_the_study(pack)]


def for_a_lawyer(pack: Pack, bound: list[Step]) -> list[str]:
    """The entries of law and help, and the steps that are a duty or about sharing."""
    lines = [
        "## For a lawyer, entry by entry",
        "",
        "The owner of every entry is still a placeholder (`redactie`): a person must take each over.",
        "",
        "| entry | it says it is | what it says | sources | owner | of | review by |",
        "|---|---|---|---|---|---|---|",
    ]
    for law in (entry for entry in pack.kind("law").values() if isinstance(entry, Law)):
        said = (law.ref, law.truth, law.text.en, ", ".join(c.source for c in law.sources) or "none", law.owner)
        lines.append(f"| {' | '.join(said)} | {law.as_of} | {law.review_by} |")
    lines += [
        "",
        "And every step that is a duty or about sharing:",
        "",
        "| step | what it says | basis |",
        "|---|---|---|",
    ]
    return [*lines, *(f"| {step.ref} | {step.name.en}. {step.text.en} | {step.basis} |" for step in bound), ""]


def for_practice(pack: Pack, now: list[Step]) -> list[str]:
    """Danger, what cannot wait, and everybody a result sends somebody to."""
    lines = [
        "## For who works with young people and families, entry by entry",
        "",
        "Whether the first minutes are right, whom to call, and whether the words help. The pages themselves stand in `knowledge/danger.yaml`.",
        "",
        "| entry | what it is | basis |",
        "|---|---|---|",
    ]
    lines += [f"| {entry.ref} | {entry.name.en} | {entry.basis} |" for entry in (*pack.kind("danger").values(), *now)]
    partners = pack.kind("partner").values()
    lines += [f"| {p.ref} | {p.name.en}: when, and how each profession reaches it | {p.basis} |" for p in partners]
    return [*lines, ""]


def for_readers_of_the_study(pack: Pack) -> list[str]:
    """The trigger factors of the study, with what of each is not from a text that was seen."""
    lines = [
        "## For readers of the study of 2015, entry by entry",
        "",
        f"Each lacks its {len(SUPPORT_CELLS)} degrees of support (`docs/support.md`); direction and role are filled in only where a text was seen.",
        "",
        "| trigger factor | direction | role | fields that are not from a text that was seen |",
        "|---|---|---|---|",
    ]
    for trigger in pack.kind("trigger").values():
        if isinstance(trigger, Trigger) and trigger.list == "study_2015":
            other = ", ".join(name for name, basis in trigger.basis_of.items() if basis != "seen")
            lines.append(f"| {trigger.name.en} | {trigger.direction} | {trigger.role} | {other or '-'} |")
    return [*lines, ""]


def sentences() -> int:
    """How many sentences the ear of danger may learn from."""
    files = (ROOT / "tests" / name / "sentences" / "learned.tsv.xz" for name in ("danger", "finder"))
    return sum(len(lzma.decompress(path.read_bytes()).splitlines()) for path in files)


def main() -> int:
    """Write the pages, or with --check compare them."""
    guide = Guide(read_pack(shipped()))
    stale = []
    for name, text in (("content.md", content_page(guide)), ("status.md", status_page(guide))):
        page = ROOT / "docs" / name
        if "--check" in sys.argv:
            if not page.exists() or page.read_text("utf-8") != text:
                stale.append(name)
        else:
            page.write_text(text, "utf-8", newline="\n")
    if stale:
        sys.stdout.write(f"out of date: {', '.join(stale)}; run python scripts/content_pages.py\n")
    return 1 if stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
