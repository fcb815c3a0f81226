"""Adds approved sentences to a conversation: the welcome, the notes about who is here, the safe answers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.conversation.company import keep_open
from bot.conversation.crisis_replies import SOMEBODY_IS_THERE
from bot.conversation.message import Draft, Message, Sender
from bot.conversation.picture import age_in
from bot.conversation.taps import open_buttons
from bot.services.ports import Deps
from bot.services.records import Conversation
from bot.services.transaction import Transaction
from bot.services.work import LAST_TURN, last_turn_keys


def say(deps: Deps, tx: Transaction, conversation: Conversation, key: str, *, variant: int = 0, **values: str) -> Message:
    """Append a reply of the bot, with the helplines that fit what is known of the young person; `values` fill its own gaps."""
    draft = _draft(deps, tx, conversation, key, variant=variant, **values)
    return tx.append(conversation.id, replace(draft, sender=Sender.BOT), now=deps.clock())


def note(deps: Deps, tx: Transaction, conversation: Conversation, key: str, *, name: str) -> Message:
    """Append a note about a counsellor, said by neither side: who has come, who has left."""
    draft = _draft(deps, tx, conversation, key, name=name)
    return tx.append(conversation.id, replace(draft, sender=Sender.SYSTEM), now=deps.clock())


def note_quietly(deps: Deps, tx: Transaction, conversation: Conversation, key: str, *, name: str) -> Message:
    """The same in the words for a screen that somebody else may see, where one may."""
    return note(deps, tx, conversation, f"{key}_quietly" if is_watched(tx, conversation) else key, name=name)


def say_unasked(deps: Deps, tx: Transaction, conversation: Conversation, key: str, *, variant: int = 0) -> Message:
    """Append a reply that answers nothing: the quick answers to a question that is still open stay in reach."""
    recent = tx.messages(conversation.id, last=LAST_TURN)
    draft = _draft(deps, tx, conversation, key, variant=variant)
    buttons = keep_open(draft.buttons, open_buttons(recent), last_turn_keys(recent))
    return tx.append(conversation.id, replace(draft, sender=Sender.BOT, buttons=buttons), now=deps.clock())


def is_watched(tx: Transaction, conversation: Conversation) -> bool:
    """Whether they said that somebody can see their screen, or is with them: then nothing may appear on it unasked."""
    return conversation.watched or SOMEBODY_IS_THERE in last_turn_keys(tx.messages(conversation.id, last=LAST_TURN))


def slots(state: dict[str, Any] | None) -> dict[str, Any]:
    """The slots in what the brain remembers; nothing when it remembers nothing."""
    found = (state or {}).get("slots")
    return found if isinstance(found, dict) else {}


def _draft(deps: Deps, tx: Transaction, conversation: Conversation, key: str, *, variant: int = 0, **values: str) -> Draft:
    known = slots(tx.tracker_state(conversation.id))
    age_band, writes_in = known.get("age_band"), known.get("writes_in")
    draft = deps.words.reply(
        key,
        country=conversation.country,
        age_band=age_band if isinstance(age_band, str) else None,
        age=age_in(known),
        simple_words=conversation.simple_words,
        now=deps.clock(),
        variant=variant,
        language=conversation.language,
        writes_in=writes_in if isinstance(writes_in, str) else None,
        **values,
    )
    return replace(draft, key=key)
