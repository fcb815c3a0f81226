"""Breaks a running Unhook in every way that hardware and operators do, under load, and proves that nothing was lost.

`python -m bench.faults --help`. A plan (drawn from a seed) is carried out on a house (real processes, a real database) while
people (young persons and counsellors, over real sockets) keep records of what they sent and saw. A checker compares these
with what is stored. docs/running/runbook.md is written from what was learned.
"""
