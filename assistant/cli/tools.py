"""`assistant explore, coverage, test, diff, graph, pack, translate, preview`: for who writes content. The work is in `authoring`."""

from __future__ import annotations

import sys
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from assistant import settings
from assistant.authoring import explore as walking
from assistant.authoring import graph as drawing
from assistant.authoring.coverage import cover
from assistant.authoring.diff import diff as compare
from assistant.authoring.extend import base_of, id_of, version_of
from assistant.authoring.packs import MAX_ZIP_BYTES, build, finder, install, installed, read, remove, whole
from assistant.authoring.preview import Preview
from assistant.authoring.script import Script
from assistant.authoring.sheet import export_sheet
from assistant.authoring.tell import (
    coverage_json,
    coverage_text,
    explored_json,
    explored_text,
    meaning_json,
    meaning_text,
    tested_json,
    tested_text,
)
from assistant.authoring.testing import run_tests
from assistant.authoring.translate import export_csv, import_texts, read_csv, texts_of
from assistant.cli.authoring import case_keys
from assistant.cli.common import (
    BAD_INPUT,
    emit,
    fail,
    folder_of,
    guarded,
    language_of,
    read_input,
    root_of,
    takes_pack,
    writes,
)
from assistant.cli.exploring import Run
from assistant.cli.preview import show_plain
from assistant.cli.sheets import received
from assistant.content.files import inside_package, shipped
from assistant.content.interface import phrases
from assistant.content.pack import read_pack
from assistant.content.regular import read_regular
from assistant.dialogue.answers import read_answers
from assistant.dialogue.guide import Guide
from assistant.errors import Finding, InputError, Place
from assistant.report.files import write_file
from assistant.result.shown import Shown

LANG = click.option("--lang", type=click.Choice(["nl", "en"]), help="Language of the output.")
SEED = click.option("--seed", type=int, default=1, show_default=True, help="Where the random walks begin.")


def guide_of(pack: Path | None) -> tuple[Guide, Traversable]:
    """A pack made ready, and its folder."""
    root = root_of(pack)
    return Guide(read_pack(root)), root


@click.command()
@takes_pack
@click.option("--dialogue", help="Only this conversation.")
@click.option("--reach", multiple=True, metavar="KIND:ID", help="Find the shortest conversation that leads to this.")
@click.option("--never", multiple=True, metavar="KIND:ID", help="No conversation may lead to this.")
@click.option("--always", multiple=True, metavar="KIND:ID", help="Every complete conversation must lead to this.")
@click.option("--number", type=click.IntRange(1), default=20_000, show_default=True, help="Walk at most so many.")
@click.option("--seconds", type=float, default=0.0, help="Stop after so many seconds.")
@SEED
@click.option("--state", type=click.Path(path_type=Path), help="Keep in this file how far it came, and go on from it.")
@click.option("--transcripts", type=click.Path(path_type=Path), help="A folder for the examples, as answers files.")
@writes("text", "json")
@LANG
@guarded
def explore(
    pack: Path | None,
    dialogue: str | None,
    reach: tuple[str, ...],
    never: tuple[str, ...],
    always: tuple[str, ...],
    number: int,
    seconds: float,
    seed: int,
    state: Path | None,
    transcripts: Path | None,
    form: str,
    out: Path | None,
    force: bool,
    lang: str | None,
) -> None:
    """Walk the conversations of PACK: how long, where they end, and whether what is promised holds.

    Ctrl+C stops and shows what is known; with --state the same command goes on from there.
    """
    language = language_of(lang)
    guide, _ = guide_of(pack)
    if dialogue is None and (reach or never or always):
        dialogue = guide.pack.main_dialogue
    scripts = [guide.dialogue(dialogue)] if dialogue else list(guide.pack.dialogues.values())
    pairs = [*(("reach", r) for r in reach), *(("never", r) for r in never), *(("always", r) for r in always)]
    wishes = walking.wishes_of(pairs, guide)
    run = Run(guide, seed, pairs, state, language)
    found = []
    with run:
        for script in scripts:
            options = run.options(script.id)
            found.append(walking.explore(guide, script, wishes, number=number, seed=seed, seconds=seconds, **options))
            if found[-1].stopped:
                break
    text = explored_json(found) if form == "json" else "\n".join(explored_text(one, language) for one in found)
    if transcripts is not None:
        transcripts.mkdir(parents=True, exist_ok=True)
        for one in found:
            for verdict in one.verdicts:
                if verdict.shown is not None:
                    name = f"{one.dialogue.id}-{verdict.kind}-{verdict.about.replace(':', '-')}".rstrip("-") + ".yaml"
                    write_file(transcripts / name, walking.playable(verdict.shown).encode(), overwrite=force)
    emit(text, out, force, language)
    raise SystemExit(0 if all(one.ok for one in found) else 1)


@click.command()
@takes_pack
@click.option("--number", type=click.IntRange(0), default=10_000, show_default=True, help="Conversations to explore.")
@SEED
@click.option("--all", "everything", is_flag=True, help="Name everything that is missing.")
@click.option("--strict", is_flag=True, help="Fail unless tests use every question, option and rule.")
@writes("text", "json")
@LANG
@guarded
def coverage(
    pack: Path | None,
    number: int,
    seed: int,
    everything: bool,
    strict: bool,
    form: str,
    out: Path | None,
    force: bool,
    lang: str | None,
) -> None:
    """How much of PACK its tests and an exploration use, and what no practice case trains."""
    language = language_of(lang)
    guide, root = guide_of(pack)
    found = cover(guide, root, settings.today(), number, seed)
    text = coverage_json(found) if form == "json" else coverage_text(found, language, everything=everything)
    emit(text, out, force, language)
    raise SystemExit(1 if strict and not found.whole() else 0)


@click.command()
@takes_pack
@writes("text", "json")
@LANG
@guarded
def test(pack: Path | None, form: str, out: Path | None, force: bool, lang: str | None) -> None:
    """Run every test of PACK: examples on rules, stories and transcripts. Those of a pack that it builds on are left to that pack."""
    language = language_of(lang)
    guide, whole = guide_of(pack)
    found = run_tests(guide, folder_of(pack), settings.today(), whole)
    emit(tested_json(found) if form == "json" else tested_text(found, language), out, force, language)
    raise SystemExit(0 if found.ok else 1)


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", required=False, type=click.Path(path_type=Path))
@click.option(
    "--number",
    type=click.IntRange(2),
    default=10_000,
    show_default=True,
    help="Compare all conversations of a dialogue, or else so many by lot.",
)
@SEED
@writes("text", "json")
@LANG
@guarded
def diff(
    old: Path, new: Path | None, number: int, seed: int, form: str, out: Path | None, force: bool, lang: str | None
) -> None:
    """What the difference between the packs OLD and NEW means for conversations, tests and cases."""
    language = language_of(lang)
    (before, old_root), (after, new_root) = guide_of(old), guide_of(new)
    found = compare(before, after, (old_root, new_root), settings.today(), number=number, seed=seed)
    emit(meaning_json(found) if form == "json" else meaning_text(found, language), out, force, language)


@click.command()
@click.argument("dialogue", required=False)
@click.option("--rules", is_flag=True, help="The rules, from facts to conclusions, instead of a conversation.")
@click.option("--about", metavar="KIND:ID", help="Only the rules that this conclusion rests on.")
@click.option("--answers", help="Mark the path, or the rules, of the conversation in this answers file.")
@click.option("--covered", is_flag=True, help="Mark what tests use.")
@click.option("--focus", metavar="QUESTION", help="Only this question, what comes before it, and what can come next.")
@click.option("--fold/--no-fold", default=None, help="One box for each section; by itself with more than 40 questions.")
@click.option("--open", "opened", metavar="SECTION", multiple=True, help="A section that is drawn whole all the same.")
@click.option("--pack", "pack", type=click.Path(path_type=Path), help="Another content pack (a folder).")
@writes("tree", "mermaid", "svg")
@LANG
@guarded
def graph(
    dialogue: str | None,
    rules: bool,
    about: str | None,
    answers: str | None,
    covered: bool,
    focus: str | None,
    fold: bool | None,
    opened: tuple[str, ...],
    pack: Path | None,
    form: str,
    out: Path | None,
    force: bool,
    lang: str | None,
) -> None:
    """Draw the conversation DIALOGUE, or the rules."""
    language = language_of(lang)
    guide, root = guide_of(pack)
    script = guide.dialogue(dialogue or guide.pack.main_dialogue)
    marked = _marked(guide, root, script.id, answers, covered)
    if about:
        walking.wishes_of([("about", about)], guide)
    if rules or about:
        refs = [about] if about else [f"{kind}:{name}" for kind, name in guide.reasoner.program.shown.values()]
        drawn = drawing.rules_graph(guide.pack, about or "", marked)
        tree = (
            drawing.rules_tree(guide.pack, sorted(refs, key=guide.pack.rank.__getitem__), marked)
            if form == "tree"
            else ""
        )
    else:
        known = {question.id for question in script.questions}, {section.id for section in script.sections}
        for word, names in ((focus, known[0]), *((name, known[1]) for name in opened)):
            if word and word not in names:
                fail(phrases(language, "tools")("graph.unknown", name=word, known=", ".join(sorted(names))), BAD_INPUT)
        folded = fold if fold is not None else len(script.questions) > drawing.MANY and form != "tree" and not focus
        view = drawing.View(folded, opened, focus or "")
        moves = drawing.moves_of(Script(guide, script))
        if not moves.whole:
            click.echo(phrases(language, "tools")("graph.part"), err=True)
        drawn = drawing.dialogue_graph(script, moves, language, marked, view)
        tree = drawing.dialogue_tree(script, moves, language, marked, view) if form == "tree" else ""
    text = {"tree": lambda: tree, "mermaid": lambda: drawing.to_mermaid(drawn), "svg": lambda: drawing.to_svg(drawn)}[
        form
    ]()
    emit(text, out, force, language)


def _marked(guide: Guide, root: Traversable, dialogue: str, answers: str | None, covered: bool) -> set[str]:
    """The questions and rules to mark."""
    marked: set[str] = set()
    if answers is not None:
        script = guide.dialogue(dialogue)
        session = read_answers(read_input(answers), answers, script, guide.pack, settings.today())
        position = guide.position(session)
        marked |= {turn.question.id for turn in position.turns}
        drawn = guide.reasoner.conclude_fast(position.situation)
        outcome = Shown(guide.pack, script.about).outcome(drawn, position.situation)
        marked |= {because.rule.id for each in outcome.because.values() for because in each}
    if covered:
        found = cover(guide, root, settings.today(), number=0)
        missing = {part.name for line in found.tests for part in line.missing}
        marked |= {q.id for q in guide.dialogue(dialogue).questions if f"{dialogue}.{q.id}" not in missing}
        marked |= {rule.id for rule in guide.pack.rules if rule.id not in missing}
    return marked


@click.group("pack")
def pack_group() -> None:
    """Share packs: make one file of a pack, install one, list them."""


@pack_group.command("build")
@takes_pack
@click.option("--out", type=click.Path(path_type=Path), help="Write to this file.")
@click.option("--force", is_flag=True, help="Write over an existing file.")
@LANG
@guarded
def pack_build(pack: Path | None, out: Path | None, force: bool, lang: str | None) -> None:
    """Make one file of PACK: content, tests, version, change log, licence, fingerprints."""
    language = language_of(lang)
    manifest, data = build(pack or root_of(None), finder(settings.home() / "packs"), case_keys)
    target = out or Path(f"{manifest.id}-{manifest.version}.zip")
    emit(data, target, force, language, told=True)
    size = len(data) // 1000
    told = {"id": manifest.id, "version": manifest.version, "digest": manifest.digest}
    click.echo(phrases(language, "tools")("pack.built", **told, file=target, size=size), err=True)


def _pack_file(file: Path) -> bytes:
    try:
        return read_regular(file, MAX_ZIP_BYTES)
    except OSError as error:
        raise InputError([Finding("input/unreadable", Place(str(file)), {"reason": error.strerror or "?"})]) from error


@pack_group.command("install")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace an installed pack with the same id.")
@LANG
@guarded
def pack_install(file: Path, force: bool, lang: str | None) -> None:
    """Check the pack in FILE and keep it beside the others."""
    words = phrases(language_of(lang), "tools")
    folder = settings.home() / "packs"
    manifest = install(_pack_file(file), file.name, folder, case_keys, replace=force)
    licence = manifest.licence or words("pack.no_licence")
    told = {"id": manifest.id, "version": manifest.version, "licence": licence, "folder": folder / manifest.id}
    click.echo(words("pack.installed", **told), err=True)


@pack_group.command("update")
@click.argument("file", type=click.Path(path_type=Path))
@LANG
@guarded
def pack_update(file: Path, lang: str | None) -> None:
    """Check the pack in FILE and put it in the place of the installed one with the same id."""
    words = phrases(language_of(lang), "tools")
    folder, data = settings.home() / "packs", _pack_file(file)
    name = read(data, file.name)[0].id
    known = dict(installed(folder))
    if name not in known:
        fail(words("pack.not_yet", id=name), BAD_INPUT)
    before = version_of(known[name])
    manifest = install(data, file.name, folder, case_keys, replace=True)
    click.echo(words("pack.updated", id=name, version=manifest.version, before=before), err=True)


@pack_group.command("remove")
@click.argument("name", metavar="ID")
@LANG
@guarded
def pack_remove(name: str, lang: str | None) -> None:
    """Remove the installed pack with this id. What was answered with it stays."""
    words = phrases(language_of(lang), "tools")
    folder = settings.home() / "packs"
    known = dict(installed(folder))
    if name not in known:
        fail(words("pack.unknown", id=name, known=", ".join(known) or "-"), BAD_INPUT)
    remove(name, folder)
    click.echo(words("pack.removed", id=name, folder=known[name]), err=True)


@pack_group.command("list")
@LANG
@guarded
def pack_list(lang: str | None) -> None:
    """The packs that are here, each with its version."""
    words = phrases(language_of(lang), "tools")
    click.echo(f"{id_of(shipped())} {version_of(shipped())} ({words('pack.shipped')})")
    for name, place in installed(settings.home() / "packs"):
        base = base_of(place)
        click.echo(f"{name} {version_of(place)}{f' + {base}' if base else ''}: {place}")


@click.group()
def translate() -> None:
    """All texts of a pack to a spreadsheet, and back."""


@translate.command("export")
@takes_pack
@click.option("--out", type=click.Path(path_type=Path), help="Write to this file instead of the screen.")
@click.option("--force", is_flag=True, help="Write over an existing file.")
@click.option("--case", default="", help="Only the texts of this case, in a workbook.")
@LANG
@guarded
def translate_export(pack: Path | None, out: Path | None, force: bool, case: str, lang: str | None) -> None:
    """Every text of PACK: as a workbook when --out ends in .xlsx, else as CSV."""
    if case or (out is not None and out.suffix.lower() == ".xlsx"):
        emit(export_sheet(folder_of(pack), case), out, force, language_of(lang))
        return
    data = export_csv(folder_of(pack))
    if out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    emit(data, out, force, language_of(lang))


@translate.command("import")
@click.argument("file")
@takes_pack
@click.option("--check", "only_check", is_flag=True, help="Only check; write nothing.")
@LANG
@guarded
def translate_import(file: str, pack: Path | None, only_check: bool, lang: str | None) -> None:
    """Check the workbook or CSV in FILE and write its texts into the files of PACK. A text that is newer in the files stays."""
    words = phrases(language_of(lang), "tools")
    root = folder_of(pack)
    if not isinstance(root, Path):
        fail(words("tools.pack_folder"), BAD_INPUT)
        return
    data = read_input(file)
    book = data.startswith(b"PK")
    left_out, cells = (
        received(data, file, root, language_of(lang)) if book else (0, read_csv(data, file, texts_of(root)))
    )
    done = import_texts(root, cells, lambda changed: whole(changed, settings.home() / "packs"))
    if not done.changed:
        click.echo(words("translate.nothing"), err=True)
        raise SystemExit(1 if left_out else 0)
    if only_check:
        click.echo(words("translate.checked", number=len(done.changed)), err=True)
        raise SystemExit(1 if left_out else 0)
    for name, data in done.files.items():
        write_file((root / name).resolve(), data, overwrite=True)
    click.echo(words("translate.done", number=len(done.changed), files=len(done.files)), err=True)
    raise SystemExit(1 if left_out else 0)


@click.command()
@click.argument("dialogue")
@click.option("--answers", help="Begin with the answers in this file.")
@click.option("--plain", is_flag=True, help="As plain text, printed again after every save.")
@click.option("--once", is_flag=True, help="Print once as plain text, and stop.")
@click.option("--pack", "pack", type=click.Path(path_type=Path), help="Another content pack (a folder).")
@LANG
@guarded
def preview(dialogue: str, answers: str | None, plain: bool, once: bool, pack: Path | None, lang: str | None) -> None:
    """Hold the conversation DIALOGUE as its files are now: what follows, what is wrong, again after every save."""
    language = language_of(lang)
    shown = Preview(root_of(pack), dialogue, settings.today())
    shown.reload(check=False)
    if answers is not None and shown.guide is not None:
        script = shown.guide.dialogue(dialogue)
        shown.session = read_answers(read_input(answers), answers, script, shown.guide.pack, settings.today())
    if plain or once or not settings.has_screen():
        show_plain(shown, pack, language, once=once or not plain)  # into a pipe without --plain: once
        return
    from assistant.tui.cockpit.app import run_cockpit  # Textual: only when a screen is really opened

    own = folder_of(pack)
    folder = own if isinstance(own, Path) and own.is_dir() and not inside_package(own) else None
    raise SystemExit(run_cockpit(shown, lambda: root_of(pack), folder, language, no_color=settings.no_color()))
