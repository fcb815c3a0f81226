"""`bot doctor`: what is missing, and how to fix it, one line each."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from rich.console import Console
from sqlalchemy import func, inspect, select

from bot.app import DATA, ROOT, build_screen, channel_names, duty_ways, load_library, now, sso_provider
from bot.bus.valkey import open_server
from bot.channels.capabilities import BadChannelFileError, load_capabilities
from bot.channels.channel import BadChannelSettingError
from bot.commands.duty import HOW
from bot.commands.open_files import FEW, MORE, reachable
from bot.commands.ports import is_free
from bot.duty.errors import BadDutySettingError
from bot.edge.tls import TlsError, read_tls
from bot.guidance.languages import Offered
from bot.guidance.practice import load_practice
from bot.services.incidents import IncidentKind
from bot.settings import Settings
from bot.sso.errors import BadSsoSettingError
from bot.store.database import Database
from bot.store.engine import open_engine
from bot.store.keys import MasterKeys
from bot.store.schema import conversation_keys
from bot.store.schema_care import incidents
from bot.understanding.archive import newest
from bot.understanding.unpacked import is_unpacked
from bot.understanding.weights import MINILM, MULTILINGUAL, OURS

FREE_MB = 500
RENEW = 14  # days before a certificate is out of date; machines that renew do it earlier


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. A warning does not stop the product."""

    what: str
    problem: str | None = None
    cure: str = ""
    warning: bool = False


def doctor(settings: Settings, out: Console) -> int:
    """Look at everything the product needs. Returns the exit code: 0 when it can run."""
    findings = list(_look(settings))
    for finding in findings:
        if finding.problem is None:
            out.print(f"[green]ok[/]    {finding.what}")
        else:
            mark = "[yellow]note[/]" if finding.warning else "[red]wrong[/]"
            out.print(f"{mark}  {finding.what}: {finding.problem}", soft_wrap=True)
            out.print(f"      Cure: {finding.cure}", soft_wrap=True)
    return int(any(finding.problem and not finding.warning for finding in findings))


def _look(settings: Settings) -> Iterator[Finding]:
    supported = (3, 11) <= sys.version_info[:2] < (3, 13)
    yield Finding(
        "Python 3.11 or 3.12", None if supported else f"this is {sys.version.split()[0]}", "install Python 3.11 or 3.12"
    )
    yield _try("sentence encoder", MINILM.find, "run `make setup`")
    yield _try("multilingual encoder", MULTILINGUAL.find, "run `make setup`")
    yield from (_try(file.what.removeprefix("the "), file.find, file.cure) for file in OURS)
    yield _unpacked()
    content = _try("content in data/", lambda: load_library(settings), "correct the file and place named above")
    yield content
    if content.problem is None:
        yield _languages(load_library(settings).offered)
        yield _practice(settings)
    yield _try("trained model", lambda: newest(settings.models), "run `bot train`")
    yield _try("safety screen", lambda: build_screen(settings).assess("hello"), "correct data/risk, or run `bot train`")
    database = _try("database", lambda: _open_database(settings), "check UNHOOK_DATABASE_URL and the folder's rights")
    yield database
    yield _bus(settings)
    yield _master_key(settings, is_open=database.problem is None)
    yield _second_factor(settings)
    yield from _sso(settings)
    yield from (_port(settings.host, port) for port in (settings.web_port, settings.console_port))
    yield _tls(settings)
    yield _channels(settings)
    yield _duty_contact(settings, is_open=database.problem is None)
    free = shutil.disk_usage(settings.home if settings.home.exists() else ROOT).free // 2**20
    yield Finding("disk space", f"only {free} MB are free" if free < FREE_MB else None, "make room: a full disk loses messages")
    files = reachable()
    few = f"only {files} are allowed, and each person who chats needs one" if files < FEW else None
    yield Finding("open files", few, MORE.removeprefix("Cure: "), warning=True)
    built = (ROOT / "bot/web/static/chat.js").is_file() and (ROOT / "bot/console/static/console.js").is_file()
    yield Finding("built pages", None if built else "they are not there", "run `make ui`, or restore them from version control")


def _unpacked() -> Finding:
    problem = None if is_unpacked() else "they are not there: each process takes 80 MB more, and a second longer to start"
    return Finding("unpacked weights", problem, "run `bot train` where it may write to .rasa", warning=True)


def _languages(offered: Offered) -> Finding:
    what = f"languages offered: {', '.join(language.code for language in offered.languages)}"
    if not offered.drafts:
        return Finding(what)
    problem = f"{', '.join(offered.drafts)} is a draft that nobody reviewed: for trying it, never for young people"
    return Finding(what, problem, "unset UNHOOK_DRAFT_LANGUAGES", warning=True)


def _practice(settings: Settings) -> Finding:
    practice = load_practice(DATA, (language.code for language in load_library(settings).offered.languages))
    what = f"practice conversations: {len(practice.scripts)}"
    if not practice.faults:
        return Finding(what)
    first = practice.faults[0]
    return Finding(
        what, f"{len(practice.faults)} left out; {first.file}: {first.place}: {first.problem}", first.cure, warning=True
    )


def _try(what: str, look: Callable[[], object], cure: str) -> Finding:
    try:
        look()
    except Exception as error:  # noqa: BLE001  whatever is wrong is what the doctor is there to say
        return Finding(what, f"{type(error).__name__}: {error}", cure)
    return Finding(what)


def _open_database(settings: Settings, keys: MasterKeys | None = None) -> None:
    """Connect, and try the keys on what is there. Changes nothing: a database that is older than the program stays as it is."""
    engine = open_engine(settings.database)
    try:
        if inspect(engine).has_table(conversation_keys.name) and keys:
            Database(engine, keys).check_keys()
    finally:
        engine.dispose()


def _bus(settings: Settings) -> Finding:
    url = settings.bus_url.get_secret_value()
    if not url:
        return Finding("doorbell in memory, for one process")
    cure = "start the server, or check UNHOOK_BUS_URL; until then processes look for news every few seconds"
    return replace(_try("doorbell between processes", lambda: open_server(url).ping(), cure), warning=True)


def _master_key(settings: Settings, *, is_open: bool) -> Finding:
    value = settings.master_key.get_secret_value()
    if not value:
        return Finding(
            "master key",
            "there is none yet",
            "`bot run` makes one in .env; for a service, `bot keys new` prints one. Keep a copy apart from the database",
            warning=True,
        )

    def unlock() -> None:
        keys = MasterKeys.parse(value)
        if is_open:
            _open_database(settings, keys)

    finding = _try("master key", unlock, "restore UNHOOK_MASTER_KEY from your backup")
    env = ROOT / ".env"
    if finding.problem is None and os.name == "posix" and env.is_file() and env.stat().st_mode & 0o077:
        return Finding("master key", ".env can be read by others on this machine", "chmod 600 .env", warning=True)
    return finding


def _second_factor(settings: Settings) -> Finding:
    if settings.second_factor == "required":
        return Finding("second factor of staff")
    problem = "it is optional: a password that was guessed or phished opens the console"
    return Finding("second factor of staff", problem, "set UNHOOK_SECOND_FACTOR=required", warning=True)


def _sso(settings: Settings) -> Iterator[Finding]:
    """Nothing where it is not wanted. The provider itself is not asked: it may be down while this is installed."""
    if not settings.oidc_issuer:
        return
    try:
        sso_provider(settings)
    except BadSsoSettingError as error:
        yield Finding("single sign-on", error.problem, error.cure)
    else:
        yield Finding(f"single sign-on by {settings.oidc_name}")


def _channels(settings: Settings) -> Finding:
    """Which messaging apps are on. The platforms are not asked: `bot channels check NAME` does that."""
    try:
        on = channel_names(settings)
        for name in on:
            load_capabilities(DATA, name)
    except (BadChannelSettingError, BadChannelFileError) as error:
        return Finding("messaging apps", str(error), "`bot channels` says what each needs")
    return Finding(f"messaging apps: {', '.join(on) or 'none'}")


def _duty_contact(settings: Settings, *, is_open: bool) -> Finding:
    """Whether somebody outside the consoles would be told of an alarm, and whether that has worked."""
    try:
        ways = duty_ways(settings)
    except BadDutySettingError as error:
        return Finding("duty contact", error.problem, error.cure)
    if not ways:
        return Finding("duty contact", "none is set, so alarms ring in the consoles only", HOW, warning=True)
    failed = _untold(settings) if is_open else 0
    if failed:
        times = "once" if failed == 1 else f"{failed} times"
        problem = f"{times} it could not be told of an alarm, and no supervisor has looked at that yet"
        return Finding("duty contact", problem, "`bot duty test` says why", warning=True)
    return Finding(f"duty contact, told by {' and '.join(way.name for way in ways)}")


def _untold(settings: Settings) -> int:
    """How often the duty contact could not be told, as far as no supervisor has looked at it."""
    engine = open_engine(settings.database)
    try:
        if not inspect(engine).has_table(incidents.name):
            return 0
        failed = incidents.c.kind == IncidentKind.DUTY_CONTACT_FAILED.value
        with engine.connect() as connection:
            query = select(func.count()).select_from(incidents).where(failed, incidents.c.seen_at.is_(None))
            return int(connection.execute(query).scalar_one())
    finally:
        engine.dispose()


def _tls(settings: Settings) -> Finding:
    what = "HTTPS of the faces"
    try:
        tls = read_tls(settings.tls)
        left = (tls.ends() - now()).days if tls else None
    except (TlsError, ValueError) as error:
        return Finding(what, str(error), "put UNHOOK_TLS right, or leave it empty where the proxy is on this machine")
    if left is None:
        return Finding(f"{what}: left to the proxy")
    if left >= RENEW:
        return Finding(f"{what}: {left} days")
    problem = f"the certificate is good for {left} days" if left >= 0 else "the certificate is out of date"
    return Finding(what, problem, "renew it, then restart what serves it: it is read once", warning=left >= 0)


def _port(host: str, port: int) -> Finding:
    if is_free(host, port):
        return Finding(f"port {port}")
    return Finding(f"port {port}", "it is in use", "stop what uses it (Unhook itself?), or set another port", warning=True)
