"""Says how far a share that was counted on few cases can be trusted."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

CONFIDENCE = 0.95


def wilson(hits: int, of: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """The Wilson score interval of `hits` out of `of`; nothing counted says nothing: (0, 1).

    Unlike the usual normal interval it stays within 0 and 1 and is honest near them, where our goals are. Raises ValueError
    for counts that cannot be.
    """
    if not 0 <= hits <= of:
        raise ValueError(f"{hits} out of {of} cannot be")
    if of == 0:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share, spread = hits / of, z * z / of
    middle = (share + spread / 2) / (1 + spread)
    reach = z * sqrt(share * (1 - share) / of + spread / (4 * of)) / (1 + spread)
    # At the ends the formula gives the share itself, but for rounding.
    return (0.0 if hits == 0 else max(0.0, middle - reach)), (1.0 if hits == of else min(1.0, middle + reach))
