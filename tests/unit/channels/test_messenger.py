"""Messenger's webhooks, what is sent there, and what Instagram shares with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given

from bot.channels.capabilities import load_capabilities
from bot.channels.channel import Part, RefusedKeyError, TryLaterError, UnreachableError, WindowClosedError
from bot.channels.messenger.channel import Messenger
from bot.channels.meta.page_events import events_of
from bot.conversation.message import Button
from bot.services.channel_records import ChannelEvent, Contact, EventKind
from tests.fakes.meta import SECRET, TOKEN, VERIFY, WINDOW
from tests.fakes.pages import PAGE, FakeMessenger
from tests.unit.channels.payloads import ROOT, assert_means, changed, payloads
from tests.unit.channels.test_reading import ANYTHING

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
PERSON = "77"
PAYLOADS = payloads("messenger")
YES = Button("affirm", "Yes")

# What both platforms tell in the same shapes.
READ_BY_BOTH: dict[str, dict[str, Any] | None] = {
    "text": {"kind": EventKind.MESSAGE, "text": "hola ¿estas?", "key": "m_A1", "message_id": "m_A1"},
    "quick_reply": {"kind": EventKind.TAP, "tap": "affirm", "text": "Yes", "key": "m_A1"},
    "image": {"kind": EventKind.MEDIA, "text": ""},
    "image_with_text": {"kind": EventKind.MEDIA, "text": "look"},
    "voice": {"kind": EventKind.MEDIA, "text": ""},
    "file": {"kind": EventKind.MEDIA, "text": ""},
    "reply": {"kind": EventKind.MESSAGE, "text": "that one"},
    "unsupported": {"kind": EventKind.UNREADABLE, "text": ""},
    "edit": {"kind": EventKind.MESSAGE, "text": "hola!", "key": "m_A0|edit|2"},
    "edited_no_times": {"kind": EventKind.MESSAGE, "text": "hola", "key": "m_A0"},
    "postback": {"kind": EventKind.MESSAGE, "text": "Can I talk to a person?", "tap": None},
    **dict.fromkeys(("echo", "echo_of_ours", "reaction", "referral", "of_another_account", "standby")),
}
READ: dict[str, dict[str, Any] | None] = READ_BY_BOTH | {
    "thumbs_up": {"kind": EventKind.UNREADABLE, "text": ""},
    "link": {"kind": EventKind.MESSAGE, "text": "see this"},
    "location": {"kind": EventKind.UNREADABLE},
    "get_started": {"kind": EventKind.BEGUN, "text": ""},
    "delivery_up_to": {"kind": EventKind.DELIVERED, "message_id": ""},
    "read": {"kind": EventKind.READ, "message_id": ""},
    **dict.fromkeys(("optin", "handover")),
}


@pytest.fixture
def fake() -> Iterator[FakeMessenger]:
    fake = FakeMessenger()
    yield fake
    fake.close()


@pytest.fixture
def messenger(fake: FakeMessenger) -> Iterator[Messenger]:
    channel = made(fake.graph)
    yield channel
    channel.close()


def made(api: str, *, token: str = TOKEN, account: str = PAGE) -> Messenger:
    capabilities = load_capabilities(ROOT / "data", "messenger")
    return Messenger(capabilities, token=token, secret=SECRET, verify_token=VERIFY, account=account, api=api)


def read(told: Any) -> list[ChannelEvent]:
    return events_of(told, "page", PAGE)


def test_every_payload_has_its_meaning() -> None:
    assert set(PAYLOADS) == {*READ, "bundle", "delivery"}


@pytest.mark.parametrize("name", READ)
def test_each_payload_is_read_as_what_it_is(name: str) -> None:
    expected = READ[name]
    assert_means(read(PAYLOADS[name]), None if expected is None else {"address": PERSON, "at": AT} | expected)


def test_a_bundle_is_read_whole_and_in_order() -> None:
    assert [(event.address, event.text) for event in read(PAYLOADS["bundle"])] == [("77", "n1"), ("77", "n2"), ("78", "n3")]


def test_what_was_delivered_is_told_by_its_ids_where_there_are_any() -> None:
    assert [(event.kind, event.message_id) for event in read(PAYLOADS["delivery"])] == [
        (EventKind.DELIVERED, "m_OUT1"),
        (EventKind.DELIVERED, "m_OUT2"),
    ]


@given(ANYTHING)
def test_any_json_at_all_is_no_event(told: Any) -> None:
    assert read(told) == []


@given(changed("messenger"))
def test_a_payload_with_anything_in_any_place_is_no_fault(told: Any) -> None:
    assert all(event.key and event.address and event.address != PAGE for event in read(told))


def test_answers_are_quick_replies(messenger: Messenger, fake: FakeMessenger) -> None:
    fake.webhook_for_text(fake.person(), "hello")
    (sent,) = messenger.send(fake.person(), Part("Well?", (YES,)))
    heard = fake.arrived[fake.person()][0]
    assert (heard.id, heard.text, heard.buttons) == (sent, "Well?", (("affirm", "Yes"),))


def test_typing_is_shown(messenger: Messenger, fake: FakeMessenger) -> None:
    fake.webhook_for_text(fake.person(), "hello")
    messenger.show_typing(Contact("c_1", "messenger", fake.person(), datetime.now(UTC)))
    assert fake.typing_shown == [fake.person()]


def test_too_late_is_told_apart_from_blocked_and_from_too_much(messenger: Messenger, fake: FakeMessenger) -> None:
    me = fake.person()
    fake.webhook_for_text(me, "hello")
    for mood, fault in ((fake.blocked(), UnreachableError), (fake.too_many(), TryLaterError)):
        with fake.in_a_mood(mood), pytest.raises(fault):
            messenger.send(me, Part("hi"))
    fake.wrote[me] -= WINDOW + 1
    with pytest.raises(WindowClosedError):
        messenger.send(me, Part("hi"))
    with pytest.raises(UnreachableError):
        messenger.send(fake.person(2), Part("hi"))  # who never wrote


def test_who_am_i_tells_the_page_and_refuses_a_token_of_another(messenger: Messenger, fake: FakeMessenger) -> None:
    assert messenger.who_am_i() == "the Page A helpline"
    fake.subscribed = False  # as Meta does after an outage of ours
    assert "told to nobody" in messenger.who_am_i()
    fake.subscribed = True
    for wrong in (made(fake.graph, account="999999"), made(fake.graph, token="x" * 30)):
        with pytest.raises(RefusedKeyError):
            wrong.who_am_i()
        wrong.close()
