"""What can be wrong with the settings of the duty contact."""

from __future__ import annotations


class BadDutySettingError(Exception):
    """A setting cannot be used. Its value is not repeated: it may hold a password."""

    def __init__(self, setting: str, problem: str, form: str) -> None:
        super().__init__(f"{setting} {problem}. Cure: {form}")
        self.problem = f"{setting} {problem}"
        self.cure = form
