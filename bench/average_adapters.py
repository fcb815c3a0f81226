"""Averages adapters that were learned apart: `python -m bench.average_adapters FIRST.npz SECOND.npz … --out ADAPTER.npz`.

Each learning by bench/adapt_encoder.py ends somewhere else; their mean tells situations that it has not seen apart better than
either (model soups, Wortsman and others 2022). It costs no time in use: the changes are added to the weights once.
Put the printed hash into bot/understanding/weights.py.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

from bot.understanding.adapter import averaged, load_changes, save_changes


def main() -> None:
    """Write the average and print its hash."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("adapters", type=Path, nargs="+")
    options.add_argument("--out", type=Path, required=True)
    chosen = options.parse_args()
    save_changes(chosen.out, averaged([load_changes(path) for path in chosen.adapters]))
    print(f"{chosen.out}: SHA-256 {hashlib.sha256(chosen.out.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
