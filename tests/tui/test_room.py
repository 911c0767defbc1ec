"""Windows of every size, themes, and terminals without colour."""

import pytest
import tui_walk as t
from rich.cells import cell_len
from textual.color import Color

from assistant.present.conversation import Line
from assistant.tui.base import KeyBar
from assistant.tui.keys import KEYS
from assistant.tui.page_screens import help_lines
from assistant.tui.picklist import RowsView
from assistant.tui.result.cards import PartBox
from assistant.tui.text import Words
from assistant.tui.themes import CONTRAST, THEMES
from assistant.tui.transcript import Transcript


@pytest.mark.parametrize("size", [(59, 24), (80, 19), (1, 1)])
async def test_too_small_shows_one_sentence_and_recovers(size: tuple[int, int]) -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="events")
        await pilot.press("4")
        await pilot.resize_terminal(*size)
        await t.settled(pilot)
        screen = app.screen
        assert screen.query_one("#no-room", Words).display
        assert not screen.query_one("#body").display
        await pilot.press("1", "enter")
        await pilot.resize_terminal(80, 24)
        await t.settled(pilot)
        assert not screen.query_one("#no-room", Words).display
        assert t.prompt(app).ticked == {"dismissal"}
        await pilot.press("enter")
        await t.settled(pilot)
        assert t.open_key(app) == "events_around"


@pytest.mark.parametrize(("width", "beside"), [(80, False), (100, True), (120, True)])
async def test_concerns_and_helps_are_equally_wide(width: int, beside: bool) -> None:
    app = t.app_for()
    async with app.run_test(size=(width, 30)) as pilot:
        await t.at_result(pilot)
        await pilot.press("2")
        await t.settled(pilot)
        left, right = (app.screen.query_one(f".part-{name}", PartBox) for name in ("concerns", "helps"))
        assert abs(left.region.width - right.region.width) <= 1  # an odd number of columns has no two halves
        assert (left.region.y == right.region.y) == beside
        titles = [box.query_one(".part-title", Words) for box in (left, right)]
        assert titles[0].styles.text_style == titles[1].styles.text_style
        assert titles[0].styles.color == titles[1].styles.color


async def test_side_panel_from_120_columns() -> None:
    app = t.app_for()
    async with app.run_test(size=(119, 30)) as pilot:
        await t.settled(pilot)
        assert not app.screen.query("#panel")
        await t.by_keys(pilot, until="changes")
        await pilot.resize_terminal(120, 30)
        await t.settled(pilot)
        assert app.screen.query_one("#panel").display
        assert "Ontslag" in str(app.screen.query_one("#panel .said", Words).render())


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("width", [60, 80, 120])
async def test_the_line_with_the_keys_fits_and_always_has_the_way_out_and_the_list_of_everything(
    language: str, width: int
) -> None:
    app = t.app_for(language)
    async with app.run_test(size=(width, 24)) as pilot:
        for where, keys in (("talk", ()), ("review", ("f4",)), ("danger", ("f9",)), ("result", None)):
            await (t.at_result(pilot) if keys is None else t.at(pilot, until="cues"))
            await pilot.press(*(keys or ()))
            await t.settled(pilot)
            bar = app.screen.query_one(KeyBar)
            assert cell_len(bar.text) <= width, where
            for name in ("F1", "Esc", "Ctrl+P", "F8"):
                assert f" {name} " in bar.text, where
            assert {"help", "step_out", "palette", "leave"} <= {action for action, _, _ in bar.taps}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_help_names_a_key_once(language: str) -> None:
    for where in sorted({where for key in KEYS for where in key.where}):
        (keys,) = [text for heading, text in help_lines(where, t.app_for(language).words) if heading and "\t" in text]
        names = [line.partition("\t")[0] for line in keys.split("\n")]
        assert len(names) == len(set(names)), where


async def test_the_header_names_the_part_of_the_question_that_is_shown() -> None:
    app = t.app_for()
    async with app.run_test(size=(120, 30)) as pilot:
        await t.at(pilot, until="own_impression")
        now = app.screen.heading()
        app.screen.revisit("events")
        await t.settled(pilot)
        assert app.screen.heading() != now
        await pilot.press("escape")
        await t.settled(pilot)
        assert app.screen.heading() == now


async def test_short_questions_have_air_between_them_and_columns_that_line_up() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 30)) as pilot:
        await t.at(pilot, until="about_event@dismissal")
        await t.settled(pilot)
        view = t.prompt(app).query_one(RowsView)
        rows = [place for place, row in enumerate(view.rows) if row.beside]
        assert len({view.column_of(place) for place in rows}) <= 2
        groups = [view.lines_of(place)[0] for place, row in enumerate(view.rows) if row.style == "group"]
        drawn = view.lines(view.room)
        assert all(drawn[line - 1] == ((-1, ""),) for line in groups if line)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_contrast_of_our_themes(theme) -> None:
    wanted = 7.0 if theme is CONTRAST else 4.5
    extra = theme.variables
    pairs = [(theme.foreground, ground) for ground in (theme.background, theme.surface, theme.panel)]
    pairs += [(extra["quiet"], theme.background), (theme.primary, theme.background)]
    pairs += [(extra["danger-text"], extra["danger-background"])]
    for text, ground in pairs:
        assert _contrast(Color.parse(text), Color.parse(ground)) >= wanted, (text, ground)


def _contrast(one: Color, other: Color) -> float:
    def light(color: Color) -> float:
        parts = [part / 255 for part in color.rgb]
        red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


async def test_themes_take_turns() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        seen = []
        for _ in range(4):
            seen.append(app.theme)
            await pilot.press("ctrl+t")
        assert seen == ["dark", "contrast", "light", "dark"]


async def test_no_color_draws_no_colour_at_all() -> None:
    app = t.app_for(no_color=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="changes")
        await pilot.press("1", "ctrl+t")
        await t.settled(pilot)
        assert app.no_color
        colours = {
            colour
            for strip in app.screen._compositor.render_strips()
            for segment in strip.apply_filter(app._filters[-1], app.screen.background_colors[1])
            if segment.style
            for colour in (segment.style.color, segment.style.bgcolor)
            if colour is not None and not colour.is_default
        }
        assert colours == set()
        assert "[x]" in "".join(strip.text for strip in app.screen._compositor.render_strips())


async def test_a_long_transcript_shows_and_opens_the_line_that_was_clicked() -> None:
    lines = tuple(
        Line(f"q{n}", f"Question {n}, in words " * 5, f"answer {n}", "Noted." if n % 3 else "") for n in range(60)
    )
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        transcript = app.screen.query_one(Transcript)
        chosen: list[str] = []
        app.screen.revisit = chosen.append  # type: ignore[attr-defined]
        app.screen.query_one("#intro").display = False
        for shown in (lines[:40], lines, lines[:50]):
            transcript.show(shown)
            await t.settled(pilot)
            drawn = ["".join(part.text for part in transcript.render_line(y)) for y in range(transcript.size.height)]
            whole = " ".join(" ".join(drawn).split())
            assert [f"answer {n}" in whole for n in range(60)] == [n < len(shown) for n in range(60)]
            assert transcript.size.height == len([line for line in drawn if line.strip()])
            assert await pilot.click(transcript, offset=(4, transcript.size.height - 1))
            assert chosen.pop() == shown[-1].key
