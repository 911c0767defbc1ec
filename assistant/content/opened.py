"""Open a pack fast: from the cache when the same files were checked before, else by reading and checking them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import __version__
from assistant.content import cache, cache_files
from assistant.content.files import File, read_files
from assistant.content.model import Pack

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def open_pack(root: Traversable, folder: Path | None, approve: Callable[[Pack], object] | None = None) -> Pack:
    """The pack in `root`; `folder` is where checked packs are kept, None for never. Raises InputError with all that is wrong.

    What `approve` raises an error for is not kept, and so not given; a kept pack was approved before it was kept.
    """
    if folder is not None:
        files, findings = read_files(root)
        key = key_of(files)
        if not findings and (found := cache.fetch(folder, key)) is not None:
            return found
    # The readers and the YAML library: only when there is something to read.
    from assistant.content.pack import read_pack  # 60 ms, all readers: not when the pack was read before

    pack = read_pack(root)
    if approve is not None:
        approve(pack)
    # Read once more: a file that was saved in the meantime is in the pack, but not in its key.
    if folder is not None and not findings and key_of(read_files(root)[0]) == key:
        cache.store(folder, key, pack)
    return pack


def key_of(files: list[File]) -> str:
    """A fingerprint of the bytes of all files, their names, and the version of this program and its model."""
    whole = hashlib.sha256(f"{cache_files.MAGIC} {__version__} {cache.shape()}".encode())
    for _, name, data in files:
        whole.update(f"\n{name} {len(data)}\n".encode())
        whole.update(data)
    return whole.hexdigest()[:32]
