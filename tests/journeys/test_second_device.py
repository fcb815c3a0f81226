"""The code used on another device while the chat is still open on the first: one conversation, and only one of them holds it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.people import ANSWER, CounsellorPage, YoungPersonPage
from tests.journeys.stage import Reply, Stage
from tests.journeys.staged_page import StagedPage
from tests.server import Server


def _menu(page: Page, row: str) -> None:
    page.get_by_role("button", name="Menu", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name=row).click()


def _code_of(person: YoungPersonPage, button: str) -> str:
    _menu(person.page, "Come back later")
    person.page.get_by_role("button", name=button).click()
    code = person.page.locator(".code-itself").inner_text()
    person.page.get_by_role("button", name="Back").click()
    return code


def _come_back(page: Page, address: str, code: str) -> YoungPersonPage:
    page.goto(address)
    page.get_by_role("button", name="I have a code").click()
    page.get_by_label("Your code").fill(code)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your message")).to_be_visible(timeout=ANSWER)  # until then the field is the code's
    return YoungPersonPage(page, address)


@pytest.mark.parametrize("kind", ["Make four words", "Make a number"])
def test_all_goes_on_there_and_the_first_device_says_where_it_went(
    young_person: YoungPersonPage,
    counsellor: CounsellorPage,
    served: Server,
    new_page: Callable[..., Page],
    kind: str,
) -> None:
    first = young_person.start()
    first.say("im 15 and some girl has a video of me. she wants 200 or she sends it to my school")
    first.sees("blackmail")
    code = _code_of(first, kind)
    first.page.get_by_role("switch", name="Simple words").click()
    expect(first.page.get_by_role("switch", name="Simple words")).to_be_checked()

    second = _come_back(new_page(360, 740), served.web, code)
    second.sees("blackmail")
    expect(second.page.get_by_role("region", name="Chat messages")).to_be_focused()
    assert second.page.locator(".unseen[role=status] p").all_inner_texts() == []  # nothing old is read aloud as if it were new
    told = first.page.get_by_role("alert")
    expect(told).to_contain_text("If you opened it with your code, it goes on there.", timeout=ANSWER)
    expect(told).to_contain_text("Call 999")
    assert "blackmail" not in first.page.content()
    assert first.page.evaluate("sessionStorage.length") == 0

    _menu(second.page, "What a counsellor sees")
    expect(second.page.get_by_role("dialog")).to_contain_text("15", timeout=ANSWER)
    second.page.get_by_role("button", name="Back").click()
    expect(second.page.get_by_role("switch", name="Simple words")).to_be_checked()
    second.page.get_by_role("button", name="Close").click()
    second.page.get_by_role("button", name="Act normal").click()
    expect(second.page.get_by_role("dialog")).to_contain_text("press and hold the title")  # nobody was told on this device
    second.page.get_by_role("button", name="Back").click()

    second.ask_for_person()
    second.sees("asked for a person")
    counsellor.sign_in()
    counsellor.take_next()
    counsellor.hears("sends it to my school")
    counsellor.say("Hello, you came back.")
    second.sees("you came back")
    counsellor.close_chat()


def test_the_first_device_can_take_it_back_with_the_same_code(
    young_person: YoungPersonPage, served: Server, new_page: Callable[..., Page]
) -> None:
    young_person.start().say("should i just pay him")
    young_person.sees("Try not to pay")
    code = _code_of(young_person, "Make four words")
    second = _come_back(new_page(360, 740), served.web, code)
    second.sees("Try not to pay")
    expect(young_person.page.get_by_role("alert")).to_be_visible(timeout=ANSWER)
    young_person.page.get_by_role("button", name="Start a new chat").click()
    first = _come_back(young_person.page, served.web, code)
    first.say("back again")
    expect(second.page.get_by_role("alert")).to_contain_text("it goes on there", timeout=ANSWER)


def test_it_goes_on_in_its_own_language_whatever_the_device_speaks(stage: Stage, staged: StagedPage) -> None:
    stage.languages = [{"code": "en", "name": "English"}, {"code": "es", "name": "Español"}]
    stage.replies["/rejoin"] = Reply(200, {"conversation": "c_2", "token": "t_2", "language": "es", "last_seq": 2})
    stage.says("Hola. Soy un chatbot.")
    stage.says("¿Qué pasa?")
    staged.open().tap("I have a code")
    staged.page.get_by_label("Your code").fill("uno dos tres")
    staged.page.keyboard.press("Enter")
    staged.reads("¿Qué pasa?")
    assert staged.page.evaluate("document.documentElement.lang") == "es"
    expect(staged.page.get_by_role("button", name="Salir")).to_be_visible()
    staged.page.reload()
    staged.reads("¿Qué pasa?")
    assert staged.page.evaluate("document.documentElement.lang") == "es"


def test_a_first_device_that_is_hidden_stays_hidden_and_tells_only_whoever_brings_it_back(
    stage: Stage, staged: StagedPage
) -> None:
    stage.says("Hi. I'm a chatbot.")
    staged.start().reads("chatbot")
    staged.hide()
    stage.replies["/events"] = Reply(401, {"error": {"code": "session"}})
    stage.close_streams()
    staged.page.wait_for_timeout(1_500)
    expect(staged.cover_title).to_be_visible()
    assert staged.page.title() == "Shopping list"
    for _ in range(5):
        staged.cover_title.click()
    expect(staged.page.get_by_role("alert")).to_contain_text("This chat has ended here")
