"""Holds the replies to the shape the dialogue needs: all there, sourced, with buttons and a way to a person.

What holds for the sentences themselves, in any language, is in test_wording.py.
"""

from __future__ import annotations

import re

from bot.safety.tiers import Tier
from tests.each import each
from tests.unit.data.copy_texts import (
    BUTTONS,
    BY_AGE,
    INTERFACE,
    INTERFACE_PLACEHOLDERS,
    PLACEHOLDERS,
    REPLIES,
    by_alternative,
    by_key,
    by_sentence,
    words,
)

REQUIRED = re.findall(
    r"\w+",
    """
threat_to_share chat_threat deadline deadline_again violence_threat money_demand image_demand camera_demand meeting_demand
already_shared already_paid sent_more ex_partner under_thirteen shame not_your_fault fear_of_parents will_they_share
will_they_share_known should_i_pay privacy bot_not_person person_asked person_none_here person_already_asked unclear_first
unclear_second unclear_third greet small_talk thank goodbye goodbye_check out_of_scope idiom idiom_check denial_accepted
denial_check threat_may_be_hollow plan_in_case_shared ask_coping step_stop_replying step_keep_and_block step_hide_friends
step_do_not_pay step_report_remove step_take_it_down step_stopncii step_tell_adult step_report_police step_person step_tell_bank
step_report_posts step_tell_other_adult step_tell_someone ask_age ask_country how_stop_replying how_keep_and_block how_hash
how_tell_adult how_other glad_okay step_praise not_okay parents_cross parents_might_hurt helplines ask_suicide_thoughts
ask_suicide_today suicide_not_today emergency_life emergency_elsewhere ask_hurt_or_alone stay_close keep_safe with_someone
ask_safe_now emergency_danger safe_for_now self_harm abuse_believed others_at_risk invite noted someone_near nobody_near no_rush
welcome safe_answer safe_answer_crisis no_one_yet person_joined person_left closed image_refused too_long empty
system_message system_message_unreadable
""",
)
# Said while a counsellor owns the chat, when it is over, or about the chat itself: there is nothing to tap.
WITHOUT_BUTTONS = {
    *("utter_person_joined", "utter_closed", "utter_system_message", "utter_system_message_unreadable"),
    *("utter_still_normal", "utter_person_joined_quietly", "utter_person_took_over", "utter_person_took_over_quietly"),
    *("utter_person_had_to_leave_quietly", "utter_person_hands_over_quietly", "utter_reopened_quietly"),
    *("utter_app_stopped", "utter_app_delete_ask", "utter_app_deleted"),
}
# Somebody may be reading along: "Talk to a person" stays in the bar at the top only.
WATCHED = {"utter_act_normal": ["affirm", "deny"]}
# No person is called for a while: a button that does nothing would be a lie. The bar at the top stays, and danger gets through.
BLOCKED = {f"utter_blocked_{name}": ["call_emergency", "ask_for_helplines"] for name in ("hours", "days", "offender")}
FIELDS = set(
    re.findall(
        r"\w+",
        "situation tier sources style text text_for buttons helplines reviewer reviewed_on expires_on confidence seen",
    )
)
# A step follows in the next bubble, so these leave the asking to it.
A_STEP_FOLLOWS = {
    f"utter_{name}"
    for name in re.findall(
        r"\w+",
        """threat_to_share chat_threat money_demand image_demand camera_demand meeting_demand sent_more already_paid ex_partner
        under_thirteen shame not_your_fault will_they_share will_they_share_known should_i_pay privacy glad_okay step_praise
        noted not_okay someone_near nobody_near denial_accepted deadline_again threat_may_be_hollow plan_in_case_shared
        not_shared not_paid sent_no_more already_shared_again""",
    )
}


def test_every_reply_of_the_conversation_exists() -> None:
    assert [name for name in REQUIRED if f"utter_{name}" not in REPLIES] == []


@by_key
def test_an_entry_says_where_it_comes_from_and_who_reviewed_it(key: str) -> None:
    entry = REPLIES[key]
    assert entry.keys() <= FIELDS
    assert entry["tier"] in Tier.__members__
    assert entry["style"] in {"plain", "crisis"}
    assert all(re.fullmatch(r"S\d{1,2}[a-g]?|P", source) for source in entry["sources"])
    assert entry["sources"]
    assert re.fullmatch(r"[A-L]\d\d", entry.get("situation", "A01"))
    assert entry["reviewer"]
    assert "reviewed_on" in entry


@by_key
def test_alternatives_differ_and_a_crisis_reply_has_three(key: str) -> None:
    entry = REPLIES[key]
    fewest = 3 if entry["style"] == "crisis" else 1
    assert fewest <= len(set(entry["text"])) == len(entry["text"]) <= 4


@by_key
def test_buttons_are_known_few_and_lead_to_a_person(key: str) -> None:
    offered = REPLIES[key].get("buttons", [])
    if key in WITHOUT_BUTTONS | WATCHED.keys() | BLOCKED.keys():
        assert offered == (WATCHED | BLOCKED).get(key, [])
        return
    assert set(offered) <= BUTTONS.keys()
    assert 2 <= len(set(offered)) == len(offered) <= 4
    if REPLIES[key]["tier"] == "T0":
        assert offered == ["call_emergency", "with_someone"]
    else:
        assert "ask_for_person" in offered


@each(BUTTONS)
def test_a_button_is_short_and_plain(button: str) -> None:
    label = BUTTONS[button]["label"]
    assert BUTTONS[button].keys() <= {"label", "tel", "url"}
    assert 1 <= words(label) <= 6
    assert set(re.findall(r"\{(\w+)\}", str(BUTTONS[button]))) <= PLACEHOLDERS.keys()


def test_the_two_fixed_labels() -> None:
    assert BUTTONS["ask_for_person"]["label"] == INTERFACE["ui_talk_to_person"] == "Talk to a person"
    assert BUTTONS["with_someone"]["label"] == "I'm with someone"


@each([(key, text) for key, version, text in BY_AGE if version == "simple"], name=lambda case: case[0])
def test_simple_words_are_few_and_not_childish(key: str, text: str) -> None:
    assert not re.search(r"grown-up|\bkids?\b|mummy|daddy|\bhug\b|teacher|school", text.lower())
    assert words(text) < max(words(other) for other in REPLIES[key]["text"])
    assert words(text) <= 40


def test_the_replies_most_often_needed_have_simple_words() -> None:
    simple = {key for key, version, _ in BY_AGE if version == "simple"}
    steps = {"stop_replying", "keep_and_block", "hide_friends", "do_not_pay", "report_remove", "take_it_down", "tell_adult"}
    assert {f"utter_step_{step}" for step in steps} | {"utter_threat_to_share", "utter_money_demand"} <= simple


@by_sentence
def test_placeholders_are_known(key: str, text: str) -> None:
    known = PLACEHOLDERS if key.startswith("utter_") else INTERFACE_PLACEHOLDERS | PLACEHOLDERS
    assert set(re.findall(r"\{([^}]*)\}", text)) <= known.keys()
    assert text.count("{") == text.count("}")


@by_alternative
def test_a_reply_before_a_step_asks_nothing(key: str, text: str) -> None:
    if key in A_STEP_FOLLOWS:
        assert "?" not in text


@by_alternative
def test_danger_now_gives_the_number_or_asks(key: str, text: str) -> None:
    if key.startswith(("utter_emergency_", "utter_safe_answer", "utter_no_one_yet")):
        assert re.search(r"\{emergency(_elsewhere)?\}", text)


def test_the_image_tools_are_told_apart() -> None:
    told = {key: " ".join(REPLIES[f"utter_step_{key}"]["text"]) for key in ("report_remove", "take_it_down", "stopncii")}
    assert all("look at it" in text and "UK" in text for text in REPLIES["utter_step_report_remove"]["text"])
    assert all("code" in text and "look at it" not in text for text in (told["take_it_down"], told["stopncii"]))
    assert "Take It Down" in told["stopncii"], "who was under 18 in the picture is sent to the right tool"


def test_the_welcome_states_the_limits_before_it_asks() -> None:
    for text in REPLIES["utter_welcome"]["text"]:
        assert "chatbot" in text
        assert text.index("in danger") < text.index("?")
