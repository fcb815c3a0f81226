"""Prints the examples whose situations a model doubts that has not seen them: `python -m bench.doubtful_labels [--most 500]`.

The examples are parted in six; each part is read by what the other five teach. Where an example lacks a situation that is found
in it, or carries one of which nothing is found, somebody should look again: often a second truth was not written down, more often
the model errs. One line each, the most doubtful first; in brackets what the example carries now:

    + C01 0.71  [G06] my pic is on the site and i want it gone

(Northcutt and others 2021 call this confident learning. About three minutes on two cores.)
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from joblib import Parallel, delayed

from bot.app import DATA
from bot.understanding.encoders import shared_encoders
from bot.understanding.examples import Example, load_examples
from bot.understanding.heads import NEIGHBOURS_SHARE, Floats, Heads
from bot.understanding.neighbours import Neighbours
from bot.understanding.training import fit_near, table

PARTS = 6
SAID, NOT_SAID = 0.4, 0.03  # from where, and up to where, the model's word is a reason to look again


@dataclass(frozen=True)
class Doubt:
    """One example, and the situation that it lacks (+) or should perhaps not carry (-)."""

    sign: str
    situation: str
    probability: float
    example: Example

    def __str__(self) -> str:
        return f"{self.sign} {self.situation} {self.probability:.2f}  [{' '.join(self.example.situations)}] {self.example.text}"


def unseen(examples: Sequence[Example], vectors: Floats, names: Sequence[str]) -> Floats:
    """Probabilities (examples, names), each example read by a model that was taught without it."""
    order = list(range(len(examples)))
    Random(0).shuffle(order)  # the same parts each time
    labels = table([example.situations for example in examples], names)

    def read(part: Sequence[int]) -> Floats:
        taught = np.setdiff1d(np.arange(len(examples)), part)
        near = Neighbours.of([examples[n].text for n in taught], vectors[taught], [examples[n].situations for n in taught])
        meant = fit_near(vectors[taught], labels[taught]).probabilities(vectors[part])
        return Heads.mix(meant, near.vote(*near.nearest(vectors[part]), names), NEIGHBOURS_SHARE)

    parts = [order[start::PARTS] for start in range(PARTS)]
    found = np.zeros_like(labels)
    for part, probabilities in zip(parts, Parallel(n_jobs=-1)(delayed(read)(part) for part in parts), strict=True):
        found[part] = probabilities
    return found


def doubts(examples: Sequence[Example], found: Floats, names: Sequence[str]) -> Iterator[Doubt]:
    """What to look at again, in no order."""
    for example, row in zip(examples, found, strict=True):
        for name, probability in zip(names, row, strict=True):
            carried = name in example.situations
            if not carried and probability >= SAID:
                yield Doubt("+", name, float(probability), example)
            elif carried and probability <= NOT_SAID:
                yield Doubt("-", name, float(probability), example)


def main() -> None:
    """Print the doubts."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--folder", type=Path, default=DATA / "situations/en")
    options.add_argument("--most", type=int, default=500, help="how many of each kind to print")
    chosen = options.parse_args()
    examples = load_examples(chosen.folder)
    names = tuple(sorted({name for example in examples for name in example.situations}))
    vectors = shared_encoders().near.encode([example.text for example in examples])
    found = sorted(doubts(examples, unseen(examples, vectors, names), names), key=lambda doubt: doubt.probability)
    lacking, carried = [doubt for doubt in found if doubt.sign == "+"][::-1], [doubt for doubt in found if doubt.sign == "-"]
    for doubt in (*lacking[: chosen.most], *carried[: chosen.most]):
        print(doubt)
    print(
        f"{len(lacking)} that may lack a situation and {len(carried)} that may carry one too many, of {len(examples)} examples."
    )


if __name__ == "__main__":
    main()
