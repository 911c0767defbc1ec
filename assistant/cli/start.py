"""`assistant start`: a new case out of a round with a case, once its story is made up and holds nobody."""

from __future__ import annotations

from pathlib import Path

import click

from assistant import settings
from assistant.authoring.checking import check_pack
from assistant.authoring.from_round import HasVariants, case_from_round, looked_at, tried
from assistant.authoring.new import FOLDERS, SCHEMAS
from assistant.authoring.written import schema_line
from assistant.cli.authoring import case_keys
from assistant.cli.common import BAD_INPUT, emit, fail, folder_of, guarded, language_of, open_guide, root_of
from assistant.cli.new import _writable
from assistant.content.interface import phrases
from assistant.content.reader import ID
from assistant.content.telling import tell_all

YES, NO = frozenset(("ja", "j", "yes", "y")), frozenset(("nee", "n", "no"))


@click.command()
@click.argument("case")
@click.argument("name")
@click.option(
    "--pack", "pack_dir", type=click.Path(path_type=Path), required=True, help="The pack (a folder) to put it in."
)
@click.option("--lang", type=click.Choice(["nl", "en"]))
@guarded
def start(case: str, name: str, pack_dir: Path, lang: str | None) -> None:
    """Start a new case NAME from CASE, which you practised: asks whether it is made up, and shows what may lead to a real person."""
    language = language_of(lang)
    words, tools = phrases(language, "trainer"), phrases(language, "tools")
    if not ID.match(name):
        fail(tools("new.id", name=name, example="case_1"), BAD_INPUT)
    home, root = folder_of(pack_dir), root_of(pack_dir)
    if not _writable(home, pack_dir):
        fail(tools("new.no_pack"), BAD_INPUT)
    source, found = root, open_guide(pack_dir).pack.cases.get(case)
    if found is None:  # a pack that adds to the shipped one has only its own cases
        source, found = root_of(None), open_guide(None).pack.cases.get(case)
    if found is None:
        fail(words("start.no_case", word=case), BAD_INPUT)
        return
    said = str(click.prompt(words("start.made_up"), err=True)).strip().casefold()
    if said not in YES:
        fail(words("start.no" if said in NO else "start.unsure"), 0 if said in NO else BAD_INPUT)
    try:
        spots = looked_at(source, found)
    except HasVariants:
        fail(words("start.variants", word=case), BAD_INPUT)
        return
    if spots:
        click.echo(words("start.spots", number=len(spots)), err=True)
    instead = {
        spot.words: str(
            click.prompt(
                words("start.ask", kind=words(f"start.spot.{spot.kind}"), words=spot.words),
                default=spot.words,
                show_default=False,
                err=True,
            )
        )
        for spot in spots
    }
    place = f"{FOLDERS['case']}/{name}.yaml"
    data = schema_line(home, FOLDERS["case"], SCHEMAS["case"]).encode() + case_from_round(source, found, name, instead)
    report = check_pack(tried(root, place, data), settings.today(), more=case_keys)
    wrong = [finding for finding in report.findings if finding.severity == "error" and finding.place.file == place]
    if wrong:
        fail(tell_all(wrong, language, lambda file: (report.lines or {}).get(file, [])), 1)
    target = pack_dir / place
    target.parent.mkdir(parents=True, exist_ok=True)
    emit(data, target, False, language, told=True)
    target.chmod(0o644)
    click.echo(words("start.made", path=target, pack=pack_dir), err=True)
