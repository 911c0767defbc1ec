"""A pack of which a few files are other than on disk: to try a change before it is made."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any


@dataclass(frozen=True)
class Overlay(Traversable):
    """A folder of which some files have other contents. `path` is the way from `root` to here."""

    root: Traversable
    over: Mapping[str, bytes]
    path: str = ""

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2] or self.root.name

    def _real(self) -> Traversable:
        return self.root.joinpath(*self.path.split("/")) if self.path else self.root

    def is_dir(self) -> bool:
        """Whether this is a folder, on disk or because of a file put into it."""
        return self._real().is_dir() or any(name.startswith(self.path + "/") for name in self.over)

    def is_file(self) -> bool:
        """Whether this is a file."""
        return self.path in self.over or self._real().is_file()

    def iterdir(self) -> Iterator[Overlay]:
        """What is in this folder."""
        start = f"{self.path}/" if self.path else ""
        real = {item.name for item in self._real().iterdir()} if self._real().is_dir() else set()
        extra = {name.removeprefix(start).partition("/")[0] for name in self.over if name.startswith(start)}
        for name in sorted(real | extra):
            yield self.joinpath(name)

    def joinpath(self, *descendants: str | os.PathLike[str]) -> Overlay:
        """Further down."""
        parts = [self.path, *(os.fspath(each) for each in descendants)]
        return Overlay(self.root, self.over, "/".join(part for part in parts if part))

    def __truediv__(self, child: str | os.PathLike[str]) -> Overlay:
        return self.joinpath(child)

    def open(self, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        """Open the file for reading."""
        if self.path not in self.over:
            return self._real().open(mode, *args, **kwargs)  # type: ignore[call-overload]
        stream = io.BytesIO(self.over[self.path])
        return stream if "b" in mode else io.TextIOWrapper(stream, encoding="utf-8")

    def read_bytes(self) -> bytes:
        """The contents."""
        return self.over[self.path] if self.path in self.over else self._real().read_bytes()

    def read_text(self, encoding: str | None = None, errors: str | None = None) -> str:
        """The contents as text."""
        return self.read_bytes().decode(encoding or "utf-8", errors or "strict")
