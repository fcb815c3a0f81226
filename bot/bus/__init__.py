"""The doorbell: tells processes that a conversation has news. It never carries text."""
