"""Who answers a conversation: one value, changed only by the moves in one table."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Owner(StrEnum):
    """Who answers. While a counsellor owns a conversation the bot is silent; while it waits, the bot keeps company."""

    BOT = "bot"
    WAITING = "waiting"
    COUNSELLOR = "counsellor"
    CLOSED = "closed"


class Move(StrEnum):
    """Everything that can change the owner."""

    CALL_PERSON = "call_person"  # asked for, or T0/T1
    TAKE_OVER = "take_over"  # a counsellor accepts
    PUT_BACK = "put_back"  # given up, passed to a colleague, or lost: it waits in its old place again
    STEP_IN = "step_in"  # a supervisor takes it from whoever has it
    RETURN_TO_BOT = "return_to_bot"
    CLOSE = "close"
    REOPEN = "reopen"  # closed too early: a person is wanted again


MOVES: dict[tuple[Owner, Move], Owner] = {
    (Owner.BOT, Move.CALL_PERSON): Owner.WAITING,
    (Owner.BOT, Move.STEP_IN): Owner.COUNSELLOR,
    (Owner.BOT, Move.CLOSE): Owner.CLOSED,
    (Owner.WAITING, Move.TAKE_OVER): Owner.COUNSELLOR,
    (Owner.WAITING, Move.STEP_IN): Owner.COUNSELLOR,
    (Owner.WAITING, Move.CLOSE): Owner.CLOSED,
    (Owner.COUNSELLOR, Move.PUT_BACK): Owner.WAITING,
    (Owner.COUNSELLOR, Move.STEP_IN): Owner.COUNSELLOR,
    (Owner.COUNSELLOR, Move.RETURN_TO_BOT): Owner.BOT,
    (Owner.COUNSELLOR, Move.CLOSE): Owner.CLOSED,
    (Owner.CLOSED, Move.REOPEN): Owner.WAITING,
}


HOLDING: Final = frozenset({Move.TAKE_OVER, Move.STEP_IN})  # who makes one of these has the conversation then

# Ends the reason of a PUT_BACK when the counsellor had not written a word: for the young person nobody had come.
UNHEARD: Final = "_unheard"


class IllegalMoveError(Exception):
    """The move is not in the table for this owner."""

    def __init__(self, owner: Owner, move: Move) -> None:
        super().__init__(f"A conversation that belongs to {owner} cannot {move}.")
        self.owner = owner
        self.move = move


def after(owner: Owner, move: Move) -> Owner:
    """The owner after a move. Raises IllegalMoveError when the table does not have it."""
    try:
        return MOVES[owner, move]
    except KeyError:
        raise IllegalMoveError(owner, move) from None
