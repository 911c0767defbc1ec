"""For those who write content: checks, tests and tools without a screen."""
