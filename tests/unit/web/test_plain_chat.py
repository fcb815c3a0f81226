"""The chat as forms: one message however often it is sent, the token in no address, and a page for every refusal."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from bot.conversation.message import Button, Draft, Sender
from bot.conversation.owner import Owner
from bot.services.ports import Deps
from bot.web.app import create_app
from bot.web.plain_wait import drawn_wait
from bot.web.settings import WebSettings
from bot.web.sheet import Sheet
from bot.web.wanted_languages import wanted_languages
from tests.examples import examples
from tests.faces import OFFERED, bearer, bot_answers, words
from tests.unit.web.plain_forms import Form, begin, press, said


@pytest.fixture(scope="module")
def client(deps: Deps, static_dir: Path) -> TestClient:
    chosen = WebSettings(messages=(10_000, 10), conversations=(10_000, 10), answer_wait=0.05, name="Example & Co")
    return TestClient(create_app(deps, static_dir=static_dir, words=words, offered=OFFERED, settings=chosen))


def test_a_conversation_is_begun_and_its_token_is_in_a_hidden_field_only(client: TestClient) -> None:
    answer = press(client, Form(client.get("/plain").text), "start")
    form = Form(answer.text)
    assert answer.status_code == 200
    assert answer.history == []
    assert len(form.fields["token"]) >= 16
    assert not any(form.fields["token"] in address or form.fields["conversation"] in address for address in form.addresses)
    assert "set-cookie" not in answer.headers


def test_the_policy_lets_forms_lead_back_to_us_and_lets_no_script_in(client: TestClient) -> None:
    for answer in (client.get("/plain"), press(client, Form(client.get("/plain").text), "start"), client.post("/plain", data={})):
        policy = answer.headers["content-security-policy"]
        assert "form-action 'self';" in policy
        assert "script-src" not in policy
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'self'" in policy
        assert answer.headers["cache-control"] == "no-store"
    assert "form-action 'none'" in client.get("/").headers["content-security-policy"]


def test_the_same_form_sent_twice_is_one_message(client: TestClient, deps: Deps) -> None:
    form = begin(client)
    pages = [press(client, form, "send", text="he has pics of me") for _ in range(3)]
    assert {page.status_code for page in pages} == {200}
    assert said(deps, form) == ["he has pics of me"]
    assert [Form(page.text).fields["text"] for page in pages] == [""] * 3


def test_the_same_words_in_a_new_form_are_a_new_message(client: TestClient, deps: Deps) -> None:
    form = begin(client)
    again = Form(press(client, form, "send", text="hello?").text)
    press(client, again, "send", text="hello?")
    assert said(deps, form) == ["hello?", "hello?"]


def test_other_words_in_an_old_form_are_not_lost(client: TestClient, deps: Deps) -> None:
    form = begin(client)
    press(client, form, "send", text="first")
    press(client, form, "send", text="second, after going back")
    assert said(deps, form) == ["first", "second, after going back"]


def test_a_start_sent_twice_begins_one_conversation_and_calls_one_person(client: TestClient, deps: Deps) -> None:
    first = Form(client.get("/plain").text)
    forms = [Form(press(client, first, "person").text) for _ in range(2)]
    assert forms[0].fields["conversation"] == forms[1].fields["conversation"]
    assert said(deps, forms[0]) == ["Talk to a person"]


def test_a_quick_answer_is_a_tap_and_what_is_typed_stays(client: TestClient, deps: Deps) -> None:
    form = begin(client)
    assert "tap.affirm" in form.buttons
    after = Form(press(client, form, "tap.affirm", text="not sent yet").text)
    assert said(deps, form) == ["Yes"]
    assert after.fields["text"] == "not sent yet"


def test_what_the_bot_offered_is_closed_once_a_counsellor_has_come(client: TestClient, deps: Deps) -> None:
    form = begin(client)
    with deps.store.write() as tx:
        tx.append(form.fields["conversation"], Draft(Sender.SYSTEM, "Sam is here"), now=deps.clock())
    after = Form(press(client, form, "show").text)
    assert [button for button in after.buttons if button.startswith("tap.")] == []
    assert "person" in after.buttons  # the one tap to a person is in no bubble


def test_what_a_counsellor_who_has_to_go_leaves_behind_can_be_used(client: TestClient, deps: Deps) -> None:
    form = begin(client)
    line = {"name": "Example line", "phone": "0800 1111"}
    note = Draft(Sender.SYSTEM, "Sam can't stay", buttons=(Button("ask_what_next", "What now?"),), helplines=(line,))
    with deps.store.write() as tx:
        tx.append(form.fields["conversation"], note, now=deps.clock())
    page = press(client, form, "show").text
    assert "tap.ask_what_next" in Form(page).buttons
    assert "tel:08001111" in page


def test_looking_for_news_sends_nothing_and_keeps_what_is_typed(client: TestClient, deps: Deps) -> None:
    form = begin(client)
    bot_answers(deps, form.fields["conversation"], "here is news")
    page = press(client, form, "show", text='\n<b>"draft"</b>')
    assert "here is news" in page.text
    assert "<b>" not in page.text
    assert said(deps, form) == []
    assert Form(page.text).fields["text"].strip() == '<b>"draft"</b>'


def test_what_anybody_says_is_text(client: TestClient, deps: Deps) -> None:
    form = begin(client)
    conversation = form.fields["conversation"]
    with deps.store.write() as tx:
        evil = "<img src=x onerror=alert(1)>\"'"
        tx.append(conversation, Draft(Sender.COUNSELLOR, evil, author=evil), now=deps.clock())
    page = press(client, form, "send", text="<script>1</script>").text
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;1&lt;/script&gt;" in page


def test_too_long_a_message_is_refused_on_the_page_and_not_lost(client: TestClient, deps: Deps) -> None:
    form = begin(client)
    page = press(client, form, "send", text="a" * 4001)
    assert Form(page.text).fields["text"] == "a" * 4001
    assert 'role="alert"' in page.text
    assert said(deps, form) == []


def test_the_longest_message_in_the_widest_script_fits_into_a_form(client: TestClient, deps: Deps) -> None:
    form = begin(client)
    assert press(client, form, "send", text="\U0001f642" * 4000).status_code == 200
    assert said(deps, form) == ["\U0001f642" * 4000]


def test_leaving_ends_the_session_and_leads_away(client: TestClient) -> None:
    form = begin(client)
    page = press(client, form, "leave")
    assert page.status_code == 200
    assert '<meta http-equiv="refresh" content="0;url=https://www.bbc.co.uk/weather">' in page.text
    assert form.fields["token"] not in page.text
    assert press(client, form, "show").status_code == 401
    address = f"/api/conversations/{form.fields['conversation']}"
    assert client.get(address, headers=bearer(form.fields["token"])).status_code == 401


def test_going_back_after_leaving_begins_nothing_and_calls_nobody(client: TestClient) -> None:
    first = Form(client.get("/plain").text)
    form = Form(press(client, first, "person").text)
    press(client, form, "leave")
    assert press(client, first, "person").status_code == 401


def test_a_closed_conversation_offers_a_new_one_and_no_field(client: TestClient, deps: Deps) -> None:
    form = begin(client)
    with deps.store.write() as tx:
        tx.update_conversation(form.fields["conversation"], owner=Owner.CLOSED)
    page = Form(press(client, form, "send", text="hi").text)
    assert "text" not in page.fields
    assert "/plain?lang=en" in page.addresses
    assert not [button for button in page.buttons if button.startswith("tap.")]


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"do=send&form=aaaaaaaaaaaaaaaaaaaa&conversation=c_forged000&token=" + b"a" * 43, "application/x-www-form-urlencoded", 401),
        (b"do=send&form=aaaaaaaaaaaaaaaaaaaa&conversation=../x&token=" + b"a" * 43, "application/x-www-form-urlencoded", 404),
        (b"do=fly&form=aaaaaaaaaaaaaaaaaaaa", "application/x-www-form-urlencoded", 400),
        (b"do=send&form=x", "application/x-www-form-urlencoded", 400),
        (b"&".join(b"a=1" for _ in range(40)), "application/x-www-form-urlencoded", 400),
        (b"\xff\xfe", "application/x-www-form-urlencoded", 400),
        (b"x", "image/png", 415),
        (b"a" * 70_000, "application/x-www-form-urlencoded", 413),
    ],
)  # fmt: skip
def test_a_refusal_is_a_page_with_a_way_on(client: TestClient, content: bytes, kind: str, status: int) -> None:
    answer = client.post("/plain", content=content, headers={"Content-Type": kind})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert 'href="/plain?lang=en"' in answer.text
    assert 'role="alert"' in answer.text


def test_forms_are_taken_nowhere_else(client: TestClient) -> None:
    assert client.post("/api/conversations", data={"a": "1"}).status_code == 415


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(60), deadline=None)
@given(
    fields=st.dictionaries(st.sampled_from(["do", "form", "conversation", "token", "text", "lang", "showing", "code"]), st.text())
)
def test_no_form_whatever_makes_the_server_fail(client: TestClient, fields: dict[str, str]) -> None:
    encoded = {name: value.encode("utf-8", "replace").decode() for name, value in fields.items()}
    assert client.post("/plain", data=encoded).status_code in {200, 400, 401, 404, 413}


def test_the_operator_is_named_and_cannot_break_the_page(client: TestClient) -> None:
    assert "Example &amp; Co" in client.get("/plain").text
    assert client.get("/api/words").json()["operator"] == "Example & Co"


def test_it_goes_on_growing_only_when_it_was_asked_to(client: TestClient, deps: Deps, static_dir: Path) -> None:
    chosen = WebSettings(answer_wait=0.05, showing=0.3)
    client = TestClient(create_app(deps, static_dir=static_dir, words=words, offered=OFFERED, settings=chosen))
    form = begin(client)
    assert form.fields["showing"] == ""
    grown = press(client, form, "keep_showing", text="draft").text
    assert re.search(r"</form></body></html>$", grown)
    after = Form(grown)
    assert (after.fields["showing"], after.fields["text"]) == ("1", "draft")
    assert "keep_showing" not in after.buttons


def test_deleting_is_explained_on_the_page_and_destroys_the_conversation(client: TestClient, deps: Deps) -> None:
    first = Form(client.get("/plain").text)
    form = Form(press(client, first, "start").text)
    press(client, form, "send", text="hello")
    page = press(client, form, "delete")
    assert page.status_code == 200
    assert form.fields["token"] not in page.text
    with deps.store.read() as tx:
        assert tx.conversation(form.fields["conversation"]) is None
    assert press(client, form, "show").status_code == 401
    assert press(client, first, "start").status_code == 401  # "back" begins nothing


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ({"wait": {"from": 2, "to": 10}}, "wait_range 2 10"),
        ({"wait": {"from": 0, "to": 4}}, "wait_range 1 4"),
        ({"wait": {"from": 5, "to": 5}}, "wait_about 5"),
        ({"wait": {"from": 0, "to": 1}}, "wait_soon"),
        ({}, "wait_unknown"),
        ({"wait": {"from": 2, "to": 10}, "staffed": False}, "wait_no_staff"),
    ],
)
def test_the_wait_is_told_as_far_as_it_is_known(state: dict[str, Any], told: str) -> None:
    gaps = {"wait_range": "{from} {to}", "wait_about": "{to}", "queue_place": "{place}"}
    keys = (*gaps, "wait_soon", "wait_unknown", "wait_no_staff", "queue_next")
    sheet = Sheet("en", {key: f"{key} {gaps.get(key, '')}" for key in keys}, "", "", is_themed=False)
    drawn = drawn_wait(sheet, {"owner": Owner.WAITING, "queue_place": 3, "wait": None, "staffed": True, **state})
    assert drawn is not None
    assert ">queue_place 3<" in drawn
    assert f">{told}" in drawn


def test_nobody_waits_who_has_not_asked() -> None:
    assert drawn_wait(Sheet("en", {}, "", "", is_themed=False), {"owner": Owner.BOT}) is None


@pytest.mark.parametrize(
    ("asked", "header", "language"),
    [
        ("", "", "en"),
        ("", "cy-GB,cy;q=0.9,en;q=0.8", "cy"),
        ("", "en;q=0.5, cy", "cy"),
        ("", "fr, de;q=0.7", "en"),
        ("en", "cy", "en"),
        ("", "cy;q=x;;,,*", "en"),
    ],
)
def test_it_speaks_what_the_address_or_the_browser_asks_for(client: TestClient, asked: str, header: str, language: str) -> None:
    page = client.get(f"/plain?lang={asked}", headers={"Accept-Language": header}).text
    assert f'<html lang="{language}"' in page
    assert (f'href="/plain?lang={"cy" if language == "en" else "en"}"') in page
    assert ('class="draft-note"' in page) is (language == "cy")


@given(st.text(max_size=60))
def test_any_header_whatever_names_languages_or_none(header: str) -> None:
    assert all(tag and not tag.isspace() for tag in wanted_languages("", header))
