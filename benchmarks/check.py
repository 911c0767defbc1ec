"""Theme *check*: `assistant check` on a generated pack of 500 questions and 1,000 rules, in a fresh Python, against two seconds."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.report import ROOT, Section, ms, ratio, timed

QUESTIONS, RULES, BUDGET = 500, 1_000, 2_000
BASE = ROOT / "tests" / "authoring" / "base"


def measure(quick: bool) -> list[Section]:
    """The whole command, and the processor time it takes: the second says more on a busy machine."""
    rounds = 2 if quick else 5
    with tempfile.TemporaryDirectory() as folder:
        write_pack(Path(folder), QUESTIONS, RULES)
        size = sum(file.stat().st_size for file in Path(folder).rglob("*.yaml"))
        walls, cpus = zip(*(_run(folder) for _ in range(rounds)), strict=True)
    wall, cpu = statistics.median(walls), min(cpus)
    shipped = min(_run("")[1] for _ in range(rounds))
    section = Section(
        "Check",
        intro=[
            f"A pack of {QUESTIONS} questions and {RULES} rules ({size / 1e6:.1f} MB of YAML), start of Python included."
        ],
        table=[
            ("what", "time", "to the budget"),
            ("from command to exit", ms(wall), ratio(wall, BUDGET)),
            ("processor time", ms(cpu), ratio(cpu, BUDGET)),
            ("the shipped pack, processor time", ms(shipped), ""),
        ],
        figures={"wall": round(wall), "cpu": round(cpu), "shipped_cpu": round(shipped)},
    )
    return [section]


def _run(folder: str) -> tuple[float, float]:
    command = [sys.executable, "-m", "assistant", "check", "--today", "2026-11-24", *([folder] if folder else [])]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "ASSISTANT_LANG": "en"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done: list[subprocess.CompletedProcess[bytes]] = []
    wall = timed(lambda: done.append(subprocess.run(command, env=environment, capture_output=True, check=False)))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done[0].returncode:
        raise RuntimeError(done[0].stdout.decode()[-2000:] + done[0].stderr.decode())
    return wall, (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def write_pack(folder: Path, questions: int, rules: int) -> None:
    """A clean pack: the small one of the tests, with many questions that each record an event, and rules that build on them."""
    for file in BASE.rglob("*.yaml"):
        target = folder / file.relative_to(BASE)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    (folder / "dialogues" / "cases" / "base.yaml").unlink()
    dialogue = folder / "dialogues" / "base.yaml"
    extra = "".join(_question(number) for number in range(questions - 8))
    dialogue.write_text(dialogue.read_text("utf-8").replace("endings:\n", extra + "endings:\n"), "utf-8")
    events = "events:\n" + "".join(_event(number) for number in range(questions - 8))
    steps = "steps:\n" + "".join(_step(number) for number in range(rules - 7))
    (folder / "knowledge" / "many.yaml").write_text(events + steps, "utf-8")
    (folder / "rules" / "many.yaml").write_text(
        "rules:\n" + "".join(_rule(number, questions - 8) for number in range(rules - 7)), "utf-8"
    )


def _question(number: int) -> str:
    return f"""      - question: q_{number}
        ask: {{nl: "Is dit nummer {number} gebeurd?", en: "Did this number {number} happen?"}}
        help: {{nl: "Kies wat u weet. U hoeft niet te raden.", en: "Choose what you know. There is no need to guess."}}
        why: {{nl: "Wat er gebeurde, kan doorwerken.", en: "What happened can still weigh."}}
        kind: one_of
        only_if: [{{any: [{{event: dismissal}}, {{change: withdraws}}, {{cue: wants_to_matter}}]}}]
        options:
          - option: happened
            label: {{nl: "Ja, dat is gebeurd.", en: "Yes, that happened."}}
            records: [{{event: e_{number}}}]
          - option: did_not_happen
            label: {{nl: "Nee, dat is niet gebeurd.", en: "No, that did not happen."}}
            records: [{{absent: {{event: e_{number}}}}}]
"""


def _event(number: int) -> str:
    return f"""  - event: e_{number}
    name: {{nl: "iets wat gebeurde, nummer {number}", en: "something that happened, number {number}"}}
    help: {{nl: "Het gaat om wat deze {{persoon}} raakte.", en: "This is about what touched this {{person}}."}}
    basis: seen
    sources: [study]
    review_by: "2099-01-01"
"""


def _step(number: int) -> str:
    return f"""  - step: s_{number}
    name: {{nl: "Doe dit, nummer {number}", en: "Do this, number {number}"}}
    text: {{nl: "Praat erover met een collega. Dat helpt vaak.", en: "Talk about it with a colleague. That often helps."}}
    basis: product_choice
    review_by: "2099-01-01"
"""


def _rule(number: int, events: int) -> str:
    one, two = number % events, (number * 7 + 3) % events
    two = two if two != one else (two + 1) % events
    return f"""  - rule: r_{number}
    when:
      - any: [{{event: e_{one}, when: recent}}, {{event: e_{one}, impact: strong}}]
      - {{event: e_{two}}}
      - {{number: months_since, less_than: {number % 300 + 2}}}
    then: [{{step: s_{number}}}]
    because: {{nl: "Wat hier gebeurde, vraagt om een gesprek.", en: "What happened here calls for a talk."}}
    basis: product_choice
    source: [study]
    review_by: "2099-01-01"
    examples:
      - given: [{{event: e_{one}, when: recent}}, {{event: e_{two}}}, {{number: months_since, value: 1}}]
        expect: [{{step: s_{number}}}]
      - given: [{{event: e_{one}, when: older}}, {{event: e_{two}}}]
        expect_not: [{{step: s_{number}}}]
"""
