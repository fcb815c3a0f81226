"""Rasa behind one port: the only room that imports it."""

import bot.brain.slim  # noqa: F401  before any module of this room imports from rasa
