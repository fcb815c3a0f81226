"""The emergency step: one opens it with a reason, a second person confirms it, somebody ends it with what was done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.conversation.forms import emergency_form
from bot.services.audit import Action, note_in_audit
from bot.services.errors import (
    BadFieldError,
    EmptyMessageError,
    NoEmergencyError,
    NotConfirmedError,
    SamePersonError,
    ShortReasonError,
)
from bot.services.find import find_conversation
from bot.services.incidents import IncidentKind, report_incident
from bot.services.incoming import clean_text
from bot.services.ports import Deps
from bot.services.reading import open_emergency
from bot.services.records import Counsellor
from bot.services.records_counselling import Emergency, Outcome
from bot.services.set_tier import SHORTEST_REASON
from bot.services.transaction import Transaction


def open_one(deps: Deps, conversation_id: str, counsellor: Counsellor, reason: str) -> Emergency:
    """Open it; where one is open already, that one is the answer. Whether they may read was asked before.

    Raises UnknownConversationError, ShortReasonError, MessageTooLongError.
    """
    reason = clean_text(reason, deps.settings.max_text).strip()
    if len(reason) < SHORTEST_REASON:
        raise ShortReasonError(SHORTEST_REASON)
    now = deps.clock()
    with deps.store.write() as tx:
        find_conversation(tx, conversation_id)
        if known := open_emergency(tx, conversation_id):
            return known
        number = len(tx.emergencies(conversation_id)) + 1
        opened = Emergency(conversation_id, number, now, counsellor.id, reason)
        tx.save_emergency(opened)
        note_in_audit(tx, counsellor, Action.EMERGENCY, now, conversation_id=conversation_id, about=str(number))
    deps.doorbell.ring("queue", conversation_id, 0)
    return opened


def confirm(deps: Deps, conversation_id: str, counsellor: Counsellor) -> Emergency:
    """A second person has looked. Whoever opened it goes on alone where nobody else is here, or nobody came.

    Raises NoEmergencyError, SamePersonError.
    """
    now = deps.clock()
    with deps.store.write() as tx:
        emergency = _open_one(tx, conversation_id)
        if emergency.confirmed_at:
            return emergency
        if counsellor.id == emergency.opened_by and now < alone_from(deps, tx, emergency):
            raise SamePersonError
        confirmed = replace(emergency, confirmed_at=now, confirmed_by=counsellor.id)
        tx.save_emergency(confirmed)
        about = str(confirmed.number)
        if confirmed.alone:
            about = "alone"
            report_incident(tx, IncidentKind.EMERGENCY_ALONE, now, conversation_id, counsellor.id)
        note_in_audit(tx, counsellor, Action.EMERGENCY_CONFIRMED, now, conversation_id=conversation_id, about=about)
    deps.doorbell.ring("queue", conversation_id, 0)
    return confirmed


def answer(deps: Deps, conversation_id: str, counsellor: Counsellor, answers: Mapping[str, Any]) -> Emergency:
    """Fill in some of the checklist; nobody has to, before they call. Raises NoEmergencyError, BadFieldError."""
    form = emergency_form()
    for name, value in answers.items():
        if name not in form or not form[name].takes(value):
            raise BadFieldError(name if name in form else "unknown")
    with deps.store.write() as tx:
        emergency = _open_one(tx, conversation_id)
        answered = replace(emergency, answers={**emergency.answers, **answers})
        tx.save_emergency(answered)
        now, about = deps.clock(), "checklist"
        note_in_audit(tx, counsellor, Action.EMERGENCY, now, conversation_id=conversation_id, about=about)
    return answered


def end(deps: Deps, conversation_id: str, counsellor: Counsellor, outcome: Outcome, done: str) -> Emergency:
    """End it, and say what was done. Raises NoEmergencyError, NotConfirmedError, EmptyMessageError, MessageTooLongError."""
    done = clean_text(done, deps.settings.max_text).strip()
    if not done:
        raise EmptyMessageError
    now = deps.clock()
    with deps.store.write() as tx:
        emergency = _open_one(tx, conversation_id)
        if emergency.confirmed_at is None and outcome is not Outcome.NOT_NEEDED:
            raise NotConfirmedError
        ended = replace(emergency, ended_at=now, ended_by=counsellor.id, outcome=outcome, done=done)
        tx.save_emergency(ended)
        about = outcome.value
        note_in_audit(tx, counsellor, Action.EMERGENCY_ENDED, now, conversation_id=conversation_id, about=about)
    deps.doorbell.ring("queue", conversation_id, 0)
    return ended


def alone_from(deps: Deps, tx: Transaction, emergency: Emergency) -> datetime:
    """From when whoever opened it may go on alone: a child must not wait for a form."""
    limits = deps.settings
    others = tx.others_here(emergency.opened_by, deps.clock() - limits.presence)
    return emergency.opened_at + (limits.emergency_unanswered if others else limits.emergency_alone)


def _open_one(tx: Transaction, conversation_id: str) -> Emergency:
    emergency = open_emergency(tx, conversation_id)
    if emergency is None:
        raise NoEmergencyError
    return emergency
