"""Owner and tier change in one place each: there the alarm is kept, so a second place would be a way to wait unheard."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.architecture.sources import files, name_of, parsed
from tests.each import each

PLACES = {"owner": "bot/services/change_owner.py", "tier": "bot/services/change_tier.py"}
SERVICES = [
    path for room in ("bot/services", "bot/console", "bot/web", "bot/brain", "bot/commands") for path in files(".py", under=room)
]


def changed(path: Path) -> set[str]:
    """The fields that a file names in a call of `update_conversation`."""
    calls = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)]
    updates = [call for call in calls if ast.unparse(call.func).endswith("update_conversation")]
    return {keyword.arg for call in updates for keyword in call.keywords if keyword.arg}


@each(SERVICES, name=name_of)
def test_owner_and_tier_are_changed_in_their_one_place_only(path: Path) -> None:
    assert changed(path) & PLACES.keys() <= {field for field, place in PLACES.items() if place == name_of(path)}


def test_the_places_are_where_they_are_thought_to_be() -> None:
    for field, place in PLACES.items():
        assert field in changed(next(path for path in SERVICES if name_of(path) == place))
