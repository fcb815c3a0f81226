"""A busy helpline for the hand-off benchmark: written into a database before the real server opens it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.app import open_deps
from bot.conversation.message import Draft, Sender
from bot.conversation.owner import Move
from bot.safety.assessment import Assessment, Reason, ScoredSituation
from bot.safety.tiers import Concern, Tier
from bot.services.change_owner import YOUNG_PERSON, Cause, change_owner
from bot.services.change_tier import change_tier
from bot.services.ports import Conversation, Counsellor, Deps, Role
from bot.services.records import CounsellorSession
from bot.services.start_conversation import start_conversation
from bot.services.tokens import hash_of, new_counsellor_id, new_token
from bot.settings import Settings

_SAID: Final = ("he says he will send it to everybody i follow", "what if i just pay", "i am scared of what they will say")
_ANSWERED: Final = "You did nothing wrong. Nobody has the right to do this to you, and you are not alone with it."
_MESSAGES: Final = 3  # of each side
_URGENT: Final = ((Tier.T0, 0.03), (Tier.T1, 0.15), (Tier.T2, 1.0))  # share of those who wait, added up


@dataclass(frozen=True, slots=True)
class Young:
    """One young person's tab."""

    id: str
    token: str
    last_seq: int


@dataclass(frozen=True, slots=True)
class Staff:
    """One member of staff's browser."""

    name: str
    token: str
    supervises: bool


@dataclass(frozen=True, slots=True)
class Helpline:
    """Everybody in it."""

    waiting: tuple[Young, ...]
    with_bot: tuple[Young, ...]
    long: Young  # with many messages, waiting
    staff: tuple[Staff, ...]  # counsellors, then supervisors


@dataclass(frozen=True, slots=True)
class Size:
    """How busy it is."""

    young: int
    waiting: int
    counsellors: int
    supervisors: int
    long: int  # messages


def fill(settings: Settings, size: Size, step: Callable[[], None]) -> Helpline:
    """Write it all. `step` is called once for each conversation."""
    deps, chance = open_deps(settings), random.Random(7)
    young = []
    for number in range(size.young):
        tier = _tier(chance) if number < size.waiting else None
        young.append(_conversation(deps, _MESSAGES, tier, chance))
        step()
    staff = [add_staff(deps, number, Role.COUNSELLOR) for number in range(size.counsellors)]
    staff += [add_staff(deps, number, Role.SUPERVISOR) for number in range(size.supervisors)]
    long = _conversation(deps, size.long // 2, Tier.T2, chance)
    return Helpline(tuple(young[: size.waiting]), tuple(young[size.waiting :]), long, tuple(staff))


def _tier(chance: random.Random) -> Tier:
    drawn = chance.random()
    return next(tier for tier, share in _URGENT if drawn < share)


def _conversation(deps: Deps, turns: int, tier: Tier | None, chance: random.Random) -> Young:
    conversation, token = start_conversation(deps)
    with deps.store.write() as tx:
        for _ in range(turns):
            said = tx.append(conversation.id, _heard(chance.choice(_SAID), tier or Tier.T2), now=deps.clock())
            tx.append(conversation.id, Draft(Sender.BOT, _ANSWERED, "utter_you_did_nothing_wrong"), now=deps.clock())
        if tier:
            waited = deps.clock() - timedelta(seconds=chance.uniform(0, 115))
            changed = change_tier(tx, conversation, tier, waited, YOUNG_PERSON, raised_by_seq=said.seq)
            change_owner(tx, changed, Move.CALL_PERSON, Cause(waited, YOUNG_PERSON, "asked"), called_by_seq=said.seq)
        now = _now(tx.conversation(conversation.id))
    return Young(now.id, token, now.last_seq)


def _now(conversation: Conversation | None) -> Conversation:
    if conversation is None:
        raise LookupError
    return conversation


def _heard(text: str, tier: Tier) -> Draft:
    reasons = (Reason("rule", "blackmail", tier, text[:12], 0, 12),)
    concern = Concern.DANGER if tier.needs_person else None
    assessment = Assessment(
        tier, concern, situations=(ScoredSituation("A01", 0.97), ScoredSituation("F01", 0.6)), reasons=reasons
    )
    return Draft(Sender.YOUNG_PERSON, text, assessment=assessment)


def add_staff(deps: Deps, number: int, role: Role) -> Staff:
    """One who is signed in already."""
    one = Counsellor(new_counsellor_id(), f"{role.value.capitalize()} {number}", role, deps.clock(), capacity=10)
    token = new_token()
    with deps.store.write() as tx:
        tx.add_counsellor(one, "no password opens this")
        tx.add_session(CounsellorSession(hash_of(token), one, deps.clock(), deps.clock()))
    return Staff(one.name, token, supervises=role is not Role.COUNSELLOR)
