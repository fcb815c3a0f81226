"""The whole story in real browsers: told, answered, handed to a counsellor, given back - three times in one conversation."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.people import ANSWER, CounsellorPage, YoungPersonPage

TOLD = (
    ("someone has pics of me and says hell send them to everyone i follow", "blackmail"),
    ("will he really send it", "blackmail"),
    ("should i just pay him", "Try not to pay"),
)


def test_heard_answered_handed_over_and_back_three_times(young_person: YoungPersonPage, counsellor: CounsellorPage) -> None:
    young_person.start()
    counsellor.sign_in()
    for turn, (told, truth) in enumerate(TOLD, start=1):
        young_person.say(told)
        young_person.sees(truth)
        young_person.ask_for_person()
        young_person.sees("asked for a person")
        counsellor.take_next()
        counsellor.hears(told)
        young_person.sees("Sam is a person")
        counsellor.say(f"I have read it. I am here now. ({turn})")
        young_person.sees(f"I am here now. ({turn})")
        young_person.say(f"thank you, number {turn}")
        counsellor.hears(f"thank you, number {turn}")
        assert _bot_is_silent_since(young_person, f"I am here now. ({turn})")
        counsellor.return_to_bot()
        young_person.sees("chatbot")
        young_person.say("is it my fault" if turn == 1 else "is this private")
        young_person.sees("not your fault" if turn == 1 else "private" if turn == 3 else "stay")
    expect(young_person.page.get_by_text("Chatbot", exact=True).first).to_be_visible()


def test_what_is_urgent_is_first_in_the_queue_with_the_words_that_made_it_so(
    young_person: YoungPersonPage, counsellor: CounsellorPage
) -> None:
    counsellor.sign_in()
    young_person.start()
    young_person.say("i want to kill myself")
    young_person.sees("asked for a person")
    young_person.sees("today or tonight")
    row = counsellor.waiting_rows().first
    expect(row).to_contain_text("T1", timeout=ANSWER)
    row.click()
    expect(counsellor.page.locator("mark, .risk").filter(has_text="kill myself").first).to_be_visible(timeout=ANSWER)
    expect(counsellor.page.get_by_text("Why it is urgent")).to_be_visible()
    counsellor.page.get_by_role("button", name="Take this chat").click()
    counsellor.answers_now()
    counsellor.close_chat()
    expect(
        young_person.page.get_by_role("button", name="Start again").or_(young_person.log.get_by_text("closed")).first
    ).to_be_visible(timeout=ANSWER)


def _bot_is_silent_since(person: YoungPersonPage, text: str) -> bool:
    """No bot bubble follows the counsellor's words, though the young person wrote again."""
    person.page.wait_for_timeout(1500)
    after = person.log.inner_text().split(text)[-1]
    return "Chatbot said" not in after
