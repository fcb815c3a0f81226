"""`bot delete`: destroys one conversation for a young person who asks the operator."""

from __future__ import annotations

from dataclasses import replace

import typer
from rich.console import Console

from bot.app import open_deps, open_doorbell
from bot.commands.staff_named import staff_named
from bot.logs import Log
from bot.services.delete_conversation import delete_conversation
from bot.services.errors import NotAllowedError, ServiceError, StillNeededError, UnknownConversationError
from bot.settings import Settings


class DeleteError(ServiceError):
    """Nothing was deleted. The message says what to do."""

    code = "delete"


def delete(settings: Settings, asked: str, by: str, out: Console, *, sure: bool) -> None:
    """Delete it, once somebody said that they are sure. Raises DeleteError, UnknownStaffError."""
    deps = open_deps(settings)
    administrator = staff_named(deps, by)
    if not sure and not typer.confirm(
        "Its words, facts, notes and record are destroyed, and nobody can bring them back. Delete it?"
    ):
        out.print("Nothing was deleted.")
        return
    doorbell = open_doorbell(settings, Log())  # so that pages which show it end at once, in whichever process they are
    try:
        gone = delete_conversation(replace(deps, doorbell=doorbell), asked, administrator)
    except NotAllowedError:
        raise DeleteError(f"{administrator.name} is no administrator who may sign in. Cure: --by the name of one.") from None
    except UnknownConversationError:
        raise DeleteError("No conversation has this id or code: it was deleted before, has expired, or never was.") from None
    except StillNeededError:
        raise DeleteError(
            "Somebody waits in it, or a counsellor talks in it. Nothing was deleted. Cure: wait until it has ended; the young "
            "person can delete it themselves at any time, from the menu of the chat."
        ) from None
    finally:
        doorbell.close()
    out.print(
        f"Deleted {gone.label}. Its key is destroyed, it is on the list that keeps restores from bringing it back, and the audit "
        "log has a line. Copies of backups can be read until their key ends: `bot keys new --backup`.",
        soft_wrap=True,
        highlight=False,
    )
