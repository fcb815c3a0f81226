"""Checks what came in from outside before anything is done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.conversation.message import Button, Message
from bot.conversation.taps import find_button, offered, shown_before
from bot.conversation.urgency import ASK_FOR_PERSON
from bot.services.errors import BadClientIdError, EmptyMessageError, MessageTooLongError
from bot.services.ports import Deps
from bot.services.records import Conversation

_MAX_CLIENT_ID: Final = 64
_OFFER_A_PERSON: Final = ("utter_welcome", "utter_safe_answer")


@dataclass(frozen=True, slots=True)
class Incoming:
    """What the young person said. `tap` only when the button was really there; `button` also when it had been there before."""

    text: str
    tap: str | None = None
    button: str | None = None


def check_client_id(client_id: str) -> None:
    """Without an id of its own a message could be stored twice."""
    if not 0 < len(client_id) <= _MAX_CLIENT_ID:
        raise BadClientIdError


def clean_text(text: str | None, limit: int) -> str:
    """The text as it can be stored and shown. Half a surrogate pair, which JSON can carry, would break every encoder."""
    whole = (text or "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if len(whole) > limit:
        raise MessageTooLongError(limit)
    return whole


def written_text(text: str, limit: int) -> str:
    """What somebody wrote into a field that must not be empty. Raises EmptyMessageError, MessageTooLongError."""
    if written := clean_text(text, limit).strip():
        return written
    raise EmptyMessageError


def understand(deps: Deps, conversation: Conversation, recent: Sequence[Message], text: str, tap: str | None) -> Incoming:
    """Decide what was said. Only offered taps are commands.

    A tap on a button that is gone is stored as the words on it, and still means what the button meant: old buttons stay in sight
    in messaging apps, and "I've done it" under a step is no attempt on a life, however late it is tapped.
    """
    if tap is None:
        if not text.strip():
            raise EmptyMessageError
        return Incoming(text)
    if tap == ASK_FOR_PERSON:
        return Incoming(_person_label(deps, conversation, recent), tap, tap)
    if button := offered(recent, tap):
        return Incoming(button.label, tap, tap)
    if button := shown_before(recent, tap):
        return Incoming(button.label, button=tap)
    raise EmptyMessageError


def _person_label(deps: Deps, conversation: Conversation, recent: Sequence[Message]) -> str:
    """What the button to a person says. It is always legal, also where no message offered it: then the copy is asked."""
    button = shown_before(recent, ASK_FOR_PERSON) or _from_copy(deps, conversation)
    return button.label if button else ASK_FOR_PERSON


def _from_copy(deps: Deps, conversation: Conversation) -> Button | None:
    country, language, now = conversation.country, conversation.language, deps.clock()
    drafts = (deps.words.reply(key, country=country, age_band=None, now=now, language=language) for key in _OFFER_A_PERSON)
    return find_button((button for draft in drafts for button in draft.buttons), ASK_FOR_PERSON)
