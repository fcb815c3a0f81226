"""Rasa custom actions, one file per topic: slots in, a decision, events out."""
