"""What a terminal sends comes as whole pieces: the pieces of a function key never become answers."""

from __future__ import annotations

import random

import pytest
from textual import events

from assistant.tui.driver import Sequences
from assistant.tui.pieces import BROKEN_AFTER, ESC, PASTE_OVER, Pieces

FUNCTION_KEYS = {
    "\x1bOP": "f1",
    "\x1bOQ": "f2",
    "\x1bOR": "f3",
    "\x1bOS": "f4",
    "\x1b[15~": "f5",
    "\x1b[17~": "f6",
    "\x1b[18~": "f7",
    "\x1b[19~": "f8",
    "\x1b[20~": "f9",
    "\x1b[21~": "f10",
    "\x1b[[A": "f1",
    "\x1b[[E": "f5",
    "\x1b[A": "up",
    "\x1b[B": "down",
    "\x1b[C": "right",
    "\x1b[D": "left",
    "\x1b[5~": "pageup",
    "\x1b[6~": "pagedown",
    "\x1b[H": "home",
    "\x1b[F": "end",
    "\x1b[1;5C": "ctrl+right",
    "\x1b[Z": "shift+tab",
    "\x1b[3~": "delete",
}
APART = 0.25


class Terminal:
    """Gives text to the reader at times of a clock that only this test moves."""

    def __init__(self) -> None:
        self.pieces, self.sequences, self.now = Pieces(), Sequences(), 100.0
        self.events: list[object] = []

    def _take(self, pieces: object) -> None:
        for piece in pieces:
            self.events += self.sequences.events(piece)

    def send(self, text: str, after: float = 0.0) -> None:
        end = self.now + after
        while self.now + 0.05 < end:
            self.now += 0.05
            self._take(self.pieces.tick(self.now))
        self.now = end
        self._take(self.pieces.feed(text, self.now))

    def rest(self, seconds: float = 3.0) -> None:
        self.send("", seconds)

    @property
    def keys(self) -> list[str]:
        return [event.key for event in self.events if isinstance(event, events.Key)]


@pytest.mark.parametrize("sequence", FUNCTION_KEYS, ids=repr)
def test_a_key_in_one_piece(sequence: str) -> None:
    terminal = Terminal()
    terminal.send(sequence)
    assert terminal.keys == [FUNCTION_KEYS[sequence]]


@pytest.mark.parametrize("sequence", FUNCTION_KEYS, ids=repr)
@pytest.mark.parametrize("apart", [0.02, APART, 0.5])
def test_the_pieces_of_a_key_are_that_key_and_never_answers(sequence: str, apart: float) -> None:
    """Slowly, Esc comes first: it steps out and answers nothing."""
    terminal = Terminal()
    for sign in sequence:
        terminal.send(sign, apart)
    terminal.rest()
    assert terminal.keys in ([FUNCTION_KEYS[sequence]], ["escape", FUNCTION_KEYS[sequence]])
    assert not [key for key in terminal.keys if key.isdecimal()]


@pytest.mark.parametrize("sequence", [s for s in FUNCTION_KEYS if len(s) > 2], ids=repr)
def test_a_key_cut_once_anywhere(sequence: str) -> None:
    for cut in range(2, len(sequence)):
        terminal = Terminal()
        terminal.send(sequence[:cut])
        terminal.send(sequence[cut:], APART)
        assert terminal.keys == [FUNCTION_KEYS[sequence]]


@pytest.mark.parametrize(
    "broken",
    [
        *(
            "\x1b[2",
            "\x1b[20",
            "\x1b[",
            "\x1bO",
            "\x1b[1;",
            "\x1b[<0;10;1",
            "\x1b[M",
            "\x1b[M a",
            "\x1b]11;rgb:00",
            "\x1bP+r",
        ),
        *(
            "\x1b[99~",
            "\x1b[1;99X",
            "\x1b[>1u",
            "\x1b[?1;2c",
            "\x1b[>0;276;0c",
            "\x1b]0;12\x07",
            "\x1b]11;rgb:1/2/3\x1b\\",
        ),
        *(
            "\x1b[1114112u",
            "\x1b[999999999;9999999999~",
            "\x1b[9;9;9;9;9;9;9;9;9y",
            "\x1bP1+r544e=1\x1b\\",
            "\x1b_12\x1b\\",
        ),
        *("\x1b[48;20000;20000;1;1t", "\x1b[12;34;56", "\x1b[200", "\x1b[" + "1;" * 200 + "m", "\x1b[5n", "\x1b[0$y"),
    ],
    ids=repr,
)
def test_what_nobody_knows_becomes_nothing(broken: str) -> None:
    terminal = Terminal()
    terminal.send(broken)
    terminal.rest(BROKEN_AFTER + 0.2)
    assert [event for event in terminal.events if isinstance(event, events.Key | events.Resize)] == []
    terminal.send("1")
    assert terminal.keys == ["1"], "and the next key is read as always"


def test_escape_alone_is_escape_and_soon() -> None:
    terminal = Terminal()
    terminal.send(ESC)
    assert terminal.keys == []
    terminal.rest(0.15)
    assert terminal.keys == ["escape"]


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("1", ["1"]),
        ("Op", ["O", "p"]),
        ("Ontslag", list("Ontslag")),
        ("x[1", ["x", "left_square_bracket", "1"]),
        ("O", ["O"]),
    ],
)
@pytest.mark.parametrize("apart", [0.15, 0.7, 5.0])
def test_letters_typed_after_escape_are_letters(typed: str, keys: list[str], apart: float) -> None:
    terminal = Terminal()
    terminal.send(ESC)
    terminal.send(typed[0], apart)
    for sign in typed[1:]:
        terminal.send(sign, 0.12)
    terminal.rest()
    assert terminal.keys == ["escape", *keys]


def test_letters_with_alt_and_escape_twice() -> None:
    terminal = Terminal()
    terminal.send("\x1bx")
    assert terminal.keys == ["alt+x"]
    terminal.send(ESC + ESC)
    terminal.rest(0.3)
    assert terminal.keys == ["alt+x", "escape", "escape"]


@pytest.mark.parametrize("apart", [0.0, APART])
@pytest.mark.parametrize("size", [1, 3, 7, 1000])
def test_a_paste_is_one_paste_whatever_is_in_it_and_however_it_comes(size: int, apart: float) -> None:
    text = "een\n2\x1b[20~ drie ④ 112\n" * 2
    data = f"\x1b[200~{text}\x1b[201~"
    terminal = Terminal()
    for place in range(0, len(data), size):
        terminal.send(data[place : place + size], apart if place else 0.0)
    terminal.rest(0.5)
    pasted = [event.text for event in terminal.events if isinstance(event, events.Paste)]
    if size == 1 and apart:
        assert terminal.keys == ["escape"]  # as slow as that, Esc came first; the rest is still no answer
    else:
        assert terminal.keys == []
    assert pasted == [text]


def test_a_paste_whose_end_got_lost_is_taken_after_a_while() -> None:
    terminal = Terminal()
    terminal.send("\x1b[200~een twee")
    terminal.rest(PASTE_OVER + 0.2)
    assert [event.text for event in terminal.events] == ["een twee"]
    terminal.send("1")
    assert terminal.keys == ["1"]


@pytest.mark.parametrize("seed", range(30))
def test_any_bytes_in_any_pieces_never_break_it_and_it_reads_on(seed: int) -> None:
    chance = random.Random(seed)
    terminal = Terminal()
    signs = "\x1b\x1b\x1b[[O]P_;;<~Mmu0123456789ABCRtxyz\x07\\\x00\x9b�é "
    for _ in range(400):
        terminal.send(
            "".join(chance.choice(signs) for _ in range(chance.randrange(1, 9))), chance.choice((0, 0.01, 0.3, 2))
        )
    terminal.rest(5)
    terminal.send("\x1b[201~")
    terminal.events.clear()
    terminal.rest(5)
    terminal.send("\x1b[20~")
    assert terminal.keys == ["f9"]


def test_mouse_and_size_are_read() -> None:
    terminal = Terminal()
    terminal.send("\x1b[<0;10;5M\x1b[<0;10;5m\x1b[48;40;120;800;1600t")
    kinds = [type(event) for event in terminal.events]
    assert kinds == [events.MouseDown, events.MouseUp, events.Resize]


@pytest.mark.parametrize(("size", "comes"), [((400, 200), True), ((20_000, 24), False), ((80, 20_000), False)])
def test_no_driver_believes_in_a_window_without_end(size: tuple[int, int], comes: bool) -> None:
    """Also in a session in a browser, where another driver reads (R8)."""
    from textual.driver import Driver
    from textual.geometry import Size

    from assistant.tui.faults import within_reason

    passed: list[object] = []

    class Theirs(Driver):
        def __init__(self) -> None:
            pass

        def process_message(self, message: object) -> None:
            passed.append(message)

    bounded = within_reason(Theirs)
    bounded.__abstractmethods__ = frozenset()
    driver = bounded()  # type: ignore[call-arg]
    driver.process_message(events.Resize(Size(*size), Size(*size)))
    assert bool(passed) is comes
