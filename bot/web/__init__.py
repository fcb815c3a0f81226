"""The young person's face: page, API and stream."""
