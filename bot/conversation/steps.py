"""Chooses the one step that comes next. The order is the guidance's first-turn order for families A to D."""

from __future__ import annotations

from collections.abc import Container, Iterator
from enum import StrEnum
from typing import Final

from bot.conversation.case import ADULT, UNDER_13, CaseFacts


class Step(StrEnum):
    """One thing to do, or one thing we need to know before the next one."""

    INVITE = "invite"  # nothing is known yet
    ASK_COPING = "ask_coping"
    STOP_REPLYING = "stop_replying"
    DO_NOT_PAY = "do_not_pay"
    TELL_BANK = "tell_bank"
    KEEP_AND_BLOCK = "keep_and_block"
    SAFE_WORD = "safe_word"
    HIDE_FRIENDS = "hide_friends"
    REPORT_POSTS = "report_posts"
    ASK_AGE = "ask_age"
    ASK_COUNTRY = "ask_country"
    REPORT_REMOVE = "report_remove"
    TAKE_IT_DOWN = "take_it_down"
    STOPNCII = "stopncii"
    TELL_ADULT = "tell_adult"
    TELL_OTHER_ADULT = "tell_other_adult"
    TELL_SOMEONE = "tell_someone"
    REPORT_POLICE = "report_police"
    PERSON = "person"  # all steps are given


NEXT_STEP: Final = "next_step"  # in a turn, stands for the reply of whatever step comes next

_ASKING: Final = frozenset({Step.ASK_COPING, Step.ASK_AGE, Step.ASK_COUNTRY})
_NOT_STEPS: Final = _ASKING | {Step.INVITE}

_HOW: Final = {
    Step.STOP_REPLYING: "utter_how_stop_replying",
    Step.TELL_BANK: "utter_money_paid_help",
    Step.KEEP_AND_BLOCK: "utter_how_keep_and_block",
    Step.REPORT_POLICE: "utter_report_what_happens",
    Step.TELL_ADULT: "utter_how_tell_adult",
    Step.TELL_OTHER_ADULT: "utter_how_tell_adult",
    Step.TELL_SOMEONE: "utter_how_tell_adult",
}
_TOOLS: Final = {
    Step.REPORT_REMOVE: "utter_report_remove_limits",
    Step.TAKE_IT_DOWN: "utter_take_it_down_limits",
    Step.STOPNCII: "utter_stopncii_limits",
}
# Apps, games and sites whose steps are in data/copy/en/platforms.yml, by their names in data/risk/en/mentions.yml.
ON: Final = frozenset(
    {"snapchat", "instagram", "facebook", "messenger", "whatsapp", "tiktok", "discord", "roblox", "telegram", "x", "youtube"}
    | {"omegle", "xbox", "playstation", "nintendo"}
)
_SAME: Final = {"messenger": "facebook"}
_HOW_OTHER: Final = "utter_how_other"

_MONEY: Final = ("A05", "A08", "B01", "C02", "C09", "G02")
_SEEN_BY_OTHERS: Final = ("A01", "A02", "A03")
_WORDS_ONLY: Final = ("A04", "A09")  # texts, or a bulk mail that has no picture: an image tool would do nothing
_PICTURE: Final = ("B02", "B03", "C01", "C03", "C04", "C05", "C06")
# An adult at home may hurt them, put them out, or is the one who does it: never send them there (guidance c, E02, E03, I04).
_HOME_UNSAFE: Final = ("D04", "E02", "E03", "E05", "I04")


def reply_for(step: Step) -> str:
    """The reply key that says a step."""
    return f"utter_{step}" if step in _NOT_STEPS else f"utter_step_{step}"


def next_step(facts: CaseFacts) -> Step:
    """The first step of the ladder that was not given yet; a person when there is none left."""
    if not facts.is_blackmail:
        return Step.INVITE
    return next((step for step in _ladder(facts) if step not in facts.steps_given), Step.PERSON)


def steps_for(facts: CaseFacts) -> tuple[Step, ...]:
    """Everything there is to do in this case, given already or not, in order; nothing where it is no blackmail."""
    return tuple(step for step in _ladder(facts) if step not in _NOT_STEPS) if facts.is_blackmail else ()


def how_replies(facts: CaseFacts, told: Container[str] = ()) -> tuple[str, ...]:
    """The reply keys that explain what they ask about: blocking, where this message says so, or else the step given last.

    `told`: situations of this message. To block, also where to tap on the app they named.
    """
    done = [Step(name) for name in facts.steps_given if name in set(Step) - _ASKING]
    step = done[-1] if done else None
    if step is Step.KEEP_AND_BLOCK or ("G03" in told and facts.is_blackmail):
        # Who is controlled by a partner is not shown how, but what to think of before.
        return ("utter_should_i_block",) if facts.saw("B07") else (_HOW[Step.KEEP_AND_BLOCK], f"utter_how_on_{_app(facts)}")
    if step in _TOOLS:
        return (_TOOLS[step], "utter_how_hash")
    return (_HOW.get(step, _HOW_OTHER) if step else _HOW_OTHER,)


def _app(facts: CaseFacts) -> str:
    return _SAME.get(facts.platform or "", facts.platform or "") if facts.platform in ON else "other"


def _ladder(facts: CaseFacts) -> Iterator[Step]:
    if not facts.safety_asked:
        yield Step.ASK_COPING
    if facts.saw("B07"):
        yield from _away_from_a_partner(facts)
        return
    yield Step.STOP_REPLYING
    if facts.age_band == UNDER_13:
        yield _adult(facts)  # a child does none of the rest alone
    # Money is lost within minutes, so it comes before the evidence.
    if facts.saw(*_MONEY):
        yield Step.DO_NOT_PAY
    if facts.saw("C02"):
        yield Step.TELL_BANK
    yield Step.KEEP_AND_BLOCK
    yield Step.SAFE_WORD
    if facts.saw(*_SEEN_BY_OTHERS):
        yield Step.HIDE_FRIENDS
    if facts.saw("C01"):
        yield Step.REPORT_POSTS
    yield from _image_tool(facts)
    yield _adult(facts)
    yield Step.REPORT_POLICE


def _away_from_a_partner(facts: CaseFacts) -> Iterator[Step]:
    """To go silent or to block may make a partner who controls them dangerous: somebody helps them plan first (guidance B07)."""
    yield Step.SAFE_WORD
    yield _adult(facts)
    yield from _image_tool(facts)
    yield Step.REPORT_POLICE


def _image_tool(facts: CaseFacts) -> Iterator[Step]:
    """The tool for their age and country (guidance b6). Not knowing either after asking once: the one that fits most."""
    if facts.saw(*_WORDS_ONLY) and not facts.saw(*_PICTURE):
        return
    if facts.age_band is None:
        yield Step.ASK_AGE
    if facts.age_band == ADULT:
        yield Step.STOPNCII
        return
    if facts.country is None:
        yield Step.ASK_COUNTRY
    # Age unknown counts as under 18: Take It Down and Report Remove do no harm to an adult, StopNCII is not for a child.
    yield Step.REPORT_REMOVE if facts.country == "GB" else Step.TAKE_IT_DOWN


def _adult(facts: CaseFacts) -> Step:
    if facts.saw(*_HOME_UNSAFE):
        return Step.TELL_OTHER_ADULT
    return Step.TELL_SOMEONE if facts.age_band == ADULT else Step.TELL_ADULT
