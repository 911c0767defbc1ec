"""Whole conversations without a screen: as values, through the commands, and line by line; edited, kept, resumed, saved."""

from __future__ import annotations

import json
import random

from assistant.cli.headless import render
from assistant.dialogue.session import Session
from assistant.plain.lines import Line
from assistant.plain.talk import PlainTalk
from assistant.present.conversation import conversation
from assistant.report.files import write_file
from assistant.result.result import result_of_session
from assistant.store.kept import Shelf
from benchmarks.lot import answer_to, by_lot
from benchmarks.packs import DAY
from benchmarks.soaking.bench import LANGUAGES, Bench, must

FORMS = ("json", "md", "html", "text", "note")
TYPED = (
    "", "?", "waarom", "why", "terug", "back", "antwoorden", "review", "overzicht", "overview", "gevaar", "herhaal", "bewaar 3", "keep 2",
    "ontslagen van zijn werk", "she lost her job", "xyzzy", "wijzig 1", "change 2", "3 4", "1 2", "-", "ja", "nee", "2026-08", "12",
)  # fmt: skip


def warmed(bench: Bench) -> None:
    """Every form of report once: what a library loads the first time is no leak (that of the PDF takes some 50 MiB and two threads)."""
    guide = bench.guides["shipped"]
    result = result_of_session(guide, by_lot(guide, "self_check", random.Random(0)))
    for form in (*FORMS, "pdf"):
        render(result, form, "nl")


def sessions(bench: Bench, rng: random.Random) -> None:
    """A conversation by lot: three evaluators agree on it, edits are replayed, the result can be made in every form."""
    from reasoning.agree import disagreement

    name, guide, dialogue = bench.choice(rng)
    session = by_lot(guide, dialogue, rng)
    for _ in range(3):
        situation = guide.position(session).situation
        told = disagreement(guide.reasoner, situation)
        must(not told, f"{name} {dialogue}: {told}; answers {_answers(session)}")
        language = rng.choice(LANGUAGES)
        view = conversation(guide, session, language)
        must(len(view.lines) <= len(session.answers), "more lines than answers")
        bench.counted["results compared"] += 1
        session = _edited(bench, rng, session, dialogue, name)
    result = result_of_session(guide, session)
    form = rng.choice(FORMS) if rng.random() < 0.94 else "pdf"
    language = rng.choice(LANGUAGES)
    made = render(result, form, language)
    must(
        made == render(result_of_session(guide, session), form, language) or form == "pdf",
        f"{form}: two reports of one result differ",
    )
    path = bench.folder / f"report.{form}"
    write_file(path, made if isinstance(made, bytes) else made.encode(), overwrite=True)
    bench.counted["conversations"] += 1
    bench.counted["reports"] += 1


def _edited(bench: Bench, rng: random.Random, session: Session, dialogue: str, name: str) -> Session:
    """The session with one earlier answer changed, and then held to its end again."""
    guide = bench.guides[name]
    position = guide.position(session, silent_stops=True)
    if not position.turns:
        return session
    turn = rng.choice(position.turns)
    before = set(session.answers)
    session = session.answered(turn.key, answer_to(turn, rng))
    must(before <= set(session.answers), "an edit lost an answer")
    bench.counted["answers edited"] += 1
    for _ in range(200):
        current = guide.position(session, silent_stops=True).current
        if current is None:
            break
        session = session.answered(current.key, answer_to(current, rng))
    return session


def _answers(session: Session) -> dict[str, object]:
    return {key: answer.chosen or answer.rows or answer.state for key, answer in session.answers.items()}


def commands(bench: Bench, rng: random.Random) -> None:
    """The commands themselves, in this process: run, infer, find, practise, check."""
    from click.testing import CliRunner

    from assistant.cli.main import main

    guide = bench.guides["shipped"]
    answers = bench.folder / "answers.json"
    session = by_lot(guide, "self_check", rng)
    asked = guide.dialogue("self_check").by_id
    several = {key for key in session.answers if asked[key.partition("@")[0]].kind == "any_of"}
    plain = {key: _plain(value) for key, value in session.answers.items() if _plain(value) is not None}
    given = {key: value if key in several or not isinstance(value, list) else value[0] for key, value in plain.items()}
    answers.write_text(json.dumps({"as_of": DAY, "answers": given}), "utf-8")
    facts = bench.folder / "facts.json"
    picked = rng.sample(sorted(guide.pack.observed_ids["event"]), 2)
    facts.write_text(
        json.dumps({"as_of": DAY, "facts": [{"event": each, "when": "recent"} for each in picked]}), "utf-8"
    )
    language = rng.choice(LANGUAGES)
    for words, codes in (
        (["run", "self_check", "--answers", str(answers), "--format", rng.choice(("json", "text", "md"))], (0,)),
        (["infer", str(facts), "--format", "json"], (0,)),
        (["find", rng.choice(("is van school gestuurd", "lost his job", "xyzzy"))], (0, 1)),
        (["practise", "--list"], (0,)),
        (["check", str(bench.folder / "written"), "--today", DAY], (0, 1)),
    ):
        done = CliRunner().invoke(main, [*words, "--lang", language], env={"ASSISTANT_HOME": str(bench.home)})
        must(done.exit_code in codes, f"{words[0]} gave {done.exit_code}: {done.output[-400:]} {done.exception!r}")
        bench.counted["commands"] += 1


def _plain(answer: object) -> object:
    """An answer as an answers file has it; None for what such a file leaves out."""
    from assistant.dialogue.session import KNOWN, Answer

    assert isinstance(answer, Answer)
    if answer.state != KNOWN:
        return answer.state
    if answer.rows:
        return dict(answer.rows)
    if answer.moment:
        return answer.moment
    if answer.number:
        return answer.number // 1000
    return list(answer.chosen) or None


def line_by_line(bench: Bench, rng: random.Random) -> None:
    """Anything typed at the conversation line by line; what is kept is on disk, and resumes where it was."""
    name, guide, dialogue = bench.choice(rng)
    shelf = Shelf(bench.home / "plain", DAY)
    lines = iter([_line(rng) for _ in range(rng.randrange(20, 90))])
    written: list[str] = []
    line = Line(lambda prompt: next(lines, None), written.append)
    talk = PlainTalk(guide, dialogue, DAY, line, rng.choice(LANGUAGES), shelf, lambda prompt: "zeer geheim")
    talk.run()
    bench.counted["lines typed"] += len(written)
    if talk.keeping.kept is not None:
        there = shelf.open(talk.keeping.kept.id).session
        wanted = {key: _plain(answer) for key, answer in talk.talk.session.answers.items()}
        found = {key: _plain(answer) for key, answer in there.answers.items()}
        must(found == wanted, f"{name}: kept {found}, answered {wanted}")
        bench.counted["kept conversations compared"] += 1
    if rng.random() < 0.3:
        shelf.purge(everything=True)
    bench.counted["conversations"] += 1


def _line(rng: random.Random) -> str:
    return rng.choice(TYPED) if rng.random() < 0.3 else str(rng.randrange(0, 7))
