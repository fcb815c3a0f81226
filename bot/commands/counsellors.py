"""`bot add-counsellor`: gives a member of staff a name and a password."""

from __future__ import annotations

import secrets

from rich.console import Console

from bot.app import open_deps
from bot.commands.choice import choice
from bot.services.add_counsellor import add_counsellor
from bot.services.records import Role
from bot.settings import Settings


def add(settings: Settings, name: str, role: str, out: Console) -> None:
    """Add a counsellor with a made password, shown once."""
    chosen, password = choice(Role, role), secrets.token_urlsafe(12)
    counsellor = add_counsellor(open_deps(settings), name, password, chosen)
    out.print(f"Added {counsellor.name} ({counsellor.role.value}). Password, shown only now: [bold]{password}[/]", soft_wrap=True)
