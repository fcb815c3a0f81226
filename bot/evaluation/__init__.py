"""Measures how well messages are understood: cases in, a report out."""
