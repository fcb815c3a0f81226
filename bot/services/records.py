"""The rows the use cases speak about, as plain values."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.conversation.owner import Move, Owner
from bot.safety.tiers import Concern, Tier


class Role(StrEnum):
    """What a member of staff is. What that lets them do is one table: bot/services/permissions.py."""

    COUNSELLOR = "counsellor"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Conversation:
    """One conversation without its words. Nothing in it tells who the young person is."""

    id: str
    label: str  # a short neutral tag, so that staff can speak about it: "Chat 7F3K"
    created_at: datetime
    owner: Owner
    tier: Tier  # the highest found so far
    concern: Concern | None
    last_seq: int
    last_at: datetime
    counsellor_id: str | None = None
    counsellor_name: str | None = None
    waiting_since: datetime | None = None
    asked_at: datetime | None = None  # when the person was called: a place that is given up is the old place
    accepted_at: datetime | None = None
    typed_at: datetime | None = None  # the counsellor's last key since they accepted
    answered_at: datetime | None = None  # the counsellor's first words since they accepted
    offered_to: str | None = None  # the colleague who may accept it before everybody else …
    offered_until: datetime | None = None  # … until then
    called_by_seq: int | None = None  # the message that opened the last hand-off
    raised_by_seq: int | None = None  # the message that raised the tier last
    company_at: datetime | None = None  # when the young person was last told that nobody has come yet
    company_said: int = 0  # how often, since they wait
    quiet_at: datetime | None = None  # when they were told, in this silence of theirs, that we are still here
    ended_at: datetime | None = None
    language: str = "en"
    wants: tuple[str, ...] = ()  # skills (data/staff/skills.yml), from when a person is called until nobody is needed
    country: str | None = None
    simple_words: bool = False  # they want short, plain replies
    in_flood: bool = False  # began while more began than ever should: the bot answers it after the others
    watched: bool = False  # somebody may be reading along: their page stays neutral
    corrected_at: datetime | None = None  # when they last said that something passed on is not right
    practice: bool = False  # made up, for training; never counted
    practice_for: str | None = None  # the counsellor who practises
    practice_script: str | None = None  # what plays the young person
    blocked_until: datetime | None = None  # until then no person is called, but for T0 and T1
    blocked_for: str | None = None  # a BlockReason of bot/services/block.py
    covers: int = 0  # safe answers given: each time another wording is due
    lease_id: str | None = None
    lease_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A conversation with what its page must know besides."""

    conversation: Conversation
    token_hash: bytes | None  # of the session; None: it has ended
    has_code: bool  # a come-back code opens it


@dataclass(frozen=True, slots=True)
class Counsellor:
    """A member of staff. The young person sees the name once they have accepted the conversation."""

    id: str
    name: str
    role: Role
    created_at: datetime
    seen_at: datetime | None = None
    paused_at: datetime | None = None  # signed in, and not to be given a conversation
    pause_kind: str | None = None
    rested_at: datetime | None = None  # the end of the last break: hard conversations are counted from here
    capacity: int = 3  # conversations at the same time
    languages: tuple[str, ...] = ()  # codes; empty: any
    skills: tuple[str, ...] = ()  # ids of data/staff/skills.yml
    disabled_at: datetime | None = None
    has_password: bool = True  # False: invited, and has not come yet
    sso_subject: str | None = None  # who they are at the single sign-on provider

    @property
    def can_sign_in(self) -> bool:
        """Whether this account opens to anybody."""
        return self.disabled_at is None and (self.has_password or self.sso_subject is not None)


@dataclass(frozen=True, slots=True)
class CounsellorSession:
    """One signed-in browser. The token itself is never stored."""

    token_hash: bytes
    counsellor: Counsellor
    created_at: datetime
    seen_at: datetime
    handle: str = field(default_factory=lambda: secrets.token_urlsafe(9))  # what a list of sessions calls it
    second_factor_at: datetime | None = None  # when one was given; None: none was
    proved_at: datetime | None = None  # when its owner last proved who they are


@dataclass(frozen=True, slots=True)
class OwnerChange:
    """One line of the moves log: who changed the owner, when and why. Never a word of the conversation."""

    conversation_id: str
    at: datetime
    move: Move
    owner: Owner  # after the move
    by: str  # a counsellor's id, "young_person" or "system"
    reason: str  # a key: "asked", "tier_t0", "accepted" …


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One line of the audit log: who did what to which conversation or member of staff. Keys and ids, never words."""

    at: datetime
    by: str  # a counsellor's id, or "system"
    action: str  # an Action of bot/services/audit.py
    conversation_id: str | None = None
    about: str | None = None  # the id of a member of staff, or a key that says more
    number: int = 0  # given by the log


@dataclass(frozen=True, slots=True)
class AuditAnchor:
    """The end of the audit log at one moment. Written down elsewhere, it proves that nothing before it was changed."""

    number: int
    chain: bytes  # the hash of that line, and of every line before it

    def __str__(self) -> str:
        """As it is printed and given back: `NUMBER:HASH`."""
        return f"{self.number}:{self.chain.hex()}"


@dataclass(frozen=True, slots=True)
class AuditQuery:
    """Which lines of the audit log are wanted; None means any."""

    before: int | None = None  # a number
    since: datetime | None = None
    by: str | None = None  # the id of a member of staff
    conversation_id: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """The network address that a young person last wrote from, and since when it is known."""

    conversation_id: str
    address: str = field(repr=False)
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Incident:
    """Something a supervisor should look at. Kinds are in bot/services/incidents.py; there is never a word in it."""

    number: int  # given by the store
    at: datetime
    kind: str
    conversation_id: str | None = None
    counsellor_id: str | None = None
    seen_at: datetime | None = None
    seen_by: str | None = None  # a counsellor's id
