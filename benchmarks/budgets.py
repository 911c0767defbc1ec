"""Every budget of the product: where it comes from, which figure it is held against, what stands beside it, and whether it is met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.report import mib, ms

Figures = Mapping[str, float]
AT_MOST, AT_LEAST, TIMES, ABOVE = "at most", "at least", "times", "above"
DESIGN, PRACTICE, AUTHORING, HANDS, PROOF, DANGER, WEB = (
    "design",
    "practice",
    "authoring",
    "in the hands",
    "proof",
    "own words",
    "pages",
)


@dataclass(frozen=True)
class Budget:
    """One budget. `figure` and `yardstick` are `Section/key`. `kind`: the figure is at most or at least `limit`; or at most `limit` times
    the yardstick; or at most `limit` above it. A `limit` of None: the figure is asked for, without a budget.
    """

    id: str
    source: str
    what: str
    figure: str
    limit: float | None
    unit: str = "ms"
    kind: str = AT_MOST
    yardstick: str = ""
    beside: str = ""

    @property
    def allowed(self) -> str:
        """The budget in words."""
        if self.limit is None:
            return "none set"
        if self.kind == TIMES:
            return f"{self.limit:g} times it"
        if self.kind == ABOVE:
            return f"it + {shown(self.limit, self.unit)}"
        return f"{self.kind} {shown(self.limit, self.unit)}"


_SPEED = (
    "A budget in milliseconds depends on the machine of the run: see what it is of bare Python, in the table above. On 2026-11-26 a virtual "
    "machine of two cores took 11 to 18 ms for bare Python by the minute, and met this one only in its fastest minutes. "
)
_COLD = (
    f"{_SPEED}By a profile of that day more than half of it is reading 0.9 MB of YAML with the C loader and turning it into values; a fifth is "
    "importing, a tenth checking, a tenth fingerprinting and keeping what was read."
)
LIMITS = {
    "plain_uncached": _COLD,
    "infer_uncached": _COLD,
    "infer_cached": f"{_SPEED}By a profile of that day a third of it is importing (half of that the command line library), and a third working out "
    "what would change each conclusion, drawn and not drawn, which the result in JSON holds; the rest is opening the rules, building "
    "durable_rules, and concluding twice.",
}
"""Why a budget is not met, where it may not be, and why the limit is where it is. The profile below it is of the run itself."""

PYTHON = ("Commands/python", "Python itself")
EMPTY = ("Start/empty_app", "an empty Textual app")
BUDGETS = (
    Budget("first_question", DESIGN, "first question on screen, checked pack cached", "Start/first_question", 1.5, "ms", TIMES, *EMPTY),
    Budget("plain_cached", DESIGN, "line mode starts, checked pack cached", "Commands/plain_cached", 150, "ms", AT_MOST, *PYTHON),
    Budget("plain_uncached", DESIGN, "line mode starts, nothing cached", "Commands/plain_uncached", 500, "ms", AT_MOST, *PYTHON),
    Budget("infer_cached", DESIGN, "`infer`, whole command, checked pack cached", "Commands/infer_cached", 150, "ms", AT_MOST, *PYTHON),
    Budget("infer_uncached", DESIGN, "`infer`, whole command, nothing cached", "Commands/infer_uncached", 500, "ms", AT_MOST, *PYTHON),
    Budget("check_cached", DESIGN, "`check` starts (until it reads the pack), pack cached", "Commands/check_cached", 150, "ms", AT_MOST, *PYTHON),
    Budget("check_uncached", DESIGN, "`check` starts (until it reads the pack), nothing cached", "Commands/check_uncached", 500, "ms", AT_MOST, *PYTHON),
    Budget("without_textual", DESIGN, "modules of Textual that line mode, `check` and `infer` import", "Commands/textual_modules", 0, ""),
    Budget("answer_80x24", DESIGN, "answer to next question drawn, 99 of 100, 80 by 24", "From answer to next question/p99_80x24", 50),
    Budget("answer_200x60", DESIGN, "answer to next question drawn, 99 of 100, 200 by 60", "From answer to next question/p99_200x60", 50),
    Budget("evaluation", DESIGN, "one full durable_rules evaluation, the slowest of `tests/cases`", "The shipped rules/evaluation_by_durable_rules_worst", 5, "ms", AT_MOST,
           "The shipped rules/evaluation_by_the_oracle_worst", "a naive interpreter (the oracle of the tests)"),
    Budget("resume_200", DESIGN, "a session of 200 turns resumes (read, replayed, drawn)", "Resume/app_200", 2, "ms", TIMES, "Resume/app_20", "one of 20 turns"),
    Budget("memory", DESIGN, "memory at the first question", "Memory/assistant", 45, "MiB", ABOVE, "Memory/empty_app", "an empty Textual app"),
    Budget("opening_questions", DESIGN, "opening, growth with questions (exponent; 1 is linear)", "Growth/load_questions_cold", 1.1, ""),
    Budget("opening_rules", DESIGN, "opening, growth with rules (exponent; 1 is linear)", "Growth/load_rules_cold", 1.1, ""),
    Budget("explore", DESIGN, "`explore`: complete self-checks a second on one core", "Exploring/even", 2000, "/s", AT_LEAST, "Exploring/naive", "replay and conclude each anew"),
    Budget("practice_open", PRACTICE, "open practice, 500 cases and 50,000 kept answers, whole command", "Practice/command", 1000, "ms", AT_MOST, *PYTHON),
    Budget("class_report", PRACTICE, "class report, 30 trainees and 24 cases", "Practice/class", 2000),
    Budget("check_large", AUTHORING, "`check`, 500 questions and 1,000 rules, whole command", "Check/wall", 2000, "ms", AT_MOST, "Check/yaml", "only parse its YAML (the C loader)"),
    Budget("preview", AUTHORING, "preview after a save, shipped pack", "Authors/preview", 300, "ms", AT_MOST, "Authors/load", "load the pack from nothing"),
    Budget("bad_input", AUTHORING, "the slowest unusable file to `check`, whole command", "Authors/bad_input_worst", 2000, "ms", AT_MOST, *PYTHON),
    Budget("answer_p50_80x24", HANDS, "answer to next question drawn, median, 80 by 24", "From answer to next question/p50_80x24", None),
    Budget("answer_p50_200x60", HANDS, "answer to next question drawn, median, 200 by 60", "From answer to next question/p50_200x60", None),
    Budget("page_words", HANDS, "words of a result on its page, median of 700 by lot", "One page/words_nl_median", 180, ""),
    Budget("page_words_largest", HANDS, "words of a result on its page, the largest of them", "One page/words_nl_largest", 250, ""),
    Budget("page_words_en", HANDS, "the same in English, median", "One page/words_en_median", 180, ""),
    Budget("page_words_en_largest", HANDS, "the same in English, the largest", "One page/words_en_largest", 250, ""),
    Budget("page_pdf", HANDS, "pages of the PDF without its annex, median", "One page/pages_median", 1, ""),
    Budget("page_pdf_largest", HANDS, "pages of the PDF without its annex, the largest", "One page/pages_largest", 2, ""),
    Budget("report_html", HANDS, "report as HTML", "Reports/html", None, "ms", AT_MOST, "Reports/json", "the same as JSON"),
    Budget("report_pdf", HANDS, "report as PDF", "Reports/pdf", None, "ms", AT_MOST, "Reports/json", "the same as JSON"),
    Budget("report_md", HANDS, "report as Markdown", "Reports/md", None, "ms", AT_MOST, "Reports/json", "the same as JSON"),
    Budget("report_json", HANDS, "report as JSON", "Reports/json", None),
    Budget("report_note", HANDS, "note to take along", "Reports/note", None, "ms", AT_MOST, "Reports/json", "the report as JSON"),
    Budget("memory_result", HANDS, "memory after a whole self-check, at its result", "Memory/result", None, "MiB", AT_MOST, "Memory/empty_app", "an empty Textual app"),
    Budget("web_answer", WEB, "1,000 conversations, an answer every 20 s: an answer, 95 of 100", "Pages/answer_p95", 60, "ms", AT_MOST, "Pages/empty_p95", "an empty page of Starlette"),
    Budget("web_question", WEB, "the next question, 95 of 100", "Pages/question_p95", None, "ms", AT_MOST, "Pages/empty_p95", "an empty page of Starlette"),
    Budget("web_result", WEB, "the result, 95 of 100", "Pages/result_p95", 150, "ms", AT_MOST, "Pages/empty_p95", "an empty page of Starlette"),
    Budget("web_memory", WEB, "memory of the server with 1,000 conversations", "Pages/memory", 250, "MiB"),
    Budget("web_first", WEB, "the first page", "Pages/first_page", 20, "ms", AT_MOST, "Pages/empty_p95", "an empty page of Starlette"),
    Budget("web_class_answer", WEB, "300 phones in one class: an answer, 95 of 100", "Pages/class_answer_p95", 50, "ms", AT_MOST, "Pages/empty_p95", "an empty page of Starlette"),
    Budget("web_class_changed", WEB, "a change of the desk is on the wall, the latest", "Pages/class_changed_ms", 3000),
    Budget("web_class_view", WEB, "the wall with the choices of 300", "Pages/class_view", 50),
    Budget("web_question_bytes", WEB, "bytes of the longest question, as it is sent", "Pages/question_bytes_largest", 5000, ""),
    Budget("web_result_bytes", WEB, "bytes of the result, as it is sent", "Pages/result_bytes", 40_000, ""),
    Budget("web_css", WEB, "bytes of styles", "Pages/css_bytes", 8000, ""),
    Budget("web_js", WEB, "bytes of script", "Pages/js_bytes", 3000, ""),
    Budget("first_run", PROOF, "first question after a fresh install (compiled, no cached pack)", "Start/first_run", None, "ms", AT_MOST, "Start/empty_app", "an empty Textual app"),
    Budget("bare_run", PROOF, "first question with nothing compiled and nothing cached", "Start/bare_run", None, "ms", AT_MOST, "Start/empty_bare", "an empty Textual app, nothing compiled"),
    Budget("danger_first", DANGER, "the first sentence read for danger", "Danger in typed words/first", 60),
    Budget("danger_next", DANGER, "every next sentence of forty words read for danger", "Danger in typed words/next", 5),
    Budget("danger_growth", DANGER, "danger in a text, growth to 40,000 signs (exponent; 1 is linear)", "Danger in typed words/growth", 1.1, ""),
    Budget("danger_memory", DANGER, "memory that reading for danger adds", "Danger in typed words/memory", 15, "MiB"),
    Budget("find", PROOF, "`find`, whole command", "Commands/find_cached", None, "ms", AT_MOST, *PYTHON),
)  # fmt: skip


@dataclass(frozen=True)
class Verdict:
    """A budget held against its figure. `met` is None when there is no budget or nothing was measured."""

    budget: Budget
    figure: float | None
    yardstick: float | None
    met: bool | None
    share: float | None

    @property
    def words(self) -> str:
        """Met or not, and by how much."""
        if self.figure is None:
            return "not measured"
        if self.met is None or self.share is None:
            return "measured" if self.budget.limit is None else "yardstick not measured"
        if self.budget.limit == 0:
            return "met" if self.met else f"**not met**: {self.figure:g} too many"
        if self.budget.kind == AT_LEAST:
            return f"met, {self.share:.2f} times it" if self.met else f"**not met**: {self.share:.2f} of it"
        return f"met, {self.share:.2f} of it" if self.met else f"**not met**: {self.share:.2f} times it"


def verdict(budget: Budget, figures: Figures) -> Verdict:
    """Hold one budget against the figures of a run."""
    figure, yardstick = figures.get(budget.figure), figures.get(budget.yardstick)
    limit = budget.limit
    if limit is not None and budget.kind in (TIMES, ABOVE):
        limit = None if yardstick is None else limit * yardstick if budget.kind == TIMES else yardstick + limit
    if figure is None or limit is None:
        return Verdict(budget, figure, yardstick, None, None)
    if budget.kind == ABOVE and yardstick is not None and budget.limit:
        share = (figure - yardstick) / budget.limit
    else:
        share = figure / limit if limit else float(figure > 0)
    met = figure >= limit if budget.kind == AT_LEAST else figure <= limit
    return Verdict(budget, figure, yardstick, met, share)


def verdicts(figures: Figures, budgets: Sequence[Budget] = BUDGETS) -> list[Verdict]:
    """Every budget held against the figures of a run, in order."""
    return [verdict(budget, figures) for budget in budgets]


def rows(found: Sequence[Verdict]) -> list[tuple[str, ...]]:
    """The table of budgets; the first row is its head."""
    table: list[tuple[str, ...]] = [("asked by", "what", "figure", "beside it", "figure : that", "budget", "")]
    for each in found:
        budget = each.budget
        beside = between = ""
        if each.yardstick is not None:
            beside = f"{budget.beside}: {shown(each.yardstick, budget.unit)}"
            between = "" if each.figure is None or not each.yardstick else f"{each.figure / each.yardstick:.2f}"
        figure = "" if each.figure is None else shown(each.figure, budget.unit)
        table.append((budget.source, budget.what, figure, beside, between, budget.allowed, each.words))
    return table


def counted(found: Sequence[Verdict]) -> str:
    """One sentence: how many budgets are met."""
    judged = [each for each in found if each.met is not None]
    met = sum(each.met is True for each in judged)
    missing = sum(each.met is None and each.budget.limit is not None for each in found)
    left = f" {missing} could not be judged." if missing else ""
    return f"{met} of {len(judged)} budgets are met.{left}"


def shown(value: float, unit: str) -> str:
    """A value with its unit."""
    if unit == "ms":
        return ms(value)
    if unit == "MiB":
        return mib(value)
    if unit == "/s":
        return f"{value:,.0f} a second"
    return f"{value:.3g}"
