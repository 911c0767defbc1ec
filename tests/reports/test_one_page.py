"""The result on one page: what is never cut, its budget, no step twice, and the same value on every face."""

from __future__ import annotations

import io
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader
from tui_walk import told

from assistant.cli.main import main
from assistant.content.model import Inquiry, Language, Partner, Step
from assistant.dialogue.guide import Guide
from assistant.plain.result_lines import numbered, result_page_lines
from assistant.present.result_pages import Lines, Pair, result_pages
from assistant.report.forms import made
from assistant.report.html import to_html
from assistant.report.markdown import to_markdown
from assistant.report.note import note_text
from assistant.report.pdf import to_pdf
from assistant.report.picture import MOST_BOXES, picture_of
from assistant.report.text import to_text
from assistant.result.advice import advice_of, beside, sentences
from assistant.result.contract import to_data
from assistant.result.document import document_of, reasons_for
from assistant.result.note import note_of
from assistant.result.one_page import page_of
from assistant.result.page import WORDS_ON_PAGE, Part, words_on
from assistant.result.possible import longer_ago_items
from assistant.result.privacy import labels_somebody
from assistant.result.result import Result, result_of_session
from assistant.result.whynot_words import why_not_in_words
from benchmarks.lot import by_lot

LANGUAGES: tuple[Language, ...] = ("nl", "en")
ALWAYS = {
    "nl": ("Kijk niet in telefoons of accounts.", "Vraag vrienden of bekenden niet uit."),
    "en": ("Do not look into phones or accounts.", "Do not question friends or acquaintances."),
}


def by_chance(guide: Guide, number: int, seed: int, dialogue: str = "self_check") -> Iterator[Result]:
    chance = random.Random(seed)
    for _ in range(number):
        yield result_of_session(guide, by_lot(guide, dialogue, chance))


def concluded_steps(result: Result) -> list[Step]:
    steps = (result.pack.entry("step", name) for name in result.outcome.of_kind("step"))
    return [step for step in steps if isinstance(step, Step)]


def never_cut(result: Result, language: Language) -> list[str]:
    """What a result may not lose, worked out from the pack: danger, duties, what cannot wait, and what not to do."""
    texts = []
    for step in concluded_steps(result):
        if step.danger_page and result.ended != "danger":
            continue  # its page of danger says it
        if step.phase == "now" or step.duty or result.ended == "danger":
            texts.append(result.say(step.text_for.get(result.profession, step.text), language))
        texts += sentences(result.say(step.do_not, language))
    for name in result.outcome.of_kind("inquiry") if result.ended == "complete" else ():
        inquiry = result.pack.entry("inquiry", name)
        assert isinstance(inquiry, Inquiry)
        texts += sentences(result.say(inquiry.do_not, language))
    document = document_of(result, language)
    texts += [item.title for part in document.parts if part.id == "page" for item in part.items]
    return [*texts, *(ALWAYS[language] if result.ended == "complete" else ())]


def squeezed(text: str) -> str:
    """Letters only: lines may break anywhere, and each form marks its own things."""
    return re.sub(r"[^\w]+", "", re.sub(r"<[^>]+>|&\w+;|&#\w+;", " ", text))


def app_text(result: Result, language: Language) -> str:
    """All text on the first part in the app."""
    said: list[str] = []
    for block in result_pages(result, language)[0].blocks:
        if isinstance(block, Lines):
            said += [text for line in block.lines for text in line]
            continue
        for part in (block.left, block.right) if isinstance(block, Pair) else (block,):
            said += [part.title, part.intro]
            said += [text for item in part.items for text in (item.title, item.text, *item.duties)]
    return " ".join(said)


def line_text(result: Result, language: Language) -> str:
    page = page_of(result, language)
    return " ".join(result_page_lines(page, numbered(page.parts), language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_result_loses_danger_a_duty_or_what_not_to_do_on_any_face(guide: Guide, language: Language) -> None:
    seen: Counter[str] = Counter()
    for result in by_chance(guide, 250, 31):
        wanted = [squeezed(text) for text in never_cut(result, language)]
        faces = {
            "app": app_text(result, language),
            "line mode": line_text(result, language),
            "text": to_text(result, language),
            "md": to_markdown(result, language),
            "html": to_html(result, language).partition("<body>")[2],
        }
        for face, text in faces.items():
            drawn = squeezed(text)
            assert [each for each in wanted if each not in drawn] == [], face
        seen[str(result.ended)] += 1
        seen["duty"] += any(step.duty for step in concluded_steps(result))
        seen["do not"] += any(step.do_not for step in concluded_steps(result))
    print(seen)
    assert min(seen["danger"], seen["complete"], seen["duty"], seen["do not"]) >= 10


def test_the_pdf_loses_none_either(guide: Guide) -> None:
    for result in by_chance(guide, 25, 32):
        reader = PdfReader(io.BytesIO(to_pdf(result, "nl")))
        drawn = squeezed("".join(page.extract_text() for page in reader.pages))
        lost = [text for text in never_cut(result, "nl") if squeezed(text) not in drawn]
        assert len(lost) <= len(reader.pages) - 1, lost  # a text may be broken by the end of a page
        assert len(reader.pages) <= 2 or result.ended == "danger"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_keeps_to_its_budget(guide: Guide, language: Language) -> None:
    seen: Counter[str] = Counter()
    for dialogue in ("self_check", "quickscan"):
        for result in by_chance(guide, 150, 33, dialogue):
            if result.ended != "complete":
                continue
            page = page_of(result, language)
            seen[dialogue] += 1
            assert words_on(page) <= WORDS_ON_PAGE
            sizes = {part.id: len(part.items) for part in page.rest}
            assert sizes.get("concerns", 0) <= 5
            assert sizes.get("helps", 0) <= 5
            assert sizes.get("steps", 0) <= 3
            assert sizes.get("openers", 0) <= 2
            assert sizes.get("unknown", 0) <= 3
    assert min(seen.values()) > 50


def test_both_sides_stand_on_the_page_wherever_one_does(guide: Guide) -> None:
    for result in by_chance(guide, 150, 34):
        if result.ended == "complete":
            page = page_of(result, "nl")
            ids = [part.id for part in page.rest]
            assert (
                ids[:2] == ["concerns", "helps"] if page.part("page") is None else not {"concerns", "helps"} & set(ids)
            )


def test_every_step_is_said_once_and_a_duty_stands_beside_what_it_limits(guide: Guide) -> None:
    limited = 0
    for result in by_chance(guide, 200, 35):
        if result.ended != "complete":
            continue
        advice = advice_of(result)
        groups = (advice.first, advice.tasks, advice.duties, advice.repeated, advice.refrain)
        ids = [step.id for group in groups for step in group]
        assert sorted(ids) == sorted(result.outcome.of_kind("step"))
        assert {step.id for step in advice.three} <= {step.id for step in advice.tasks}
        assert not {ref.id for step in advice.tasks for ref in step.same_as} & {step.id for step in advice.tasks}
        placed, alone = beside(advice.duties, advice.three)
        assert sorted(duty.id for duties in (*placed.values(), alone) for duty in duties) == sorted(
            duty.id for duty in advice.duties
        )
        for name, duties in placed.items():
            assert all(name in {ref.id for ref in duty.limits} for duty in duties)
        limited += bool(placed)
        titles = [
            item.title for part in page_of(result, "nl").parts if part.id in ("now", "steps") for item in part.items
        ]
        assert len(titles) == len(set(titles))
    assert limited > 20


def test_each_of_the_three_things_says_who_and_when_to_look_again(guide: Guide) -> None:
    numbers = 0
    for result in by_chance(guide, 150, 36):
        part = page_of(result, "nl").part("steps")
        if result.ended != "complete" or part is None:
            continue
        lead = page_of(result, "nl").lead  # with whom the first is done stands there
        assert bool(lead) != bool(advice_of(result).first or page_of(result, "nl").part("page"))
        for place, item in enumerate(part.items):
            who = lead if lead and not place else item.text
            assert re.search(r"^(Met|Wie|Vraag)\b", who), item
            assert re.search(r"Kijk .* opnieuw\.$", item.text), item
            numbers += "Bel " in who
    assert numbers


def test_whom_to_call_with_whom_and_when_stand_above_what_not_to_do_on_every_face(guide: Guide) -> None:
    """Danger is the first thing under the title; the first step says who, and whether it is for today or for this week."""
    begins: Counter[str] = Counter()
    for result in by_chance(guide, 40, 46):
        page = page_of(result, "nl")
        if result.ended != "complete":
            continue
        assert page.under_title.startswith("Nu gevaar? Bel 112.")
        not_to_do = page.part("do_not")
        assert not_to_do is not None
        assert not any("112" in item.title for item in not_to_do.items)  # it is said once
        faces = [to_text(result, "nl"), to_markdown(result, "nl"), to_html(result, "nl").partition("<body>")[2]]
        for face in (*faces, app_text(result, "nl"), line_text(result, "nl")):
            flat = squeezed(face)
            assert flat.index(squeezed(page.under_title)) < flat.index(squeezed(not_to_do.items[0].title))
        if page.lead:
            begins[page.lead.rpartition("Begin ")[2]] += 1
        elif advice_of(result).first and not page.part("page"):
            assert "Begin " in page.parts[0].items[0].text or advice_of(result).first[0].duty == "law"
    assert begins["deze week."]
    assert set(begins) <= {"vandaag.", "deze week."}


OFFICER = """
danger_now: no
urgent_today: none
role: police_officer
age_band: age_18_22
events: [clash]
events_around: [group_conduct]
about_event@clash: {when: recent, impact: strong, origin: seen}
about_event@group_conduct: {when: recent, impact: strong, origin: seen}
changes: [closed_circle, violence]
changes_since: gradual
heard_how: seen
violence_talk: approves
own_impression: drawn_in
"""
TEACHER = """
danger_now: no
urgent_today: none
role: teacher
age_band: age_12_15
events: [trouble_at_home]
events_around: unknown
about_event@trouble_at_home: {when: ongoing, impact: strong, origin: told}
changes: [us_them, results]
changes_since: after
heard_how: seen
own_impression: unclear
"""


def asked_about(answers: str, tmp_path: Path, *more: str) -> str:
    path = tmp_path / "answers.yaml"
    path.write_text(answers, "utf-8")
    done = CliRunner().invoke(main, ["run", "self_check", "--answers", str(path), "--format", "md", *more])
    assert done.exit_code == 0
    return done.stdout


def test_a_step_for_today_says_so_and_police_do_not_read_of_themselves_as_somebody_else(tmp_path: Path) -> None:
    text = asked_about(OFFICER, tmp_path)
    head = text.partition("Let op")[0]
    assert "bespreek dit vandaag samen" in head
    assert "taakaccenthouder" in head
    assert "Begin vandaag." in head
    openers = [line for line in text.splitlines() if "“" in line]
    assert openers
    assert not [line for line in openers if "politie" in line]


def test_a_step_one_does_oneself_forbids_only_deciding_alone_and_names_nobody_the_reader_may_be(tmp_path: Path) -> None:
    text = asked_about(TEACHER, tmp_path, "--full")
    head = text.partition("Let op")[0]
    assert "Wie: uzelf. Begin deze week." in head
    assert "Beslis nooit alleen wat er moet gebeuren." in text
    assert "Begin er in het eerste gesprek niet zelf over." in text  # of hearsay
    assert not re.search(r"intern begeleider|Met: mentor", text)


def test_every_partner_but_a_colleague_can_be_reached(guide: Guide) -> None:
    partners = [entry for entry in guide.pack.kind("partner").values() if isinstance(entry, Partner)]
    assert [each.id for each in partners if not (each.phone or each.look_for.nl)] == ["colleague"]


def test_the_full_list_begins_with_the_things_on_the_page_and_numbers_agree(guide: Guide) -> None:
    seen = 0
    for result in by_chance(guide, 120, 47):
        page, document = page_of(result, "nl"), document_of(result, "nl")
        steps, full = page.part("steps"), document.part("steps")
        if result.ended != "complete" or steps is None or full is None:
            continue
        shown = [item.ref for item in steps.items]
        before = len(advice_of(result).first)
        if not page.part("now"):
            assert [item.ref for item in full.items][before : before + len(shown)] == shown
            assert before + len(shown) + steps.left == len(full.items)
            seen += 1
    assert seen >= 10


def test_paper_names_a_full_list_only_where_it_has_one(guide: Guide) -> None:
    one = result_of_session(guide, told().session)
    for form in ("text", "md", "html"):
        brief, full = (made(one, form, "nl", full=each).decode() for each in (False, True))
        assert "Niet op dit blad: nog" in brief
        assert "in de bijlage." not in brief
        assert "in de bijlage." in full
        assert "typ meer" not in brief + full


def test_paper_says_for_whom_it_is_and_holds_no_marks_of_the_makers(guide: Guide) -> None:
    """A sheet that names trigger factors is for its reader; what the person may read is the note."""
    one = result_of_session(guide, told().session)
    digest = one.pack.digest[:8]
    for form in ("text", "md", "html"):
        brief, full = (squeezed(made(one, form, "nl", full=each).decode()) for each in (False, True))
        assert squeezed("Dit is wat ik zag") in brief
        assert digest not in brief
        assert digest in full  # the annex says which content it rests on
    assert digest not in app_text(one, "nl")
    assert "nagekeken door vakmensen" in page_of(one, "nl").remark


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_is_the_first_thing_to_do_and_its_reason_stands_with_it(guide: Guide, language: Language) -> None:
    seen = 0
    for result in by_chance(guide, 150, 44):
        advice, page = advice_of(result), page_of(result, language)
        steps = page.part("steps")
        if result.ended != "complete" or page.part("page") or steps is None or advice.first:
            continue
        first = steps.items[0]
        assert page.title.casefold().endswith(first.title.casefold())
        assert reasons_for(result, first.ref, language)[0] in first.text
        seen += 1
    assert seen >= 20


def test_what_is_longer_ago_comes_after_what_is_not_known(guide: Guide) -> None:
    seen = 0
    for result in by_chance(guide, 150, 45):
        longer_ago = {item.title for item in longer_ago_items(result, "nl")}
        part = page_of(result, "nl").part("unknown")
        if part is None or not longer_ago or len(part.items) + part.left < 2:
            continue
        assert part.items[0].title not in longer_ago
        seen += 1
    assert seen >= 5


def test_what_cannot_wait_says_why_and_when_to_look_again(guide: Guide) -> None:
    seen = 0
    for result in by_chance(guide, 150, 42):
        part = page_of(result, "nl").part("now")
        firsts = {step.ref for step in advice_of(result).first} if result.ended == "complete" else set()
        for item in part.items if part else ():
            if item.ref in firsts:
                seen += 1
                assert re.search(r"Kijk \S.* opnieuw\.", item.text), item
                assert reasons_for(result, item.ref, "nl")[0] in item.text
    assert seen >= 10


def test_a_number_of_the_local_directory_stands_with_the_thing_to_do(guide: Guide) -> None:
    from assistant.content.directory import Contact, Directory
    from assistant.content.model import Text

    one = result_of_session(guide, told().session)
    named = Directory(
        "here", {"school_care": Contact("school_care", Text("ons zorgteam", "our care team"), "010-1234567")}
    )
    without = Directory("here", {"school_care": Contact("school_care", Text("ons zorgteam", "our care team"))})
    texts = [
        " ".join(i.text for i in page_of(replace(one, directory=each), "nl").part("steps").items)
        for each in (named, without)
    ]  # type: ignore[union-attr]
    assert "ons zorgteam" in texts[0]
    assert "010-1234567" in texts[0]
    assert "adreslijst" in texts[1]


def test_paper_holds_no_label_of_a_person_a_class_or_a_case(guide: Guide) -> None:
    """Title and metadata are the same for everybody, whatever was answered."""
    heads = set()
    for result in by_chance(guide, 12, 37):
        if result.ended == "complete":
            data = PdfReader(io.BytesIO(to_pdf(result, "nl"))).metadata
            assert data is not None
            heads.add((data.title, data.author, data.subject, str(data.get("/Keywords"))))
    assert len(heads) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_past_its_date_is_said_at_the_top_of_every_form(guide: Guide, language: Language) -> None:
    now = result_of_session(guide, told().session)
    late = replace(now, as_of="2031-01-01")
    said = page_of(late, language).banner
    assert said
    assert page_of(now, language).banner == ()
    for form in ("text", "md", "html", "note"):
        flat = squeezed(made(late, form, language).decode())
        assert squeezed(said[0]) in flat, form
        assert squeezed(said[0]) not in squeezed(made(now, form, language).decode())
    assert (to_data(late, language)["banner"], to_data(now, language)["banner"]) == (list(said), [])
    assert squeezed(said[0]) in squeezed(app_text(late, language))
    assert squeezed(said[0]) in squeezed(line_text(late, language))


def test_what_nobody_checked_yet_is_said_once(guide: Guide) -> None:
    one = result_of_session(guide, told().session)
    for form in ("text", "md", "html"):
        flat = " ".join(made(one, form, "nl", full=True).decode().lower().split())
        assert flat.count("nog niet nagekeken") == 1


def test_the_note_holds_facts_and_agreements_and_nothing_that_was_concluded(guide: Guide) -> None:
    for result in by_chance(guide, 60, 38):
        note = note_of(result, "nl")
        if result.ended == "complete":
            assert [part.id for part in note.parts][-1] == "agreements"
        text = note_text(note).casefold()
        assert not [name for name in result.outcome.of_kind("driver") if result.name(f"driver:{name}", "nl") in text]


def test_a_picture_is_drawn_only_where_it_reads(guide: Guide) -> None:
    drawn = 0
    for result in by_chance(guide, 120, 39):
        picture = picture_of(result, document_of(result, "nl"), "nl")
        if picture is None:
            continue
        drawn += 1
        assert len(picture.boxes) <= MOST_BOXES
        places = {(box.ref, box.column): box.y for box in picture.boxes}
        ends = [(places[fact, 0], places[ref, 1]) for fact, ref in picture.lines]
        assert not [1 for a, b in ends for c, d in ends if a < c and b > d]
    assert drawn


@pytest.mark.parametrize("language", LANGUAGES)
def test_why_not_is_told_in_few_sentences_of_which_none_repeats_another(guide: Guide, language: Language) -> None:
    rules = {rule.because.in_(language) for rule in guide.pack.rules}
    told_of = 0
    for result in by_chance(guide, 12, 40):
        for ref in result.explainer.not_drawn if result.ended == "complete" else ():
            words = why_not_in_words(result, ref, language)
            told_of += 1
            for lines in (words.because, words.changes):
                assert len(lines) <= 3
                assert len(lines) == len(set(lines))
            assert words.because
            assert max(len(line.split()) for line in (*words.because, *words.changes)) <= 65
            things = [set(line.rstrip(".").partition(": ")[2].split("; ")) for line in words.changes]
            assert not [1 for a, b in combinations(things, 2) if len(a) == len(b) == 2 and a & b]
            assert not rules & set(words.because)
    assert told_of > 50


def test_every_part_of_the_page_is_whole_or_says_how_much_is_left(guide: Guide) -> None:
    def whole(part: Part, items: int) -> bool:
        return len(part.items) + part.left == items

    for result in by_chance(guide, 60, 41):
        if result.ended != "complete":
            continue
        page, document = page_of(result, "nl"), document_of(result, "nl")
        for name in ("helps", "unknown"):
            part, full = page.part(name), document.part(name)
            if part is not None and full is not None:
                assert whole(part, len(full.items)), name


@pytest.mark.parametrize(
    "name", ["ahmed", "uitkomst-fatima", "Jan de Vries", "klas 3", "3b", "casus_12", "jan@school.nl", "06-12345678"]
)
def test_a_label_of_a_person_a_class_or_a_case_does_not_become_the_name_of_a_file(name: str) -> None:
    assert labels_somebody(name)


@pytest.mark.parametrize(
    "name", ["uitkomst-2026-11-24", "notitie-2026-11-24", "result", "mijn uitkomst", "overleg maandag", "pagina2"]
)
def test_an_ordinary_name_of_a_file_is_fine(name: str) -> None:
    assert not labels_somebody(name)


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_the_commands_add_the_annex_with_full(form: str, tmp_path: Path) -> None:
    answers, facts = tmp_path / "answers.yaml", tmp_path / "facts.yaml"
    answers.write_text("{danger_now: no, urgent_today: none, role: teacher, events: [dismissal]}", "utf-8")
    facts.write_text("facts: [{event: dismissal, when: recent, impact: strong}]", "utf-8")
    for words in (["run", "self_check", "--answers", str(answers)], ["infer", str(facts)]):
        brief, full = (CliRunner().invoke(main, [*words, "--format", form, *more]) for more in ([], ["--full"]))
        assert (brief.exit_code, full.exit_code) == (0, 0)
        assert len(full.stdout) > 2 * len(brief.stdout)
