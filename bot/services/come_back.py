"""The code by which a young person comes back, from any browser, without an account."""

from __future__ import annotations

from typing import Final

from bot.conversation.come_back import CodeKind, canonical, draw_number, draw_words
from bot.conversation.owner import Owner
from bot.services.errors import ClosedConversationError, UnknownCodeError
from bot.services.find import find_conversation
from bot.services.ports import Deps
from bot.services.records import Conversation
from bot.services.tokens import hash_of, new_token

_DRAWS: Final = 20  # the second one is needed once in a thousand million


class NoCodeLeftError(Exception):
    """Every code that was drawn opens another conversation: chance is broken, or the words are far too few."""


def make_code(deps: Deps, conversation_id: str, kind: CodeKind) -> str:
    """Draw a code and tell it this once; the one before opens nothing any more.

    Raises UnknownConversationError, ClosedConversationError.
    """
    with deps.store.write() as tx:
        conversation = find_conversation(tx, conversation_id)
        if conversation.owner is Owner.CLOSED:
            raise ClosedConversationError
        for _ in range(_DRAWS):
            code = _draw(deps, conversation, kind)
            if tx.set_code(conversation_id, canonical(code)):
                break
        else:
            raise NoCodeLeftError
    deps.doorbell.ring("log", conversation_id, conversation.last_seq)
    return code


def withdraw_code(deps: Deps, conversation_id: str) -> None:
    """Make the code worthless. Where there is none, nothing changes. Raises UnknownConversationError."""
    with deps.store.write() as tx:
        conversation = find_conversation(tx, conversation_id)
        tx.set_code(conversation_id, None)
    deps.doorbell.ring("log", conversation_id, conversation.last_seq)


def rejoin(deps: Deps, code: str) -> tuple[Conversation, str]:
    """Open the conversation of a code in a new session, which ends the one before. Raises UnknownCodeError.

    Whatever is wrong with a code, it costs the same: it is hashed, looked for once, and not found.
    """
    token = new_token()
    with deps.store.write() as tx:
        conversation = tx.conversation_of_code(canonical(code))
        if conversation is None:
            raise UnknownCodeError
        tx.renew_session(conversation.id, hash_of(token))
        conversation = tx.update_conversation(conversation.id, ended_at=None)
    deps.doorbell.ring("log", conversation.id, conversation.last_seq)
    deps.doorbell.ring("queue", conversation.id, conversation.last_seq)
    return conversation, token


def _draw(deps: Deps, conversation: Conversation, kind: CodeKind) -> str:
    if kind is CodeKind.WORDS:
        return draw_words(deps.codes.words_in(conversation.language))
    return draw_number(deps.codes.number_in(conversation.country))
