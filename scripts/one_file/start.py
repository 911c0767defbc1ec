"""Where the single file begins."""

import multiprocessing

multiprocessing.freeze_support()

from assistant.__main__ import start  # noqa: E402

start()
