"""The result of the model conversation in every form a person can save it in."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.packs import DAY
from benchmarks.processes import assistant, run, surroundings
from benchmarks.report import ROOT, Section, repeated, spread

FORMS = ("json", "md", "html", "pdf", "note", "text")
ANSWERS = ROOT / "tests/cases/model_conversation.yaml"


def measure(quick: bool) -> list[Section]:
    from assistant.cli.headless import render
    from assistant.content.pack import read_pack, shipped
    from assistant.dialogue.answers import read_answers
    from assistant.dialogue.guide import Guide
    from assistant.result.result import result_of_session

    guide = Guide(read_pack(shipped()))
    session = read_answers(ANSWERS.read_bytes(), ANSWERS.name, guide.dialogue("self_check"), guide.pack, DAY)
    rounds = 3 if quick else 9
    section = Section(
        "Reports",
        [
            f"The result of the model conversation, made anew each time (explanations included), {rounds} rounds, median (quartiles);",
            "and the whole command `assistant run self_check --answers … --format …`.",
        ],
        [("", "result and report", "size", "whole command")],
    )
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for form in FORMS:
            made: list[str | bytes] = []
            sample = repeated(
                lambda f=form, m=made: m.append(render(result_of_session(guide, session), f, "nl")), rounds
            )
            size = len(made[-1] if isinstance(made[-1], bytes) else made[-1].encode())
            words = [
                "run",
                "self_check",
                "--answers",
                str(ANSWERS),
                "--format",
                form,
                "--force",
                "--out",
                str(home / f"r.{form}"),
            ]
            whole = [run(assistant(*words), surroundings(home)).wall for _ in range(2 if quick else 4)][1:]
            section.table.append(
                (form, spread(sample), f"{size / 1000:.0f} kB", f"{sorted(whole)[len(whole) // 2]:.0f} ms")
            )
            section.figures[form] = round(sample.median, 1)
    return [section]
