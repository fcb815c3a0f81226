"""A browser without a script: the fields of a page, and the button that is pressed."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from starlette.testclient import TestClient

from bot.conversation.message import Sender
from bot.services.ports import Deps
from bot.services.transcript import transcript


class Form(HTMLParser):
    """The fields of a page, as a browser would send them, and every address on the page. Of two forms the last names the fields."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.addresses: list[str] = []
        self.buttons: list[str] = []
        self._in_text = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.addresses += [known[name] or "" for name in ("href", "action", "src") if name in known]
        if tag == "input":
            self.fields[known["name"] or ""] = known.get("value") or ""
        if tag == "textarea":
            self._in_text, self.fields["text"] = True, ""
        if tag == "button":
            self.buttons.append(known["value"] or "")

    def handle_data(self, data: str) -> None:
        if self._in_text:
            self.fields["text"] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        self._in_text = self._in_text and tag != "textarea"


def press(client: TestClient, form: Form, do: str, **typed: str) -> Any:
    return client.post("/plain", data={**form.fields, **typed, "do": do})


def begin(client: TestClient) -> Form:
    return Form(press(client, Form(client.get("/plain").text), "start").text)


def said(deps: Deps, form: Form) -> list[str]:
    log = transcript(deps, form.fields["conversation"])
    return [message.said.text for message in log if message.said.sender is Sender.YOUNG_PERSON]
