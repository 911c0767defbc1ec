"""Practice line by line: for pipes, ssh and screen readers. Text in, text out; the shell around it keeps what is answered."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Iterable, Sequence

from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.danger import asks_for_danger
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import Answer
from assistant.plain.leaving import asks_to_leave, leave
from assistant.plain.lines import WIDTH, Line, block, choice_lines, wrap
from assistant.practice.case_round import Round
from assistant.present.conversation import QuestionView
from assistant.present.danger import at_a_glance, danger_pages, page_lines
from assistant.present.practice.cases import CaseLine
from assistant.present.practice.debrief import DebriefView, ProofPair, debrief_view
from assistant.present.practice.progress import ProgressView
from assistant.present.practice.story import play_view
from assistant.present.practice.week import WeekView
from assistant.present.reading import begun_mark, read_answer
from assistant.result.tree import Branch

STOP, HELP, DANGER, LEAVE = "q", "?", "!", "weg"
_PROOFS = ("trigger", "driver", "signal")


# ---------------------------------------------------------------- lists and progress


def case_list(lines: Sequence[CaseLine], language: Language) -> str:
    """All cases as text."""
    words = phrases(language)
    shown = []
    for line in lines:
        notes = [words(f"practice.list.{line.state}")] if line.state else []
        notes += [words("practice.list.due")] if line.due else []
        tail = f" ({', '.join(notes)})" if notes else ""
        shown += [f"{line.id}", *wrap(f"{line.title}. {line.about}{tail}", "    ")]
    return "\n".join(shown or [words("practice.list.none")]) + "\n"


def progress_text(view: ProgressView, week: WeekView, language: Language) -> str:
    """One's own progress as text, the past week first."""
    words = phrases(language)
    title = words("practice.progress.title")
    lines = [title, *wrap(words("practice.progress.code", code=view.code)), ""]
    for said in view.said:
        lines += wrap(said)
    trainee = phrases(language, "trainee")
    for title, sentences in (("week.title", week.done), ("week.back.title", week.back)):
        lines += block(trainee(title), [x for told in sentences for x in wrap(told)])
    triggers = [f"{line.spark:<12} {line.name}: {line.told}" for line in view.triggers]
    legend = wrap(words("practice.progress.triggers.legend")) if triggers else []
    lines += block(
        words("practice.progress.triggers"), [*legend, *(x for t in triggers for x in wrap(t, " " * 13, ""))]
    )
    now = words("practice.progress.due.now")
    due = [x for one in view.due for x in wrap(f"{now if one.now else one.day}: {one.told}", "  ", "- ")]
    lines += block(words("practice.progress.due"), due)
    nexts = [f"- {line.id}: {line.title} ({line.about})" for line in view.next]
    lines += block(words("practice.progress.next"), nexts)
    plot = [
        f"  {'█' * round(20 * right / whole):<20} {told}"
        for (_, right, whole), told in zip(view.plot, view.plot_said, strict=False)
    ]
    lines += block(words("practice.plot.title"), plot or [x for said in view.plot_said for x in wrap(said)])
    return "\n".join(lines) + "\n"


# ---------------------------------------------------------------- a round


def opening(guide: Guide, one: Round, language: Language) -> list[str]:
    """The vignette, or the worked example, as it is read first."""
    view, words = play_view(guide, one, language), phrases(language)
    lines = [view.title, *wrap(view.remark)]
    lines += wrap(f"{words('practice.mode')}: {words(f'practice.mode.{one.mode}')}.")
    lines += ["", *wrap(view.changed)] if view.changed else []
    lines.append("")
    for part in view.story:
        lines += wrap(part.text, "     ", f"[{part.number}]".ljust(5)) if part.number else wrap(part.text)
    if view.worked:
        lines += ["", *wrap(view.worked[0])]  # its lines are the choices of the question
    lines += ["", *wrap(words("practice.line.how"))]
    return lines


def ask_lines(question: QuestionView, *, helped: bool = False) -> list[str]:
    """The open question, numbered; without its help when that was read before."""
    lines = ["", *wrap(question.ask), *([] if helped else wrap(question.help))]
    if question.control == "mark":
        lines.append("  ".join(f"{choice.key} {choice.label}." for choice in question.choices))
        return lines
    return [*lines, *choice_lines(question.choices)]


Keep = Callable[[str, Answer], Round]


def play(guide: Guide, one: Round, line: Line, keep: Keep, language: Language) -> Round:
    """Ask what is open, one question at a time. `keep` makes an answer last and gives the round after it. Stops at `q` or the end.

    Raises Left when somebody leaves at once.
    """
    words = phrases(language)
    line.write("\n".join(opening(guide, one, language)))
    helped: set[str] = set()
    while (question := play_view(guide, one, language).question) is not None:
        line.write("\n".join(ask_lines(question, helped=_about(question) in helped)))
        helped.add(_about(question))
        typed = line.read("> ")
        if typed is not None and (begun := begun_mark(question, typed)):
            for row in question.rows:
                line.write(row.ask + " " + "  ".join(f"{choice.key} {choice.label}" for choice in row.choices))
            more = line.read("> ")
            typed = more if more is None or _wish(more) else f"{begun} {more}"
        wish = STOP if typed is None else _wish(typed)
        if typed is None or wish == STOP:
            return one
        if wish == LEAVE:
            wish = DANGER if _wish(leave(line, language)) == DANGER else LEAVE
            helped.discard(_about(question))
        if wish == DANGER:
            tell_danger(guide, line, language)
        if wish in (DANGER, LEAVE):
            continue
        answer = read_answer(question, typed) if typed.strip() else None
        if answer is None or wish == HELP:
            line.tell(words(f"practice.line.{question.control}"))
            if wish == HELP:
                helped.discard(_about(question))
            continue
        one = keep(question.key, answer)
        for said in play_view(guide, one, language, last=question.key).feedback if question.control == "mark" else ():
            line.tell(said)
    return one


def tell_danger(guide: Guide, line: Line, language: Language) -> None:
    """Whom to call."""
    pages = danger_pages(guide.pack, language)
    line.tell(*at_a_glance(pages))
    for page in pages:
        line.tell(page.title, *page_lines(page, language))


def read_line(guide: Guide, line: Line, language: Language, asked: Sequence[str]) -> str:
    """One line; danger leads to whom to call, and then the line is asked again. Empty at the end of the input.

    `asked` is what stands on screen: it comes back when somebody did not leave after all.
    """
    while True:
        typed = (line.read("> ") or "").strip()
        if asks_to_leave(typed):
            typed = leave(line, language)
            line.tell(*asked)
        elif typed != DANGER and not asks_for_danger(typed):
            return typed
        if typed == DANGER or asks_for_danger(typed):
            tell_danger(guide, line, language)


def _about(question: QuestionView) -> str:
    """What a question is about: those about one cue have the same help."""
    return question.key.partition(".")[0]


def _wish(typed: str) -> str:
    """What a line asks for instead of an answer: STOP, HELP, DANGER or LEAVE; empty when it asks for none."""
    if typed.strip() == DANGER or asks_for_danger(typed):
        return DANGER
    if asks_to_leave(typed):
        return LEAVE
    word = typed.strip().lower()
    return word if word in (STOP, HELP) else ""


# ---------------------------------------------------------------- the debrief


def debrief_text(guide: Guide, one: Round, language: Language) -> str:
    """The debrief as text."""
    return "\n".join(_debrief(debrief_view(guide, one, language), language)) + "\n"


def _debrief(view: DebriefView, language: Language) -> list[str]:
    words = phrases(language)
    title = words("practice.debrief.title", case=view.title)
    lines = [title]
    for said in view.worked:
        lines += wrap(said)
    for each in view.said:
        lines += [*wrap(each.text), ""]
    rows: list[str] = []
    for row in view.rows:
        rows += wrap(f"{row.text}", "     ", f"[{row.number}]".ljust(5))
        rows += wrap(f"{row.type}; {row.said}{f' ({row.mark})' if row.mark else ''}. {row.why}", "     ")
        rows += wrap(" ".join(x for x in (row.costs, row.ordinary) if x), "     ")
        rows += [x for source in row.sources for x in wrap(words("practice.source", source=source), "     ")]
    lines += block(words("practice.debrief.cues"), rows)
    lines += block(words("practice.debrief.proofs"), _differences(view.proofs, language))
    forks: list[str] = []
    for fork in view.forks:
        forks += wrap(f"{fork.ask} {words('practice.debrief.chosen', chosen=fork.chosen)}")
        panel = "; ".join(f"{label}: {votes}" for label, votes in fork.panel)
        forks += wrap(words("practice.debrief.panel", votes=panel) if panel else words("practice.debrief.no_panel"))
    lines += block(words("practice.debrief.forks"), forks)
    questions = [
        x for n, (phase, ask) in enumerate(view.questions, 1) for x in wrap(f"{phase}. {ask}", "   ", f"{n}. ")
    ]
    lines += block(words("practice.debrief.questions"), questions)
    lines += block(view.base_rates[0], [x for said in view.base_rates[1:] for x in wrap(said)])
    return lines


def debrief_json(guide: Guide, one: Round, language: Language) -> str:
    """The debrief as data: what was answered, what it amounts to, and the difference of the two reasonings. No mark, no rank."""
    view = debrief_view(guide, one, language)
    data = {
        "schema": 1,
        "case": one.case,
        "version": one.version,
        "mode": one.mode,
        "finished": bool(one.committed),
        "answers": dict(one.kept),
        "said": [{"role": each.role, "cue": each.cue, "text": each.text} for each in view.said],
        "worked": list(view.worked),
        "cues": [
            {"cue": row.cue, "number": row.number, "verdict": row.verdict, "why": row.why, "ordinary": row.ordinary}
            | {"costs": row.costs, "sources": list(row.sources)}
            for row in view.rows
        ],
        "reasoning": [
            {"conclusion": pair.ref, "name": pair.name, "state": pair.state, "brought_by": list(pair.brought_by)}
            for pair in view.proofs
        ],
        "again_at": [cue for cue, _ in view.again_at],
        "next_time": view.next_time,
        "base_rates": list(view.base_rates),
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _differences(proofs: Iterable[ProofPair], language: Language) -> list[str]:
    """The two reasonings: what differs, with the expert's proof; then what is the same, by name."""
    words = phrases(language)
    lines: list[str] = []
    same: list[str] = []
    for pair in proofs:
        if pair.state == "both":
            same.append(pair.name)
            continue
        told = words(f"practice.proof.{pair.state}", name=pair.name, kind=words(f"kind.{pair.kind}"))
        numbers = ", ".join(map(str, pair.brought_by))
        lines += wrap(
            f"{told} {words('practice.proof.brought_by', numbers=numbers) if numbers else ''}".strip(), "  ", "- "
        )
        proof = pair.expert if pair.state == "lost" else pair.mine
        if proof is not None and pair.kind in _PROOFS:
            lines += [f"    {text}" for child in proof.children for text in _tree(child, 0)]
    if same:
        lines += wrap(words("practice.proof.both", names="; ".join(same)), "  ", "- ")
    return lines


def _tree(branch: Branch, depth: int) -> list[str]:
    indent = "  " * depth
    lines = textwrap.wrap(branch.text, WIDTH - 6 - len(indent), initial_indent=indent, subsequent_indent=indent + "  ")
    return [*lines, *(text for child in branch.children if child.role != "source" for text in _tree(child, depth + 1))]
