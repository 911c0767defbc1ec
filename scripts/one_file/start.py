"""Where the single file begins."""

import multiprocessing
import sys

multiprocessing.freeze_support()
if sys.argv[1:4] == ["-P", "-m", "assistant"]:  # it starts itself, as a Python would be started
    del sys.argv[1:4]

from assistant.__main__ import start  # noqa: E402

start()
