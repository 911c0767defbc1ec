"""The classifier of observations: made from these sentences, of words only, and better on held-out sentences than it was."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from assistant.finder.learned import DENIED, OTHERS, classifier
from assistant.language.classifier import Classifier, heaviest, read_classifier
from tests.finder.helpers import finder

ROOT = Path(__file__).parents[2]
HELD_OUT = ROOT / "tests" / "finder" / "sentences" / "heldout.tsv"


def test_weights_of_words_beginnings_and_pairs_are_added_up() -> None:
    known = Classifier(("a", "b"), {"": "0=-100 1=5", "zee": "0=60", "storm": "0=50 1=-5", "zee storm": "1=7"})
    assert known.weights(["zee", "storm", "zee"]) == [10, 7]
    assert known.places(["zee", "storm"], 0) == {0: 60, 1: 50}
    assert heaviest(known.places(["zee", "storm"], 0)) == (0, 1)
    assert known.weights([]) == [-100, 5]


def test_a_classifier_is_read_from_its_file() -> None:
    known = read_classifier("# made\na\tb\n\t0=-1\nzee\t0=60 1=-2\n")
    assert known.labels == ("a", "b")
    assert known.weights(["zee"]) == [59, -2]


def test_the_weights_are_of_these_sentences() -> None:
    made = subprocess.run(
        [sys.executable, "scripts/learn.py", "--check"], cwd=ROOT, env={"PYTHONPATH": "."}, check=False
    )
    assert made.returncode == 0, "python scripts/learn.py makes them anew"
    assert {DENIED, OTHERS} < set(classifier().labels)


def test_held_out_sentences_are_found_as_often_as_was_measured() -> None:
    """Floors just under what was measured; the exam has other sentences."""
    rows = [line.split("\t") for line in HELD_OUT.read_text("utf-8").splitlines()]
    for manner, found, false in (("plain", 0.85, 0.1), ("idiomatic", 0.75, 0.2), ("typed", 0.53, 0.25)):
        told = [
            ({f"{one.kind}:{one.id}" for one in finder("nl").proposals(text, 5)}, set(ids.split()))
            for ids, spoken, how, text in rows
            if (spoken, how) == ("nl", manner)
        ]
        assert len(told) >= 140
        assert sum(bool(names & ids) for names, ids in told) / len(told) >= found, manner
        assert sum(len(names - ids) for names, ids in told) / len(told) <= false, manner
