"""Messenger, by the Messenger Platform: messages to a Facebook Page."""
