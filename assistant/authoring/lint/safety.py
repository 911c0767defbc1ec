"""Safety and balance: the way out for danger comes first, every concern has its ordinary explanations, every end has a human."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.authoring.lint.desk import Desk, found
from assistant.authoring.promises import names_somebody
from assistant.content import model as m
from assistant.content.questions import kind_of
from assistant.content.vocabulary import DANGER, NOT_PERSON
from assistant.dialogue.guide import Guide
from assistant.errors import Finding
from assistant.reasoning.situation import gather


def look(desk: Desk) -> Iterator[Finding]:
    """Every gap in safety or balance."""
    for dialogue in desk.pack.dialogues.values():
        yield from _dialogue(desk, dialogue)
    for kind in ("trigger", "signal"):
        for entry in desk.pack.kind(kind).values():
            if not getattr(entry, "ordinary", ()):
                place = desk.value_place(entry.place, entry.kind)
                yield found("balance/no-ordinary", place, word=entry.ref)
    for entry in desk.pack.kind("inquiry").values():
        if isinstance(entry, m.Inquiry) and entry.how is None:
            yield found("inquiry/no-how", desk.value_place(entry.place, "inquiry"), word=entry.id)
    recorded = {pair for d in desk.pack.dialogues.values() for q in d.questions for pair in q.recordable}
    for entry in desk.pack.kind("danger").values():
        place = desk.value_place(entry.place, "danger")
        if (
            ("danger", entry.id) in recorded
            and isinstance(entry, m.Observation)
            and not (entry.page and entry.page.lines)
        ):
            yield found("danger/no-page", place, word=entry.id)
        if desk.guide and not _has_human(desk.guide, _conclusions(desk.guide, entry)):
            yield found("danger/no-human", place, word=entry.id)


def _dialogue(desk: Desk, dialogue: m.Dialogue) -> Iterator[Finding]:
    asked = [question for question in dialogue.questions if not kind_of(question).silent]
    if asked:
        first = asked[0]
        if not any(option.ends == "danger" for option in first.options):
            yield found("danger/not-first", first.place, word=first.id)
        elif first.refusable:
            yield found("danger/refusable", first.place, word=first.id)
    yield from _compulsory(desk, dialogue)
    kinds = {kind for question in dialogue.questions for kind, _ in question.recordable}
    lacking = [kind for kind in ("protective", "explanation") if kind not in kinds]
    if dialogue.about == "person" and lacking and kinds & {"event", "change", "cue"}:
        place = desk.value_place(dialogue.place, "dialogue")
        yield found("balance/dialogue", place, word=dialogue.id, lacking=", ".join(lacking))


def _compulsory(desk: Desk, dialogue: m.Dialogue) -> Iterator[Finding]:
    """Questions that must be answered, or cannot be refused, in a conversation about a person, and record more than context.

    Danger may be asked without *rather not say*, never without *don't know*.
    """
    if dialogue.about in NOT_PERSON:
        return
    for question in dialogue.questions:
        kinds = {given.kind for option in question.options for given in option.records}
        kinds |= {given.kind for given in question.records} - {"context"}
        refused = not question.refusable and not kind_of(question).silent and DANGER not in kinds
        if kinds - {"context"} and (question.needs_answer or refused):
            field = "unknown" if question.needs_answer else "refusable"
            yield found("question/compulsory", desk.key_place(question.place, field), word=question.id, field=field)


def _conclusions(guide: Guide, entry: m.Entry) -> frozenset[str]:
    return guide.reasoner.refs(gather([("", m.Given(entry.kind, entry.id))])[0])


def _has_human(guide: Guide, refs: frozenset[str]) -> bool:
    for ref in refs:
        kind, name = m.Ref.parse(ref).pair
        if kind == "partner":
            return True
        step = guide.pack.entry("step", name) if kind == "step" else None
        if isinstance(step, m.Step) and names_somebody(step.name, step.text):
            return True
    return False
