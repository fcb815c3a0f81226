"""What the log and the server can say about accounts, the page has words for."""

from __future__ import annotations

import re
from pathlib import Path

from bot.services import account_errors
from bot.services.audit import Action
from bot.services.errors import ServiceError
from bot.services.proofs import Way

WORDS = Path(__file__).parents[3] / "bot" / "ui" / "src" / "console"


def keys(file: str, name: str) -> set[str]:
    """The keys of one table of words."""
    text = (WORDS / file).read_text(encoding="utf-8")
    table = re.search(rf"const {name}: .*?= \{{\n(.*?)\n\}}", text, re.DOTALL)
    assert table
    return set(re.findall(r"^  (\w+):", table[1], re.MULTILINE))


def test_every_action_of_the_audit_log_has_words_and_every_word_an_action() -> None:
    assert keys("words_audit.ts", "ACTIONS") == {action.value for action in Action}


def test_every_way_in_has_words() -> None:
    assert {way.value for way in Way} <= keys("words_audit.ts", "ABOUTS")


def test_every_refusal_about_an_account_says_what_to_do_next() -> None:
    told = {kind.code for kind in vars(account_errors).values() if isinstance(kind, type) and issubclass(kind, ServiceError)}
    # Three lead to another page or question instead; what is not there any more is told by the list, read again.
    told -= {ServiceError.code, "prove_again", "second_factor_needed", "unknown_factor", "unknown_staff"}
    assert told <= keys("words_accounts.ts", "ACCOUNT_REFUSALS")
