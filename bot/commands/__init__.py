"""What each command of `bot` does, one file a command."""
