"""No library reports to its maker that, or how, it is used."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import ROOT

READ_ONE = "from bot.understanding.encoder import shared_encoder; print(shared_encoder().encode(['hello']).shape)"


def test_the_models_runtime_makes_no_identity_and_keeps_nothing_to_report(tmp_path: Path) -> None:
    """It reports on its own unless told not to; then it writes an id of this machine, and what it will send, into the home."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ORT_", "XDG_"))}
    environment = kept | {"HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", READ_ONE], env=environment, capture_output=True, text=True, timeout=100, check=False
    )
    assert done.stdout.strip() == "(1, 384)", done.stderr
    assert [path.name for path in tmp_path.rglob("*")] == []
