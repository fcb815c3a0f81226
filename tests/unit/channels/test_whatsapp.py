"""WhatsApp's webhooks, and what is sent there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given

from bot.channels.capabilities import load_capabilities
from bot.channels.channel import Part, RefusedKeyError, SendError, TryLaterError, UnreachableError, WindowClosedError
from bot.channels.whatsapp.channel import WhatsApp
from bot.channels.whatsapp.events import events_of
from bot.conversation.message import Button
from bot.services.app_receipts import WINDOW_CLOSED
from bot.services.channel_records import ChannelEvent, Contact, EventKind
from tests.fakes.meta import SECRET, TOKEN, VERIFY
from tests.fakes.platform import Said
from tests.fakes.whatsapp import NUMBER_ID, FakeWhatsApp
from tests.unit.channels.payloads import ROOT, assert_means, changed, payloads
from tests.unit.channels.test_reading import ANYTHING

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
PERSON, NUMBER = "XX.77", "0000077"
PAYLOADS = payloads("whatsapp")
YES = Button("affirm", "Yes")

# What a payload tells, beside who, when and which; what it does not tell anything of has no event.
READ: dict[str, dict[str, Any] | None] = {
    "text": {"kind": EventKind.MESSAGE, "text": "hola ¿estas?", "key": "wamid.A1"},
    "text_with_number": {"kind": EventKind.MESSAGE, "text": "hello"},
    "text_with_number_only": {"kind": EventKind.MESSAGE, "text": "hello", "address": NUMBER},
    "reply": {"kind": EventKind.MESSAGE, "text": "that one"},
    "button_reply": {"kind": EventKind.TAP, "tap": "affirm", "text": "Yes"},
    "list_reply": {"kind": EventKind.UNREADABLE, "text": ""},
    "template_button": {"kind": EventKind.MESSAGE, "text": "Start", "tap": None},
    "image": {"kind": EventKind.MEDIA, "text": "look"},
    "video": {"kind": EventKind.MEDIA, "text": ""},
    "voice": {"kind": EventKind.MEDIA, "text": ""},
    "document": {"kind": EventKind.MEDIA, "text": "here"},
    "sticker": {"kind": EventKind.UNREADABLE, "text": ""},
    "location": {"kind": EventKind.UNREADABLE},
    "contacts": {"kind": EventKind.UNREADABLE},
    "unsupported": {"kind": EventKind.UNREADABLE},
    "edit": {"kind": EventKind.MESSAGE, "text": "hola!", "key": "wamid.A1"},
    "edited_caption": {"kind": EventKind.MEDIA, "text": "look here"},
    "revoke": {"kind": EventKind.WITHDRAWN, "key": "wamid.A1", "message_id": "wamid.A0", "text": ""},
    "request_welcome": {"kind": EventKind.BEGUN},
    "group": {"kind": EventKind.GROUP, "handle": "G1", "text": ""},
    "delivered": {"kind": EventKind.DELIVERED, "message_id": "wamid.OUT"},
    "read": {"kind": EventKind.READ, "message_id": "wamid.OUT"},
    "failed_window": {"kind": EventKind.FAILED, "message_id": "wamid.OUT", "text": WINDOW_CLOSED},
    "failed_undeliverable": {"kind": EventKind.FAILED, "message_id": "wamid.OUT", "text": ""},
    "failed_not_paid": {"kind": EventKind.FAILED, "message_id": "wamid.OUT", "text": WINDOW_CLOSED},  # kept, not lost
    **dict.fromkeys(("reaction", "system", "of_another_number", "sent", "errors_only", "template_update")),
}


@pytest.fixture
def fake() -> Iterator[FakeWhatsApp]:
    fake = FakeWhatsApp()
    yield fake
    fake.close()


@pytest.fixture
def whatsapp(fake: FakeWhatsApp) -> Iterator[WhatsApp]:
    channel = made(fake.graph)
    yield channel
    channel.close()


def made(api: str, *, token: str = TOKEN, account: str = NUMBER_ID) -> WhatsApp:
    capabilities = load_capabilities(ROOT / "data", "whatsapp")
    return WhatsApp(capabilities, token=token, secret=SECRET, verify_token=VERIFY, account=account, api=api)


def read(told: Any) -> list[ChannelEvent]:
    return events_of(told, NUMBER_ID)


def test_every_payload_has_its_meaning() -> None:
    assert set(PAYLOADS) == {*READ, "bundle"}


@pytest.mark.parametrize("name", READ)
def test_each_payload_is_read_as_what_it_is(name: str) -> None:
    expected = READ[name]
    assert_means(read(PAYLOADS[name]), None if expected is None else {"address": PERSON, "at": AT} | expected)


def test_a_bundle_is_read_whole_and_in_order() -> None:
    assert [event.text for event in read(PAYLOADS["bundle"])] == ["n1", "n2", "n3", "n4"]


def test_no_name_of_anybody_is_kept() -> None:
    assert all("'A'" not in str(vars_of(event)) for payload in PAYLOADS.values() for event in read(payload))


def vars_of(event: ChannelEvent) -> dict[str, Any]:
    return {name: getattr(event, name) for name in event.__dataclass_fields__}


@given(ANYTHING)
def test_any_json_at_all_is_no_event(told: Any) -> None:
    assert read(told) == []


@given(changed("whatsapp"))
def test_a_payload_with_anything_in_any_place_is_no_fault(told: Any) -> None:
    for event in read(told):
        assert event.key
        assert event.kind in {EventKind.DELIVERED, EventKind.READ, EventKind.FAILED} or event.address


def test_a_text_is_sent_with_our_reference_and_without_previews(whatsapp: WhatsApp, fake: FakeWhatsApp) -> None:
    fake.webhook_for_text(fake.person(), "hello")
    (sent,) = whatsapp.send(fake.person(), Part("look: https://x.example", reference="c_1.7.1"))
    assert [heard.id for heard in fake.arrived[fake.person()]] == [sent]
    assert fake.sent_bodies[0]["biz_opaque_callback_data"] == "c_1.7.1"
    assert fake.sent_bodies[0]["text"] == {"body": "look: https://x.example", "preview_url": False}


def test_buttons_are_reply_buttons(whatsapp: WhatsApp, fake: FakeWhatsApp) -> None:
    fake.webhook_for_text(fake.person(), "hello")
    whatsapp.send(fake.person(), Part("Well?", (YES,)))
    assert fake.arrived[fake.person()][0].buttons == (("affirm", "Yes"),)


def test_who_is_known_by_a_number_only_is_written_to_by_it(whatsapp: WhatsApp, fake: FakeWhatsApp) -> None:
    fake.webhook_for_text(NUMBER, "hello")
    whatsapp.send(NUMBER, Part("hi"))
    assert fake.sent_bodies[0]["to"] == NUMBER
    assert "recipient" not in fake.sent_bodies[0]


def test_too_late_is_told_apart_from_blocked_and_from_too_much(whatsapp: WhatsApp, fake: FakeWhatsApp) -> None:
    with pytest.raises(WindowClosedError):  # nobody there wrote to us
        whatsapp.send(fake.person(), Part("hi"))
    for mood, fault in ((fake.blocked(), UnreachableError), (fake.too_many(), TryLaterError), (Said(502), TryLaterError)):
        with fake.in_a_mood(mood), pytest.raises(fault):
            whatsapp.send(fake.person(), Part("hi"))


def test_who_am_i_tells_name_and_quality(whatsapp: WhatsApp) -> None:
    assert whatsapp.who_am_i() == "A helpline, quality GREEN"


def test_a_wrong_token_or_number_is_told_to_the_operator(fake: FakeWhatsApp) -> None:
    for wrong in (made(fake.graph, token="x" * 30), made(fake.graph, account="999999")):
        with pytest.raises(RefusedKeyError):
            wrong.who_am_i()
        with pytest.raises(RefusedKeyError):  # nobody is taken for unreachable because of a setting
            wrong.send(fake.person(), Part("hi"))
        wrong.close()


def test_only_a_counsellor_who_types_has_read_what_they_wrote(whatsapp: WhatsApp, fake: FakeWhatsApp) -> None:
    fake.webhook_for_text(fake.person(), "hello")
    (heard_id,) = fake.told
    contact = Contact("c_1", "whatsapp", fake.person(), AT)
    whatsapp.handled(read(PAYLOADS["text"])[0])
    whatsapp.show_typing(contact)  # nobody knows under which message
    assert fake.asked == []
    whatsapp.show_typing(replace(contact, heard_id=heard_id))
    assert (fake.typing_shown, fake.read) == ([fake.person()], [heard_id])
    with pytest.raises(SendError):  # it was deleted meanwhile, say
        whatsapp.show_typing(replace(contact, heard_id="wamid.unknown"))
