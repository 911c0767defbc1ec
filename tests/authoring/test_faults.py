"""Faults seeded into the shipped content: a sample of them; `make faults` checks them all."""

from __future__ import annotations

import importlib.util
import random
import sys

import pytest
from authoring.fragments import ROOT

from assistant.content.telling import tell_all

spec = importlib.util.spec_from_file_location("seed_faults", ROOT / "scripts" / "seed_faults.py")
assert spec
assert spec.loader
seed_faults = importlib.util.module_from_spec(spec)
sys.modules["seed_faults"] = seed_faults
spec.loader.exec_module(seed_faults)

FAULTS = seed_faults.faults()
KINDS = sorted({fault.kind for fault in FAULTS})
SAMPLE = random.Random("the sample").sample(FAULTS, 40)


@pytest.fixture(scope="module")
def bench() -> object:
    return seed_faults.Bench()


def test_there_are_enough_faults_of_every_kind() -> None:
    assert len(FAULTS) >= 150
    assert len(KINDS) >= 50
    assert len({(fault.file, fault.text) for fault in FAULTS}) == len(FAULTS)


def test_the_shipped_content_is_clean(bench) -> None:  # type: ignore[no-untyped-def]
    report = bench.clean()
    assert [finding for finding in report.findings if finding.severity != "note"] == [], tell_all(report.findings, "en")
    assert not report.waiting


@pytest.mark.parametrize("fault", SAMPLE, ids=lambda fault: fault.name)
def test_fault(fault, bench) -> None:  # type: ignore[no-untyped-def]
    assert bench.check(fault) == ""
