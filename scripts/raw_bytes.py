"""Raw bytes through a pseudo-terminal into the real app, a third of them odd: no UTF-8, keys that do not exist, windows without end, broken
pastes. After each burst the app must be there, its answers not fewer than what was answered, and F9 must lead to whom to call.

    python scripts/raw_bytes.py [--minutes 5] [--seed 1]     (part of make soak)
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

from app_pty import AppProcess  # noqa: E402

from assistant.cli.common import open_guide  # noqa: E402

DAY = "2026-11-24"
KEYS = (b"1", b"2", b"\r", b" ", b"\x1b[A", b"\x1b[B", b"\x1b[5~", b"\x1b[6~", b"a", b"\xc3\xa9")
ODD = (
    *(b"\xe9x", b"\xff\xfe\x80", b"\x9b5~", b"\xf0\x9f", b"\xc3", b"\xed\xa0\x80", b"\x00", b"\x80\x80\x80"),
    *(b"\x1b[1114112u", b"\x1b[999999999;9999999999~", b"\x1b[48;20000;20000;1;1t", b"\x1b[99~", b"\x1b[1;99X"),
    *(b"\x1b[200~caf\xe9 x\x1b[201~", b"\x1b[?1;2c", b"\x1b]11;rgb:1/2/3\x07", b"\x1bP+r\x1b\\", b"\x1b[<0;9999;1M"),
)
DANGER, BACK = b"\x1b[20~", b"\x1b"
BURST = 40


def burst(draw: random.Random) -> bytes:
    """Some keys, a third of them odd; now and then bytes by lot, all of them beyond ASCII so that they are no key that ends the app."""
    parts = []
    for _ in range(BURST):
        if draw.random() < 2 / 3:
            parts.append(draw.choice(KEYS))
        elif draw.random() < 0.7:
            parts.append(draw.choice(ODD))
        else:
            parts.append(bytes(draw.randrange(0x80, 0x100) for _ in range(draw.randrange(1, 9))))
    return b"".join(parts)


def run(seconds: float, seed: int) -> tuple[int, int, list[str]]:
    """Bursts, bytes, and what went wrong."""
    draw, faults, bursts, sent = random.Random(seed), list[str](), 0, 0
    guide = open_guide(None)
    until = time.monotonic() + seconds
    while time.monotonic() < until and not faults:
        with tempfile.TemporaryDirectory() as folder:
            app = AppProcess(guide, Path(folder), DAY)
            app.wait_for(lambda seen: seen.get("question"))
            for _ in range(25):  # then another app: at the end of a conversation nothing new is tried
                data = burst(draw)
                os.write(app.terminal, data)
                bursts, sent = bursts + 1, sent + len(data)
                there = app.listen(0.3)
                if not there or b"Traceback" in app.out or (Path(folder) / "faults").exists():
                    faults.append(f"seed {seed}, burst {bursts}: {'fault' if there else 'ended'} after {data!r}")
                    break
                app.out = app.out[-100_000:]
                if time.monotonic() > until:
                    break
            if not faults:
                app.listen(3)
                app.out = b""
                os.write(app.terminal, DANGER)
                for _ in range(50):
                    app.listen(0.2)
                    if b"112" in app.out:
                        break
                else:
                    faults.append(f"seed {seed}, burst {bursts}: F9 does not lead to 112")
            app.kill()
    return bursts, sent, faults


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--minutes", type=float, default=5)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    bursts, sent, faults = run(given.minutes * 60, given.seed)
    print(f"{bursts} bursts, {sent} bytes, {len(faults)} faults (seed {given.seed})", *faults, sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
