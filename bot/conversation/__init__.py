"""The conversation itself: who is in it, who answers, what was said. Pure."""
