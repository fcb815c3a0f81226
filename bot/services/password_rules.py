"""What a password must be: long, hard to guess, and not the name of its owner."""

from __future__ import annotations

import re
from typing import Any, Final

from bot.services.errors import WeakPasswordError
from bot.services.ports import Deps

_HARD: Final = 3  # of zxcvbn's 0 to 4: a hundred million guesses do not find it
_HARD_BARE: Final = 2  # without what is between its words: a million do not. Three common words are good enough
_READ: Final = 72  # characters; what comes behind them only makes it harder to guess, and longer to look at
# Tried first here, and in none of its lists: words of a helpline, of other languages, and the best-known example of a good one.
_OURS: Final = tuple(
    """
    unhook helpline childline hotline counsellor counselor supervisor administrator safeguarding charity correcthorsebatterystaple
    passwort contrasena contraseña contrasenya motdepasse administrador bienvenido bienvenue qwertzuiop azertyuiop
    """.split()
)


def check_password(deps: Deps, password: str, name: str) -> None:
    """Raises WeakPasswordError, whose `why` is "short", "common" or "name"."""
    if len(password) < deps.settings.min_password:
        raise WeakPasswordError(deps.settings.min_password)
    bare = re.sub(r"[\W_]+", "", password.casefold())
    letters, own = re.sub(r"\d+", "", bare), re.sub(r"[\W_]+", "", name.casefold())
    if letters and own and not letters.replace(own, ""):
        raise WeakPasswordError(deps.settings.min_password, "name")
    mostly_signs = 2 * len(bare) < len(password)
    if _hardness(password, name) < _HARD or (not mostly_signs and _hardness(bare, name) < _HARD_BARE):
        raise WeakPasswordError(deps.settings.min_password, "common")


def _hardness(password: str, name: str) -> int:
    from zxcvbn import zxcvbn  # late: its lists are some megabytes, and only who sets a password needs them

    found: dict[str, Any] = zxcvbn(password[:_READ], user_inputs=[name, *_OURS])
    return int(found["score"])
