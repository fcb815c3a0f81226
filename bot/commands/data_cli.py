"""The arguments of commands that care for the database and its keys; what each does is in a module of its own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.settings import Settings

migrate = typer.Typer(no_args_is_help=True, help="Which version the tables are at; bring them to the newest, or back.")
database = typer.Typer(no_args_is_help=True, help="Move everything from one database to another.")
keys = typer.Typer(no_args_is_help=True, help="The master key: what it wraps, a new one, and the way from the old to the new.")
_out = Console()


@migrate.command("state")
def migrate_state() -> None:
    """List the versions of the tables and where they are. Fails when that is not the one this program needs."""
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
def keys_new(
    backup: Annotated[bool, typer.Option("--backup", help="A key for backups instead of a master key.")] = False,  # noqa: FBT002
) -> None:
    """Make a key and print it, once. Nothing is changed: where to put it is said."""
    from bot.commands.keys import new, new_for_backups

    new_for_backups(_out) if backup else new(Settings(), _out)


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


def backup(
    file: Annotated[Path, typer.Argument(help="A new file; nothing is overwritten.")],
) -> None:
    """Write everything of one moment into one sealed file, while the service runs, and read it again to be sure."""
    from bot.commands.backup import backup as command

    command(Settings(), file, _out)


def restore(
    file: Annotated[Path, typer.Argument(help="What `bot backup` wrote.")],
    check: Annotated[bool, typer.Option("--check", help="Only read it to its end; needs no database.")] = False,  # noqa: FBT002
    deletions: Annotated[
        list[Path] | None, typer.Option(help="A folder of UNHOOK_DELETIONS; say it once for each host that had one.")
    ] = None,
    without_deletions: Annotated[  # noqa: FBT002
        bool, typer.Option("--without-deletions", help="The list is lost: what was deleted since comes back.")
    ] = False,
) -> None:
    """Restore a backup into an empty database, less what was deleted or has expired since."""
    from bot.commands.backup import Wanted
    from bot.commands.backup import check as check_file
    from bot.commands.backup import restore as command

    if check:
        check_file(Settings(), file, _out)
    else:
        command(Settings(), Wanted(file, tuple(deletions or ()), without_deletions=without_deletions), _out)


def delete(
    conversation: Annotated[str, typer.Argument(help="Its id, or the come-back code that opens it.")],
    by: Annotated[str, typer.Option(help="The name of the administrator who answers for it; goes into the audit log.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether you are sure.")] = False,  # noqa: FBT002
) -> None:
    """Destroy one conversation, for a young person who asks you and not the chat."""
    from bot.commands.delete import delete as command

    command(Settings(), conversation, by, _out, sure=yes)


def export(
    conversation: Annotated[str, typer.Argument(help="Its id, or the come-back code that opens it.")],
    by: Annotated[str, typer.Option(help="The name of the administrator who answers for it; goes into the audit log.")],
    file: Annotated[Path, typer.Option("--out", help="A new file: .html to be read, or .json.")],
) -> None:
    """Write everything that is held of one conversation, for a young person who asks for it."""
    from bot.commands.export import export as command

    command(Settings(), conversation, by, file, _out)
