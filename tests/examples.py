"""How many examples a property test looks at: all in `make test`, a tenth in `make check`, which is run many times a day."""

from __future__ import annotations

import os

QUICK = os.environ.get("UNHOOK_EXAMPLES") == "quick"


def examples(many: int) -> int:
    """The number of examples where `many` is the full number."""
    return max(5, many // 10) if QUICK else many
