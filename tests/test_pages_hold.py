"""Every command, make target, script and link that stands in README.md and docs/ exists, with the options it is shown with."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from assistant.cli.main import main

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TARGETS = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M)
DRAWN = (ROOT / "scripts" / "screens.py").read_text("utf-8")
CODE = re.compile(r"^```.*?^```$|^ {4,}.*$|`[^`\n]+`", re.M | re.S)


def shown(page: Path, program: str) -> Iterator[str]:
    """What stands after the name of a program, up to a remark, in the code of a page."""
    for block in CODE.findall(page.read_text("utf-8")):
        for line in block.strip("`").splitlines():
            for part in re.split(r"\s{3,}(?=assistant )", re.sub(r"\s+#.*", "", line)):
                if found := re.match(rf"\s*(?:\$ )?(?:[A-Z_]+=\S+ )*(?:\.venv/bin/)?{program} ([\w[-].*)", part):
                    yield found[1].strip()


def words(told: str) -> list[str]:
    """A command as typed: of choices the first, without brackets and what was left out."""
    told = re.sub(r"\\?\|[^\s\]]+", "", told.replace("…", "X"))
    return [word for word in shlex.split(told.replace("[", " ").replace("]", " ").replace("'", '"')) if word]


def parses(typed: list[str]) -> None:
    """Raises click.UsageError when there is no such command or option."""
    command: click.Command = main
    context = click.Context(command, info_name="assistant")
    while typed and isinstance(command, click.Group):
        if not re.fullmatch(r"[a-z][a-z-]*", typed[0]):
            break
        name, typed = typed[0], typed[1:]
        inner = command.get_command(context, name)
        if inner is None:
            raise click.UsageError(f"no command {name}")
        command, context = inner, click.Context(inner, context, info_name=name)
    command.make_parser(context).parse_args(args=typed)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_shows_what_there_is(page: Path) -> None:
    wrong = []
    for told in shown(page, "assistant"):
        try:
            parses(words(told))
        except (click.UsageError, ValueError) as error:
            wrong.append(f"assistant {told}: {error}")
    for told in shown(page, "make"):
        wrong += [f"make {told}"] if told.split()[0] not in TARGETS else []
    for told in shown(page, "python"):
        for script in re.findall(r"scripts/\w+\.py", told):
            wrong += [] if (ROOT / script).is_file() else [script]
    for link in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8")):
        name = re.sub(r"-(normal|wide|small)-(dark|light|contrast)-(nl|en)$", "", Path(link).stem)
        drawn = link.endswith(".svg") and f'"{name}"' in DRAWN
        if "://" not in link and not (page.parent / link).exists() and not drawn:
            wrong.append(f"link {link}")
    assert wrong == []


def test_a_command_that_is_not_there_is_seen() -> None:
    with pytest.raises(click.UsageError):
        parses(["practice", "one"])
    with pytest.raises(click.UsageError):
        parses(["practise", "one", "--no-such-option"])
