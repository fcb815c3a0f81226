"""The young person's page in front of the stage: what is done on it, as methods."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

SOON = 5_000  # ms; the stage answers at once, the machine may be busy
PICTURE = """(way) => {
  const data = new DataTransfer()
  data.items.add(new File(["x"], "a.png", {type: "image/png"}))
  const how = {bubbles: true, cancelable: true}
  const event = way === "paste" ? new ClipboardEvent(way, {...how, clipboardData: data}) : new DragEvent(way, {...how, dataTransfer: data})
  return document.dispatchEvent(event)
}"""


class StagedPage:
    """Somebody with a telephone."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        page.set_default_timeout(SOON)

    def open(self) -> StagedPage:
        self.page.goto(self.address)
        expect(self.page.locator(".foot-welcome .button").first).to_be_visible()
        return self

    def start(self) -> StagedPage:
        """Begin a chat; what the stage has said is on the screen."""
        self.open().page.locator(".foot-welcome .button").first.click()
        expect(self.page.locator(".talk")).to_be_visible()
        return self

    def say(self, text: str) -> None:
        self.page.get_by_role("textbox").fill(text)
        self.page.keyboard.press("Enter")

    def reads(self, text: str) -> None:
        expect(self.page.get_by_role("log").get_by_text(text).last).to_be_visible()

    def has_sent(self) -> None:
        """The server has the last words; before that they are only on the screen."""
        expect(self.page.get_by_text("Sent", exact=True)).to_be_visible()

    def tap(self, label: str) -> None:
        self.page.get_by_role("button", name=label).last.click()

    def open_menu(self, row: str | None = None) -> None:
        self.page.get_by_role("button", name="Menu", exact=True).click()
        if row:
            self.panel.get_by_role("button", name=row).click()

    def brings_picture(self, way: str) -> bool:
        """`way`: "paste" or "drop". True when the browser would now do with it what browsers do, such as opening it."""
        taken: bool = self.page.evaluate(PICTURE, way)
        return taken

    def hide(self) -> None:
        """Through the explanation, as the first time."""
        self.tap("Act normal")
        self.tap("Hide the chat now")
        expect(self.cover_title).to_be_visible()

    @property
    def cover_title(self) -> Locator:
        return self.page.get_by_role("button", name="Shopping list")

    @property
    def panel(self) -> Locator:
        return self.page.get_by_role("dialog")

    @property
    def announced(self) -> list[str]:
        """What a screen reader was given to read, in order."""
        return self.page.locator(".unseen[role=status] p").all_inner_texts()

    def focused(self) -> str:
        """The text of whatever has the keyboard."""
        return str(self.page.evaluate("(document.activeElement.textContent || document.activeElement.id || '').trim()"))
