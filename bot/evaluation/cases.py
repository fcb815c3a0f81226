"""Reads the cases that understanding is measured on: messages with the tier and situations people agreed on."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.safety.riskfile import RiskFileError
from bot.safety.tiers import Tier

Kind = Literal["situation", "ordinary", "idiom"]

IDIOM = "H09"  # "this homework is killing me": words of danger, and none meant
FAMILIES: Mapping[str, str] = {
    "A": "threats",
    "B": "demands",
    "C": "what has happened",
    "D": "who is doing it",
    "E": "who they are",
    "F": "feelings, fears",
    "G": "questions",
    "H": "suicide, self-harm",
    "I": "physical danger",
    "J": "someone else asks",
    "K": "anger, harm done",
    "L": "running the chat",
}

_ID = re.compile(r"[A-L][0-9]{2}")
_SHAPE = "write a line such as `T2 A01 B01 | he will send my pics to everyone unless i pay`"


class CaseFileError(RiskFileError):
    """A case file is broken. The message names the file, the line and the cure, for the person who edited it."""


@dataclass(frozen=True, slots=True)
class Case:
    """One message and what understanding should make of it. `situations`: the main one first; `context`: oldest first."""

    tier: Tier
    situations: tuple[str, ...]
    text: str
    context: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """An idiom, ordinary chat, or a situation that somebody is in."""
        if self.situations[:1] == (IDIOM,):
            return "idiom"
        return "ordinary" if self.tier is Tier.T4 else "situation"

    @property
    def family(self) -> str:
        """The letter of the main situation; empty where chat is no situation at all."""
        return self.situations[0][0] if self.situations else ""


def read_cases(folder: Path, known: Collection[str] = ()) -> tuple[Case, ...]:
    """All cases of a folder's `*.txt`, in the order of names and lines. `known`: the ids of the catalogue, to find slips.

    Raises CaseFileError.
    """
    cases = tuple(case for path in sorted(folder.glob("*.txt")) for case in _read_file(path, known))
    if not cases:
        raise CaseFileError(folder, "folder", f"it holds no cases; name a folder of *.txt files, and {_SHAPE}")
    return cases


def _read_file(path: Path, known: Collection[str]) -> list[Case]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")  # splitlines() would also cut inside what people type
    except UnicodeDecodeError as error:
        raise CaseFileError(path, "file", "it is not UTF-8; save it as UTF-8") from error
    return [
        _read_line(path, f"line {number}", line.strip(), known)
        for number, line in enumerate(lines, start=1)
        if line.strip() and not line.lstrip().startswith("#")
    ]


def _read_line(path: Path, where: str, line: str, known: Collection[str]) -> Case:
    head, bar, said = line.partition("|")
    if not bar:
        raise CaseFileError(path, where, f"there is no `|` before the text; {_SHAPE}")
    tier, *ids = head.split() or [""]
    if tier not in Tier.__members__:
        raise CaseFileError(path, where, f"`{tier}` is no tier; begin with one of {', '.join(Tier.__members__)}")
    _check_ids(path, where, ids, known)
    if not ids and tier != Tier.T4.name:
        raise CaseFileError(path, where, f"{tier} needs a situation; only ordinary chat, T4, may have none")
    *context, text = (part.strip() for part in said.split(" >> "))
    if not text or not all(context):
        raise CaseFileError(path, where, f"a text is empty; {_SHAPE}, with earlier messages before ` >> `")
    return Case(Tier[tier], tuple(ids), text, tuple(context))


def _check_ids(path: Path, where: str, ids: list[str], known: Collection[str]) -> None:
    for number, id_ in enumerate(ids):
        if not _ID.fullmatch(id_):
            raise CaseFileError(path, where, f"`{id_}` is no situation; write a letter A to L and two digits, as in A01")
        if known and id_ not in known:
            raise CaseFileError(path, where, f"`{id_}` is not in the catalogue; use an id of data/risk/situations.yml")
        if id_ in ids[:number]:
            raise CaseFileError(path, where, f"`{id_}` is there twice; remove one")
