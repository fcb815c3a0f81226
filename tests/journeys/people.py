"""The two people of the story, with what they do as methods."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

HEARD = "text => [...document.querySelectorAll('.line-young_person .line-text')].some((line) => line.innerText.includes(text))"
ANSWER = 15_000  # ms; a busy machine may need many times the usual 50


class YoungPersonPage:
    """Somebody with an old telephone."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self._address = address

    def open(self) -> YoungPersonPage:
        self.page.goto(self._address)
        return self

    def start(self) -> YoungPersonPage:
        self.open().page.get_by_role("button", name="Start chat").click()
        expect(self.from_bot("I'm a chatbot")).to_be_visible(timeout=ANSWER)
        return self

    def say(self, text: str) -> None:
        box = self.page.get_by_role("textbox")
        box.fill(text)
        box.press("Enter")
        expect(self.log.get_by_text(text).last).to_be_visible()

    def tap(self, label: str) -> None:
        self.page.get_by_role("button", name=label).first.click()

    def ask_for_person(self) -> None:
        self.page.locator("footer").get_by_role("button", name="Talk to a person").click()

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log")

    def from_bot(self, text: str) -> Locator:
        return self.log.get_by_text(text).last

    def sees(self, text: str) -> None:
        expect(self.log.get_by_text(text).last).to_be_visible(timeout=ANSWER)

    def messages(self) -> list[str]:
        return self.log.locator(".row").all_inner_texts()


class CounsellorPage:
    """Somebody at a desk."""

    def __init__(self, page: Page, address: str, password: str, name: str = "Sam") -> None:
        self.page = page
        self.name = name
        self._address = address
        self._password = password

    def sign_in(self) -> CounsellorPage:
        self.page.goto(self._address)
        return self.sign_in_again()

    def sign_in_again(self) -> CounsellorPage:
        """On the page as it is: a session has ended."""
        self.page.get_by_label("Name").fill(self.name)
        self.page.get_by_label("Password").fill(self._password)
        self.page.get_by_role("button", name="Sign in").click()
        expect(self.page.get_by_role("navigation", name="Queue")).to_be_attached(timeout=ANSWER)
        return self

    def press(self, key: str) -> None:
        """A shortcut: nobody is writing."""
        self.page.evaluate("document.activeElement?.blur()")
        self.page.keyboard.press(key)

    def waiting_rows(self) -> Locator:
        return self.page.locator("section.queue-section").first.locator("button.row")

    def rest(self) -> None:
        """Take the break that is due: one desk serves many tests, and after five hard chats in a row nobody is given another."""
        due = self.page.get_by_role("button", name="Start a break")
        if due.count():
            due.click()
            self.page.get_by_role("button", name="Come back").click(timeout=ANSWER)
            expect(due).to_have_count(0, timeout=ANSWER)

    def take_next(self) -> None:
        self.rest()
        button = self.page.get_by_role("button", name="Take the next chat")
        expect(button).to_have_attribute("aria-disabled", "false", timeout=ANSWER)
        button.click()
        self.answers_now()

    def answers_now(self) -> None:
        expect(self.page.get_by_text("The bot is silent")).to_be_visible(timeout=ANSWER)

    @property
    def answer(self) -> Locator:
        return self.page.get_by_label("Your answer")

    def say(self, text: str) -> None:
        self.answer.fill(text)
        self.answer.press("Enter")

    def reads(self, text: str) -> None:
        expect(self.page.get_by_text(text).last).to_be_visible(timeout=ANSWER)

    def hears(self, text: str) -> None:
        """From the young person. Words that raised the alarm are marked, so a sentence may be in pieces."""
        self.page.wait_for_function(HEARD, arg=text, timeout=ANSWER)

    def do(self, label: str) -> None:
        """Press one of the buttons of the chat; those that ask are answered with yes."""
        acts = self.page.locator(".chat-acts, .panel-acts, .emergency-second")
        acts.get_by_role("button", name=label).click()
        sure = acts.get_by_role("button", name="Yes")
        if sure.count():
            sure.click()

    def watch(self, colleague: CounsellorPage) -> None:
        """Open what a colleague has."""
        self.page.locator(".row", has_text=f"with {colleague.name}").first.click(timeout=ANSWER)
        expect(self.page.get_by_text(f"{colleague.name} has this chat")).to_be_visible(timeout=ANSWER)

    def return_to_bot(self) -> None:
        self.do("Return to the bot")

    def close_chat(self) -> None:
        self.do("Close chat")
        expect(self.page.get_by_text("This chat is closed.", exact=True)).to_be_visible(timeout=ANSWER)
        self.page.get_by_role("button", name="Put away").click()
