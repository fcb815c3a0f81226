"""A session of onnxruntime whose matrices are given, not read from a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import onnxruntime

from bot.understanding.eight_bits import Array


class Session:
    """What a graph does with arrays that lie where they lie: they must live as long as it does, so it keeps them."""

    def __init__(self, graph: Path, outside: Path, arrays: Mapping[str, Array], threads: int = 1) -> None:
        """`outside` is the folder with the file that the graph names for its outside data."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.model_external_initializers_file_folder_path", str(outside))
        self._given = [(name, onnxruntime.OrtValue.ortvalue_from_numpy(array)) for name, array in arrays.items()]
        for name, value in self._given:
            options.add_initializer(name, value)
        self._session = onnxruntime.InferenceSession(graph.read_bytes(), options, providers=["CPUExecutionProvider"])

    def run(self, feed: Mapping[str, Array]) -> Any:
        """The vectors (n, t, d) of a feed."""
        (found,) = self._session.run(None, dict(feed))
        return found
