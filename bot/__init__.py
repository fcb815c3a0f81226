"""Unhook: a support chat for young people who are being blackmailed online."""

import os

from bot.processor import matrix_kernels

# A message is read on one core, several messages on several: matrices of its size gain nothing from more threads, and threads
# that wait for each other slow a busy machine. numpy reads this when it is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
if _kernels := matrix_kernels():
    os.environ.setdefault("OPENBLAS_CORETYPE", _kernels)

# The model's runtime reports how it is used to its maker, with an id of this machine, unless this is set before it is loaded.
# Nobody is told anything about a helpline: not that it is busy, not that it exists.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
