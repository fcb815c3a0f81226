"""Accounts of others: invited, changed, closed and reset by those who may, and never past the last administrator."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.services.account_errors import (
    BadStaffChangeError,
    InvitationOverError,
    LastAdministratorError,
    OwnAccountError,
    ProofNeededError,
    TicketOverError,
    UnknownSkillError,
    UnknownStaffError,
)
from bot.services.enter import enter
from bot.services.errors import NameTakenError, NotAllowedError, SignInFailedError, UnknownSessionError, WeakPasswordError
from bot.services.invite import invite, join, whose_invitation
from bot.services.proofs import Proof, Way
from bot.services.records import Counsellor, CounsellorSession, Role
from bot.services.second_factors import begin_totp, confirm_totp
from bot.services.sign_in import open_session_of, second_step, session, sign_in
from bot.services.staff import StaffChange, change_staff, disable, enable, reset_password, reset_second_factor, staff_list
from bot.services.tokens import hash_of, new_token
from tests.authenticator import code_at
from tests.world import World

PASSWORD = "a long enough password"


def member(world: World, name: str, role: Role) -> Counsellor:
    made = world.counsellor(name)
    with world.store.write() as tx:
        return tx.update_counsellor(made.id, role=role)


def browser_of(world: World, counsellor: Counsellor) -> CounsellorSession:
    with world.store.write() as tx:
        entry = enter(world.deps, tx, counsellor, Way.PASSWORD, browser=None)
    return open_session_of(world.deps, entry.token or "")


@pytest.fixture
def kim(world: World) -> CounsellorSession:
    """An administrator."""
    return browser_of(world, member(world, "Kim", Role.ADMINISTRATOR))


@pytest.fixture
def robin(world: World) -> CounsellorSession:
    return browser_of(world, member(world, "Robin", Role.SUPERVISOR))


def actions(world: World) -> list[tuple[str, str | None]]:
    with world.store.read() as tx:
        return [(line.action, line.about) for line in tx.audit_lines() if line.action not in ("sign_in", "sign_out")]


def test_an_invited_person_sets_the_password_and_is_in(world: World, kim: CounsellorSession) -> None:
    invited = invite(world.deps, kim, " Alex ", Role.COUNSELLOR, languages=["en", "cy"], capacity=2)
    with pytest.raises(SignInFailedError):
        sign_in(world.deps, "Alex", "")
    assert whose_invitation(world.deps, invited.token).name == "Alex"
    entry = join(world.deps, invited.token, PASSWORD)
    alex = session(world.deps, entry.token or "")
    assert (alex.name, alex.role, alex.languages, alex.capacity) == ("Alex", Role.COUNSELLOR, ("en", "cy"), 2)
    assert sign_in(world.deps, "alex", PASSWORD).token
    assert actions(world) == [("invite", alex.id), ("joined", None)]


def test_a_link_is_good_once_and_for_two_days(world: World, kim: CounsellorSession) -> None:
    used = invite(world.deps, kim, "Alex", Role.COUNSELLOR)
    join(world.deps, used.token, PASSWORD)
    late = invite(world.deps, kim, "Jo", Role.COUNSELLOR)
    world.clock.pass_by(hours=47, minutes=59)
    assert whose_invitation(world.deps, late.token).name == "Jo"
    world.clock.pass_by(minutes=1)
    for token in (used.token, late.token, "nobody-made-this-token"):
        with pytest.raises(InvitationOverError):
            whose_invitation(world.deps, token)
        with pytest.raises(InvitationOverError):
            join(world.deps, token, PASSWORD)


def test_the_token_of_a_link_is_not_in_the_database(world: World, kim: CounsellorSession) -> None:
    invited = invite(world.deps, kim, "Alex", Role.COUNSELLOR)
    assert invited.token.encode() not in b"".join(path.read_bytes() for path in world.folder.iterdir())


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short", "short"),
        ("alexalexalex1", "name"),
        ("Password1234", "common"),
        ("correct horse battery staple", "common"),
        ("aaaaaaaaaaaaaaa", "common"),
        ("123456789012", "common"),
    ],
)
def test_a_weak_password_is_refused_and_the_link_stays_good(
    world: World, kim: CounsellorSession, password: str, why: str
) -> None:
    invited = invite(world.deps, kim, "Alex", Role.COUNSELLOR)
    with pytest.raises(WeakPasswordError) as refused:
        join(world.deps, invited.token, password)
    assert refused.value.why == why
    assert join(world.deps, invited.token, PASSWORD).token


def test_a_name_is_invited_once(world: World, kim: CounsellorSession, sam: Counsellor) -> None:
    with pytest.raises(NameTakenError):
        invite(world.deps, kim, "SAM", Role.COUNSELLOR)
    assert [one.counsellor.name for one in staff_list(world.deps)].count("Sam") == 1
    assert sam.name == "Sam"


def test_nobody_makes_or_changes_somebody_who_may_do_more_than_they_may(
    world: World, kim: CounsellorSession, robin: CounsellorSession, sam: Counsellor
) -> None:
    colleague = browser_of(world, sam)
    forbidden = [
        lambda: invite(world.deps, robin, "Jo", Role.ADMINISTRATOR),
        lambda: change_staff(world.deps, robin, sam.id, StaffChange(Role.ADMINISTRATOR)),
        lambda: change_staff(world.deps, robin, robin.counsellor.id, StaffChange(Role.ADMINISTRATOR)),
        lambda: change_staff(world.deps, robin, kim.counsellor.id, StaffChange(capacity=1)),
        lambda: disable(world.deps, robin, kim.counsellor.id),
        lambda: reset_password(world.deps, robin, kim.counsellor.id),
        lambda: reset_second_factor(world.deps, robin, kim.counsellor.id),
        lambda: invite(world.deps, colleague, "Jo", Role.COUNSELLOR),
        lambda: change_staff(world.deps, colleague, sam.id, StaffChange(Role.SUPERVISOR)),
        lambda: disable(world.deps, colleague, robin.counsellor.id),
    ]
    for deed in forbidden:
        with pytest.raises(NotAllowedError):
            deed()
    assert actions(world) == []
    assert change_staff(world.deps, robin, sam.id, StaffChange(Role.SUPERVISOR)).role is Role.SUPERVISOR


def test_role_languages_skills_and_capacity_change_and_each_change_is_logged(
    world: World, kim: CounsellorSession, sam: Counsellor
) -> None:
    changed = change_staff(
        world.deps, kim, sam.id, StaffChange(Role.SUPERVISOR, ["es", "es", "pt-BR"], 5, ["under_13", "suicide"])
    )
    assert (changed.role, changed.languages, changed.capacity) == (Role.SUPERVISOR, ("es", "pt-BR"), 5)
    assert changed.skills == ("suicide", "under_13")
    assert change_staff(world.deps, kim, sam.id, StaffChange(Role.SUPERVISOR)) == changed
    assert actions(world) == [("account_changed", sam.id), ("made_supervisor", sam.id)]


@pytest.mark.parametrize(
    "change", [StaffChange(capacity=0), StaffChange(capacity=21), StaffChange(languages=["<b>"]), StaffChange(languages=["x"])]
)
def test_what_cannot_be_is_not_taken(world: World, kim: CounsellorSession, sam: Counsellor, change: StaffChange) -> None:
    with pytest.raises(BadStaffChangeError):
        change_staff(world.deps, kim, sam.id, change)


def test_a_skill_that_nobody_knows_of_is_not_taken_and_the_answer_names_those_there_are(
    world: World, kim: CounsellorSession, sam: Counsellor
) -> None:
    with pytest.raises(UnknownSkillError, match="under_13"):
        change_staff(world.deps, kim, sam.id, StaffChange(skills=["juggling"]))
    with pytest.raises(UnknownSkillError):
        invite(world.deps, kim, "Alex", Role.COUNSELLOR, skills=["juggling"])


def test_closing_an_account_ends_everything_it_has_open(world: World, kim: CounsellorSession) -> None:
    invited = invite(world.deps, kim, "Alex", Role.COUNSELLOR)
    entry = join(world.deps, invited.token, PASSWORD)
    alex = entry.counsellor
    link = reset_link = invite(world.deps, kim, "Jo", Role.COUNSELLOR)
    rung: list[str] = []
    world.doorbell.subscribe("staff", lambda who, _: rung.append(who))
    disable(world.deps, kim, alex.id)
    disable(world.deps, kim, link.counsellor.id)
    assert rung == [alex.id, link.counsellor.id]
    with pytest.raises(UnknownSessionError):
        session(world.deps, entry.token or "")
    with pytest.raises(SignInFailedError):
        sign_in(world.deps, "Alex", PASSWORD)
    with pytest.raises(InvitationOverError):
        join(world.deps, reset_link.token, PASSWORD)
    disable(world.deps, kim, alex.id)
    enable(world.deps, kim, alex.id)
    assert sign_in(world.deps, "Alex", PASSWORD).token
    assert [action for action, about in actions(world) if about == alex.id] == ["invite", "disabled", "enabled"]


def test_a_session_of_a_closed_account_opens_nothing_even_where_it_is_still_there(world: World, sam: Counsellor) -> None:
    token = new_token()
    with world.store.write() as tx:
        tx.add_session(CounsellorSession(hash_of(token), sam, world.clock(), world.clock()))
    assert session(world.deps, token).id == sam.id
    with world.store.write() as tx:
        tx.update_counsellor(sam.id, disabled_at=world.clock())
    with pytest.raises(UnknownSessionError):
        session(world.deps, token)


def test_a_forgotten_password_is_replaced_by_a_link_and_the_second_factor_stays(world: World, kim: CounsellorSession) -> None:
    entry = join(world.deps, invite(world.deps, kim, "Alex", Role.COUNSELLOR).token, PASSWORD)
    here = open_session_of(world.deps, entry.token or "")
    begun = begin_totp(world.deps, here)
    confirm_totp(world.deps, here, begun.ticket, code_at(begun.secret, world.clock()))
    world.clock.pass_by(seconds=60)
    waiting = sign_in(world.deps, "Alex", PASSWORD).ticket or ""
    link = reset_password(world.deps, kim, entry.counsellor.id)
    with pytest.raises(UnknownSessionError):
        session(world.deps, entry.token or "")
    with pytest.raises(SignInFailedError):
        sign_in(world.deps, "Alex", PASSWORD)
    code = Proof(Way.CODE, code_at(begun.secret, world.clock()))
    with pytest.raises(TicketOverError):  # the old password had been given a moment before
        second_step(world.deps, waiting, code)
    again = join(world.deps, link.token, "another long password")
    assert (again.token, bool(again.ticket)) == (None, True)
    assert second_step(world.deps, again.ticket or "", code).token


def test_a_lost_second_factor_is_taken_away_and_every_browser_signed_out(
    world: World, kim: CounsellorSession, sam: Counsellor
) -> None:
    here = browser_of(world, sam)
    begun = begin_totp(world.deps, here)
    confirm_totp(world.deps, here, begun.ticket, code_at(begun.secret, world.clock()))
    assert [one.second_factor for one in staff_list(world.deps) if one.counsellor.id == sam.id] == [True]
    reset_second_factor(world.deps, kim, sam.id)
    assert [one.second_factor for one in staff_list(world.deps) if one.counsellor.id == sam.id] == [False]
    with world.store.read() as tx:
        assert tx.sessions_of(sam.id) == []
    assert actions(world)[-1] == ("second_factor_reset", sam.id)


def test_nobody_gets_round_their_own_second_factor_by_the_staff_list(world: World, kim: CounsellorSession) -> None:
    for deed in (reset_password, reset_second_factor):
        with pytest.raises(OwnAccountError):
            deed(world.deps, kim, kim.counsellor.id)


def test_the_last_administrator_who_can_sign_in_stays(world: World, kim: CounsellorSession, robin: CounsellorSession) -> None:
    me = kim.counsellor.id
    invite(world.deps, kim, "Jo", Role.ADMINISTRATOR)  # has not come yet, so does not count
    for deed in (
        lambda: disable(world.deps, kim, me),
        lambda: change_staff(world.deps, kim, me, StaffChange(Role.SUPERVISOR)),
        lambda: disable(world.deps, None, me),
    ):
        with pytest.raises(LastAdministratorError, match="bot counsellors add"):
            deed()
    with world.store.read() as tx:
        assert (tx.counsellor(me).role, tx.counsellor(me).disabled_at) == (Role.ADMINISTRATOR, None)
        assert tx.sessions_of(me)
    change_staff(world.deps, kim, robin.counsellor.id, StaffChange(Role.ADMINISTRATOR))
    assert disable(world.deps, kim, me).disabled_at


def test_a_console_left_open_changes_nobody(world: World, kim: CounsellorSession, sam: Counsellor) -> None:
    world.clock.pass_by(minutes=15)
    for deed in (
        lambda: invite(world.deps, kim, "Jo", Role.COUNSELLOR),
        lambda: change_staff(world.deps, kim, sam.id, StaffChange(Role.ADMINISTRATOR)),
        lambda: disable(world.deps, kim, sam.id),
        lambda: enable(world.deps, kim, sam.id),
        lambda: reset_password(world.deps, kim, sam.id),
        lambda: reset_second_factor(world.deps, kim, sam.id),
    ):
        with pytest.raises(ProofNeededError):
            deed()


def test_whoever_is_not_there_cannot_be_changed(world: World, kim: CounsellorSession) -> None:
    for deed in (disable, enable, reset_password, reset_second_factor):
        with pytest.raises(UnknownStaffError, match="bot counsellors list"):
            deed(world.deps, kim, "p_nobody")


def test_the_list_says_who_is_invited_and_until_when(world: World, kim: CounsellorSession) -> None:
    invite(world.deps, kim, "Alex", Role.COUNSELLOR)
    alex, known = staff_list(world.deps)
    assert (alex.counsellor.name, alex.counsellor.has_password) == ("Alex", False)
    assert alex.invited_until == world.clock() + timedelta(hours=48)
    assert (known.counsellor.name, known.invited_until) == ("Kim", None)
    world.clock.pass_by(hours=48)
    assert staff_list(world.deps)[0].invited_until is None
