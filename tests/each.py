"""Runs one check over many cases as one test: thousands of tiny tests spend their time on being tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any


def each(cases: Iterable[Any], name: Callable[[Any], str] = str) -> Callable[[Callable[[Any], None]], Callable[[], None]]:
    """Decorate a check of one case (a tuple gives several arguments). A failure tells which cases failed, and shows the first."""
    listed = list(cases)
    assert listed, "a check over nothing cannot fail"

    def decorate(check: Callable[..., None]) -> Callable[[], None]:
        def test() -> None:
            failures: dict[str, AssertionError] = {}
            for case in listed:
                try:
                    check(*case) if isinstance(case, tuple) else check(case)
                except AssertionError as failure:
                    failures[name(case)] = failure
            if failures:
                first = next(iter(failures.values()))
                first.add_note(f"fails for: {', '.join(failures)}")
                raise first

        test.__name__ = check.__name__
        test.__doc__ = check.__doc__
        test.__module__ = check.__module__
        return test

    return decorate
