"""Twilio: what its forms tell, what it signs, and what its refusals mean."""

from __future__ import annotations

import hashlib
import hmac
from base64 import b64encode
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.channel import Call, RefusedKeyError, RefusedMessageError, TryLaterError, UnreachableError
from bot.channels.reading import mapping
from bot.channels.sms.twilio import Twilio
from bot.channels.sms.twilio_form import event_of, fields_of, listed_event
from bot.services.channel_records import ChannelEvent, EventKind
from tests.each import each
from tests.fakes.platform import Said
from tests.fakes.twilio import ACCOUNT, OURS, TOKEN, FakeTwilio, error
from tests.unit.channels.recorded import recorded, takes, told
from tests.unit.channels.test_reading import ANYTHING

PERSON = f"+44{7_700_900_001}"
FORMS = recorded("sms", "twilio", person=PERSON, ours=OURS)
URL = "https://hooks.example/channels/sms"


def twilio(api: str = "http://127.0.0.1:1", **more: str) -> Twilio:
    return Twilio(api, account=ACCOUNT, token=TOKEN, **{"sender": OURS} | more)


def signature(url: str, fields: list[tuple[str, str]], token: str = TOKEN) -> str:
    """As Twilio's page says: the address, then names and values in the order of the names."""
    signed = url + "".join(name + value for name, value in sorted(fields))
    return b64encode(hmac.new(token.encode(), signed.encode(), hashlib.sha1).digest()).decode()


def call(url: str = URL, body: bytes = b"", **headers: str) -> Call:
    return Call(url, {name.replace("_", "-"): value for name, value in headers.items()}, {}, body)


@each(list(FORMS))
def test_every_form_tells_what_it_should(name: str) -> None:
    fields, expected = FORMS[name]
    if expected and expected["kind"] in {"message", "media", "stopped", "begun"}:
        expected |= {"message_id": expected["key"], "text": expected.get("text", fields["Body"])}
    event = event_of(fields_of(urlencode(fields).encode()))
    assert told(event, expected) == expected


@given(st.binary())
def test_no_bytes_break_it(body: bytes) -> None:
    twilio_ = Twilio("http://127.0.0.1:1", account=ACCOUNT, token=TOKEN, sender=OURS)
    assert len(twilio_.events(call(body=body))) <= 1
    assert not takes(twilio_, call(body=body, x_twilio_signature="a"))


AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def sids(events: Sequence[ChannelEvent]) -> list[str]:
    return [one.key for one in events]


@pytest.fixture
def listing() -> Iterator[FakeTwilio]:
    platform = FakeTwilio()
    yield platform
    platform.close()


def test_what_came_meanwhile_is_found_page_by_page_in_order_and_nothing_else(listing: FakeTwilio) -> None:
    def form(number: int, **more: str) -> dict[str, str]:
        return {"MessageSid": f"SM{number}", "From": PERSON, "To": OURS, "Body": f"n{number}", "NumMedia": "0"} | more

    for number in range(350):
        listing.list_message(form(number), at=AT + timedelta(seconds=number))
    listing.list_message(form(900), at=AT - timedelta(seconds=1))
    listing.list_message(form(901, To="+15550100"), at=AT)  # another number of this account
    listing.list_message(form(902), at=AT, direction="outbound-api")
    listing.list_message(form(903, From="SHORT"), at=AT)
    listing.list_message(form(904, NumMedia="1", Body=""), at=AT + timedelta(hours=1))
    with closing(twilio(listing.api)) as channel:
        found = channel.came_since(AT)
        assert sids(found) == [*(f"SM{number}" for number in range(350)), "SM904"]
        assert (found[5].kind, found[5].text, found[5].at) == (EventKind.MESSAGE, "n5", AT + timedelta(seconds=5))
        assert found[-1].kind is EventKind.MEDIA
        before = len(listing.asked)
        assert len(channel.came_since(AT + timedelta(seconds=300))) == 51
        assert len(listing.asked) == before + 1  # the first page goes back far enough


def test_of_a_service_only_its_own_are_ours(listing: FakeTwilio) -> None:
    service = "MG" + "0b" * 16
    for number, whose in enumerate((service, "MG" + "0c" * 16, "")):
        form = {"MessageSid": f"SM{number}", "From": PERSON, "To": OURS, "Body": "x", "NumMedia": "0"}
        listing.list_message(form | ({"MessagingServiceSid": whose} if whose else {}), at=AT)
    with closing(twilio(listing.api, sender=service)) as channel:
        assert sids(channel.came_since(AT)) == ["SM0"]


def test_a_page_elsewhere_is_not_asked_for(listing: FakeTwilio) -> None:
    said = Said(200, {"messages": [], "next_page_uri": "/2010-04-01/Accounts/ACother/Messages.json?Page=1"})
    with closing(twilio(listing.api)) as channel, listing.in_a_mood(said):
        assert channel.came_since(AT) == []
    assert len(listing.asked) == 1


@given(ANYTHING)
def test_no_row_of_the_list_breaks_it(anything: Any) -> None:
    row = {"sid": "SM1", "from": PERSON, "date_sent": "Sun, 01 Mar 2026 12:00:00 +0000", "direction": "inbound", "body": "x"}
    assert listed_event(row)
    for name in (*row, "num_media"):
        listed_event(row | {name: anything})
    listed_event(mapping(anything))


@given(st.data())
def test_no_changed_form_breaks_it(data: st.DataObject) -> None:
    fields = dict(data.draw(st.sampled_from([fields for fields, _ in FORMS.values()])))
    fields |= data.draw(st.dictionaries(st.sampled_from([*fields, "More"]), st.text(st.characters(exclude_categories=["Cs"]))))
    for name in data.draw(st.lists(st.sampled_from(list(fields)), unique=True)):
        del fields[name]
    found = event_of(fields_of(urlencode(fields).encode()))
    assert found is None or found.key


def test_a_right_signature_of_an_address_with_a_query_is_taken() -> None:
    fields = [("CallSid", "CA1"), ("Digits", "1234"), ("From", PERSON), ("To", OURS), ("Caller", PERSON)]
    body = urlencode(fields).encode()
    assert takes(twilio(), call(f"{URL}?foo=1&bar=2", body, x_twilio_signature=signature(f"{URL}?foo=1&bar=2", fields)))


@each(["https://hooks.example/channels/sms", "https://hooks.example:443/channels/sms"])
def test_the_schemes_own_port_may_be_in_the_signed_address_or_not(signed: str) -> None:
    fields = [("Body", "a"), ("From", PERSON)]
    for called in (URL, URL.replace(".example", ".example:443")):
        assert takes(twilio(), call(called, urlencode(fields).encode(), x_twilio_signature=signature(signed, fields)))


def test_an_empty_field_and_one_that_comes_twice_are_signed_too() -> None:
    fields = [("A", ""), ("B", "2"), ("B", "1"), ("Z", "é +&=")]
    assert takes(twilio(), call(URL, urlencode(fields).encode(), x_twilio_signature=signature(URL, fields)))


FIELDS = [("Body", "hello"), ("From", PERSON)]
RIGHT = signature(URL, FIELDS)
WRONG: dict[str, tuple[str, list[tuple[str, str]], str | None]] = {
    "missing": (URL, FIELDS, None),
    "empty": (URL, FIELDS, ""),
    "of another token": (URL, FIELDS, signature(URL, FIELDS, TOKEN[::-1])),
    "of another body": (URL, [("Body", "hullo"), ("From", PERSON)], RIGHT),
    "of fewer fields": (URL, [*FIELDS, ("NumMedia", "0")], RIGHT),
    "of another address": (URL.replace("sms", "discord"), FIELDS, RIGHT),
    "of another query": (f"{URL}?a=1", FIELDS, RIGHT),
    "odd bytes": (URL, FIELDS, "\xff\xfe"),
    "cut": (URL, FIELDS, RIGHT[:-1]),
}


@pytest.mark.parametrize(("url", "fields", "told_"), WRONG.values(), ids=WRONG)
def test_a_wrong_signature_is_refused(url: str, fields: list[tuple[str, str]], told_: str | None) -> None:
    headers = {} if told_ is None else {"x_twilio_signature": told_}
    assert not takes(twilio(), call(url, urlencode(fields).encode(), **headers))


@pytest.fixture
def fake() -> Iterator[FakeTwilio]:
    platform = FakeTwilio()
    yield platform
    platform.close()


@pytest.fixture
def speaker(fake: FakeTwilio) -> Iterator[Twilio]:
    with closing(twilio(fake.api)) as made:
        yield made


REFUSALS: dict[str, tuple[Said, type[Exception]]] = {
    "said stop": (error(400, 21610, ""), UnreachableError),
    "no number": (error(400, 21211, ""), UnreachableError),
    "no mobile": (error(400, 21614, ""), UnreachableError),
    "wrong key": (error(401, 20003, ""), RefusedKeyError),
    "our number may not": (error(400, 21606, ""), RefusedKeyError),
    "our address cannot be called": (error(400, 21609, ""), RefusedKeyError),
    "a reason of tomorrow": (error(400, 29999, ""), RefusedMessageError),
    "too many": (error(429, 20429, ""), TryLaterError),
    "queue is full": (error(400, 21611, ""), TryLaterError),
    "a fault there": (error(500, 20500, ""), TryLaterError),
}


@pytest.mark.parametrize(("said", "kind"), REFUSALS.values(), ids=REFUSALS)
def test_a_refusal_is_understood(fake: FakeTwilio, speaker: Twilio, said: Said, kind: type[Exception]) -> None:
    with fake.in_a_mood(said), pytest.raises(kind) as raised:
        speaker.send(PERSON, "words")
    assert type(raised.value) is kind  # one that is not known is another than one who is gone


def test_a_wrong_token_is_told_to_the_operator(fake: FakeTwilio) -> None:
    with closing(Twilio(fake.api, account=ACCOUNT, token=TOKEN[::-1], sender=OURS)) as wrong, pytest.raises(RefusedKeyError):
        wrong.who_am_i()


def test_it_names_the_account_and_says_when_no_receipts_come(fake: FakeTwilio, speaker: Twilio) -> None:
    assert speaker.who_am_i() == "Twilio, An account, Full, active; no receipts: UNHOOK_CHANNELS_URL is not set"
    with closing(twilio(fake.api, receipts=URL)) as told_of:
        assert told_of.who_am_i() == "Twilio, An account, Full, active"


def test_a_service_is_named_as_such_and_receipts_are_asked_for(fake: FakeTwilio) -> None:
    with closing(twilio(fake.api, sender="MG" + "0c" * 16, receipts=URL)) as service:
        assert service.send(PERSON, "words") == [f"SM{1:032x}"]
    assert fake.forms == [{"To": PERSON, "Body": "words", "MessagingServiceSid": "MG" + "0c" * 16, "StatusCallback": URL}]
