"""HTML and PDF: the same content as Markdown, one file, nothing from outside, and no text of a pack can become markup."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader
from tui_walk import told

from assistant.cli.main import main
from assistant.content.model import Text
from assistant.dialogue.guide import Guide
from assistant.report.html import to_html
from assistant.report.markdown import to_markdown
from assistant.report.pdf import to_pdf
from assistant.report.picture import picture_of, to_svg
from assistant.report.sheet import sheet_of
from assistant.report.text import to_text
from assistant.result.document import document_of
from assistant.result.result import Result, result_of_session
from benchmarks.soaking.watch import native_memory

HOSTILE = "</p><script>alert(1)</script><img src=x onerror=alert(2)> "
HOSTILE += ']#panic("x") $x$ *b* _i_ @l <l> `r` ${7*7} {{7*7}} \\u{0} "\'&amp;'
VOID = {"meta", "br", "img", "link", "input", "hr"}


class Outline(HTMLParser):
    """What a browser sees: the tags in order, headings, text; closing tags must fit."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[str] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text.append(data)


def result(guide: Guide, **changed: tuple[str, ...]) -> Result:
    return result_of_session(guide, told(**changed).session)


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad]+", "", text)


def pdf_text(data: bytes) -> str:
    return squeezed("".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_html_is_one_well_formed_page_with_nothing_from_outside(guide: Guide, language: str) -> None:
    page = to_html(result(guide), language)  # type: ignore[arg-type]
    outline = Outline(page)
    names = [tag for tag, _ in outline.tags]
    assert not {"script", "link", "iframe", "object", "form", "base", "a"} & set(names)
    assert not re.findall(r"(?:[^-]src=|href=|url\(|@import)", page)
    assert dict(outline.tags[0][1])["lang"] == language
    assert names.count("h1") == names.count("main") == names.count("title") == 1
    assert set(outline.headings) == {"h1", "h2"}
    ids = [attrs["id"] for _, attrs in outline.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    for tag, attrs in outline.tags:
        for wanted in (attrs.get("aria-labelledby") or "").split():
            assert wanted in ids, (tag, wanted)


def test_with_the_annex_every_item_of_the_result_is_in_html_and_in_pdf(guide: Guide) -> None:
    one = result(guide)
    html = squeezed("".join(Outline(to_html(one, "nl", full=True)).text))
    pdf = pdf_text(to_pdf(one, "nl", full=True))
    sheet = sheet_of(one, "nl", full=True)
    assert sheet.annex is not None
    document = document_of(one, "nl")
    said = [
        sheet.page.title,
        sheet.page.motto,
        document.footer,
        *(line for each in sheet.annex.lists for line in each.lines),
    ]
    for part in (*sheet.page.parts, *document.parts):
        said += [part.title, part.intro, part.outro]
        said += [
            text for item in part.items for text in (item.title, item.label, item.text, *item.duties, *item.sources)
        ]
    missing = [
        (where, text) for text in said for where, page in (("html", html), ("pdf", pdf)) if squeezed(text) not in page
    ]
    # a page break may fall inside a text of the PDF
    assert [each for each in missing if each[0] == "html"] == []
    assert len(missing) <= 8, missing


def test_the_annex_is_there_only_when_asked_for(guide: Guide) -> None:
    one = result(guide)
    brief, full = to_html(one, "nl"), to_html(one, "nl", full=True)
    assert '<div class="annex">' not in brief
    assert '<div class="annex">' in full
    assert len(full) > 3 * len(brief)
    assert sheet_of(result(guide, danger_now=("yes",)), "nl", full=True).annex is None


def test_the_motto_opens_the_page(guide: Guide) -> None:
    one = result(guide)
    motto = (
        "Dit is wat ik zag en waar ik over nadenk. Het is geen oordeel. Deze persoon mag dit later lezen. "
        "Gooi het weg na het gesprek."
    )
    assert to_html(one, "nl").index(motto) < to_html(one, "nl").index("<h1>")
    assert pdf_text(to_pdf(one, "nl")).startswith(squeezed(motto))
    assert to_markdown(one, "nl").startswith(f"*{motto}")
    assert squeezed(to_text(one, "nl")).startswith(squeezed(motto))


def test_concerns_and_what_helps_have_the_same_heading_and_the_same_boxes(guide: Guide) -> None:
    page = to_html(result(guide), "nl")
    assert '<h2 id="page-concerns">' in page
    assert '<h2 id="page-helps">' in page
    one = result(guide, changes=("withdraws",), protective=("club",), cues=("none_of_these",))
    picture = picture_of(one, document_of(one, "nl"), "nl")
    assert picture is not None
    svg = to_svg(picture, font="serif")
    assert len(set(re.findall(r'<rect[^>]* width="(\d+)"', svg))) == 1
    assert len(set(re.findall(r'<rect[^>]* fill="([^"]+)"', svg))) == 1


def test_the_pdf_is_tagged_and_says_so(guide: Guide) -> None:
    reader = PdfReader(io.BytesIO(to_pdf(result(guide), "nl")))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert root["/Lang"] == "nl"  # type: ignore[index]
    assert "/StructTreeRoot" in root  # type: ignore[operator]
    assert b"pdfuaid" in root["/Metadata"].get_data()  # type: ignore[index,union-attr]
    assert reader.metadata is not None
    assert reader.metadata.title == "Uitkomst"
    assert reader.metadata.author is None


def test_the_same_result_gives_the_same_bytes(guide: Guide) -> None:
    one, two = result(guide), result(guide)
    assert to_pdf(one, "en") == to_pdf(two, "en")
    assert to_html(one, "en") == to_html(two, "en")


def test_the_typesetter_keeps_no_report_in_memory(guide: Guide) -> None:
    """It would hold the last ten, every word of them, in some 75 MiB."""
    left_open = ("events", "changes", "protective", "cues", "explanations")
    results = [result(guide), *(result(guide, **{key: ("unknown",)}) for key in left_open)]
    assert to_pdf(results[0], "nl")
    before = native_memory()
    assert len({to_pdf(one, language) for one in results[1:] for language in ("nl", "en")}) > 5
    assert native_memory() - before < 10


@pytest.mark.parametrize("changed", [{"danger_now": ("yes",)}, {"role": ("not_for_this",)}])
def test_pages_that_end_early_can_be_printed_too(guide: Guide, changed: dict[str, tuple[str, ...]]) -> None:
    one = result(guide, **changed)
    assert Outline(to_html(one, "nl")).headings[0] == "h1"
    assert pdf_text(to_pdf(one, "nl"))


class Hostile:
    """A result whose every text of the pack is an attempt to break out."""

    def __new__(cls, one: Result) -> Result:  # type: ignore[misc]
        entries = {
            kind: {name: replace(entry, name=Text(HOSTILE, HOSTILE)) for name, entry in group.items()}
            for kind, group in one.pack.entries.items()
        }
        return replace(one, pack=replace(one.pack, entries=entries))


def test_hostile_text_of_a_pack_stays_text(guide: Guide) -> None:
    hostile = Hostile(result(guide))
    outline = Outline(to_html(hostile, "nl", full=True))
    assert "script" not in [tag for tag, _ in outline.tags]
    assert "img" not in [tag for tag, _ in outline.tags]
    assert not [name for _, attrs in outline.tags for name in attrs if name.startswith("on")]
    assert "".join(outline.text).count("<script>alert(1)</script>") > 5
    text = pdf_text(to_pdf(hostile, "nl", full=True))
    assert squeezed('#panic("x")') in text
    assert squeezed("{{7*7}}") in text


@pytest.mark.parametrize("form", ["html", "pdf", "note"])
def test_the_command_writes_each_form_and_never_over_a_file(form: str, tmp_path: Path) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text("{danger_now: no, urgent_today: none, role: teacher}", "utf-8")
    out = tmp_path / f"uit.{form}"
    command = ["run", "self_check", "--answers", str(answers), "--format", form, "--out", str(out)]
    first = CliRunner().invoke(main, command)
    assert first.exit_code == 0, first.output
    data = out.read_bytes()
    assert len(data) > 300
    assert CliRunner().invoke(main, command).exit_code == 2
    assert out.read_bytes() == data
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answers.yaml", f"uit.{form}"]


def test_all_text_of_the_page_has_contrast_enough_for_everyone(guide: Guide) -> None:
    """At least 7:1 on white, in the page and in its picture."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    page = to_html(result(guide), "nl", full=True)
    colours = set(re.findall(r"(?<![-\w])color: (#\w{6})", page)) | set(re.findall(r'<text[^>]* fill="(#\w{6})"', page))
    assert len(colours) >= 2
    assert all(1.05 / (light(colour) + 0.05) >= 7 for colour in colours)


def test_an_explanation_is_text_or_data(tmp_path: Path) -> None:
    facts = tmp_path / "facts.yaml"
    facts.write_text("facts: [{event: dismissal, when: recent, impact: strong}]", "utf-8")
    asked = CliRunner().invoke(main, ["infer", str(facts), "--explain", "how", "--format", "pdf"])
    assert asked.exit_code == 2
    assert "Traceback" not in asked.output
