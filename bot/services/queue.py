"""What the counsellors see: who waits, who is being looked after, who talks with the bot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.conversation.alarm import Alarm
from bot.conversation.owner import Owner
from bot.conversation.queue_order import in_order
from bot.conversation.routing import Colleague, Refusal, is_offered, next_for, rings_first_for
from bot.safety.tiers import Tier
from bot.services.channel_records import InApp
from bot.services.opening import Opening, opening
from bot.services.ports import Deps
from bot.services.records import Conversation
from bot.services.records_counselling import Emergency
from bot.services.staffing import staffing
from bot.services.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Card:
    """One conversation in a list."""

    conversation: Conversation
    unread: int  # messages of the young person since a counsellor last wrote
    preview_words: tuple[str, ...] = ()  # the words that raised the tier, only while it waits
    offered_to: str | None = None  # the name of the colleague who alone may accept it at this moment
    alarm: Alarm | None = None  # while it rings
    app: InApp | None = None  # where they write, when it is not our own chat
    rings_first_for: frozenset[str] | None = None  # whom the first ring is for, by id; None: for everybody


@dataclass(frozen=True, slots=True)
class OpenEmergency:
    """An emergency that has not ended, with the words to name it by."""

    emergency: Emergency
    label: str  # of its conversation
    opened_by_name: str
    practice: bool = False


@dataclass(frozen=True, slots=True)
class Queue:
    """All open conversations, and the staff, at one moment: the same for everybody who looks."""

    waiting: tuple[Card, ...]  # in the order in which they should be accepted
    held: tuple[Card, ...]  # owned by counsellors, the last active first
    open: tuple[Card, ...]  # with the bot and active within a day, the last active first
    emergencies: tuple[OpenEmergency, ...]  # oldest first
    staff: Mapping[str, Colleague]  # everybody who can sign in, by id
    opening: Opening
    at: datetime

    @property
    def counsellors_here(self) -> int:
        """How many could accept a conversation now."""
        return sum(one.here for one in self.staff.values())

    def next_for(self, counsellor_id: str) -> str | None:
        """The id of the one that this counsellor would be given now."""
        me = self.staff.get(counsellor_id)
        waiting = [card.conversation for card in self.waiting]
        found = next_for(me, waiting, self.staff.values(), self.at) if me else None
        return None if found is None or isinstance(found, Refusal) else found.id

    @property
    def second_wanted(self) -> tuple[OpenEmergency, ...]:
        """Those that a second person should look at. For practice nobody is called away from somebody real."""
        return tuple(one for one in self.emergencies if one.emergency.confirmed_at is None and not one.practice)

    def mine(self, counsellor_id: str) -> tuple[Card, ...]:
        """Those one counsellor owns."""
        return tuple(card for card in self.held if card.conversation.counsellor_id == counsellor_id)


class RaisingWords:
    """The words that raised the tier of those who wait, kept from one look to the next: each costs a decryption.

    For one thread. Whoever waits no more is forgotten with the next look.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[str, int | None, Tier], tuple[str, ...]] = {}

    def of(self, tx: Transaction, waiting: Sequence[Conversation]) -> Mapping[str, tuple[str, ...]]:
        """By conversation."""
        keys = {one.id: (one.id, one.raised_by_seq, one.tier) for one in waiting}
        self._known = {
            keys[one.id]: self._known[keys[one.id]] if keys[one.id] in self._known else _words(tx, one) for one in waiting
        }
        return {one: self._known[key] for one, key in keys.items()}


def queue(deps: Deps, words: RaisingWords | None = None) -> Queue:
    """Read the whole queue at one moment. Whoever reads it again and again keeps `words`."""
    now = deps.clock()
    with deps.store.read() as tx:
        bot_since = now - deps.settings.bot_shown_for
        conversations = tx.open_conversations(bot_since)
        unread = tx.count_unread()
        waiting = in_order(one for one in conversations if one.owner is Owner.WAITING)
        staff = staffing(deps, tx, now)
        alarms = {one.conversation_id: one for one in tx.ringing()}
        apps = tx.in_apps(bot_since)
        raising = (words or RaisingWords()).of(tx, waiting)
        return Queue(
            waiting=tuple(
                Card(
                    one,
                    unread.get(one.id, 0),
                    raising[one.id],
                    _offered_to(one, staff, now),
                    alarms.get(one.id),
                    apps.get(one.id),
                    _rings_first_for(one, alarms.get(one.id), staff, now),
                )
                for one in waiting
            ),
            held=tuple(
                Card(one, unread.get(one.id, 0), alarm=alarms.get(one.id), app=apps.get(one.id))
                for one in conversations
                if one.owner is Owner.COUNSELLOR
            ),
            open=tuple(Card(one, 0, app=apps.get(one.id)) for one in conversations if one.owner is Owner.BOT),
            emergencies=tuple(_emergencies(tx)),
            staff=staff,
            opening=opening(deps, now),
            at=now,
        )


def card(deps: Deps, conversation: Conversation) -> Card:
    """The card of one that is being looked at: nothing in it is unread."""
    now = deps.clock()
    with deps.store.read() as tx:
        offered_to = _offered_to(conversation, staffing(deps, tx, now), now)
        app = tx.in_app(conversation.id)
        return Card(conversation, 0, _words(tx, conversation), offered_to, tx.open_alarm(conversation.id), app)


def place_in_queue(tx: Transaction, conversation: Conversation) -> int | None:
    """1 for the next one; None for a conversation that does not wait."""
    if conversation.owner is not Owner.WAITING:
        return None
    order = [one.id for one in in_order(tx.places())]
    return order.index(conversation.id) + 1 if conversation.id in order else None


def _emergencies(tx: Transaction) -> Iterator[OpenEmergency]:
    for one in tx.open_emergencies():
        if conversation := tx.conversation(one.conversation_id):
            by = tx.counsellor(one.opened_by)
            yield OpenEmergency(one, conversation.label, by.name if by else "", conversation.practice)


def _offered_to(conversation: Conversation, staff: Mapping[str, Colleague], now: datetime) -> str | None:
    colleague = staff.get(conversation.offered_to or "")
    return colleague.name if colleague and is_offered(conversation, now) else None


def _rings_first_for(
    conversation: Conversation, alarm: Alarm | None, staff: Mapping[str, Colleague], now: datetime
) -> frozenset[str] | None:
    return rings_first_for(conversation, alarm.rang_at, [*staff.values()], now) if alarm else None


def _words(tx: Transaction, conversation: Conversation) -> tuple[str, ...]:
    if conversation.owner is not Owner.WAITING or conversation.raised_by_seq is None:
        return ()
    message = tx.message(conversation.id, conversation.raised_by_seq)
    found = message.said.assessment if message else None
    reasons = found.reasons if found else ()
    return tuple(dict.fromkeys(one.words for one in reasons if one.words and one.tier == conversation.tier))
