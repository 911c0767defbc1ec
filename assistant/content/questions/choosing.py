"""What all kinds with options share."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from assistant.content.model import Given, Question
from assistant.content.nodes import Node, Scalar, Seq
from assistant.content.questions.answer import DONT_KNOW, KNOWN, NONE_OF_THESE, Answer
from assistant.content.questions.kind import Control, Kind, Telling
from assistant.content.vocabulary import ABSENT, ASK_AGAIN, UNKNOWN

if TYPE_CHECKING:
    from assistant.content.questions.around import AnswersFile, Block, Exploring, Facts


class Choosing(Kind):
    """A question that is answered by choosing: one option, unless a kind takes several."""

    control: ClassVar[Control] = "one"
    chooses = True
    labelled = True

    def read(self, block: Block) -> Mapping[str, Any]:
        """Options, and what belongs to choosing."""
        return {
            "options": block.options(),
            "choose_from": block.words("choose_from"),
            **self.shared(block),
        }

    def shared(self, block: Block) -> Mapping[str, Any]:
        """What every kind with options may have, wherever its options come from."""
        return {
            "none_of_these": block.label("none_of_these"),
            "qualifies": block.words("qualifies"),
            "formerly": block.word_map("formerly"),
        }

    def lacking(self, question: Question) -> str:
        """Options, or questions to choose from."""
        return "" if question.options or question.choose_from else "question/no-options"

    # ------------------------------------------------------------ answers

    def read_answer(self, question: Question, value: Node, file: AnswersFile) -> Answer | None:
        """Option ids, of now or of before."""
        items = value.items if isinstance(value, Seq) else (value,)
        options = {option.id: option for option in question.answerable} | dict(file.offered)
        chosen: list[str] = []
        again = False
        for item in items:
            old = item.value if isinstance(item, Scalar) else ""
            word = question.formerly.get(old, old)
            if word == ASK_AGAIN:
                file.notes.add("input/asked-again", item.place, severity="warning", word=old, question=question.id)
                again = True
            elif self.denies(word) and word not in options:
                if not question.none_of_these:
                    file.notes.add("input/none", item.place, question=question.id)
                    return None
                chosen.append(NONE_OF_THESE)
            elif word not in options:
                code = "practice/choice" if question.needs_answer else "input/option"
                file.notes.unknown(code, item.place, word, options, question=question.id, known=", ".join(options))
            else:
                chosen.append(word)
        if not chosen or again:  # an option of before that means nothing exact now: the whole question is asked again
            if not items:
                file.notes.add("input/empty", value.place, question=question.id)
            return None
        if NONE_OF_THESE in chosen and len(chosen) > 1:
            file.notes.add("input/none-and-more", value.place, question=question.id)
            return None
        if question.at_most and len(chosen) > question.at_most:
            file.notes.add("input/too-many", value.place, question=question.id, limit=str(question.at_most))
            return None
        order = [option for option in options if option in chosen] or chosen
        return Answer(chosen=tuple(order))

    def denies(self, word: str) -> bool:
        """Whether a word in a file rules out every option."""
        return False

    def fits_known(self, question: Question, answer: Answer, offered: Collection[str]) -> bool:
        """As many options as may be chosen, all of them there."""
        options = {option.id for option in question.answerable} | set(offered)
        if answer.chosen == (NONE_OF_THESE,) and NONE_OF_THESE not in options:
            return self.several and bool(question.none_of_these)
        most = (question.at_most or len(options)) if self.several else 1
        return set(answer.chosen) <= options and 1 <= len(answer.chosen) <= most

    def still_fits(self, question: Question, answer: Answer, offered: Collection[str]) -> bool:
        """One of the options is enough."""
        return bool({*answer.chosen} & {*(option.id for option in question.options), *offered, NONE_OF_THESE})

    # ------------------------------------------------------------ what it means

    def record(self, question: Question, answer: Answer, facts: Facts) -> None:
        """What the chosen options record; everything as unknown or absent when it was not known or denied."""
        if answer.state != KNOWN:
            if not question.choose_from:
                state_all(question, UNKNOWN, facts)
            return
        if answer.chosen == (NONE_OF_THESE,):
            state_all(question, ABSENT, facts)
            return
        ticked = facts.choose(question.ticked(answer.chosen))
        if question.choose_from:
            return
        for option in ticked:
            for given in option.records:
                facts.give(given)
        self.record_rest(question, {(given.kind, given.id) for o in ticked for given in o.records}, facts)
        if question.qualifies:
            sets = tuple(pair for option in ticked for pair in option.sets)
            for target in facts.chosen_in(question.qualifies):
                for given in target.records:
                    facts.qualify(f"{given.kind}:{given.id}", sets)

    def record_rest(self, question: Question, recorded: Collection[tuple[str, str]], facts: Facts) -> None:
        """What it means that the other options were not chosen."""

    # ------------------------------------------------------------ in words

    def said(self, question: Question, answer: Answer, telling: Telling) -> str:
        """The labels, and what was said more exactly."""
        if answer.chosen == (NONE_OF_THESE,):
            return telling.fill(question.none_of_these) or telling.words("answer.none")
        labels = [self.option_label(option, telling) for option in question.options if option.id in answer.chosen]
        between = " " if all(label.endswith((".", "?", "!")) for label in labels[:-1]) else "; "
        told = between.join(labels)
        return " ".join(
            [*([told] if told else ()), *(telling.mentioned(o.label) for o in question.finer if o.id in answer.chosen)]
        )

    def as_words(self, answer: Answer) -> list[str]:
        """Option ids."""
        return list(answer.chosen)

    # ------------------------------------------------------------ exploring

    def ways(self, question: Question, exploring: Exploring) -> Iterable[Answer]:
        """Each option, and don't know; rather not say does exactly the same."""
        return (*(Answer(chosen=(option.id,)) for option in question.options), DONT_KNOW)


def state_all(question: Question, state: str, facts: Facts) -> None:
    """The same state for every fact that the question can record."""
    for kind, name in question.recordable:
        facts.give(Given(kind, name, state))
