"""`bot seed`: fills an empty installation with a demonstration, to look at the console and to take pictures of it."""

from __future__ import annotations

import secrets
from datetime import timedelta

from rich.console import Console

from bot.app import DATA, App, build, duty_ways, load_brain, now
from bot.commands.ports import PortInUseError, is_free
from bot.commands.seed_past import DAYS, Past
from bot.commands.seed_plot import Demo, Staff, load_demo
from bot.commands.seed_stage import Stage, played
from bot.logs import quiet_libraries
from bot.services.add_counsellor import add_counsellor
from bot.services.errors import ServiceError
from bot.services.pause import pause
from bot.services.staff import StaffChange, change_staff
from bot.settings import Settings, ensure_master_key


class SeedRefusedError(ServiceError):
    """Something speaks against a demonstration here. The message says what, and how to go on."""

    code = "seed_refused"


def seed(settings: Settings, out: Console, *, demo: bool = False) -> None:
    """Play the scene of data/seed/demo.yml; with `demo` sixty days before it, which takes minutes. Raises SeedRefusedError."""
    if not settings.master_key.get_secret_value() and ensure_master_key():
        settings = Settings()
    quiet_libraries()
    _refuse_in_use(settings)
    app = build(settings)
    plan = load_demo(DATA, app.practice)
    _refuse_conversations(app)
    stage = Stage(app, load_brain(app), now() - timedelta(days=DAYS + 1 if demo else 1), plan.follow_up)
    try:
        passwords = _add_staff(stage, plan)
        if demo:
            with out.status("Playing the past …") as status:
                for day in Past(stage, plan, list(app.practice.scripts.values())).days(now()):
                    status.update(f"Playing day {day} of {DAYS} …")
        _play_scene(stage, plan)
    finally:
        stage.close()
    _tell(settings, plan, passwords, out)


def _refuse_in_use(settings: Settings) -> None:
    """A server that runs would answer what is played, and tell the duty contact of it."""
    for name, port in (("UNHOOK_WEB_PORT", settings.web_port), ("UNHOOK_CONSOLE_PORT", settings.console_port)):
        if not is_free(settings.host, port):
            raise PortInUseError(name, port)
    if duty_ways(settings):
        raise SeedRefusedError(
            "A duty contact is set, who would be called to made-up people. Cure: unset UNHOOK_DUTY_EMAIL, UNHOOK_SMTP_URL and "
            "UNHOOK_DUTY_WEBHOOK, or seed another installation (UNHOOK_HOME)."
        )


def _refuse_conversations(app: App) -> None:
    with app.deps.store.read() as tx:
        if tx.quiet_since(now() + timedelta(days=1), 1):
            raise SeedRefusedError(
                "There are conversations here already, and made-up ones must not lie among them. Cure: set UNHOOK_HOME to a new "
                "folder (or UNHOOK_DATABASE_URL to an empty database), then seed that."
            )


def _add_staff(stage: Stage, plan: Demo) -> dict[str, str]:
    """Everybody of the plan; new passwords by name. Who is there already keeps theirs."""
    made: dict[str, str] = {}
    for one in plan.staff:
        with stage.deps.store.read() as tx:
            known = tx.counsellor_by_name(one.name)
        if known:
            stage.staff[one.name] = known[0]
            continue
        made[one.name] = secrets.token_urlsafe(12)
        added = add_counsellor(stage.deps, one.name, made[one.name], one.role)
        stage.staff[one.name] = change_staff(stage.deps, None, added.id, StaffChange(languages=one.languages, skills=one.skills))
    return made


def _play_scene(stage: Stage, plan: Demo) -> None:
    end = now()
    here = [one.name for one in plan.staff if one.pause is None]
    plays = [(end - timedelta(minutes=plot.began), played(stage, plot, here)) for plot in plan.now]
    first = min(at for at, _ in plays)
    stage.run([*plays, (first, stage.rounds(timedelta(seconds=30)))], end)
    for one in plan.staff:
        if one.pause:
            pause(stage.deps, stage.staff[one.name], one.pause)


def _tell(settings: Settings, plan: Demo, passwords: dict[str, str], out: Console) -> None:
    out.print("[bold]A demonstration is ready.[/] Everybody in it is made up.", "Never use this installation for young people.")
    for one in plan.staff:
        out.print(f"  {one.name:<8}{one.role.value:<15}{_password(one, passwords)}", soft_wrap=True)
    out.print(f"Start it with `bot run`, then sign in at {settings.console_address}.", soft_wrap=True)
    out.print("A chat whose counsellor has no console open goes back to the queue a minute after the start.", soft_wrap=True)


def _password(one: Staff, passwords: dict[str, str]) -> str:
    if one.name not in passwords:
        return "was here before, with the password they have"
    return f"password [bold]{passwords[one.name]}[/]  (shown only now)"
