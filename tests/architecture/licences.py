"""Which licence each installed package is under: `make licences` prints it, and fails where one is unknown or does not fit ours."""

from __future__ import annotations

import re
import sys
import sysconfig
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from typing import Any, Final

from tests.architecture.sources import ROOT

OURS: Final = "unhook"
# Fit beside Apache-2.0 in something that an operator runs and we do not change. MPL and LGPL ask for their own files only.
FITS: Final = {
    "MIT", "MIT-0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "ISC", "PSF-2.0", "MPL-2.0", "LGPL-3.0-only", "TCL",
    "CNRI-Python", "Artistic-1.0-Perl",
}  # fmt: skip
# Programs that look at our files while they are written: nothing of them is in what is run or given away.
TOOLS_ONLY: Final = {"GPL-2.0-only", "GPL-3.0-or-later", "GPL-2.0-or-later"}
# Read by hand, where the package does not say it in a way that a program understands.
READ: Final[Mapping[str, str]] = {
    "text-unidecode": "Artistic-1.0-Perl OR GPL-2.0-or-later",
    "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",
    "axe-playwright-python": "MIT",  # the axe it carries is MPL-2.0
}
_AS_SPDX: Final = (
    (r"mozilla|mpl.?2", "MPL-2.0"),
    (r"apache", "Apache-2.0"),
    (r"\bmit\b", "MIT"),
    (r"bsd.?3|3.clause|new bsd", "BSD-3-Clause"),
    (r"bsd.?2|2.clause|simplified", "BSD-2-Clause"),
    (r"bsd", "BSD"),
    (r"\bisc\b", "ISC"),
    (r"python software|psf", "PSF-2.0"),
    (r"general public license v3 or later|gpl-3\.0-or-later", "GPL-3.0-or-later"),
)


@dataclass(frozen=True, slots=True)
class Licensed:
    """One package. `runs`: it is part of what an operator runs; the others are tools."""

    name: str
    version: str
    licence: str
    runs: bool

    @property
    def fits(self) -> bool:
        """Whether all that must hold holds: of "or" one, of "and" each."""
        allowed = FITS if self.runs else FITS | TOOLS_ONLY
        ways = self.licence.strip("()").split(" OR ")
        return any(all(one.strip("() ") in allowed for one in way.split(" AND ")) for way in ways)


def licensed() -> list[Licensed]:
    """Every installed package but our own, by name."""
    runs = running(tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8")))
    here = [sysconfig.get_path(kind) for kind in ("purelib", "platlib")]  # and not what others carry within themselves
    found = {name_of(one): one for one in distributions(path=here)}
    return [Licensed(name, one.version, licence_of(one), name in runs) for name, one in sorted(found.items()) if name != OURS]


def running(lock: Mapping[str, Any]) -> set[str]:
    """The names of all that is needed to run, extras included: a walk through the lock from our own entry."""
    packages = {one["name"]: one for one in lock["package"]}
    extras = packages[OURS].get("optional-dependencies", {}).values()
    found: set[str] = set()
    waiting = [*_names(packages[OURS]["dependencies"]), *(name for extra in extras for name in _names(extra))]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            one = packages[name]
            waiting += [
                *_names(one.get("dependencies", ())),
                *(n for extra in one.get("optional-dependencies", {}).values() for n in _names(extra)),
            ]
    return found


def _names(dependencies: Iterable[Mapping[str, Any]]) -> list[str]:
    return [one["name"] for one in dependencies]


def name_of(one: Distribution) -> str:
    """As the lock writes it."""
    return re.sub(r"[-_.]+", "-", one.metadata["Name"]).lower()


def licence_of(one: Distribution) -> str:
    """By its own expression, else what was read by hand, else what its older fields seem to say, else "unknown"."""
    if said := one.metadata.get("License-Expression"):
        return said
    if by_hand := READ.get(name_of(one)):
        return by_hand
    classifiers = [line for line in one.metadata.get_all("Classifier") or () if line.startswith("License ::")]
    for text in (*classifiers, *(one.metadata.get("License") or "").splitlines()[:1]):
        for pattern, spdx in _AS_SPDX:
            if re.search(pattern, text, re.IGNORECASE):
                return spdx
    return "unknown"


def main() -> int:
    """Print all, what runs first. Returns the exit code."""
    every = sorted(licensed(), key=lambda one: (not one.runs, one.name))
    for one in every:
        print(f"{'' if one.fits else 'DOES NOT FIT  '}{one.name} {one.version}  {one.licence}{'' if one.runs else '  (a tool)'}")
    return int(not all(one.fits for one in every))


if __name__ == "__main__":
    sys.exit(main())
