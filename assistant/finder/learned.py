"""The classifier of observations: what sentences of many hands taught of the words in which observations are told."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from assistant.language.classifier import Classifier, read_classifier

DENIED, OTHERS = "!denied", "!other"
"""Labels of sentences in which nothing is told as so (denied, supposed, in a story), and in which it is told of somebody else."""


@cache
def classifier() -> Classifier:
    """The classifier, read once. Its labels are references, such as `event:bereavement`."""
    return read_classifier(files("assistant.finder").joinpath("learned.tsv").read_text("utf-8"))
