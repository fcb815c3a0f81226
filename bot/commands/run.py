"""`bot run`: serves, after making what the first run needs, and says where to look."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from rich.console import Console

from bot.app import App, build, channel_names
from bot.commands.choice import choice
from bot.commands.open_files import FEW, MORE, raise_limit
from bot.commands.ports import PortInUseError, is_free
from bot.logs import Log, quiet_libraries
from bot.readiness import tell_ready
from bot.serve import Role, serve
from bot.services.add_counsellor import add_counsellor
from bot.services.records import Role as StaffRole
from bot.settings import Settings, ensure_master_key

FIRST_NAME = "Sam"


class NoChannelError(Exception):
    """Nothing to serve."""

    def __init__(self) -> None:
        super().__init__("No messaging app is set, so this role has nothing to do. Cure: `bot channels` says what each needs.")


def run(settings: Settings, role: str, out: Console) -> None:
    """Serve a role until told to stop."""
    chosen = choice(Role, role)
    if ensure_master_key():
        out.print(
            "[bold yellow]A master key was made and written to .env.[/] Back it up somewhere safe, apart from the database: "
            "without it no conversation can be read again."
        )
        settings = Settings()
    quiet_libraries()
    apps = channel_names(settings)
    if chosen is Role.CHANNELS and not apps:
        raise NoChannelError
    _check_ports(settings, chosen, apps=bool(apps))
    _raise_open_files(out)
    log = Log()
    app = build(settings, log)
    if chosen in {Role.ALL, Role.CONSOLE}:
        _ensure_first_counsellor(app, out)
    _warn_of_drafts(app.library.offered.drafts, out)
    serve(app, chosen, log, lambda: _announce(settings, chosen, out, apps))


def _warn_of_drafts(drafts: Sequence[str], out: Console) -> None:
    if drafts:
        out.print(
            f"[bold red]DRAFT LANGUAGES ARE OFFERED: {', '.join(drafts)}.[/] Nobody reviewed these words: for trying them only, "
            "never for young people. Cure: unset UNHOOK_DRAFT_LANGUAGES.",
            soft_wrap=True,
        )


def _raise_open_files(out: Console) -> None:
    files = raise_limit()
    if files < FEW:
        out.print(
            f"[bold yellow]Only {files} open files are allowed:[/] about so many people can be here at once. {MORE}",
            soft_wrap=True,
        )


def _check_ports(settings: Settings, role: Role, *, apps: bool) -> None:
    ports = {Role.WEB: ("UNHOOK_WEB_PORT", settings.web_port), Role.CONSOLE: ("UNHOOK_CONSOLE_PORT", settings.console_port)}
    if apps:
        ports[Role.CHANNELS] = ("UNHOOK_CHANNELS_PORT", settings.channels_port)
    if settings.metrics_port and not is_free(settings.metrics_host, settings.metrics_port):
        raise PortInUseError("UNHOOK_METRICS_PORT", settings.metrics_port)
    for face, (setting, port) in ports.items():
        if role in {Role.ALL, face} and not is_free(settings.host, port):
            raise PortInUseError(setting, port)


def _ensure_first_counsellor(app: App, out: Console) -> None:
    """Make a first member of staff where there is none. The password is shown at once and never again: only its hash stays."""
    with app.deps.store.read() as tx:
        if tx.has_counsellors():
            return
    password = secrets.token_urlsafe(12)
    add_counsellor(app.deps, FIRST_NAME, password, StaffRole.ADMINISTRATOR)
    out.print(
        f"First counsellor:        name [bold]{FIRST_NAME}[/], password [bold]{password}[/]  (shown only now)", soft_wrap=True
    )


def _announce(settings: Settings, role: Role, out: Console, apps: Sequence[str]) -> None:
    if role in {Role.ALL, Role.WEB}:
        out.print(f"Chat for young people:   {settings.scheme}://{settings.host}:{settings.web_port}", soft_wrap=True)
    if role in {Role.ALL, Role.CONSOLE}:
        out.print(f"Counsellors' console:    {settings.scheme}://{settings.host}:{settings.console_port}", soft_wrap=True)
    if apps and role in {Role.ALL, Role.CHANNELS}:
        out.print(f"Messaging apps:          {', '.join(apps)}, at {settings.channels_address}/channels/…", soft_wrap=True)
    out.print("Ready. Ctrl-C stops.")
    tell_ready()
