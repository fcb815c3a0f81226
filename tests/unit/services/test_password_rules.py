"""What a password must be."""

from __future__ import annotations

import pytest

from bot.services.errors import WeakPasswordError
from bot.services.password_rules import check_password
from tests.world import World


def why_not(world: World, password: str) -> str | None:
    """The reason of a refusal; None: it is good."""
    try:
        check_password(world.deps, password, "Alex")
    except WeakPasswordError as refused:
        return refused.why
    return None


@pytest.mark.parametrize(
    "password", ["seven quiet lamps", "q8Zk2vTn4LmX", "%!(4;&}~+?{'", "дождь над рекой утром", " ".join(map(str, range(250)))]
)
def test_one_that_is_hard_to_guess_needs_nothing_else(world: World, password: str) -> None:
    assert why_not(world, password) is None


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short", "short"),
        ("alexalexalex1", "name"),
        ("manchesterunited1", "common"),  # one of the 30,000 that were used most
        ("i.love.you.forever", "common"),
        ("Helpline-Alex-1", "common"),
        ("x" * 5_000, "common"),
    ],
)
def test_one_that_is_soon_guessed_is_refused_with_the_reason(world: World, password: str, why: str) -> None:
    assert why_not(world, password) == why
