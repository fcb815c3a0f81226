"""The handshake, the signature, and the errors of Meta's Graph API."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.channel import (
    BadSignatureError,
    Call,
    RefusedKeyError,
    RefusedMessageError,
    SendError,
    TryLaterError,
    UnreachableError,
    WindowClosedError,
)
from bot.channels.meta.codes import meaning
from bot.channels.meta.graph import Graph
from bot.channels.meta.hook import Hook
from tests.fakes.meta import SECRET, TOKEN, VERIFY, signed, wrong
from tests.unit.channels.test_reading import ANYTHING

HOOK = Hook(secret=SECRET, verify_token=VERIFY)
BODY = b'{"object":"page","entry":[]}'
HEADER = "x-hub-signature-256"
RIGHT = signed(BODY)["X-Hub-Signature-256"]
ASKED = {"hub.mode": "subscribe", "hub.verify_token": VERIFY, "hub.challenge": "1158201444"}


def call(body: bytes = BODY, signature: str | None = RIGHT, **query: str) -> Call:
    return Call("", {} if signature is None else {HEADER: signature}, query, body)


@pytest.mark.parametrize("body", [BODY, b"", b"not even json", b"\xff\x00\xfe", "\ud83d".encode("utf-8", "surrogatepass")])
def test_what_the_app_secret_signed_is_let_in_whatever_it_is(body: bytes) -> None:
    signature = signed(body)["X-Hub-Signature-256"]
    HOOK.verify(call(body, signature))
    with pytest.raises(BadSignatureError):
        Hook(secret=SECRET[::-1], verify_token=VERIFY).verify(call(body, signature))


@pytest.mark.parametrize(
    "signature",
    [
        None,
        "",
        "sha256=",
        RIGHT.removeprefix("sha256="),
        RIGHT.upper(),
        RIGHT[:-1],
        RIGHT + "0",
        RIGHT.replace("sha256", "sha1"),
        signed(BODY, "f" * 32)["X-Hub-Signature-256"],
        "sha256=ü",
        "sha256=\udcff",
    ],
)
def test_any_other_signature_is_refused(signature: str | None) -> None:
    with pytest.raises(BadSignatureError):
        HOOK.verify(call(signature=signature))


@given(st.binary(max_size=60).filter(lambda body: body != BODY))
def test_a_changed_body_is_refused(body: bytes) -> None:
    with pytest.raises(BadSignatureError):
        HOOK.verify(call(body))


def test_whoever_knows_our_word_is_told_the_challenge() -> None:
    answer = HOOK.handshake(call(**ASKED))
    assert answer
    assert answer.body == "1158201444"
    assert answer.content_type.startswith("text/plain")


@pytest.mark.parametrize(
    "changes",
    [
        {"hub.verify_token": "another"},
        {"hub.verify_token": ""},
        {"hub.verify_token": "ü"},
        {"hub.mode": "x"},
        {"hub.challenge": ""},
    ],
)
def test_nobody_else_is(changes: dict[str, str]) -> None:
    assert HOOK.handshake(call(**(ASKED | changes))) is None
    assert HOOK.handshake(call()) is None


@pytest.fixture
def graph() -> Any:
    graph = Graph("http://127.0.0.1:9/v1.0", token=TOKEN, secret=SECRET)
    yield graph
    graph.close()


@pytest.mark.parametrize(
    ("code", "subcode", "fault"),
    [
        (131047, None, WindowClosedError),
        (10, 2018278, WindowClosedError),
        (10, 2534022, WindowClosedError),
        (551, 1545041, UnreachableError),
        (200, 1545041, UnreachableError),
        (10, 2018108, UnreachableError),
        (100, 2018001, UnreachableError),
        (100, 2534014, UnreachableError),
        (131026, None, UnreachableError),
        (130429, None, TryLaterError),
        (131056, None, TryLaterError),
        (80007, None, TryLaterError),
        (613, None, TryLaterError),
        (4, None, TryLaterError),
        (2, None, TryLaterError),
        (190, 463, RefusedKeyError),
        (10, None, RefusedKeyError),
        (200, 2018028, RefusedKeyError),
        (131031, None, RefusedKeyError),
        (131042, None, RefusedKeyError),
    ],
)
def test_a_refusal_means_what_meta_says_it_means(graph: Graph, code: int, subcode: int | None, fault: type[SendError]) -> None:
    for status in (400, 403, 500):
        assert type(graph.error(status, wrong(status, code, "x", subcode).body, {})) is fault


@pytest.mark.parametrize(
    ("status", "body", "fault"),
    [
        (400, wrong(400, 77777, "x", transient=True).body, TryLaterError),
        (400, wrong(400, 77777, "x", transient=False).body, RefusedMessageError),
        (400, wrong(400, 100, "our fault").body, RefusedMessageError),
        (400, wrong(400, 100, "Object does not exist", 33).body, RefusedKeyError),
        (400, wrong(400, 100, "Invalid appsecret_proof").body, RefusedKeyError),
        (401, None, RefusedKeyError),
        (500, None, TryLaterError),
        (502, "a proxy's page", TryLaterError),
        (429, {}, TryLaterError),
    ],
)
def test_what_no_code_tells_the_status_does(graph: Graph, status: int, body: Any, fault: type[SendError]) -> None:
    assert type(graph.error(status, body, {})) is fault


@given(ANYTHING, ANYTHING)
def test_any_body_of_an_error_is_some_refusal(told: Any, error: Any) -> None:
    graph = Graph("http://127.0.0.1:9/v1.0", token=TOKEN, secret=SECRET)
    for body in (told, {"error": error}, {"error": {"code": error, "error_subcode": told}}):
        assert isinstance(graph.error(400, body, {}), SendError)
    graph.close()


def test_a_subcode_that_is_no_number_is_none() -> None:
    assert meaning(None, None) is None


@pytest.mark.parametrize(
    ("told", "after"),
    [
        ('{"3": [{"type": "messenger", "estimated_time_to_regain_access": 2}, {"estimated_time_to_regain_access": 1}]}', 120),
        ('{"3": [{"estimated_time_to_regain_access": 0}]}', None),
        ('{"3": [{"estimated_time_to_regain_access": "soon"}], "4": 7}', None),
        ("[]", None),
        ("not json", None),
        ("", None),
    ],
)
def test_a_limit_of_the_business_says_when_it_ends(graph: Graph, told: str, after: int | None) -> None:
    error = graph.error(400, wrong(400, 80006, "x").body, {"x-business-use-case-usage": told})
    assert isinstance(error, TryLaterError)
    assert error.after == (None if after is None else timedelta(seconds=after))


def test_nobody_there_is_tried_later_and_the_error_holds_neither_token_nor_proof(graph: Graph) -> None:
    with pytest.raises(TryLaterError) as raised:
        graph.tell("me", {})
    assert TOKEN not in repr(raised.value)
    assert raised.value.__suppress_context__
