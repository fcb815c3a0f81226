"""Tells the supervisors that something went wrong, in the same transaction as what went wrong."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from bot.services.records import Incident
from bot.services.transaction import Transaction


class IncidentKind(StrEnum):
    """Everything that is reported. None of them blames anybody."""

    SILENT = "silent"  # accepted, and nothing was written
    LEFT_WAITING = "left_waiting"  # answered once, and then the young person wrote and nobody did
    CONNECTION_LOST = "connection_lost"  # the console was gone while it had a conversation
    EMERGENCY_ALONE = "emergency_alone"  # an emergency went on without a second person
    DEBRIEF = "debrief"  # a counsellor wants to talk about a chat
    MISSED_ALARM = "missed_alarm"  # it rang, and nobody came in time
    MISSED_RISK = "missed_risk"  # somebody who read a conversation again found more than had been found
    DUTY_CONTACT_FAILED = "duty_contact_failed"  # it should have been told, and could not be reached


def report_incident(
    tx: Transaction,
    kind: IncidentKind,
    now: datetime,
    conversation_id: str | None = None,
    counsellor_id: str | None = None,
) -> int:
    """Store it for the supervisors, and return its number. Ring "queue" once the transaction is over."""
    return tx.add_incident(Incident(0, now, kind.value, conversation_id, counsellor_id))
