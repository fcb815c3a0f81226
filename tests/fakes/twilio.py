"""Twilio's API for messages, as its pages describe it."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, date, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.fakes.platform import Asked, FakePlatform, Said, Webhook

ACCOUNT = "AC" + "0a" * 16
TOKEN = "a-token-of-this-test-only-0123456"
OURS = f"+44{7_700_900_900}"
MOST_TEXT = 1600
STOP = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT"})
START = frozenset({"START", "UNSTOP", "YES"})


def error(status: int, code: int, why: str) -> Said:
    return Said(status, {"code": code, "message": why, "more_info": f"https://docs.example/{code}", "status": status})


class FakeTwilio(FakePlatform):
    """Takes texts for one account. `filters_stop`: it keeps its own list of who said stop, as it does unless told otherwise."""

    name: ClassVar[str] = "sms"
    tells_receipts: ClassVar[bool] = True

    def __init__(self) -> None:
        super().__init__()
        self.filters_stop = False
        self.stopped: set[str] = set()
        self.forms: list[dict[str, str]] = []
        self.listed: list[dict[str, Any]] = []  # what people wrote, as its list of messages tells it

    def settings(self) -> dict[str, str]:
        return {
            "sms_provider": "twilio",
            "sms_account": ACCOUNT,
            "sms_secret": TOKEN,
            "sms_from": OURS,
            "sms_api": self.api,
        }

    def person(self, number: int = 1) -> str:
        return f"+44{7_700_900_000 + number}"

    def blocked(self) -> Said:
        return error(400, 21610, "Attempt to send to unsubscribed recipient")

    def answer(self, asked: Asked) -> Said:
        right = "Basic " + base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
        if asked.headers.get("authorization") != right:
            return error(401, 20003, "Authenticate")
        base = f"/2010-04-01/Accounts/{ACCOUNT}"
        if (asked.method, asked.path) == ("GET", f"{base}.json"):
            return Said(200, {"sid": ACCOUNT, "friendly_name": "An account", "status": "active", "type": "Full"})
        if asked.method == "GET" and urlsplit(asked.path).path == f"{base}/Messages.json":
            return self._list(f"{base}/Messages.json", dict(parse_qsl(urlsplit(asked.path).query)))
        if (asked.method, asked.path) != ("POST", f"{base}/Messages.json"):
            return error(404, 20404, "The requested resource was not found")
        return self._send(asked.form)

    def _list(self, path: str, asked: dict[str, str]) -> Said:
        """The last one first, by pages."""
        if set(asked) - {"To", "From", "DateSent", "DateSent<", "DateSent>", "PageSize", "Page", "PageToken"}:
            return error(400, 20001, "Unknown parameter")
        size, page = int(asked.get("PageSize", "50")), int(asked.get("Page", "0"))
        since = date.fromisoformat(asked.get("DateSent>", "2000-01-01"))
        rows = [
            one
            for one in sorted(self.listed, key=lambda one: parsedate_to_datetime(one["date_sent"]), reverse=True)
            if parsedate_to_datetime(one["date_sent"]).date() >= since and asked.get("To", one["to"]) == one["to"]
        ]
        here, more = rows[page * size : (page + 1) * size], len(rows) > (page + 1) * size
        following = f"{path}?{urlencode(asked | {'Page': str(page + 1), 'PageToken': 'PA0'})}" if more else None
        return Said(200, {"messages": here, "page": page, "page_size": size, "next_page_uri": following, "uri": path})

    def _send(self, form: dict[str, str]) -> Said:
        to, text, callback = form.get("To", ""), form.get("Body", ""), form.get("StatusCallback", "https://")
        faults = {
            (21211, "Invalid 'To' Phone Number"): not to.startswith("+") or not to[1:].isdecimal(),
            (21602, "Message body is required."): not text,
            (21617, "The concatenated message body exceeds the 1600 character limit"): len(text) > MOST_TEXT,
            (21606, "The 'From' phone number is not a valid message-capable Twilio number"): form.get("From", OURS) != OURS,
            (21603, "A 'From' phone number is required"): not {"From", "MessagingServiceSid"} & set(form),
            (21609, "The 'StatusCallback' URL is not a valid URL"): not callback.startswith("https://"),
            (21610, "Attempt to send to unsubscribed recipient"): to in self.stopped,
        }
        for (code, why), so in faults.items():
            if so:
                return error(400, code, why)
        self.forms.append(form)
        sid = _sid(self.arrive(to, text))
        return Said(201, {"sid": sid, "status": "queued", "to": to, "error_code": None, "num_segments": "1"})

    def webhook(self, fields: Mapping[str, str], *, token: str = TOKEN, query: str = "", url: str = "") -> Webhook:
        """One form, signed."""
        return self.signed(urlencode(fields).encode(), fields, token=token, query=query, url=url)

    def signed(self, body: bytes, fields: Mapping[str, str], *, token: str = TOKEN, query: str = "", url: str = "") -> Webhook:
        """Any body at all, signed as one that holds these fields."""
        called = (url or self.calls) + (f"?{query}" if query else "")
        signed = called + "".join(name + fields[name] for name in sorted(fields))
        signature = base64.b64encode(hmac.new(token.encode(), signed.encode(), hashlib.sha1).digest()).decode()
        headers = {"X-Twilio-Signature": signature, "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"}
        return Webhook(body, headers, query=query)

    def incoming(self, person: str, text: str, at: datetime | None = None, **more: str) -> dict[str, str]:
        """The fields of a message."""
        sid = f"SM{self.next_number():032x}"
        about = {"MessageSid": sid, "SmsSid": sid, "SmsMessageSid": sid, "AccountSid": ACCOUNT, "NumMedia": "0"}
        what = {"From": person, "To": OURS, "Body": text, "NumSegments": "1", "SmsStatus": "received", "ApiVersion": "2010-04-01"}
        form = about | what | {"FromCountry": "GB", "FromCity": "", "FromState": "", "FromZip": ""} | more
        self.list_message(form, at=at)
        return form

    def list_message(self, form: Mapping[str, str], *, direction: str = "inbound", at: datetime | None = None) -> None:
        """Put a message into its list, as it does with every one."""
        row = {"sid": form["MessageSid"], "from": form["From"], "to": form["To"], "body": form["Body"]}
        sent = format_datetime(at or datetime.now(UTC))
        service = form.get("MessagingServiceSid")
        about = {"num_media": form["NumMedia"], "direction": direction, "date_sent": sent, "messaging_service_sid": service}
        self.listed.append({**row, **about, "status": "received", "error_code": None, "account_sid": ACCOUNT})

    def webhook_for_text(self, person: str, text: str, **about: Any) -> Webhook:
        if self.filters_stop and text.strip().upper() in STOP:
            self.stopped.add(person)
        elif text.strip().upper() in START:
            self.stopped.discard(person)
        return self.webhook(self.incoming(person, text, **about))

    def webhook_for_media(self, person: str, caption: str = "") -> Webhook:
        media = {"NumMedia": "1", "MediaContentType0": "image/jpeg", "MediaUrl0": f"{self.api}/media/0"}
        return self.webhook(self.incoming(person, caption, **media))

    def webhook_for_receipt(self, person: str, message_id: str, *, read: bool) -> Webhook:
        return self.status(person, _sid(message_id), "read" if read else "delivered")

    def status(self, person: str, sid: str, status: str, **more: str) -> Webhook:
        """How far one of ours has come. `read` comes only where it went out as RCS."""
        about = {"MessageSid": sid, "SmsSid": sid, "MessageStatus": status, "SmsStatus": status, "AccountSid": ACCOUNT}
        return self.webhook(about | {"To": person, "From": OURS, "ApiVersion": "2010-04-01"} | more)

    def forged(self, webhook: Webhook) -> Webhook:
        signature = base64.b64encode(b"\x00" * 20).decode()
        return Webhook(webhook.body, {**webhook.headers, "X-Twilio-Signature": signature})


def _sid(message_id: str) -> str:
    return f"SM{int(message_id[1:]):032x}"
