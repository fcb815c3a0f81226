"""Holds every English sentence a young person reads to the content rules a machine can check."""

from __future__ import annotations

import re
import unicodedata

import pytest
import textstat

from tests.each import each
from tests.unit.data.copy_texts import (
    BUTTONS,
    BY_AGE,
    INTERFACE,
    INTERFACE_PLACEHOLDERS,
    PLACEHOLDERS,
    REPLIES,
    banned_in,
    by_alternative,
    by_key,
    by_sentence,
    filled,
    sentences,
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
    *("utter_still_normal", "utter_person_joined_quietly"),
}
# Somebody may be reading along: "Talk to a person" stays in the bar at the top only.
WATCHED = {"utter_act_normal": ["affirm", "deny"]}
FIELDS = set(
    re.findall(
        r"\w+",
        "situation tier sources style text text_for buttons helplines reviewer reviewed_on expires_on confidence seen",
    )
)
WORDS_PER_BUBBLE = {"T0": 20, "T1": 35, "T2": 60, "T3": 60, "T4": 60}
# The only two ways to say it (guidance b1 and A01), and never about somebody the young person knows.
HOLLOW = (
    "Often people who make these threats don't carry them out, but sometimes they do. Either way, there are things we can do."
)
HOLLOW_SHORT = "Often people who threaten this don't do it, but sometimes they do."
KNOWN_OFFENDER = ("utter_ex_partner", "utter_will_they_share_known", "utter_plan_in_case_shared", "utter_abuse_believed")
# A step follows in the next bubble, so these leave the asking to it.
A_STEP_FOLLOWS = {
    f"utter_{name}"
    for name in re.findall(
        r"\w+",
        """threat_to_share chat_threat money_demand image_demand camera_demand meeting_demand sent_more already_paid ex_partner
        under_thirteen shame not_your_fault will_they_share will_they_share_known should_i_pay privacy glad_okay step_praise
        noted not_okay someone_near nobody_near denial_accepted deadline_again threat_may_be_hollow plan_in_case_shared""",
    )
}
# The screen looks for these in what was said before, word for word.
QUESTIONS = {
    "Are you thinking about ending your life?": (
        *("utter_ask_suicide_thoughts", "utter_already_shared", "utter_denial_check"),
        *("utter_hopeless_trapped", "utter_worried_about_you", "utter_sounds_like_goodbye"),
    ),
    "Is it something you might do today or tonight?": ("utter_ask_suicide_today",),
    "Are you hurt, or is anyone there with you?": ("utter_ask_hurt_or_alone",),
    "Are you safe right now?": (
        *("utter_ask_safe_now", "utter_violence_threat", "utter_parents_might_hurt"),
        *("utter_abuse_believed", "utter_others_at_risk", "utter_demand_involve_others", "utter_control_in_relationship"),
        *("utter_ongoing_long_term", "utter_family_or_household", "utter_trusted_adult", "utter_honour_or_culture"),
        *("utter_meeting_planned", "utter_running_away", "utter_offline_abuse"),
    ),
    "Do you need medical help right now?": ("utter_self_harm",),
}
NAMED = r"blackmail|\babuse\b"
NOT_THEIR_FAULT = r"\bfault\b|\bto blame\b|belongs to the person"
UNCERTAIN = r"can't (know|say|promise)|don't know|nobody can|(we|i) can't know|can't be sure|sometimes they do"


def test_every_reply_of_the_conversation_exists() -> None:
    assert [name for name in REQUIRED if f"utter_{name}" not in REPLIES] == []


@by_key
def test_an_entry_says_where_it_comes_from_and_who_reviewed_it(key: str) -> None:
    entry = REPLIES[key]
    assert entry.keys() <= FIELDS
    assert entry["tier"] in WORDS_PER_BUBBLE
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
    if key in WITHOUT_BUTTONS | WATCHED.keys():
        assert offered == WATCHED.get(key, [])
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
    assert banned_in(label) == []
    assert set(re.findall(r"\{(\w+)\}", str(BUTTONS[button]))) <= PLACEHOLDERS.keys()


def test_the_two_fixed_labels() -> None:
    assert BUTTONS["ask_for_person"]["label"] == INTERFACE["ui_talk_to_person"] == "Talk to a person"
    assert BUTTONS["with_someone"]["label"] == "I'm with someone"


@by_alternative
def test_a_bubble_keeps_to_the_length_of_its_tier(key: str, text: str) -> None:
    assert words(text) <= WORDS_PER_BUBBLE[REPLIES[key]["tier"]]


@by_sentence
def test_sentences_are_short(key: str, text: str) -> None:
    anywhere = PLACEHOLDERS["emergency_elsewhere"]  # where the country is not known, this is the emergency number
    lengths = [words(sentence) for sentence in sentences(filled(text, emergency=anywhere))]
    longest = 8 if key == "utter_under_thirteen" else 18
    assert max(lengths) <= longest
    assert len(lengths) == 1 or sum(map(words, sentences(text))) / len(lengths) <= 12


@each(BY_AGE, name=lambda case: f"{case[0]}-{case[1]}")
def test_a_version_for_children_is_easier(key: str, ages: str, text: str) -> None:
    if ages == "18_plus":
        return
    longest, grade = {"8_10": (8, 2), "11_13": (18, 3), "simple": (14, 3)}[ages]
    assert max(words(sentence) for sentence in sentences(text)) <= longest
    assert textstat.flesch_kincaid_grade(filled(text)) <= grade


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
def test_the_reading_grade_is_low(key: str, text: str) -> None:
    if not re.search(r"[.?]", text):
        return  # a label: the grade of two words says nothing
    crisis = key in REPLIES and REPLIES[key]["style"] == "crisis"
    assert textstat.flesch_kincaid_grade(filled(text)) <= (3 if crisis else 5)


@by_sentence
def test_nothing_forbidden_is_said(key: str, text: str) -> None:
    assert banned_in(text) == []


@by_sentence
def test_placeholders_are_known(key: str, text: str) -> None:
    known = PLACEHOLDERS if key.startswith("utter_") else INTERFACE_PLACEHOLDERS | PLACEHOLDERS
    assert set(re.findall(r"\{([^}]*)\}", text)) <= known.keys()
    assert text.count("{") == text.count("}")


@by_alternative
def test_emoji_stay_out_of_serious_replies(key: str, text: str) -> None:
    emoji = [mark for mark in text if unicodedata.category(mark) == "So"]
    assert len(emoji) <= (0 if REPLIES[key]["tier"] in {"T0", "T1"} else 1)


@by_alternative
def test_one_question_at_a_time(key: str, text: str) -> None:
    conditions = r"(In danger|Not there right now|Are you somewhere else|Or are you far from there)\?"  # "if", said short
    assert re.sub(conditions, "", text).count("?") <= (0 if key in A_STEP_FOLLOWS else 1)


@by_alternative
def test_families_a_to_g_name_it_blame_nobody_and_stay_honest(key: str, text: str) -> None:
    if REPLIES[key].get("situation", "L")[0] not in "ABCDEFG":
        return
    said = text.lower()
    assert re.search(NAMED, said), "names it as blackmail or abuse"
    assert re.search(NOT_THEIR_FAULT, said), "says it is not their fault"
    assert re.search(UNCERTAIN, said), "is honest about what nobody can know"


@by_alternative
def test_how_often_threats_come_true_is_said_in_approved_words_only(key: str, text: str) -> None:
    rest = text.replace(HOLLOW, "").replace(HOLLOW_SHORT, "")
    assert not re.search(r"often (people|they|don't)|usually|most (people|of them)|rarely", rest.lower())
    assert key not in KNOWN_OFFENDER or rest == text


def test_the_reassuring_line_is_word_for_word() -> None:
    assert REPLIES["utter_threat_may_be_hollow"]["text"] == [HOLLOW]


@pytest.mark.parametrize(("question", "keys"), QUESTIONS.items())
def test_the_direct_questions_are_word_for_word(question: str, keys: tuple[str, ...]) -> None:
    assert [key for key in keys for text in REPLIES[key]["text"] if question not in text] == []


@by_alternative
def test_ending_a_life_is_mentioned_in_the_direct_question_only(key: str, text: str) -> None:
    assert not re.search(r"end(ing)? (your|my) life|suicid|kill", text.replace(next(iter(QUESTIONS)), "").lower())


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


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        ("Relax, it will be fine.", "a promise"),
        ("We will delete it everywhere.", "a promise"),
        ("They won’t share it.", "a promise"),
        ("Why did you send it?", "blame"),
        ("You should have told someone.", "blame"),
        ("Be careful next time.", "blame"),
        ("95% never post anything.", "odds"),
        ("A person is joining now.", "a person who has not accepted"),
        ("A counsellor is on their way.", "a person who has not accepted"),
        ("Some people commit suicide.", "unsafe words about suicide"),
        ("You can't get in trouble.", "a legal verdict"),
        ("What was in the picture?", "asking for details"),
        ("Hold on!", "an exclamation mark"),
        ("Go to example.org for help.", "an address"),
        ("Call 0800 1111 now.", "a phone number"),
        ("Call 999 now.", "a phone number"),
    ],
)
def test_the_rules_catch_what_they_are_for(sentence: str, what: str) -> None:
    assert what in banned_in(sentence)
