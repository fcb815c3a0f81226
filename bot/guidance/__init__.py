"""The reviewed content in data/: words, helplines, situations. Pure once it is loaded."""
