"""No picture of the memory of this program on disk, however it ends: answers are in it."""

from __future__ import annotations

import contextlib
import sys

PR_SET_DUMPABLE = 4


def none_are_written(*, also_by_a_service: bool) -> None:
    """Ask the system for no core files; and that no service that gathers them gets one either, where that can be asked."""
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has none of this
        import resource  # only there on other systems than Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if also_by_a_service and sys.platform == "linux":
        with contextlib.suppress(ImportError, OSError, AttributeError):
            import ctypes  # a few milliseconds: not for commands that end at once

            ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
