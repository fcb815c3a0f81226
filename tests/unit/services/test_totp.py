"""Codes of an authenticator app: which fit, and which never do."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.services.account_records import Totp
from bot.services.totp import address_for_app, new_secret, step_of_code
from tests.authenticator import code_at
from tests.world import SetClock


@pytest.mark.parametrize(("steps", "fits"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_one_step_off(steps: int, fits: bool) -> None:
    secret, moment = new_secret(), SetClock()()
    assert (step_of_code(Totp(secret), code_at(secret, moment, steps=steps), moment) is not None) is fits


@given(st.text(max_size=12))
@settings(max_examples=50)
def test_what_is_no_code_never_fits(said: str) -> None:
    totp = Totp("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    world_moment = SetClock()()
    step = step_of_code(totp, said, world_moment)
    near = {code_at(totp.secret, world_moment, steps=drift) for drift in (-1, 0, 1)}
    assert (step is not None) == ("".join(said.split()) in near)


def test_blanks_in_a_code_do_not_matter_and_the_app_is_told_who_and_where() -> None:
    moment, secret = SetClock()(), new_secret()
    code = code_at(secret, moment)
    assert step_of_code(Totp(secret), f" {code[:3]} {code[3:]} ", moment) is not None
    assert address_for_app(secret, "Sam", "Helpline").startswith("otpauth://totp/Helpline:Sam?secret=")
