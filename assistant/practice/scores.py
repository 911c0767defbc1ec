"""The measures of recognition training: plain formulas on plain numbers, nothing else.

They are for a trainer and for research. A trainee is told sentences, never these numbers as a mark (see assistant.practice.sentences).
What is not defined (a division of nothing by nothing) is None, never 0 or 1.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import TypeVar

Interval = tuple[float, float]
Table = Sequence[Sequence[int]]
T = TypeVar("T")
_NORMAL = NormalDist()
Z95 = _NORMAL.inv_cdf(0.975)
MIN_SIGNALS = MIN_NOISE = 40
_T975: tuple[float, ...] = (
    *(12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131),
    *(2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042),
)


def ratio(part: float, whole: float) -> float | None:
    """`part / whole`, None when there is nothing to divide by."""
    return part / whole if whole else None


# ---------------------------------------------------------------- detection


@dataclass(frozen=True, slots=True)
class Counts:
    """Signal detection: what mattered and was marked (hits) or not (misses), what did not and was marked (false alarms) or not."""

    hits: int
    misses: int
    false_alarms: int
    correct_rejections: int

    @property
    def signals(self) -> int:
        """How many cues mattered."""
        return self.hits + self.misses

    @property
    def noise(self) -> int:
        """How many did not."""
        return self.false_alarms + self.correct_rejections

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.hits + other.hits,
            self.misses + other.misses,
            self.false_alarms + other.false_alarms,
            self.correct_rejections + other.correct_rejections,
        )

    @property
    def sensitivity(self) -> float | None:
        """Recall: TP / (TP + FN). Acute cues are reported apart: a miss of those is never averaged away."""
        return ratio(self.hits, self.signals)

    @property
    def specificity(self) -> float | None:
        """TN / (TN + FP); always beside sensitivity."""
        return ratio(self.correct_rejections, self.noise)

    @property
    def precision(self) -> float | None:
        """TP / (TP + FP). Depends on the mix of the case bank: always beside the base-rate card."""
        return ratio(self.hits, self.hits + self.false_alarms)

    @property
    def f1(self) -> float | None:
        """2TP / (2TP + FP + FN); ignores correct rejections, so never alone."""
        return f1(self.hits, self.false_alarms, self.misses)

    @property
    def balanced_accuracy(self) -> float | None:
        """(Se + Sp) / 2."""
        se, sp = self.sensitivity, self.specificity
        return None if se is None or sp is None else (se + sp) / 2

    @property
    def youden(self) -> float | None:
        """Youden's J = Se + Sp - 1."""
        se, sp = self.sensitivity, self.specificity
        return None if se is None or sp is None else se + sp - 1

    @property
    def rates(self) -> tuple[float, float]:
        """Hit and false-alarm rate with the log-linear rule (0.5 added, 1 to the number): never 0 or 1 (Hautus 1995)."""
        return (self.hits + 0.5) / (self.signals + 1), (self.false_alarms + 0.5) / (self.noise + 1)

    @property
    def d_prime(self) -> float | None:
        """d' = z(H) - z(F): how well one tells apart, whatever one's tendency to say yes."""
        if not self.signals or not self.noise:
            return None
        h, f = self.rates
        return _NORMAL.inv_cdf(h) - _NORMAL.inv_cdf(f)

    @property
    def criterion(self) -> float | None:
        """c = -(z(H) + z(F)) / 2: below 0 means inclined to see a worry."""
        if not self.signals or not self.noise:
            return None
        h, f = self.rates
        return -(_NORMAL.inv_cdf(h) + _NORMAL.inv_cdf(f)) / 2

    @property
    def d_prime_error(self) -> float | None:
        """Standard error of d' (Gourevitch & Galanter 1967, with the corrected rates)."""
        if not self.signals or not self.noise:
            return None
        parts = (
            rate * (1 - rate) / (number * _NORMAL.pdf(_NORMAL.inv_cdf(rate)) ** 2)
            for rate, number in zip(self.rates, (self.signals, self.noise), strict=True)
        )
        return math.sqrt(sum(parts))

    @property
    def d_prime_interval(self) -> Interval | None:
        """95% interval of d'."""
        middle, error = self.d_prime, self.d_prime_error
        return None if middle is None or error is None else (middle - Z95 * error, middle + Z95 * error)

    @property
    def criterion_interval(self) -> Interval | None:
        """95% interval of the criterion; its variance is a quarter of that of d', for both add the same two parts."""
        middle, error = self.criterion, self.d_prime_error
        return None if middle is None or error is None else (middle - Z95 * error / 2, middle + Z95 * error / 2)

    @property
    def enough_for_one_person(self) -> bool:
        """Whether d' of a single person may be shown: at 10 + 10 cues it runs from 0.04 to 2.40, which says nothing."""
        return self.signals >= MIN_SIGNALS and self.noise >= MIN_NOISE


def f1(true_positive: int, false_positive: int, false_negative: int) -> float | None:
    """F1 of one label; None when the label was neither expected nor chosen."""
    return ratio(2 * true_positive, 2 * true_positive + false_positive + false_negative)


def macro_f1(labels: Sequence[tuple[int, int, int]]) -> float | None:
    """Mean F1 over labels (tp, fp, fn); labels that were neither expected nor chosen stay out."""
    found = [score for label in labels if (score := f1(*label)) is not None]
    return ratio(sum(found), len(found))


def micro_f1(labels: Sequence[tuple[int, int, int]]) -> float | None:
    """F1 over all labels (tp, fp, fn) together."""
    return f1(*(sum(label[part] for label in labels) for part in range(3)))


def precision_at(sensitivity: float, specificity: float, prevalence: float) -> float:
    """Bayes: how often a worry is right when what is looked for has this prevalence."""
    true, false = sensitivity * prevalence, (1 - specificity) * (1 - prevalence)
    return true / (true + false)


def false_per_true(sensitivity: float, specificity: float, prevalence: float) -> float:
    """How many false worries stand against one true worry."""
    return (1 - specificity) * (1 - prevalence) / (sensitivity * prevalence)


# ---------------------------------------------------------------- confidence


@dataclass(frozen=True, slots=True)
class Brier:
    """The Brier score and its parts (Murphy 1973): score = reliability - resolution + uncertainty."""

    score: float
    reliability: float
    resolution: float
    uncertainty: float

    @property
    def skill(self) -> float | None:
        """1 - score / uncertainty: above 0 is better than always saying the average."""
        return None if not self.uncertainty else 1 - self.score / self.uncertainty


def brier(forecasts: Sequence[float], outcomes: Sequence[bool]) -> Brier | None:
    """Brier score of forecasts (0 to 1); equal forecasts form the groups of the decomposition. Always saying 0.5 scores 0.25."""
    return brier_of({f: (sum(group), len(group)) for f, group in _groups(forecasts, outcomes).items()})


def brier_of(groups: Mapping[float, tuple[int, int]]) -> Brier | None:
    """The same from counts: per forecast how often it came true, out of how many."""
    total = sum(n for _, n in groups.values())
    if not total:
        return None
    mean = sum(k for k, _ in groups.values()) / total
    score = sum(k * (f - 1) ** 2 + (n - k) * f**2 for f, (k, n) in groups.items()) / total
    reliability = sum(n * (f - k / n) ** 2 for f, (k, n) in groups.items() if n) / total
    resolution = sum(n * (k / n - mean) ** 2 for k, n in groups.values() if n) / total
    return Brier(score, reliability, resolution, mean * (1 - mean))


def calibration(forecasts: Sequence[float], outcomes: Sequence[bool]) -> tuple[tuple[float, int, int], ...]:
    """Per forecast, lowest first: the forecast, how often it came true, out of how many."""
    return tuple((f, sum(group), len(group)) for f, group in sorted(_groups(forecasts, outcomes).items()))


def _groups(forecasts: Sequence[float], outcomes: Sequence[bool]) -> dict[float, list[bool]]:
    groups: dict[float, list[bool]] = {}
    for forecast, outcome in zip(forecasts, outcomes, strict=True):
        groups.setdefault(forecast, []).append(outcome)
    return groups


# ---------------------------------------------------------------- agreement


def cohen_kappa(matrix: Table, weights: str = "") -> float | None:
    """Cohen's kappa of two raters from their cross table; `weights` is empty, `linear` or `quadratic` (Cohen 1960, 1968)."""
    size, total = len(matrix), sum(map(sum, matrix))
    if not total or size < 2:
        return None
    rows = [sum(row) / total for row in matrix]
    columns = [sum(row[j] for row in matrix) / total for j in range(size)]

    def distance(i: int, j: int) -> float:
        if not weights:
            return float(i != j)
        return (abs(i - j) / (size - 1)) ** (2 if weights == "quadratic" else 1)

    pairs = [(i, j, distance(i, j)) for i in range(size) for j in range(size)]
    observed = sum(d * matrix[i][j] / total for i, j, d in pairs)
    by_chance = sum(d * rows[i] * columns[j] for i, j, d in pairs)
    return None if by_chance == 0 else 1 - observed / by_chance


def percent_agreement(table: Table) -> float | None:
    """The share of pairs of raters that agree, mean over items. A row has, per item, how many raters chose each category."""
    shares = [_pairs_agree(row) for row in table if sum(row) > 1]
    return ratio(sum(shares), len(shares))


def _pairs_agree(row: Sequence[int]) -> float:
    n = sum(row)
    return (sum(x * x for x in row) - n) / (n * (n - 1))


def _chances(table: Table) -> list[float]:
    """How often each category is chosen, mean over items."""
    rows = [row for row in table if sum(row) > 0]
    return [sum(row[j] / sum(row) for row in rows) / len(rows) for j in range(len(rows[0]))] if rows else []


def fleiss_kappa(table: Table) -> float | None:
    """Agreement of many raters beyond chance (Fleiss 1971); None when only one category was ever chosen.

    With the same number of raters on every item this is the formula of 1971; else items weigh equally.
    """
    agreement = percent_agreement(table)
    by_chance = sum(p * p for p in _chances(table))
    return None if agreement is None or by_chance == 1 else (agreement - by_chance) / (1 - by_chance)


def gwet_ac1(table: Table) -> float | None:
    """Gwet's AC1 (2008): beside kappa, which collapses when nearly everyone gives one answer."""
    agreement = percent_agreement(table)
    categories = len(table[0]) if table else 0
    if agreement is None or categories < 2:
        return None
    by_chance = sum(p * (1 - p) for p in _chances(table)) / (categories - 1)
    return (agreement - by_chance) / (1 - by_chance)


def krippendorff_alpha(table: Table) -> float | None:
    """Krippendorff's alpha for nominal answers, also when raters skipped items; None when only one category was ever chosen."""
    rows = [row for row in table if sum(row) > 1]
    total = sum(map(sum, rows))
    if not rows:
        return None
    sums = [sum(row[j] for row in rows) for j in range(len(rows[0]))]
    observed = sum((sum(row) ** 2 - sum(x * x for x in row)) / (sum(row) - 1) for row in rows) / total
    by_chance = (total**2 - sum(x * x for x in sums)) / (total * (total - 1))
    return None if by_chance == 0 else 1 - observed / by_chance


def jackknife(table: Sequence[T], measure: Callable[[Sequence[T]], float | None]) -> Interval | None:
    """95% interval of a measure by leaving out one row (item, person) at a time (Tukey's jackknife); None below three rows."""
    whole, size = measure(table), len(table)
    if whole is None or size < 3:
        return None
    left_out = [measure([*table[:i], *table[i + 1 :]]) for i in range(size)]
    known = [value for value in left_out if value is not None]
    if len(known) < size:
        return None
    mean = sum(known) / size
    error = math.sqrt((size - 1) / size * sum((value - mean) ** 2 for value in known))
    t = _T975[size - 2] if size - 2 < len(_T975) else Z95
    return max(-1.0, whole - t * error), min(1.0, whole + t * error)


# ---------------------------------------------------------------- proportions and pairs


def wilson(part: int, whole: int) -> Interval | None:
    """95% interval of a proportion (Wilson 1927)."""
    if not whole:
        return None
    p, z = part / whole, Z95
    middle = (p + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z / (1 + z * z / whole) * math.sqrt(p * (1 - p) / whole + z * z / (4 * whole * whole))
    return max(0.0, min(p, middle - half)), min(1.0, max(p, middle + half))


def difference_interval(first: tuple[int, int], second: tuple[int, int]) -> Interval | None:
    """95% interval of the difference of two proportions (part, whole) of different people (Newcombe 1998, from Wilson intervals)."""
    one, two = wilson(*first), wilson(*second)
    if one is None or two is None:
        return None
    p, q = first[0] / first[1], second[0] / second[1]
    low = p - q - math.sqrt((p - one[0]) ** 2 + (two[1] - q) ** 2)
    high = p - q + math.sqrt((one[1] - p) ** 2 + (q - two[0]) ** 2)
    return low, high


def mcnemar_exact(first_only: int, second_only: int) -> float:
    """Exact two-sided p of McNemar's test on pairs that differ: 1 when none does."""
    total, smaller = first_only + second_only, min(first_only, second_only)
    tail: float = sum(math.comb(total, k) for k in range(smaller + 1)) / 2**total
    return min(1.0, 2 * tail)


@dataclass(frozen=True, slots=True)
class BiasGap:
    """The same behaviour in two variants: is a worry read into ordinary things more often in one of them?"""

    first: Counts
    second: Counts
    first_only: int = 0
    second_only: int = 0

    @property
    def false_alarms(self) -> float | None:
        """F of the first minus F of the second: raw rates."""
        a, b = self.first.specificity, self.second.specificity
        return None if a is None or b is None else b - a

    @property
    def interval(self) -> Interval | None:
        """95% interval of that difference, as if different people judged the two."""
        return difference_interval(
            (self.first.false_alarms, self.first.noise), (self.second.false_alarms, self.second.noise)
        )

    @property
    def criterion(self) -> float | None:
        """c of the first minus c of the second: below 0 means quicker to worry in the first."""
        a, b = self.first.criterion, self.second.criterion
        return None if a is None or b is None else a - b

    @property
    def criterion_interval(self) -> Interval | None:
        """95% interval of that difference, as if different people judged the two."""
        middle, one, two = self.criterion, self.first.d_prime_error, self.second.d_prime_error
        if middle is None or one is None or two is None:
            return None
        half = Z95 * math.hypot(one, two) / 2
        return middle - half, middle + half

    @property
    def p(self) -> float:
        """Exact McNemar on the same ordinary thing judged differently by the same person."""
        return mcnemar_exact(self.first_only, self.second_only)


# ---------------------------------------------------------------- items and panels


def panel_credit(votes: Sequence[int]) -> tuple[float, ...]:
    """Script concordance: the credit of each choice is its votes by those of the choice with most votes."""
    most = max(votes, default=0)
    return tuple(vote / most for vote in votes) if most else ()


@dataclass(frozen=True, slots=True)
class Item:
    """One item over many people: the share that had it right, and how it goes together with the rest of their answers."""

    difficulty: float | None
    discrimination: float | None


def item_statistics(answers: Sequence[Sequence[bool | None]]) -> tuple[Item, ...]:
    """Per item: difficulty p, and the corrected point-biserial (item with the rest). Rows are people, None is not answered."""
    width = len(answers[0]) if answers else 0
    found = []
    for item in range(width):
        known = [row for row in answers if row[item] is not None]
        right = [bool(row[item]) for row in known]
        rest = [_share([x for j, x in enumerate(row) if j != item and x is not None]) for row in known]
        pairs = [(float(r), s) for r, s in zip(right, rest, strict=True) if s is not None]
        found.append(Item(ratio(sum(right), len(right)), _correlation(pairs)))
    return tuple(found)


def _share(answers: Sequence[bool | None]) -> float | None:
    return ratio(sum(bool(x) for x in answers), len(answers))


def _correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    if len(pairs) < 3:
        return None
    n = len(pairs)
    mx, my = sum(x for x, _ in pairs) / n, sum(y for _, y in pairs) / n
    sxx, syy = sum((x - mx) ** 2 for x, _ in pairs), sum((y - my) ** 2 for _, y in pairs)
    if sxx < 1e-12 or syy < 1e-12:
        return None
    return sum((x - mx) * (y - my) for x, y in pairs) / math.sqrt(sxx * syy)


def confused(rounds: Sequence[tuple[Sequence[str], Sequence[str]]]) -> tuple[tuple[str, str, int], ...]:
    """Pairs of labels that stand in for each other: (expected but not named, named but not expected, how often), most often first.

    Each round is (expected, named).
    """
    pairs: Counter[tuple[str, str]] = Counter()
    for expected, named in rounds:
        for missed in set(expected) - set(named):
            pairs.update((missed, extra) for extra in set(named) - set(expected))
    return tuple((a, b, n) for (a, b), n in sorted(pairs.items(), key=lambda item: (-item[1], item[0])))
