"""Second factors: set up, asked for, used once, lost, taken away."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.services.account_errors import (
    LastFactorError,
    PasskeyRefusedError,
    ProofNeededError,
    SecondFactorFailedError,
    SecondFactorNeededError,
    TicketOverError,
    UnknownFactorError,
)
from bot.services.account_records import Passkey, Purpose
from bot.services.enter import Entry, enter
from bot.services.errors import SignInFailedError, UnknownSessionError
from bot.services.passkeys import Site, credential_id_of, new_sign_count, read_new_passkey, request_options
from bot.services.passwords import hash_password
from bot.services.proofs import Proof, Way
from bot.services.prove_again import begin_proof, prove_by_password, prove_by_second_factor
from bot.services.records import Counsellor, CounsellorSession
from bot.services.second_factors import (
    begin_passkey,
    begin_totp,
    confirm_passkey,
    confirm_totp,
    make_recovery_codes,
    remove_passkey,
    remove_totp,
)
from bot.services.sign_in import must_set_up, open_session_of, second_step, session
from bot.services.tickets import issue_ticket
from tests.authenticator import Device, code_at
from tests.world import SetClock, World, open_world

SITE = Site("testserver", "http://testserver")


def password_was_right(world: World, counsellor: Counsellor) -> Entry:
    """The first step, without the cost of hashing."""
    with world.store.write() as tx:
        return enter(world.deps, tx, counsellor, Way.PASSWORD, browser=None)


def opened(world: World, entry: Entry) -> CounsellorSession:
    assert entry.token
    return open_session_of(world.deps, entry.token)


@pytest.fixture
def sam(world: World) -> Counsellor:
    return world.counsellor("Sam")


@pytest.fixture
def here(world: World, sam: Counsellor) -> CounsellorSession:
    """Sam's browser, just signed in."""
    return opened(world, password_was_right(world, sam))


def with_app(world: World, here: CounsellorSession) -> tuple[str, tuple[str, ...]]:
    """Set an authenticator app up; its secret, and the recovery codes."""
    begun = begin_totp(world.deps, here)
    codes = confirm_totp(world.deps, here, begun.ticket, code_at(begun.secret, world.clock()))
    world.clock.pass_by(seconds=60)
    return begun.secret, codes


def with_passkey(world: World, here: CounsellorSession, device: Device) -> tuple[str, ...]:
    begun = begin_passkey(world.deps, here, SITE)
    return confirm_passkey(world.deps, here, SITE, ticket=begun.ticket, answer=device.create(begun.options), name="Telephone")


def step(world: World, sam: Counsellor, way: Way, code: str) -> Entry:
    """Both steps of signing in."""
    entry = password_was_right(world, sam)
    assert entry.ticket
    return second_step(world.deps, entry.ticket, Proof(way, code))


def by_passkey(world: World, sam: Counsellor, device: Device, site: Site = SITE) -> Entry:
    entry = password_was_right(world, sam)
    assert entry.ticket
    options = request_options(SITE, entry.factors.passkeys, entry.challenge)
    return second_step(world.deps, entry.ticket, Proof(Way.PASSKEY, answer=device.get(options), site=site))


def test_the_password_alone_opens_nothing_once_there_is_a_second_factor(
    world: World, sam: Counsellor, here: CounsellorSession
) -> None:
    secret, _ = with_app(world, here)
    entry = password_was_right(world, sam)
    assert (entry.token, bool(entry.ticket)) == (None, True)
    with pytest.raises(UnknownSessionError):
        session(world.deps, entry.ticket or "")
    assert session(world.deps, step(world, sam, Way.CODE, code_at(secret, world.clock())).token or "").id == sam.id


def test_a_code_is_good_once_and_so_is_every_older_one(world: World, sam: Counsellor, here: CounsellorSession) -> None:
    secret, _ = with_app(world, here)
    before, now = code_at(secret, world.clock(), steps=-1), code_at(secret, world.clock())
    assert step(world, sam, Way.CODE, now).token
    for used in (now, before):
        with pytest.raises(SecondFactorFailedError):
            step(world, sam, Way.CODE, used)


def test_the_code_that_confirmed_the_app_cannot_be_used_again(world: World, sam: Counsellor, here: CounsellorSession) -> None:
    begun = begin_totp(world.deps, here)
    code = code_at(begun.secret, world.clock())
    confirm_totp(world.deps, here, begun.ticket, code)
    with pytest.raises(SecondFactorFailedError):
        step(world, sam, Way.CODE, code)


def test_each_recovery_code_opens_once_however_it_is_typed(world: World, sam: Counsellor, here: CounsellorSession) -> None:
    _, codes = with_app(world, here)
    assert len(set(codes)) == 10
    for code in (codes[0], codes[1].lower().replace("-", " ")):
        assert step(world, sam, Way.RECOVERY_CODE, code).token
        with pytest.raises(SecondFactorFailedError):
            step(world, sam, Way.RECOVERY_CODE, code)
    with world.store.read() as tx:
        assert tx.factors(sam.id).recovery_codes == 8


def test_a_recovery_code_of_somebody_else_opens_nothing(world: World, sam: Counsellor, here: CounsellorSession) -> None:
    _, codes = with_app(world, here)
    alex = world.counsellor("Alex")
    with_app(world, opened(world, password_was_right(world, alex)))
    with pytest.raises(SecondFactorFailedError):
        step(world, alex, Way.RECOVERY_CODE, codes[0])
    assert step(world, sam, Way.RECOVERY_CODE, codes[0]).token


def test_neither_secret_nor_recovery_codes_are_in_the_database(world: World, here: CounsellorSession) -> None:
    begun = begin_totp(world.deps, here)
    codes = confirm_totp(world.deps, here, begun.ticket, code_at(begun.secret, world.clock()))
    files = b"".join(path.read_bytes() for path in world.folder.iterdir())
    assert begun.secret.encode() not in files  # neither before it was confirmed nor after
    assert not any(code.encode() in files or code.replace("-", "").encode() in files for code in codes)


def test_a_ticket_takes_five_tries_and_then_leads_nowhere(world: World, sam: Counsellor, here: CounsellorSession) -> None:
    secret, codes = with_app(world, here)
    ticket = password_was_right(world, sam).ticket or ""
    for _ in range(5):
        with pytest.raises(SecondFactorFailedError):
            second_step(world.deps, ticket, Proof(Way.RECOVERY_CODE, "wrong"))
    for proof in (Proof(Way.CODE, code_at(secret, world.clock())), Proof(Way.RECOVERY_CODE, codes[0])):
        with pytest.raises(TicketOverError):
            second_step(world.deps, ticket, proof)
    assert step(world, sam, Way.RECOVERY_CODE, codes[0]).token  # another ticket does: nobody is locked out


def test_a_ticket_is_good_once_for_a_while_and_for_one_thing(world: World, sam: Counsellor, here: CounsellorSession) -> None:
    secret, codes = with_app(world, here)
    used = password_was_right(world, sam).ticket or ""
    second_step(world.deps, used, Proof(Way.RECOVERY_CODE, codes[0]))
    with world.store.write() as tx:
        other = issue_ticket(world.deps, tx, Purpose.PROVE, sam.id)
    old = password_was_right(world, sam).ticket or ""
    world.clock.pass_by(minutes=10)
    for ticket in (used, other, old, "never-made-by-anybody"):
        with pytest.raises(TicketOverError):
            second_step(world.deps, ticket, Proof(Way.CODE, code_at(secret, world.clock())))


@pytest.mark.parametrize("way", [Way.PASSWORD, Way.INVITATION, Way.SSO, Way.PASSKEY])
def test_what_is_no_second_factor_never_opens_the_second_step(
    world: World, sam: Counsellor, here: CounsellorSession, way: Way
) -> None:
    with_app(world, here)
    with pytest.raises(SecondFactorFailedError):
        step(world, sam, way, "")


def test_a_passkey_opens_the_second_step(world: World, sam: Counsellor, here: CounsellorSession) -> None:
    device = Device()
    assert len(with_passkey(world, here, device)) == 10
    entry = by_passkey(world, sam, device)
    assert session(world.deps, entry.token or "").id == sam.id
    with world.store.read() as tx:
        kept = tx.factors(sam.id).passkeys[0]
    assert (kept.name, kept.sign_count, kept.used_at) == ("Telephone", 1, world.clock())


def test_an_answer_that_was_listened_to_is_worth_nothing(world: World, sam: Counsellor, here: CounsellorSession) -> None:
    device = Device()
    with_passkey(world, here, device)
    entry = password_was_right(world, sam)
    answer = device.get(request_options(SITE, entry.factors.passkeys, entry.challenge))
    assert second_step(world.deps, entry.ticket or "", Proof(Way.PASSKEY, answer=answer, site=SITE)).token
    again = password_was_right(world, sam)
    with pytest.raises(SecondFactorFailedError):
        second_step(world.deps, again.ticket or "", Proof(Way.PASSKEY, answer=answer, site=SITE))


@pytest.mark.parametrize(
    "wrong",
    [
        Device(origin="https://evil.example"),  # a page that only looks like ours
        Device(verifies=False),  # somebody who found the telephone
    ],
)
def test_a_device_on_another_page_or_without_its_owner_opens_nothing(
    world: World, sam: Counsellor, here: CounsellorSession, wrong: Device
) -> None:
    device = Device()
    with_passkey(world, here, device)
    wrong.key, wrong.credential_id = device.key, device.credential_id
    with pytest.raises(SecondFactorFailedError):
        by_passkey(world, sam, wrong)
    assert by_passkey(world, sam, device).token


def test_another_site_another_key_and_a_copied_key_open_nothing(world: World, sam: Counsellor, here: CounsellorSession) -> None:
    device = Device()
    with_passkey(world, here, device)
    with pytest.raises(SecondFactorFailedError):
        by_passkey(world, sam, device, Site("evil.example", "http://testserver"))
    with pytest.raises(SecondFactorFailedError):
        by_passkey(world, sam, Device(credential_id=device.credential_id))
    by_passkey(world, sam, device)
    copied = replace(device, count=0)
    with pytest.raises(SecondFactorFailedError):
        by_passkey(world, sam, copied)  # its count does not grow


def test_a_device_that_counts_nothing_is_taken_as_it_is(world: World, sam: Counsellor, here: CounsellorSession) -> None:
    device = Device(counts=False)
    with_passkey(world, here, device)
    assert by_passkey(world, sam, device).token
    assert by_passkey(world, sam, device).token


@given(
    answer=st.recursive(
        st.none() | st.text(max_size=8),
        lambda inner: st.dictionaries(st.sampled_from(["id", "rawId", "response", "type"]), inner),
    )
)
@settings(max_examples=40, deadline=None)
def test_whatever_a_browser_sends_as_a_passkey_is_refused_and_nothing_worse(answer: object) -> None:
    said = answer if isinstance(answer, dict) else {"id": answer}
    kept = Passkey(b"1", "p_1", b"no key", 0, "x", SetClock()())
    assert isinstance(credential_id_of(said), bytes)
    assert new_sign_count(SITE, kept, said, b"challenge") is None
    assert read_new_passkey(SITE, said, b"challenge", counsellor_id="p_1", name="x", now=SetClock()()) is None


def test_a_passkey_is_made_for_one_challenge_and_kept_once(world: World, here: CounsellorSession) -> None:
    device = Device()
    with_passkey(world, here, device)
    with pytest.raises(PasskeyRefusedError):
        with_passkey(world, here, device)
    begun = begin_passkey(world.deps, here, SITE)
    assert [one["id"] for one in begun.options["excludeCredentials"]] == [device.create(begun.options)["id"]]
    unverified = Device(verifies=False).create(begun.options)
    with pytest.raises(PasskeyRefusedError):
        confirm_passkey(world.deps, here, SITE, ticket=begun.ticket, answer=unverified, name="")
    with pytest.raises(TicketOverError):  # answered, if wrongly
        confirm_passkey(world.deps, here, SITE, ticket=begun.ticket, answer=Device().create(begun.options), name="")


def test_a_new_second_factor_signs_every_other_browser_out(world: World, sam: Counsellor, here: CounsellorSession) -> None:
    other = password_was_right(world, sam)
    with_app(world, here)
    with pytest.raises(UnknownSessionError):
        session(world.deps, other.token or "")
    with world.store.read() as tx:
        kept = tx.sessions_of(sam.id)
    assert [one.token_hash for one in kept] == [here.token_hash]
    assert kept[0].second_factor_at is not None


def test_recovery_codes_come_with_the_first_factor_only_and_new_ones_replace_them(
    world: World, sam: Counsellor, here: CounsellorSession
) -> None:
    with pytest.raises(UnknownFactorError):
        make_recovery_codes(world.deps, here)
    _, codes = with_app(world, here)
    assert with_passkey(world, here, Device()) == ()
    fresh = make_recovery_codes(world.deps, here)
    assert not set(fresh) & set(codes)
    with pytest.raises(SecondFactorFailedError):
        step(world, sam, Way.RECOVERY_CODE, codes[0])
    assert step(world, sam, Way.RECOVERY_CODE, fresh[0]).token


def test_a_console_left_open_changes_no_second_factor(world: World, here: CounsellorSession) -> None:
    device = Device()
    with_passkey(world, here, device)
    world.clock.pass_by(minutes=15)
    for change in (
        lambda: begin_totp(world.deps, here),
        lambda: begin_passkey(world.deps, here, SITE),
        lambda: remove_totp(world.deps, here),
        lambda: remove_passkey(world.deps, here, device.credential_id),
        lambda: make_recovery_codes(world.deps, here),
    ):
        with pytest.raises(ProofNeededError):
            change()


def now_of(world: World, here: CounsellorSession) -> CounsellorSession:
    with world.store.read() as tx:
        found = tx.session(here.token_hash)
    assert found
    return found


def test_proving_again_makes_it_fresh(world: World, here: CounsellorSession) -> None:
    secret, _ = with_app(world, here)
    world.clock.pass_by(minutes=20)
    begun = begin_proof(world.deps, here)
    with pytest.raises(SecondFactorFailedError):
        prove_by_second_factor(world.deps, here, begun.ticket or "", Proof(Way.CODE, "000000"))
    right = Proof(Way.CODE, code_at(secret, world.clock()))
    prove_by_second_factor(world.deps, here, begun.ticket or "", right)
    assert begin_totp(world.deps, now_of(world, here)).secret
    with pytest.raises(TicketOverError):
        prove_by_second_factor(world.deps, here, begun.ticket or "", right)


def test_the_ticket_of_a_colleague_proves_nothing(world: World, here: CounsellorSession) -> None:
    secret, _ = with_app(world, here)
    alex = opened(world, password_was_right(world, world.counsellor("Alex")))
    ticket = begin_proof(world.deps, alex).ticket or ""
    with pytest.raises(TicketOverError):
        prove_by_second_factor(world.deps, here, ticket, Proof(Way.CODE, code_at(secret, world.clock())))


def test_the_password_proves_it_only_while_there_is_nothing_better(
    world: World, sam: Counsellor, here: CounsellorSession
) -> None:
    with world.store.write() as tx:
        tx.set_password_hash(sam.id, hash_password("a long pass phrase"))
    world.clock.pass_by(minutes=20)
    with pytest.raises(SignInFailedError):
        prove_by_password(world.deps, here, "another pass phrase")
    prove_by_password(world.deps, here, "a long pass phrase")
    with_app(world, now_of(world, here))
    with pytest.raises(SignInFailedError):
        prove_by_password(world.deps, here, "a long pass phrase")


def test_without_the_last_factor_recovery_codes_are_worth_nothing_and_the_password_is_enough(
    world: World, sam: Counsellor, here: CounsellorSession
) -> None:
    with_app(world, here)
    device = Device()
    with_passkey(world, here, device)
    remove_totp(world.deps, here)
    assert password_was_right(world, sam).ticket
    remove_passkey(world.deps, here, device.credential_id)
    with world.store.read() as tx:
        assert (tx.factors(sam.id).any, tx.factors(sam.id).recovery_codes) == (False, 0)
    assert password_was_right(world, sam).token
    with pytest.raises(UnknownFactorError):
        remove_totp(world.deps, here)
    with pytest.raises(UnknownFactorError):
        remove_passkey(world.deps, here, device.credential_id)


def test_where_they_are_required_a_session_without_one_only_sets_one_up(tmp_path: Path) -> None:
    world = open_world(tmp_path)
    required = replace(world.deps.settings, second_factor_required=True)
    world.deps = replace(world.deps, settings=required)
    sam = world.counsellor("Sam")
    entry = password_was_right(world, sam)
    here = opened(world, entry)
    assert must_set_up(world.deps, here)
    with pytest.raises(SecondFactorNeededError):
        session(world.deps, entry.token or "")
    with_app(world, here)
    assert session(world.deps, entry.token or "").id == sam.id
    with pytest.raises(LastFactorError):
        remove_totp(world.deps, now_of(world, here))
    device = Device()
    with_passkey(world, now_of(world, here), device)
    remove_totp(world.deps, now_of(world, here))
    assert by_passkey(world, sam, device).token
    world.engine.dispose()
