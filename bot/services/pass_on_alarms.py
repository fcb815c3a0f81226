"""Passes alarms that nobody answers on: to the supervisors, then to the duty contact."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from bot.conversation.alarm import Hearers, Step, steps_due
from bot.services.alarms import keep_alarm
from bot.services.audit import SYSTEM
from bot.services.incidents import IncidentKind, report_incident
from bot.services.ports import Deps

_ALL_HERE: Final = Hearers(counsellors=1, supervisors=1)


def pass_on_alarms(deps: Deps, *, sure: bool = True) -> int:
    """Pass on every alarm that is due, and return how many were. Safe in several processes at once.

    `sure`: whether the caller has been running for a while. After a standstill every console looks gone, and the duty contact
    would be told that nobody is here though all are coming back; what is late is passed on all the same.

    Also the second line of defence: a T0 or T1 that waits and does not ring, which no use case should leave behind, rings now.
    """
    now = deps.clock()
    with deps.store.read() as tx:
        hearers = tx.hearers(now - deps.settings.presence) if sure else _ALL_HERE
        due = [one for one in tx.ringing_for_real() if steps_due(one, hearers, now, deps.settings.patience)]
        unheard = tx.waiting_unheard()
    passed_on = sum(_pass_on(deps, one.conversation_id, hearers, now) for one in due)
    return passed_on + sum(_ring(deps, conversation_id, now) for conversation_id in unheard)


def _pass_on(deps: Deps, conversation_id: str, hearers: Hearers, now: datetime) -> bool:
    with deps.store.write() as tx:
        tx.conversation(conversation_id)  # locked first, as by everybody who changes an alarm
        alarm = tx.open_alarm(conversation_id)
        steps = steps_due(alarm, hearers, now, deps.settings.patience) if alarm else frozenset()
        if alarm is None or not steps:
            return False
        tx.update_alarm(alarm, **{step.value: now for step in steps})
        if Step.MISSED in steps:
            report_incident(tx, IncidentKind.MISSED_ALARM, now, conversation_id, alarm.counsellor_id)
    deps.doorbell.ring("queue", conversation_id, 0)
    return True


def _ring(deps: Deps, conversation_id: str, now: datetime) -> bool:
    with deps.store.write() as tx:
        conversation = tx.conversation(conversation_id)
        if conversation is None:
            return False
        keep_alarm(tx, conversation, conversation, now, SYSTEM)
    deps.doorbell.ring("queue", conversation_id, 0)
    return True
