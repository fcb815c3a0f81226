"""The language model that reads one message: a sentence encoder and character n-grams, voting."""
