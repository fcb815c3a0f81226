"""Reads the audit log with the names that belong to its ids, and checks that nobody has changed it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.services.ports import Deps
from bot.services.records import AuditAnchor, AuditLine, AuditQuery


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A line with names beside the ids, where there is somebody or something with this id."""

    line: AuditLine
    by_name: str | None
    about_name: str | None
    label: str | None  # of the conversation; None when it is gone


def read_audit(deps: Deps, query: AuditQuery, limit: int) -> Sequence[NamedLine]:
    """The lines that are asked for, newest first."""
    with deps.store.read() as tx:
        lines = tx.find_audit_lines(query, limit)
        names = {one.id: one.name for one in tx.counsellors()}
        found = {id_: tx.conversation(id_) for id_ in {one.conversation_id for one in lines} if id_}
    labels = {id_: one.label for id_, one in found.items() if one}
    return [NamedLine(one, names.get(one.by), names.get(one.about or ""), labels.get(one.conversation_id or "")) for one in lines]


class Verdict(StrEnum):
    """What was found."""

    WHOLE = "whole"
    BROKEN = "broken"
    ANCHOR_MISSING = "anchor_missing"  # the log is shorter than it once was
    ANCHOR_DIFFERS = "anchor_differs"  # it was written anew


@dataclass(frozen=True, slots=True)
class Verified:
    """The verdict, the line it is about, and where the log ends now."""

    verdict: Verdict
    line: int
    anchor: AuditAnchor


def verify_audit(deps: Deps, number: int | None = None, hash_: str = "") -> Verified:
    """Check every line against the one before it, and the log against an anchor that was written down earlier."""
    with deps.store.read() as tx:
        broken = tx.broken_audit_line()
        anchor = tx.audit_anchor()
        then = tx.audit_hash(number) if number is not None else None
    if broken is not None:
        return Verified(Verdict.BROKEN, broken, anchor)
    if number is not None and then is None:
        return Verified(Verdict.ANCHOR_MISSING, number, anchor)
    if number is not None and then is not None and then.hex() != hash_.strip().lower():
        return Verified(Verdict.ANCHOR_DIFFERS, number, anchor)
    return Verified(Verdict.WHOLE, anchor.number, anchor)
