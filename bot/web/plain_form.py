"""Reads what a form without JavaScript sends, and gives each of its messages an id that makes a doubled one harmless."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from bot.edge.refusals import RefusedError
from bot.web.plain_log import TAP

START, PERSON, SEND, SHOW, KEEP_SHOWING = "start", "person", "send", "show", "keep_showing"
LEAVE, DELETE, REJOIN = "leave", "delete", "rejoin"
CODE, CODE_WORDS, CODE_DIGITS, CODE_STOP = "code", "code_words", "code_digits", "code_stop"
PASSED_ON, SIMPLE_ON, SIMPLE_OFF = "passed_on", "simple_on", "simple_off"
# A button that stands for one of several things says which: "wrong.age", "helped.a_bit".
WRONG: Final = "wrong."
HELPED: Final = "helped."
_DEEDS: Final = frozenset(
    {START, PERSON, SEND, SHOW, KEEP_SHOWING, LEAVE, DELETE, REJOIN}
    | {CODE, CODE_WORDS, CODE_DIGITS, CODE_STOP, PASSED_ON, SIMPLE_ON, SIMPLE_OFF}
)
_ONE_OF_MANY: Final = (TAP, WRONG, HELPED)
_FIELDS: Final = 16  # ours are half of that
_FORM_ID: Final = re.compile(r"[A-Za-z0-9_-]{16,64}")


@dataclass(frozen=True, slots=True)
class PlainForm:
    """One form as it was sent. Everything in it may be forged, but the token opens one conversation only."""

    do: str
    form: str  # drawn anew for each page
    conversation: str = ""
    token: str = ""
    text: str = ""
    language: str = ""
    showing: bool = False
    code: str = ""  # by which somebody comes back

    @property
    def tap(self) -> str | None:
        """The id of the quick answer that was tapped."""
        return self.which(TAP)

    @property
    def speaks(self) -> bool:
        """It says something in the conversation; other forms only look, or change how the chat is."""
        return self.do in {SEND, PERSON} or self.tap is not None

    @property
    def client_id(self) -> str:
        """The same form with the same words is the same message; with other words, after "back", it is another one.

        The words are bound in by the token, which is stored nowhere: nobody can guess words from what is stored.
        """
        said = "\0".join([self.form, self.do, "" if self.tap else self.text])
        return "f_" + hmac.new(self.token.encode(), said.encode(), hashlib.sha256).hexdigest()[:40]

    def which(self, deed: str) -> str | None:
        """Which of several things the button stands for; None where it was another button."""
        return self.do.removeprefix(deed) if self.do.startswith(deed) else None


def read_form(body: bytes) -> PlainForm:
    """The form. Raises RefusedError for what was never a form of ours."""
    try:
        fields = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_FIELDS))
    except ValueError:
        raise RefusedError(400, "bad_request") from None
    text = fields.get("text", "").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    # Some browsers send no button with a form that the keyboard has sent.
    do = fields.get("do") or (SEND if text.strip() else SHOW)
    form = fields.get("form", "")
    if not (do in _DEEDS or do.startswith(_ONE_OF_MANY)) or not _FORM_ID.fullmatch(form):
        raise RefusedError(400, "bad_request")
    return PlainForm(
        do,
        form,
        fields.get("conversation", ""),
        fields.get("token", ""),
        text,
        fields.get("lang", ""),
        fields.get("showing") == "1",
        fields.get("code", "")[:200],
    )
