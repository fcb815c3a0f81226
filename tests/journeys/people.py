"""The two people of the story, with what they do as methods."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

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

    def __init__(self, page: Page, address: str, password: str) -> None:
        self.page = page
        self._address = address
        self._password = password

    def sign_in(self) -> CounsellorPage:
        self.page.goto(self._address)
        self.page.get_by_label("Name").fill("Sam")
        self.page.get_by_label("Password").fill(self._password)
        self.page.get_by_role("button", name="Sign in").click()
        expect(self.page.get_by_role("navigation", name="Queue")).to_be_visible(timeout=ANSWER)
        return self

    def waiting_rows(self) -> Locator:
        return self.page.locator("section.queue-section").first.locator("button.row")

    def take_next(self) -> None:
        self.waiting_rows().first.click(timeout=ANSWER)
        self.page.get_by_role("button", name="Take this chat").click()
        expect(self.page.get_by_text("The bot is silent")).to_be_visible(timeout=ANSWER)

    def say(self, text: str) -> None:
        box = self.page.get_by_label("Your answer")
        box.fill(text)
        box.press("Enter")

    def reads(self, text: str) -> None:
        expect(self.page.get_by_text(text).last).to_be_visible(timeout=ANSWER)

    def return_to_bot(self) -> None:
        self.page.get_by_role("button", name="Return to the bot").click()
        self.page.get_by_role("button", name="Yes").click()

    def close_chat(self) -> None:
        self.page.get_by_role("button", name="Close chat").click()
        self.page.get_by_role("button", name="Yes").click()
