"""Signing in by two steps, and setting the second one up: what several tests do first."""

from __future__ import annotations

from bot.services.enter import Entry, enter
from bot.services.passkeys import Site, request_options
from bot.services.proofs import Proof, Way
from bot.services.records import Counsellor, CounsellorSession
from bot.services.second_factors import (
    begin_passkey,
    begin_totp,
    confirm_passkey,
    confirm_totp,
)
from bot.services.sign_in import open_session_of, second_step
from tests.authenticator import Device, code_at
from tests.world import World

SITE = Site("testserver", "http://testserver")


def password_was_right(world: World, counsellor: Counsellor) -> Entry:
    """The first step, without the cost of hashing."""
    with world.store.write() as tx:
        return enter(world.deps, tx, counsellor, Way.PASSWORD, browser=None)


def opened(world: World, entry: Entry) -> CounsellorSession:
    assert entry.token
    return open_session_of(world.deps, entry.token)


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
