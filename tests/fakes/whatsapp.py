"""WhatsApp's Cloud API, as its pages for developers describe it."""

from __future__ import annotations

import json
import re
import time
from typing import Any, ClassVar

from tests.fakes.meta import SECRET, TOKEN, VERIFY, FakeGraph, wrong
from tests.fakes.platform import Said, Webhook

NUMBER_ID = "100000000000001"
MOST_TEXT, MOST_BODY, MOST_BUTTONS, MOST_TITLE, MOST_ID, MOST_REFERENCE = 4096, 1024, 3, 20, 256, 512
_KNOWN = {"messaging_product", "recipient_type", "to", "recipient", "type", "text", "interactive", "biz_opaque_callback_data"}
_NUMBER = re.compile(r"\+?\d{6,15}")
_USER_ID = re.compile(r"[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}")


def _invalid(why: str) -> Said:
    return wrong(400, 100, f"Invalid parameter: {why}")


def _fits(text: Any, most: int) -> bool:
    return isinstance(text, str) and bool(text.strip()) and len(text) <= most


def _wrong_with(buttons: list[dict[str, Any]]) -> str:
    titles, ids = [one["reply"]["title"] for one in buttons], [one["reply"]["id"] for one in buttons]
    if not 1 <= len(buttons) <= MOST_BUTTONS or any(one["type"] != "reply" for one in buttons):
        return "interactive['action']['buttons']: 1 to 3 reply buttons"
    if len(set(titles)) < len(titles) or any(not 1 <= len(title) <= MOST_TITLE for title in titles):
        return "button title: 1 to 20 characters, each another"
    return "" if all(1 <= len(id_) <= MOST_ID and id_ == id_.strip() for id_ in ids) else "button id: 1 to 256 characters"


class FakeWhatsApp(FakeGraph):
    """People hide their numbers: it knows them by the ids of this business, and takes numbers as well."""

    name: ClassVar[str] = "whatsapp"
    tells_deletions: ClassVar[bool] = True  # to numbers that are used in the WhatsApp Business app too
    tells_receipts: ClassVar[bool] = True
    account = NUMBER_ID

    def __init__(self) -> None:
        super().__init__()
        self.told: dict[str, str] = {}  # whose message an id is that our webhook was told
        self.read: list[str] = []  # the ids that were marked as read

    def settings(self) -> dict[str, str]:
        return {
            "whatsapp_token": TOKEN,
            "whatsapp_app_secret": SECRET,
            "whatsapp_verify_token": VERIFY,
            "whatsapp_number_id": NUMBER_ID,
            "whatsapp_api": self.graph,
        }

    def person(self, number: int = 1) -> str:
        return f"XX.{70_000_000_000_000_000 + number}"

    def blocked(self) -> Said:
        return wrong(400, 131026, "Message undeliverable")

    def too_many(self) -> Said:
        """One person got too many messages at once."""
        return wrong(400, 131056, "(Business Account, Consumer Account) pair rate limit hit")

    def node(self, node: str, fields: str) -> Said:
        if node != NUMBER_ID:
            return wrong(400, 100, "Unsupported get request. Object does not exist, or missing permissions", 33)
        known = {"id": node, "verified_name": "A helpline", "quality_rating": "GREEN"}
        return Said(200, {"id": node, **{field: known[field] for field in fields.split(",")}})

    def send(self, node: str, what: dict[str, Any]) -> Said:
        if "status" in what:
            return self._mark_read(node, what)
        self.sent_bodies.append(what)
        person = what.get("to") or what.get("recipient")
        if refusal := self._refusal(node, what, person):
            return refusal
        assert isinstance(person, str)
        content = self._read(what)
        if isinstance(content, Said):
            return content
        text, buttons = content
        if self.too_late(person):
            return wrong(400, 131047, "Re-engagement message")
        id_ = self.arrive(person, text, buttons)
        contact = {"input": person, "wa_id": person} if "to" in what else {"input": person, "user_id": person}
        return Said(200, {"messaging_product": "whatsapp", "contacts": [contact], "messages": [{"id": id_}]})

    def _mark_read(self, node: str, what: dict[str, Any]) -> Said:
        """Blue ticks, and, if asked for, that somebody types: only under a message of theirs."""
        id_, typing = what.get("message_id"), what.get("typing_indicator")
        if node != NUMBER_ID or set(what) - {"messaging_product", "status", "message_id", "typing_indicator"}:
            return _invalid("unexpected key")
        if what["status"] != "read" or what.get("messaging_product") != "whatsapp" or id_ not in self.told:
            return _invalid("message_id")
        if typing not in (None, {"type": "text"}):
            return _invalid("typing_indicator['type'] must be text")
        self.read.append(id_)
        if typing:
            self.typing_shown.append(self.told[id_])
        return Said(200, {"success": True})

    def _refusal(self, node: str, what: dict[str, Any], person: Any) -> Said | None:
        if node != NUMBER_ID:
            return wrong(400, 100, "Unsupported post request. Object does not exist, or missing permissions", 33)
        if unknown := set(what) - _KNOWN:
            return _invalid(f"unexpected key {min(unknown)}")
        if what.get("messaging_product") != "whatsapp" or what.get("recipient_type", "individual") != "individual":
            return _invalid("messaging_product must be whatsapp")
        if not (_NUMBER if "to" in what else _USER_ID).fullmatch(str(person)):
            return _invalid("neither a number in to, nor a business-scoped user id in recipient")
        if len(what.get("biz_opaque_callback_data", "")) > MOST_REFERENCE:
            return _invalid("biz_opaque_callback_data is too long")
        return None

    def _read(self, what: dict[str, Any]) -> tuple[str, tuple[tuple[str, str], ...]] | Said:
        if what.get("type", "text") == "text":
            body = what.get("text", {}).get("body")
            return (body, ()) if _fits(body, MOST_TEXT) else _invalid(f"text['body'] must be 1 to {MOST_TEXT} characters long")
        interactive = what.get("interactive", {})
        if what["type"] != "interactive" or interactive.get("type") != "button":
            return _invalid("type")
        body, buttons = interactive.get("body", {}).get("text"), interactive["action"]["buttons"]
        if not _fits(body, MOST_BODY):
            return _invalid(f"interactive['body']['text'] must be 1 to {MOST_BODY} characters long")
        if why := _wrong_with(buttons):
            return _invalid(why)
        return body, tuple((one["reply"]["id"], one["reply"]["title"]) for one in buttons)

    def value(self, **what: Any) -> Webhook:
        """One change, signed."""
        metadata = {"display_phone_number": "0", "phone_number_id": NUMBER_ID}
        value = {"messaging_product": "whatsapp", "metadata": metadata, **what}
        entry = {"id": "200000000000002", "changes": [{"value": value, "field": "messages"}]}
        return self.webhook({"object": "whatsapp_business_account", "entry": [entry]})

    def message(self, person: str, kind: str, **what: Any) -> Webhook:
        """A message of theirs, with what stands beside it: a name that nobody needs, and never a number."""
        at = what.pop("at", int(time.time()))
        self.wrote[person] = time.time()
        contact = {"profile": {"name": "A", "username": "a"}, "user_id": person}
        told = {"from_user_id": person, "id": f"wamid.IN{self.next_number()}", "timestamp": str(at), "type": kind, **what}
        self.told[told["id"]] = person
        return self.value(contacts=[contact], messages=[told])

    def webhook_for_text(self, person: str, text: str, **about: Any) -> Webhook:
        return self.message(person, "text", text={"body": text}, **about)

    def webhook_for_tap(self, person: str, button: str) -> Webhook:
        title = next(title for heard in self.arrived[person] for id_, title in heard.buttons if id_ == button)
        reply = {"type": "button_reply", "button_reply": {"id": button, "title": title}}
        return self.message(person, "interactive", interactive=reply, context={"id": "wamid.x"})

    def webhook_for_media(self, person: str, caption: str = "") -> Webhook:
        image = {"mime_type": "image/jpeg", "sha256": "x", "id": "1", "url": "x"}
        return self.message(person, "image", image=image | ({"caption": caption} if caption else {}))

    def webhook_for_deletion(self, person: str, webhook: Webhook) -> Webhook:
        original = json.loads(webhook.body)["entry"][0]["changes"][0]["value"]["messages"][0]["id"]
        return self.message(person, "revoke", revoke={"original_message_id": original})

    def webhook_for_receipt(self, person: str, message_id: str, *, read: bool) -> Webhook:
        return self.status(person, message_id, "read" if read else "delivered")

    def status(self, person: str, message_id: str, status: str, *codes: int) -> Webhook:
        """How far a message of ours has come."""
        told = {"id": message_id, "status": status, "timestamp": str(int(time.time())), "recipient_user_id": person}
        errors = [{"code": code, "title": "x", "message": "x", "error_data": {"details": "x"}} for code in codes]
        return self.value(statuses=[told | ({"errors": errors} if errors else {})])
