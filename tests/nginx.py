"""Finds the real nginx, which Debian keeps where few look."""

from __future__ import annotations

import os
import shutil


def find_nginx() -> str | None:
    """The program, or None where there is none."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
