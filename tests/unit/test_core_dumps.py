"""No core dump: a process of ours that dies of a fault leaves nothing behind, also where the limit was high before."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

DIES = "import resource, os; from bot.core_dumps import turn_off; turn_off(); print(resource.getrlimit(resource.RLIMIT_CORE), flush=True); os.abort()"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no core dumps")
def test_a_process_that_dies_leaves_no_file(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", DIES], check=False, cwd=tmp_path, env={"PYTHONPATH": str(root)}, capture_output=True, text=True
    )
    assert done.returncode == -signal.SIGABRT
    assert done.stdout == "(0, 0)\n"
    assert list(tmp_path.iterdir()) == []
