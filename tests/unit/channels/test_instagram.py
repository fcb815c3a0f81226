"""What Instagram tells and takes otherwise than Messenger."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.capabilities import load_capabilities
from bot.channels.channel import Part, RefusedKeyError, UnreachableError, WindowClosedError
from bot.channels.instagram.channel import Instagram
from bot.channels.meta.page_events import events_of
from bot.channels.splitting import split
from bot.services.channel_records import ChannelEvent, EventKind
from tests.fakes.meta import SECRET, TOKEN, VERIFY, WINDOW
from tests.fakes.pages import ACCOUNT, FakeInstagram
from tests.unit.channels.payloads import ROOT, assert_means, changed, payloads
from tests.unit.channels.test_messenger import AT, PERSON, READ_BY_BOTH

PAYLOADS = payloads("instagram")
READ: dict[str, dict[str, Any] | None] = READ_BY_BOTH | {
    "seen": {"kind": EventKind.READ, "message_id": "m_OUT"},
    "story_mention": {"kind": EventKind.MEDIA, "text": ""},
    "shared_reel": {"kind": EventKind.MEDIA, "text": ""},
    "heart": {"kind": EventKind.UNREADABLE, "text": ""},
    "story_reply": {"kind": EventKind.MESSAGE, "text": "help"},
    "comment": None,
}
UNSENT = ("unsent", "unsent_as_text")


@pytest.fixture
def fake() -> Iterator[FakeInstagram]:
    fake = FakeInstagram()
    yield fake
    fake.close()


@pytest.fixture
def instagram(fake: FakeInstagram) -> Iterator[Instagram]:
    channel = made(fake.graph)
    yield channel
    channel.close()


def made(api: str, *, account: str = ACCOUNT) -> Instagram:
    capabilities = load_capabilities(ROOT / "data", "instagram")
    return Instagram(capabilities, token=TOKEN, secret=SECRET, verify_token=VERIFY, account=account, api=api)


def read(told: Any) -> list[ChannelEvent]:
    return events_of(told, "instagram", ACCOUNT)


def test_every_payload_has_its_meaning() -> None:
    assert set(PAYLOADS) == {*READ, *UNSENT, "bundle"}


@pytest.mark.parametrize("name", READ)
def test_each_payload_is_read_as_what_it_is(name: str) -> None:
    expected = READ[name]
    assert_means(read(PAYLOADS[name]), None if expected is None else {"address": PERSON, "at": AT} | expected)


@pytest.mark.parametrize("name", UNSENT)
def test_what_was_unsent_goes_with_all_its_edits(name: str) -> None:
    events = read(PAYLOADS[name])
    assert {event.kind for event in events} == {EventKind.WITHDRAWN}
    assert [event.message_id for event in events] == ["m_A0", *(f"m_A0|edit|{number}" for number in range(1, 6))]
    assert len({event.key for event in events}) == len(events)
    edited = read(PAYLOADS["edit"])[0].key
    assert edited in {event.message_id for event in events}
    assert edited not in {event.key for event in events}


def test_messenger_and_instagram_do_not_read_each_others_calls() -> None:
    assert events_of(PAYLOADS["text"], "page", ACCOUNT) == []


@given(changed("instagram"))
def test_a_payload_with_anything_in_any_place_is_no_fault(told: Any) -> None:
    assert all(event.key and event.address and event.address != ACCOUNT for event in read(told))


@given(st.lists(st.text("añ😀字 .\n", min_size=1, max_size=300), max_size=8))
def test_no_piece_has_more_bytes_than_instagram_takes_and_nothing_is_lost(texts: list[str]) -> None:
    app = load_capabilities(ROOT / "data", "instagram")
    whole = " ".join(texts)
    pieces = split(whole, app.text, app.size)
    assert all(0 < len(piece.encode()) <= 1000 for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(whole.split())


def test_a_piece_in_another_script_is_taken(instagram: Instagram, fake: FakeInstagram) -> None:
    me = fake.person()
    fake.webhook_for_text(me, "hello")
    for piece in split("字" * 1000, instagram.capabilities.text, instagram.capabilities.size):
        instagram.send(me, Part(piece))
    assert "".join(fake.texts(me)) == "字" * 1000


def test_too_late_is_told_apart_from_nobody_there(instagram: Instagram, fake: FakeInstagram) -> None:
    me = fake.person()
    with pytest.raises(UnreachableError):
        instagram.send(me, Part("hi"))
    fake.webhook_for_text(me, "hello")
    fake.wrote[me] -= WINDOW + 1
    with pytest.raises(WindowClosedError):
        instagram.send(me, Part("hi"))


def test_who_am_i_tells_the_account_and_refuses_another(instagram: Instagram, fake: FakeInstagram) -> None:
    assert instagram.who_am_i() == "@a_helpline"
    fake.subscribed = False  # as Meta does after an outage of ours
    assert "told to nobody" in instagram.who_am_i()
    fake.subscribed = True
    other = made(fake.graph, account="999999")
    with pytest.raises(RefusedKeyError):
        other.who_am_i()
    other.close()
