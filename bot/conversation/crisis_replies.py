"""The reply keys for life and danger. The words are in data/copy; when each is said is in crisis.py."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

ASK_THOUGHTS: Final = "utter_ask_suicide_thoughts"
ASK_TODAY: Final = "utter_ask_suicide_today"
ASK_HURT_OR_ALONE: Final = "utter_ask_hurt_or_alone"
ASK_HURT_IN_DANGER: Final = "utter_ask_hurt_in_danger"  # of danger from others: being alone, or not, means something else
ASK_SAFE: Final = "utter_ask_safe_now"
NOT_TODAY: Final = "utter_suicide_not_today"
EMERGENCY_LIFE: Final = "utter_emergency_life"
EMERGENCY_DANGER: Final = "utter_emergency_danger"
KEEP_SAFE: Final = "utter_keep_safe"
GOODBYE_HEARD: Final = "utter_sounds_like_goodbye"
WORRIED: Final = "utter_worried_about_you"  # asked for a way: never answered
HOPELESS: Final = "utter_hopeless_trapped"  # believes them, speaks of the blackmail, says that a person was called, and asks
SELF_HARM: Final = "utter_self_harm"
PARENTS_MIGHT_HURT: Final = "utter_parents_might_hurt"
ABUSE: Final = "utter_abuse_believed"
OTHERS: Final = "utter_others_at_risk"
UNDER_THIRTEEN: Final = "utter_under_thirteen"
UNDER_THIRTEEN_HELLO: Final = "utter_under_thirteen_hello"
SAFE_FOR_NOW: Final = "utter_safe_for_now"
WITH_SOMEONE: Final = "utter_with_someone"
DENIAL_ACCEPTED: Final = "utter_denial_accepted"
IDIOM_CHECK: Final = "utter_idiom_check"
DENIAL_CHECK: Final = "utter_denial_check"
STAY_CLOSE: Final = "utter_stay_close"
GOODBYE: Final = "utter_goodbye"
PERSON_ALREADY_ASKED: Final = "utter_person_already_asked"
HELPLINES: Final = "utter_helplines"
PERSON_CALLED: Final = "utter_person_called"
SOMEBODY_IS_THERE: Final = "utter_with_abuser_now"

# T0 that has one thing to do at once, which is said together with the number (guidance B03, B04, I02).
RIGHT_NOW: Final[Mapping[str, str]] = {
    "B03": "utter_camera_now",
    "B04": "utter_meeting_now",
    "I02": "utter_meeting_now",
    "I01": SOMEBODY_IS_THERE,
}

# A direct question. The first time one is asked, the young person hears before it that a person was called.
QUESTIONS: Final = frozenset({ASK_THOUGHTS, ASK_TODAY, ASK_SAFE, SELF_HARM, PARENTS_MIGHT_HURT})

# Each asks in its own words whether they think of ending their life.
THOUGHTS: Final[Mapping[str, str]] = {"H08": WORRIED, "F06": HOPELESS}

# T1 situations whose ordinary reply already says what matters: the rule for the intent answers, unless it has just been said.
OWN_REPLIES: Final[Mapping[str, str]] = {
    "report_image_demand": "utter_image_demand",
    "report_violence_threat": "utter_violence_threat",
    "report_camera_demand": "utter_camera_demand",
    "report_meeting_demand": "utter_meeting_demand",
    "tell_under_thirteen": UNDER_THIRTEEN,
}
# To a parent or a professional. Each says itself that a person was asked for.
FOR_A_CHILD: Final = frozenset({"utter_child_suicidal", "utter_child_danger"})
CRISIS_REPLIES: Final = frozenset(
    {
        HOPELESS, WORRIED, GOODBYE_HEARD,
        ASK_THOUGHTS, ASK_TODAY, ASK_HURT_OR_ALONE, ASK_HURT_IN_DANGER,
        ASK_SAFE, NOT_TODAY, EMERGENCY_LIFE, EMERGENCY_DANGER, KEEP_SAFE, SELF_HARM,
        PERSON_CALLED, PARENTS_MIGHT_HURT, ABUSE, OTHERS, SAFE_FOR_NOW, WITH_SOMEONE, STAY_CLOSE, IDIOM_CHECK, DENIAL_CHECK,
        UNDER_THIRTEEN_HELLO, *RIGHT_NOW.values(), *OWN_REPLIES.values(), *FOR_A_CHILD,
    }
)  # fmt: skip
