"""The measures, against vectors worked out by hand and in the literature, to four decimals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.practice.scores import (
    BiasGap,
    Counts,
    brier,
    calibration,
    cohen_kappa,
    confused,
    difference_interval,
    f1,
    false_per_true,
    fleiss_kappa,
    gwet_ac1,
    item_statistics,
    jackknife,
    krippendorff_alpha,
    macro_f1,
    mcnemar_exact,
    micro_f1,
    panel_credit,
    percent_agreement,
    precision_at,
    wilson,
)

NEAR = 1e-4
FLEISS_1971 = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
]
ONE_ANSWER_DOMINATES = [[0, 10]] * 9 + [[4, 6]]
counts = st.builds(Counts, *[st.integers(0, 60)] * 4)
tables = st.integers(2, 4).flatmap(
    lambda k: st.lists(st.lists(st.integers(0, 5), min_size=k, max_size=k), min_size=1, max_size=8)
)


def near(value: float) -> object:
    return pytest.approx(value, abs=NEAR)


def test_eight_hits_of_ten_and_three_false_alarms() -> None:
    counted = Counts(8, 2, 3, 7)
    assert counted.sensitivity == near(0.8)
    assert counted.specificity == near(0.7)
    assert counted.precision == near(0.7273)
    assert counted.f1 == near(0.7619)
    assert counted.balanced_accuracy == near(0.75)
    assert counted.youden == near(0.5)
    assert counted.d_prime == near(1.2206)
    assert counted.criterion == near(-0.1375)
    assert counted.d_prime_error == pytest.approx(0.603, abs=5e-4)
    assert counted.d_prime_interval == pytest.approx((0.04, 2.40), abs=5e-3)


@pytest.mark.parametrize(
    ("counted", "d_prime", "criterion"),
    [
        (Counts(10, 0, 0, 10), 3.3812, 0),
        (Counts(10, 0, 10, 0), 0, -1.6906),
        (Counts(20, 5, 10, 15), 1.0445, -0.2788),
    ],
)
def test_d_prime_and_criterion(counted: Counts, d_prime: float, criterion: float) -> None:
    assert counted.d_prime == near(d_prime)
    assert counted.criterion == near(criterion)


@pytest.mark.parametrize(("n", "error"), [(20, 0.430), (30, 0.352), (50, 0.274)])
def test_the_error_of_d_prime_shrinks_with_more_cues(n: int, error: float) -> None:
    same_rates = Counts(n * 8 // 10, n * 2 // 10, n * 3 // 10, n * 7 // 10)
    assert same_rates.d_prime_error == pytest.approx(error, abs=5e-4)


def test_d_prime_of_one_person_waits_for_forty_and_forty() -> None:
    assert not Counts(8, 2, 3, 7).enough_for_one_person
    assert not Counts(40, 0, 3, 36).enough_for_one_person
    assert Counts(30, 10, 10, 30).enough_for_one_person


@pytest.mark.parametrize(
    ("matrix", "kappa"),
    [([[20, 5], [10, 15]], 0.4), ([[45, 15], [25, 15]], 0.1304), ([[25, 35], [5, 35]], 0.2593)],
)
def test_cohen(matrix: list[list[int]], kappa: float) -> None:
    assert cohen_kappa(matrix) == near(kappa)


def test_weighted_cohen() -> None:
    matrix = [[10, 2, 0], [3, 12, 3], [0, 2, 8]]
    assert cohen_kappa(matrix, "quadratic") == near(0.7817)
    assert cohen_kappa(matrix) == near(0.6176)
    assert cohen_kappa([[20, 5], [10, 15]], "linear") == near(0.4)  # with two categories weights change nothing


def test_fleiss_classic() -> None:
    assert fleiss_kappa(FLEISS_1971) == near(0.2099)
    assert krippendorff_alpha(FLEISS_1971) == near(0.2156)
    assert gwet_ac1(FLEISS_1971) == near(0.2256)


def test_kappa_collapses_when_one_answer_dominates() -> None:
    assert percent_agreement(ONE_ANSWER_DOMINATES) == pytest.approx(0.947, abs=5e-4)
    assert fleiss_kappa(ONE_ANSWER_DOMINATES) == pytest.approx(0.306, abs=5e-4)
    assert krippendorff_alpha(ONE_ANSWER_DOMINATES) == near(0.3125)
    assert gwet_ac1(ONE_ANSWER_DOMINATES) == pytest.approx(0.942, abs=5e-4)


def test_brier_and_its_parts() -> None:
    forecasts = [0.9, 0.9, 0.9, 0.7, 0.7, 0.6, 0.6, 0.3, 0.2, 0.1]
    outcomes = [True, True, False, True, False, True, False, False, False, False]
    found = brier(forecasts, outcomes)
    assert found is not None
    assert found.score == near(0.2070)
    assert found.reliability == near(0.0403)
    assert found.resolution == near(0.0733)
    assert found.uncertainty == near(0.24)
    assert found.skill == near(0.1375)
    assert calibration(forecasts, outcomes)[-1] == (0.9, 2, 3)
    always_half = brier([0.5] * 10, outcomes)
    assert always_half is not None
    assert always_half.score == near(0.25)


def test_mcnemar() -> None:
    assert mcnemar_exact(9, 2) == near(0.0654)
    assert mcnemar_exact(12, 3) == near(0.0352)
    assert mcnemar_exact(3, 12) == near(0.0352)
    assert mcnemar_exact(0, 0) == 1


def test_wilson() -> None:
    assert wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=NEAR)
    assert wilson(6, 8) == pytest.approx((0.4093, 0.9285), abs=NEAR)
    assert wilson(0, 0) is None


def test_newcombe() -> None:
    # Newcombe 1998, method 10: 56/70 and 48/80
    assert difference_interval((56, 70), (48, 80)) == pytest.approx((0.0524, 0.3339), abs=NEAR)


def test_panel_credit() -> None:
    assert panel_credit([0, 1, 2, 5, 2]) == pytest.approx((0, 0.2, 0.4, 1, 0.4))
    assert panel_credit([]) == ()


def test_labels() -> None:
    labels = [(8, 2, 1), (3, 3, 4), (0, 2, 0)]
    assert macro_f1(labels) == near(0.4345)
    assert micro_f1(labels) == near(0.6471)
    assert macro_f1([*labels, (0, 0, 0)]) == near(0.4345)  # nothing expected, nothing named: stays out


def test_nothing_divided_by_nothing_is_not_a_number() -> None:
    nothing = Counts(0, 0, 0, 0)
    shown = (nothing.sensitivity, nothing.specificity, nothing.precision, nothing.f1, nothing.d_prime)
    assert shown == (None,) * 5
    assert f1(0, 0, 0) is macro_f1([]) is micro_f1([]) is brier([], []) is None
    assert fleiss_kappa([[3, 0], [3, 0]]) is krippendorff_alpha([[3, 0]]) is cohen_kappa([[4, 0], [0, 0]]) is None


def test_training_precision_never_transfers_to_the_street() -> None:
    assert precision_at(0.9, 0.9, 0.5) == near(0.9)
    assert precision_at(0.9, 0.9, 0.05) == pytest.approx(0.32, abs=5e-3)
    assert precision_at(0.9, 0.9, 0.001) == pytest.approx(0.009, abs=5e-4)
    assert false_per_true(0.9, 0.9, 0.001) == pytest.approx(111, abs=0.5)


def test_bias_gap() -> None:
    gap = BiasGap(Counts(8, 2, 6, 4), Counts(8, 2, 2, 8), first_only=9, second_only=2)
    assert gap.false_alarms == near(0.4)
    assert gap.criterion is not None
    assert gap.criterion < 0
    assert gap.p == near(0.0654)
    assert gap.interval is not None
    assert gap.interval[0] < 0.4 < gap.interval[1]


def test_items() -> None:
    easy, hard, missing = item_statistics(
        [(True, False, True), (True, False, False), (True, True, True), (True, True, None), (True, False, False)]
    )
    assert easy.difficulty == 1
    assert easy.discrimination is None
    assert hard.difficulty == near(0.4)
    assert hard.discrimination is not None
    assert hard.discrimination > 0
    assert missing.difficulty == near(0.5)


def test_labels_that_stand_in_for_each_other() -> None:
    rounds = [(["a", "b"], ["b", "c"]), (["a"], ["c"]), (["a"], ["a"])]
    assert confused(rounds) == (("a", "c", 2),)


@given(counts)
def test_measures_stay_in_their_bounds(counted: Counts) -> None:
    for share in (counted.sensitivity, counted.specificity, counted.precision, counted.f1, counted.balanced_accuracy):
        assert share is None or 0 <= share <= 1
    assert counted.d_prime is None or -10 < counted.d_prime < 10


@given(counts)
def test_swapping_yes_and_no_turns_the_criterion_round(counted: Counts) -> None:
    turned = Counts(counted.correct_rejections, counted.false_alarms, counted.misses, counted.hits)
    if counted.d_prime is not None:
        assert turned.d_prime == pytest.approx(counted.d_prime)
        assert turned.criterion == pytest.approx(-(counted.criterion or 0))


@given(tables)
def test_agreement_is_at_most_one_and_has_its_value_in_its_interval(table: list[list[int]]) -> None:
    for measure in (percent_agreement, fleiss_kappa, gwet_ac1, krippendorff_alpha):
        value, interval = measure(table), jackknife(table, measure)
        assert value is None or value <= 1 + 1e-9
        assert interval is None or value is None or interval[0] <= max(value, -1) <= interval[1] + 1e-9


@given(st.integers(0, 50), st.integers(1, 50))
def test_wilson_holds_the_share(part: int, more: int) -> None:
    low, high = wilson(part, part + more) or (0, 0)
    assert low <= part / (part + more) <= high
