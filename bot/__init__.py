"""Unhook: a support chat for young people who are being blackmailed online."""

import os

# A message is read on one core, several messages on several: matrices of its size gain nothing from more threads, and threads
# that wait for each other slow a busy machine. numpy reads this when it is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
