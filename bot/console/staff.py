"""The staff list, for those who invite, change and close accounts."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from pydantic import Field, StrictInt, StrictStr

from bot.console.account_json import member_json
from bot.console.face import Face, TheFace
from bot.console.permission import needs
from bot.console.session import TheCounsellor, TheSession
from bot.console.site import origin_of
from bot.conversation.skills import skills
from bot.edge.wire import Body, CleanText
from bot.services import staff as use_case
from bot.services.account_errors import UnknownStaffError
from bot.services.invite import Invited, invite
from bot.services.permissions import Permission
from bot.services.records import Counsellor, Role

router = APIRouter(tags=["staff"], dependencies=[needs(Permission.STAFF)])
_ONE = "/api/staff/{staff_id}"
StaffId = Annotated[str, Path(max_length=64)]
Languages = Annotated[list[Annotated[StrictStr, Field(max_length=20)]], Field(max_length=20)]
Skills = Languages  # their ids


class InviteBody(Body):
    """Whom to invite."""

    name: Annotated[CleanText, Field(max_length=200)]
    role: Role
    languages: Languages = Field(default_factory=list)
    skills: Skills = Field(default_factory=list)
    capacity: StrictInt = 3


class ChangeBody(Body):
    """What is to change."""

    role: Role | None = None
    languages: Languages | None = None
    skills: Skills | None = None
    capacity: StrictInt | None = None


@router.get("/api/staff")
def read(face: TheFace, counsellor: TheCounsellor) -> dict[str, Any]:
    """Everybody who can sign in, could, or is invited; and the skills they can have."""
    return {
        "staff": [member_json(one, counsellor) for one in use_case.staff_list(face.deps)],
        "skills": [{"id": one.id, "name": one.name} for one in skills().values()],
    }


@router.post("/api/staff", status_code=201)
def add(body: InviteBody, request: Request, face: TheFace, session: TheSession) -> dict[str, Any]:
    """Invite somebody. The link is shown once."""
    about = {"languages": body.languages, "skills": body.skills}
    invited = invite(face.deps, session, body.name, body.role, capacity=body.capacity, **about)
    return _link(request, face, invited)


@router.post(_ONE)
def change(body: ChangeBody, face: TheFace, session: TheSession, staff_id: StaffId) -> dict[str, Any]:
    """Change role, languages, skills or capacity."""
    wanted = use_case.StaffChange(body.role, body.languages, body.capacity, body.skills)
    return _one(face, session.counsellor, use_case.change_staff(face.deps, session, staff_id, wanted).id)


@router.post(f"{_ONE}/disable")
def disable(face: TheFace, session: TheSession, staff_id: StaffId) -> dict[str, Any]:
    """Close an account; what it has open ends now."""
    return _one(face, session.counsellor, use_case.disable(face.deps, session, staff_id).id)


@router.post(f"{_ONE}/enable")
def enable(face: TheFace, session: TheSession, staff_id: StaffId) -> dict[str, Any]:
    """Open it again."""
    return _one(face, session.counsellor, use_case.enable(face.deps, session, staff_id).id)


@router.post(f"{_ONE}/reset")
def reset(request: Request, face: TheFace, session: TheSession, staff_id: StaffId) -> dict[str, Any]:
    """Take the password away and make a link for another. The link is shown once."""
    return _link(request, face, use_case.reset_password(face.deps, session, staff_id))


@router.post(f"{_ONE}/reset-second-factor")
def reset_second_factor(face: TheFace, session: TheSession, staff_id: StaffId) -> dict[str, Any]:
    """Take all second factors away from somebody who lost them."""
    use_case.reset_second_factor(face.deps, session, staff_id)
    return _one(face, session.counsellor, staff_id)


def _one(face: Face, reader: Counsellor, staff_id: str) -> dict[str, Any]:
    found = next((one for one in use_case.staff_list(face.deps) if one.counsellor.id == staff_id), None)
    if found is None:
        raise UnknownStaffError
    return member_json(found, reader)


def _link(request: Request, face: Face, invited: Invited) -> dict[str, Any]:
    address = invitation_link(origin_of(request, face), invited.token)
    return {"member": _one(face, invited.counsellor, invited.counsellor.id), "link": address}


def invitation_link(origin: str, token: str) -> str:
    """The address of the invitation's page."""
    return f"{origin}/#invitation={token}"
