"""Which reply a message about life or danger gets. It asks the fixed questions of guidance (d), in order, and no other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.conversation import crisis_replies as say
from bot.conversation.case import tier_named
from bot.conversation.owner import Owner
from bot.conversation.telling import TELL, to_answer
from bot.safety.tiers import Concern, Tier

# Replies that hold the direct question themselves, or whose rule asks it: `ask` is satisfied by them.
_ASKING_INTENTS: Final = {"report_already_shared", "express_fear_of_parents", "feel_not_okay", "deny_suicidal"}

# Read by the model, though not surely enough for T1: the question is asked all the same.
_SUICIDAL_INTENTS: Final = {"express_passive_ideation", "express_suicidal_thoughts", "report_attempt"}

_NO: Final = {"deny", "deny_suicidal"}
_UNSURE: Final = {"say_something_unclear", "feel_not_okay"}
# What somebody writes who only wants us to stay: no new question, no new step.
_KEEP_COMPANY: Final = {"affirm", "deny", "say_something_unclear", "nlu_fallback", "thank", "greet", "feel_okay"}
_DONE, _STEPS = "report_step_done", "utter_step_"  # what the replies that show a step begin with
_SUICIDE: Final = {Concern.SUICIDE, Concern.SELF_HARM}
_SUICIDE_SEEN: Final = {"F06", "H01", "H02", "H03", "H04", "H05", "H06", "H08"}
CRISIS_QUESTIONS: Final = {
    "suicide_thoughts",
    "suicide_today",
    "hurt_or_alone",
    "hurt_in_danger",
    "hurt_now",
    "safe_now",
    "safe_tonight",
    "medical_help",
}


@dataclass(frozen=True, slots=True)
class CrisisFacts:
    """One message, and what was said before it: `said` are all crisis replies, latest last; `just_said` are the last turn's."""

    tier: Tier = Tier.T4
    concern: Concern | None = None
    ask: bool = False
    situations: frozenset[str] = frozenset()  # of this message
    situations_seen: frozenset[str] = frozenset()  # of the whole conversation
    answered: frozenset[str] = frozenset()  # situations that had their own reply
    intent: str | None = None
    asked: str | None = None
    said: tuple[str, ...] = ()
    just_said: frozenset[str] = frozenset()
    suicide_answer: str | None = None
    conversation_tier: Tier = Tier.T4
    owner: Owner = Owner.BOT
    person_just_called: bool = False  # this message opened the hand-off


def crisis_facts_from(metadata: Mapping[str, Any], slots: Mapping[str, Any]) -> CrisisFacts:
    """The facts from this turn's message metadata and Rasa's slots (which `facts_from` has filled already)."""
    concern = metadata.get("concern")
    return CrisisFacts(
        tier=tier_named(metadata.get("tier")),
        concern=Concern(concern) if concern else None,
        ask=bool(metadata.get("ask")),
        situations=frozenset(found for found, _ in metadata.get("situations") or ()),
        answered=frozenset(slots.get("answered") or ()),
        situations_seen=frozenset(slots.get("situations_seen") or ()),
        # A tap is its own intent; what the model reads in the button's label is not.
        intent=str(metadata["tap"]).partition(".")[0] if metadata.get("tap") else metadata.get("intent"),
        asked=slots.get("asked"),
        said=tuple(slots.get("crisis_said") or ()),
        just_said=frozenset(metadata.get("last_keys") or ()),
        suicide_answer=slots.get("suicide_answer"),
        conversation_tier=tier_named(metadata.get("conversation_tier")),
        owner=Owner(metadata.get("owner") or Owner.BOT),
        person_just_called=bool(metadata.get("person_just_called")),
    )


def crisis_turn(facts: CrisisFacts) -> tuple[str, ...]:
    """The whole turn: the reply, and before the first direct question the word that a person was called. Empty: no crisis."""
    reply = crisis_reply(facts)
    if reply is None:
        return ()
    if reply == say.EMERGENCY_LIFE and _is_a_goodbye(facts):
        return (reply, say.GOODBYE_HEARD)  # the number first; and a goodbye is asked about, not guessed at
    return (say.PERSON_CALLED, reply) if facts.person_just_called and reply in say.QUESTIONS else (reply,)


def crisis_reply(facts: CrisisFacts) -> str | None:
    """The reply key for a message that is a crisis, answers a crisis question, or comes while we keep company; else None."""
    if facts.tier >= Tier.T0:
        return _danger_now(facts)
    return _answer(facts) or _serious(facts) or _question_due(facts) or _company(facts)


def _danger_now(facts: CrisisFacts) -> str:
    """T0: the emergency number first, and again every second turn while it lasts."""
    life = facts.concern in _SUICIDE
    doing = next((reply for found, reply in say.RIGHT_NOW.items() if found in facts.situations), say.EMERGENCY_DANGER)
    number = say.EMERGENCY_LIFE if life else doing
    others = (say.ASK_HURT_OR_ALONE, say.KEEP_SAFE) if life else (say.ASK_HURT_IN_DANGER, say.STAY_CLOSE)
    return _fresh(facts, number, *others)


def _answer(facts: CrisisFacts) -> str | None:
    """The reply to an answer to one of the fixed questions; None when the message answers something else, or says more."""
    heard = _heard(facts)
    good_news = _ANSWERS.get(facts.asked or "", {}).get(heard or "") in _GOOD_NEWS
    if good_news and (facts.tier.needs_person or not facts.conversation_tier.needs_person):
        return None  # they say something serious as well; or nothing serious was ever said, and the talk simply goes on
    if (facts.asked, heard) == ("safe_tonight", "no") and not facts.situations_seen.isdisjoint(_SUICIDE_SEEN):
        return say.ASK_TODAY
    return _ANSWERS.get(facts.asked or "", {}).get(heard or "")


def _heard(facts: CrisisFacts) -> str | None:
    """Yes or no. Not sure counts as the more serious of the two (guidance d)."""
    worse, better = ("no", "yes") if facts.asked in _YES_IS_GOOD else ("yes", "no")
    if facts.intent == "feel_okay":
        return better
    if facts.intent in _NO:
        return "no"
    # The screen knows the question too: whatever the model made of the words, it heard a yes.
    confirmed = facts.tier.needs_person and facts.concern is Concern.SUICIDE and facts.asked == "suicide_thoughts"
    if facts.intent == "affirm" or confirmed:
        return "yes"
    about_life = facts.tier.needs_person and facts.concern in _SUICIDE and facts.asked in _YES_IS_GOOD
    return worse if facts.intent in _UNSURE and not about_life else None  # asked whether they are safe, they speak of suicide


_ANSWERS: Final[Mapping[str, Mapping[str, str]]] = {
    "suicide_thoughts": {"yes": say.ASK_TODAY, "no": say.DENIAL_ACCEPTED},
    "suicide_today": {"yes": say.EMERGENCY_LIFE, "no": say.NOT_TODAY},
    "safe_now": {"yes": say.SAFE_FOR_NOW, "no": say.EMERGENCY_DANGER},
    "safe_tonight": {"yes": say.GOODBYE, "no": say.ASK_SAFE},
    "hurt_now": {"yes": say.EMERGENCY_LIFE, "no": say.ASK_SAFE},
    "medical_help": {"yes": say.EMERGENCY_LIFE, "no": say.ASK_THOUGHTS},
}
_YES_IS_GOOD: Final = {"safe_now", "safe_tonight"}
_GOOD_NEWS: Final = {say.DENIAL_ACCEPTED, say.SAFE_FOR_NOW, say.GOODBYE}


def _serious(facts: CrisisFacts) -> str | None:
    """T1: one direct question. None where the ordinary reply to the message says what matters."""
    if not facts.tier.needs_person or facts.concern is None:
        return None  # without a concern, a person is called on a guess: what was told is answered
    if facts.concern is Concern.SUICIDE:
        return _ask_about_suicide(facts)
    if facts.concern is Concern.SELF_HARM:
        return _fresh(facts, say.SELF_HARM, say.ASK_THOUGHTS, say.STAY_CLOSE)
    return _from_others(facts)


def _from_others(facts: CrisisFacts) -> str | None:
    """What somebody does to them, or might do to others."""
    greeted = facts.concern is Concern.CHILD and say.UNDER_THIRTEEN_HELLO in facts.said
    if greeted or _asks_us(facts):
        return None  # greeted as a child already, or asking: what they say now gets its own answer
    if facts.concern is Concern.CHILD and not _told_of_blackmail(facts):
        return say.UNDER_THIRTEEN_HELLO
    if _has_its_own_reply(facts):
        return None
    if "I04" in facts.situations or facts.intent == "say_parents_might_hurt":
        return _fresh(facts, say.PARENTS_MIGHT_HURT, say.ASK_SAFE, say.STAY_CLOSE)
    if facts.concern is Concern.DANGER and any(found in _DANGERS or found.startswith("I") for found in facts.situations):
        return _fresh(facts, say.ASK_SAFE, say.STAY_CLOSE)
    # Said once. After that the same fact (their age, who it is, where he lives) raises every message: each needs its own answer.
    first = _ONCE.get(facts.concern, say.ASK_SAFE)
    return first if first not in facts.said else None


def _asks_us(facts: CrisisFacts) -> bool:
    """They ask something, and the screen is not sure that there is danger in it: a person was called, and they are answered."""
    return facts.ask and facts.concern not in _SUICIDE and any(found.startswith("G") for found in facts.situations)


def _has_its_own_reply(facts: CrisisFacts) -> bool:
    """The rule for the intent says what matters."""
    own = say.OWN_REPLIES.get(facts.intent or "")
    if own:
        return own not in facts.just_said
    return facts.intent == TELL and to_answer(facts.situations, facts.answered) is not None


def _told_of_blackmail(facts: CrisisFacts) -> bool:
    return any(found[:1] in "ABCD" for found in facts.situations_seen | facts.situations)


_DANGERS: Final = {"A07", "B04", "B06", "E03"}
_ONCE: Final[Mapping[Concern | None, str]] = {
    Concern.CHILD: say.UNDER_THIRTEEN,
    Concern.ABUSE: say.ABUSE,
    Concern.OTHERS: say.OTHERS,
}


_ASK_THOUGHTS: Final = {*say.THOUGHTS.values(), say.GOODBYE_HEARD}


def _is_a_goodbye(facts: CrisisFacts) -> bool:
    """H05 alone: nothing was said of a plan or of something done, and it was not asked about yet."""
    return (
        facts.situations.isdisjoint({"H02", "H03", "H04"}) and "H05" in facts.situations and say.GOODBYE_HEARD not in facts.said
    )


def _ask_about_suicide(facts: CrisisFacts) -> str:
    """The three questions in order. Who has said that they think of it is not asked whether they do (H02)."""
    thinking = facts.suicide_answer in {"thoughts", "today"} or (facts.tier.needs_person and "H02" in facts.situations)
    questions = (say.ASK_TODAY, say.ASK_HURT_OR_ALONE) if thinking else (say.ASK_THOUGHTS, say.ASK_TODAY, say.ASK_HURT_OR_ALONE)
    said = {*facts.said, *([say.ASK_THOUGHTS] if not _ASK_THOUGHTS.isdisjoint(facts.said) else [])}
    unasked = [question for question in questions if question not in said]
    if unasked and unasked[0] == say.ASK_THOUGHTS:
        return _thoughts(facts)
    if unasked:
        return unasked[0]
    # All were asked, and it comes up again: stay, and ask the one that counts every second time. Answers change.
    return _fresh(facts, say.STAY_CLOSE, say.ASK_TODAY)


def _thoughts(facts: CrisisFacts) -> str:
    """The question whether they think of it, in words that fit: only who told of blackmail hears that it is not their fault."""
    fitting = (reply for found, reply in say.THOUGHTS.items() if found in facts.situations)
    return next((reply for reply in fitting if reply != say.HOPELESS or _told_of_blackmail(facts)), say.ASK_THOUGHTS)


def _question_due(facts: CrisisFacts) -> str | None:
    """The screen is not sure what it read, and wants it asked instead of guessed - once."""
    if facts.intent in _SUICIDAL_INTENTS:
        return _ask_about_suicide(facts)
    if not facts.ask or facts.intent in _ASKING_INTENTS or _asks_us(facts):
        return None
    heard = {*facts.situations, facts.intent}
    light = next((check for found, check in _LIGHT.items() if found in heard), None)
    question = light or _QUESTIONS.get(facts.concern, say.ASK_THOUGHTS)
    return question if question not in facts.said and facts.suicide_answer is None else None


_QUESTIONS: Final[Mapping[Concern | None, str]] = {
    Concern.SELF_HARM: say.SELF_HARM,
    **dict.fromkeys((Concern.DANGER, Concern.ABUSE, Concern.CHILD, Concern.OTHERS), say.ASK_SAFE),
}
# A figure of speech or a take-back beside words that may be meant: one light question, as their own rules ask it.
_LIGHT: Final[Mapping[str, str]] = {"H09": say.IDIOM_CHECK, "use_death_idiom": say.IDIOM_CHECK, "H07": say.DENIAL_CHECK}


def _company(facts: CrisisFacts) -> str | None:
    """After a T0 or T1, until a person joins: stay with somebody who only says yes, no, hi or nothing clear."""
    if not facts.conversation_tier.needs_person or not _about_life_or_danger(facts):
        return None
    if facts.intent == "with_someone":
        return _fresh(facts, say.WITH_SOMEONE, say.STAY_CLOSE)
    if not _only_answers(facts) or (facts.asked is not None and facts.asked not in CRISIS_QUESTIONS):
        return None
    return _fresh(facts, say.STAY_CLOSE, say.PERSON_ALREADY_ASKED if facts.owner is Owner.WAITING else say.HELPLINES)


def _only_answers(facts: CrisisFacts) -> bool:
    """Yes, no, hi or nothing clear; or, in danger, that they did what no step had asked for: "ok i told my mum"."""
    by_themselves = facts.conversation_tier >= Tier.T0 and not any(key.startswith(_STEPS) for key in facts.just_said)
    return facts.intent in _KEEP_COMPANY or (facts.intent == _DONE and by_themselves)


def _about_life_or_danger(facts: CrisisFacts) -> bool:
    """A child who only told their age needs gentle words, not an emergency number with every answer."""
    serious = _SUICIDE_SEEN | _DANGERS | {"B03", "K02"}
    return facts.conversation_tier >= Tier.T0 or any(seen in serious or seen.startswith("I") for seen in facts.situations_seen)


def _fresh(facts: CrisisFacts, first: str, *others: str) -> str:
    """`first`, unless it was just said: then one of the others, one that was never said if there is one."""
    if first not in facts.just_said:
        return first
    free = [key for key in others if key not in facts.just_said]
    unsaid = [key for key in free if key not in facts.said]
    return unsaid[0] if unsaid else free[-1] if free else first
