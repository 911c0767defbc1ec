"""`assistant serve`: practice in the browser, for rooms with locked-down machines."""

from __future__ import annotations

import ipaddress
import platform
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from assistant import settings
from assistant.cli.common import BAD_INPUT, directory_path, fail, guarded, language_of, open_guide, shared
from assistant.content.interface import phrases
from assistant.content.model import Language

if TYPE_CHECKING:
    from assistant.web.server import Plan

LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})


@click.command()
@click.option("--port", type=click.IntRange(0, 65_535), default=8000, show_default=True, help="0: any free port.")
@click.option("--host", default="localhost", show_default=True, help="The address to listen on.")
@click.option("--open-to-network", is_flag=True, help="Allow a --host that others can reach; nothing is encrypted.")
@click.option("--public-url", default="", metavar="URL", help="The address of the proxy that stands before this.")
@click.option("--most", type=click.IntRange(1, 500), default=30, show_default=True, help="Sessions at once.")
@click.option("--self-check", is_flag=True, help="Offer the self-check too, not only practice.")
@click.option("--owner", default="", metavar="NAME", help="Whose machine this is, as the pages say it.")
@shared
@guarded
def serve(
    port: int,
    host: str,
    open_to_network: bool,
    public_url: str,
    most: int,
    self_check: bool,
    owner: str,
    lang: str | None,
    pack_dir: Path | None,
) -> None:
    """Offer practice in the browser to who has the class code; on this computer only, unless told otherwise."""
    language = language_of(lang)
    words = phrases(language, "web")
    public_url = _address(public_url, language)
    if not is_local(host) and not open_to_network:
        fail(words("serve.host", host=host), BAD_INPUT)
    try:
        from assistant.web.server import run
    except ImportError:
        fail(words("serve.missing"), BAD_INPUT)
        return
    open_guide(pack_dir)  # what is wrong with the content is told here, not in thirty browsers
    owner = owner.strip() or words("owner.unnamed", name=platform.node() or host)
    names = frozenset({*LOCAL, _in_address(host)}) if is_local(host) else frozenset()
    plan = _plan(language, owner, most=most, self_check=self_check, names=names, public_url=public_url)

    def told(port_used: int) -> None:
        _tell(
            plan, language, public_url or f"http://{_in_address(host)}:{port_used}", open_to_network=not is_local(host)
        )

    try:
        run(plan, "127.0.0.1" if host == "localhost" else host.strip("[]"), port, told)
    except OSError as error:
        fail(words("serve.taken", port=port, host=host, reason=error.strerror or type(error).__name__), BAD_INPUT)


def is_local(host: str) -> bool:
    """Whether only this computer can reach an address."""
    try:
        return host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _in_address(host: str) -> str:
    """A host as it stands in the address of a page; this machine's own name for all of its addresses."""
    if host.strip("[]") in ("0.0.0.0", "::"):
        return platform.node()
    return f"[{host.strip('[]')}]" if ":" in host else host


def _address(url: str, language: Language) -> str:
    """The address of the proxy without a slash at the end; stops when it is none."""
    url = url.rstrip("/").lower()
    parts = urlsplit(url)
    if url and (parts.scheme not in ("http", "https") or not parts.netloc or parts.path or parts.query):
        fail(phrases(language, "web")("serve.url"), BAD_INPUT)
    return url


def _plan(
    language: Language, owner: str, *, most: int, self_check: bool, names: frozenset[str], public_url: str
) -> Plan:
    """All that the server needs to know; the command of a session is made of fixed words and of what stood on this command line."""
    from assistant.web.pages import House
    from assistant.web.server import Plan
    from assistant.web.session import Offer

    arguments = []
    pack = click.get_current_context().params.get("pack_dir")
    if isinstance(pack, Path):
        arguments += ["--pack", str(pack.resolve() if pack.exists() else pack)]
    directory, _named = directory_path()
    if directory.is_file():
        arguments += ["--directory", str(directory.resolve())]
    given = {
        "ASSISTANT_SERVED": "self_check" if self_check else "practice",
        "ASSISTANT_SERVED_BY": owner,
        "ASSISTANT_CACHE": str(settings.cache().resolve()),
    }
    return Plan(
        Offer(tuple(arguments), given),
        House(self_check, owner),
        settings.home().resolve() / "served",
        language,
        most,
        names,
        public_url,
    )


def _tell(plan: Plan, language: Language, address: str, *, open_to_network: bool) -> None:
    """On standard error: the code, the address, and what it means."""
    words = phrases(language, "web")
    offer = "serve.offer.self_check" if plan.house.self_check else "serve.offer.practice"
    lines = [
        words("serve.address", address=address),
        words("serve.code", code=plan.code),
        words(offer, most=plan.most, owner=plan.house.owner),
        words("serve.kept", folder=plan.folder),
        words("serve.stop"),
    ]
    if open_to_network:
        lines += ["", words("serve.open")]
        if plan.house.self_check:
            lines.append(words("serve.open.self_check"))
    click.echo("\n".join(lines), err=True)
