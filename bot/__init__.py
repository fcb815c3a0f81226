"""Unhook: a support chat for young people who are being blackmailed online."""
