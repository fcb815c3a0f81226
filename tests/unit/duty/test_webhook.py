"""The webhook of the duty contact, against a real web server."""

from __future__ import annotations

import socket
from datetime import UTC, datetime, timedelta

import httpx2
import pytest

from bot.duty.errors import BadDutySettingError
from bot.duty.webhook import RefusedError, Webhook
from bot.safety.tiers import Tier
from bot.services.tell_duty_contact import Notice
from tests.unit.duty.conftest import SENDER, Inbox

RANG = datetime(2026, 3, 1, 21, 4, tzinfo=UTC)
NOTICE = Notice(1, Tier.T1, RANG, RANG + timedelta(minutes=5))


def test_it_posts_what_the_mail_says_as_fields_and_as_text(inbox: Inbox) -> None:
    Webhook(inbox.url, SENDER).tell(NOTICE)
    (posted,) = inbox.posts
    text = posted.pop("text")
    assert posted == {
        "event": "alarm",
        "helpline": "Harbour Line",
        "waiting": 1,
        "tier": "T1",
        "since": "2026-03-01T21:04:00+00:00",
        "console": "https://console.example.org",
    }
    assert "1 chat needs a person now" in text
    assert "T1, serious. Ringing since 21:04 UTC (5 min)" in text


def test_a_test_says_that_it_is_one(inbox: Inbox) -> None:
    Webhook(inbox.url, SENDER).tell(None)
    assert (inbox.posts[0]["event"], "tier" in inbox.posts[0]) == ("test", False)


@pytest.mark.parametrize("status", [404, 500])
def test_a_no_is_an_error(inbox: Inbox, status: int) -> None:
    inbox.status = status
    with pytest.raises(RefusedError):
        Webhook(inbox.url, SENDER).tell(NOTICE)


def test_a_redirect_is_not_followed(inbox: Inbox) -> None:
    inbox.status, inbox.location = 307, inbox.url
    with pytest.raises(RefusedError):
        Webhook(inbox.url, SENDER).tell(NOTICE)
    assert len(inbox.posts) == 1


def test_nobody_there_is_an_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(httpx2.HTTPError):
        Webhook(f"http://127.0.0.1:{port}/", SENDER).tell(NOTICE)


@pytest.mark.parametrize("url", ["http://example.org/hook", "ftp://localhost/", "example.org", "https://", "http://[::1"])
def test_only_https_leaves_this_machine_and_the_address_is_not_repeated(url: str) -> None:
    with pytest.raises(BadDutySettingError) as told:
        Webhook(url, SENDER)
    assert url not in str(told.value).replace("begins with https", "").replace("an https address", "")


@pytest.mark.parametrize("url", ["https://hooks.example.org/secret", "http://localhost:9/secret", "http://[::1]:9/secret"])
def test_https_and_this_machine_are_fine_and_the_address_is_in_no_description(url: str) -> None:
    assert "secret" not in repr(Webhook(url, SENDER))
