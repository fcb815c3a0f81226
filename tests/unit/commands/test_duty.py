"""`bot duty`: what is set, and whether it works, said with a cure and without an address."""

from __future__ import annotations

import io
import socket

import pytest
from pydantic import SecretStr
from rich.console import Console

from bot.app import duty_ways, open_deps
from bot.commands.doctor import _duty_contact
from bot.commands.duty import show
from bot.commands.duty import test as send_test
from bot.duty.errors import BadDutySettingError
from bot.services.incidents import IncidentKind, report_incident
from bot.settings import Settings
from tests.unit.duty.conftest import Inbox, PostOffice, inbox, plain_office

__all__ = ["inbox", "plain_office"]


def with_duty(settings: Settings, email: str = "", smtp: str = "", webhook: str = "") -> Settings:
    changes = {"duty_email": email, "smtp_url": SecretStr(smtp), "duty_webhook": SecretStr(webhook)}
    return settings.model_copy(update={**changes, "name": "Harbour Line"})


def said(command: object, settings: Settings) -> tuple[int, str]:
    out = io.StringIO()
    assert callable(command)
    return command(settings, Console(file=out, width=300)), out.getvalue()


def test_nothing_set_is_said_with_a_cure(settings: Settings) -> None:
    for command in (show, send_test):
        code, told = said(command, with_duty(settings))
        assert code == 1
        assert "UNHOOK_DUTY_EMAIL and UNHOOK_SMTP_URL, or UNHOOK_DUTY_WEBHOOK" in told


def test_a_test_goes_by_every_way(settings: Settings, plain_office: PostOffice, inbox: Inbox) -> None:
    both = with_duty(settings, "duty@example.org", f"smtp://localhost:{plain_office.port}", inbox.url)
    assert said(show, both) == (0, "The duty contact is told by email and webhook.\n")
    code, told = said(send_test, both)
    assert (code, told.count("sent")) == (0, 2)
    assert plain_office.letters[0]["Subject"] == "Harbour Line: test"
    assert inbox.posts[0]["event"] == "test"


def test_one_way_that_fails_does_not_keep_the_other_from_being_tried(settings: Settings, inbox: Inbox) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    code, told = said(send_test, with_duty(settings, "duty@example.org", f"smtp://localhost:{port}", inbox.url))
    assert code == 1
    assert "email: ConnectionRefusedError. Cure: nobody answers there" in told
    assert "duty@example.org" not in told
    assert len(inbox.posts) == 1


@pytest.mark.parametrize(
    ("email", "smtp", "missing"),
    [("duty@example.org", "", "UNHOOK_SMTP_URL"), ("", "smtp://localhost", "UNHOOK_DUTY_EMAIL")],
)
def test_half_of_the_mail_settings_is_told(settings: Settings, email: str, smtp: str, missing: str) -> None:
    with pytest.raises(BadDutySettingError, match=f"{missing} is empty"):
        duty_ways(with_duty(settings, email, smtp))


def test_several_addresses_may_be_named(settings: Settings) -> None:
    assert with_duty(settings, " a@example.org, b@example.org,").duty_addresses == ("a@example.org", "b@example.org")


def test_the_console_is_where_the_setting_says_or_where_it_listens(settings: Settings) -> None:
    assert settings.model_copy(update={"host": "127.0.0.1", "console_port": 8081}).console_address == "http://127.0.0.1:8081"
    there = settings.model_copy(update={"console_url": "https://console.example.org"})
    assert there.console_address == "https://console.example.org"


def test_the_doctor_says_what_is_set_what_is_wrong_and_what_failed(settings: Settings) -> None:
    assert _duty_contact(with_duty(settings), is_open=True).warning
    wrong = _duty_contact(with_duty(settings, webhook="http://example.org"), is_open=True)
    assert (wrong.problem, wrong.warning) == ("UNHOOK_DUTY_WEBHOOK is not an address that begins with https", False)
    fine = with_duty(settings, webhook="https://hooks.example.org/x")
    assert _duty_contact(fine, is_open=True).problem is None
    deps = open_deps(settings)
    with deps.store.write() as tx:
        number = report_incident(tx, IncidentKind.DUTY_CONTACT_FAILED, deps.clock())
    failed = _duty_contact(fine, is_open=True)
    assert failed.warning
    assert "once it could not be told" in (failed.problem or "")
    with deps.store.write() as tx:
        tx.see_incident(number, "p_robin", deps.clock())
    assert _duty_contact(fine, is_open=True).problem is None
