"""Who is in: a cookie leads to a person, a person is nothing but a code drawn by lot, and has a folder of their own."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from assistant.content.regular import private_folder, read_regular
from assistant.web.gate import OWN_GROUPS, new_code, tidy

MOST_COOKIES = 2_000
KEY_NAME, KEY_BYTES = ".key", 32


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who gave the class code. `folder` exists only once a session has begun."""

    code: str
    folder: Path


class People:
    """Everyone who gave the class code since the server began, and the folders of those who came before."""

    def __init__(self, folder: Path) -> None:
        """`folder` holds one folder per person. Its names are fingerprints under a key of this machine: the codes themselves are written
        nowhere, and cannot be found back from a name.
        """
        self._folder = folder
        self._by_cookie: OrderedDict[str, Person] = OrderedDict()

    def newcomer(self) -> Person:
        """A person with a new code."""
        return self._person(new_code(OWN_GROUPS))

    def returning(self, typed: str) -> Person | None:
        """The person whose own code was typed; None when there is none with that code."""
        person = self._person(tidy(typed))
        known = person.folder.is_dir() or any(person.folder == other.folder for other in self._by_cookie.values())
        return person if tidy(typed) and known else None

    def admit(self, person: Person) -> str:
        """A new cookie for this person."""
        cookie = secrets.token_urlsafe(32)
        self._by_cookie[cookie] = person
        while len(self._by_cookie) > MOST_COOKIES:
            self._by_cookie.popitem(last=False)
        return cookie

    def by_cookie(self, cookie: str) -> Person | None:
        """The person with this cookie."""
        return self._by_cookie.get(cookie)

    def dismiss(self, cookie: str) -> None:
        """The cookie is worth nothing any more."""
        self._by_cookie.pop(cookie, None)

    def _person(self, code: str) -> Person:
        letters = tidy(code)
        shown = "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))
        said = b"even-meedenken:" + letters.encode()
        place = self._folder / hmac.new(self._key, said, hashlib.sha256).hexdigest()[:24]
        before = self._folder / hashlib.sha256(said).hexdigest()[:24]  # as versions without a key named it
        if before.is_dir() and not place.exists():
            with contextlib.suppress(OSError):
                before.rename(place)
        return Person(shown, place)

    @cached_property
    def _key(self) -> bytes:
        """The key of this machine, made the first time; where it cannot be kept, codes hold until the server ends."""
        path = self._folder / KEY_NAME
        try:
            private_folder(self._folder)
            with (
                contextlib.suppress(FileExistsError),
                open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream,
            ):
                stream.write(secrets.token_bytes(KEY_BYTES))
            key = read_regular(path, KEY_BYTES)
        except OSError:
            key = b""
        return key if len(key) == KEY_BYTES else secrets.token_bytes(KEY_BYTES)
