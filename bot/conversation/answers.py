"""What a yes, a no or an "I'm okay" means, given the question that is open. Two bubbles at most, one question at most."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.conversation.case import CaseFacts
from bot.conversation.crisis_replies import ASK_SAFE, ASK_THOUGHTS, DENIAL_ACCEPTED
from bot.conversation.reassurance import due_reassurance
from bot.conversation.steps import NEXT_STEP
from bot.conversation.unclear import unclear_reply

Replies = tuple[str, ...]

SHARED: Final = "utter_already_shared"
SHARED_AGAIN: Final = "utter_already_shared_again"


_AFTER_YES: Final[Mapping[str | None, Replies]] = {
    "someone_near": ("utter_someone_near", NEXT_STEP),
    "cross_or_hurt": (ASK_SAFE,),  # yes to which half? The one that matters is asked
    "anything_wrong": ("utter_invite",),
    "watched": ("utter_still_normal",),
}
_AFTER_NO: Final[Mapping[str | None, Replies]] = {
    "someone_near": ("utter_nobody_near", NEXT_STEP),
    "suicide_thoughts": (DENIAL_ACCEPTED, NEXT_STEP),
    "anything_wrong": ("utter_no_rush",),
    "willing_to_tell": ("utter_no_rush",),
    "home_safe": (ASK_SAFE,),
}


def answer_yes(facts: CaseFacts) -> Replies:
    """The rule for `affirm`. The crisis policy has taken the yes to a crisis question before."""
    if facts.asked == "coping":
        return answer_okay(facts)
    if facts.asked in {None, "willing_to_tell"} and not facts.is_blackmail:
        return (unclear_reply(facts.unclear_count),)
    return _AFTER_YES.get(facts.asked, (NEXT_STEP,))


def answer_no(facts: CaseFacts) -> Replies:
    """The rule for `deny`."""
    if facts.asked == "coping":
        return answer_not_okay(facts)
    if facts.asked is None:
        again = facts.is_blackmail and facts.unclear_count <= 1
        return ("utter_no_rush",) if again else (unclear_reply(facts.unclear_count, told=facts.is_blackmail),)
    return _AFTER_NO.get(facts.asked, (NEXT_STEP,))


def answer_okay(facts: CaseFacts) -> Replies:
    """They are okay: the truth about the threat if it is owed, then the next step."""
    if not facts.is_blackmail:
        return ("utter_glad_okay",)
    return (due_reassurance(facts) or "utter_glad_okay", NEXT_STEP)


def answer_not_okay(facts: CaseFacts) -> Replies:
    """They are not okay: asked directly, once (guidance c4). Answered already: helplines, and a person stays on offer."""
    if facts.suicide_answer is None:
        return ("utter_not_okay", ASK_THOUGHTS)
    return ("utter_not_okay", "utter_helplines")


def answer_denial(facts: CaseFacts) -> Replies:
    """H07, "I'm not gonna do anything": asked once, then the answer is accepted."""
    if "ask_about_suicide" not in facts.steps_given and facts.suicide_answer is None:
        return ("utter_denial_check",)
    return (DENIAL_ACCEPTED, NEXT_STEP) if facts.is_blackmail else (DENIAL_ACCEPTED,)


def answer_idiom(facts: CaseFacts) -> Replies:
    """H09: carry on as normal; where something serious is in the chat already, one light check."""
    serious = facts.is_blackmail or facts.conversation_tier.needs_person
    return ("utter_idiom_check",) if serious and "check_idiom" not in facts.steps_given else ("utter_idiom",)


def answer_shared(facts: CaseFacts) -> Replies:
    """C01: the reply asks about suicide itself. Who has answered that is not asked again."""
    return (SHARED,) if facts.suicide_answer is None else (SHARED_AGAIN, NEXT_STEP)


def answer_deadline(facts: CaseFacts) -> Replies:
    """A05: slow it down and ask who is near; when the timer comes up again, slow it down and go on."""
    return ("utter_deadline_again", NEXT_STEP) if "find_someone_near" in facts.steps_given else ("utter_deadline",)


def answer_goodbye(facts: CaseFacts) -> Replies:
    """L04: where risk was raised, one check before they go - not a second one."""
    if facts.conversation_tier.needs_person and facts.asked != "safe_tonight":
        return ("utter_goodbye_check",)
    return ("utter_goodbye",)
