"""The course of a dialogue: questions and endings nobody reaches, dead ends, conditions that never or always hold, idle options."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.authoring.lint.answers import Recorders, add_states
from assistant.authoring.lint.desk import Desk, found
from assistant.authoring.lint.logic import Clash, Logic, Way, ways
from assistant.authoring.lint.rule_logic import needless_in, numbers_that_say_nothing, told
from assistant.content import model as m
from assistant.content import vocabulary as v
from assistant.content.nodes import Map
from assistant.content.questions import kind_of
from assistant.errors import Finding, Place


def look(desk: Desk) -> Iterator[Finding]:
    """Everything odd in the course of each dialogue."""
    for dialogue in desk.pack.dialogues.values():
        yield from _Flow(desk, dialogue).findings()


class _Flow:
    def __init__(self, desk: Desk, dialogue: m.Dialogue) -> None:
        self.desk = desk
        self.dialogue = dialogue
        self.questions = dialogue.questions
        self.order = {question.id: position for position, question in enumerate(self.questions)}
        self.logic = Logic(desk.pack, Recorders([dialogue]))
        self.never: set[str] = set()
        self.jumped = frozenset(
            between
            for position, question in enumerate(self.questions)
            for option in question.options
            if option.next
            for between in range(position + 1, self.order.get(option.next, 0))
        )

    def findings(self) -> Iterator[Finding]:
        states: dict[str, set[str]] = {}
        for position, question in enumerate(self.questions):
            yield from self._only_if(position, question, states)
            add_states(states, question)
        reached = self._reached()
        yield from self._unreached(reached)
        for question in self.questions:
            yield from self._question(question)
            for option in question.options:
                yield from self._option(question, option)
        yield from self._endings(reached)

    # ------------------------------------------------------------ only_if

    def _only_if(self, position: int, question: m.Question, states: Mapping[str, set[str]]) -> Iterator[Finding]:
        if not question.only_if:
            return
        yield from needless_in(question.only_if, narrow=True)
        for condition in question.only_if:
            yield from numbers_that_say_nothing(self.desk.pack, condition)
        written = ways(question.only_if)
        clash = self._impossible(written, states)
        if clash is not None:
            self.never.add(question.id)
            yield told(clash, question.id)
            return
        opposite = ways(question.only_if, negated=True)
        if opposite and all(self._never_so(way, position) for way in opposite):
            place = self.desk.key_place(question.place, "only_if")
            yield found("condition/always", place, what=question.id)

    def _impossible(self, written: list[Way] | None, states: Mapping[str, set[str]]) -> Clash | None:
        if not written:
            return None
        first: Clash | None = None
        for way in written:
            clash = self.logic.clash(way) or _not_before(way, states)
            if clash is None:
                return None
            first = first or clash
        return first

    def _never_so(self, way: Way, position: int) -> bool:
        """Whether this way of *not* asking can never be so: it clashes, or denies every state a fact always has by then."""
        if self.logic.clash(way) is not None:
            return True
        denied: dict[str, set[str]] = {}
        for claim in way:
            if claim.negated and claim.ref:
                state = {m.Absent: "absent", m.Unknown: "unknown"}.get(type(claim.condition), "present")
                if not (isinstance(claim.condition, m.FactIs) and claim.condition.quals):
                    denied.setdefault(claim.ref, set()).add(state)
        return any(self._always_in(ref, states, position) for ref, states in denied.items())

    def _always_in(self, ref: str, states: set[str], position: int) -> bool:
        recorders = {r.position: r.question for r in self.logic.recorders.of(ref) if r.position < position}
        for at, question in recorders.items():
            if question.only_if or question.choose_from or at in self.jumped:
                continue
            if kind_of(question).several:
                continue
            per_option = [
                {g.state for g in option.records if f"{g.kind}:{g.id}" == ref} if not option.ends else {"present"}
                for option in question.options
            ]
            reachable = [
                found_states
                for option, found_states in zip(question.options, per_option, strict=True)
                if not option.ends
            ]
            if all(found_states and found_states <= states for found_states in reachable) and "unknown" in states:
                return True
        return False

    # ------------------------------------------------------------ reachable

    def _reached(self) -> set[int]:
        """Positions some given answer leads to; answering *don't know* does not count as leading somewhere."""
        reached: set[int] = set()
        waiting = [0] if self.questions else []
        while waiting:
            position = waiting.pop()
            if position in reached or position > len(self.questions):
                continue
            reached.add(position)
            if position < len(self.questions):
                waiting += self._after(position)
        return reached

    def _after(self, position: int) -> list[int]:
        question = self.questions[position]
        if question.id in self.never or not kind_of(question).chooses or question.choose_from or question.none_of_these:
            return [position + 1, *self._jumps(question)]
        follow = [position + 1] if question.only_if else []
        if not question.options or any(not option.ends and not option.next for option in question.options):
            follow.append(position + 1)
        return follow + self._jumps(question)

    def _jumps(self, question: m.Question) -> list[int]:
        return [self.order[o.next] for o in question.options if o.next in self.order and not o.ends]

    def _unreached(self, reached: set[int]) -> Iterator[Finding]:
        cause: m.Question | None = None
        for position, question in enumerate(self.questions):
            if position in reached:
                cause = question
            else:
                also = cause.place if cause else None
                yield found(
                    "question/unreachable", question.place, also=also, word=question.id, other=cause.id if cause else ""
                )

    # ------------------------------------------------------------ questions and options

    def _question(self, question: m.Question) -> Iterator[Finding]:
        kind = kind_of(question)
        if kind.labelled and not kind.several and len(question.options) == 1:
            yield found("question/one-option", question.place, word=question.id)
        if kind.several and question.options and not question.none_of_these and not question.choose_from:
            yield found("question/no-none", question.place, word=question.id)
        if not kind.silent and not question.why:
            yield found("question/no-why", question.place, word=question.id)
        if kind.chooses and question.options and not question.none_of_these and all(o.ends for o in question.options):
            yield found("question/all-end", question.place, word=question.id)
        if kind.chooses and not question.choose_from:
            yield from self._same(question)
            yield from self._jumps_beside_endings(question)

    def _same(self, question: m.Question) -> Iterator[Finding]:
        seen: dict[object, m.Option] = {}
        for option in question.options:
            if not option.records and not option.sets:
                continue
            what = (frozenset(option.records), option.sets, option.ends, option.next)
            if what in seen:
                first = seen[what]
                yield found("option/same-records", option.place, also=first.place, word=option.id, other=first.id)
            seen.setdefault(what, option)

    def _jumps_beside_endings(self, question: m.Question) -> Iterator[Finding]:
        """A jump that is not followed: its own option ends the conversation, or another that may be ticked along with it does."""
        ends = [option for option in question.options if option.ends]
        for option in question.options:
            beside = ends if kind_of(question).several else [each for each in ends if each is option]
            if option.next and beside:
                place = self.desk.key_place(option.place, "next")
                other = beside[0]
                yield found("option/next-beside-ends", place, also=other.place, word=option.id, other=other.id)

    def _option(self, question: m.Question, option: m.Option) -> Iterator[Finding]:
        position = self.order[question.id]
        if option.next and self.order.get(option.next) == position + 1:
            place = self.desk.value_place(option.place, "next")
            yield found("option/next-needless", place, word=option.id, other=option.next)
        if kind_of(question).labelled and not question.choose_from:
            does = option.records or option.sets or option.ends or option.next
            block = self.desk.blocks.get(option.place)
            if not does and not (block and "sets" in block.entries):
                yield found("option/records-nothing", option.place, word=option.id)

    # ------------------------------------------------------------ endings

    def _endings(self, reached: set[int]) -> Iterator[Finding]:
        block = self.desk.blocks.get(self.dialogue.place)
        pages = block.entries.get("endings") if block else None
        ends = {
            option.ends
            for position, question in enumerate(self.questions)
            for option in question.options
            if option.ends and position in reached and question.id not in self.never
        }
        if len(self.questions) in reached:
            ends.add("complete")
        for name in self.dialogue.endings:
            if name not in ends and isinstance(pages, Map):
                yield found("ending/unreachable", pages.keys[name], word=name)
        for name in sorted(ends - {"danger"} - set(self.dialogue.endings)):
            yield found("ending/missing", self._who_ends(name), word=name)

    def _who_ends(self, name: str) -> Place:
        for question in self.questions:
            for option in question.options:
                if option.ends == name:
                    return self.desk.value_place(option.place, "ends")
        return self.dialogue.place


def _not_before(way: Way, states: Mapping[str, set[str]]) -> Clash | None:
    """A claim of a state that no earlier answer gives (what nobody records earlier at all is told elsewhere)."""
    for claim in way:
        wanted = {m.FactIs: "present", m.Absent: "absent", m.Unknown: "unknown"}.get(type(claim.condition))
        observed = wanted and not claim.negated and m.Ref.parse(claim.ref).kind in v.OBSERVED
        if observed and wanted not in states.get(claim.ref, {wanted}):
            return Clash("condition/never-here", claim, None, {"word": claim.ref, "state": str(wanted)})
    return None
