"""What a young person takes back goes from the counsellor's screen: one fact, then everything."""

from __future__ import annotations

import json

from playwright.sync_api import Request, expect

from tests.journeys.people import ANSWER, CounsellorPage, YoungPersonPage


class Tab:
    """The young person's own session, as their tab uses it."""

    def __init__(self, person: YoungPersonPage) -> None:
        self._page = person.page
        self._session: tuple[str, str] | None = None
        self._page.on("request", self._note)

    def _note(self, request: Request) -> None:
        if request.method == "POST" and request.url.endswith("/messages"):
            self._session = request.url.removesuffix("/messages"), request.headers["authorization"]

    def act(self, path: str, **body: object) -> int:
        """Do it, and return the status."""
        assert self._session
        url, authorization = self._session
        headers = {"Authorization": authorization, "Content-Type": "application/json"}
        sent = {"method": "POST", "headers": headers, "body": json.dumps(body)}
        status: int = self._page.evaluate(
            "([url, sent]) => fetch(url, sent).then((answer) => answer.status)", [f"{url}/{path}", sent]
        )
        return status


def test_a_correction_is_struck_through_and_a_deleted_chat_goes_from_the_screen(
    young_person: YoungPersonPage, counsellor: CounsellorPage
) -> None:
    tab = Tab(young_person)
    young_person.start()
    counsellor.sign_in()
    young_person.say("someone on snapchat has pics of me and wants money or he sends them to my friends")
    young_person.sees("blackmail")
    young_person.ask_for_person()
    counsellor.take_next()
    brief = counsellor.page.get_by_label("Brief", exact=True)
    expect(brief.get_by_text("Money", exact=False).first).to_be_visible(timeout=ANSWER)

    assert tab.act("passed-on/wrong", id="platform.snapchat") == 204
    expect(brief.get_by_text("They say this is not right")).to_be_visible(timeout=ANSWER)
    expect(brief.locator("del", has_text="Snapchat")).to_be_visible()

    assert tab.act("delete") == 204
    expect(counsellor.page.get_by_text("This chat has been deleted.")).to_be_visible(timeout=ANSWER)
    expect(counsellor.page.get_by_text("pics of me")).to_have_count(0)
    expect(brief.locator(".fact-value, del")).to_have_count(0)
    expect(counsellor.page.get_by_label("Your answer")).to_have_count(0)
    expect(counsellor.page.get_by_role("main").get_by_role("button", name="Close chat")).to_have_count(0)
