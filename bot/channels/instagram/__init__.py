"""Instagram, by the Messenger Platform: direct messages to the professional account of a Page."""
