"""What a password must be: long, and neither one of those that everybody tries first nor the name of its owner."""

from __future__ import annotations

import re
import string
from typing import Final

from bot.services.errors import WeakPasswordError
from bot.services.ports import Deps

# Tried first by those who guess, and long enough to pass the limit. Compared without case, blanks, signs and digits at the ends.
_TRIED_FIRST: Final = frozenset(
    """
    password passwordpassword passwort changeme changemeplease letmein letmeinnow letmeinplease welcome welcomehome iloveyou
    iloveyouforever iloveyousomuch administrator adminadmin adminpassword administratorpassword helpline helplinepassword
    counsellor counsellorpassword supervisor supervisorpassword secretpassword supersecret topsecret mypassword mypasswordis
    thisismypassword thispassword yourpassword newpassword longpassword passphrase mypassphrase correcthorsebatterystaple
    qwertyuiop qwertyuiopasdfghjkl qwertyqwerty qwertzuiop azertyuiop asdfghjkl asdfghjklasdf zxcvbnm qazwsxedc qazwsxedcrfv
    abcdefghijkl abcdefghijklm abcdefghijklmnopqrstuvwxyz abcabcabcabc unhook unhookunhook testtesttest testpassword football
    footballfootball baseball basketball sunshine princess superman trustnoone whatever nothing monkeymonkey dragondragon
    masterpassword summer winter autumn spring january february september october november december liverpool chelsea
    manchester manchesterunited contrasena contrasenya motdepasse administrador bienvenido
    """.split()
)
_MEANING: Final = 4  # different characters at least: "aaaaaaaaaaaa" is long, and nothing else


def check_password(deps: Deps, password: str, name: str) -> None:
    """Raises WeakPasswordError, whose `why` is "short", "common" or "name"."""
    if len(password) < deps.settings.min_password:
        raise WeakPasswordError(deps.settings.min_password)
    folded = password.casefold()
    letters = re.sub(r"[\W_]+", "", folded)
    core = letters.strip(string.digits)
    if not core or core in _TRIED_FIRST or len(set(letters)) < _MEANING:
        raise WeakPasswordError(deps.settings.min_password, "common")
    own = re.sub(r"[\W_]+", "", name.casefold())
    if own and not re.sub(r"[\W\d_]+", "", folded).replace(own, ""):
        raise WeakPasswordError(deps.settings.min_password, "name")
