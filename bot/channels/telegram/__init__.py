"""Telegram, by its Bot API: webhook in, sendMessage out."""
