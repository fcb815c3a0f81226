"""Mail to the duty contact, handed to real servers: plain, STARTTLS with a password, TLS from the first byte."""

from __future__ import annotations

import smtplib
import socket
import ssl
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.duty.errors import BadDutySettingError
from bot.duty.mail import Mail, MailServer, NoEncryptionError
from bot.safety.tiers import Tier
from bot.services.tell_duty_contact import Notice
from tests.unit.duty.conftest import PASSWORD, SENDER, USER, PostOffice

RANG = datetime(2026, 3, 1, 21, 4, tzinfo=UTC)
NOTICE = Notice(2, Tier.T0, RANG, RANG + timedelta(minutes=3, seconds=5))
TO = ("duty@example.org", "lead@example.org")


def mail(office: PostOffice, url: str, context: ssl.SSLContext | None = None) -> Mail:
    made = Mail(MailServer.parse(url.format(port=office.port)), TO, SENDER)
    return replace(made, context=context) if context else made


def test_it_says_how_many_how_urgent_since_when_and_where_to_go_and_nothing_else(plain_office: PostOffice) -> None:
    mail(plain_office, "smtp://localhost:{port}?from=unhook@example.org").tell(NOTICE)
    (letter,) = plain_office.letters
    assert (letter["Subject"], letter["From"]) == ("Harbour Line: 2 chats need a person (T0)", "unhook@example.org")
    assert letter.get_content().splitlines() == [
        "2 chats need a person now, and nobody has come.",
        "Most urgent: T0, danger now. Ringing since 21:04 UTC (3 min).",
        "Console: https://console.example.org",
        "This message holds nothing that anybody wrote.",
    ]
    assert plain_office.recipients == list(TO)


def test_a_test_says_that_it_is_one(plain_office: PostOffice) -> None:
    mail(plain_office, "smtp://localhost:{port}").tell(None)
    (letter,) = plain_office.letters
    assert letter["Subject"] == "Harbour Line: test"
    assert "Nobody is waiting" in letter.get_content()
    assert letter["From"] == TO[0]  # nobody else is known


def test_starttls_and_the_password_are_used(office: PostOffice, trusting: ssl.SSLContext) -> None:
    login = "post%40example.org:a%3Avery%2Fsecret%40word"
    mail(office, f"smtp://{login}@localhost:{{port}}", trusting).tell(NOTICE)
    assert (office.encrypted, office.users) == ([True], [USER])
    assert office.letters[0]["From"] == USER


def test_a_wrong_password_is_refused_by_the_server(office: PostOffice, trusting: ssl.SSLContext) -> None:
    with pytest.raises(smtplib.SMTPAuthenticationError):
        mail(office, "smtp://post%40example.org:wrong@localhost:{port}", trusting).tell(NOTICE)
    assert office.letters == []


def test_tls_from_the_first_byte(tls_office: PostOffice, trusting: ssl.SSLContext) -> None:
    mail(tls_office, "smtps://localhost:{port}", trusting).tell(NOTICE)
    assert tls_office.encrypted == [True]


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_certificate_that_nobody_vouches_for_is_not_trusted(office: PostOffice, tls_office: PostOffice, scheme: str) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        mail(office if scheme == "smtp" else tls_office, f"{scheme}://localhost:{{port}}").tell(NOTICE)


def test_a_server_elsewhere_without_encryption_is_told_nothing(plain_office: PostOffice) -> None:
    there = mail(plain_office, "smtp://localhost:{port}")
    with pytest.raises(NoEncryptionError):
        replace(there, server=replace(there.server, plain_allowed=False)).tell(NOTICE)
    assert plain_office.letters == []


def test_refused_recipients_are_an_error(plain_office: PostOffice) -> None:
    plain_office.refuses = True
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        mail(plain_office, "smtp://localhost:{port}").tell(NOTICE)


def test_nobody_at_the_port_is_an_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(OSError, match="refused"):
        Mail(MailServer.parse(f"smtp://127.0.0.1:{port}"), TO, SENDER).tell(NOTICE)


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example.org", MailServer("mail.example.org", 587, tls=False, plain_allowed=False)),
        ("smtps://mail.example.org", MailServer("mail.example.org", 465, tls=True, plain_allowed=False)),
        ("smtp://localhost:25", MailServer("localhost", 25, tls=False, plain_allowed=True)),
        (
            "smtp://me:pw@mail.example.org:2525?from=a@example.org",
            MailServer("mail.example.org", 2525, False, False, "me", "pw", "a@example.org"),
        ),
    ],
)
def test_the_address_of_the_server_is_read(url: str, server: MailServer) -> None:
    assert MailServer.parse(url) == server


@pytest.mark.parametrize("url", ["mail.example.org", "http://x", "smtp://", "smtp://h:port", "smtp://h:99999", "smtp://[::1"])
def test_what_is_no_such_address_is_told_with_a_cure_and_not_repeated(url: str) -> None:
    with pytest.raises(BadDutySettingError) as told:
        MailServer.parse(url)
    assert "Cure: smtp://name:password@mail.example.org:587" in str(told.value)
    assert f" {url} " not in str(told.value)


def test_a_password_is_in_no_description_of_the_way() -> None:
    assert PASSWORD not in repr(Mail(MailServer("h", 1, tls=False, plain_allowed=False, user="u", password=PASSWORD), TO, SENDER))
