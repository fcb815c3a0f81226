"""The arguments of commands that care for the database and its keys; what each does is in a module of its own."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from rich.console import Console

from bot.settings import Settings

migrate = typer.Typer(help="Which version the tables are at; bring them to the newest, or back.")
database = typer.Typer(no_args_is_help=True, help="Move everything from one database to another.")
keys = typer.Typer(no_args_is_help=True, help="The master key: what it wraps, a new one, and the way from the old to the new.")
_out = Console()


@migrate.callback(invoke_without_command=True)
def migrate_state(context: typer.Context) -> None:
    """List the versions of the tables and where they are. Fails when that is not the one this program needs."""
    if context.invoked_subcommand is None:
        from bot.commands.migrate import show

        sys.exit(show(Settings(), _out))


@migrate.command("up")
def migrate_up() -> None:
    """Bring the tables to the newest version. Several may do so at once: one works, the others wait."""
    from bot.commands.migrate import up

    up(Settings(), _out)


@migrate.command("down")
def migrate_down(
    to: Annotated[str, typer.Argument(help="A version that `bot migrate` lists, or `base`: no tables at all.")],
    lose: Annotated[bool, typer.Option("--lose", help="Also where the older version has no place for something.")] = False,  # noqa: FBT002
) -> None:
    """Bring the tables back to an older version, in one step or not at all. Stop the service first."""
    from bot.commands.migrate import down

    sys.exit(down(Settings(), to, _out, lose=lose))


@database.command("copy")
def database_copy(
    source: Annotated[str, typer.Option("--from", help="URL of the database that is copied; it stays as it is.")],
    target: Annotated[str, typer.Option("--to", help="URL of a new, empty database.")],
) -> None:
    """Copy everything, from SQLite to PostgreSQL or back: all of it or nothing, compared at the end. Stop the service first."""
    from bot.commands.copy_database import copy_database

    copy_database(source, target, _out)


@keys.command("state")
def keys_state() -> None:
    """How much each master key wraps, and which of them can be taken out. Changes nothing."""
    from bot.commands.keys import show

    sys.exit(show(Settings(), _out))


@keys.command("new")
def keys_new() -> None:
    """Make a master key and print it, once. Nothing is changed: where to put it is said."""
    from bot.commands.keys import new

    new(_out)


@keys.command("rotate")
def keys_rotate(
    yes: Annotated[bool, typer.Option("--yes", help="Every process of the service was started with both keys.")] = False,  # noqa: FBT002
) -> None:
    """Wrap everything with the first key of UNHOOK_MASTER_KEY while the service runs. Stopped, it goes on where it was."""
    from bot.commands.keys import rotate

    if not yes and not typer.confirm("Was every process of the service started with both keys, the new one first?"):
        _out.print("Nothing was changed. Restart them, then come back.")
        sys.exit(1)
    sys.exit(rotate(Settings(), _out))
