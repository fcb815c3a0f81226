"""The shapes of accounts: who is signed in, what leads to the next step, second factors, sessions, the staff list."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from webauthn.helpers import bytes_to_base64url

from bot.conversation.skills import together
from bot.services.account_records import Factors, Passkey
from bot.services.enter import Entry
from bot.services.passkeys import Site, request_options
from bot.services.permissions import PERMISSIONS, may_manage
from bot.services.records import Counsellor, CounsellorSession
from bot.services.staff import Member


def me_json(counsellor: Counsellor, factors: Factors, *, must_set_up: bool) -> dict[str, Any]:
    """Who is signed in, and what they may do."""
    return {
        "id": counsellor.id,
        "name": counsellor.name,
        "role": counsellor.role.value,
        "permissions": sorted(one.value for one in PERMISSIONS[counsellor.role]),
        "languages": list(counsellor.languages),
        "capacity": counsellor.capacity,
        "second_factor": factors.any,
        "passkeys": len(factors.passkeys),
        "must_set_up": must_set_up,
    }


def step_json(entry: Entry, site: Site) -> dict[str, Any]:
    """The ticket for a second factor, and which ones there are."""
    return {
        "ticket": entry.ticket,
        "totp": entry.factors.totp,
        "recovery_codes": entry.factors.recovery_codes > 0,
        "passkey": request_options(site, entry.factors.passkeys, entry.challenge) if entry.factors.passkeys else None,
    }


def factors_json(factors: Factors) -> dict[str, Any]:
    """The second factors of one's own account."""
    return {
        "totp": factors.totp,
        "recovery_codes": factors.recovery_codes,
        "passkeys": [_passkey(one) for one in factors.passkeys],
    }


def session_json(session: CounsellorSession, *, this: bool) -> dict[str, Any]:
    """One browser that is signed in."""
    return {
        "handle": session.handle,
        "created_at": session.created_at.isoformat(),
        "seen_at": session.seen_at.isoformat(),
        "this": this,
    }


def member_json(member: Member, reader: Counsellor) -> dict[str, Any]:
    """One line of the staff list."""
    one = member.counsellor
    return {
        "id": one.id,
        "name": one.name,
        "role": one.role.value,
        "languages": list(one.languages),
        "skills": list(together(one.skills)),
        "capacity": one.capacity,
        "created_at": one.created_at.isoformat(),
        "disabled_at": _time(one.disabled_at),
        "has_joined": one.has_password or one.sso_subject is not None,
        "invited_until": _time(member.invited_until),
        "second_factor": member.second_factor,
        "sso": one.sso_subject is not None,
        "me": one.id == reader.id,
        "may_change": may_manage(reader, one.role),
    }


def _passkey(passkey: Passkey) -> dict[str, Any]:
    return {
        "id": bytes_to_base64url(passkey.credential_id),
        "name": passkey.name,
        "created_at": passkey.created_at.isoformat(),
        "used_at": _time(passkey.used_at),
    }


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
