"""What the codes of Meta's errors mean for a message: one list for all of its apps, as Meta numbers them together."""

from __future__ import annotations

from typing import Final

from bot.channels.channel import RefusedKeyError, SendError, TryLaterError, UnreachableError, WindowClosedError

# The numbers are those of Meta's pages "Error codes" of WhatsApp and of the Messenger Platform, and "Handling errors" of Graph.
_WINDOW: Final = frozenset({131047})
_WINDOW_SUBCODES: Final = frozenset({2018065, 2018278, 2534022})
_UNREACHABLE: Final = frozenset(
    {
        551,  # this person is not available: blocked us, or the account is gone
        130497,  # no messages into this country
        131021,  # sender and recipient are the same
        131026,  # undeliverable
        131030,  # a test number, and they are not on its list
    }
)
_UNREACHABLE_SUBCODES: Final = frozenset({1545041, 2018001, 2018108, 2534001, 2534014})
_LATER: Final = frozenset(
    {
        *(1, 2, 131000, 131016, 131057, 133004),  # a fault over there
        *(4, 17, 32, 341, 613),  # too many calls of the app, the account, the Page
        *(80002, 80006, 80007),  # too many calls for this business: Instagram, Messenger, WhatsApp
        *(130429, 131048, 131056),  # too many messages: in all, counted as spam, to one person
        1200,  # "temporary send message failure"
    }
)
_OPERATOR: Final = frozenset(
    {
        *(0, 3, 10, 33, 102, 190, *range(200, 300)),  # the token, or what it may do
        *(131005, 131045, 133010),  # the number is not registered, or not ours
        *(368, 131031, 131042),  # restricted, locked, or not paid for
    }
)


def meaning(code: object, subcode: object) -> type[SendError] | None:
    """What is to be done about an error; None where the codes do not say it. The subcode knows more than the code."""
    if code in _WINDOW or subcode in _WINDOW_SUBCODES:
        return WindowClosedError
    if code in _UNREACHABLE or subcode in _UNREACHABLE_SUBCODES:
        return UnreachableError
    if code in _LATER:
        return TryLaterError
    return RefusedKeyError if code in _OPERATOR else None
