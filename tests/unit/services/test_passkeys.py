"""Passkeys as a second factor: what a device signs, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.services.account_errors import (
    PasskeyRefusedError,
    SecondFactorFailedError,
    TicketOverError,
)
from bot.services.account_records import Passkey
from bot.services.passkeys import Site, credential_id_of, new_sign_count, read_new_passkey, request_options
from bot.services.proofs import Proof, Way
from bot.services.records import Counsellor, CounsellorSession
from bot.services.second_factors import (
    begin_passkey,
    confirm_passkey,
)
from bot.services.sign_in import second_step, session
from tests.authenticator import Device
from tests.unit.services.two_steps import SITE, by_passkey, password_was_right, with_passkey
from tests.world import SetClock, World


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
