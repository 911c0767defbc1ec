"""The licences of everything that is installed with the assistant: `python scripts/licences.py` lists them, and exits 1 when one does not fit.

Fits: may be used, changed and passed on together with code under the EUPL 1.2. A licence that is not known here does not fit until a person has
looked at it.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).parents[1]
PERMISSIVE = frozenset(
    ["Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MIT-0", "PSF-2.0", "MPL-2.0"]
)
WRITTEN = {
    "Apache 2": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "MIT License": "MIT",
    "Python Software Foundation License": "PSF-2.0",
}
"""Other ways in which packages write the same licence."""


def installed_with_it(lists: tuple[str, ...] = ("run",)) -> list[str]:
    """The names of the packages in requirements/*.txt, in the order of the lists, that hold for this system."""
    names = []
    for name in lists:
        for line in (ROOT / "requirements" / f"{name}.txt").read_text("utf-8").splitlines():
            if found := re.match(r"([A-Za-z0-9._-]+)==", line):
                names.append(found[1])
    return names


def licence_of(package: Distribution) -> str:
    """What a package says of its licence, as an SPDX expression where it can be told; empty when it says nothing."""
    told = package.metadata
    classifiers = [
        line.rsplit(" :: ", 1)[-1] for line in told.get_all("Classifier") or () if line.startswith("License ::")
    ]
    written = told["License-Expression"] or told["License"] or " AND ".join(classifiers)
    return WRITTEN.get(written, written) if "\n" not in written else " AND ".join(classifiers)


def fits(licence: str) -> bool:
    """Whether code under this licence (an SPDX expression) may go along with code under the EUPL 1.2."""
    if not licence:
        return False
    choices = [re.split(r"\s+AND\s+", choice) for choice in re.split(r"\s+OR\s+", licence.strip("()"))]
    return any(all(WRITTEN.get(part, part) in PERMISSIVE for part in parts) for parts in choices)


def table() -> list[tuple[str, str, str]]:
    """Name, version and licence of every package that is installed here with the assistant."""
    rows = []
    for name in installed_with_it():
        try:
            package = distribution(name)
        except PackageNotFoundError:  # for another system
            continue
        rows.append((package.name, package.version, licence_of(package)))
    return rows


def main() -> int:
    """Print a line per package; 1 when one does not fit."""
    wrong = 0
    for name, version, licence in table():
        fine = fits(licence)
        wrong += not fine
        sys.stdout.write(f"{name:24} {version:12} {licence or '-'}{'' if fine else '   <- look at this one'}\n")
    return int(wrong > 0)


if __name__ == "__main__":
    raise SystemExit(main())
