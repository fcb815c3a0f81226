"""A chat changes hands, in real browsers: accepted, passed on, watched, taken over. The young person is told each time, and once."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.people import ANSWER, CounsellorPage, YoungPersonPage

TOLD = "my ex says he will post my pics"
SignIn = Callable[[str], CounsellorPage]


def _asks(person: YoungPersonPage) -> None:
    person.start()
    person.say(TOLD)
    person.ask_for_person()
    person.sees("asked for a person")


def test_danger_is_heard_at_once_and_accepted_with_one_key(young_person: YoungPersonPage, at_the_desk: SignIn) -> None:
    sam, alex = at_the_desk("Sam"), at_the_desk("Alex")
    young_person.start()
    young_person.say("i took all the tablets just now")
    for console in (sam, alex):
        expect(console.waiting_rows().first).to_contain_text("T0", timeout=ANSWER)
        expect(console.page).to_have_title("(1) Chats")
        expect(console.page.locator("[aria-live=assertive]")).to_contain_text("Danger now")
    alex.press("n")
    alex.answers_now()
    young_person.sees("Alex is a person")
    expect(sam.waiting_rows()).to_have_count(0, timeout=ANSWER)
    expect(sam.page).to_have_title("Chats")
    alex.close_chat()


def test_a_chat_is_passed_on_with_all_that_is_known_and_without_a_second_greeting(
    young_person: YoungPersonPage, at_the_desk: SignIn
) -> None:
    sam, alex = at_the_desk("Sam"), at_the_desk("Alex")
    _asks(young_person)
    sam.take_next()
    sam.say("I have read it. I am here.")
    sam.press("o")
    sam.page.get_by_role("textbox", name="Note").fill("Their sister knows.")
    sam.page.get_by_role("button", name="Save note").click()
    sam.do("Transfer…")
    sam.page.get_by_role("button", name="Offer to Alex").click()
    young_person.sees("passing this chat on")
    expect(sam.page.get_by_text("Offered to Alex", exact=False).first).to_be_visible(timeout=ANSWER)
    alex.page.locator(".offered").get_by_role("button", name="Accept").click(timeout=ANSWER)
    alex.answers_now()
    young_person.sees("Alex goes on with you now")
    alex.reads("Their sister knows.")
    alex.reads("I have read it. I am here.")
    alex.say("Hello, I can see what you told Sam.")
    young_person.sees("what you told Sam")
    assert "Alex is a person. " not in young_person.log.inner_text().split("passing this chat on")[0]
    assert young_person.log.get_by_text("now talking with").count() == 1
    alex.close_chat()


def test_a_supervisor_watches_whispers_and_takes_over(young_person: YoungPersonPage, at_the_desk: SignIn) -> None:
    alex, robin = at_the_desk("Alex"), at_the_desk("Robin")
    _asks(young_person)
    alex.take_next()
    robin.watch(alex)
    robin.reads("You only read here")
    alex.answer.press_sequentially("I am")
    expect(robin.page.locator(".line-typing")).to_contain_text("Alex is typing", timeout=ANSWER)
    robin.page.get_by_label("Whisper to Alex").fill("Ask who is with them.")
    robin.page.get_by_role("button", name="Whisper").click()
    expect(alex.page.get_by_role("note", name="Robin to you, privately")).to_contain_text("Ask who is with them.", timeout=ANSWER)
    robin.do("Take over")
    robin.answers_now()
    expect(alex.page.get_by_text("This chat is not yours any more", exact=False).first).to_be_visible(timeout=ANSWER)
    expect(alex.page.locator(".left-draft")).to_have_text("I am")
    young_person.sees("Robin")
    robin.say("I am Robin, and I am here now.")
    young_person.sees("I am here now")
    assert "Ask who is with them" not in young_person.page.content()
    robin.close_chat()


def test_danger_that_comes_up_while_a_counsellor_is_there_is_shown_where_it_was_said(
    young_person: YoungPersonPage, at_the_desk: SignIn
) -> None:
    sam = at_the_desk("Sam")
    _asks(young_person)
    sam.take_next()
    expect(sam.page.get_by_role("tab", name="Chat").first).to_contain_text("T2")
    young_person.say("i took all the tablets just now")
    said = sam.page.locator(".line-young_person").last
    expect(said).to_contain_text("T0", timeout=ANSWER)
    expect(said.locator("mark").first).to_be_visible()
    expect(sam.page.get_by_role("tab", name="Chat").first).to_contain_text("T0")
    expect(sam.page.locator("[aria-live=assertive]")).to_contain_text("Danger now")
    said.locator("mark").first.focus()
    expect(said.get_by_role("tooltip").first).to_be_visible()
    sam.page.keyboard.press("Escape")
    expect(said.get_by_role("tooltip").first).to_be_hidden()
    sam.close_chat()


def test_two_people_decide_that_help_is_called(young_person: YoungPersonPage, at_the_desk: SignIn) -> None:
    sam, alex = at_the_desk("Sam"), at_the_desk("Alex")
    young_person.start()
    young_person.say("i took all the tablets just now")
    sam.take_next()
    sam.do("Emergency…")
    sam.page.get_by_label("Why it cannot wait").fill("Has taken tablets, is alone.")
    sam.page.get_by_role("button", name="Ask for a second person").click()
    sam.reads("Waiting for a second person")
    alex.page.get_by_role("button", name="Look at it").click(timeout=ANSWER)
    alex.reads("Has taken tablets, is alone.")
    alex.page.get_by_role("button", name="I confirm").click()
    sam.reads("Confirmed by Alex")
    expect(sam.page.locator(".emergency-number")).to_contain_text("999")
    sam.page.locator("summary", has_text="End this step").click()
    sam.page.get_by_label("Emergency services were called").check()
    sam.page.get_by_label("What was done").fill("Ambulance is on its way.")
    sam.page.get_by_role("button", name="End this step").click()
    sam.reads("Emergency services were called")
    assert "second person" not in young_person.page.content()
    sam.page.keyboard.press("Escape")
    sam.close_chat()


def test_words_that_look_like_a_script_are_words(young_person: YoungPersonPage, at_the_desk: SignIn) -> None:
    sam = at_the_desk("Sam")
    young_person.start()
    young_person.say("my name is <img src=x onerror=document.title='hacked'> and my ex has my pics")
    young_person.ask_for_person()
    young_person.sees("asked for a person")
    sam.take_next()
    sam.hears("<img src=x onerror=")
    sam.press("o")
    sam.page.get_by_role("textbox", name="Note").fill("<b>bold</b>")
    sam.page.get_by_role("button", name="Save note").click()
    expect(sam.page.locator(".transcript")).to_contain_text("<b>bold</b>", timeout=ANSWER)
    assert "hacked" not in sam.page.title()
    assert sam.page.locator(".transcript img, .transcript b, .notes b").count() == 0
    sam.close_chat()
