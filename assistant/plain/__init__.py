"""The line mode: text in, text out, no screen."""
