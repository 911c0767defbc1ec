"""The classifier of observations: what sentences of many hands taught of the words in which observations are told."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from assistant.language.classifier import Classifier, read_classifier

DENIED, OTHERS, NOTHING = "!denied", "!other", "!nothing"
"""Labels of sentences in which nothing is told as so (denied, supposed, in a story), in which it is told of somebody else, and in which
nothing of an observation is told."""


@cache
def classifier() -> Classifier:
    """The classifier, read once. Its labels are references, such as `event:bereavement`."""
    return read_classifier(files("assistant.finder").joinpath("learned.tsv").read_text("utf-8"))
