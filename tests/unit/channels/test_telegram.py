"""Telegram's updates, its secret, and its refusals."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.capabilities import load_capabilities
from bot.channels.channel import BadSignatureError, Call, Part, RefusedKeyError, SendError, TryLaterError, UnreachableError
from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.updates import event_of
from bot.services.channel_records import EventKind
from tests.fakes.telegram import HEADER, SECRET, TOKEN, too_many
from tests.unit.channels.test_reading import ANYTHING

ROOT = Path(__file__).resolve().parents[3]
PAYLOADS = {file.stem: json.loads(file.read_text("utf-8")) for file in (ROOT / "tests/channels/payloads/telegram").glob("*.json")}
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)

READ = {
    "message": {"kind": EventKind.MESSAGE, "text": "hola", "language": "es", "at": AT, "message_id": "11"},
    "edited_message": {"kind": EventKind.MESSAGE, "text": "hola!", "at": AT + timedelta(minutes=1)},
    "start": {"kind": EventKind.BEGUN, "text": ""},
    "photo": {"kind": EventKind.MEDIA, "text": "look"},
    "sticker": {"kind": EventKind.UNREADABLE, "text": ""},
    "callback_query": {"kind": EventKind.TAP, "tap": "affirm", "handle": "77"},
    "group_message": {"kind": EventKind.GROUP, "text": "", "address": "-100900"},
    "put_into_group": {"kind": EventKind.GROUP, "handle": "-100900", "address": "-100900"},
    "blocked": {"kind": EventKind.STOPPED},
    "channel_post": None,
    "voice": {"kind": EventKind.MEDIA, "text": ""},
    "video_note": {"kind": EventKind.MEDIA},
    "document": {"kind": EventKind.MEDIA, "text": "read this"},
    "location": {"kind": EventKind.UNREADABLE},
    "contact": {"kind": EventKind.UNREADABLE},
    "poll": {"kind": EventKind.UNREADABLE},
    "reply_to_ours": {"kind": EventKind.MESSAGE, "text": "yes"},
    "forwarded": {"kind": EventKind.MESSAGE, "text": "look what he wrote"},
    "start_with_payload": {"kind": EventKind.BEGUN, "text": ""},
    "pinned": {"kind": EventKind.UNREADABLE, "text": ""},
    "edited_in_group": {"kind": EventKind.GROUP, "text": "", "address": "-100900"},
    "tap_in_group": None,
    "tap_on_message_too_old": {"kind": EventKind.TAP, "tap": "affirm", "handle": "79"},
    "unblocked": None,
    "thrown_out_of_group": None,
    "reaction": None,
    "inline_query": None,
    "join_request": None,
    "unknown_kind_of_update": None,
    "message_with_fields_of_tomorrow": {"kind": EventKind.MESSAGE, "text": "hello"},
}


@pytest.fixture
def telegram() -> Telegram:
    return Telegram(load_capabilities(ROOT / "data", "telegram"), token=TOKEN, secret=SECRET)


@pytest.mark.parametrize("name", PAYLOADS)
def test_each_kind_of_update_is_read_as_what_it_is(name: str) -> None:
    event, expected = event_of(PAYLOADS[name]), READ[name]
    if expected is None:
        assert event is None
        return
    assert event
    for field, value in ({"address": "42", "key": str(PAYLOADS[name]["update_id"])} | expected).items():
        assert getattr(event, field) == value, field


@given(ANYTHING)
def test_any_json_at_all_is_an_event_or_none(update: Any) -> None:
    assert event_of(update) is None


@given(st.data())
def test_an_update_with_anything_in_any_place_is_no_fault(data: st.DataObject) -> None:
    update = json.loads(json.dumps(data.draw(st.sampled_from(list(PAYLOADS.values())))))
    place = update
    while isinstance(place, dict) and place:
        key = data.draw(st.sampled_from(sorted(place)))
        if not isinstance(place[key], dict) or data.draw(st.booleans()):
            place[key] = data.draw(ANYTHING)
            break
        place = place[key]
    event = event_of(update)
    assert event is None or event.address


@pytest.mark.parametrize("sent", ["", SECRET[:-1], SECRET + "x", SECRET.upper(), "ü" * 20, None])
def test_only_the_secret_opens(telegram: Telegram, sent: str | None) -> None:
    headers = {} if sent is None else {HEADER.lower(): sent}
    with pytest.raises(BadSignatureError):
        telegram.verify(Call("", headers, {}, b"{}"))
    telegram.verify(Call("", {HEADER.lower(): SECRET}, {}, b"not even json"))
    assert telegram.events(Call("", {}, {}, b"not even json")) == ()


@pytest.mark.parametrize(
    ("status", "body", "fault"),
    [
        (401, {"description": "Unauthorized"}, RefusedKeyError),
        (404, {"description": "Not Found"}, RefusedKeyError),
        (403, {"description": "Forbidden: user is deactivated"}, UnreachableError),
        (400, {"description": "Bad Request: chat not found"}, UnreachableError),
        (429, too_many(7).body, TryLaterError),
        (500, None, TryLaterError),
        (502, "a proxy's page", TryLaterError),
    ],
)
def test_a_refusal_means_what_telegram_says_it_means(telegram: Telegram, status: int, body: Any, fault: type[SendError]) -> None:
    error = telegram._platform.error(status, body, {})
    assert isinstance(error, fault)
    if isinstance(error, TryLaterError) and status == 429:
        assert error.after == timedelta(seconds=7)


def test_nobody_there_is_tried_later_and_the_error_holds_no_token(telegram: Telegram) -> None:
    nowhere = Telegram(telegram.capabilities, token=TOKEN, secret=SECRET, api="http://127.0.0.1:9")
    with pytest.raises(TryLaterError) as raised:
        nowhere.send("42", Part("hello"))
    assert TOKEN not in repr(raised.value)
    assert raised.value.__suppress_context__
    nowhere.close()
    telegram.close()
