"""The arguments of `bot counsellors …` and `bot audit …`; what each does is in a module of its own."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from rich.console import Console

from bot.settings import Settings

counsellors = typer.Typer(no_args_is_help=True, help="Who works here: list, invite, reset, close accounts.")
audit = typer.Typer(no_args_is_help=True, help="Who read and changed what: read the log, and prove that it is whole.")
_out = Console()

Name = Annotated[str, typer.Argument(help="The name, as `bot counsellors list` shows it.")]


@counsellors.command("list")
def list_() -> None:
    """Everybody: role, languages, skills, conversations at once, second factor, whether they can sign in."""
    from bot.commands.counsellors import list_all

    list_all(Settings(), _out)


@counsellors.command("add")
def add(
    name: Annotated[str, typer.Argument(help="A first name; young people are shown it.")],
    role: Annotated[str, typer.Option(help="counsellor, supervisor or administrator")] = "counsellor",
    languages: Annotated[str, typer.Option(help="Tags with commas between, such as en,cy. Empty: any.")] = "",
    skills: Annotated[str, typer.Option(help="Ids of data/staff/skills.yml with commas between, such as suicide,under_13.")] = "",
    capacity: Annotated[int, typer.Option(help="Conversations at the same time.")] = 3,
) -> None:
    """Invite somebody: prints a link, good once and for two days, by which they set their password."""
    from bot.commands.counsellors import About, invite_by_link

    invite_by_link(Settings(), name, About(role, languages, skills, capacity), _out)


@counsellors.command("reset")
def reset(
    name: Name,
    second_factor: Annotated[bool, typer.Option("--second-factor", help="Take the second factors away too.")] = False,  # noqa: FBT002
) -> None:
    """Take the password away and print a link for a new one. Everybody who is signed in to the account is signed out."""
    from bot.commands.counsellors import reset as command

    command(Settings(), name, _out, second_factor=second_factor)


@counsellors.command("disable")
def disable(name: Name) -> None:
    """Close an account. Its browsers are signed out at once; an open stream ends within ten seconds."""
    from bot.commands.counsellors import close

    close(Settings(), name, _out)


@counsellors.command("enable")
def enable(name: Name) -> None:
    """Open a closed account again."""
    from bot.commands.counsellors import reopen

    reopen(Settings(), name, _out)


@audit.command("verify")
def verify(
    last: Annotated[str, typer.Option(help="NUMBER:HASH, as printed or logged before: also notices a log cut short.")] = "",
) -> None:
    """Check that no line of the log was changed, taken out or added. Fails, and names the first wrong line, otherwise."""
    from bot.commands.audit import verify as command

    sys.exit(command(Settings(), last, _out))


@audit.command("list")
def list_audit(
    since: Annotated[str, typer.Option(help="A day such as 2026-03-01, or a moment with its zone.")] = "",
    by: Annotated[str, typer.Option(help="The name of a member of staff, or `system`.")] = "",
    conversation: Annotated[str, typer.Option(help="The id of a conversation.")] = "",
    most: Annotated[int, typer.Option(help="How many lines, the newest.", min=1)] = 100,
) -> None:
    """Print lines of the log, newest first."""
    from bot.commands.audit import Asked
    from bot.commands.audit import list_lines as command

    command(Settings(), Asked(since, by, conversation, most), _out)
