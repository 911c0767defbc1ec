"""Caddy and nginx as docs/serve.md has them, on another port than 443: pages, forms, cookies, headers, and who may be a trainer."""

from __future__ import annotations

import datetime
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

ROOT = Path(__file__).parents[2]
NAME = "oefenen.voorbeeld.nl"
PAGE = (ROOT / "docs" / "serve.md").read_text("utf-8")
BLOCKS = dict(re.findall(r"^```(caddy|nginx)\n(.*?)^```", PAGE, flags=re.S | re.M))
PLACES = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"))


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate of our own for the name in the docs, and its key."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    day = datetime.datetime(2020, 1, 1)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(day)
        .not_valid_after(day.replace(year=2090))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "cert.pem", folder / "key.pem"
    paths[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    form = serialization.PrivateFormat.PKCS8
    paths[1].write_bytes(key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()))
    return paths


def as_documented(kind: str, folder: Path, port: int, behind: int) -> list[str]:
    """The command that runs a proxy with the lines of the docs: only port, certificate and where we listen are other ones."""
    cert, key = certificate(folder)
    lines = BLOCKS[kind].replace("127.0.0.1:8000", f"127.0.0.1:{behind}")
    if kind == "caddy":
        lines = lines.replace(f"{NAME} {{", f"{NAME}:{port} {{\n    tls {cert} {key}", 1)
        file = folder / "Caddyfile"
        file.write_text(f"{{\n    admin off\n    auto_https disable_redirects\n}}\n{lines}", "utf-8")
        return ["caddy", "run", "--config", str(file), "--adapter", "caddyfile"]
    lines = lines.replace("listen 443", f"listen 127.0.0.1:{port}")
    lines = lines.replace("/etc/ssl/oefenen.pem", str(cert)).replace("/etc/ssl/oefenen.key", str(key))
    places = "".join(
        f"{name}_temp_path {folder / name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
    file = folder / "nginx.conf"
    file.write_text(f"{user}daemon off; pid {folder / 'pid'};\nevents {{}}\nhttp {{ {places}\n{lines}}}\n", "utf-8")
    return ["nginx", "-p", str(folder), "-e", "stderr", "-c", str(file)]


@contextmanager
def running(command: list[str], folder: Path, port: int, **more: str) -> Iterator[Path]:
    """A program that is ready once its port answers; gives the file with all that it wrote."""
    said = folder / f"{port}.log"
    with said.open("wb") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=log, stderr=log, env={**os.environ, "HOME": str(folder), **more}
        )
        try:
            end = time.monotonic() + 60
            while True:
                assert process.poll() is None, said.read_text("utf-8", "replace")
                try:
                    socket.create_connection(("127.0.0.1", port), 1).close()
                    break
                except OSError:
                    assert time.monotonic() < end, said.read_text("utf-8", "replace")
                    time.sleep(0.05)
            yield said
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


@pytest.mark.parametrize("kind", ["caddy", "nginx"])
def test_the_pages_behind_a_proxy_as_documented(kind: str, tmp_path: Path) -> None:
    program = shutil.which(kind, path=PLACES)
    if not program:
        pytest.skip(f"{kind} is not installed here: what docs/serve.md says of it was not run")
    port, behind = free_port(), free_port()
    public = f"https://{NAME}:{port}"
    serve = [sys.executable, "-m", "assistant", "serve", "--no-open", "--port", str(behind), "--public-url", public]
    serve += ["--self-check", "--trainer-header", "X-Remote-User"]
    _, *arguments = as_documented(kind, tmp_path, port, behind)
    trusted = ssl.create_default_context(cafile=str(tmp_path / "cert.pem"))
    with (
        running(serve, tmp_path, behind, ASSISTANT_HOME=str(tmp_path / "home")),
        running([program, *arguments], tmp_path, port) as said,
        httpx2.Client(verify=trusted, transport=Here(trusted), timeout=30) as web,
    ):
        start = web.get(f"{public}/")
        assert start.status_code == 200
        assert "max-age" in start.headers["strict-transport-security"]
        begun = web.post(f"{public}/check", data={"do": "begin", "dialogue": "self_check"}, headers={"Origin": public})
        assert begun.status_code == 303
        assert all("Secure" in cookie for cookie in begun.headers.get_list("set-cookie"))
        question = web.get(f"{public}{begun.headers['location']}")
        assert question.status_code == 200
        assert "vraag 1" in question.text
        for other in ("https://elsewhere.example", f"https://{NAME}"):  # the port is part of the name
            assert web.post(f"{public}/check", data={"do": "begin"}, headers={"Origin": other}).status_code == 403
        door = web.get(f"{public}/leiding", headers={"X-Remote-User": "somebody"})
        assert "Trainercode" in door.text
        assert begun.headers["location"].partition("=")[2] not in said.read_text("utf-8", "replace")
        assert "GET /" not in said.read_text("utf-8", "replace")


class Here(httpx2.HTTPTransport):
    """Asks this machine, whatever the name in the address."""

    def __init__(self, trusted: ssl.SSLContext) -> None:
        super().__init__(verify=trusted)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """The same request, to 127.0.0.1."""
        return super().handle_request(
            httpx2.Request(
                request.method,
                request.url.copy_with(host="127.0.0.1"),
                headers=request.headers,
                stream=request.stream,
                extensions={**request.extensions, "sni_hostname": NAME},
            )
        )
