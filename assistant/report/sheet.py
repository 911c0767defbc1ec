"""What every paper form of a result holds, in one order: the one page, and, only when asked for, an annex with everything behind it."""

from __future__ import annotations

from assistant.content.interface import phrases
from assistant.content.model import Language, Ref
from assistant.content.questions import kind_of
from assistant.content.vocabulary import CONCERNS
from assistant.records import dataclass, replace
from assistant.report.brief import all_sources, with_few_sources
from assistant.report.picture import Picture, picture_of
from assistant.result.content_used import content_used
from assistant.result.document import document_of
from assistant.result.one_page import page_of
from assistant.result.page import Document, Part, ResultPage
from assistant.result.result import Result
from assistant.result.tree import Branch, answer_line, how, once
from assistant.result.whynot_words import why_not_briefly


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of lines under a title."""

    id: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """Everything behind the page: the full lists, the picture where it reads, the proofs, and lists of lines."""

    title: str
    document: Document
    picture: Picture | None
    picture_title: str
    proof_title: str
    proofs: tuple[Branch, ...]
    lists: tuple[Listing, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A result ready to be set. `annex` is None where nobody asked for it, and where a page ended early."""

    language: Language
    page: ResultPage
    annex: Annex | None
    as_of: str


def sheet_of(result: Result, language: Language, *, full: bool = False) -> Sheet:
    """The sheet of a result; `full` adds the annex."""
    ended = result.ended in ("danger", "out_of_scope")
    annex = _annex(result, language) if full and not ended else None
    return Sheet(language, _page(result, language, annexed=annex is not None), annex, result.as_of)


def _page(result: Result, language: Language, *, annexed: bool) -> ResultPage:
    """The page, of which each section says how much more there is: in the annex, or not on this sheet where it has none."""
    page, words = page_of(result, language), phrases(language, "result")
    key = "page.left.annex" if annexed else "page.left.paper"

    def told(part: Part) -> Part:
        return replace(part, outro=words(key, count=part.left), left=0) if part.left else part

    return replace(page, parts=tuple(map(told, page.parts)))


def _annex(result: Result, language: Language) -> Annex:
    words = phrases(language)
    document = document_of(result, language)
    refs = [ref for ref in result.outcome.conclusions if Ref.parse(ref).kind in (*CONCERNS, "step")]
    turns = result.position.turns if result.position else ()
    answers = tuple(answer_line(result, turn, language) for turn in turns if not kind_of(turn.question).silent)
    lists = (
        Listing("why-not", words("part.why_not"), why_not_briefly(result, language)),
        Listing("answers", words("part.own"), answers),
        Listing("sources", words("part.sources"), all_sources(document)),
        Listing("content", phrases(language, "result")("result.content.title"), content_used(result, language)),
    )
    return Annex(
        title=phrases(language, "result")("page.annex"),
        document=with_few_sources(document, language),
        picture=picture_of(result, document, language),
        picture_title=phrases(language, "hands")("picture.title"),
        proof_title=words("part.proof"),
        proofs=once((how(result, ref, language) for ref in refs), language),
        lists=tuple(each for each in lists if each.lines),
    )
