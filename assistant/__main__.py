"""`python -m assistant`, and the command `assistant`: the program from its first import to its end."""

import atexit
import gc

# Importing, and a command that ends at once, throw nothing away: looking for garbage would only cost time (a tenth of `infer`).
# Commands that last begin to look again, see `assistant.cli.main`. At the end the whole memory is given back anyway.
gc.disable()
atexit.register(gc.freeze)

from assistant.cli.main import main  # noqa: E402


def start() -> None:
    """Run the command line; it ends the process."""
    main()


if __name__ == "__main__":
    start()
