"""What a counsellor should know before the first word, drawn from the log and from what the brain noted. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from bot.conversation.brief_lines import Line, in_lines
from bot.conversation.heard import heard
from bot.conversation.message import Draft, Message, Sender
from bot.conversation.picture import Correction, Fact, Noted, Picture
from bot.safety.assessment import ScoredSituation
from bot.safety.tiers import Concern, Tier

_ADVICE: Final = ("utter_step_", "utter_how_", "utter_helplines")
_MOST_REASONS: Final = 8
SURE: Final = 0.5  # less is a guess: it is shown as one, and nothing is concluded from it
_WORTH_KNOWING: Final = 0.3  # less is noise that a tired reader would have to sort out


@dataclass(frozen=True, slots=True)
class Raised:
    """Something that made the conversation urgent, in the young person's own words."""

    words: str
    tier: Tier
    at: datetime
    name: str
    like: str = ""  # the training example nearest to the words, where the model found it


@dataclass(frozen=True, slots=True)
class Brief:
    """The summary above a transcript."""

    tier: Tier
    concern: Concern | None
    raised_by: tuple[Raised, ...]  # the most urgent first, then the newest
    facts: tuple[Fact, ...]
    corrected: tuple[Fact, ...]  # what they said is not right, as it was known before; none of it is among the facts
    situations: tuple[ScoredSituation, ...]  # the surest first
    advised: tuple[str, ...]  # copy keys, in the order in which they were said
    language: str
    lines: tuple[Line, ...] = ()  # the facts in one glance


def build_brief(
    messages: Sequence[Message],
    slots: Mapping[str, Any],
    *,
    tier: Tier,
    concern: Concern | None,
    language: str,
    corrections: Sequence[Correction] = (),
    simple_words: bool = False,
    can_come_back: bool = False,
) -> Brief:
    """Build the brief from the whole log and all corrections, oldest first.

    `simple_words`: they want short replies; `can_come_back`: they made a code that opens this conversation again.
    """
    theirs = [message for message in messages if message.said.sender is Sender.YOUNG_PERSON]
    facts, corrected = _facts(messages, corrections, slots)
    return Brief(
        tier=tier,
        concern=concern,
        raised_by=_raised_by(theirs),
        facts=facts,
        corrected=corrected,
        situations=_situations(theirs),
        advised=_advised(messages),
        language=language,
        lines=in_lines((*facts, *_of_the_chat(slots, language, simple_words=simple_words, can_come_back=can_come_back))),
    )


def _of_the_chat(slots: Mapping[str, Any], language: str, *, simple_words: bool, can_come_back: bool) -> Iterator[Fact]:
    """What is known of the chat itself. The young person sees it before their eyes, so it is not among what is passed on."""
    yield Fact("language", language, "tapped")
    if (writes_in := slots.get("writes_in")) and writes_in != language:
        yield Fact("language", str(writes_in), "inferred")
    if simple_words:
        yield Fact("access", "simple_words", "tapped")
    if slots.get("watched"):
        yield Fact("watched", True, "said")
    if can_come_back:
        yield Fact("reach", "come_back_code", "tapped")


def _raised_by(theirs: Iterable[Message]) -> tuple[Raised, ...]:
    """Each reason of T2 and above once, at its newest."""
    found: dict[tuple[str, str], Raised] = {}
    for message in theirs:
        for reason in message.said.assessment.reasons if message.said.assessment else ():
            if reason.tier >= Tier.T2:
                found[reason.name, reason.words] = Raised(reason.words, reason.tier, message.sent_at, reason.name, reason.like)
    newest = sorted(found.values(), key=lambda one: one.at, reverse=True)
    return tuple(sorted(newest, key=lambda one: -one.tier)[:_MOST_REASONS])


def _facts(
    messages: Sequence[Message], corrections: Sequence[Correction], slots: Mapping[str, Any]
) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """The case picture from the whole log, what was told to a counsellor included, what answers told, and that about suicide.

    Beside it what was corrected, unless they have said it again since.
    """
    picture = Picture()
    struck: dict[str, Fact] = {}
    waiting = list(corrections)
    for message in messages:
        if message.said.sender is not Sender.YOUNG_PERSON:
            continue
        while waiting and waiting[0].after_seq < message.seq:
            picture = _strike(picture, waiting.pop(0), struck)
        picture = picture.after(noted_in(message.said))
    for correction in waiting:
        picture = _strike(picture, correction, struck)
    answer = slots.get("suicide_answer")
    asked = Fact("suicide_answer", answer, "said") if answer else None
    taken_back = {one.told: one.after_seq for one in corrections}
    facts = (
        *picture.facts,
        *(one.fact for one in heard(messages) if taken_back.get(one.fact.told, -1) < one.seq),
        *((asked,) if asked and asked.told not in picture.denied else ()),
    )
    told = {fact.told for fact in facts}
    return facts, tuple(fact for fact in struck.values() if fact.told in picture.denied and fact.told not in told)


def _strike(picture: Picture, correction: Correction, struck: dict[str, Fact]) -> Picture:
    after = picture.without(correction.told)
    gone = [fact for fact in picture.facts if fact not in after.facts]
    struck |= {fact.id: fact for fact in gone or [Fact(correction.label, correction.value, "said")]}
    return after


def noted_in(said: Draft) -> Noted:
    """What the picture takes from one message."""
    found = said.assessment
    if found is None:
        return Noted(tap=said.tap)
    return Noted(
        situations=[(one.id, one.score) for one in found.situations if one.score >= SURE],
        mentions=[(one.kind, one.value) for one in found.mentions],
        tap=said.tap,
    )


def _situations(theirs: Iterable[Message]) -> tuple[ScoredSituation, ...]:
    best: dict[str, float] = {}
    for message in theirs:
        for one in message.said.assessment.situations if message.said.assessment else ():
            best[one.id] = max(one.score, best.get(one.id, 0.0))
    ordered = sorted(
        ((id_, score) for id_, score in best.items() if score >= _WORTH_KNOWING), key=lambda item: (-item[1], item[0])
    )
    return tuple(ScoredSituation(situation, score) for situation, score in ordered)


def _advised(messages: Iterable[Message]) -> tuple[str, ...]:
    keys = (message.said.key for message in messages if message.said.sender is Sender.BOT)
    return tuple(dict.fromkeys(key for key in keys if key and key.startswith(_ADVICE)))
