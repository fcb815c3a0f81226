"""The help beside a chat, over the wire and with the real content."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from bot.console.app import create_app
from bot.console.settings import ConsoleSettings
from bot.conversation.message import Draft, Sender
from bot.guidance.guide import Guide
from bot.guidance.library import Library
from bot.safety.assessment import Assessment, Mention, ScoredSituation
from bot.services.ports import Deps
from bot.services.receive import receive
from bot.services.start_conversation import start_conversation
from tests.faces import OWN_PAGE, Desk

DATA = Path(__file__).parents[3] / "data"


@pytest.fixture(scope="module")
def guide() -> Guide:
    return Guide(Library.load(DATA, drafts=True))


@pytest.fixture
def client(deps: Deps, static_dir: Path, guide: Guide, sam: Desk) -> TestClient:
    names = {"B01": "Demand money", "C02": "Already paid"}
    app = create_app(deps, static_dir=static_dir, settings=ConsoleSettings(), situation_names=names, guide=guide)
    return TestClient(app, cookies=sam.cookies, headers=OWN_PAGE)


def _help(client: TestClient, deps: Deps, *said: Assessment, language: str = "en", **known: Any) -> dict[str, Any]:
    """What is there beside a waiting conversation in which this was said."""
    conversation, _ = start_conversation(deps, language=language)
    receive(deps, conversation.id, client_id="m1", text="person please")
    with deps.store.write() as tx:
        tx.update_conversation(conversation.id, **known)
        for found in said:
            tx.append(conversation.id, Draft(Sender.YOUNG_PERSON, "…", assessment=found), now=deps.clock())
    answer = client.get(f"/api/conversations/{conversation.id}/help")
    assert answer.status_code == 200
    found_: dict[str, Any] = answer.json()
    return found_


def _read(*mentions: tuple[str, str], **situations: float) -> Assessment:
    scored = tuple(ScoredSituation(id_, score) for id_, score in situations.items())
    return Assessment(situations=scored, mentions=tuple(Mention(*one) for one in mentions))


def test_cards_say_what_the_bot_would_say_each_once_under_the_name_of_their_situation(client: TestClient, deps: Deps) -> None:
    cards = _help(client, deps, _read(B01=0.9, C02=0.6), country="GB")["cards"]
    by_key = {card["key"]: card for card in cards}
    assert len(by_key) == len(cards)
    assert (by_key["utter_money_demand"]["title"], by_key["utter_money_demand"]["situation"]) == ("Demand money", "B01")
    assert by_key["utter_already_paid"]["title"] == "Already paid"
    assert by_key["utter_step_do_not_pay"]["title"] == "Not paying"
    assert by_key["utter_step_do_not_pay"]["situation"] is None
    assert not [card for card in cards if "{" in card["text"]]


def test_steps_are_those_the_bot_would_give_for_this_age_country_and_app(client: TestClient, deps: Deps) -> None:
    def keys(*mentions: tuple[str, str], country: str) -> list[str]:
        cards = _help(client, deps, _read(("platform", "snapchat"), *mentions, A01=1.0), country=country)["cards"]
        return [card["key"] for card in cards if card["situation"] is None]

    child, adult = keys(("age", "15"), country="GB"), keys(("age", "20"), country="US")
    assert "utter_how_on_snapchat" in child
    assert "utter_step_report_remove" in child
    assert "utter_step_stopncii" not in child
    assert "utter_step_stopncii" in adult
    assert "utter_step_report_remove" not in adult


def test_a_parent_is_not_given_the_steps_of_a_child(client: TestClient, deps: Deps) -> None:
    cards = _help(client, deps, _read(J03=1.0))["cards"]
    assert cards
    assert [card for card in cards if card["situation"] is None] == []


def test_what_the_bot_has_advised_already_is_marked(client: TestClient, deps: Deps) -> None:
    conversation, _ = start_conversation(deps)
    receive(deps, conversation.id, client_id="m1", text="person please")
    with deps.store.write() as tx:
        tx.append(conversation.id, Draft(Sender.YOUNG_PERSON, "…", assessment=_read(B01=1.0)), now=deps.clock())
        tx.append(conversation.id, Draft(Sender.BOT, "…", "utter_step_do_not_pay"), now=deps.clock())
    cards = client.get(f"/api/conversations/{conversation.id}/help").json()["cards"]
    assert {card["key"] for card in cards if card["said"]} == {"utter_step_do_not_pay"}


def test_everything_is_in_the_language_of_the_young_person_and_titles_in_that_of_the_staff(
    client: TestClient, deps: Deps
) -> None:
    found = _help(client, deps, _read(B01=1.0), language="es", country="ES")
    assert {card["language"] for card in found["cards"]} == {"es"}
    assert "Not paying" in [card["title"] for card in found["cards"]]
    assert any("¿" in one["text"] for one in found["saved"])
    assert any("Sam" in one["text"] for one in found["saved"])


def test_helplines_are_those_of_their_country_and_say_why_and_whether_they_are_open(client: TestClient, deps: Deps) -> None:
    lines = _help(client, deps, country="GB")["helplines"]
    assert lines[0]["need"] == "emergency"
    assert all(set(one) == {"name", "phone", "text_to", "url", "hours", "open_now", "need", "why"} for one in lines)
    assert all(one["why"] for one in lines)
    assert any(one["open_now"] for one in lines)
    assert lines != _help(client, deps, country="IE")["helplines"]


def test_nothing_said_yet_still_has_replies_and_numbers(client: TestClient, deps: Deps) -> None:
    found = _help(client, deps)
    assert found["cards"] == []
    assert len(found["saved"]) >= 20
    assert found["helplines"]
