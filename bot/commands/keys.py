"""`bot keys …`: what the master keys wrap, a new one, and the way from the old to the new."""

from __future__ import annotations

from typing import Final

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from bot.app import now, open_store
from bot.services.audit import SYSTEM, Action, note_in_audit
from bot.settings import Settings
from bot.store.backup_keys import GOOD_FOR, generate
from bot.store.engine import open_engine
from bot.store.keys import MasterKeys
from bot.store.rewrap import KeyState, key_state, rewrap


def show(settings: Settings, out: Console) -> int:
    """Print what each key wraps. Returns 1 when a key that is needed is not set."""
    master_keys = MasterKeys.parse(settings.master_key.get_secret_value())
    engine = open_engine(settings.database)
    try:
        found = key_state(engine, master_keys)
    finally:
        engine.dispose()
    table = Table("key", "wraps", "")
    for kid in [*master_keys.keys, *found.missing]:
        table.add_row(kid, str(found.wraps.get(kid, 0)), _role(kid, found))
    out.print(table)
    if found.missing:
        out.print("[bold red]A key is missing.[/] Cure: put it behind the others in UNHOOK_MASTER_KEY, a comma between.")
        return 1
    if found.to_do:
        out.print(f"{found.to_do} are wrapped by a key that is not the first. `bot keys rotate` wraps them with the first.")
    elif len(master_keys.keys) > 1:
        _print_codes(found, out)
    return 0


_FIRST: Final = (
    "Put it into UNHOOK_MASTER_KEY, and keep a copy on paper, apart from this machine and from every backup: without it no "
    "conversation can be read again."
)
_ANOTHER: Final = (
    "Keep a copy of it where you keep the old one. Then, in UNHOOK_MASTER_KEY: put it behind the old one, a comma between, "
    "and restart every process; then put it first, and restart them again (where there is one process, begin here); then "
    "`bot keys rotate`."
)


def new(settings: Settings, out: Console) -> None:
    """Print a new key, and the way it takes: the first one's is short."""
    out.print("A new master key, shown only now:")
    out.print(MasterKeys.generate(), soft_wrap=True, highlight=False, markup=False)
    out.print(_ANOTHER if settings.master_key.get_secret_value() else _FIRST, soft_wrap=True)


def new_for_backups(out: Console) -> None:
    """Print a new key for backups, and the way it takes."""
    out.print("A new key for backups, shown only now:")
    out.print(generate(now().date()), soft_wrap=True, highlight=False, markup=False)
    out.print(
        "Keep a copy of it where neither the backups nor the master key are. Put it first in UNHOOK_BACKUP_KEY, those before "
        f"behind commas. It makes backups for {GOOD_FOR.days} days. When the last backup of an older key may go, destroy "
        "every copy of that key: then nobody can read what was deleted, in whatever copy of a backup there may be.",
        soft_wrap=True,
    )


def rotate(settings: Settings, out: Console) -> int:
    """Wrap everything with the first key. Returns 1 when a process still wrote with another one."""
    master_keys = MasterKeys.parse(settings.master_key.get_secret_value())
    store, engine = open_store(settings), open_engine(settings.database)
    try:
        with Progress(console=out, transient=True, disable=not out.is_terminal) as progress:
            line = progress.add_task("Wrapping")
            done = rewrap(engine, master_keys, lambda rows, total: progress.update(line, completed=rows, total=total))
        if done.rows:
            with store.write() as tx:
                note_in_audit(tx, SYSTEM, Action.KEYS_ROTATED, now(), about=master_keys.current)
        found = key_state(engine, master_keys)
    finally:
        engine.dispose()
    out.print(f"Wrapped {done.rows} with the key {master_keys.current}.", highlight=False)
    if done.damaged:
        out.print(
            f"[bold red]{done.damaged} open with no key: somebody changed these rows in the database.[/] What they belong to "
            "cannot be read by anybody. Leave the old key set until the retention has taken them away.",
            soft_wrap=True,
        )
    if done.left:
        out.print(
            f"{done.left} were written with the old key meanwhile: a process still has it first. Cure: restart every process, "
            "then `bot keys rotate` again.",
            soft_wrap=True,
        )
        return 1
    if not done.damaged:
        _print_codes(found, out)
    return 0


def _role(kid: str, found: KeyState) -> str:
    if kid == found.current:
        return "the first: wraps what is new"
    if kid in found.missing:
        return "MISSING: not set, and needed"
    return "needed" if found.wraps.get(kid, 0) else "can be taken out"


def _print_codes(found: KeyState, out: Console) -> None:
    out.print("Nothing is wrapped by an older key any more: it can be taken out, and every copy of it destroyed.", soft_wrap=True)
    if found.come_back_codes or found.recovery_codes:
        out.print(
            f"But codes are kept as hashes and cannot be wrapped anew: of {found.come_back_codes} come-back codes and "
            f"{found.recovery_codes} recovery codes, those made with the old key end with it. Leave it set until the retention "
            "has passed since you put the new one first, and let staff make new recovery codes.",
            soft_wrap=True,
        )
