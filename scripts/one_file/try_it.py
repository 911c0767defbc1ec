"""Runs the single file as on a machine without Python: an empty home, no search path, no Python settings. Exits 1 when something does not work.

python scripts/one_file/try_it.py dist/assistant
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

FACTS = '{"as_of": "2026-11-24", "facts": [{"event": "dismissal", "when": "recent", "impact": "strong"}]}'


def main() -> int:
    program = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as home:
        bare = {"HOME": home, "ASSISTANT_HOME": home, "PATH": "", "LANG": "C.UTF-8", "TERM": "xterm-256color"}
        bare |= {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}

        def run(*arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
            return subprocess.run(
                [str(program), *arguments],
                input=typed,
                capture_output=True,
                encoding="utf-8",
                env=bare,
                cwd=home,
                check=False,
                timeout=120,
            )

        faults = []
        version = run("--version", "--json")
        told = json.loads(version.stdout) if version.returncode == 0 else {}
        print(f"version {told.get('version')}, engine {told.get('engine')}, checked by {told.get('check')}")
        for name, done, wanted in (
            ("version", version, '"version"'),
            ("check", run("check"), ""),
            ("infer", run("infer", "-", "--format", "json", typed=FACTS), "conclusions"),
            ("plain", run("plain", typed="bewaar 7\n2\n5\n2\nstop\n"), "bewaard"),
            ("practise", run("practise", "--list"), ""),
            ("find", run("find", "is van school gestuurd"), ""),
            (
                "pdf",
                run(
                    "run",
                    "self_check",
                    "--answers",
                    "-",
                    "--format",
                    "pdf",
                    "--out",
                    "r.pdf",
                    typed='{"as_of": "2026-11-24", "answers": {"danger_now": "no"}}',
                ),
                "",
            ),
            ("serve", run("serve", "--help"), "serve"),
        ):
            works = done.returncode == 0 and wanted in done.stdout
            print(f"{name}: {'works' if works else 'FAILS'}")
            if not works:
                faults.append(name)
                print(done.stdout[-400:], done.stderr[-2000:])
    print(f"{program.name}: {program.stat().st_size / 1e6:.0f} MB, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
