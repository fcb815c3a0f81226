"""A message that a young person can copy and show to an adult: approved sentences, chosen by what was told. Pure."""

from __future__ import annotations

from typing import Final

from bot.conversation.case import CaseFacts

INTRODUCTION: Final = "utter_message_for_adult_intro"
MESSAGE: Final = "utter_message_for_adult"

_MONEY: Final = ("B01", "C02", "G02")


def parts(facts: CaseFacts) -> tuple[str, ...]:
    """The sentences after the first one. Nothing is in it that they did not tell us."""
    found = ["utter_adult_message_blackmail"] if facts.is_blackmail else []
    if facts.saw(*_MONEY):
        found.append("utter_adult_message_money")
    if facts.saw("C01"):
        found.append("utter_adult_message_shared")
    return (*found, "utter_adult_message_please")
