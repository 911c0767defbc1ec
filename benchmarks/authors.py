"""What authors wait for: the preview after a save, and to be told that a file cannot be used."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from benchmarks.packs import DAY
from benchmarks.processes import assistant, run, surroundings
from benchmarks.report import ROOT, Section, in_turns, ms, ratio, spread, timed

PREVIEW, BAD = 300, 2_000
HUGE = 50_000_000


def measure(quick: bool) -> list[Section]:
    from assistant.authoring.preview import Preview
    from assistant.content.pack import read_pack
    from assistant.dialogue.guide import Guide

    rounds = 3 if quick else 9
    with tempfile.TemporaryDirectory() as folder:
        pack = shipped_copy(Path(folder) / "pack")
        file = next(
            path for path in sorted((pack / "dialogues").glob("*.yaml")) if b"dialogue: self_check" in path.read_bytes()
        )
        text, saves = file.read_bytes(), iter(range(1_000_000))
        preview = Preview(pack, "self_check", DAY)
        preview.reload()

        def save() -> None:
            file.write_bytes(text + f"# save {next(saves)}\n".encode())

        def refreshed(check: bool) -> float:
            save()
            return timed(lambda: preview.reload(check=check))

        found = in_turns(
            {
                "preview": lambda: refreshed(False),
                "checked": lambda: refreshed(True),
                "load": lambda: timed(lambda: Guide(read_pack(pack))),
            },
            rounds,
        )
        bad = _bad_input(Path(folder), 2 if quick else 3)
    section = Section(
        "Authors",
        [f"The shipped pack, one file saved again with a change; in turns, {rounds} rounds, median (quartiles)."],
        [
            ("", "time", "to the budget"),
            (
                "preview after a save: read, compile, replay",
                spread(found["preview"]),
                ratio(found["preview"].median, PREVIEW),
            ),
            ("the same with the whole check, which is shown a moment later", spread(found["checked"]), ""),
            ("read and compile the pack from nothing", spread(found["load"]), ""),
            *((f"`check` on {name}", ms(took), ratio(took, BAD)) for name, took in bad.items()),
        ],
        figures={name: round(sample.median, 1) for name, sample in found.items()},
    )
    section.figures["bad_input_worst"] = round(max(bad.values()), 1)
    return [section]


def shipped_copy(folder: Path) -> Path:
    """The shipped pack in a folder of its own."""
    for name in ("dialogues", "knowledge", "rules"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def _bad_input(folder: Path, rounds: int) -> dict[str, float]:
    """Whole commands on a pack with one unusable file: the median time until it is told."""
    good = (
        (ROOT / "dialogues/self_check.yaml").read_bytes()
        if (ROOT / "dialogues/self_check.yaml").exists()
        else b"a: b\n"
    )
    kinds = {
        "a binary file": bytes(range(256)) * 400,
        "50 MB": b"rules: [" + b"x, " * (HUGE // 3) + b"]\n",
        "a file cut in half": good[: len(good) // 2],
        "UTF-16": good.decode().encode("utf-16"),
        "100 levels deep": b"".join(b" " * n + b"a:\n" for n in range(100)) + b" " * 100 + b"b: 1\n",
    }
    found = {}
    for name, data in kinds.items():
        pack = folder / f"bad{len(found)}"
        for inner in ("dialogues", "knowledge", "rules"):
            shutil.copytree(ROOT / "tests/authoring/base" / inner, pack / inner)
        (pack / "rules/bad.yaml").write_bytes(data)
        times = [run(assistant("check", str(pack)), surroundings(folder / "home"), (1, 2)).wall for _ in range(rounds)]
        found[name] = sorted(times)[len(times) // 2]
        shutil.rmtree(pack)
    return found
