"""How many examples a property test looks at: all in `make test`; a tenth in `make check`, which is run many times a day; very
many in `make soak`, which runs for as long as nobody needs the machine."""

from __future__ import annotations

import os

QUICK = os.environ.get("UNHOOK_EXAMPLES") == "quick"
SOAK = os.environ.get("UNHOOK_EXAMPLES") == "soak"
_MORE = 200


def examples(many: int) -> int:
    """The number of examples where `many` is the full number."""
    if SOAK:
        return many * _MORE
    return max(5, many // 10) if QUICK else many
