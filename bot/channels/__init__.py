"""Messaging apps: one folder each, on one shared base. An app is off until its keys are set."""
