"""Shows supervisors what went wrong, until one of them has looked at it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.services.errors import ServiceError
from bot.services.permissions import Permission, require
from bot.services.ports import Deps
from bot.services.records import Counsellor, Incident
from bot.services.transaction import Transaction


class UnknownIncidentError(ServiceError):
    """No incident has this number."""

    code = "unknown_incident"


@dataclass(frozen=True, slots=True)
class Listed:
    """An incident with the names that belong to it; none where the conversation or the person is gone."""

    incident: Incident
    label: str | None
    counsellor: str | None
    seen_by: str | None


def all_incidents(deps: Deps, supervisor: Counsellor) -> tuple[Listed, ...]:
    """The newest first, seen or not. Raises NotAllowedError."""
    require(supervisor, Permission.REVIEW)
    with deps.store.read() as tx:
        return list_incidents(tx)


def see_incident(deps: Deps, number: int, supervisor: Counsellor) -> None:
    """Note that somebody has looked at it; who was first stays noted. Raises UnknownIncidentError, NotAllowedError."""
    require(supervisor, Permission.REVIEW)
    with deps.store.write() as tx:
        if not tx.see_incident(number, supervisor.id, deps.clock()):
            raise UnknownIncidentError
    deps.doorbell.ring("queue", "", 0)


def list_incidents(tx: Transaction, *, unseen: bool = False, limit: int = 200) -> tuple[Listed, ...]:
    """The same within a transaction."""
    found = tx.incidents(unseen=unseen, limit=limit)
    people = {one for incident in found for one in (incident.counsellor_id, incident.seen_by) if one}
    names = {one: person.name for one in people if (person := tx.counsellor(one))}
    talks = {
        one: talk.label for one in {incident.conversation_id for incident in found} if one and (talk := tx.conversation(one))
    }
    return tuple(
        Listed(one, talks.get(one.conversation_id or ""), names.get(one.counsellor_id or ""), names.get(one.seen_by or ""))
        for one in found
    )
