"""Messaging platforms on this machine, written from what the platforms publish: strict, signed, and sometimes in a bad mood."""
