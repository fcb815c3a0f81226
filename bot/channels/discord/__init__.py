"""Discord, direct messages only: a line to its gateway in, its REST interface out."""
