"""Use cases, one verb a file. They take a store and a doorbell and return values; no HTTP, no SQL, no event loop."""
