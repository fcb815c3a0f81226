"""What the menu of the chat without JavaScript does: codes, what is passed on, short words, the question at the end."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from bot.conversation.message import Draft, Sender
from bot.conversation.owner import Owner
from bot.safety.assessment import Assessment, Mention
from bot.services.ports import Deps
from bot.web.app import create_app
from bot.web.settings import WebSettings
from tests.faces import OFFERED, words
from tests.unit.web.plain_forms import Form, begin, press, said


@pytest.fixture(scope="module")
def client(deps: Deps, static_dir: Path) -> TestClient:
    chosen = WebSettings(messages=(10_000, 10), conversations=(10_000, 10), answer_wait=0.05)
    return TestClient(create_app(deps, static_dir=static_dir, words=words, offered=OFFERED, settings=chosen))


def has_code(deps: Deps, form: Form) -> bool:
    with deps.store.read() as tx:
        return next(iter(tx.known([form.fields["conversation"]]))).has_code


@pytest.mark.parametrize(("do", "shape"), [("code_words", r"\w+( \w+){3}"), ("code_digits", r"\+[\dN ]+")])
def test_a_code_is_shown_once_and_opens_the_chat_in_another_browser(client: TestClient, deps: Deps, do: str, shape: str) -> None:
    form = begin(client)
    press(client, form, "send", text="hello")
    panel = press(client, form, do, text="half written")
    code = re.search(r'class="code-itself" dir="ltr">([^<]+)<', panel.text)[1]
    assert re.fullmatch(shape, code)
    assert Form(panel.text).fields["text"] == "half written"
    assert code not in press(client, Form(panel.text), "code").text
    elsewhere = press(client, Form(client.get("/plain").text), "rejoin", code=code.upper())
    assert elsewhere.status_code == 200
    found = Form(elsewhere.text)
    assert found.fields["conversation"] == form.fields["conversation"]
    assert said(deps, found) == ["hello"]
    assert press(client, form, "show").status_code == 401  # it is open in one place only


def test_a_code_that_is_stopped_opens_nothing(client: TestClient, deps: Deps) -> None:
    form = begin(client)
    panel = Form(press(client, form, "code_words").text)
    assert has_code(deps, form)
    assert "code_stop" in panel.buttons
    assert "code_stop" not in Form(press(client, panel, "code_stop").text).buttons
    assert not has_code(deps, form)


def test_a_wrong_code_is_told_at_the_door_and_soon_costs_a_wait(client: TestClient, deps: Deps, static_dir: Path) -> None:
    chosen = WebSettings(wrong_codes=(2, 600))
    client = TestClient(create_app(deps, static_dir=static_dir, words=words, offered=OFFERED, settings=chosen))
    tries = [press(client, Form(client.get("/plain").text), "rejoin", code="no such code") for _ in range(3)]
    assert [one.status_code for one in tries] == [404, 404, 429]
    assert int(tries[2].headers["retry-after"]) > 0
    assert all('role="alert"' in one.text and "start" in Form(one.text).buttons for one in tries)


def test_back_to_a_code_after_leaving_opens_nothing(client: TestClient) -> None:
    code = re.search(r'class="code-itself" dir="ltr">([^<]+)<', press(client, begin(client), "code_words").text)[1]
    door = Form(client.get("/plain").text)
    press(client, Form(press(client, door, "rejoin", code=code).text), "leave")
    assert press(client, door, "rejoin", code=code).status_code == 401


def test_what_a_counsellor_is_told_is_read_and_corrected(client: TestClient, deps: Deps) -> None:
    form = begin(client)
    found = Assessment(mentions=(Mention("country", "GB", 0, 1),))
    with deps.store.write() as tx:
        tx.append(form.fields["conversation"], Draft(Sender.YOUNG_PERSON, "…", assessment=found), now=deps.clock())
    panel = press(client, form, "passed_on", text="half written")
    wrong = next(one for one in Form(panel.text).buttons if one.startswith("wrong."))
    assert "the land of GB" in panel.text
    after = press(client, Form(panel.text), wrong)
    assert "the land of GB" not in after.text
    assert Form(after.text).fields["text"] == "half written"
    assert press(client, form, "wrong.nothing").status_code == 200


def test_short_words_are_switched_on_and_off(client: TestClient, deps: Deps) -> None:
    form = begin(client)
    for do, then in (("simple_on", "simple_off"), ("simple_off", "simple_on")):
        assert then in Form(press(client, form, do).text).buttons
        with deps.store.read() as tx:
            assert tx.conversation(form.fields["conversation"]).simple_words is (do == "simple_on")


def test_whether_it_helped_is_asked_at_the_end_and_once(client: TestClient, deps: Deps) -> None:
    form = begin(client)
    with deps.store.write() as tx:
        tx.update_conversation(form.fields["conversation"], owner=Owner.CLOSED)
    page = Form(press(client, form, "show").text)
    assert {"helped.helped", "helped.a_bit", "helped.not"} <= set(page.buttons)
    assert not [one for one in Form(press(client, page, "helped.a_bit").text).buttons if one.startswith("helped.")]
    with deps.store.read() as tx:
        assert sum(sum(month.answers.values()) for month in tx.feedback()) == 1


def test_what_is_done_too_often_is_told_in_the_chat_which_goes_on(client: TestClient, deps: Deps, static_dir: Path) -> None:
    chosen = WebSettings(acts=(1, 600))
    client = TestClient(create_app(deps, static_dir=static_dir, words=words, offered=OFFERED, settings=chosen))
    form = begin(client)
    press(client, form, "code")
    for do in ("code", "passed_on", "delete"):
        page = press(client, form, do, text="half written")
        assert 'role="alert"' in page.text
        assert Form(page.text).fields["text"] == "half written"
    assert press(client, form, "helped.maybe").status_code == 200
