"""What can be wrong with the settings of single sign-on."""

from __future__ import annotations


class BadSsoSettingError(Exception):
    """A setting cannot be used, or what it needs is not installed. The message says the cure."""

    def __init__(self, problem: str, cure: str) -> None:
        super().__init__(f"{problem} Cure: {cure}")
        self.problem = problem
        self.cure = cure
