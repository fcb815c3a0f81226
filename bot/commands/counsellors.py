"""`bot counsellors …` and `bot add-counsellor`: who works here. Every change is a line in the audit log, by `system`."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from bot.app import open_deps
from bot.commands.choice import choice
from bot.commands.staff_named import staff_named
from bot.services.add_counsellor import add_counsellor
from bot.services.invite import invite
from bot.services.records import Role
from bot.services.staff import Member, disable, enable, reset_password, reset_second_factor, staff_list
from bot.settings import Settings


def add(settings: Settings, name: str, role: str, out: Console) -> None:
    """Add a counsellor with a made password, shown once."""
    chosen, password = choice(Role, role), secrets.token_urlsafe(12)
    counsellor = add_counsellor(open_deps(settings), name, password, chosen)
    out.print(f"Added {counsellor.name} ({counsellor.role.value}). Password, shown only now: [bold]{password}[/]", soft_wrap=True)


@dataclass(frozen=True, slots=True)
class About:
    """What is said of somebody who is invited. Languages and skills have commas between."""

    role: str
    languages: str = ""
    skills: str = ""
    capacity: int = 3


def invite_by_link(settings: Settings, name: str, about: About, out: Console) -> None:
    """Make an account, and print the link that sets its password."""
    lists = {"languages": _listed(about.languages), "skills": _listed(about.skills)}
    invited = invite(open_deps(settings), None, name, choice(Role, about.role), capacity=about.capacity, **lists)
    out.print(f"Invited {invited.counsellor.name} ({invited.counsellor.role.value}).")
    _print_link(settings, invited.token, out)


def reset(settings: Settings, name: str, out: Console, *, second_factor: bool) -> None:
    """Take the password away, and with `second_factor` those too; print the link for a new one."""
    deps = open_deps(settings)
    counsellor = staff_named(deps, name)
    if second_factor:
        reset_second_factor(deps, None, counsellor.id)
    token = reset_password(deps, None, counsellor.id).token
    gone = "the password and the second factors" if second_factor else "the password; second factors stay"
    out.print(f"Took away from {counsellor.name}: {gone}. Every browser of theirs is signed out.", soft_wrap=True)
    _print_link(settings, token, out)


def close(settings: Settings, name: str, out: Console) -> None:
    """Close an account."""
    deps = open_deps(settings)
    closed = disable(deps, None, staff_named(deps, name).id)
    out.print(f"{closed.name} cannot sign in any more. `bot counsellors enable` undoes it.", soft_wrap=True)


def reopen(settings: Settings, name: str, out: Console) -> None:
    """Open it again."""
    deps = open_deps(settings)
    opened = enable(deps, None, staff_named(deps, name).id)
    how = "with the password they had" if opened.has_password else "once they have a link: bot counsellors reset"
    out.print(f"{opened.name} can sign in again {how}.", soft_wrap=True)


def list_all(settings: Settings, out: Console) -> None:
    """Print the staff list."""
    table = Table("name", "role", "languages", "skills", "at once", "second factor", "state")
    for member in staff_list(open_deps(settings)):
        one = member.counsellor
        factor = "yes" if member.second_factor else "no"
        languages, knows = ", ".join(one.languages) or "any", ", ".join(one.skills)
        table.add_row(one.name, one.role.value, languages, knows, str(one.capacity), factor, _state(member))
    out.print(table)


def _listed(written: str) -> list[str]:
    return [one for part in written.split(",") if (one := part.strip())]


def _state(member: Member) -> str:
    one = member.counsellor
    if one.disabled_at is not None:
        return f"closed since {one.disabled_at:%Y-%m-%d}"
    if one.can_sign_in:
        return "can sign in"
    return f"invited until {member.invited_until:%Y-%m-%d %H:%M} UTC" if member.invited_until else "the link has expired"


def _print_link(settings: Settings, token: str, out: Console) -> None:
    out.print("Link, shown only now, good once and for two days. Send it to nobody but them:")
    out.print(f"{settings.console_address}/#invitation={token}", soft_wrap=True, highlight=False, markup=False)
