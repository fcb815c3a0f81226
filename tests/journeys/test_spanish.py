"""A young person who speaks Spanish, in a real browser: the page, the answers and the numbers are in their language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.people import ANSWER, YoungPersonPage
from tests.journeys.test_screens import check
from tests.server import Server


@pytest.fixture(scope="module")
def spain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A helpline in Spain that tries the draft."""
    home = tmp_path_factory.mktemp("spain") / "var"
    server = Server(home=home, settings={"UNHOOK_DRAFT_LANGUAGES": "true", "UNHOOK_COUNTRY": "ES"}).start()
    yield server
    server.stop()


@pytest.fixture
def person(spain: Server, new_page: Callable[..., Page]) -> YoungPersonPage:
    return YoungPersonPage(new_page(360, 740), f"{spain.web}/?lang=es")


def begin(person: YoungPersonPage) -> None:
    person.open().page.get_by_role("button", name="Empezar el chat").click()
    person.sees("Soy un chatbot")


def test_heard_and_answered_in_spanish_and_a_person_is_one_tap_away(person: YoungPersonPage, screenshots: Path) -> None:
    begin(person)
    assert person.page.evaluate("document.documentElement.lang") == "es"
    expect(person.page.get_by_text("Este texto es un borrador")).to_be_visible()
    person.say("un tipo dice que va a mandar mis fotos a todos mis contactos")
    person.sees("chantaje")
    check(person.page, screenshots / "chat-spanish.png")
    person.page.locator("footer").get_by_role("button", name="Hablar con una persona").click()
    person.sees("avisado a una persona")
    assert not [text for text in person.messages() if "blackmail" in text or "person" in text.split()]


def test_a_crisis_in_spanish_shows_the_number_to_call(person: YoungPersonPage) -> None:
    begin(person)
    person.say("ya me tome algo y tengo miedo")
    call = person.log.get_by_role("link", name="Llamar al 112").first
    expect(call).to_be_visible(timeout=ANSWER)
    expect(call).to_have_attribute("href", "tel:112")


def test_helplines_say_in_spanish_what_they_are(person: YoungPersonPage) -> None:
    begin(person)
    person.say("a quien puedo llamar")
    card = person.log.get_by_text("Teléfono ANAR")
    expect(card).to_be_visible(timeout=ANSWER)
    expect(person.log.get_by_text("Para niños y adolescentes.")).to_be_visible()


def test_a_reload_stays_in_the_language_of_the_conversation(person: YoungPersonPage, spain: Server) -> None:
    begin(person)
    person.page.goto(spain.web)  # without ?lang: the tab knows
    person.sees("Soy un chatbot")
    expect(person.page.get_by_role("button", name="Enviar")).to_be_visible(timeout=ANSWER)


def test_the_language_can_be_changed_before_the_first_message(person: YoungPersonPage) -> None:
    page = person.open().page
    page.get_by_role("navigation", name="Idioma").get_by_role("button", name="English").click()
    expect(page.get_by_role("button", name="Start chat")).to_be_visible(timeout=ANSWER)
    expect(page.get_by_text("nobody has checked")).to_have_count(0)
    page.get_by_role("navigation", name="Language").get_by_role("button", name="Español").click()
    begin_button = page.get_by_role("button", name="Empezar el chat")
    begin_button.click()
    person.sees("Soy un chatbot")
    expect(page.get_by_role("button", name="English")).to_have_count(0)


def test_a_browser_that_asks_for_spanish_gets_it(spain: Server, spanish_browser: BrowserContext) -> None:
    page = spanish_browser.new_page()
    page.goto(spain.web)
    expect(page.get_by_role("button", name="Empezar el chat")).to_be_visible(timeout=ANSWER)


def test_a_draft_that_is_not_offered_is_never_shown(served: Server, spanish_browser: BrowserContext) -> None:
    page = spanish_browser.new_page()
    page.goto(f"{served.web}/?lang=es")
    expect(page.get_by_role("button", name="Start chat")).to_be_visible(timeout=ANSWER)
    expect(page.get_by_role("navigation")).to_have_count(0)


def test_the_start_says_loudly_that_drafts_are_offered(spain: Server, served: Server) -> None:
    assert any("DRAFT LANGUAGES ARE OFFERED: es" in line for line in spain.output)
    assert not any("DRAFT" in line for line in served.output)
