"""What was answered so far, and what it may point to, in lines."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.plain.lines import Line, wrap
from assistant.present.conversation import Panel
from assistant.present.review import ReviewLine


def tell_review(line: Line, answers: Sequence[ReviewLine], language: Language) -> None:
    """Write every answer with its number; what no longer counts stands below, without one."""
    say = phrases(language, "hands")
    if not answers:
        line.tell(say("plain.no_answers"))
        return
    for number, each in enumerate((each for each in answers if each.counted), 1):
        line.write("\n".join(wrap(f"{each.ask} {each.answer}", "    ", f"{number:>2}  ")))
    left = [each for each in answers if not each.counted]
    if left:
        line.tell(phrases(language)("tui.review.unused") + ":")
        for each in left:
            line.write("\n".join(wrap(f"{each.ask} {each.answer}", "    ", "  - ")))
    line.tell(say("plain.how_to_change"))


def tell_panel(line: Line, panel: Panel, language: Language) -> None:
    """Write what was said, by group, and what it may point to."""
    for title, names in panel.said:
        line.tell(f"{title}: {'; '.join(names)}.")
    if not panel.said:
        line.tell(phrases(language)("tui.panel.empty"))
    if panel.hint:
        line.tell(panel.hint)
    for point in panel.points:
        line.write("\n".join(wrap(f"{point.title} ({point.label})", "    ", "  - ")))
