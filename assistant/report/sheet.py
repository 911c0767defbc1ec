"""What every paper form of a result holds, in one order: page, picture, proofs and the user's own answers."""

from __future__ import annotations

from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.content.vocabulary import CONCERNS
from assistant.records import dataclass
from assistant.report.brief import all_sources, with_few_sources
from assistant.report.markdown import MOTTO
from assistant.report.picture import Picture, picture_of
from assistant.result.content_used import content_used
from assistant.result.document import document_of
from assistant.result.page import Document
from assistant.result.result import Result
from assistant.result.tree import Branch, answer_line, how, once


@dataclass(frozen=True, slots=True)
class Sheet:
    """A result ready to be set: `proofs` and `answers` are empty where a page ends early, `picture` too."""

    language: Language
    motto: str
    document: Document
    picture: Picture | None
    picture_title: str
    proof_title: str
    proofs: tuple[Branch, ...]
    answers_title: str
    answers: tuple[str, ...]
    sources_title: str
    sources: tuple[str, ...]
    content_title: str
    content: tuple[str, ...]
    as_of: str


def sheet_of(result: Result, language: Language) -> Sheet:
    """The sheet of a result: the same content as its Markdown."""
    words = phrases(language)
    document = document_of(result, language)
    refs = [ref for ref in result.outcome.conclusions if ref.partition(":")[0] in (*CONCERNS, "step")]
    turns = result.position.turns if result.position else ()
    return Sheet(
        language=language,
        motto=words(MOTTO[result.about]),
        document=with_few_sources(document, language),
        picture=picture_of(result, document, language),
        picture_title=phrases(language, "hands")("picture.title"),
        proof_title=words("part.proof"),
        proofs=once((how(result, ref, language) for ref in refs), language) if document.overview else (),
        answers_title=words("part.own"),
        answers=tuple(
            answer_line(result, turn, language) for turn in turns if turn.question.kind not in ("say", "text")
        ),
        sources_title=words("part.sources"),
        sources=all_sources(document),
        content_title=phrases(language, "result")("result.content.title"),
        content=content_used(result, language) if document.overview else (),
        as_of=result.as_of,
    )
