"""Runs schemathesis over what an app says of itself: everything that its description allows, and what it does not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode

from tests.examples import SOAK, examples

EACH = 8  # cases of each kind for each operation
HEALTH = list(HealthCheck)


def operations(description: dict[str, Any], app: Any = None) -> Sequence[Any]:
    """The operations that it describes."""
    schema = schemathesis.openapi.from_dict(description)
    schema.app = app
    return [one.ok() for one in schema.get_all_operations()]


def try_all(described: Sequence[Any], check: Callable[[Case], None], *, each: int = EACH) -> None:
    """Look at cases that fit the description, and at some that do not. A failure names the operation, and shows the case."""
    for operation in described:
        for mode in GenerationMode:

            @settings(
                max_examples=examples(each), deadline=None, database=None, derandomize=not SOAK, suppress_health_check=HEALTH
            )
            @given(case=operation.as_strategy(generation_mode=mode))
            def look(case: Case) -> None:
                check(case)

            try:
                look()
            except Unsatisfiable:
                continue  # it takes nothing, so nothing of it can be wrong
            except BaseException as failure:
                failure.add_note(f"{mode} case of {operation.label}")
                raise
