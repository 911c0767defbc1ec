"""Completing the study's grades: out as CSV, back into the file without touching anything else."""

from __future__ import annotations

import csv
import io
import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.authoring.support import export_csv, read_csv, with_cells
from assistant.cli.main import main
from assistant.content.model import Trigger
from assistant.content.pack import FOLDERS, load_pack, read_pack, shipped
from assistant.content.source import parse
from assistant.content.support import grade_and_page, is_cell_value
from assistant.content.vocabulary import SUPPORT_CELLS
from assistant.dialogue.guide import Guide
from assistant.errors import InputError
from assistant.present.lookup import lookup_entries

HEAD = "trigger;name;cell;grade;page\r\n"


@pytest.fixture
def pack_folder(tmp_path: Path) -> Path:
    root = Path(str(shipped()))
    for name in {folder.partition("/")[0] for folder in FOLDERS}:
        shutil.copytree(root / name, tmp_path / "pack" / name)
    return tmp_path / "pack"


def call(*arguments: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=given)


def codes(text: str | bytes, guide: Guide) -> list[tuple[int, str]]:
    data = text if isinstance(text, bytes) else text.encode("utf-8-sig")
    with pytest.raises(InputError) as caught:
        read_csv(data, "s.csv", guide.pack)
    return [(finding.place.line, finding.code) for finding in caught.value.findings]


def test_the_export_has_every_cell_and_opens_in_a_dutch_spreadsheet(guide: Guide) -> None:
    data = export_csv(guide.pack, "nl")
    assert data.startswith(b"\xef\xbb\xbftrigger;name;cell;grade;page\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert {(row["trigger"], row["cell"]) for row in rows} == {
        (trigger, cell) for trigger in guide.pack.kind("trigger") for cell in SUPPORT_CELLS
    }
    assert {row["grade"] for row in rows} == {"not_entered"}


def test_export_writes_a_code_book_beside_it_and_never_over_a_file(tmp_path: Path) -> None:
    target = tmp_path / "cells.csv"
    assert call("support", "export", "--out", str(target), "--lang", "nl").exit_code == 0
    book = (tmp_path / "cells-codebook.csv").read_bytes().decode("utf-8-sig")
    for word in (*SUPPORT_CELLS, "not_entered", "page"):
        assert f";{word};" in book or f"{word};" in book
    again = call("support", "export", "--out", str(target))
    assert again.exit_code == 2
    assert call("support", "export", "--out", str(target), "--force").exit_code == 0
    assert call("support", "export").stdout_bytes == export_csv(read_pack(shipped()), "nl")


def test_what_is_filled_in_comes_into_the_file_and_nothing_else_changes(pack_folder: Path, tmp_path: Path) -> None:
    file = pack_folder / "knowledge" / "triggers.yaml"
    before = file.read_text("utf-8").split("\n")
    rows = HEAD
    rows += 'detention;;sex;"tamelijk ""veel""";p. 31\r\nmarriage;wat dan ook;overall;weinig steun;3-12\r\n'
    done = call("support", "import", "-", "--pack", str(pack_folder), "--lang", "nl", given=rows.encode("utf-8-sig"))
    assert done.exit_code == 0, done.output
    assert "2 cellen ingevuld" in done.stderr
    after = file.read_text("utf-8").split("\n")
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == 2
    assert all("support:" in old for old, _ in changed)
    pack = read_pack(pack_folder)
    detention = pack.entry("trigger", "detention")
    assert isinstance(detention, Trigger)
    assert detention.support["sex"] == 'tamelijk "veel"; p. 31'
    assert grade_and_page(detention.support["sex"]) == ('tamelijk "veel"', "31")

    page = next(entry for entry in lookup_entries(pack, "2026-11-24", "nl") if entry.ref == "trigger:marriage")
    texts = [text for _, text in page.lines]
    assert "Steun over het geheel: weinig steun (studie 2015, p. 3-12)" in texts
    assert any("nog niet ingevuld" in text for text in texts)

    out = tmp_path / "again.csv"
    call("support", "export", "--pack", str(pack_folder), "--out", str(out))
    assert b"overall;weinig steun;p. 3-12\r\n" in out.read_bytes()
    assert "stond er al" in call("support", "import", str(out), "--pack", str(pack_folder), "--lang", "nl").stderr


def test_emptying_gives_the_very_same_file_again(pack_folder: Path) -> None:
    file = pack_folder / "knowledge" / "triggers.yaml"
    before = file.read_bytes()
    for grade in ("veel;p. 5", ";"):
        rows = HEAD + "".join(f"training;;{cell};{grade}\r\n" for cell in SUPPORT_CELLS)
        assert call("support", "import", "-", "--pack", str(pack_folder), given=rows.encode()).exit_code == 0
    assert file.read_bytes() == before


def test_check_writes_nothing_and_the_rights_of_the_file_stay(pack_folder: Path) -> None:
    file = pack_folder / "knowledge" / "triggers.yaml"
    file.chmod(0o640)
    before = file.read_bytes()
    rows = (HEAD + "training;;sex;veel;p. 5\r\n").encode()
    done = call("support", "import", "-", "--check", "--pack", str(pack_folder), "--lang", "en", given=rows)
    assert (done.exit_code, file.read_bytes()) == (0, before)
    assert "1 cell would be filled in" in done.stderr
    call("support", "import", "-", "--pack", str(pack_folder), given=rows)
    assert file.read_bytes() != before
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o640


def test_everything_wrong_is_told_at_once_with_its_row(guide: Guide, pack_folder: Path) -> None:
    text = (
        "trigger;name;cell;grade;page\r\n"
        "detentoin;;sex;veel;p. 1\r\n"
        "detention;;sexe;veel;p. 1\r\n"
        "detention;;age;veel;\r\n"
        "detention;;age;;4\r\n"
        "detention;;sex;veel;3-mei\r\n"
        "detention;;sex;veel\r\n"
        "detention;;overall;" + "x" * 61 + ";p. 1\r\n"
    )
    assert codes(text, guide) == [
        (2, "support/trigger"),
        (3, "support/cell"),
        (4, "support/no-page"),
        (5, "support/page-alone"),
        (5, "support/twice"),
        (6, "support/page"),
        (7, "support/width"),
        (8, "support/grade"),
    ]
    before = (pack_folder / "knowledge" / "triggers.yaml").read_bytes()
    done = call("support", "import", "-", "--pack", str(pack_folder), "--lang", "en", given=text.encode())
    assert done.exit_code == 2
    assert "Did you mean detention?" in done.stderr
    assert done.stderr.count("error: ") == 8
    assert (pack_folder / "knowledge" / "triggers.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "support/empty"),
        (HEAD.encode(), "support/empty"),
        (b"trigger;cell;grade\r\n", "support/column-missing"),
        (b"trigger;cell;grade;page;mark\r\ndetention;sex;veel;1;\r\n", "support/column-unknown"),
        (b"trigger;cell;cell;grade;page\r\n", "support/column-twice"),
        ((HEAD + "detention;;sex;redelijk \xe9\xe9n;1\r\n").encode("latin-1"), "support/encoding"),
        ((HEAD + "detention;;sex;veel;1\r\n").encode("utf-16"), "support/encoding"),
        ((HEAD + 'detention;;sex;"veel;1\r\n').encode(), "support/quotes"),
        (b"x" * 1_000_001, "support/too-large"),
    ],
)
def test_a_file_that_is_wrong_as_a_whole(data: bytes, code: str, guide: Guide) -> None:
    assert code in [found for _, found in codes(data, guide)]


def test_commas_tabs_other_orders_and_upper_case_heads_are_fine(guide: Guide) -> None:
    wanted = {("detention", "sex"): "veel; p. 31-33"}
    for text in (
        "trigger,cell,grade,page\ndetention,sex,veel,31-33\n",
        "Page\tGrade\tCell\tTrigger\t\t\np. 31 t/m 33\tveel\tsex\tdetention\t\t\n\n",
        "trigger;name;cell;grade;page\n;;;;\n detention ;;sex; veel ;blz. 31–33\n",
    ):
        assert read_csv(text.encode(), "s.csv", guide.pack) == wanted


@pytest.mark.parametrize("grade", ["=1+1", "+veel", "-", "@veel"])
def test_no_cell_can_act_as_a_formula(grade: str, guide: Guide, pack_folder: Path) -> None:
    rows = HEAD + f"detention;;sex;'{grade};p. 3\r\n"
    assert call("support", "import", "-", "--pack", str(pack_folder), given=rows.encode()).exit_code == 0
    pack = read_pack(pack_folder)
    trigger = pack.entry("trigger", "detention")
    assert isinstance(trigger, Trigger)
    assert grade_and_page(trigger.support["sex"]) == (grade, "3")
    assert f";'{grade};p. 3".encode() in export_csv(pack, "nl")
    assert read_csv(export_csv(pack, "nl"), "s.csv", guide.pack)["detention", "sex"] == f"{grade}; p. 3"


STYLES = {
    "flow": "triggers:\n  - trigger: a  # one\n    support: {overall: not_entered, sex: 'old; p. 1'} # keep\n    basis: seen\n",
    "block": (
        "triggers:\r\n  - trigger: a\r\n    support:\r\n      overall: not_entered # c\r\n"
        '      sex: "old; p. 1"\r\n    basis: seen\r\n'
    ),
    "lines": "triggers:\n- {trigger: a, support: {overall:\n    not_entered,\n    sex: old p}, basis: seen}\n",
    "missing": "triggers:\n  - trigger: a\n    name: {nl: é 😀, en: b}\n    basis: seen # end\n",
    "empty": "\ufefftriggers:\n  - trigger: a\n    support: {}\n    basis: seen\n",
    "nothing": "triggers:\n  - trigger: a\n    support:\n    basis: seen\n",
    "one": "triggers:\n  - trigger: a\n    support:\n      age: not_entered\n    basis: seen\n",
    "only": "triggers: [{trigger: a}]\n",
}


@pytest.mark.parametrize("style", STYLES)
def test_any_ordinary_way_of_writing_is_understood_and_kept(style: str) -> None:
    text = STYLES[style]
    cells = {("a", "overall"): 'veel \\ "x"; p. 2', ("a", "sex"): "not_entered"}
    done = with_cells(text.encode(), cells)
    nodes, problems = parse(done.data, "t.yaml")
    assert problems == []
    entry = nodes[0].entries["triggers"].items[0]  # type: ignore[union-attr]
    support = {name: node.value for name, node in entry.entries["support"].entries.items()}  # type: ignore[union-attr]
    assert support["overall"] == 'veel \\ "x"; p. 2'
    assert support.get("sex", "not_entered") == "not_entered"
    assert set(entry.entries) - {"support"} == set(
        parse(text.encode(), "t")[0][0].entries["triggers"].items[0].entries
    ) - {"support"}  # type: ignore[union-attr]
    for comment in ("# one", "# keep", "# c", "# end", "\ufeff", "\r\n"):
        assert done.data.decode().count(comment) in (text.count(comment), text.count(comment) + (style == "block"))


def test_a_value_over_several_lines_is_refused() -> None:
    text = "triggers:\n  - trigger: a\n    support:\n      sex: old\n        words\n"
    with pytest.raises(InputError) as caught:
        with_cells(text.encode(), {("a", "sex"): "veel; p. 1"})
    assert [finding.code for finding in caught.value.findings] == ["support/place"]


def test_a_trigger_of_another_file_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        with_cells(b"triggers: []\n", {("a", "sex"): "veel; p. 1"})
    assert [finding.code for finding in caught.value.findings] == ["support/elsewhere"]


def test_a_grade_without_a_page_is_an_error_in_the_pack(pack_folder: Path) -> None:
    file = pack_folder / "knowledge" / "triggers.yaml"
    file.write_text(file.read_text("utf-8").replace("overall: not_entered", "overall: veel", 1), "utf-8")
    assert [finding.code for finding in load_pack(pack_folder).findings] == ["support/value"]
    assert call("support", "import", "-", "--pack", str(pack_folder), given=HEAD.encode()).exit_code == 2


WORDS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), exclude_characters=";"), min_size=1, max_size=40
)


@settings(max_examples=20)
@given(
    st.lists(
        st.tuples(st.sampled_from(SUPPORT_CELLS), WORDS, st.integers(1, 999)),
        max_size=8,
        unique_by=lambda each: each[0],
    )
)
def test_whatever_the_words_are_they_come_back_the_same(rows: list[tuple[str, str, int]]) -> None:
    text = (Path(str(shipped())) / "knowledge" / "triggers.yaml").read_bytes()
    cells = {("marriage", cell): f"{word}; p. {page}" for cell, word, page in rows}
    done = with_cells(text, cells)
    nodes, problems = parse(done.data, "t.yaml")
    assert problems == []
    entries = nodes[0].entries["triggers"].items  # type: ignore[union-attr]
    marriage = next(each for each in entries if each.entries["trigger"].value == "marriage")  # type: ignore[union-attr]
    found = {name: node.value for name, node in marriage.entries["support"].entries.items()}  # type: ignore[union-attr]
    assert found == {cell: cells.get(("marriage", cell), "not_entered") for cell in SUPPORT_CELLS}
    assert all(is_cell_value(value) for value in found.values())
    back = with_cells(done.data, dict.fromkeys(cells, "not_entered"))
    assert back.data == text
