"""What the assistant is made of, from the locked list: names, versions, hashes and licences, as CycloneDX 1.5. The same list gives the same bytes.

python scripts/sbom.py >sbom.cdx.json
"""

from __future__ import annotations

import json
import re
import sys
import uuid
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

from licences import licence_of  # noqa: E402

from assistant import __version__  # noqa: E402

ROOT = Path(__file__).parents[1]


def locked(name: str = "run") -> dict[str, tuple[str, list[str]]]:
    """The packages of a list in requirements/, each with its version and the hashes of its files."""
    found: dict[str, tuple[str, list[str]]] = {}
    for line in (ROOT / "requirements" / f"{name}.txt").read_text("utf-8").splitlines():
        if entry := re.match(r"([A-Za-z0-9._-]+)==([^ ;\\]+)", line):
            found[entry[1]] = (entry[2], [])
        elif (hash_ := re.search(r"--hash=sha256:([0-9a-f]{64})", line)) and found:
            found[list(found)[-1]][1].append(hash_[1])
    return found


def sbom(name: str = "run") -> dict[str, Any]:
    """The whole document. A licence is told of what is installed here."""
    components = []
    for package, (version, hashes) in locked(name).items():
        purl = f"pkg:pypi/{package.lower()}@{version}"
        component: dict[str, Any] = {
            "type": "library",
            "bom-ref": purl,
            "name": package,
            "version": version,
            "purl": purl,
        }
        # One package has a file for each system: each is a reference of its own.
        component["externalReferences"] = [
            {
                "type": "distribution",
                "url": f"https://pypi.org/project/{package}/{version}/",
                "hashes": [{"alg": "SHA-256", "content": each} for each in hashes],
            }
        ]
        try:
            licence = licence_of(distribution(package))
        except PackageNotFoundError:
            licence = ""
        if licence:
            component["licenses"] = [{"expression": licence}] if " " in licence else [{"license": {"name": licence}}]
        components.append(component)
    program = {
        "type": "application",
        "bom-ref": "trigger-assistant",
        "name": "trigger-assistant",
        "version": __version__,
    }
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(components))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {"component": program},
        "components": components,
        "dependencies": [{"ref": "trigger-assistant", "dependsOn": [each["bom-ref"] for each in components]}],
    }


if __name__ == "__main__":
    print(json.dumps(sbom(), indent=1))
