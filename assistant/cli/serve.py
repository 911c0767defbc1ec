"""`assistant serve`: pages for the browser."""

from __future__ import annotations

import ipaddress
import platform
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO
from urllib.parse import urlsplit

import click

from assistant import settings
from assistant.cli.common import BAD_INPUT, fail, guarded, language_of, open_guide, shared
from assistant.cli.live_class import known_case, store_opener, sweep, told_of_classes
from assistant.content.interface import phrases
from assistant.content.model import Language

LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})


@click.command()
@click.option("--port", type=click.IntRange(0, 65_535), default=8000, show_default=True, help="0: any free port.")
@click.option("--host", default="localhost", show_default=True, help="The address to listen on.")
@click.option("--open-to-network", is_flag=True, help="Allow a --host that others can reach; nothing is encrypted.")
@click.option("--public-url", default="", metavar="URL", help="The address of the proxy that stands before this.")
@click.option(
    "--trusted-proxy",
    multiple=True,
    metavar="ADDRESS",
    help="From where the proxy asks, an address or a network; this computer when left out.",
)
@click.option("--self-check", is_flag=True, help="Offer the self-check beyond this computer too.")
@click.option("--exit-url", default="", metavar="URL", help="Where *leave quickly* leads; a page about the weather.")
@click.option("--open/--no-open", "opens", default=None, help="Open the browser; in a terminal it does.")
@click.option("--case", default="", metavar="CASE", help="Begin a class with this story at once.")
@click.option(
    "--mode", type=click.Choice(["simulation", "practice"]), default="simulation", show_default=True, help="Of --case."
)
@click.option("--store", default="", metavar="URL", help="Where classes are kept: postgresql://…; a file without it.")
@click.option(
    "--trainer-header",
    default="",
    metavar="NAME",
    help="The header in which the proxy says which trainer is signed on.",
)
@click.option("--owner", default="", metavar="NAME", help="Whose machine this is, as the pages say it.")
@shared
@guarded
def serve(
    port: int,
    host: str,
    open_to_network: bool,
    public_url: str,
    trusted_proxy: tuple[str, ...],
    self_check: bool,
    exit_url: str,
    opens: bool | None,
    case: str,
    mode: str,
    store: str,
    trainer_header: str,
    owner: str,
    lang: str | None,
    pack_dir: Path | None,
) -> None:
    """Offer the conversations as pages in the browser; on this computer only, unless told otherwise."""
    language = language_of(lang)
    words = phrases(language, "pages")
    public_url = _address(public_url, language)
    if not is_local(host) and not open_to_network:
        fail(words("serve.host", host=host), BAD_INPUT)
    if trainer_header and not public_url:
        fail(phrases(language, "room")("serve.header"), BAD_INPUT)
    if trusted_proxy and not public_url:
        fail(words("serve.proxy.url"), BAD_INPUT)
    proxies = _networks(trusted_proxy, language)
    owner = owner.strip() or words("owner.unnamed", name=platform.node() or host)
    names = frozenset({*LOCAL, _in_address(host)}) if is_local(host) else frozenset()
    listens = "127.0.0.1" if host == "localhost" else host.strip("[]")
    begin = Begin(case, mode, store, trainer_header)
    asked = Asked(
        language, listens, port, public_url, owner, names, is_local(host), self_check, exit_url, begin, proxies
    )
    try:
        _pages(asked, pack_dir, opens=_somebody_looks() if opens is None else opens)
    except OSError as error:
        fail(words("serve.taken", port=port, host=host, reason=error.strerror or type(error).__name__), BAD_INPUT)


@dataclass(frozen=True)
class Begin:
    """What stood there about live classes: the first story and how it is played, where rooms are kept, and the header of a proxy."""

    case: str
    mode: str
    store: str
    header: str


@dataclass(frozen=True)
class Asked:
    """What stood on the command line. `local` says whether only this computer can reach the address it `listens` on."""

    language: Language
    listens: str
    port: int
    public_url: str
    owner: str
    names: frozenset[str]
    local: bool
    self_check: bool
    exit_url: str
    classes: Begin
    proxies: tuple[str, ...] = ()

    def address(self, port: int) -> str:
        """The address to open in a browser."""
        host = "localhost" if self.listens == "127.0.0.1" else _in_address(self.listens)
        return self.public_url or f"http://{host}:{port}"


def _pages(asked: Asked, pack_dir: Path | None, *, opens: bool) -> None:
    """Serve the pages until told to stop. Raises OSError when the port cannot be used."""
    words = phrases(asked.language, "pages")
    try:
        from assistant.web import doors, edge, room, seal, site  # only there with the extra `web`
    except ImportError:
        fail(words("serve.missing"), BAD_INPUT)
        return
    here = asked.local and not asked.public_url
    if asked.self_check and not here and not asked.public_url.startswith("https://"):
        fail(words("serve.tls"), BAD_INPUT)
    guide, opened = open_guide(pack_dir), store_opener(asked.classes.store, asked.language)
    known_case(guide.pack, asked.classes.case, asked.language)
    reach = "" if asked.local or not asked.port else asked.address(asked.port)
    classes = room.ClassPlan(opened, reach=reach, header=asked.classes.header)
    plan = site.Plan(
        guide,
        seal.Keys(settings.home() / "web.key", time.time, settings.web_key()),
        settings.today,
        asked.language,
        doors.Address(
            asked.names, asked.public_url, tuple(map(ipaddress.ip_network, asked.proxies)) or doors.THIS_MACHINE
        ),
        conversations=here or asked.self_check,
        remote=not here,
        owner=asked.owner,
        exit_url=_address(asked.exit_url, asked.language, path=True) or site.WEATHER,
        classes=classes,
    )
    pages = site.Site(plan)

    def told(port_used: int) -> None:
        offer = "serve.offer.here" if here else "serve.offer.remote" if asked.self_check else "serve.offer.none"
        address = asked.address(port_used)
        said = [words("serve.address", address=address), words(offer, owner=asked.owner)]
        said += told_of_classes(pages, classes, address, asked.classes.case, asked.classes.mode, asked.language)
        said.append(words("serve.stop"))
        if not asked.local:
            said.append(words("serve.open"))
        click.echo("\n".join(said), err=True)
        if opens and here:
            import webbrowser  # only where somebody sits at this computer

            webbrowser.open(address)

    sweep(opened, asked.classes.store)
    edge.serve(pages.app(), asked.listens, asked.port, told)


def _somebody_looks() -> bool:
    """Whether somebody started this by hand: at a terminal, or from an icon without any window; not a service or a script."""
    stream: TextIO | None = sys.stderr  # None where a program of windows was started without one
    return stream is None or stream.isatty()


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


def _networks(given: tuple[str, ...], language: Language) -> tuple[str, ...]:
    """The networks of the proxy. Stops when one is none."""
    for each in given:
        try:
            ipaddress.ip_network(each)
        except ValueError:
            fail(phrases(language, "pages")("serve.proxy", given=each), BAD_INPUT)
    return given


def _address(url: str, language: Language, *, path: bool = False) -> str:
    """The address of the proxy without a slash at the end; with `path` that of any page. Stops when it is none."""
    url = url if path else url.rstrip("/").lower()
    parts = urlsplit(url)
    wrong = parts.scheme not in ("http", "https") or not parts.netloc or (not path and (parts.path or parts.query))
    if url and wrong:
        fail(phrases(language, "pages")("serve.exit" if path else "serve.url"), BAD_INPUT)
    return url
