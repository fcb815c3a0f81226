"""`bot audit …`: reads the log of who did what, and proves that nobody has changed it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from rich.console import Console
from rich.table import Table

from bot.app import open_deps
from bot.commands.staff_named import staff_named
from bot.services.audit import SYSTEM
from bot.services.errors import ServiceError
from bot.services.ports import Deps
from bot.services.read_audit import NamedLine, Verdict, read_audit, verify_audit
from bot.services.records import AuditQuery
from bot.settings import Settings

_ANCHOR: Final = re.compile(r"(\d{1,10}):([0-9a-fA-F]{64})")


class AuditArgumentError(ServiceError):
    """What was given is no anchor, or no moment. The message says how it should look."""

    code = "audit_argument"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which lines are wanted, as they were typed."""

    since: str = ""
    by: str = ""
    conversation: str = ""
    most: int = 100


def verify(settings: Settings, last: str, out: Console) -> int:
    """Say whether the log is whole, and since when that can be proven. Returns the exit code."""
    number, hash_ = _anchor(last)
    found = verify_audit(open_deps(settings), number, hash_)
    if found.verdict is Verdict.WHOLE:
        since = f", and as it was at line {number}" if number is not None else ""
        out.print(f"The audit log is whole{since}: {found.anchor.number} lines.", soft_wrap=True)
        out.print("Keep this where nobody who can change the database can change it; give it back with --last:")
        out.print(str(found.anchor), soft_wrap=True, highlight=False)
        return 0
    out.print(f"[bold red]{_fault(found.verdict, found.line)}[/]", soft_wrap=True)
    out.print(
        "What to do: change nothing. Copy the database as it is, and keep the copy as evidence. Find out who could write to it "
        "past the program. Take the newest backup in which `bot audit verify` finds nothing wrong, and compare its lines with "
        "these. Tell your data-protection officer: the log no longer proves who read what from that line on.",
        soft_wrap=True,
    )
    return 1


def list_lines(settings: Settings, asked: Asked, out: Console) -> None:
    """Print lines, newest first."""
    deps = open_deps(settings)
    query = AuditQuery(
        since=_moment(asked.since), by=_who(deps, asked.by) if asked.by else None, conversation_id=asked.conversation or None
    )
    table = Table("line", "when (UTC)", "who", "did", "conversation", "about")
    for named in read_audit(deps, query, asked.most):
        table.add_row(*_row(named))
    out.print(table)


def _fault(verdict: Verdict, line: int) -> str:
    if verdict is Verdict.BROKEN:
        return f"The audit log is broken: line {line} was changed, taken out, or added by hand, or is missing at the end."
    if verdict is Verdict.ANCHOR_MISSING:
        return f"The audit log was cut short: line {line} is gone."
    return f"The audit log was written anew: line {line} is not the one that was there."


def _row(named: NamedLine) -> tuple[str, ...]:
    line = named.line
    return (
        str(line.number),
        f"{line.at.astimezone(UTC):%Y-%m-%d %H:%M:%S}",
        named.by_name or line.by,
        line.action,
        named.label or line.conversation_id or "",
        named.about_name or line.about or "",
    )


def _anchor(given: str) -> tuple[int | None, str]:
    if not given:
        return None, ""
    found = _ANCHOR.fullmatch(given.strip())
    if found is None:
        raise AuditArgumentError("--last is NUMBER:HASH, the last line that `bot audit verify` prints, or `anchor` in the log.")
    return int(found[1]), found[2]


def _moment(given: str) -> datetime | None:
    if not given:
        return None
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        raise AuditArgumentError("--since is a day such as 2026-03-01, or a moment such as 2026-03-01T22:00+01:00.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _who(deps: Deps, name: str) -> str:
    if name == SYSTEM:
        return SYSTEM
    return staff_named(deps, name).id
