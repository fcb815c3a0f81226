"""How an encoder learns to tell situations and intents apart: what both of them have in common."""

from __future__ import annotations

import argparse
import hashlib
import random
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from bench.adapter_lessons import Lesson, Lessons
from bot.understanding.eight_bits import in_eight_bits, save

WIDTH = 384  # of both encoders' vectors
WIDTHS = 8  # tokens; batches are as long as a multiple of this
MOST_TOKENS = 96
PUBLISHED = "published"
SHARPEN = 16.0  # unit vectors are small: without it the head would need huge weights
INTENT_SHARE = 0.5  # of the loss
# How fast the questions' lines learn, once these have found their place on the encoder as it was.
RATE_OF_LINES = 2e-3
FIRST_PASSES, FIRST_RATE, FIRST_BATCH, FIRST_TEXTS = 12, 1e-2, 256, 36_000

# Token ids of several texts, none padded.
Tokenize = Callable[[Sequence[str]], list[list[int]]]


class Learned(nn.Module):
    """A matrix (inputs, outputs) that learns, and the numbers added after it, which stay."""

    def __init__(self, weight: Tensor, bias: Tensor) -> None:
        super().__init__()
        self.weight, self.bias = nn.Parameter(weight), bias

    def forward(self, values: Tensor) -> Tensor:
        return values @ self.weight + self.bias


def batches(lengths: Sequence[int], size: int, seed: int) -> list[list[int]]:
    """Shuffled batches of like lengths."""
    chance = random.Random(seed)
    order = list(range(len(lengths)))
    chance.shuffle(order)
    blocks = [sorted(order[n : n + 20 * size], key=lambda k: lengths[k]) for n in range(0, len(order), 20 * size)]
    found = [block[n : n + size] for block in blocks for n in range(0, len(block), size)]
    chance.shuffle(found)
    return found


class Questions:
    """Which situations and which intent: a line for each label, on the encoder's vectors."""

    def __init__(self, lessons: Lessons) -> None:
        self.tells = nn.Linear(WIDTH, len(lessons.situation_names))
        self.asks = nn.Linear(WIDTH, len(lessons.intent_names))
        self.numbers = [*self.tells.parameters(), *self.asks.parameters()]

    def loss(self, lesson: Lesson, vectors: Tensor) -> Tensor:
        """How wrong both were answered; each counts by how many of the batch it could be asked about."""
        loss = torch.zeros(())
        known, asked = lesson.known, lesson.intents
        if known.any():
            each = functional.binary_cross_entropy_with_logits(
                self.tells(vectors[known]), lesson.situations[known], reduction="none"
            )
            loss = loss + each.sum(1).mean() * known.float().mean()
        if (asked >= 0).any():
            share = INTENT_SHARE * (asked >= 0).float().mean()
            loss = loss + functional.cross_entropy(self.asks(vectors), asked, ignore_index=-1) * share
        return loss

    def begin(self, vectors: Tensor, lesson: Lesson, drop: nn.Dropout) -> None:
        """Learn on vectors (n, 384) that stay: lines that know nothing yet would spoil what the encoder has learned."""
        learner = torch.optim.Adam(self.numbers)
        for turn in range(FIRST_PASSES):
            for group in learner.param_groups:
                group["lr"] = FIRST_RATE * (1 - turn / FIRST_PASSES)
            for rows in torch.randperm(len(vectors)).split(FIRST_BATCH):
                loss = self.loss(lesson.at(rows), drop(vectors[rows] * SHARPEN))
                learner.zero_grad()
                loss.backward()
                learner.step()


def adapt(encoder: nn.Module, lessons: Lessons, tokenize: Tokenize, chosen: argparse.Namespace) -> None:
    """Let the encoder learn, and say how far it is. It makes unit vectors (n, 384) of token ids and a mask (n, t)."""
    torch.manual_seed(chosen.seed)
    chance, started, size = random.Random(chosen.seed), time.monotonic(), chosen.batch

    def vectors(texts: Sequence[str]) -> Tensor:
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=chosen.half):
            return encoder(*padded(tokenize(texts))).float()

    drop = nn.Dropout(0.1)
    questions = Questions(lessons)
    some = chance.sample(range(len(lessons.texts)), min(FIRST_TEXTS, len(lessons.texts)))
    first = lessons.lesson(sorted(some, key=lambda n: len(lessons.texts[n])), chance)
    encoder.eval()
    with torch.no_grad():
        read = torch.cat([vectors(first.texts[n : n + size]) for n in range(0, len(some), size)])
    encoder.train()
    questions.begin(read, first, drop)
    print(f"begun after {time.monotonic() - started:.0f} s")
    learner = torch.optim.AdamW(
        [{"params": encoder.parameters(), "weight_decay": 0.01}, {"params": questions.numbers, "weight_decay": 0.0}]
    )
    lengths = [len(text) for text in lessons.texts]
    steps = chosen.passes * (len(lengths) // size + 21)
    pace = torch.optim.lr_scheduler.OneCycleLR(learner, [chosen.rate, RATE_OF_LINES], total_steps=steps, pct_start=0.06)
    for turn in range(chosen.passes):
        total, seen = 0.0, 0
        for batch in batches(lengths, size, chosen.seed * chosen.passes + turn):
            lesson = lessons.lesson(batch, chance)
            loss = questions.loss(lesson, drop(vectors(lesson.texts) * SHARPEN))
            learner.zero_grad()
            loss.backward()
            learner.step()
            pace.step()
            total, seen = total + loss.item() * len(batch), seen + len(batch)
            if seen % (size * 50) < size:
                print(
                    f"\rpass {turn + 1} of {chosen.passes}: {seen} of {len(lengths)}, loss {total / seen:.3f}", end="", flush=True
                )
        print(f"\rpass {turn + 1} of {chosen.passes}: loss {total / seen:.3f}, {time.monotonic() - started:.0f} s" + " " * 20)


def padded(ids: list[list[int]]) -> tuple[Tensor, Tensor]:
    """Token ids (n, t) filled up with 0, and which of them are real."""
    # Few different shapes: for each new one kernels are made, which costs more than a little padding.
    width = -(-max(map(len, ids)) // WIDTHS) * WIDTHS
    return (
        torch.tensor([row + [0] * (width - len(row)) for row in ids]),
        torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in ids]),
    )


def between(begun: Mapping[str, np.ndarray], learned: Mapping[str, np.ndarray], share: float) -> dict[str, np.ndarray]:
    """Each matrix a part of the way from the one to the other (Wortsman and others 2022, "Robust fine-tuning")."""
    return {name: begun[name] + np.float32(share) * (learned[name] - begun[name]) for name in begun}


def choices(about: str | None, out: Path) -> argparse.ArgumentParser:
    """What can be chosen for either encoder."""
    options = argparse.ArgumentParser(description=about.splitlines()[0] if about else None)
    options.add_argument("--model-folder", type=Path, required=True, help="the folder with the published weights")
    options.add_argument("--begin", default=str(out), help=f'the file to go on from, or "{PUBLISHED}"')
    options.add_argument("--out", type=Path, default=out)
    options.add_argument("--share", type=float, default=0.65, help="of the way from where it begins to where it learns to")
    options.add_argument("--passes", type=int, default=3)
    options.add_argument("--rate", type=float, default=7e-5, help="how fast the matrices learn")
    options.add_argument("--batch", type=int, default=64)
    options.add_argument("--seed", type=int, default=0, help="of what is typed how, and in which order")
    options.add_argument("--half", action="store_true", help="compute in bfloat16, where the processor knows it")
    return options


def keep(out: Path, matrices: Mapping[str, np.ndarray]) -> None:
    """Write them in eight bits, and print the hash."""
    save(out, in_eight_bits(matrices))
    print(f"{out}: SHA-256 {hashlib.sha256(out.read_bytes()).hexdigest()}")
