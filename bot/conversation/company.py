"""What is said, unasked, to somebody who waits for a person or has gone quiet. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.conversation.message import Button
from bot.conversation.said import question_in

STILL_HERE: Final = "utter_still_here"

_URGENT, _URGENT_LAST = "utter_no_one_yet", "utter_no_one_yet_last"
_WAIT_FIRST, _WAIT_AGAIN, _WAIT_LAST = "utter_wait_first", "utter_wait_again", "utter_wait_last"
# Said unasked, and about nothing that was said: what a message answers stands before them.
UNASKED: Final = frozenset({STILL_HERE, _URGENT, _URGENT_LAST, _WAIT_FIRST, _WAIT_AGAIN, _WAIT_LAST})
# After these nobody is expected to write: they have said goodbye.
_GOODBYES: Final = frozenset({"utter_goodbye"})
_PARTING: Final = frozenset({"utter_thank"})
_MOST: Final = 4  # quick answers on a telephone's screen


def company_reply(said: int, most: int, *, urgent: bool) -> str:
    """The reply for somebody who was told `said` times before that nobody has come. `urgent`: the number each time."""
    last = said == most - 1
    if urgent:
        return _URGENT_LAST if last else _URGENT
    return _WAIT_LAST if last else _WAIT_AGAIN if said else _WAIT_FIRST


def expects_an_answer(last_keys: Sequence[str], *, urgent: bool) -> bool:
    """Whether a silence after these replies is worth asking after. Thanks end a calm talk, never an urgent one."""
    ends = _GOODBYES if urgent else _GOODBYES | _PARTING
    return ends.isdisjoint(last_keys)


def keep_open(own: Sequence[Button], open_: Sequence[Button], last_keys: Sequence[str]) -> tuple[Button, ...]:
    """The quick answers under such a message. While a question is open its answers stay, beside the button that calls."""
    if question_in(last_keys) is None or not open_:
        return tuple(own)
    calls = [button for button in own if button.tel]
    answers = [button for button in open_ if button.tel is None]
    return (*calls, *answers)[:_MOST]
