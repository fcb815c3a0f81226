"""The one table of moves."""

from __future__ import annotations

import itertools

import pytest

from bot.conversation.owner import MOVES, IllegalMoveError, Move, Owner, after


def test_every_owner_can_be_left_and_reached() -> None:
    assert {before for before, _ in MOVES} == set(Owner)
    assert set(MOVES.values()) == set(Owner)


def test_every_move_is_possible_somewhere() -> None:
    assert {move for _, move in MOVES} == set(Move)


@pytest.mark.parametrize(
    ("owner", "move", "then"),
    [
        (Owner.COUNSELLOR, Move.PUT_BACK, Owner.WAITING),
        (Owner.BOT, Move.STEP_IN, Owner.COUNSELLOR),
        (Owner.WAITING, Move.STEP_IN, Owner.COUNSELLOR),
        (Owner.COUNSELLOR, Move.STEP_IN, Owner.COUNSELLOR),
        (Owner.CLOSED, Move.REOPEN, Owner.WAITING),
    ],
)
def test_the_moves_of_a_hand_off(owner: Owner, move: Move, then: Owner) -> None:
    assert after(owner, move) is then


@pytest.mark.parametrize(
    ("owner", "move"), [case for case in itertools.product(Owner, Move) if case not in MOVES], ids=lambda value: value.value
)
def test_what_is_not_in_the_table_is_refused(owner: Owner, move: Move) -> None:
    with pytest.raises(IllegalMoveError):
        after(owner, move)
