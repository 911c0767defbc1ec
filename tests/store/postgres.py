"""A PostgreSQL of our own for tests, from the binaries that are installed; nothing of it stays."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant.store.rooms import Store

KEY = bytes(32)
PLACES = ("/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt/postgresql", "/usr/local/opt/postgresql")


def binary(name: str) -> str:
    """Where a program of PostgreSQL is; empty when there is none."""
    found = [str(path) for place in PLACES for path in sorted(Path(place).glob(f"*/bin/{name}"))]
    return found[-1] if found else shutil.which(name) or ""


def missing() -> str:
    """Why there is no PostgreSQL to test with; empty when there is one."""
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return "psycopg is not installed (the extra postgres)"
    names = [name for name in ("initdb", "pg_ctl") if not binary(name)]
    return f"no {' and '.join(names)} on this machine: the store is tested on SQLite only" if names else ""


def _somebody() -> dict[str, Any]:
    """Whom to run it as: PostgreSQL refuses to run as root."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return {}
    import pwd

    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = names.get("postgres") or names["nobody"]
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


@contextmanager
def running() -> Iterator[str]:
    """A server on a socket of its own; gives its address."""
    who, home = _somebody(), Path(tempfile.mkdtemp(prefix="rooms-"))
    try:
        if who:
            os.chown(home, who["user"], who["group"])
        data, quiet = home / "data", {"stdout": subprocess.DEVNULL, "stderr": subprocess.STDOUT, "timeout": 120, **who}
        own = {**os.environ, "HOME": str(home), "LC_ALL": "C"}
        make = [binary("initdb"), "-D", str(data), "-A", "trust", "-U", "rooms", "--no-sync", "-E", "UTF8"]
        subprocess.run(make, check=True, cwd=home, env=own, **quiet)
        control = [binary("pg_ctl"), "-D", str(data), "-w", "-l", str(home / "log")]
        options = f"-c listen_addresses='' -c unix_socket_directories='{home}' -c fsync=off"
        subprocess.run([*control, "-o", options, "start"], check=True, cwd=home, env=own, **quiet)
        try:
            yield f"postgresql://rooms@/postgres?host={home}"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], check=True, cwd=home, env=own, **quiet)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def store(url: str, name: str) -> Store:
    """A store in a schema of its own, made anew."""
    import psycopg

    from assistant.store.rooms_pg import PostgresRooms

    schema = "".join(sign for sign in name.lower() if sign.isalnum())[:60]
    with psycopg.connect(url, autocommit=True) as db:
        db.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}".encode())
    return PostgresRooms(f"{url}&options=-csearch_path%3D{schema}", KEY)
