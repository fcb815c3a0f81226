"""The ways to the duty contact, outside this house: e-mail and a webhook. Never a word, a label or an id of a conversation."""
