"""`bot duty`: how the duty contact is told; `bot duty test`: try it."""

from __future__ import annotations

import smtplib
import ssl
from typing import Final

from rich.console import Console

from bot.app import duty_ways
from bot.duty.mail import NoEncryptionError
from bot.duty.webhook import RefusedError
from bot.logs import quiet_libraries
from bot.services.tell_duty_contact import DutyWay
from bot.settings import Settings

NONE_SET: Final = "No duty contact is set: alarms that nobody answers ring in the consoles only."
HOW: Final = "set UNHOOK_DUTY_EMAIL and UNHOOK_SMTP_URL, or UNHOOK_DUTY_WEBHOOK"

# The first that fits; a fault's own words may hold an address, so they are not printed.
_CURES: Final[tuple[tuple[type[Exception], str], ...]] = (
    (NoEncryptionError, "the mail server offers no STARTTLS: use smtps://, or another server"),
    (smtplib.SMTPAuthenticationError, "name or password in UNHOOK_SMTP_URL is not right"),
    (smtplib.SMTPRecipientsRefused, "the mail server does not take mail for UNHOOK_DUTY_EMAIL"),
    (
        smtplib.SMTPSenderRefused,
        "the mail server does not take mail from this sender: add ?from= and an address to UNHOOK_SMTP_URL",
    ),
    (ssl.SSLCertVerificationError, "the server's certificate is not valid for its name"),
    (ssl.SSLError, "the server does not speak TLS there: smtps:// is for port 465, smtp:// for 587"),
    (RefusedError, "the other side does not take it: is UNHOOK_DUTY_WEBHOOK the address it gave?"),
    (OSError, "nobody answers there: check host and port, and whether this machine may call it"),
)
_ELSE: Final = "check the settings, and whether this machine may call the server"


def show(settings: Settings, out: Console) -> int:
    """Say which ways are set. Returns the exit code."""
    ways = duty_ways(settings)
    out.print(f"The duty contact is told by {' and '.join(way.name for way in ways)}." if ways else f"{NONE_SET} Cure: {HOW}.")
    return 0 if ways else 1


def test(settings: Settings, out: Console) -> int:
    """Send a test by every way. Returns the exit code: 0 when all worked."""
    quiet_libraries()
    ways = duty_ways(settings)
    if not ways:
        return show(settings, out)
    worked = [_try(way, out) for way in ways]
    return int(not all(worked))


def _try(way: DutyWay, out: Console) -> bool:
    try:
        way.tell(None)
    except Exception as fault:  # noqa: BLE001  whatever is wrong is what the test is there to say
        out.print(f"[red]failed[/]  {way.name}: {type(fault).__name__}. Cure: {_cure(fault)}.", soft_wrap=True)
        return False
    out.print(f"[green]sent[/]    {way.name}: now look whether it has arrived.", soft_wrap=True)
    return True


def _cure(fault: Exception) -> str:
    return next((cure for kind, cure in _CURES if isinstance(fault, kind)), _ELSE)
