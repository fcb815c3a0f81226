"""Programs that break things on purpose."""
