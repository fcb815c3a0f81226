"""Messenger and Instagram by the Messenger Platform, as its pages for developers describe them."""

from __future__ import annotations

import json
import time
from abc import abstractmethod
from typing import Any, ClassVar

from tests.fakes.meta import SECRET, TOKEN, VERIFY, FakeGraph, wrong
from tests.fakes.platform import Said, Webhook

PAGE, ACCOUNT = "300000000000003", "400000000000004"
MOST_REPLIES, SHOWN_TITLE, MOST_PAYLOAD = 13, 20, 1000
_KNOWN = {"recipient", "messaging_type", "message", "sender_action"}
_KNOWN_MESSAGE = {"text", "quick_replies"}


class FakePages(FakeGraph):
    """What both share. A message may go only to whoever wrote to this account, in the 24 hours after that."""

    object: ClassVar[str]
    outside_window: ClassVar[int]
    nobody: ClassVar[int]

    @abstractmethod
    def length(self, text: str) -> int:
        """As this platform counts it."""

    @abstractmethod
    def most(self) -> int:
        """Of that."""

    def __init__(self) -> None:
        super().__init__()
        self.subscribed = True  # Meta ends it when calls fail for long

    def subscriptions(self, node: str) -> Said:
        if node not in {"me", PAGE}:
            return wrong(400, 100, "Unsupported get request", 33)
        app = {"name": "A helpline's app", "id": "500000000000005", "subscribed_fields": ["messages"]}
        return Said(200, {"data": [app] if self.subscribed else []})

    def send(self, node: str, what: dict[str, Any]) -> Said:
        self.sent_bodies.append(what)
        person = what.get("recipient", {}).get("id")
        if node not in {"me", PAGE} or set(what) - _KNOWN:
            return wrong(400, 100, "Unsupported post request", 33)
        if person not in self.wrote:
            return wrong(400, 100, "No matching user found", self.nobody)
        if "sender_action" in what:
            return self._act(person, what)
        message = what.get("message", {})
        if refusal := self._refusal(what, message):
            return refusal
        if self.too_late(person):
            return wrong(400, 10, "This message is sent outside of allowed window.", self.outside_window)
        buttons = tuple((one["payload"], one["title"][:SHOWN_TITLE]) for one in message.get("quick_replies", []))
        return Said(200, {"recipient_id": person, "message_id": self.arrive(person, message["text"], buttons)})

    def _act(self, person: str, what: dict[str, Any]) -> Said:
        if "message" in what or what["sender_action"] not in {"typing_on", "typing_off", "mark_seen"}:
            return wrong(400, 100, "Cannot send both message and state at the same time.", 2018014)
        if what["sender_action"] == "typing_on":
            self.typing_shown.append(person)
        return Said(200, {"recipient_id": person})

    def _refusal(self, what: dict[str, Any], message: dict[str, Any]) -> Said | None:
        if what.get("messaging_type", "RESPONSE") not in {"RESPONSE", "UPDATE"}:
            return wrong(400, 100, "Param messaging_type must be one of {RESPONSE, UPDATE, MESSAGE_TAG}")
        text, replies = message.get("text"), message.get("quick_replies", [])
        if set(message) - _KNOWN_MESSAGE or not isinstance(text, str) or not text.strip():
            return wrong(400, 100, "Param message[text] must be a non-empty UTF-8 encoded string")
        if self.length(text) > self.most():
            return wrong(400, 100, f"Length of param message[text] must be less than or equal to {self.most()}")
        if len(replies) > MOST_REPLIES or ("quick_replies" in message and not replies):
            return wrong(400, 100, "Param message[quick_replies] must have 1 to 13 elements")
        if any(
            one["content_type"] != "text" or not one["title"] or not 1 <= len(one["payload"]) <= MOST_PAYLOAD for one in replies
        ):
            return wrong(400, 100, "Param message[quick_replies] is wrong")
        return None

    def event(self, person: str, **what: Any) -> dict[str, Any]:
        """One thing that happened."""
        return {"sender": {"id": person}, "recipient": {"id": self.account}, "timestamp": int(time.time() * 1000), **what}

    def bundle(self, *events: dict[str, Any]) -> Webhook:
        """Some of them in one call."""
        entry = {"id": self.account, "time": int(time.time() * 1000), "messaging": list(events)}
        return self.webhook({"object": self.object, "entry": [entry]})

    def message(self, person: str, **what: Any) -> Webhook:
        """A message of theirs."""
        at = what.pop("at", None)
        self.wrote[person] = time.time()
        told = self.event(person, message={"mid": f"m_in-{self.next_number()}", **what})
        return self.bundle(told | ({"timestamp": int(at * 1000)} if at else {}))

    def webhook_for_text(self, person: str, text: str, **about: Any) -> Webhook:
        return self.message(person, text=text, **about)

    def webhook_for_tap(self, person: str, button: str) -> Webhook:
        title = next(title for heard in self.arrived[person] for id_, title in heard.buttons if id_ == button)
        return self.message(person, text=title, quick_reply={"payload": button})

    def webhook_for_media(self, person: str, caption: str = "") -> Webhook:
        attachments = [{"type": "image", "payload": {"url": "x"}}]
        return self.message(person, attachments=attachments, **({"text": caption} if caption else {}))

    def mid(self, webhook: Webhook) -> str:
        """The id of the message that a call told."""
        return str(json.loads(webhook.body)["entry"][0]["messaging"][0]["message"]["mid"])


class FakeMessenger(FakePages):
    """Counts characters, tells what was delivered and read up to a moment, and does not tell what was deleted."""

    name: ClassVar[str] = "messenger"
    object: ClassVar[str] = "page"
    tells_receipts: ClassVar[bool] = True
    outside_window: ClassVar[int] = 2018278
    nobody: ClassVar[int] = 2018001
    account = PAGE

    def length(self, text: str) -> int:
        return len(text)

    def most(self) -> int:
        return 2000

    def settings(self) -> dict[str, str]:
        named = {"token": TOKEN, "app_secret": SECRET, "verify_token": VERIFY, "page": PAGE}
        return {f"messenger_{name}": value for name, value in named.items()} | {"messenger_api": self.graph}

    def person(self, number: int = 1) -> str:
        return str(7_100_000_000_000_000 + number)

    def blocked(self) -> Said:
        return wrong(400, 551, "This person isn't available right now.", 1545041)

    def too_many(self) -> Said:
        """The Page called too often."""
        said = wrong(400, 613, "Calls to this api have exceeded the rate limit.")
        usage = {PAGE: [{"type": "messenger", "call_count": 100, "estimated_time_to_regain_access": 0}]}
        return Said(said.status, said.body, {"X-Business-Use-Case-Usage": json.dumps(usage)})

    def node(self, node: str, fields: str) -> Said:
        known = {"id": PAGE, "name": "A helpline"}
        return Said(200, {field: known[field] for field in fields.split(",")}) if node == "me" else wrong(400, 100, "No", 33)

    def webhook_for_receipt(self, person: str, message_id: str, *, read: bool) -> Webhook:
        told = {"watermark": int(time.time() * 1000)}
        event = self.event(person, **({"read": told} if read else {"delivery": {"mids": [message_id], **told}}))
        return self.bundle(event)


class FakeInstagram(FakePages):
    """Counts bytes, tells by its id which message was read, not what was delivered, and tells what was unsent."""

    name: ClassVar[str] = "instagram"
    object: ClassVar[str] = "instagram"
    tells_deletions: ClassVar[bool] = True
    tells_receipts: ClassVar[bool] = True
    tells_delivered: ClassVar[bool] = False
    outside_window: ClassVar[int] = 2534022
    nobody: ClassVar[int] = 2534014
    account = ACCOUNT

    def length(self, text: str) -> int:
        return len(text.encode())

    def most(self) -> int:
        return 1000

    def settings(self) -> dict[str, str]:
        named = {"token": TOKEN, "app_secret": SECRET, "verify_token": VERIFY, "account": ACCOUNT}
        return {f"instagram_{name}": value for name, value in named.items()} | {"instagram_api": self.graph}

    def person(self, number: int = 1) -> str:
        return str(8_200_000_000_000_000 + number)

    def blocked(self) -> Said:
        return wrong(400, 100, "The requested user cannot be found.", 2534014)

    def too_many(self) -> Said:
        """The account called too often."""
        return wrong(400, 80002, "There have been too many calls to this Instagram account.")

    def node(self, node: str, fields: str) -> Said:
        if node != "me" or fields != "instagram_business_account{id,username}":
            return wrong(400, 100, "Tried accessing a field that is not there", 33)
        return Said(200, {"instagram_business_account": {"id": ACCOUNT, "username": "a_helpline"}, "id": PAGE})

    def webhook_for_deletion(self, person: str, webhook: Webhook) -> Webhook:
        return self.unsent(person, self.mid(webhook))

    def unsent(self, person: str, mid: str) -> Webhook:
        """They took a message back in the app."""
        return self.bundle(self.event(person, message={"mid": mid, "is_deleted": True}))

    def webhook_for_receipt(self, person: str, message_id: str, *, read: bool) -> Webhook:
        assert read, "it does not tell what was delivered"
        return self.bundle(self.event(person, read={"mid": message_id}))
